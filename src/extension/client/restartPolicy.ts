const windowMs = 3 * 60 * 1000;
const restartsInWindow = 5;

/** Whether a server that ended is started again: always, unless it ends more than five times within three minutes. */
export class RestartPolicy {
  private exits: number[] = [];

  constructor(private readonly nowMs: () => number) {}

  noteExit(): "restart" | "giveUp" {
    const now = this.nowMs();
    this.exits = [...this.exits.filter((exit) => now - exit < windowMs), now];
    return this.exits.length > restartsInWindow ? "giveUp" : "restart";
  }

  /** The user asked for a start: what was before does not count. */
  forget(): void {
    this.exits = [];
  }
}
