import { isWireTime } from "../../src/base/wireTime";
import type { PivotRows } from "../../src/protocol/pivot";

/** How times of a table are told in little room: what all of them have in common stands in the head, and is left out of each. */
export interface ShortTimes {
  /** Of all times: `2026-03-14`, or the year; empty where they have not even that in common. */
  readonly common: string;
  readonly text: (time: string) => string;
}

export function shortTimes({ columns, rows }: PivotRows): ShortTimes {
  const places = [...columns.keys()].filter((index) => columns[index]?.meaning === "time");
  const times = rows.flatMap((row) => places.map((place) => row[place] ?? null)).filter(isWireTime);
  const [common = ""] = [dayOf, yearOf].flatMap((part) => {
    const parts = new Set(times.map(part));
    return parts.size === 1 ? [...parts] : [];
  });
  return { common, text: (time) => wholeTime(time).slice(common === "" ? 0 : common.length + 1) };
}

/** `2026-03-14 03:10:04` */
export function wholeTime(time: string): string {
  return time.replace("T", " ").replace(/(?:\.\d+)?Z$/, "");
}

function dayOf(time: string): string {
  return time.slice(0, "2026-03-14".length);
}

function yearOf(time: string): string {
  return time.slice(0, "2026".length);
}
