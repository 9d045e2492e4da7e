/** The day of the story. All times are UTC and Unix seconds. */
const midnight = Date.UTC(2026, 2, 14) / 1000;

/** Objects are cut every five minutes. */
export const objectSeconds = 300;

/** `at("09:42")`, `at("09:42:10")` @param {string} clock */
export function at(clock) {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(":").map(Number);
  return midnight + hours * 3600 + minutes * 60 + seconds;
}

/**
 * The starts of the five-minute windows from one clock time to another, both included.
 *
 * @param {string} from @param {string} to @param {number} [stepMinutes]
 */
export function windows(from, to, stepMinutes = 5) {
  const starts = [];
  for (let start = at(from); start <= at(to); start += stepMinutes * 60) starts.push(start);
  return starts;
}

/** @param {number} seconds */
export function dateParts(seconds) {
  const text = new Date(seconds * 1000).toISOString();
  return { year: text.slice(0, 4), month: text.slice(5, 7), day: text.slice(8, 10), hour: text.slice(11, 13), minute: text.slice(14, 16) };
}

/** RFC 3339, whole seconds. @param {number} seconds */
export function rfc3339(seconds) {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
