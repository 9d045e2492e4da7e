import { protocolNames } from "../../../../base/network/protocolNames";
import { type Service, services, transports } from "../../../../base/network/serviceNames";
import { tcpFlagBits } from "../../../../base/network/tcpFlags";
import { quoteText } from "../quoting";
import { letSql } from "./addressSql";
import { wholeNumberSql } from "./numberSql";

/** Bodies of functions that name numbers, over the SQL of their arguments. NULL for what has no name. */

export function protocolNameSql(protocol: string): string {
  return byNumber(protocol, Object.entries(protocolNames));
}

export function serviceNameSql(port: string, protocol?: string): string {
  const named = (nameOf: (service: Service) => string | undefined): string =>
    byNumber(
      port,
      Object.entries(services).flatMap(([number, service]) => {
        const name = nameOf(service);
        return name === undefined ? [] : [[number, name] as const];
      }),
    );
  if (protocol === undefined) return named(({ tcp, udp }) => tcp ?? udp);
  return `CASE ${wholeNumberSql(protocol)} WHEN ${transports.tcp} THEN ${named(({ tcp }) => tcp)}
    WHEN ${transports.udp} THEN ${named(({ udp }) => udp)} END`;
}

export function tcpFlagNamesSql(flags: string): string {
  const names = tcpFlagBits.map((name, bit) => `CASE WHEN tcp_bits & ${1 << bit} > 0 THEN ${quoteText(name)} END`);
  return letSql(flagBitsSql(flags), "tcp_bits", `CASE WHEN tcp_bits IS NOT NULL THEN concat_ws(' ', ${names.join(", ")}) END`);
}

/** Whether all flags are set that a text or a list names; NULL where it names none, or something that is no flag. */
export function hasFlagsSql(flags: string, names: string): string {
  const words = `list_filter(regexp_split_to_array(upper(CAST(${names} AS VARCHAR)), '[^A-Z0-9_]+'), lambda tcp_word: tcp_word <> '')`;
  const bit = `CASE tcp_word ${tcpFlagBits.map((name, index) => `WHEN ${quoteText(name)} THEN ${1 << index}`).join(" ")} END`;
  const bits = `list_distinct(list_transform(tcp_words, lambda tcp_word: ${bit}))`;
  // Without NULL, which stands for a word that is no flag.
  const known = `len(list_filter(tcp_words, lambda tcp_word: ${bit} IS NULL)) = 0`;
  const mask = letSql(words, "tcp_words", `CASE WHEN ${known} THEN CAST(list_sum(${bits}) AS INTEGER) END`);
  return `(${flagBitsSql(flags)}) & ${mask} = ${mask}`;
}

function flagBitsSql(flags: string): string {
  const number = wholeNumberSql(flags);
  return `CASE WHEN ${number} BETWEEN 0 AND 255 THEN CAST(${number} AS INTEGER) END`;
}

function byNumber(value: string, names: readonly (readonly [number: string, name: string])[]): string {
  return `CASE ${wholeNumberSql(value)} ${names.map(([number, name]) => `WHEN ${number} THEN ${quoteText(name)}`).join(" ")} END`;
}

/** As `formatBytes` in src/base writes it. */
export function humanizeBytesSql(bytes: string): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  const last = units.length - 1;
  const steps = units.slice(1).map((_, index) => `CASE WHEN abs(size_bytes) >= ${1024 ** (index + 1)} THEN 1 ELSE 0 END`);
  const unit = `least(${last}, ${steps.join(" + ")})`;
  const scaled = `size_bytes / power(1024, size_unit)`;
  const text = `CASE WHEN size_unit = 0 OR abs(size_scaled) >= 100 THEN format('{:.0f}', round(size_scaled))
    WHEN abs(size_scaled) >= 10 THEN format('{:.1f}', round(size_scaled, 1)) ELSE format('{:.2f}', round(size_scaled, 2)) END`;
  const written = letSql(
    unit,
    "size_unit",
    letSql(scaled, "size_scaled", `${text} || ' ' || [${units.map(quoteText).join(", ")}][size_unit + 1]`),
  );
  const finite = `CASE WHEN isfinite(TRY_CAST(${bytes} AS DOUBLE)) THEN TRY_CAST(${bytes} AS DOUBLE) END`;
  return letSql(finite, "size_bytes", `CASE WHEN size_bytes IS NOT NULL THEN ${written} END`);
}
