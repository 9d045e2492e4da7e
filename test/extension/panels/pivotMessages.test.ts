import { describe, expect, it } from "vitest";
import {
  readAddress,
  readFlowNarrowing,
  readNarrowing,
  readPivotState,
  readQuestion,
  readSql,
  readSubject,
} from "../../../src/extension/panels/pivotMessages";

describe("what a page says about values", () => {
  it.each([
    { terms: [{ column: "a", op: "in", values: ["x", 1, true, null] }], mode: "add" },
    { terms: [{ column: "a", op: "range", from: "1", to: null }], mode: "replace" },
    { terms: [{ column: "a", orColumn: "b", op: "notIn", values: ["x"] }], mode: "add" },
  ])("is a narrowing: %j", (params) => {
    expect(readNarrowing({ tabId: "1", ...params })).toEqual(params);
  });

  it.each([
    undefined,
    { terms: [], mode: "add" },
    { terms: [{ column: "a", op: "in", values: [{}] }], mode: "add" },
    { terms: [{ column: "a", op: "like", values: ["x"] }], mode: "add" },
    { terms: [{ column: 1, op: "in", values: [] }], mode: "add" },
    { terms: [{ column: "a", orColumn: 1, op: "in", values: ["x"] }], mode: "add" },
    { terms: [{ column: "a", op: "range", from: [], to: 1 }], mode: "add" },
    { terms: [{ column: "a", op: "in", values: ["x"] }], mode: "drop" },
    { terms: [{ column: "a", op: "in", values: Array.from({ length: 20_000 }, () => 1) }], mode: "add" },
  ])("is no narrowing: %j", (params) => {
    expect(readNarrowing(params)).toBeUndefined();
  });

  it.each([
    { op: "in", subject: { kind: "address", address: "10.0.0.5" }, side: "packet" },
    { op: "notIn", subject: { kind: "port", port: 443 } },
    { op: "notRange", from: "2026-03-14T15:00:00Z", to: "2026-03-14T16:00:00Z" },
  ])("is a condition on flows: %j", (term) => {
    expect(readFlowNarrowing({ term: { ...term, more: 1 }, mode: "add" })).toEqual({ term, mode: "add" });
  });

  it.each([
    undefined,
    { term: { op: "in", subject: { kind: "host", id: "x" } }, mode: "add" },
    { term: { op: "in", subject: { kind: "port", port: 443 }, side: "both" }, mode: "add" },
    { term: { op: "like", subject: { kind: "port", port: 443 } }, mode: "add" },
    { term: { op: "range", from: 5, to: "2026-03-14T16:00:00Z" }, mode: "add" },
    { term: { op: "in", subject: { kind: "port", port: 443 } }, mode: "drop" },
  ])("is no condition on flows: %j", (params) => {
    expect(readFlowNarrowing(params)).toBeUndefined();
  });

  it.each([
    { kind: "address", address: "10.0.0.5" },
    { kind: "port", port: 443, protocol: 6 },
    { kind: "port", port: 443 },
    { kind: "interface", id: "eni-1" },
    { kind: "account", id: "1" },
    { kind: "instance", id: "i-1" },
  ])("is a subject, and a question about it: %j", (subject) => {
    expect(readSubject({ ...subject, more: 1 })).toEqual(subject);
    const question = { question: "around", subject, row: { start_time: "x", n: 1, none: null } };
    expect(readQuestion(question)).toEqual(question);
    expect(readQuestion({ ...question, side: "packet" })).toEqual({ ...question, side: "packet" });
    expect(readQuestion({ ...question, side: "both" })).toBeUndefined();
  });

  it.each([
    null,
    { kind: "port", port: "443" },
    { kind: "port", port: 443, protocol: -1 },
    { kind: "interface" },
    { kind: "host", id: "x" },
    { kind: "address", address: 5 },
  ])("is no subject: %j", (subject) => {
    expect(readSubject(subject)).toBeUndefined();
    expect(readQuestion({ question: "either", subject, row: {} })).toBeUndefined();
  });

  it.each([
    { question: "drop", row: {} },
    { question: "either", row: { a: {} } },
    { question: "either", row: null },
  ])("is no question: %j", (params) => {
    expect(readQuestion({ subject: { kind: "interface", id: "x" }, ...params })).toBeUndefined();
  });

  it("is an address in any spelling, and a text that is not endless", () => {
    expect([readAddress(" 2001:DB8::0:1 "), readAddress("10.0.0"), readAddress(5)]).toEqual(["2001:db8::1", undefined, undefined]);
    expect([readSql({ sql: "FROM flows" }), readSql({ sql: "x".repeat(2_000_000) }), readSql({})]).toEqual([
      "FROM flows",
      undefined,
      undefined,
    ]);
  });

  it("is a trail of before, whole or not at all", () => {
    const step = { subject: { kind: "address", address: "10.0.0.5" }, side: "packet", compareWith: "10.0.0.6" };
    expect(readPivotState({ trail: [step], at: 0 })).toEqual({ trail: [step], at: 0 });
    for (const state of [
      { trail: [step], at: 1 },
      { trail: [], at: 0 },
      { trail: [{ ...step, side: "x" }], at: 0 },
      { trail: [{ ...step, subject: { kind: "port", port: 1 } }], at: 0 },
    ])
      expect(readPivotState(state)).toBeUndefined();
  });
});
