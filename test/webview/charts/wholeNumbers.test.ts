import { describe, expect, it } from "vitest";
import { fitted } from "../../../webview/charts/parts/canvasChart";
import { shortened } from "../../../webview/charts/parts/wording";
import { totalSize } from "../../../webview/charts/pie/pieLabels";
import { labelPlaces } from "../../../webview/charts/sankey/sankeyLabels";

/** Ten pixels a character. */
const pen = { measureText: (text: string) => ({ width: text.length * 10 }) as TextMetrics };

describe("What does not fit", () => {
  it.each(["443", "3.50 GiB", "1,204", "62 %", "671 MiB"])("is never a part of the number %s", (number) => {
    expect(fitted(pen, number, number.length * 10)).toBe(number);
    for (let room = 0; room < number.length * 10; room += 10) expect(fitted(pen, number, room)).toBe("");
    expect(shortened(number, 2)).toBe(number);
  });

  it("of a number with a name is the number, whole", () => {
    expect(fitted(pen, "8443 https-alt", 60)).toBe("8443");
    expect(fitted(pen, "8443 https-alt", 30)).toBe("");
  });

  it("of an address is its beginning, and of a name its beginning and its end", () => {
    expect(fitted(pen, "203.0.113.200", 80)).toBe("203.0.1…");
    expect(fitted(pen, "2001:db8:10:1::10", 100)).toBe("2001:db8:…");
    expect(fitted(pen, "eni-0a1b2c3d4e5f", 90)).toBe("eni-…4e5f");
    expect(shortened("2001:db8:1111:2222:3333:4444:5555:6666", 27)).toBe("2001:db8:1111:2222:3333:44…");
    expect(shortened("eni-0a1b2c3d4e5f", 9)).toBe("eni-…4e5f");
  });
});

describe("The label of an end of a sankey", () => {
  const end = { label: "10.20.1.14", amount: "3.50 GiB" };

  it.each([
    [190, 1, { name: "10.20.1.14", amount: "beside" }],
    [120, 3, { name: "10.20.1.14", amount: "below" }],
    [120, 1, { name: "10.20.1.14", amount: "none" }],
    [80, 3, { name: "10.20.1…", amount: "below" }],
    [70, 3, { name: "10.20.…", amount: "none" }],
  ] as const)("in %d pixels and %d lines has its amount whole or not at all", (width, lines, expected) => {
    expect(labelPlaces(pen, end, { width, lines })).toEqual(expected);
  });
});

describe("The total in the middle of a doughnut", () => {
  const sizes = { usual: 13, largest: 24 };

  it("is as large as its room, and left out where it would have to be cut or too small", () => {
    expect(totalSize(60, 200, sizes)).toBeCloseTo(23.4);
    expect(totalSize(60, 200, { ...sizes, largest: 20 })).toBe(20);
    expect(totalSize(60, 60, sizes)).toBe(13);
    expect(totalSize(60, 30, sizes)).toBeUndefined();
  });
});
