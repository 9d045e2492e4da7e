import { describe, expect, it } from "vitest";
import type { ColumnProfile } from "../../src/protocol/chart";
import type { ColumnMeaning, ResultColumn } from "../../src/protocol/query";
import { figuresOf, isScale, summaryText } from "../../webview/profile/profileFigures";

function column(name: string, meaning: ColumnMeaning): ResultColumn {
  return { name, type: "BIGINT", meaning };
}

const plain: ColumnProfile = { rows: 1000, empty: 0, distinct: 7, distinctIsEstimate: false, top: [] };
const quantiles = [0, 5, 25, 50, 75, 95, 99, 100].map((p) => ({ p, value: String(p * 1024) }));

describe("The profile of a column", () => {
  it("says how many rows and values there are, and when the latter is an estimate", () => {
    expect(summaryText(plain)).toBe("1,000 rows, 7 distinct values");
    expect(summaryText({ ...plain, rows: 1, distinct: 1 })).toBe("1 row, 1 distinct value");
    expect(summaryText({ ...plain, distinctIsEstimate: true })).toBe("1,000 rows, about 7 distinct values");
  });

  it("writes the figures of bytes with units", () => {
    const figures = figuresOf(column("bytes", "bytes"), { ...plain, quantiles, mean: 2048, sum: "123456789012345678901234" });
    expect(figures.map(({ name, text }) => `${name} ${text}`)).toEqual([
      "Least 0 B",
      "5 % 5.00 KiB",
      "25 % 25.0 KiB",
      "Median 50.0 KiB",
      "75 % 75.0 KiB",
      "95 % 95.0 KiB",
      "99 % 99.0 KiB",
      "Most 100 KiB",
      "Mean 2.00 KiB",
      expect.stringMatching(/^Sum [\d.,]+ \wiB$/),
    ]);
  });

  it("names the services of ports, and neither adds ports up nor makes a mean of them", () => {
    const ports = [{ p: 50, value: 443 }];
    expect(figuresOf(column("dstport", "port"), { ...plain, quantiles: ports, mean: 400, sum: "123" })).toEqual([
      { name: "Median", text: "443 https" },
    ]);
  });

  it("has no scale for numbers that only name something", () => {
    expect([column("protocol", "protocol"), column("tcp_flags", "tcpFlags"), column("account_id", "integer")].map(isScale)).toEqual([
      false,
      false,
      false,
    ]);
    expect(figuresOf(column("protocol", "protocol"), { ...plain, quantiles, mean: 6, sum: "6000" })).toEqual([]);
  });

  it("tells how long texts are", () => {
    expect(figuresOf(column("name", "text"), { ...plain, lengths: { min: 3, max: 12 } })).toEqual([
      { name: "Length", text: "3 to 12 characters" },
    ]);
    expect(figuresOf(column("name", "text"), { ...plain, lengths: { min: 3, max: 3 } })).toEqual([
      { name: "Length", text: "3 characters" },
    ]);
  });
});
