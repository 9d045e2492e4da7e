import { describe, expect, it } from "vitest";
import type { IndexPlan, IndexProgress, IndexReport } from "../../../src/protocol/indexing";
import {
  describeDuration,
  describeEmptyPlan,
  describePlan,
  describeProgress,
  describeReport,
  percentOf,
} from "../../../src/extension/indexing/indexTexts";
import { addPlans, addReports } from "../../../src/extension/indexing/totals";
import { plain } from "../plain";

const none = { objects: 0, bytes: 0 };
const plan = (parts: Partial<IndexPlan>): IndexPlan => ({
  found: none,
  alreadyIndexed: none,
  changed: none,
  toRead: none,
  leftOut: none,
  ...parts,
});
const progress = (parts: Partial<IndexProgress>): IndexProgress => ({
  phase: "indexing",
  objectsDone: 0,
  objectsTotal: 0,
  bytesDone: 0,
  bytesTotal: 0,
  rows: 0,
  elapsedMs: 0,
  ...parts,
});
const report = (parts: Partial<IndexReport>): IndexReport => ({
  objects: 3,
  skipped: 0,
  failed: 0,
  rows: 1200,
  gaps: 0,
  rejected: 0,
  bytes: 2048,
  elapsedMs: 1500,
  errors: [],
  cancelled: false,
  ...parts,
});

describe("a plan", () => {
  it("says what is new and what is in already", () => {
    const text = describePlan(plan({ toRead: { objects: 1200, bytes: 3 << 20 }, alreadyIndexed: { objects: 1, bytes: 1024 } }), plain);
    expect(text.split("\n")).toEqual(["To read: 1,200 objects, 3.00 MiB.", "Already in the index: 1 object, 1.00 KiB."]);
  });

  it.each([
    ["all is in", plan({ alreadyIndexed: { objects: 2, bytes: 10 } }), "in the index already"],
    ["nothing is a flow log", plan({ leftOut: { objects: 2, bytes: 10 } }), "no flow logs"],
    ["there is nothing", plan({}), "no objects here"],
  ])("with nothing to do says that %s", (_, empty, words) => {
    expect(describeEmptyPlan(empty, plain)).toContain(words);
  });

  it("of several scopes is their sum", () => {
    const sum = addPlans([
      plan({ toRead: { objects: 1, bytes: 10 } }),
      plan({ toRead: { objects: 2, bytes: 5 }, changed: { objects: 1, bytes: 5 } }),
    ]);
    expect(sum).toEqual(plan({ toRead: { objects: 3, bytes: 15 }, changed: { objects: 1, bytes: 5 } }));
  });
});

describe("progress", () => {
  it("tells objects, bytes, rows, rate and time left", () => {
    const text = describeProgress(
      progress({ objectsDone: 10, objectsTotal: 40, bytesDone: 1024, bytesTotal: 4096, rows: 50_000, elapsedMs: 2000, remainingMs: 6000 }),
      plain,
    );
    expect(text).toBe("10 of 40 objects · 1.00 KiB of 4.00 KiB · 50,000 rows · 25,000 rows/s · 6.0 s left");
  });

  it("tells no rate and no time left before they are known", () => {
    expect(describeProgress(progress({ objectsTotal: 4, bytesTotal: 4096 }), plain)).toBe("0 of 4 objects · 0 B of 4.00 KiB · 0 rows");
  });

  it.each([
    ["while objects are listed", progress({ phase: "listing", bytesDone: 5, bytesTotal: 10 }), 0],
    ["without bytes", progress({}), 0],
    ["by bytes", progress({ bytesDone: 1, bytesTotal: 4 }), 25],
    ["with objects that grew", progress({ bytesDone: 9, bytesTotal: 4 }), 100],
  ])("is a percentage %s", (_, value, percent) => {
    expect(percentOf(value)).toBe(percent);
  });
});

describe("a report", () => {
  it.each([
    ["what went in", report({}), "1,200 rows of 3 objects (2.00 KiB) went into the index in 1.5 s."],
    ["that it was stopped", report({ cancelled: true }), "goes on from there"],
    ["what went in, though it is but one", report({ rows: 1, objects: 1 }), "1 row of 1 object (2.00 KiB) went into the index in 1.5 s."],
    ["what failed", report({ failed: 2 }), "2 objects could not be indexed."],
    ["that one failed", report({ failed: 1 }), "1 object could not be indexed."],
    ["what was no record", report({ rejected: 7 }), "7 lines are no flow records and were set apart."],
    ["that one was no record", report({ rejected: 1 }), "1 line is no flow record and was set apart."],
  ])("says %s", (_, value, words) => {
    expect(describeReport(value, plain)).toContain(words);
  });

  it("of several runs is their sum, and stopped where one was", () => {
    const failure = { key: "k", uri: "s3://b/k", reason: "It is empty." };
    expect(addReports([report({}), report({ rows: 1, cancelled: true, failed: 1, errors: [failure] })])).toMatchObject({
      rows: 1201,
      objects: 6,
      failed: 1,
      errors: [failure],
      cancelled: true,
    });
  });
});

describe("a duration", () => {
  it.each([
    [1234, "1.2 s"],
    [12_000, "12 s"],
    [125_000, "2 min 5 s"],
    [7_260_000, "2 h 1 min"],
  ])("of %d ms is %s", (milliseconds, text) => {
    expect(describeDuration(milliseconds)).toBe(text);
  });
});
