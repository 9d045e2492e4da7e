/**
 * SQL of a text that sorts addresses as the numbers they are: IPv4 before IPv6 before what is no address. An IPv4 address becomes
 * `4` and 8 hexadecimal digits, an IPv6 address `6` and 32, with the groups that `::` leaves out filled in.
 */
export function addressKeySql(address: string): string {
  return `CASE WHEN ${address} IS NULL THEN NULL
    WHEN contains(${address}, ':') THEN coalesce('6' || ${ipv6Digits(`lower(${address})`)}, '~' || ${address})
    ELSE coalesce('4' || ${ipv4Digits(address)}, '~' || ${address}) END`;
}

/** NULL for what is no IPv4 address. */
function ipv4Digits(address: string): string {
  const parts = [1, 2, 3, 4].map((part) => `TRY_CAST(split_part(${address}, '.', ${part}) AS UTINYINT)`);
  const digits = parts.map((part) => `lpad(to_hex(${part}), 2, '0')`).join(" || ");
  return `CASE WHEN length(${address}) - length(replace(${address}, '.', '')) = 3 THEN ${digits} END`;
}

/** NULL for what is no IPv6 address in hexadecimal groups. */
function ipv6Digits(address: string): string {
  const groups = `string_split(${address}, '::')`;
  const head = filledGroups(`${groups}[1]`);
  const tail = filledGroups(`${groups}[2]`);
  const shortened = `CASE WHEN length(${head}) + length(${tail}) < 32 THEN ${head} || repeat('0', 32 - length(${head}) - length(${tail})) || ${tail} END`;
  const digits = `CASE len(${groups}) WHEN 1 THEN ${head} WHEN 2 THEN ${shortened} END`;
  return `CASE WHEN regexp_full_match(${digits}, '[0-9a-f]{32}') THEN ${digits} END`;
}

/** Four digits for each group of a part of the address. */
function filledGroups(part: string): string {
  return `CASE WHEN ${part} = '' THEN '' ELSE array_to_string(list_transform(string_split(${part}, ':'), lambda x: lpad(x, 4, '0')), '') END`;
}
