import type { DuckDBConnection } from "@duckdb/node-api";
import { FlowLogError } from "../../../../protocol/errors";
import type { GatheredFlows, PivotAnswer, PivotData, PivotEngine } from "../../pivotEngine";
import { anyOrder } from "../anyOrder";
import { cellShape, type StoredColumn, wireCell, wireSql } from "../cellValues";
import { meaningOf } from "../columnMeanings";
import { conversationsSql, packetSides } from "../conversations/conversationsSql";
import { catalogs, type Database } from "../database";
import { isPrivateSql } from "../functions/addressFunctions";
import { resultError } from "../engineErrors";
import { quoteText } from "../quoting";
import { countProgress, runInterruptibly } from "../runningStatement";

const allFlows = `${catalogs.index}.main.flows`;

/** What the sections and `conversationsSql` read. The columns that most records do not have are constants, and cost nothing. */
const columns = [
  ...["provider", "account_id", "vpc_id", "interface_id", "instance_id", "resource_id", "tgw_attachment_id", "interface_type"],
  ...["start_time", "end_time", '"action"', "srcaddr", "srcport", "dstaddr", "dstport", "pkt_srcaddr", "pkt_dstaddr", "protocol"],
  ...["packets", "bytes", "packets_reply", "bytes_reply", "tcp_flags", "connection_start_time"],
];

/** Accepted from the internet, for a private address that no instance has. */
const mayBeDropped = `provider = 'aws' AND "action" = 'ACCEPT' AND instance_id IS NULL AND interface_id IS NOT NULL
  AND (${isPrivateSql("dstaddr")}) AND NOT (${isPrivateSql("srcaddr")})`;

/** Gathers flows in temporary tables, on a connection for each panel. */
export class DuckdbPivotEngine implements PivotEngine {
  private readonly open = new Set<Gathered>();

  constructor(private readonly database: Database) {}

  async gather(flows: GatheredFlows, signal: AbortSignal): Promise<PivotData> {
    signal.throwIfAborted();
    const connection = await this.database.connect();
    const gathered: Gathered = new Gathered(connection, () => this.open.delete(gathered));
    this.open.add(gathered);
    try {
      await countProgress(connection);
      await gathered.begin(flows, signal);
      return gathered;
    } catch (error) {
      await gathered.close();
      throw error;
    }
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.open].map((gathered) => gathered.close()));
  }
}

class Gathered implements PivotData {
  flows = 0;
  seconds = 0;
  private talks: Promise<void> | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private readonly closing = new AbortController();

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly onClose: () => void,
  ) {}

  begin({ addresses, side }: GatheredFlows, signal: AbortSignal): Promise<void> {
    return this.run(signal, async () => {
      const list = addresses.map(quoteText).join(", ");
      const source = side === "packet" ? packetSides(allFlows) : allFlows;
      const isOne = (column: string): string => `${column} ${addresses.length === 1 ? `= ${list}` : `IN (${list})`}`;
      await this.connection.run(
        `CREATE TEMP TABLE seen AS SELECT ${columns.join(", ")} FROM ${source}, ${anyOrder} WHERE ${isOne("srcaddr")} OR ${isOne("dstaddr")}`,
      );
      const reader = await this.connection.runAndReadAll(
        "SELECT count(*), coalesce(epoch(max(start_time)) - epoch(min(start_time)), 0)::DOUBLE FROM temp.main.seen",
      );
      const [flows, seconds] = reader.getRows()[0] ?? [];
      this.flows = Number(flows);
      this.seconds = Number(seconds);
    });
  }

  ask(select: string, reads: "seen" | "talks", signal: AbortSignal): Promise<PivotAnswer> {
    return this.run(signal, async () => {
      if (reads === "talks") await this.gatherTalks();
      return this.answer(select);
    });
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.last;
    this.onClose();
    this.connection.closeSync();
  }

  /** Once: where it was stopped, whoever asks next begins it anew. */
  private async gatherTalks(): Promise<void> {
    this.talks ??= this.makeTalks();
    try {
      await this.talks;
    } catch (error) {
      this.talks = undefined;
      throw error;
    }
  }

  /** Which interfaces are NAT gateways is looked for among all flows only where a flow of the address may be one that such a gateway drops. */
  private async makeTalks(): Promise<void> {
    const reader = await this.connection.runAndReadAll(`SELECT count(*) FROM temp.main.seen WHERE ${mayBeDropped}`);
    const flows = reader.value(0, 0) === 0n ? "(FROM temp.main.seen WHERE false)" : allFlows;
    await this.connection.run(`CREATE OR REPLACE TEMP TABLE talks AS ${conversationsSql("temp.main.seen", flows)}`);
  }

  private async answer(select: string): Promise<PivotAnswer> {
    const described = await this.connection.runAndReadAll(`FROM (\n${select}\n) LIMIT 0`);
    const stored = described.columnNames().map((name, index): StoredColumn => {
      const type = described.columnType(index);
      const [spelled, shape] = [type.alias ?? String(type), cellShape(type.typeId)];
      return { name, stored: name, type: spelled, shape, meaning: meaningOf(name, spelled, shape) };
    });
    const reader = await this.connection.runAndReadAll(`SELECT ${stored.map(wireSql).join(", ")} FROM (\n${select}\n)`);
    return {
      columns: stored.map(({ name, type, meaning }) => ({ name, type, meaning })),
      rows: reader.getRows().map((row) => row.map(wireCell)),
    };
  }

  /** One after the other; whoever is stopped meanwhile leaves at its turn. */
  private run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const either = AbortSignal.any([signal, this.closing.signal]);
    const running = this.last.then(() => runInterruptibly(this.connection, either, () => undefined, work));
    this.last = running.catch(() => undefined);
    return running.catch((error: unknown) => {
      signal.throwIfAborted();
      if (this.closing.signal.aborted) throw new FlowLogError({ kind: "gone" }, "This view is gone: open the address again.");
      throw resultError(error);
    });
  }
}
