import { readFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { OutlineStatements, RunQuery, type ParameterDeclaration, type RunQueryParams, type StatementOutline } from "../protocol/query";
import { FlowLogError } from "../protocol/errors";
import { withEngine, type EngineClient } from "./engineClient";
import { requireExistingIndex } from "./indexFolder";
import { isOutputFormat, outputFormats, printResult } from "./resultOutput";
import { parsed } from "./parsed";
import { UsageError } from "./usage";

const options = {
  index: { type: "string" },
  format: { type: "string", default: "table" },
  param: { type: "string", multiple: true, default: [] as string[] },
  execute: { type: "string", short: "e" },
} as const;

export async function queryCommand(args: readonly string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parsed(() => parseArgs({ args: withSqlAttached(args), options: { ...options }, allowPositionals: true }));
  const { format } = values;
  if (!isOutputFormat(format)) throw new UsageError(`There is no format "${format}": it is one of ${outputFormats.join(", ")}.`);
  const indexPath = requireExistingIndex(values.index);
  const given = parametersOf(values.param);
  const sql = await statementText(values.execute, positionals);
  return withEngine({ indexPath }, async (engine) => {
    const statements = await engine.request(OutlineStatements, { text: sql }, signal);
    if (statements.length === 0) throw new UsageError("There is no statement to run.");
    checkNames(given, statements);
    for (const [index, statement] of statements.entries()) {
      const summary = await run(engine, sql, statement, given, signal);
      if (format === "table" && statement.name !== undefined) process.stdout.write(`${index === 0 ? "" : "\n"}${statement.name}\n`);
      if (format === "table" || index === statements.length - 1) await printResult(engine, summary, format, signal);
      if (summary.cut !== undefined) process.stderr.write(`flowlog: ${summary.cut.sentence}\n`);
    }
    return 0;
  });
}

/** SQL may begin with a comment, whose dashes would be taken for another option. */
function withSqlAttached(args: readonly string[]): string[] {
  const at = args.findIndex((arg) => arg === "-e" || arg === "--execute");
  const sql = args[at + 1];
  return at < 0 || sql === undefined ? [...args] : [...args.slice(0, at), `--execute=${sql}`, ...args.slice(at + 2)];
}

async function statementText(execute: string | undefined, positionals: readonly string[]): Promise<string> {
  if (execute !== undefined) return execute;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError('Name one .flowsql file, - for standard input, or give the SQL with -e "…".');
  if (file === "-") return readAll(process.stdin);
  return readFile(file, "utf8").catch((error: unknown) => {
    const absent = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new UsageError(absent ? `There is no file ${file}.` : `${file} cannot be read: ${(error as Error).message}`, { cause: error });
  });
}

/** Values by their parameters' names in small letters: SQL does not tell them apart either. */
function parametersOf(texts: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf("=");
    if (at < 1) throw new UsageError(`--param ${text} is not of the form name=value.`);
    const name = text.slice(0, at).replace(/^\$/, "");
    if (given.has(name.toLowerCase())) throw new UsageError(`The parameter $${name} is given twice.`);
    given.set(name.toLowerCase(), text.slice(at + 1));
  }
  return given;
}

function checkNames(given: ReadonlyMap<string, string>, statements: readonly StatementOutline[]): void {
  const known = new Map<string, string>();
  for (const { name } of statements.flatMap((statement) => statement.parameters))
    known.set(name.toLowerCase(), known.get(name.toLowerCase()) ?? `$${name}`);
  const unknown = [...given.keys()].find((name) => !known.has(name));
  if (unknown === undefined) return;
  const others = known.size === 0 ? "nor any other" : `but ${[...known.values()].join(", ")}`;
  throw new UsageError(`No statement has a parameter $${unknown}, ${others}.`);
}

async function run(
  engine: EngineClient,
  text: string,
  { span, parameters }: StatementOutline,
  given: ReadonlyMap<string, string>,
  signal: AbortSignal,
) {
  const sql = text.slice(span.start, span.end);
  try {
    return await engine.request(RunQuery, { ownerId: "command-line", sql, parameters: bind(parameters, given) }, signal);
  } catch (error) {
    if (!(error instanceof FlowLogError) || error.data.span === undefined) throw error;
    const before = text.slice(0, span.start + error.data.span.start);
    const line = before.split("\n").length;
    const column = before.length - before.lastIndexOf("\n");
    throw new FlowLogError(error.data, `Line ${line}, column ${column}: ${error.message}`, { cause: error });
  }
}

function bind(declared: readonly ParameterDeclaration[], given: ReadonlyMap<string, string>): NonNullable<RunQueryParams["parameters"]> {
  const values: Record<string, { type: string; text: string | null }> = {};
  for (const { name, type, defaultText } of declared) {
    const text = given.get(name.toLowerCase()) ?? defaultText;
    if (text === undefined) throw new UsageError(`The statement needs a value for $${name}: give it with --param ${name}=…`);
    values[name] = { type, text };
  }
  return values;
}
