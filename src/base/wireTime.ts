/** Whether a value is a time as results carry it: ISO 8601 in UTC, `2026-03-14T15:00:02Z`, with or without a fraction of the second. */
export function isWireTime(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value);
}

/** When the flow of a row began, else any other time in it. */
export function timeInRow(row: Readonly<Record<string, unknown>>): string | undefined {
  return [row.start_time, row.end_time, ...Object.values(row)].find(isWireTime);
}
