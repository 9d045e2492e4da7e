import { mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forbiddenFunctions } from "../../../src/server/engines/duckdb/statementGuard";
import { failure } from "../../support/failure";
import { QueryFixture } from "../engines/results/queryFixture";

describe("What a statement may not do", () => {
  let fixture: QueryFixture;
  let contents: string;

  beforeAll(async () => {
    fixture = await QueryFixture.open();
    await mkdir(fixture.workspace);
    await writeFile(join(fixture.workspace, "hosts.csv"), "host,role\n10.0.0.1,web\n");
    await fixture.run("CREATE VIEW mine_view AS SELECT 1 AS one");
    await fixture.run("CREATE TABLE mine_table AS SELECT 1 AS one");
    contents = await fixture.indexContents();
  });

  afterAll(async () => {
    await fixture.close();
  });

  const index = "flow_index.store.flows_1";
  const refused = [
    `DELETE FROM ${index}`,
    `/* a */ DELETE /* b */ FROM ${index}`,
    `UPDATE ${index} SET bytes = 0`,
    `INSERT INTO ${index} FROM ${index}`,
    "INSERT INTO mine_table VALUES (2)",
    `MERGE INTO ${index} USING flows ON true WHEN MATCHED THEN DELETE`,
    `TRUNCATE ${index}`,
    `ALTER TABLE ${index} ADD COLUMN x INTEGER`,
    "ALTER VIEW flows RENAME TO f",
    "COMMENT ON VIEW flow_index.main.flows IS 'x'",
    "DROP VIEW flows",
    'DROP VIEW "flows"',
    "DROP VIEW FLOWS",
    "DROP/**/VIEW/**/IF EXISTS/**/flows -- x",
    "DROP VIEW main.flows",
    "DROP VIEW flow_index.main.flows",
    'DROP VIEW "flow_index"."main"."flows"',
    "DROP VIEW flow_index.flows",
    "DROP VIEW flow_index . main /* x */ . flows",
    `DROP TABLE ${index}`,
    "DROP TABLE flows_1",
    "DROP TABLE store.flows_1",
    "DROP SCHEMA flow_index.store CASCADE",
    "DROP SEQUENCE flow_index.store.ids",
    "DROP FUNCTION sum",
    "DROP TABLE results.main.r1",
    "CREATE VIEW flows AS SELECT 1",
    'CREATE OR REPLACE VIEW "Flows" AS SELECT 1',
    "CREATE TEMP VIEW flows AS SELECT 1",
    "CREATE TEMP TABLE flows AS SELECT 1",
    "CREATE TABLE mine.main.flows AS SELECT 1",
    "CREATE OR REPLACE VIEW flow_index.main.flows AS SELECT 1",
    'CREATE OR REPLACE VIEW"flow_index"."main"."other" AS SELECT 1',
    "CREATE VIEW flow_index.other AS SELECT 1",
    "CREATE TABLE flow_index.store.t AS SELECT 1",
    "CREATE OR REPLACE TABLE results.main.r1 AS SELECT 1",
    "CREATE TABLE store.t AS SELECT 1",
    "CREATE TABLE memory.main.t AS SELECT 1",
    "CREATE TABLE main.main.t AS SELECT 1",
    "CREATE TABLE t (i INTEGER)",
    "CREATE TABLE t (i INTEGER GENERATED ALWAYS AS (1))",
    "CREATE MACRO sum(a) AS a",
    "CREATE MACRO duckdb_views() AS TABLE SELECT 1",
    "CREATE SCHEMA mine.s",
    "CREATE SEQUENCE mine.main.s",
    `CREATE INDEX i ON ${index}(bytes)`,
    "CREATE TYPE mood AS ENUM ('a')",
    "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')",
    "COPY flows TO 'out.csv'",
    "COPY (SELECT 1) TO '/tmp/out.csv'",
    "ATTACH ':memory:' AS other",
    "ATTACH '/tmp/other.duckdb'",
    "DETACH mine",
    "USE flow_index",
    "SET threads = 1",
    "SET search_path = 'flow_index.main'",
    "SET VARIABLE a = 1",
    "RESET threads",
    "PRAGMA threads = 1",
    "PRAGMA database_list",
    "PRAGMA enable_profiling",
    "INSTALL httpfs",
    "FORCE INSTALL httpfs",
    "LOAD httpfs",
    "UPDATE EXTENSIONS",
    "CALL pragma_version()",
    "EXPORT DATABASE '/tmp/x'",
    "IMPORT DATABASE '/tmp/x'",
    "CHECKPOINT",
    "FORCE CHECKPOINT flow_index",
    "VACUUM",
    "ANALYZE",
    "BEGIN TRANSACTION",
    "COMMIT",
    "ROLLBACK",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "DEALLOCATE p",
    "EXPLAIN ANALYZE DROP VIEW flows",
    "EXPLAIN ANALYZE CREATE TEMP TABLE flows AS SELECT 1",
    `EXPLAIN ANALYZE DELETE FROM ${index}`,
    `EXPLAIN (ANALYZE) DELETE FROM ${index}`,
    `EXPLAIN (ANALYZE, FORMAT JSON) INSERT INTO ${index} FROM ${index}`,
    `EXPLAIN ANALYZE INSERT INTO ${index} FROM ${index}`,
    "EXPLAIN ANALYZE COPY flows TO 'x'",
    "EXPLAIN ANALYZE CHECKPOINT",
    `WITH a AS (SELECT 1) DELETE FROM ${index}`,
    `WITH a AS (SELECT 1) INSERT INTO ${index} FROM ${index}`,
    "SELECT 1; DROP VIEW flows",
    "SELECT 1; SELECT 2",
    "SELECT '; ' ; DROP VIEW flows -- '",
    "PIVOT flows ON action USING sum(bytes); DROP VIEW flows",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/hostname')",
    "SELECT * FROM read_parquet('/tmp/*.parquet')",
    "SELECT * FROM read_json('https://example.invalid/x.json')",
    "SELECT * FROM read_parquet('s3://bucket/x.parquet')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM 'https://example.invalid/x.csv'",
    "SELECT * FROM query('DROP VIEW flows')",
    "SELECT * FROM query('FROM enable_' || 'logging()')",
    "SELECT * FROM \"query\" /* x */ ('SELECT 1')",
    "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    "FROM enable_logging(storage = 'file', storage_path = 'x')",
    'FROM "ENABLE_Logging"()',
    "FROM system.main.enable_profiling()",
    "EXPLAIN ANALYZE FROM enable_logging()",
    "CREATE VIEW sly AS FROM enable_logging()",
    "CREATE MACRO sly() AS TABLE FROM enable_logging()",
    "SELECT 'x'.write_log()",
    "FROM checkpoint('flow_index')",
    "SELECT nextval('flow_index.store.ids')",
    "FROM duckdb_secrets()",
    "FROM which_secret('s3://x', 's3')",
  ];

  it.each(refused)("refuses %j, and the index is as it was", async (sql) => {
    const error = await failure(fixture.run(sql));
    expect(error.data.kind).toBe("statementRefused");
    expect(error.message.length).toBeGreaterThan(20);
    expect(await fixture.indexContents()).toBe(contents);
  });

  it.each([
    "SELECT getenv('HOME')",
    "DROP DATABASE mine",
    "DROP VIEW mine_view, flows",
    "CREATE TRIGGER t",
    "FROM '/etc/passwd'",
    "FROM arrow_scan",
    "SELECT U&\"\\0071uery\"('SELECT 1')",
    "SELECT 1 INTO flows",
    "CREATE",
    "DROP",
    "CREATE VIEW",
    "EXPLAIN",
    "EXPLAIN EXPLAIN SELECT 1",
    "(DELETE FROM flow_index.store.flows_1)",
    "(((DROP VIEW flows)))",
    "SELECT * FROM (DELETE FROM flow_index.store.flows_1 RETURNING *)",
    "WITH a AS (DELETE FROM flow_index.store.flows_1 RETURNING *) FROM a",
    "WITH a AS (DROP VIEW flows) FROM a",
    "VALUES ((DROP VIEW flows))",
  ])("fails on %j, and the index is as it was", async (sql) => {
    expect(["statementFailed", "statementRefused"]).toContain((await failure(fixture.run(sql))).data.kind);
    expect(await fixture.indexContents()).toBe(contents);
  });

  it("leaves no way out of the allowed folders", async () => {
    const secret = join(fixture.folder, "secret.txt");
    await writeFile(secret, "secret");
    await mkdir(join(fixture.workspace, "inner"), { recursive: true });
    await symlink(fixture.folder, join(fixture.workspace, "inner", "out"));
    const { workspace } = fixture;
    const paths = [
      secret,
      `file://${secret}`,
      `${workspace}/../secret.txt`,
      `${workspace}/inner/../../secret.txt`,
      `${workspace}/inner/out/secret.txt`,
      `${workspace}/../../../../../etc/passwd`,
    ];
    for (const path of paths) {
      expect((await failure(fixture.run(`FROM read_text('${path}')`))).data.kind).toBe("statementRefused");
      const parameters = { path: { type: "VARCHAR", text: path } };
      expect((await failure(fixture.run("FROM read_text($path)", { parameters }))).data.kind).toBe("statementRefused");
    }
    const pasted = `FROM read_text('${workspace}/' || '../secret.txt')`;
    expect((await failure(fixture.run(pasted))).data.kind).toBe("statementRefused");
    await rm(join(workspace, "inner"), { recursive: true });
  });

  it("reads the files of an allowed folder, and writes none there", async () => {
    expect(await fixture.table(`FROM '${fixture.workspace}/hosts.csv'`)).toEqual([["10.0.0.1", "web"]]);
    expect((await failure(fixture.run(`COPY flows TO '${fixture.workspace}/out.csv'`))).data.kind).toBe("statementRefused");
    const logging = `FROM enable_logging(storage = 'file', storage_path = '${fixture.workspace}')`;
    expect((await failure(fixture.run(logging))).data.kind).toBe("statementRefused");
    expect(await readdir(fixture.workspace)).toEqual(["hosts.csv"]);
  });

  it("refuses by the engine what the first look would let through", async () => {
    await fixture.connection.run("CREATE VIEW mine.main.counts AS SELECT nextval('flow_index.store.ids') AS n");
    expect((await failure(fixture.run("FROM counts"))).data.kind).toBe("statementRefused");
    expect((await failure(fixture.run("EXPLAIN ANALYZE FROM counts"))).data.kind).toBe("statementRefused");
    expect(await fixture.indexContents()).toBe(contents);
    await fixture.run("DROP VIEW counts");
  });

  it("knows every table function of the engine that does more than read", async () => {
    const sql = "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'table' AND database_name = 'system'";
    const reader = await fixture.connection.runAndReadAll(sql);
    const names = reader.getRows().map(([name]) => String(name));
    const unknown = names.filter((name) => !forbiddenFunctions.has(name) && !harmlessFunctions.has(name));
    expect(unknown).toEqual([]);
  });

  it("says what to do instead", async () => {
    expect((await failure(fixture.run("COPY flows TO 'x'"))).message).toContain("Save Result");
    expect((await failure(fixture.run("INSERT INTO mine_table VALUES (1)"))).message).toContain("CREATE TEMP TABLE");
    expect((await failure(fixture.run("CALL pragma_version()"))).message).toContain("FROM");
    expect((await failure(fixture.run("CREATE TABLE t (i INTEGER)"))).message).toContain("AS SELECT");
  });
});

describe("What a statement may do with objects of its own", () => {
  let fixture: QueryFixture;

  beforeAll(async () => {
    fixture = await QueryFixture.open();
  });

  afterAll(async () => {
    await fixture.close();
  });

  it.each<[create: string, use: string, drop: string]>([
    ["CREATE VIEW busy AS FROM flows WHERE bytes > 11000", "SELECT srcaddr FROM busy", "DROP VIEW busy"],
    [
      'CREATE OR REPLACE VIEW mine.main."Busy" AS FROM flows WHERE bytes > 11000',
      'SELECT srcaddr FROM "Busy"',
      "DROP VIEW IF EXISTS mine.busy CASCADE",
    ],
    ["CREATE VIEW IF NOT EXISTS main.busy AS FROM flows WHERE bytes > 11000", "SELECT srcaddr FROM busy", "DROP VIEW main.busy"],
    ["CREATE TEMP VIEW busy AS FROM flows WHERE bytes > 11000", "SELECT srcaddr FROM busy", "DROP VIEW temp.main.busy"],
    ["CREATE TABLE busy AS FROM flows WHERE bytes > 11000", "SELECT srcaddr FROM mine.busy", "DROP TABLE busy"],
    ["CREATE TEMPORARY TABLE busy AS (SELECT * FROM flows WHERE bytes > 11000)", "SELECT srcaddr FROM busy", "DROP TABLE temp.busy"],
    [
      "CREATE OR REPLACE TABLE busy(srcaddr, n) AS SELECT srcaddr, 1 FROM flows WHERE bytes > 11000",
      "SELECT srcaddr FROM busy",
      "DROP TABLE busy",
    ],
    [
      "CREATE TABLE busy AS PIVOT (SELECT srcaddr, action FROM flows WHERE bytes > 11000) ON action USING count(*)",
      "SELECT srcaddr FROM busy",
      "DROP TABLE busy",
    ],
    ["CREATE MACRO busy(a) AS TABLE SELECT srcaddr FROM flows WHERE bytes > a", "FROM busy(11000)", "DROP MACRO TABLE busy"],
    ["CREATE TEMP MACRO busiest() AS (SELECT srcaddr FROM flows WHERE bytes > 11000)", "SELECT busiest()", "DROP MACRO busiest"],
    ["CREATE FUNCTION busiest() AS (SELECT srcaddr FROM flows WHERE bytes > 11000)", "SELECT busiest()", "DROP FUNCTION IF EXISTS busiest"],
  ])("runs %s", async (create, use, drop) => {
    expect(await fixture.run(create)).toMatchObject({ kind: "done", columns: [], rowCount: 0 });
    expect(await fixture.table(use)).toEqual([["10.0.0.12"]]);
    expect((await fixture.run(drop)).message).toMatch(/^Dropped /);
    expect((await failure(fixture.run(use))).data.kind).toBe("statementFailed");
  });

  it("binds parameters in CREATE TABLE AS", async () => {
    await fixture.run("CREATE TEMP TABLE chosen AS SELECT srcaddr FROM flows WHERE bytes = $b", {
      parameters: { b: { type: "BIGINT", text: "3000" } },
    });
    expect(await fixture.table("FROM chosen")).toEqual([["10.0.0.3"]]);
  });

  it("says when there is nothing to drop", async () => {
    expect((await fixture.run("DROP VIEW IF EXISTS nothing")).message).toBe("There is no view nothing.");
    expect(await failure(fixture.run("DROP VIEW nothing"))).toMatchObject({
      data: { kind: "statementFailed", span: { start: 10, end: 17 } },
    });
  });

  it("keeps a view for all owners", async () => {
    await fixture.run("CREATE VIEW kept AS SELECT 1 AS one", { ownerId: "b" });
    await fixture.queries.disposeOwner("b");
    expect(await fixture.table("FROM kept", { ownerId: "c" })).toEqual([[1]]);
  });
});

const harmlessFunctions = new Set(
  (
    "duckdb_approx_database_count duckdb_columns duckdb_connection_count duckdb_constraints duckdb_coordinate_systems duckdb_databases " +
    "duckdb_dependencies duckdb_extensions duckdb_external_file_cache duckdb_functions duckdb_indexes duckdb_keywords duckdb_log_contexts " +
    "duckdb_logs duckdb_memory duckdb_optimizers duckdb_prepared_statements duckdb_schemas duckdb_secret_types duckdb_sequences " +
    "duckdb_settings duckdb_table_sample duckdb_tables duckdb_temporary_files duckdb_types duckdb_variables duckdb_views generate_series " +
    "glob icu_calendar_names json_each json_tree parquet_bloom_probe parquet_file_metadata parquet_full_metadata parquet_kv_metadata " +
    "parquet_metadata parquet_scan parquet_schema pg_timezone_names pragma_collations pragma_database_size pragma_metadata_info " +
    "pragma_platform pragma_show pragma_storage_info pragma_table_info pragma_user_agent pragma_version query_table range read_blob " +
    "read_csv read_csv_auto read_duckdb read_json read_json_auto read_json_objects read_json_objects_auto read_ndjson read_ndjson_auto " +
    "read_ndjson_objects read_parquet read_text repeat repeat_row sniff_csv sql_auto_complete summary test_all_types test_vector_types unnest"
  ).split(" "),
);
