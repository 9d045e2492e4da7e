import { describe, expect, it } from "vitest";
import { logFormats, recogniseObject, recogniseParquetObject } from "../../../src/server/formats";
import { awsKey, flowSamples, ibmKey, unpackedText } from "../../support/flowSamples";
import { recogniseText } from "./recognition";

const dnsQuery =
  '{"version":"1.100000","account_id":"210987654321","region":"eu-west-1","vpc_id":"vpc-0f1e2d3c4b5a69788","query_timestamp":"2026-03-14T15:00:02Z",' +
  '"query_name":"example.com.","query_type":"A","rcode":"NOERROR","answers":[],"srcaddr":"10.20.1.14","srcport":"41822","transport":"UDP"}';

const foreign: readonly (readonly [string, string])[] = [
  ["DNS query logs", `${dnsQuery}\n${dnsQuery}\n`],
  ["CloudTrail", '{"Records":[{"eventVersion":"1.08","sourceIPAddress":"192.0.2.1","requestParameters":{"message":"x"}}]}'],
  ["CSV with the names of flow logs", "version,account-id,srcaddr,dstaddr\n2,210987654321,192.0.2.1,192.0.2.2\n"],
  ["tab-separated values", "version\taccount-id\tsrcaddr\n2\t210987654321\t192.0.2.1\n"],
  [
    "a load balancer's access log",
    'h2 2026-03-14T15:00:02.123Z app/web/50dc6c495c0c9188 192.0.2.1:2817 10.0.0.1:80 0.000 0.001 200 34 366 "GET / HTTP/1.1"\n',
  ],
  [
    "an S3 access log",
    '79a5 bucket [14/Mar/2026:15:00:02 +0000] 192.0.2.3 79a5 3E57427F3 REST.GET.VERSIONING - "GET /bucket HTTP/1.1" 200 - 113\n',
  ],
  [
    "a CloudFront log",
    "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method\n2026-03-14\t15:00:02\tLHR3\t2390\t192.0.2.1\tGET\n",
  ],
  ["an inventory of network interfaces", "account-id vpc-id subnet-id instance-id\n210987654321 vpc-1 subnet-1 i-1\n"],
  ["prose", "the start of every type of action\nis the end of a version\n"],
  ["a config file", "version 2\nregion eu-west-1\ntype file\n"],
  ["numbers", "1 2 3 4 5 6 7 8 9 10 11 12 13 14\n"],
  [
    "other messages of CloudWatch",
    '{"messageType":"DATA_MESSAGE","logGroup":"app","logEvents":[{"id":"1","timestamp":1,"message":"user logged in"}]}',
  ],
  ["other messages of Firehose", '{"message":"user logged in"}{"message":"user logged out"}'],
  ["JSON with an array of the same name", '{"flow_logs":[{"name":"weekly"}]}'],
  ["IBM's name as a value", '{"title":"flow_logs","capture_start_time":"2026-03-14T15:00:00Z"}'],
  ["a JSON array", '[{"message":"2 210987654321"}]'],
  ["nothing", ""],
  ["blank lines", "\n \r\n\n"],
];

describe("objects that are no flow logs", () => {
  it.each(foreign)("are not taken for one: %s", (_what, text) => {
    expect(recogniseText(text)).toBeUndefined();
  });

  // Under such a key, the inventory's first line is a header as good as any.
  it.each(foreign.filter(([what]) => !what.startsWith("an inventory")))(
    "are not taken for one under a flow log's key either: %s",
    (_what, text) => {
      expect([recogniseText(text, {}, awsKey), recogniseText(text, {}, ibmKey("all"))].map((found) => found?.outcome)).not.toContain(
        "recognised",
      );
    },
  );

  it.each(foreign)("are not taken for one when they go on behind the head: %s", (_what, text) => {
    expect(recogniseObject({ key: "copies/object", text, complete: false }, {})).toBeUndefined();
  });
});

describe("bytes of any kind", () => {
  /** xorshift32: the same bytes on every run. */
  function randomBytes(seed: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    let state = seed;
    for (let index = 0; index < length; index++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      bytes[index] = state & 0xff;
    }
    return bytes;
  }

  const options = [{}, { awsFieldsWithoutHeader: ["srcaddr", "dstaddr", "bytes"] }];

  it("are neither recognised nor trouble", () => {
    const outcomes = new Set<unknown>();
    for (let seed = 1; seed <= 300; seed++) {
      const bytes = randomBytes(seed * 7919, (seed * 37) % 4096);
      const printable = Buffer.from(bytes.map((byte) => 0x20 + (byte % 0x5f)));
      const shapes = [
        bytes.toString("utf8"),
        bytes.toString("latin1"),
        printable.toString(),
        `{${printable.toString()}`,
        `[{"${printable.toString()}`,
      ];
      for (const text of shapes) {
        for (const option of options) {
          outcomes.add(recogniseObject({ key: awsKey, text, complete: seed % 2 === 0 }, option));
        }
      }
    }
    expect([...outcomes]).toEqual([undefined]);
  });

  it("do not throw when a good object is damaged anywhere", () => {
    const outcomes = new Set(["recognised", "unusable", "empty", undefined]);
    for (const sample of Object.values(flowSamples)) {
      const text = unpackedText(sample);
      const noise = randomBytes(text.length + 1, 64);
      for (let index = 0; index < 64; index++) {
        const at = ((noise[index] ?? 0) * text.length) >> 8;
        const damaged = [text.slice(0, at), text.slice(at), text.slice(0, at) + noise.toString("latin1") + text.slice(at)];
        for (const each of damaged) {
          const found = recogniseObject({ key: sample.key, text: each, complete: index % 2 === 0 }, {});
          expect(outcomes).toContain(found?.outcome);
        }
      }
    }
  });

  it.each([
    ["one line without end", "a".repeat(10_000_000)],
    ["a header of a million fields", "srcaddr dstaddr ".repeat(500_000)],
    ["opening braces", "{".repeat(1_000_000)],
    ["quotes", `{"flow_logs":[${'\\"'.repeat(500_000)}`],
    ["an open string", `{"logEvents":[{"message":"${"\\\\".repeat(500_000)}`],
    [
      "an IBM document of nothing but new fields",
      `{"capture_start_time":"","flow_logs":[{${Array.from({ length: 50_000 }, (_, field) => `"f${field}":1`).join()}}]}`,
    ],
    ["blanks", " ".repeat(1_000_000)],
    ["zeros", "\0".repeat(1_000_000)],
  ])("may be absurd: %s", (_what, text) => {
    for (const complete of [true, false]) {
      expect(recogniseObject({ key: awsKey, text, complete }, {})?.outcome).not.toBe("recognised");
    }
  });
});

describe("Parquet files that are no flow logs", () => {
  const columns = (...names: readonly string[]) => names.map((name) => ({ name, type: "VARCHAR" }));

  it.each([
    ["no columns", columns()],
    ["an inventory", columns("account_id", "region", "vpc_id", "subnet_id", "instance_id")],
    [
      "DNS queries",
      columns(
        "version",
        "account_id",
        "region",
        "vpc_id",
        "query_timestamp",
        "query_name",
        "query_type",
        "query_class",
        "rcode",
        "answers",
        "srcaddr",
        "srcport",
        "transport",
        "srcids",
      ),
    ],
    ["Security Lake", [...columns("time", "class_uid", "action", "type_name"), { name: "src_endpoint", type: "STRUCT(ip VARCHAR)" }]],
    ["flow logs' names for something nested", [...columns("dstaddr", "bytes"), { name: "srcaddr", type: "STRUCT(ip VARCHAR)" }]],
  ])("are not taken for one: %s", (_what, found) => {
    expect(recogniseParquetObject({ key: "copies/part-0.parquet", columns: found })).toBeUndefined();
  });
});

describe("the shelf of formats", () => {
  it("has each format once, and each says in a sentence what it is", () => {
    const ids = logFormats.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(logFormats.filter(({ title }) => !/^[A-Z].{20,}\.$/.test(title))).toEqual([]);
  });

  it("has formats that can be asked", () => {
    expect(logFormats.filter((format) => format.recogniseText === undefined && format.recogniseParquet === undefined)).toEqual([]);
  });
});
