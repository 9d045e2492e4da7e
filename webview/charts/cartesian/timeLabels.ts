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
