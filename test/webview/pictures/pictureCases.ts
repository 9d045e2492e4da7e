import type { ChartKind, WrittenChart } from "../../../src/protocol/chart";

export interface PictureCase {
  readonly sql: string;
  readonly chart: WrittenChart;
}

/** Some traffic of a day: nothing in it is left to chance. */
const flows = `SELECT
    TIMESTAMP '2026-03-14 00:00:00' + to_minutes(CAST((i * 37) % 1440 AS INTEGER)) AS start_time,
    ['10.0.1.12', '10.0.1.20', '10.0.2.7', '10.0.2.31', '10.0.3.5', '172.16.4.9'][1 + (i * i) % 6] AS srcaddr,
    ['10.0.9.10', '52.94.5.20', '8.8.8.8', '10.0.1.12', '1.1.1.1', '10.0.4.2', '52.95.110.1'][1 + (i * 7 + i // 3) % 7] AS dstaddr,
    [443, 443, 22, 53, 443, 445, 8443, 3306][1 + (i * 5 + i // 7) % 8]::INTEGER AS dstport,
    ((i * 7919) % 1009 * (1 + i % 11) * 97 + 400)::UBIGINT AS bytes,
    (1 + (i * 7919) % 1009 // 8)::UBIGINT AS packets,
    CASE WHEN i % 7 = 0 OR (i * 37) % 1440 BETWEEN 780 AND 840 THEN 'REJECT' ELSE 'ACCEPT' END AS action
  FROM range(900) rows(i)`;

const bytes = [{ fn: "sum", column: "bytes" }] as const;
const rows = [{ fn: "count" }] as const;

const countries = `SELECT * FROM (VALUES ('US', 9400), ('Germany', 6100), ('IRL', 4200), ('392', 3900), ('Singapore', 3300), ('BR', 2100),
  ('IN', 1900), ('Australia', 1500), ('ZA', 700), ('FR', 2600), ('CA', 1200), ('Hong Kong', 2900), ('Atlantis', 5)) t(country, sessions)`;

/** One for each chart that there is. */
export const pictureCases: Readonly<Record<ChartKind, PictureCase>> = {
  line: { sql: flows, chart: { kind: "line", x: "start_time", y: bytes, split: "action", step: "1h" } },
  area: { sql: flows, chart: { kind: "area", x: "start_time", y: rows, split: "dstport", step: "1h", top: 4, stack: "stack" } },
  bar: { sql: flows, chart: { kind: "bar", x: "start_time", y: rows, split: "action", step: "2h", stack: "stack" } },
  rowBar: { sql: flows, chart: { kind: "rowBar", x: "dstport", y: bytes } },
  pie: { sql: flows, chart: { kind: "pie", x: "dstaddr", y: bytes, top: 5 } },
  doughnut: { sql: flows, chart: { kind: "doughnut", x: "action", y: bytes } },
  scatter: { sql: flows, chart: { kind: "scatter", x: "packets", y: bytes, split: "action" } },
  histogram: { sql: flows, chart: { kind: "histogram", x: "bytes" } },
  heatmap: { sql: flows, chart: { kind: "heatmap", x: "start_time", split: "dstport", y: rows, step: "1h" } },
  sankey: { sql: flows, chart: { kind: "sankey", x: "srcaddr", split: "dstaddr", y: bytes, top: 5 } },
  treemap: { sql: flows, chart: { kind: "treemap", x: "srcaddr", split: "dstport", y: bytes, top: 5 } },
  network: { sql: flows, chart: { kind: "network", x: "srcaddr", split: "dstaddr", y: bytes, top: 30 } },
  map: { sql: countries, chart: { kind: "map", x: "country", y: [{ fn: "sum", column: "sessions" }] } },
  number: { sql: `SELECT sum(bytes) AS bytes, count(*) AS flows FROM (${flows})`, chart: { kind: "number" } },
  table: { sql: flows, chart: { kind: "table", x: "action", y: bytes } },
};
