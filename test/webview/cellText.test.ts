import { describe, expect, it } from "vitest";
import type { Cell, ColumnMeaning, ResultColumn } from "../../src/protocol/query";
import { canBeHumanized, cellParts, cellText, columnTooltip, groupDigits, isAmount } from "../../webview/grid/cellText";

const column = (meaning: ColumnMeaning, name = "x", type = "VARCHAR"): ResultColumn => ({ name, type, meaning });

describe("The text of a cell", () => {
  it.each<{ meaning: ColumnMeaning; name?: string; cell: Cell; text: string }>([
    { meaning: "integer", cell: 1234567, text: "1,234,567" },
    { meaning: "integer", cell: "340282366920938463463374607431768211455", text: "340,282,366,920,938,463,463,374,607,431,768,211,455" },
    { meaning: "integer", cell: -1234, text: "-1,234" },
    { meaning: "integer", cell: 0, text: "0" },
    { meaning: "integer", name: "account_id", cell: "123456789012", text: "123456789012" },
    { meaning: "integer", name: "asn", cell: 64512, text: "64512" },
    { meaning: "packets", cell: "9007199254740993", text: "9,007,199,254,740,993" },
    { meaning: "bytes", cell: "18446744073709551615", text: "18,446,744,073,709,551,615" },
    { meaning: "decimal", cell: "1234567.8901", text: "1,234,567.8901" },
    { meaning: "decimal", cell: 0.5, text: "0.5" },
    { meaning: "decimal", cell: 1e30, text: "1e+30" },
    { meaning: "decimal", cell: "NaN", text: "NaN" },
    { meaning: "time", cell: "2026-03-14T15:00:02Z", text: "2026-03-14 15:00:02" },
    { meaning: "time", cell: "2026-03-14T15:00:02.123456Z", text: "2026-03-14 15:00:02.123456" },
    { meaning: "time", cell: "infinity", text: "infinity" },
    { meaning: "date", cell: "2026-03-14", text: "2026-03-14" },
    { meaning: "port", cell: 443, text: "443 https" },
    { meaning: "port", cell: 31000, text: "31000" },
    { meaning: "protocol", cell: 6, text: "6 TCP" },
    { meaning: "protocol", cell: 200, text: "200" },
    { meaning: "tcpFlags", cell: 18, text: "18 SYN ACK" },
    { meaning: "tcpFlags", cell: 0, text: "0" },
    { meaning: "tcpFlags", cell: 255, text: "255 FIN SYN RST PSH ACK URG ECE CWR" },
    { meaning: "tcpFlags", cell: 256, text: "256" },
    { meaning: "boolean", cell: false, text: "false" },
    { meaning: "action", cell: "REJECT", text: "REJECT" },
    { meaning: "address", cell: "2001:db8::1", text: "2001:db8::1" },
    { meaning: "nested", cell: '{"a":\n1}', text: '{"a":↵1}' },
    { meaning: "text", cell: "a\r\nb\tc\u0007\u007f\u009b", text: "a↵b␉c␇␡�" },
    { meaning: "text", cell: "", text: "" },
    { meaning: "text", cell: null, text: "NULL" },
  ])("shows $cell of $meaning as $text", ({ meaning, name, cell, text }) => {
    expect(cellText(cell, column(meaning, name), false)).toBe(text);
  });

  it.each<{ cell: Cell; text: string }>([
    { cell: "1536", text: "1.50 KiB" },
    { cell: "18446744073709551615", text: "16384 PiB" },
    { cell: 1536.5, text: "1.50 KiB" },
    { cell: "NaN", text: "NaN" },
  ])("shows $cell with a unit as $text", ({ cell, text }) => {
    expect(cellText(cell, column("bytes"), true)).toBe(text);
  });

  it.each<{ meaning: ColumnMeaning; cell: Cell; tones: string[] }>([
    { meaning: "text", cell: null, tones: ["muted"] },
    { meaning: "text", cell: "NULL", tones: ["plain"] },
    { meaning: "port", cell: 22, tones: ["plain", "muted"] },
    { meaning: "action", cell: "ACCEPT", tones: ["accept"] },
    { meaning: "action", cell: "reject", tones: ["reject"] },
    { meaning: "action", cell: "-", tones: ["plain"] },
  ])("gives $cell of $meaning the tones $tones", ({ meaning, cell, tones }) => {
    expect(cellParts(cell, column(meaning), false).map(({ tone }) => tone)).toEqual(tones);
  });

  it.each([
    { text: "1", grouped: "1" },
    { text: "999", grouped: "999" },
    { text: "1000", grouped: "1,000" },
    { text: "-1000000", grouped: "-1,000,000" },
    { text: "12 apples", grouped: "12 apples" },
  ])("groups the digits of $text", ({ text, grouped }) => {
    expect(groupDigits(text)).toBe(grouped);
  });
});

describe("A column", () => {
  it.each<{ meaning: ColumnMeaning; name?: string; amount: boolean; units: boolean }>([
    { meaning: "bytes", amount: true, units: true },
    { meaning: "packets", amount: true, units: false },
    { meaning: "integer", name: "total", amount: true, units: true },
    { meaning: "integer", name: "account_id", amount: false, units: false },
    { meaning: "port", amount: false, units: false },
    { meaning: "time", amount: false, units: false },
  ])("of $meaning counts something: $amount", ({ meaning, name, amount, units }) => {
    expect(isAmount(column(meaning, name))).toBe(amount);
    expect(canBeHumanized(column(meaning, name))).toBe(units);
  });

  it("of times says that they are in UTC", () => {
    expect(columnTooltip(column("time", "start_time", "TIMESTAMP"))).toBe("start_time: TIMESTAMP, shown in UTC");
    expect(columnTooltip(column("bytes", "bytes", "UBIGINT"))).toBe("bytes: UBIGINT");
  });
});
