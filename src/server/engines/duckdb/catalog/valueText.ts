/** SQL that writes a value as a statement would have it, without quotes: times in ISO 8601, UTC. */
export function valueTextSql(value: string, type: string): string {
  return type.startsWith("TIMESTAMP") ? isoTimeSql(value) : `CAST(${value} AS VARCHAR)`;
}

/** `2026-03-14T15:00:02Z`, with a fraction of the second only where there is one. */
export function isoTimeSql(time: string): string {
  return `regexp_replace(strftime(${time}, '%Y-%m-%dT%H:%M:%S.%f'), '\\.?0+$', '') || 'Z'`;
}
