/**
 * Parts of a whole, with as many digits as tell them apart: `38 %`, `4.2 %`, `0.08 %`. What is there is never told as nothing, nor what is
 * missing as everything.
 */
export function shareText(part: number, whole: number): string {
  if (whole <= 0 || part === 0) return "0 %";
  const percent = (part / whole) * 100;
  if (percent < 0.01) return "< 0.01 %";
  if (part < whole && percent > 99.9) return "> 99.9 %";
  return `${Number(percent.toPrecision(percent >= 99 ? 3 : 2))} %`;
}
