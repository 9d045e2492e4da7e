/** Whether properties of a value can be looked at, whatever they are. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
