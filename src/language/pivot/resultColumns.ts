import { columnPath } from "../analysis/selectItems";
import type { QueryBlock, SelectItem } from "../analysis/queryBlocks";
import { same } from "../analysis/scope";
import { isName, namePart, type SyntaxToken, writtenName } from "../analysis/syntaxTokens";
import type { RuleStatement } from "../diagnostics/ruleStatement";
import { expressionKind, type ExpressionKind, steppedColumn } from "./expressions";

/** What a column of a result is in the statement that gave it. */
export interface ColumnOrigin {
  readonly kind: ExpressionKind;
  /** The expression, as the statement can write it in a condition. */
  readonly sql: string;
  /** Where it is a column: its name and what that is qualified with. */
  readonly path?: readonly string[];
  /** The column of times whose steps it gives. */
  readonly stepsOf?: { readonly sql: string; readonly path: readonly string[] };
}

/** Finds in the outermost SELECT what the columns of its result are. Where it cannot tell, the answer is `undefined`. */
export class ResultColumns {
  constructor(
    private readonly statement: RuleStatement,
    private readonly block: QueryBlock,
    private readonly names: readonly string[],
  ) {}

  origin(name: string): ColumnOrigin | undefined {
    const index = this.names.indexOf(name);
    if (index < 0) return undefined;
    const { items, clauses } = this.block;
    if (!clauses.some(({ kind }) => kind === "select")) return this.ofSources(name, undefined);
    const stars = items.filter((item) => item.star !== undefined || mayExpand(item));
    if (stars.length === 0) return items.length === this.names.length ? this.ofItem(items[index]) : undefined;
    const [star] = stars;
    if (stars.length > 1 || star?.star === undefined) return undefined;
    const at = items.indexOf(star);
    if (index < at) return this.ofItem(items[index]);
    const fromEnd = this.names.length - index;
    if (fromEnd < items.length - at) return this.ofItem(items[items.length - fromEnd]);
    return star.expression.some(({ says }) => says === "REPLACE" || says === "RENAME" || says === "LIKE")
      ? undefined
      : this.ofSources(name, star.star.of?.name);
  }

  private ofItem(item: SelectItem | undefined): ColumnOrigin | undefined {
    const [first, last] = [item?.expression[0], item?.expression.at(-1)];
    if (item === undefined || first === undefined || last === undefined) return undefined;
    const { text, analyzed } = this.statement;
    const kind = expressionKind(item.expression, (token) => this.isNested(token), this.statement.catalog);
    if (kind === "rows" && this.usesOtherItems(item)) return undefined;
    const written = text.slice(first.start, last.end);
    const path = columnPath(analyzed.text, item.expression)?.map(({ name }) => name);
    const steps = steppedColumn(text, item.expression);
    return {
      kind,
      sql: path !== undefined || isCall(item.expression) ? written : `(${written})`,
      ...(path === undefined ? {} : { path }),
      ...(steps === undefined ? {} : { stepsOf: this.column(steps) }),
    };
  }

  private column(tokens: readonly SyntaxToken[]): { readonly sql: string; readonly path: readonly string[] } {
    const { text } = this.statement;
    const path = (columnPath(text, tokens) ?? []).map(({ name }) => name);
    return { sql: text.slice(tokens[0]?.start, tokens.at(-1)?.end), path };
  }

  /** A column of what FROM reads. With one source any name of the result is one of its columns; of several it must be known which. */
  private ofSources(name: string, of: string | undefined): ColumnOrigin | undefined {
    const sources = this.statement.scope.sourcesOf(this.block);
    const [only] = sources;
    if (sources.length === 1 && only !== undefined) {
      const path = of === undefined ? [name] : [of, name];
      return of === undefined || same(of, only.name) ? { kind: "rows", path, sql: path.map(writtenName).join(".") } : undefined;
    }
    if (sources.some(({ columns }) => columns.length === 0)) return undefined;
    const having = sources.filter((source) => source.columns.some((column) => same(column.name, name)));
    const [source] = having.filter((each) => of === undefined || same(each.name, of));
    if (source === undefined || source.name === "") return undefined;
    if (having.length > 1 && of === undefined) return undefined;
    const path = [source.name, name];
    return { kind: "rows", path, sql: path.map(writtenName).join(".") };
  }

  /** Names of other items may stand for aggregates, and then the expression is one. */
  private usesOtherItems(item: SelectItem): boolean {
    const others = this.block.items.filter((each) => each !== item && each.alias !== undefined);
    return item.expression.some((token, index) => {
      if (!isName(token) || item.expression[index + 1]?.says === "(" || item.expression[index - 1]?.says === ".") return false;
      const { name } = namePart(this.statement.text, token);
      return (
        others.some(({ alias }) => alias !== undefined && same(alias.name, name)) &&
        this.statement.scope.sourcesOf(this.block).every(({ columns }) => !columns.some((column) => same(column.name, name)))
      );
    });
  }

  private isNested(token: SyntaxToken): boolean {
    return this.statement.blockAt(token.start) !== this.block;
  }
}

/** `COLUMNS(…)` and `UNNEST(…)` may give several columns. */
function mayExpand({ expression }: SelectItem): boolean {
  return expression.some(({ says }, index) => {
    return says === "COLUMNS" || says === "UNNEST" || (says === "*" && (index === 0 || expression[index - 1]?.says === "."));
  });
}

/** One call from beginning to end. */
function isCall(tokens: readonly SyntaxToken[]): boolean {
  if (!isName(tokens[0]) || tokens[1]?.says !== "(" || tokens.at(-1)?.says !== ")") return false;
  let open = 0;
  return tokens.slice(1).every(({ says }, index) => {
    if (says === "(") open++;
    else if (says === ")") open--;
    return open > 0 || index === tokens.length - 2;
  });
}
