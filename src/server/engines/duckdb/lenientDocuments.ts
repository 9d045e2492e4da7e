import type { DuckDBConnection } from "@duckdb/node-api";
import type { JsonDocumentLayout } from "../../formats/logFormat";
import { insertRecords, readFiles, readJson, withGap, type InsertTarget, type StagedFile } from "./insertSql";
import { quoteName, quoteText } from "./quoting";
import { sampleLength, samplesPerObject, type Rejected } from "./rejectedLines";

/**
 * Reads one JSON document record by record: what a record's fields cannot be is told with its place in the array, and all other
 * records are loaded. Slower than the strict reading, so it is for documents that the strict one refused.
 */
export async function insertDocumentLeniently(
  connection: DuckDBConnection,
  target: InsertTarget,
  layout: JsonDocumentLayout,
  files: readonly StagedFile[],
): Promise<Rejected> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE lenient_records AS ${lenientRecordsSql(layout, files)}`);
  await connection.run(insertRecords(target, layout, "(SELECT * FROM lenient_records WHERE problem IS NULL)"));
  const rows = await connection.runAndReadAll(
    `SELECT place, problem, left(CAST(item AS VARCHAR), ${sampleLength}), count(*) OVER () FROM lenient_records
     WHERE problem IS NOT NULL ORDER BY place LIMIT ${samplesPerObject}`,
  );
  const samples = rows.getRows().map(([place, problem, sample]) => ({
    line: Number(place),
    reason: `${String(problem)}: the value is not what this field holds.`,
    sample: String(sample),
  }));
  const count = Number(rows.getRows()[0]?.[3] ?? 0);
  await connection.run("DROP TABLE lenient_records");
  return { count, samples };
}

/** `item` is the record as JSON, NULL for the gap; `r` the same as a struct; `problem` the first field that cannot be read. */
function lenientRecordsSql(layout: JsonDocumentLayout, files: readonly StagedFile[]): string {
  const times = new Set(layout.columns.filter((column) => column.reading === "rfc3339").map((column) => column.field));
  const checks = layout.recordFields.map(({ name, type }) => {
    const text = `item->>${quoteText(name)}`;
    const target = times.has(name) ? "TIMESTAMP" : type;
    const given = times.has(name) ? `nullif(${text}, '')` : text;
    return `WHEN ${given} IS NOT NULL AND TRY_CAST(${text} AS ${target}) IS NULL THEN ${quoteText(name)}`;
  });
  const fields = layout.recordFields.map(({ name, type }) => `${quoteName(name)} := TRY_CAST(item->>${quoteText(name)} AS ${type})`);
  return `
    SELECT *, CASE WHEN item IS NULL THEN NULL WHEN json_type(item) <> 'OBJECT' THEN 'record' ${checks.join(" ")} END AS problem,
      CASE WHEN item IS NULL THEN NULL ELSE struct_pack(${fields.join(", ")}) END AS r
    FROM (SELECT * EXCLUDE (records), unnest(range(1, len(listed) + 1)) AS place, unnest(listed) AS item
      FROM (SELECT *, ${withGap(layout, "records")} AS listed FROM ${readJson(layout, readFiles(files), "JSON[]")}))`;
}
