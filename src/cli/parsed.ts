import { UsageError } from "./usage";

/** Node's own complaint about arguments becomes ours, with the usage behind it. */
export function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}
