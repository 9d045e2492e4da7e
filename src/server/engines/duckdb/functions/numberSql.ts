/** A whole number out of a number or a text, as DOUBLE; NULL for anything else. */
export function wholeNumberSql(value: string): string {
  const number = `TRY_CAST(${value} AS DOUBLE)`;
  return `CASE WHEN ${number} = trunc(${number}) AND abs(${number}) < 9007199254740992 THEN ${number} END`;
}
