/** An object as people tell it from its neighbours. */
export interface ObjectLabel {
  readonly label: string;
  /** What the label leaves out. */
  readonly detail?: string;
}

/** What stands behind the last `/` of a key; of a key that ends with one, the key. */
export function nameOfKey(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1) || key;
}

/**
 * AWS begins the names of its log files with what all of them in a folder have in common; what differs is the time, in UTC, so
 * that comes first: `15:05` under the prefix of its day, `2026-03-14 15:05` elsewhere. All other names stay as they are.
 */
export function describeObjectName(prefix: string, name: string): ObjectLabel {
  const [, year, month, day, hour, minute] = /_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})Z_[^_]+\.log(?:\.|$)/.exec(name) ?? [];
  if (year === undefined) return { label: name };
  const ofItsDay = new RegExp(`(^|[/=])${year}/(month=)?${month}/(day=)?${day}/`).test(prefix);
  const time = `${hour}:${minute}`;
  return { label: ofItsDay ? time : `${year}-${month}-${day} ${time}`, detail: name };
}
