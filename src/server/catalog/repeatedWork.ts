/**
 * Work that is asked for again and again and never goes on twice at the same time. Asked for while it goes on, it begins anew:
 * what it was about to give is old by then.
 */
export class RepeatedWork {
  private asked = false;
  private stopped = false;
  private turn: AbortController | undefined;
  private going: Promise<void> | undefined;

  /** @param onFailure Hears why the work failed, unless it was interrupted. */
  constructor(
    private readonly work: (signal: AbortSignal) => Promise<void>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  ask(): void {
    if (this.stopped) return;
    this.asked = true;
    this.turn?.abort();
    this.going ??= this.go();
  }

  /** Ends what goes on, for good. */
  stop(): Promise<void> {
    this.stopped = true;
    this.asked = false;
    this.turn?.abort();
    return this.settled();
  }

  /** Nothing goes on any more. */
  settled(): Promise<void> {
    return this.going ?? Promise.resolve();
  }

  private async go(): Promise<void> {
    while (this.asked) {
      this.asked = false;
      const turn = new AbortController();
      this.turn = turn;
      await this.work(turn.signal).catch((error: unknown) => {
        if (!turn.signal.aborted) this.onFailure(error);
      });
    }
    this.turn = undefined;
    this.going = undefined;
  }
}
