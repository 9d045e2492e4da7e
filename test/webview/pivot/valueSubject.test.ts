import { describe, expect, it } from "vitest";
import type { PivotSubject } from "../../../src/protocol/pivot";
import type { Cell, ColumnMeaning } from "../../../src/protocol/query";
import { mayLead, subjectOf } from "../../../webview/pivot/valueSubject";

function column(name: string, meaning: ColumnMeaning = "text"): { name: string; type: string; meaning: ColumnMeaning } {
  return { name, type: "VARCHAR", meaning };
}

describe("What a value can be asked about as", () => {
  it.each<{ name: string; meaning?: ColumnMeaning; cell: Cell; subject: PivotSubject | undefined }>([
    { name: "srcaddr", meaning: "address", cell: "10.0.0.5", subject: { kind: "address", address: "10.0.0.5" } },
    { name: "dstaddr", meaning: "address", cell: "2001:DB8:0::1", subject: { kind: "address", address: "2001:db8::1" } },
    { name: "srcaddr", meaning: "address", cell: "nobody", subject: undefined },
    { name: "srcaddr", meaning: "address", cell: null, subject: undefined },
    { name: "dstport", meaning: "port", cell: 443, subject: { kind: "port", port: 443 } },
    { name: "dstport", meaning: "port", cell: "65535", subject: { kind: "port", port: 65_535 } },
    { name: "dstport", meaning: "port", cell: 65_536, subject: undefined },
    { name: "dstport", meaning: "port", cell: -1, subject: undefined },
    { name: "interface_id", cell: "0717-8f3e", subject: { kind: "interface", id: "0717-8f3e" } },
    { name: "Account_ID", cell: "123456789012", subject: { kind: "account", id: "123456789012" } },
    { name: "instance_id", cell: "i-0123456789abcdef0", subject: { kind: "instance", id: "i-0123456789abcdef0" } },
    { name: "instance_id", cell: "", subject: undefined },
    { name: "who", cell: "10.0.0.5", subject: { kind: "address", address: "10.0.0.5" } },
    { name: "who", cell: "fd00::5", subject: { kind: "address", address: "fd00::5" } },
    { name: "who", cell: "eni-0a1b2c3d4e5f60718", subject: { kind: "interface", id: "eni-0a1b2c3d4e5f60718" } },
    { name: "who", cell: "i-0a1b2c3d4e5f60718", subject: { kind: "instance", id: "i-0a1b2c3d4e5f60718" } },
    { name: "who", cell: "10.0.0.0/8", subject: undefined },
    { name: "who", cell: "cafe", subject: undefined },
    { name: "who", cell: "123456789012", subject: undefined },
    { name: "bytes", meaning: "bytes", cell: "443", subject: undefined },
    { name: "records", meaning: "integer", cell: 443, subject: undefined },
    { name: "was_initiated", meaning: "boolean", cell: true, subject: undefined },
  ])("$cell in $name is $subject", ({ name, meaning, cell, subject }) => {
    expect(subjectOf(column(name, meaning), cell)).toEqual(subject);
  });

  it("a column whose values never lead on has no subject for any value", () => {
    const meanings: readonly ColumnMeaning[] = ["boolean", "integer", "decimal", "time", "date", "bytes", "packets", "action", "object"];
    for (const meaning of meanings) {
      expect(mayLead(column("interface_id", meaning))).toBe(false);
      for (const cell of ["10.0.0.5", "443", "eni-0a1b2c3d"]) expect(subjectOf(column("interface_id", meaning), cell)).toBeUndefined();
    }
  });
});
