import { gzipSync, zstdCompressSync } from "node:zlib";
import { customTexts, defaultHeader, defaultRecords, ibmDocument, ibmEgressFlow, ibmIngressFlow } from "../../support/flowSamples";

/** What becomes of one object: the ports of its flows tell its rows apart, and rejects are `line: reason`. */
export interface Edge {
  readonly object: string | Uint8Array;
  /** The expression over `flows` of interest, and its values in the order of `ORDER BY ALL`. */
  readonly select?: string;
  readonly rows?: readonly (readonly unknown[])[];
  readonly rejected?: readonly string[];
  readonly failed?: string;
}

const { S1, S2, S7 } = defaultRecords;
export const text = (...lines: readonly string[]) => [defaultHeader, ...lines].map((line) => `${line}\n`).join("");
const fields = defaultHeader.split(" ");

/** S1 with other values in some fields. */
function record(changes: Readonly<Record<string, string>>): string {
  return S1.split(" ")
    .map((value, index) => changes[fields[index] ?? ""] ?? value)
    .join(" ");
}

const textFields = "account-id interface-id srcaddr dstaddr action log-status";
const otherTextFields = "account-id interface-id dstaddr srcaddr action log-status";
const textRecord = (source: string) => `012345678901 eni-1a ${source} 10.0.0.2 ACCEPT OK`;
const members = (...texts: readonly string[]) => Buffer.concat(texts.map((each) => gzipSync(each)));
const twoFormats = /holds records of more than one format/;

export const packing: Readonly<Record<string, Edge>> = {
  "gzip in gzip": { object: gzipSync(gzipSync(text(S1))), rows: [[51834]] },
  zstd: { object: zstdCompressSync(text(S1)), rows: [[51834]] },
  "zstd in gzip": { object: gzipSync(zstdCompressSync(text(S1))), rows: [[51834]] },
  "members that repeat the header": { object: members(text(S1), text(S2), text(S7)), rows: [[443], [40112], [51834]] },
  "members that repeat a header of text fields": {
    object: members(`${textFields}\n${textRecord("10.0.0.1")}\n`, `${textFields}\n${textRecord("10.0.0.3")}\n`),
    select: "srcaddr",
    rows: [["10.0.0.1"], ["10.0.0.3"]],
  },
  "members with the same fields in another order": {
    object: members(text(S1), `${defaultHeader.replace("srcaddr dstaddr", "dstaddr srcaddr")}\n${S2}\n`),
    failed: twoFormats.source,
  },
  "members with the same text fields in another order": {
    object: members(`${textFields}\n${textRecord("10.0.0.1")}\n`, `${otherTextFields}\n${textRecord("10.0.0.3")}\n`),
    failed: twoFormats.source,
  },
  "members with other fields": { object: members(text(S1), customTexts.S8), failed: twoFormats.source },
  "members whose second header is cut": {
    object: members(text(S1), defaultHeader.slice(0, 40)),
    rows: [[51834]],
    rejected: ["3: The line has 5 fields, 14 are expected."],
  },
  "a gzip member that is damaged": { object: damaged(gzipSync(text(S1, S2, S7))), failed: "Its packed data is damaged" },
};

export const lines: Readonly<Record<string, Edge>> = {
  "a line of 10 MB": {
    object: text(S1, "x".repeat(10_000_000), S2),
    rows: [[40112], [51834]],
    rejected: ["3: The line is longer than 2,000,000 bytes."],
  },
  "blank lines": {
    object: `\n${defaultHeader}\n\n\n${S1}\n\nno record\n${S2}\n\n`,
    rows: [[40112], [51834]],
    rejected: ["7: The line has 2 fields, 14 are expected."],
  },
  "one word": { object: text(S1, "word"), rows: [[51834]], rejected: ["3: The line has 1 field, 14 are expected."] },
  "no line end at the end": { object: text(S1, S2).trimEnd(), rows: [[40112], [51834]] },
  "a line that is not UTF-8": {
    object: Buffer.concat([Buffer.from(text(S1)), Buffer.of(0x32, 0x20, 0xff, 0xfe, 0x20), Buffer.from(`${S1.slice(15)}\n${S2}\n`)]),
    rows: [[40112], [51834]],
    rejected: ["3: The line is not UTF-8 text."],
  },
  "quotes and backslashes": {
    object: text(...['eni"x', '"eni', "eni'\\x"].map((id) => record({ "interface-id": id }))),
    select: "interface_id",
    rows: [['"eni'], ['eni"x'], ["eni'\\x"]],
  },
  "leading zeros": { object: text(record({ "account-id": "000000000012" })), select: "account_id", rows: [["000000000012"]] },
  "addresses of every kind": {
    object: text(...["::ffff:10.0.0.1", "fe80::1", "255.255.255.255"].map((srcaddr) => record({ srcaddr }))),
    select: "srcaddr",
    rows: [["255.255.255.255"], ["::ffff:10.0.0.1"], ["fe80::1"]],
  },
  "numbers at the edge": {
    object: text(record({ bytes: "9223372036854775807", packets: "0", srcport: "65535", protocol: "255" })),
    select: "bytes, packets, srcport, protocol",
    rows: [["9223372036854775807", "0", 65535, 255]],
  },
  "numbers beyond the edge": {
    object: text(
      record({ bytes: "9223372036854775808" }),
      record({ bytes: "18446744073709551616" }),
      record({ srcport: "65536" }),
      record({ srcport: "-1" }),
      record({ protocol: "256" }),
      record({ version: "two" }),
      S2,
    ),
    rows: [[40112]],
    rejected: [
      '2: bytes: "9223372036854775808" is not a number of this field\'s range.',
      '3: bytes: "18446744073709551616" is not a number of this field\'s range.',
      '4: srcport: "65536" is not a number of this field\'s range.',
      '5: srcport: "-1" is not a number of this field\'s range.',
      '6: protocol: "256" is not a number of this field\'s range.',
      '7: version: "two" is not a number of this field\'s range.',
    ],
  },
  "times in milliseconds": {
    object: text(record({ start: "1773500402123", end: "1773500402999" })),
    select: "start_time, end_time",
    rows: [["2026-03-14T15:00:02Z", "2026-03-14T15:00:02Z"]],
  },
  "times that no calendar has": {
    object: text(
      record({ start: "99999999999999999999" }),
      record({ start: "9000000000000000" }),
      record({ end: "-9000000000000000" }),
      S2,
    ),
    select: "start_time",
    rows: [["2026-03-14T15:00:11Z"]],
    rejected: [
      '2: start: "99999999999999999999" is not a number of this field\'s range.',
      '3: start: "9000000000000000" is not a number of this field\'s range.',
      '4: end: "-9000000000000000" is not a number of this field\'s range.',
    ],
  },
  "times long ago": {
    object: text(record({ start: "-5" }), record({ start: "0" })),
    select: "start_time",
    rows: [["1969-12-31T23:59:55Z"], ["1970-01-01T00:00:00Z"]],
  },
  "tags with any bytes": {
    object:
      "version srcaddr dstaddr bytes instance-tag\n" +
      ["caf%C3%A9", "%FF%FE", "100%", "a%20b%2Fc%2Dd+e", "-"].map((tag, bytes) => `11 10.0.0.1 10.0.0.2 ${bytes} ${tag}\n`).join(""),
    select: "bytes, instance_tag",
    rows: [
      ["0", "café"],
      ["1", "%FF%FE"],
      ["2", "100%"],
      ["3", "a b/c-d+e"],
      ["4", null],
    ],
  },
  "fields that nobody knows yet": {
    object: "version srcaddr dstaddr bytes brand-new-field\n12 10.0.0.1 10.0.0.2 5 value\n12 10.0.0.1 10.0.0.2 6 -\n",
    select: "bytes, brand_new_field",
    rows: [
      ["5", "value"],
      ["6", null],
    ],
  },
  "flows that only their traffic tells from gaps": {
    object:
      "interface-id srcaddr dstaddr bytes start end\neni-1a 10.0.0.1 10.0.0.2 5 1773500402 1773500459\neni-1a - - - 1773500402 1773500459\n",
    select: "bytes",
    rows: [["5"]],
  },
};

const message = (record: string) => JSON.stringify({ message: record });
const envelope = (...records: readonly unknown[]) =>
  JSON.stringify({
    ...{ messageType: "DATA_MESSAGE", owner: "210987654321", logGroup: "flows", logStream: "eni-1a-all", subscriptionFilters: ["all"] },
    logEvents: records.map((each, id) => ({ id: String(id), timestamp: 1773500402000, message: each })),
  });
const control = JSON.stringify({ messageType: "CONTROL_MESSAGE", logEvents: [{ id: "", timestamp: 1, message: "CWL CONTROL MESSAGE" }] });

export const wrapped: Readonly<Record<string, Edge>> = {
  "an export of CloudWatch": {
    object: `2026-03-14T15:00:02.000Z ${S1}\nno record\n2026-03-14T15:00:11.000Z ${S2}\n`,
    rows: [[40112], [51834]],
    rejected: ["2: The line has 2 fields, 15 are expected."],
  },
  "Firehose's own wrapper": {
    object: [message(S1), '{"msg":1}', message("no record"), message(S2), "{broken", message(S7)].join("\n"),
    rows: [[443], [40112], [51834]],
    rejected: [
      "2: It has no “message” with a record in it.",
      "3: The line has 2 fields, 14 are expected.",
      "5: It is not a whole JSON object.",
    ],
  },
  "envelopes of a subscription, back to back": {
    object: control + envelope(S1, "no record") + envelope(S2, S7),
    rows: [[443], [40112], [51834]],
    rejected: ["3: The line has 2 fields, 14 are expected."],
  },
  "envelopes packed twice": { object: gzipSync(gzipSync(envelope(S1))), rows: [[51834]] },
  "control messages only": { object: control, rows: [] },
};

export const documents: Readonly<Record<string, Edge>> = {
  "a record whose number is too large": {
    object: ibmDocument([ibmEgressFlow, { ...ibmIngressFlow, initiator_port: 70000 }, ibmIngressFlow]),
    rows: [[41822], [55901]],
    rejected: ["2: initiator_port: the value is not what this field holds."],
  },
  "records that are none": {
    object: ibmDocument(["text" as unknown as object, ibmEgressFlow, { ...ibmEgressFlow, start_time: "yesterday" }]),
    rows: [[41822]],
    rejected: ["1: record: the value is not what this field holds.", "3: start_time: the value is not what this field holds."],
  },
  "the largest counter": {
    object: ibmDocument([ibmEgressFlow]).replace(":5120,", ":9223372036854775807,"),
    select: "bytes",
    rows: [["9223372036854775807"]],
  },
  "a counter beyond 2^63": {
    object: ibmDocument([ibmEgressFlow, ibmIngressFlow]).replace(":5120,", ":18446744073709551615,"),
    rows: [[55901]],
    rejected: ["1: bytes_from_initiator: the value is not what this field holds."],
  },
  "fields that IBM adds": {
    object: ibmDocument([{ ...ibmEgressFlow, vendor_note: "of the flow" }], { window_note: "of the window" }),
    select: "vendor_note, window_note",
    rows: [["of the flow", "of the window"]],
  },
  "times with another zone": {
    object: ibmDocument([{ ...ibmEgressFlow, start_time: "2026-03-14T17:00:07+02:00" }]),
    select: "start_time",
    rows: [["2026-03-14T15:00:07Z"]],
  },
  "two documents": { object: `${ibmDocument([ibmEgressFlow])}\n${ibmDocument([ibmIngressFlow])}\n`, rows: [[41822], [55901]] },
  "two documents on one line": { object: ibmDocument([ibmEgressFlow]) + ibmDocument([ibmIngressFlow]), rows: [[41822], [55901]] },
  "two documents on many lines": { object: onManyLines([ibmEgressFlow]) + onManyLines([ibmIngressFlow]), rows: [[41822], [55901]] },
  "words behind a document": { object: `${ibmDocument([ibmEgressFlow])}\nend\n`, failed: "The engine cannot read this object" },
  "a line end in a text": {
    object: ibmDocument([ibmEgressFlow], { state: "o k" }).replace("o k", "o\nk"),
    failed: "The engine cannot read this object",
  },
  "a document that is cut": {
    object: ibmDocument([ibmEgressFlow, ibmIngressFlow]).slice(0, -300),
    failed: "The engine cannot read this object",
  },
  "a state in capitals": { object: ibmDocument([ibmEgressFlow], { state: "OK" }), rows: [[41822]] },
};

export const parquet: Readonly<Record<string, readonly [sql: string, edge: Omit<Edge, "object">]>> = {
  "as AWS writes it": [
    `SELECT 2::INTEGER AS version, '000000000012' AS account_id, '10.0.0.1' AS srcaddr, '-' AS dstaddr, 443::INTEGER AS dstport, NULL::INTEGER AS srcport,
      5::BIGINT AS bytes, 1773500402::BIGINT AS "start", 1773500459::BIGINT AS "end", 'OK' AS log_status, 'team%2Da' AS instance_tag`,
    {
      select: "account_id, dstaddr, dstport, srcport, bytes, start_time, end_time, instance_tag",
      rows: [["000000000012", null, 443, null, "5", "2026-03-14T15:00:02Z", "2026-03-14T15:00:59Z", "team-a"]],
    },
  ],
  "with times of another tool": [
    "SELECT '10.0.0.1' AS srcaddr, '10.0.0.2' AS dstaddr, 5::BIGINT AS bytes, TIMESTAMP '2026-03-14 15:00:02' AS \"start\"",
    { select: "start_time", rows: [["2026-03-14T15:00:02Z"]] },
  ],
  "with a field that is new": [
    "SELECT '10.0.0.1' AS srcaddr, '10.0.0.2' AS dstaddr, 5::BIGINT AS bytes, 7 AS brand_new_number",
    { select: "brand_new_number", rows: [["7"]] },
  ],
  "with gaps": ["SELECT 'eni-1a' AS interface_id, NULL::VARCHAR AS srcaddr, NULL::BIGINT AS bytes, 'NODATA' AS log_status", { rows: [] }],
  "with a number too large": [
    "SELECT '10.0.0.1' AS srcaddr, '10.0.0.2' AS dstaddr, 70000::INTEGER AS dstport",
    { failed: "The engine cannot read this object" },
  ],
  "of something else": ["SELECT 1 AS a, 2 AS b", { failed: "Its content is no flow log format that is known here" }],
};

export const unusual: Readonly<Record<string, Edge>> = {
  "an action that AWS does not document": {
    object: text(record({ action: "ALERT" }), S2),
    select: "action",
    rows: [["ALERT"], ["REJECT"]],
  },
  "an action that IBM does not document": {
    object: ibmDocument([{ ...ibmEgressFlow, action: "alerted" }, ibmIngressFlow]),
    select: "action, vpc_id",
    rows: [
      ["REJECT", "r010-11112222-3333"],
      ["alerted", "r010-11112222-3333"],
    ],
  },
  "Latin-1 in a field": {
    object: Buffer.from(text(S1, S2.replace("eni-", "é-")), "latin1"),
    rows: [[51834]],
    rejected: ["3: The line is not UTF-8 text."],
  },
  "UTF-8 in a field": {
    object: text(S1.replace("eni-0a11b22c33d44e55f", "eni-é€")),
    select: "interface_id",
    rows: [["eni-é€"]],
  },
  "empty lines among records": {
    object: `\n${text(S1, "", "broken", "", S2)}\n\n`,
    rows: [[40112], [51834]],
    rejected: ["5: The line has 1 field, 14 are expected."],
  },
  "an empty line before the header": {
    object: `\n${text(S1, "broken", S2)}`,
    rows: [[40112], [51834]],
    rejected: ["4: The line has 1 field, 14 are expected."],
  },
  "a line of a hundred thousand words": {
    object: text(S1, "y ".repeat(100_000), S2, "z ".repeat(2000), S7),
    rows: [[443], [40112], [51834]],
    rejected: ["3: The line has more than the 14 fields expected.", "5: The line has more than the 14 fields expected."],
  },
  "a long word on a line": {
    object: text(S1, "y".repeat(1_500_000), S2),
    rows: [[40112], [51834]],
    rejected: ["3: The line has 1 field, 14 are expected."],
  },
  "no line end behind the last record": { object: text(S1, S2).trimEnd(), rows: [[40112], [51834]] },
  "lines that end in CRLF": {
    object: text(S1, "broken", S2).replaceAll("\n", "\r\n"),
    rows: [[40112], [51834]],
    rejected: ["3: The line has 1 field, 14 are expected."],
  },
  "fields of the window behind the flows": {
    object: ibmDocument([ibmEgressFlow]).replace(/\}\s*$/, ',"tags":["a",{"b":[]}],"site":"two"}'),
    select: "srcport, site",
    rows: [[41822, "two"]],
  },
  "a document on many lines": {
    object: onManyLines([ibmEgressFlow, ibmIngressFlow]),
    rows: [[41822], [55901]],
  },
};

export const foreign: Readonly<Record<string, Edge>> = {
  text: { object: "hello world\n", failed: "Its content is no flow log format that is known here" },
  bytes: { object: Uint8Array.of(1, 2, 3, 4, 5), failed: "Its content is no flow log format that is known here" },
  "Parquet that is cut": { object: "PAR1 and nothing else", failed: "Its Parquet data is damaged or cut off" },
  "records of unknown fields": {
    object: "3 eni-0a11b22c33d44e55f 10.0.0.1 10.0.0.2 1773500402 ACCEPT\n",
    failed: "name its fields in the setting",
  },
};

function onManyLines(flows: readonly object[]): string {
  return JSON.stringify(JSON.parse(ibmDocument(flows)), null, 2);
}

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, copy.length / 2, copy.length / 2 + 8);
  return copy;
}
