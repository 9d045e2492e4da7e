/** Adds two numbers given as text. Exact for whole numbers and decimals; as doubles when one is written as a double (`1e+300`, `nan`). */
export function addDecimals(a: string, b: string): string {
  const [left, right] = [scaled(a), scaled(b)];
  if (left === undefined || right === undefined) return String(toNumber(a) + toNumber(b));
  const scale = Math.max(left.scale, right.scale);
  return written(raise(left, scale) + raise(right, scale), scale);
}

export function compareDecimals(a: string, b: string): number {
  const [left, right] = [scaled(a), scaled(b)];
  if (left === undefined || right === undefined) return toNumber(a) - toNumber(b);
  const scale = Math.max(left.scale, right.scale);
  const difference = raise(left, scale) - raise(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

interface Scaled {
  readonly digits: bigint;
  /** How many of the digits stand behind the point. */
  readonly scale: number;
}

function scaled(text: string): Scaled | undefined {
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (sign === undefined || whole === undefined) return undefined;
  return { digits: BigInt(sign + whole + fraction), scale: fraction.length };
}

function raise({ digits, scale }: Scaled, to: number): bigint {
  return digits * 10n ** BigInt(to - scale);
}

function written(digits: bigint, scale: number): string {
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** The engine writes `inf` and `nan`. */
function toNumber(text: string): number {
  return text === "inf" ? Infinity : text === "-inf" ? -Infinity : Number(text);
}
