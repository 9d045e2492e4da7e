import { describe, expect, it } from "vitest";
import { recogniseObject } from "../../../src/server/formats";
import type { Unwrapper, UnwrappedLine } from "../../../src/server/formats/logFormat";
import { customTexts, defaultHeader, defaultRecords } from "../../support/flowSamples";
import { delimitedLayoutOf, recogniseText } from "./recognition";

const { S1, S2, S3, S17 } = defaultRecords;

function envelope(...messages: readonly unknown[]): string {
  return JSON.stringify({
    messageType: "DATA_MESSAGE",
    owner: "210987654321",
    logGroup: "vpc-flow-logs",
    logStream: "eni-0a11b22c33d44e55f-all",
    subscriptionFilters: ["to-firehose"],
    logEvents: messages.map((message, index) => ({ id: String(index), timestamp: 1_773_500_402_000, message })),
  });
}

const control = JSON.stringify({
  messageType: "CONTROL_MESSAGE",
  owner: "CloudwatchLogs",
  logGroup: "",
  logStream: "",
  subscriptionFilters: [],
  logEvents: [{ id: "", timestamp: 1, message: "CWL CONTROL MESSAGE: Checking health of destination Firehose." }],
});

const direct = (message: string) => JSON.stringify({ message });

function unwrapper(): Unwrapper {
  const recognition = recogniseText(direct(S17));
  if (recognition?.outcome !== "recognised" || recognition.createUnwrapper === undefined) throw new Error("Not wrapped");
  return recognition.createUnwrapper();
}

function unwrap(text: string, pieceLength = text.length): readonly UnwrappedLine[] {
  const messages = unwrapper();
  const lines: UnwrappedLine[] = [];
  for (let start = 0; start < text.length; start += pieceLength) lines.push(...messages.push(text.slice(start, start + pieceLength)));
  return [...lines, ...messages.end()];
}

const accepted = (...texts: readonly string[]) => texts.map((text, index) => ({ line: index + 1, text }));

describe("records that Firehose wrapped", () => {
  it.each([
    ["one object", direct(S17)],
    ["objects back to back", direct(S1) + direct(S2)],
    ["objects on lines", `${direct(S1)}\n${direct(S2)}\n`],
    ["an envelope", envelope(S1, S3)],
    ["envelopes back to back, one of them a control message", control + envelope(S1) + envelope(S2)],
    ["pretty-printed JSON", JSON.stringify(JSON.parse(envelope(S1)), null, 2)],
  ])("are recognised: %s", (_what, text) => {
    const layout = delimitedLayoutOf(recogniseText(text));
    expect([layout.format, layout.provider, layout.fields.join(" "), layout.header]).toEqual([
      "aws-firehose",
      "aws",
      defaultHeader,
      undefined,
    ]);
  });

  it("are recognised by the first messages of an envelope that is longer than the head", () => {
    const text = envelope(...Array.from({ length: 1_000 }, () => S1)).slice(0, 65_536);
    expect(delimitedLayoutOf(recogniseObject({ key: "firehose/x", text, complete: false }, {})).format).toBe("aws-firehose");
  });

  it("have the fields that the setting names", () => {
    const [header = "", record = ""] = customTexts.S8.split("\n");
    expect(delimitedLayoutOf(recogniseText(direct(record), { awsFieldsWithoutHeader: header.split(" ") })).fields).toHaveLength(12);
    expect(recogniseText(direct(record))).toMatchObject({ outcome: "unusable" });
  });

  it("are none when there are only control messages", () => {
    expect(recogniseText(control + control)).toEqual({ outcome: "empty", format: "aws-firehose" });
  });
});

describe("unwrapping", () => {
  const stream = `${control}${envelope(S1, S2)}\n${direct(S17)}${envelope()}\r\n${direct(S3)}`;
  const records = [
    { line: 2, text: S1 },
    { line: 3, text: S2 },
    { line: 4, text: S17 },
    { line: 5, text: S3 },
  ];

  it("gives each record with the number of its message", () => {
    expect(unwrap(stream)).toEqual(records);
  });

  it.each([1, 2, 3, 7, 64, 1000])("gives the same when the text comes in pieces of %i characters", (length) => {
    expect(unwrap(stream, length)).toEqual(records);
  });

  it("hands records on as soon as they are whole", () => {
    const messages = unwrapper();
    expect(messages.push(direct(S1) + direct(S2).slice(0, 20))).toEqual([{ line: 1, text: S1 }]);
    expect(messages.push(direct(S2).slice(20))).toEqual([{ line: 2, text: S2 }]);
    expect(messages.end()).toEqual([]);
  });

  it("is not misled by braces, quotes and backslashes in messages", () => {
    const odd = ["a } b { c ] [", 'say "hi" \\ and \\"', "ends in \\\\", "täg ✓ \u2028"];
    expect(unwrap(odd.map(direct).join(""))).toEqual(accepted(...odd));
  });

  it("takes a message of several lines for several records of one item", () => {
    expect(unwrap(direct(`${S1}\r\n${S2}\n\n`))).toEqual([
      { line: 1, text: S1 },
      { line: 1, text: S2 },
    ]);
  });

  it.each([
    ["text between objects", `garbage\n${direct(S1)}`, "It is not a whole JSON object.", "garbage"],
    [
      "an object cut inside a string",
      `${direct(S2).slice(0, 30)}\n${direct(S1)}`,
      "It is not a whole JSON object.",
      direct(S2).slice(0, 30),
    ],
    ["an object cut behind a value", `{"a":1,"b":"c"\n${direct(S1)}`, "It is not a whole JSON object.", '{"a":1,"b":"c"'],
    [
      "an envelope cut behind an event",
      `${envelope(S2).slice(0, -2)}${direct(S1)}`,
      "It is not a whole JSON object.",
      envelope(S2).slice(0, -2),
    ],
    ["JSON that is none", `{"a":nothing}${direct(S1)}`, "It is not valid JSON.", '{"a":nothing}'],
    ["an object without a message", `{"a":1}${direct(S1)}`, "It has no “message” with a record in it.", '{"a":1}'],
    [
      "an event whose message is no text",
      `${envelope(12)}${direct(S1)}`,
      "It has no “message” with a record in it.",
      '{"id":"0","timestamp":1773500402000,"message":12}',
    ],
  ])("refuses %s and goes on", (_what, text, rejected, sample) => {
    for (const length of [1, 5, text.length]) {
      expect(unwrap(text, length)).toEqual([
        { line: 1, rejected, sample: sample.slice(0, 500) },
        { line: 2, text: S1 },
      ]);
    }
  });

  it("tells of an object that the text ends in", () => {
    expect(unwrap(direct(S1) + direct(S2).slice(0, 40))).toEqual([
      { line: 1, text: S1 },
      { line: 2, rejected: "It is not a whole JSON object.", sample: direct(S2).slice(0, 40) },
    ]);
  });

  it("does not hold on to an object that never ends", () => {
    const messages = unwrapper();
    const part = `"${"x".repeat(1024 * 1024)}",`;
    messages.push("[1] {");
    for (let count = 0; count < 20; count++) messages.push(part);
    const lines = [...messages.push(`\n${direct(S1)}`), ...messages.end()];
    expect(lines.at(-1)).toEqual({ line: lines.length, text: S1 });
    expect(lines.every((line) => "text" in line || line.sample.length <= 500)).toBe(true);
  });
});
