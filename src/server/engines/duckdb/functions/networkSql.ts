import { ipv4Number, ipv6Number, isIpv4, isIpv4Network, isIpv6, isIpv6Network, letSql, mappedBase, octetPattern } from "./addressSql";
import { quoteText } from "../quoting";

/**
 * `ip_in`. An address is looked at in two steps, and `candidate AND member` has the value of the second alone, for NULL AND false is
 * false, and NULL AND NULL is NULL:
 *
 * 1. Is it a candidate? Comparisons of texts; true or NULL.
 * 2. Is it an address, and in one of the networks? A WHERE asks this of candidates only.
 *
 * What depends on the networks alone is worked out once where they are constant. As often as it stands here it is worked out, when the
 * statement is planned, so that the parts which stand here often must be simple.
 */
export function isInNetworksSql(address: string, networks: string): string {
  return `(${candidateSql(address, networks)}) AND (${memberSql(address, networks)})`;
}

/** Ranges of texts that the candidates are looked for in. More networks share them, so that more than the candidates are looked at. */
const candidateRanges = 4;

/** Addresses that do not begin as their network does (IPv4-mapped ones, and groups with zeros before them) begin with `0` or `:`. */
function candidateSql(address: string, networks: string): string {
  const ranges = Array.from({ length: candidateRanges }, (_, index) => {
    const [low, high] = (["low", "high"] as const).map((bound) => boundSql(networks, index, bound));
    return `${address} BETWEEN ${low ?? ""} AND ${high ?? ""}`;
  });
  return [...ranges, `${address} < '1'`, `${address} BETWEEN ':' AND ':~'`, "NULL::BOOLEAN"].join(" OR ");
}

function memberSql(address: string, networks: string): string {
  return `CASE WHEN regexp_full_match(${address}, ${ipv4PatternSql(networks)}) THEN true
    WHEN ${isIpv4(address)} THEN ${outsideSql(networks)}
    WHEN ${isIpv6(address)} THEN ${ipv6MemberSql(address, networks)} END`;
}

/** Whether an IPv6 address lies in one of the networks, by numbers of 128 bits, which IPv4 addresses have as well. */
function ipv6MemberSql(address: string, networks: string): string {
  const isAround = `lambda ip_network: ip_address BETWEEN ip_network.first AND ip_network.last`;
  const counted = letSql(ipv6Number(address), "ip_address", `len(list_filter(ip_networks, ${isAround})) > 0`);
  // Groups that are spelled as usual need no numbers: most addresses of most networks.
  const begins = `len(list_filter(ip_networks, lambda ip_network: starts_with(${address}, ip_network.begin))) > 0`;
  const answer = `CASE WHEN ${begins} OR ${counted} THEN true
    WHEN len(list_filter(ip_networks, lambda ip_network: ip_network.first IS NULL)) = 0 THEN false END`;
  return letSql(numbersSql(networks), "ip_networks", answer);
}

/**
 * Texts of networks: a list of them, or one. A parameter of a macro has no type before it has a value, so a list is told by the type that
 * it has then, and its elements by the engine's way to write a list: with quotes around an element that has a `:`.
 */
function textsSql(networks: string): string {
  const text = `CAST(${networks} AS VARCHAR)`;
  const quote = quoteText("'");
  const element = `CASE WHEN ip_item[1] = ${quote} AND ip_item[-1] = ${quote} THEN ip_item[2:-2] ELSE ip_item END`;
  return `CASE WHEN NOT ends_with(typeof(${networks}), ']') THEN [${text}] WHEN ${text} = '[]' THEN []::VARCHAR[]
    ELSE list_transform(string_split(${text}[2:-2], ', '), lambda ip_item: ${element}) END`;
}

/** One end of a range of candidates; NULL where there is no such range. */
function boundSql(networks: string, index: number, bound: "low" | "high"): string {
  const share = `CAST(ceil(len(ip_ranges) / ${candidateRanges}) AS BIGINT)`;
  const first = `${index} * ${share} + 1`;
  const value =
    bound === "low"
      ? `ip_ranges[${first}].low`
      : `list_max(list_transform(ip_ranges[${first} : ${index + 1} * ${share}], lambda ip_range: ip_range.high))`;
  return letSql(`list_sort(list_transform(${textsSql(networks)}, lambda ip_text: ${rangeSql("ip_text")}))`, "ip_ranges", value);
}

/**
 * Between which texts the addresses of a network stand. Those of an IPv4 network begin alike, as far as whole octets are the same in all of
 * them; those of an IPv6 network begin with their first group, in any case.
 */
function rangeSql(text: string): string {
  const begin = `array_to_string(string_split(split_part(${text}, '/', 1), '.')[1 : ip_bits // 8], '.')
    || CASE WHEN ip_bits BETWEEN 8 AND 31 THEN '.' ELSE '' END`;
  const ipv4 = letSql(begin, "ip_begin", `{'low': ip_begin, 'high': ip_begin || CASE WHEN ip_bits < 32 THEN ':' ELSE '' END}`);
  const ipv6 = letSql(
    `ltrim(split_part(${text}, ':', 1), '0')`,
    "ip_begin",
    `CASE WHEN ip_bits < 16 THEN {'low': '0', 'high': 'g'} ELSE {'low': upper(ip_begin), 'high': lower(ip_begin) || '~'} END`,
  );
  const whole = `CASE WHEN contains(${text}, ':') THEN '128' ELSE '32' END`;
  return letSql(bitsSql(text, whole), "ip_bits", `CASE WHEN contains(${text}, ':') THEN ${ipv6} ELSE ${ipv4} END`);
}

function bitsSql(text: string, whole: string): string {
  // Within what shifts allow, for what is no network as well.
  return `greatest(0, least(128, TRY_CAST(split_part(${text} || '/' || ${whole}, '/', 2) AS INTEGER)))`;
}

/** A pattern of all IPv4 addresses in the networks; NULL where there are none. */
function ipv4PatternSql(networks: string): string {
  const octet = `CAST(ip_octets[ip_bits // 8 + 1] AS BIGINT)`;
  // Numbers of the octet that is the same in part: as many as its free bits give, and the same bits before them.
  const numbers = `range(ip_first, ip_first + (256 >> ip_bits % 8))`;
  const partly = letSql(`${octet} & (65280 >> ip_bits % 8)`, "ip_first", `['(?:' || array_to_string(${numbers}, '|') || ')']`);
  const free = `[${Array.from({ length: 4 }, () => quoteText(octetPattern)).join(", ")}][1 : 4 - (ip_bits + 7) // 8]`;
  const octets = `list_concat(ip_octets[1 : ip_bits // 8], CASE WHEN ip_bits % 8 > 0 THEN ${partly} ELSE [] END, ${free})`;
  const pattern = letSql(
    bitsSql("ip_text", "'32'"),
    "ip_bits",
    letSql("string_split(split_part(ip_text, '/', 1), '.')", "ip_octets", `array_to_string(${octets}, '\\.')`),
  );
  const texts = `list_filter(${textsSql(networks)}, lambda ip_text: ${isIpv4Network("ip_text")})`;
  return `nullif(array_to_string(list_transform(${texts}, lambda ip_text: ${pattern}), '|'), '')`;
}

/** What an address is that lies in none of the networks: false, or NULL where one of them is no network. */
function outsideSql(networks: string): string {
  const isNone = `lambda ip_text: NOT coalesce(${isIpv4Network("ip_text")} OR ${isIpv6Network("ip_text")}, false)`;
  return `CASE WHEN len(list_filter(${textsSql(networks)}, ${isNone})) = 0 THEN false END`;
}

const all = String((1n << 128n) - 1n);

/**
 * First and last number of each network, of 128 bits; NULL for what is no network. `begin` is how the addresses of a network of whole
 * groups begin as usually spelled.
 */
function numbersSql(networks: string): string {
  const address = "split_part(ip_text, '/', 1)";
  const value = `CASE WHEN ${isIpv4Network("ip_text")} THEN {'bits': ${bitsSql("ip_text", "'32'")} + 96,
      'value': CAST(${ipv4Number(address)} + ${mappedBase} AS UHUGEINT)}
    WHEN ${isIpv6Network("ip_text")} THEN {'bits': ${bitsSql("ip_text", "'128'")}, 'value': ${ipv6Number(address)}} END`;
  const free = `CASE WHEN ip_each.bits = 0 THEN ${all}::UHUGEINT ELSE (1::UHUGEINT << CAST(128 - ip_each.bits AS UHUGEINT)) - 1 END`;
  const groups = `array_to_string(list_transform(range(1, ip_each.bits // 16 + 1), lambda ip_index:
    lower(to_hex((ip_each.value >> CAST(128 - 16 * ip_index AS UHUGEINT)) & 65535)) || ':'), '')`;
  const begin = `CASE WHEN ip_each.bits % 16 = 0 AND ip_each.bits BETWEEN 16 AND 112 THEN ${groups} END`;
  const bounds = letSql(
    free,
    "ip_free",
    `{'first': ip_each.value - (ip_each.value & ip_free), 'last': ip_each.value | ip_free, 'begin': ${begin}}`,
  );
  return `list_transform(list_transform(${textsSql(networks)}, lambda ip_text: ${value}), lambda ip_each: ${bounds})`;
}
