import type { BenchOptions } from "../options";
import { awsObjectText } from "./awsObject";
import { ibmAccount, ibmInterface, ibmObjectText, ibmVpc } from "./ibmObject";
import { RandomStream, scramble } from "./randomStream";

/** A bucket as a folder, made of objects that are each a function of their number. */
export interface DataSet {
  /** Also the name of its folder: everything that decides its contents is in it. */
  readonly name: string;
  readonly kind: "aws" | "ibm";
  readonly objects: number;
  readonly rows: number;
}

export interface MadeObject {
  readonly key: string;
  readonly text: string;
}

/** Raised when the generators change, so that data of an earlier one is not taken for theirs. */
const generation = 1;
const dayStart = Date.UTC(2026, 2, 14) / 1000;
const rowsOfSmallObject = 250;

export function dataSetsOf(options: BenchOptions): { readonly large: DataSet; readonly small: DataSet; readonly ibm: DataSet } {
  const named = (kind: DataSet["kind"], title: string, objects: number, rows: number): DataSet => {
    return { kind, objects, rows, name: `${title}-${String(rows)}-rows-${String(objects)}-objects-${String(generation)}` };
  };
  return {
    large: named("aws", "aws", 100, options.rows),
    small: named("aws", "small", options.smallObjects, options.smallObjects * rowsOfSmallObject),
    ibm: named("ibm", "ibm", options.ibmObjects, options.ibmFlows),
  };
}

/** Object `index` of a set. The same every time, and independent of all others. */
export function makeObject(set: DataSet, index: number): MadeObject {
  const seed = scramble(index * 2 + set.objects);
  const rows = rowsOfObject(set, index);
  return set.kind === "aws" ? awsObject(seed, rows, set, index) : ibmObject(seed, rows, index);
}

/** Large objects are alike; of the small ones, half have few rows and some have many. They add up to the set's rows. */
export function rowsOfObject(set: DataSet, index: number): number {
  const even = Math.floor(((index + 1) * set.rows) / set.objects) - Math.floor((index * set.rows) / set.objects);
  if (set.objects <= 100) return even;
  // Two neighbours share what both would have, unevenly.
  const partner = index % 2 === 0 ? index + 1 : index - 1;
  if (partner >= set.objects) return even;
  const both =
    Math.floor((Math.max(index, partner) + 1) * (set.rows / set.objects)) - Math.floor(Math.min(index, partner) * (set.rows / set.objects));
  const smaller = Math.floor(both * 0.5 * new RandomStream(Math.min(index, partner)).next());
  return index % 2 === 0 ? smaller : both - smaller;
}

function awsObject(seed: number, rows: number, set: DataSet, index: number): MadeObject {
  // Many small objects are one day of several flow logs; few large ones are consecutive windows of one.
  const log = Math.floor(index / 288);
  const window = dayStart + (index % 288) * 300;
  const stamp = new Date(window * 1000).toISOString().replaceAll(/[-:]/g, "");
  const name = `111122223333_vpcflowlogs_eu-west-1_fl-${(0x10000000 + log).toString(16)}_${stamp.slice(0, 13)}Z_${seed.toString(16).padStart(8, "0")}.log.gz`;
  const key = `AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/03/14/${name}`;
  return { key, text: awsObjectText(scramble(seed + set.rows), rows, window) };
}

function ibmObject(seed: number, flows: number, index: number): MadeObject {
  const direction = index % 2 === 0 ? "ingress" : "egress";
  const here = ibmInterface(Math.floor(index / 2 / 144));
  const window = dayStart + (Math.floor(index / 2) % 144) * 300;
  const [date = "", clock = ""] = new Date(window * 1000).toISOString().split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  const key = [
    `ibm_vpc_flowlogs_v1/account=${ibmAccount}/region=eu-de/vpc-id=${encodeURIComponent(ibmVpc)}`,
    `subnet-id=${encodeURIComponent(here.subnet)}/endpoint-type=vnics/instance-id=${encodeURIComponent(here.instance)}`,
    `vnic-id=${here.vnic}/record-type=${direction}/year=${year}/month=${month}/day=${day}/hour=${clock.slice(0, 2)}`,
    `stream-id=20260312T081500Z/${String(480 + index).padStart(8, "0")}.gz`,
  ].join("/");
  return { key, text: ibmObjectText(seed, flows, window, here, direction) };
}
