import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { quoteText } from "../../../src/server/engines/duckdb/quoting";
import { timed } from "./stopwatch";

/**
 * DuckDB by itself on the same files: the floor that index times and queries stand beside. Nothing of ours is in the way,
 * and nothing that a product has to do (ledger, rejected lines, transactions, origin of rows) is done.
 */
export class BareDuckDb {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  static async open(): Promise<BareDuckDb> {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return new BareDuckDb(instance, connection);
  }

  /** Milliseconds to unpack and parse every column of every AWS object, keeping nothing. */
  parseAws(folder: string): Promise<number> {
    const counts = Object.keys(awsColumns).map((name) => `count("${name}")`);
    return timed(() => this.connection.run(`SELECT ${counts.join(", ")} FROM ${readAws(folder)}`));
  }

  /** The same for every field of IBM's objects. */
  parseIbm(folder: string): Promise<number> {
    const counts = [
      ...Object.keys(ibmDocument).map((name) => `count("${name}")`),
      ...Object.keys(ibmFlow).map((name) => `count(flow."${name}")`),
    ];
    return timed(() =>
      this.connection.run(`SELECT ${counts.join(", ")} FROM (SELECT *, unnest(flow_logs) AS flow FROM ${readIbm(folder)})`),
    );
  }

  /** A plain table `flows` of the AWS objects in a file of its own; milliseconds to fill it. */
  async loadTable(folder: string, file: string): Promise<number> {
    await rm(file, { force: true });
    await this.connection.run(`ATTACH ${quoteText(file)} AS bare (STORAGE_VERSION 'latest')`);
    await this.connection.run("USE bare");
    return timed(() =>
      this.connection.run(`CREATE TABLE flows AS SELECT * EXCLUDE ("start", "end"), make_timestamp("start" * 1000000) AS start_time,
        make_timestamp("end" * 1000000) AS end_time FROM ${readAws(folder)}`),
    );
  }

  async run(sql: string): Promise<void> {
    await this.connection.runAndReadAll(sql);
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

const awsColumns = {
  version: "INTEGER",
  account_id: "VARCHAR",
  interface_id: "VARCHAR",
  srcaddr: "VARCHAR",
  dstaddr: "VARCHAR",
  srcport: "INTEGER",
  dstport: "INTEGER",
  protocol: "INTEGER",
  packets: "BIGINT",
  bytes: "BIGINT",
  start: "BIGINT",
  end: "BIGINT",
  action: "VARCHAR",
  log_status: "VARCHAR",
};

const ibmDocument = {
  version: "VARCHAR",
  collector_crn: "VARCHAR",
  attached_endpoint_type: "VARCHAR",
  network_interface_id: "VARCHAR",
  instance_crn: "VARCHAR",
  vpc_crn: "VARCHAR",
  capture_start_time: "TIMESTAMP",
  capture_end_time: "TIMESTAMP",
  state: "VARCHAR",
  number_of_flow_logs: "BIGINT",
};

const ibmFlow = {
  start_time: "TIMESTAMP",
  end_time: "TIMESTAMP",
  connection_start_time: "TIMESTAMP",
  direction: "VARCHAR",
  action: "VARCHAR",
  initiator_ip: "VARCHAR",
  target_ip: "VARCHAR",
  initiator_port: "INTEGER",
  target_port: "INTEGER",
  transport_protocol: "INTEGER",
  ether_type: "VARCHAR",
  was_initiated: "BOOLEAN",
  was_terminated: "BOOLEAN",
  bytes_from_initiator: "BIGINT",
  packets_from_initiator: "BIGINT",
  bytes_from_target: "BIGINT",
  packets_from_target: "BIGINT",
  cumulative_bytes_from_initiator: "BIGINT",
  cumulative_packets_from_initiator: "BIGINT",
  cumulative_bytes_from_target: "BIGINT",
  cumulative_packets_from_target: "BIGINT",
};

function readAws(folder: string): string {
  const files = quoteText(join(folder, "AWSLogs/**/*.log.gz"));
  return `read_csv(${files}, delim = ' ', header = true, nullstr = '-', auto_detect = false, quote = '', escape = '',
    hive_partitioning = false, columns = ${structOf(awsColumns)})`;
}

function readIbm(folder: string): string {
  const files = quoteText(join(folder, "ibm_vpc_flowlogs_v1/**/*.gz"));
  const flow = Object.entries(ibmFlow).map(([name, type]) => `${name} ${type}`);
  const columns = structOf({ ...ibmDocument, flow_logs: `STRUCT(${flow.join(", ")})[]` });
  return `read_json(${files}, format = 'newline_delimited', auto_detect = false, hive_partitioning = false,
    maximum_object_size = 67108864, columns = ${columns})`;
}

function structOf(columns: Readonly<Record<string, string>>): string {
  return `{${Object.entries(columns)
    .map(([name, type]) => `${quoteText(name)}: ${quoteText(type)}`)
    .join(", ")}}`;
}
