import type { NameUse } from "../analysis/nameUses";
import type { ScopeColumn } from "../analysis/scope";
import type { Catalog } from "../catalog/catalog";
import { awsVpcFields } from "../schema/awsVpcFields";
import type { FlowColumn, FlowProvider } from "../schema/flowColumn";
import { flowColumn } from "../schema/flowColumns";
import type { Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** A column that is NULL in every row: a condition on it keeps nothing. */
export const columnNeverFilled: Rule = {
  code: "column-never-filled",
  check(statement) {
    if (statement.catalog.statistics.size === 0) return [];
    const told = new Set<string>();
    return statement.nameUses.flatMap((use) => remark(statement, use, told) ?? []);
  },
};

/** Whoever writes these knows that the column may be empty. */
const minding = new Set(["COALESCE", "IFNULL", "NVL", "COUNT"]);

function remark(statement: RuleStatement, use: NameUse, told: Set<string>): Remark | undefined {
  const column = statement.column(use.block, use.path);
  const name = column?.flowColumn;
  // What a query inside gives under this name is told of there.
  if (column === undefined || column.item !== undefined || name === undefined || told.has(name)) return undefined;
  const known = statement.catalog.statistics.get(name);
  if (known === undefined || known.filled > 0 || known.rows === 0 || isMinded(statement, use)) return undefined;
  told.add(name);
  const filters = ["where", "on", "having", "qualify"].includes(use.clause);
  return {
    severity: filters ? "warning" : "information",
    span: { start: use.start, end: use.end },
    sentence: sentence(statement.catalog, column, name),
    fixes: [],
  };
}

/** `coalesce(x, …)`, `x IS NULL`. */
function isMinded({ tokens }: RuleStatement, { index, path }: NameUse): boolean {
  const behind = index + path.length * 2 - 1;
  if (tokens[behind]?.says === "IS") return true;
  let open = 0;
  for (let at = index - 1; at >= 0; at--) {
    const says = tokens[at]?.says;
    if (says === ")") open++;
    else if (says === "(" && --open < 0) {
      if (minding.has(tokens[at - 1]?.says ?? "")) return true;
      open = 0;
    }
  }
  return false;
}

const providerNames: Readonly<Record<FlowProvider, string>> = {
  aws: "AWS VPC flow logs",
  "aws-tgw": "AWS Transit Gateway flow logs",
  ibm: "IBM Cloud flow logs",
};

function sentence(catalog: Catalog, column: ScopeColumn, name: string): string {
  const lead = `${column.name} is empty in every row`;
  const defined = flowColumn(name);
  return `${lead}${defined === undefined ? "" : reason(catalog, defined)}.`;
}

function reason({ index }: Catalog, { fields }: FlowColumn): string {
  if (index === undefined) return "";
  const writers = (Object.keys(providerNames) as FlowProvider[]).filter((provider) => fields[provider] !== undefined);
  const present = writers.filter((provider) => index.providers.includes(provider));
  if (present.length === 0 && writers.length > 0)
    return `: only ${writers.map((provider) => providerNames[provider]).join(" and ")} have it, and none of them are indexed here`;
  const needed = awsVpcFields.find(({ field }) => field === fields.aws)?.version;
  if (needed === undefined || index.awsVersion === undefined || needed <= index.awsVersion) return "";
  return `: it needs AWS record version ${needed}, and what is indexed here is version ${index.awsVersion}`;
}
