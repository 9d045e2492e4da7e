import type { ChartMark } from "../charts/chart";

/** Where a key leads from a mark. `visible`: which series are shown; those that are hidden are passed over. */
export function markByKey(
  key: string,
  marks: readonly ChartMark[],
  from: ChartMark | undefined,
  visible: (series: number) => boolean,
): ChartMark | undefined {
  const all = marks.filter(({ place }) => place === undefined || visible(place.series));
  if (from === undefined) return isStep(key) ? (key === "End" ? all.at(-1) : all[0]) : undefined;
  const { place } = from;
  if (place === undefined) return alongList(key, all, from);
  const row = all.filter((mark) => mark.place?.series === place.series);
  switch (key) {
    case "ArrowRight":
      return row.find((mark) => stepOf(mark) > place.step) ?? from;
    case "ArrowLeft":
      return row.findLast((mark) => stepOf(mark) < place.step) ?? from;
    case "Home":
      return row[0];
    case "End":
      return row.at(-1);
    case "ArrowDown":
      return nearest(place.step, all, (series) => series > place.series, false) ?? from;
    case "ArrowUp":
      return nearest(place.step, all, (series) => series < place.series, true) ?? from;
    default:
      return undefined;
  }
}

function isStep(key: string): boolean {
  return key.startsWith("Arrow") || key === "Home" || key === "End";
}

function alongList(key: string, all: readonly ChartMark[], from: ChartMark): ChartMark | undefined {
  const at = all.indexOf(from);
  if (key === "ArrowRight" || key === "ArrowDown") return all[Math.min(all.length - 1, at + 1)];
  if (key === "ArrowLeft" || key === "ArrowUp") return all[Math.max(0, at - 1)];
  if (key === "Home") return all[0];
  return key === "End" ? all.at(-1) : undefined;
}

/** Of the next series in a direction, the mark at the same step or next to it. */
function nearest(step: number, all: readonly ChartMark[], wanted: (series: number) => boolean, last: boolean): ChartMark | undefined {
  const series = all.map(({ place }) => place?.series ?? -1).filter(wanted);
  if (series.length === 0) return undefined;
  const next = last ? Math.max(...series) : Math.min(...series);
  const marks = all.filter(({ place }) => place?.series === next);
  return marks.reduce((best, mark) => (Math.abs(stepOf(mark) - step) < Math.abs(stepOf(best) - step) ? mark : best));
}

function stepOf({ place }: ChartMark): number {
  return place?.step ?? -1;
}
