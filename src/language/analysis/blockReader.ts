import { selectItems } from "./selectItems";
import { type QueryReading, SourceReader } from "./sourceReader";
import type { Clause, ClauseKind, Cte, QueryBlock } from "./queryBlocks";
import { isName, setOperators, type SyntaxToken } from "./syntaxTokens";
import { TokenCursor } from "./tokenCursor";

/** Deeper nesting than anybody writes is read as if its brackets were empty, so that no text can exhaust the stack. */
const maxDepth = 200;

const clauseWords: Readonly<Record<string, ClauseKind>> = {
  SELECT: "select",
  FROM: "from",
  WHERE: "where",
  GROUP: "groupBy",
  HAVING: "having",
  QUALIFY: "qualify",
  WINDOW: "window",
  ORDER: "orderBy",
  LIMIT: "limit",
  OFFSET: "limit",
  VALUES: "values",
};

/** Functions in whose brackets FROM is a word of the call. */
const fromInside = new Set(["EXTRACT", "SUBSTRING", "TRIM", "OVERLAY", "POSITION"]);

/** Reads the blocks of one statement: by its keywords and brackets, so that what is missing between them does no harm. */
export class BlockReader extends TokenCursor implements QueryReading {
  private readonly blocks: QueryBlock[] = [];
  private readonly sources: SourceReader;
  private depth = 0;

  constructor(
    text: string,
    tokens: readonly SyntaxToken[],
    private readonly extent: { readonly from: number; readonly to: number },
  ) {
    super(text, tokens);
    this.sources = new SourceReader(this);
  }

  read(): QueryBlock[] {
    this.skipLead();
    for (let token = this.current; token !== undefined; token = this.current) {
      if (this.opensQuery(token) || token.says === "(") this.readQuery(undefined, "statement", token.start);
      // A bracket too many, or no query at all.
      this.at++;
    }
    return this.blocks;
  }

  /** Ends what an expression or a list of sources can go on with. */
  get endsClause(): boolean {
    const token = this.current;
    if (token === undefined || token.says === ")") return true;
    return token.kind === "word" && (setOperators.has(token.says) || this.clauseHere() !== undefined);
  }

  /** From a bracket to behind the one that closes it. A query in it is a block of its own. */
  readBrackets(block: QueryBlock): QueryBlock | undefined {
    const opening = this.current;
    const before = this.peek(-1);
    this.at++;
    if (opening === undefined) return undefined;
    if (this.opensQuery(this.current) && !(this.says("FROM") && calls(before)))
      return this.readQuery(block, "expression", opening.end, true);
    this.nested(() => this.readGroup(block, before));
    return undefined;
  }

  /** Reads what stands in a bracket that was just taken, or passes over it where it is nested too deeply. */
  nested(read: () => void): void {
    if (this.depth >= maxDepth) return this.skipBrackets();
    this.depth++;
    read();
    this.depth--;
  }

  /** A query from here to the bracket that closes it, or to the end. `start` is where a cursor is in it. */
  readQuery(parent: QueryBlock | undefined, role: QueryBlock["role"], start: number, inBrackets = false): QueryBlock {
    const first = this.open(parent, role, start);
    this.nested(() => this.readOperands(first, { parent, role, start }));
    if (inBrackets) this.take(")");
    return first;
  }

  private readOperands(
    first: QueryBlock,
    { parent, role, start }: Pick<QueryBlock, "role" | "start"> & { readonly parent: QueryBlock | undefined },
  ): void {
    if (this.says("WITH")) this.readWith(first);
    this.readOperand(first);
    let last = first;
    while (this.current !== undefined && (setOperators.has(this.current.says) || this.says("SELECT", "FROM", "VALUES"))) {
      last.end = this.current.start;
      if (setOperators.has(this.current.says)) this.readSetOperator();
      last = this.open(parent, role, this.peek(-1)?.end ?? start, first);
      this.readOperand(last);
    }
    last.end = this.current?.start ?? this.extent.to;
  }

  openClause(block: QueryBlock, kind: ClauseKind, keywords: number): Clause {
    const keyword = this.current?.start ?? this.extent.to;
    this.at += keywords;
    const clause = { kind, keyword, start: this.peek(-1)?.end ?? keyword, end: this.extent.to };
    block.clauses.push(clause);
    return clause;
  }

  closeClause(clause: Clause): void {
    clause.end = this.current?.start ?? this.extent.to;
  }

  private open(parent: QueryBlock | undefined, role: QueryBlock["role"], start: number, leader?: QueryBlock): QueryBlock {
    const above = { ...(parent === undefined ? {} : { parent }), ...(leader === undefined ? {} : { leader }) };
    const block: QueryBlock = { start, end: this.extent.to, ...above, role, ctes: [], clauses: [], sources: [], items: [] };
    this.blocks.push(block);
    return block;
  }

  /** `EXPLAIN ANALYZE`, `CREATE VIEW name AS` and the like stand before the query. */
  private skipLead(): void {
    while (this.current !== undefined && !this.opensQuery(this.current) && !(this.says("(") && this.opensBracketedQuery())) this.at++;
  }

  private opensBracketedQuery(): boolean {
    let ahead = 1;
    while (this.peek(ahead)?.says === "(") ahead++;
    return this.opensQuery(this.peek(ahead));
  }

  private readWith(block: QueryBlock): void {
    const clause = this.openClause(block, "with", 1);
    const recursive = this.take("RECURSIVE");
    for (let name = this.takeName(); name !== undefined; name = this.takeName()) {
      const cte: Cte = { name, columns: this.says("(") ? this.takeNames() : [], recursive };
      block.ctes.push(cte);
      if (this.take("USING") && this.take("KEY")) this.takeNames();
      this.take("AS");
      this.take("NOT");
      this.take("MATERIALIZED");
      const opening = this.current;
      if (opening !== undefined && this.take("(")) cte.query = this.readQuery(block, "cte", opening.end, true);
      if (!this.take(",")) break;
    }
    this.closeClause(clause);
  }

  private readSetOperator(): void {
    this.at++;
    if (this.says("ALL", "DISTINCT")) this.at++;
    if (this.says("BY") && this.peek(1)?.says === "NAME") this.at += 2;
  }

  private readOperand(block: QueryBlock): void {
    if (this.says("(")) {
      const inner = this.readBracketedOperand(block);
      if (inner !== undefined) block.operand = inner;
    } else if (this.says("PIVOT", "UNPIVOT", "SUMMARIZE", "DESCRIBE")) this.readSources(block, 1);
    while (this.current !== undefined && !this.says(")") && !setOperators.has(this.current.says)) {
      const kind = this.clauseHere();
      if (kind === undefined) this.readToken(block);
      else if (beginsAnother(block, kind)) return;
      else if (kind === "from") this.readSources(block, 1);
      else this.readClause(block, kind);
    }
  }

  private readBracketedOperand(block: QueryBlock): QueryBlock | undefined {
    const opening = this.current;
    if (opening === undefined || !this.opensBracketedQuery()) return this.readBrackets(block);
    this.at++;
    return this.readQuery(block, "operand", opening.end, true);
  }

  private readSources(block: QueryBlock, keywords: number): void {
    const clause = this.openClause(block, "from", keywords);
    this.sources.read(block);
    this.closeClause(clause);
  }

  private readClause(block: QueryBlock, kind: ClauseKind): void {
    const clause = this.openClause(block, kind, kind === "groupBy" || kind === "orderBy" ? 2 : 1);
    const from = this.at;
    while (!this.endsClause) this.readToken(block);
    this.closeClause(clause);
    if (kind === "select") block.items = selectItems(this.text, this.tokens.slice(from, this.at), clause);
  }

  private readToken(block: QueryBlock): void {
    if (this.says("(")) this.readBrackets(block);
    else this.at++;
  }

  private readGroup(block: QueryBlock, before: SyntaxToken | undefined): void {
    const called = before?.kind === "word" ? before.says : "";
    while (this.current !== undefined) {
      if (this.take(")")) return;
      // The bracket is not closed yet: what follows is the rest of the query around it.
      if (this.endsOpenBracket(called)) return;
      this.readToken(block);
    }
  }

  private endsOpenBracket(called: string): boolean {
    if (this.says("FROM")) return !fromInside.has(called);
    if (this.says("WHERE")) return called !== "FILTER";
    return (this.says("GROUP") && this.peek(1)?.says === "BY") || this.says("HAVING", "QUALIFY");
  }

  /** Up to the bracket that closes this one. */
  private skipBrackets(): void {
    for (let open = 0; this.current !== undefined && !(open === 0 && this.says(")")); this.at++) {
      if (this.says("(")) open++;
      else if (this.says(")")) open--;
    }
  }

  /** `f.from` is a name; `f.` and then FROM is a name that is still being written. */
  private followsDot(token: SyntaxToken): boolean {
    const before = this.peek(-1);
    return before?.says === "." && before.end === token.start;
  }

  /** The clause whose keyword stands here. */
  clauseHere(): ClauseKind | undefined {
    const token = this.current;
    if (token?.kind !== "word" || this.followsDot(token)) return undefined;
    const kind = clauseWords[token.says];
    if (kind === "groupBy" || kind === "orderBy") return this.peek(1)?.says === "BY" ? kind : undefined;
    // `IS [NOT] DISTINCT FROM` compares; `USING SAMPLE` and `LIMIT … OFFSET` need nothing.
    if (kind === "from" && this.peek(-1)?.says === "DISTINCT" && ["IS", "NOT"].includes(this.peek(-2)?.says ?? "")) return undefined;
    return kind;
  }
}

/** `count(` and then FROM: the argument is still to be written. `EXISTS (FROM …` and `ARRAY(FROM …` are queries. */
function calls(before: SyntaxToken | undefined): boolean {
  return isName(before) && before?.says !== "ARRAY";
}

/** SELECT after SELECT, or FROM after what follows FROM: a semicolon or a set operator is still missing between them. */
function beginsAnother(block: QueryBlock, kind: ClauseKind): boolean {
  if (kind === "select") return block.clauses.some((clause) => clause.kind === "select");
  if (kind === "values") return block.clauses.some((clause) => clause.kind === "values");
  return kind === "from" && block.clauses.some((clause) => clause.kind === "from");
}
