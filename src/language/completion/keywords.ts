import type { ClauseKind } from "../analysis/queryBlocks";
import { type Completion, groups } from "./completion";

/** What can follow an expression or a source in a clause, besides operators: nearest first. */
export const followers: Readonly<Record<ClauseKind, readonly string[]>> = {
  with: ["SELECT", "FROM"],
  select: ["AS", "FROM"],
  from: [
    "WHERE",
    "JOIN",
    "LEFT JOIN",
    "GROUP BY",
    "ORDER BY",
    "LIMIT",
    "AS",
    "ON",
    "USING",
    "INNER JOIN",
    "RIGHT JOIN",
    "FULL JOIN",
    "CROSS JOIN",
    "SEMI JOIN",
    "ANTI JOIN",
    "ASOF JOIN",
    "POSITIONAL JOIN",
    "SELECT",
    "QUALIFY",
    "TABLESAMPLE",
  ],
  on: ["AND", "OR", "WHERE", "JOIN", "LEFT JOIN", "GROUP BY", "ORDER BY", "LIMIT"],
  using: ["WHERE", "JOIN", "LEFT JOIN", "GROUP BY", "ORDER BY", "LIMIT"],
  where: ["AND", "OR", "GROUP BY", "ORDER BY", "LIMIT", "QUALIFY", "SELECT"],
  groupBy: ["HAVING", "ORDER BY", "LIMIT", "QUALIFY", "SELECT"],
  having: ["AND", "OR", "ORDER BY", "LIMIT", "QUALIFY"],
  qualify: ["AND", "OR", "ORDER BY", "LIMIT"],
  window: ["ORDER BY", "LIMIT", "QUALIFY"],
  orderBy: ["DESC", "ASC", "NULLS LAST", "NULLS FIRST", "LIMIT"],
  limit: ["OFFSET"],
  values: ["UNION ALL"],
};

/** What follows a SELECT list whose FROM stands before it. */
export const fromFirstFollowers = ["AS", "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "HAVING", "QUALIFY"];

export const setWords = ["UNION ALL", "UNION", "UNION ALL BY NAME", "INTERSECT", "EXCEPT"];

/** What must follow a word that is only the beginning of a phrase. */
export const phrases: Readonly<Record<string, readonly string[]>> = {
  GROUP: ["BY"],
  ORDER: ["BY"],
  PARTITION: ["BY"],
  NULLS: ["LAST", "FIRST"],
  IS: ["NULL", "NOT NULL", "DISTINCT FROM", "NOT DISTINCT FROM"],
  LEFT: ["JOIN", "OUTER JOIN"],
  RIGHT: ["JOIN", "OUTER JOIN"],
  FULL: ["JOIN", "OUTER JOIN"],
  INNER: ["JOIN"],
  CROSS: ["JOIN"],
  SEMI: ["JOIN"],
  ANTI: ["JOIN"],
  ASOF: ["JOIN", "LEFT JOIN"],
  POSITIONAL: ["JOIN"],
  NATURAL: ["JOIN", "LEFT JOIN"],
  OUTER: ["JOIN"],
  UNION: ["ALL", "ALL BY NAME", "BY NAME", "SELECT", "FROM"],
  INTERSECT: ["ALL", "SELECT", "FROM"],
  EXCEPT: ["ALL", "SELECT", "FROM"],
  CREATE: ["VIEW", "OR REPLACE VIEW", "MACRO", "OR REPLACE MACRO", "TABLE", "TEMP TABLE", "OR REPLACE TABLE"],
  DROP: ["VIEW", "MACRO", "TABLE", "VIEW IF EXISTS", "MACRO IF EXISTS", "TABLE IF EXISTS"],
  EXPLAIN: ["ANALYZE", "SELECT", "FROM", "WITH"],
  ANALYZE: ["SELECT", "FROM", "WITH"],
  SHOW: ["TABLES", "ALL TABLES"],
  WITHIN: ["GROUP (ORDER BY "],
  MATERIALIZED: ["("],
  TABLESAMPLE: ["reservoir(10000 ROWS)", "10%"],
};

/** What a statement begins with. */
export const statementWords = [
  "SELECT",
  "FROM",
  "WITH",
  "EXPLAIN",
  "EXPLAIN ANALYZE",
  "SUMMARIZE",
  "DESCRIBE",
  "PIVOT",
  "UNPIVOT",
  "SHOW TABLES",
  "CREATE OR REPLACE VIEW",
  "CREATE OR REPLACE MACRO",
  "CREATE TABLE",
  "CREATE TEMP TABLE",
  "DROP VIEW",
  "DROP TABLE",
  "DROP MACRO",
  "VALUES",
];

/** What an expression can begin with, besides names. */
export const operandWords = ["CASE", "NOT", "EXISTS", "NULL", "true", "false", "INTERVAL", "CAST", "DISTINCT", "TIMESTAMP"];

const operandSnippets: Readonly<Record<string, string>> = {
  CASE: "CASE WHEN ${1:condition} THEN ${2:value} ELSE ${3:other} END",
  EXISTS: "EXISTS (${1:FROM flows WHERE })",
  CAST: "CAST(${1:value} AS ${2:VARCHAR})",
  TIMESTAMP: "TIMESTAMP '${1:2026-01-01 00:00:00}'",
  INTERVAL: "INTERVAL ${1:1 HOUR}",
};

/** Words after which a list of its own is worth opening at once. */
const openers = /(?:FROM|JOIN|WHERE|AND|OR|BY|ON|HAVING|QUALIFY|IS|NOT|SELECT|UNION ALL|EXPLAIN|ANALYZE|SUMMARIZE|DESCRIBE|UNION|USING)$/;

export function keyword(label: string, group: number = groups.keywords): Completion {
  return {
    label,
    kind: "keyword",
    text: openers.test(label) ? `${label} ` : label,
    group,
    ...(openers.test(label) ? { again: true } : {}),
  };
}

export function operandKeyword(label: string): Completion {
  const snippet = operandSnippets[label];
  if (snippet === undefined) return keyword(label);
  return { label, kind: "keyword", text: snippet, snippet: true, group: groups.keywords };
}

export const types: readonly Completion[] = [
  "INTEGER",
  "BIGINT",
  "DOUBLE",
  "VARCHAR",
  "TIMESTAMP",
  "DATE",
  "BOOLEAN",
  "INTERVAL",
  "HUGEINT",
  "UBIGINT",
  "SMALLINT",
  "DECIMAL(18, 3)",
  "TIME",
  "TIMESTAMPTZ",
  "JSON",
  "BLOB",
  "VARCHAR[]",
  "INTEGER[]",
].map((label) => ({ label, kind: "type", text: label, group: groups.expected }));

export const intervals: readonly Completion[] = [
  "15 MINUTE",
  "1 HOUR",
  "5 MINUTE",
  "1 MINUTE",
  "24 HOUR",
  "1 DAY",
  "7 DAY",
  "30 DAY",
  "1 MONTH",
].map((label) => ({ label, kind: "value", text: label, group: groups.expected }));
