const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** A byte count as people read it: three significant digits and a binary unit, `1536` → `1.50 KiB`. Negative counts keep their sign. */
export function formatBytes(sizeBytes: number | bigint): string {
  let value = Number(sizeBytes);
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.max(1, Math.abs(value)))));
  return `${value.toFixed(digits)} ${units[unit]}`;
}
