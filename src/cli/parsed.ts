import { UsageError } from "./usage";

/** Node's own complaint about arguments becomes ours, without its advice. */
export function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError((error as Error).message.split(". ")[0] ?? "", { cause: error });
  }
}
