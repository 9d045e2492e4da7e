export type TickText = (value: number | string, index: number, all: readonly { readonly value: number }[]) => string;

/** Clock times, and the day where one begins. */
export function dayAtMidnight(zone: string): TickText {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const exact = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    minute: "2-digit",
    second: "2-digit",
    hour: "2-digit",
    hourCycle: "h23",
  });
  const day = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", month: "short" });
  const month = new Intl.DateTimeFormat("en-GB", { timeZone: zone, month: "short", year: "numeric" });
  return (value, index, all) => {
    const time = Number(value);
    const apart = (all[1]?.value ?? time) - (all[0]?.value ?? time);
    if (apart >= 28 * 86_400_000) return month.format(time);
    const text = clock.format(time);
    if (all.length === 1 && text !== "00:00") return `${day.format(time)}, ${time % 60_000 === 0 ? text : exact.format(time)}`;
    if (apart >= 86_400_000 || (text === "00:00" && time % 60_000 === 0)) return day.format(time);
    const shown = apart > 0 && apart < 60_000 ? exact.format(time) : text;
    // Without a midnight among them, the first says which day it is.
    return index === 0 ? `${day.format(time)}, ${shown}` : shown;
  };
}

export interface RowTimes {
  /** The day only where it is another one than in the row above. */
  readonly short: readonly string[];
  /** Each with its day: where not all rows have room for their names, the one that says the day may be left out. */
  readonly whole: readonly string[];
}

/** The beginnings of steps of time, each in a row of its own. */
export function rowTimes(times: readonly number[], stepSeconds: number, zone: string): RowTimes {
  const seconds = stepSeconds % 60 === 0 ? {} : ({ second: "2-digit" } as const);
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", ...seconds, hourCycle: "h23" });
  const year = new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric" });
  const years = new Set([times[0], times.at(-1)].map((time) => year.format(time)));
  const day = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone: zone, day: "numeric", month: "short" },
    ...(years.size > 1 ? { year: "numeric" } : {}),
  });
  const days = times.map((time) => day.format(time));
  if (stepSeconds % 86_400 === 0) return { short: days, whole: days };
  const clocks = times.map((time) => clock.format(time));
  const whole = clocks.map((text, index) => `${days[index] ?? ""}, ${text}`);
  return { short: whole.map((text, index) => (days[index] === days[index - 1] ? (clocks[index] ?? "") : text)), whole };
}
