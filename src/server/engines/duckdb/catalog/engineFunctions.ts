import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import type { CatalogFunction, FunctionParameter, FunctionSignature } from "../../../../language/catalog/catalog";
import { conversationsOf, packetConversationsOf } from "../../../../language/functions/conversationsOf";
import { flowFunctions } from "../../../../language/functions/flowFunctions";
import { catalogs } from "../database";
import { forbiddenFunctions } from "../statementGuard";
import { undescribedFunctions } from "./undescribedFunctions";

type Functions = ReadonlyMap<string, CatalogFunction>;

/** The functions of the engine and those that every index has for flows, by name in lower case: what a statement may call, without operators. */
export async function readEngineFunctions(connection: DuckDBConnection): Promise<Functions> {
  const functions = gathered(await overloads(connection, "schema_name = 'main' AND internal"));
  for (const described of undescribedFunctions) functions.set(described.name, { ...functions.get(described.name), ...described });
  for (const ours of flowFunctions) functions.set(ours.name, { ...ours, kind: "scalar", ours: true });
  for (const ours of [conversationsOf, packetConversationsOf]) functions.set(ours.name, ours);
  return functions;
}

/** The user's own macros. */
export async function readOwnFunctions(connection: DuckDBConnection): Promise<Functions> {
  const functions = gathered(await overloads(connection, `database_name = '${catalogs.own}' AND NOT internal`));
  return new Map([...functions].map(([name, each]) => [name, { ...each, documentation: "A macro of your own.", own: true }]));
}

/** The functions of an engine that has no index open. */
export async function readFunctionsWithoutIndex(): Promise<Functions> {
  const instance = await DuckDBInstance.create(":memory:");
  try {
    const connection = await instance.connect();
    const functions = await readEngineFunctions(connection);
    connection.closeSync();
    return functions;
  } finally {
    instance.closeSync();
  }
}

interface Overload extends FunctionSignature {
  readonly name: string;
  readonly kind: CatalogFunction["kind"];
  readonly description: string | null;
  readonly example: string | null;
}

/** Names that are no words are operators; the rest of these are parts of the engine that show through. */
const insideNames = "^(__internal|icu_collate|pragma_|test_|format_pg|get_block_size)|[^a-z0-9_]";

async function overloads(connection: DuckDBConnection, condition: string): Promise<Overload[]> {
  const reader = await connection.runAndReadAll(`
    SELECT function_name AS name, function_type AS kind, description, examples[1] AS example, return_type AS "returns",
      varargs AS repeated, parameters AS names, parameter_types AS "types"
    FROM duckdb_functions()
    WHERE ${condition} AND function_type <> 'pragma' AND NOT regexp_matches(lower(function_name), '${insideNames}')
    ORDER BY lower(function_name), function_type, len(parameters), parameter_types::VARCHAR`);
  return (reader.getRowObjectsJson() as unknown as EngineOverload[])
    .filter(({ name }) => !forbiddenFunctions.has(name.toLowerCase()))
    .map((found) => {
      const kind = kinds[found.kind];
      return {
        name: found.name,
        kind,
        description: found.description,
        example: found.example,
        parameters: parametersOf(found, kind),
        ...(found.returns === null ? {} : { returns: found.returns }),
        ...(found.repeated === null ? {} : { variadic: true }),
      };
    });
}

interface EngineOverload {
  readonly name: string;
  readonly kind: keyof typeof kinds;
  readonly description: string | null;
  readonly example: string | null;
  readonly returns: string | null;
  /** Type of the arguments that may follow. */
  readonly repeated: string | null;
  readonly names: readonly string[];
  readonly types: readonly (string | null)[];
}

const kinds = { scalar: "scalar", aggregate: "aggregate", macro: "scalar", table: "table", table_macro: "table" } as const;

function parametersOf({ name: of, names, types, repeated }: EngineOverload, kind: CatalogFunction["kind"]): FunctionParameter[] {
  const unnamed = names.filter(isUnnamed).length;
  const word = kind === "table" && /^(read|parquet|sniff|glob)(_|$)/.test(of) ? "path" : "value";
  const parameters = names.map((name, index) => {
    const type = types[index] ?? null;
    const shown = !isUnnamed(name) ? name : unnamed === 1 ? word : `${word}${index + 1}`;
    return { name: shown, positional: isUnnamed(name), ...(type === null ? {} : { type }) };
  });
  // A table function of the engine names its options only: they are given as `name = value`, and there are dozens of them.
  const taken = kind === "table" && unnamed > 0 ? parameters.filter((parameter) => parameter.positional) : parameters;
  const plain = taken.map(({ positional: _positional, ...parameter }) => parameter);
  return repeated === null ? plain : [...plain, { name: "more", type: repeated }];
}

/** What the engine calls parameters that nobody named. */
function isUnnamed(name: string): boolean {
  return /^col\d+$/.test(name);
}

function gathered(overloads: readonly Overload[]): Map<string, CatalogFunction> {
  const functions = new Map<string, CatalogFunction>();
  for (const { name, kind, description, example, ...signature } of overloads) {
    const key = name.toLowerCase();
    const known = functions.get(key);
    const documentation = known?.documentation ?? description?.trim() ?? undefined;
    const call = known?.example ?? example ?? undefined;
    functions.set(key, {
      name: known?.name ?? name,
      kind: known?.kind ?? kind,
      signatures: joined(known?.signatures ?? [], signature),
      ...(documentation === undefined ? {} : { documentation }),
      ...(call === undefined ? {} : { example: call }),
    });
  }
  return functions;
}

/** Without those that read alike. */
function joined(known: readonly FunctionSignature[], signature: FunctionSignature): readonly FunctionSignature[] {
  const text = JSON.stringify(signature);
  return known.some((each) => JSON.stringify(each) === text) ? known : [...known, signature];
}
