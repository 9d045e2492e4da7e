/** Ends a switch over a union: a case that was forgotten is a compile error here, and a loud one at run time. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
