import { expect, it } from "vitest";
import { isWireTime } from "../../src/base/wireTime";

it.each(["2026-03-14T15:00:02Z", "2026-03-14T15:00:02.5Z", "2026-03-14T15:00:02.123456Z"])("%s is a time as results carry it", (value) => {
  expect(isWireTime(value)).toBe(true);
});

it.each([
  "2026-03-14",
  "2026-03-14T15:00:02",
  "2026-03-14 15:00:02Z",
  "2026-03-14T15:00:02+00:00",
  "x2026-03-14T15:00:02Z",
  1_773_500_402,
  null,
  undefined,
])("%j is none", (value) => {
  expect(isWireTime(value)).toBe(false);
});
