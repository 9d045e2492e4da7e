/** The widths of steps of time as charts write them: whole seconds, minutes, hours or days, `30s`, `5m`, `1h`, `1d`. */

const written = /^([1-9]\d{0,5})([smhd])$/;

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

export function isTimeStep(text: string): boolean {
  return written.test(text);
}

/** @returns `undefined` where nothing, or no step, is written. */
export function timeStepSeconds(text: string | undefined): number | undefined {
  const [, count, unit = ""] = written.exec(text ?? "") ?? [];
  return count === undefined ? undefined : Number(count) * (unitSeconds[unit] ?? 1);
}
