import { addressKind } from "../../base/network/addressKinds";
import { protocolNames } from "../../base/network/protocolNames";
import { serviceName } from "../../base/network/serviceNames";
import { tcpFlagNames } from "../../base/network/tcpFlags";
import { trafficPaths } from "../schema/trafficPaths";
import type { CatalogColumn, ColumnStatistics } from "./catalog";

/** What a value of a column means to people: `443` is https, `6` is TCP. */
export function valueMeaning(column: CatalogColumn, value: string): string | undefined {
  const number = Number(value);
  switch (column.meaning) {
    case "port":
      return serviceName(number);
    case "protocol":
      return protocolNames[number];
    case "tcpFlags":
      return number === 0 ? "no flags" : tcpFlagNames(number);
    case "address": {
      const kind = addressKind(value);
      return kind === "public" ? undefined : kind;
    }
    default:
      return column.flowColumn === "traffic_path" ? trafficPaths[number] : undefined;
  }
}

/** `41 %` of the rows that were looked at. */
export function share(count: number, statistics: ColumnStatistics | undefined): string | undefined {
  if (statistics === undefined || statistics.rows === 0) return undefined;
  const percent = (100 * count) / statistics.rows;
  if (percent >= 99.5 && count < statistics.rows) return "> 99 %";
  return percent >= 1 ? `${Math.round(percent)} %` : "< 1 %";
}

export function isNumberType(type: string): boolean {
  return /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DOUBLE|FLOAT|DECIMAL)/.test(type);
}
