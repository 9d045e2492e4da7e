import type { Clause, ClauseKind, QueryBlock, Source } from "./queryBlocks";
import { isName, joinWords, type NamePart, namePart } from "./syntaxTokens";
import type { TokenCursor } from "./tokenCursor";

/** What can stand among sources, read by whoever reads whole queries. */
export interface QueryReading extends TokenCursor {
  readonly endsClause: boolean;
  readQuery(parent: QueryBlock, role: QueryBlock["role"], start: number, inBrackets: boolean): QueryBlock;
  readBrackets(block: QueryBlock): unknown;
  nested(read: () => void): void;
  openClause(block: QueryBlock, kind: ClauseKind, keywords: number): Clause;
  closeClause(clause: Clause): void;
}

/** Reads what stands behind FROM: relations, table functions and queries, joined by commas and JOIN. */
export class SourceReader {
  constructor(private readonly reader: QueryReading) {}

  /** Up to the next clause of the block, or the bracket that closes it. */
  read(block: QueryBlock): void {
    const { reader } = this;
    let expected = true;
    while (reader.current !== undefined && !reader.endsClause) {
      if (reader.take(",")) expected = true;
      else if (reader.says("ON")) this.readCondition(block);
      else if (reader.says("USING")) this.readUsing(block);
      else if (joinWords.has(reader.current.says) && reader.current.kind === "word") {
        if (reader.says("JOIN")) expected = true;
        reader.advance();
      } else if (expected && this.readSource(block)) expected = false;
      else if (reader.says("(")) reader.readBrackets(block);
      else reader.advance();
    }
  }

  /** False, and nothing taken, where no source stands. */
  private readSource(block: QueryBlock): boolean {
    const { reader } = this;
    reader.take("LATERAL");
    const before = this.takePrefixAlias();
    const token = reader.current;
    if (token === undefined) return false;
    const source = token.says === "(" ? this.readBracketed(block) : this.readNamed(block);
    if (source === "sources") return true;
    if (source === undefined) return false;
    if (before !== undefined) source.alias = before;
    else this.readAlias(source);
    source.end = reader.peek(-1)?.end ?? source.end;
    block.sources.push(source);
    return true;
  }

  /** `alias: relation`. */
  private takePrefixAlias(): NamePart | undefined {
    const { reader } = this;
    const token = reader.current;
    if (token === undefined || !isName(token) || reader.peek(1)?.says !== ":" || reader.peek(2)?.says === ":") return undefined;
    reader.advance(2);
    return namePart(reader.text, token);
  }

  private readBracketed(block: QueryBlock): Source | "sources" | undefined {
    const { reader } = this;
    const opening = reader.current;
    if (opening === undefined) return undefined;
    let inner = 1;
    while (reader.peek(inner)?.says === "(") inner++;
    if (!reader.opensQuery(reader.peek(inner))) {
      reader.advance();
      reader.nested(() => this.read(block));
      reader.take(")");
      return "sources";
    }
    reader.advance();
    const query = reader.readQuery(block, "source", opening.end, true);
    return { kind: "query", path: [], query, columns: [], start: opening.start, end: opening.end };
  }

  private readNamed(block: QueryBlock): Source | undefined {
    const { reader } = this;
    const token = reader.current;
    if (token === undefined) return undefined;
    const { start, end } = token;
    if (token.kind === "string") {
      reader.advance();
      return { kind: "file", path: [], columns: [], start, end };
    }
    const path: NamePart[] = [];
    for (let name = reader.takeName(); name !== undefined; name = reader.takeName()) {
      path.push(name);
      if (!reader.take(".")) break;
    }
    if (path.length === 0) return undefined;
    if (!reader.says("(")) return { kind: "relation", path, columns: [], start, end };
    reader.readBrackets(block);
    return { kind: "function", path, columns: [], start, end };
  }

  private readAlias(source: Source): void {
    const { reader } = this;
    const named = reader.take("AS");
    // A word that a clause may begin with is no alias, however much it looks like one while the statement is being written.
    if (!named && (reader.endsClause || reader.says("PIVOT", "UNPIVOT", "TABLESAMPLE"))) return;
    const alias = reader.takeName();
    if (alias === undefined) return;
    source.alias = alias;
    if (reader.says("(")) source.columns = reader.takeNames();
  }

  private readCondition(block: QueryBlock): void {
    const { reader } = this;
    const clause = reader.openClause(block, "on", 1);
    while (reader.current !== undefined && !reader.endsClause && !reader.says(",") && !this.atJoin()) {
      if (reader.says("(")) reader.readBrackets(block);
      else reader.advance();
    }
    reader.closeClause(clause);
  }

  /** LEFT and RIGHT are functions too. */
  private atJoin(): boolean {
    const { current } = this.reader;
    return current?.kind === "word" && joinWords.has(current.says) && this.reader.peek(1)?.says !== "(";
  }

  private readUsing(block: QueryBlock): void {
    const { reader } = this;
    const clause = reader.openClause(block, "using", 1);
    if (reader.says("(")) reader.takeNames();
    reader.closeClause(clause);
  }
}
