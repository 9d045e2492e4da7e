import type { TextDocument } from "vscode-languageserver-textdocument";
import type { AnalyzedText } from "../../../language/analysis/analyzedText";
import type { Catalog } from "../../../language/catalog/catalog";
import { explainRefusal } from "../../../language/diagnostics/explainRefusal";
import { findingsByStatement } from "../../../language/diagnostics/findings";
import type { Finding } from "../../../language/diagnostics/rule";
import type { FlowLogError, TextSpan } from "../../../protocol/errors";
import { engineTexts, type EngineText } from "./engineTexts";
import type { LanguageSession } from "./languageSession";
import type { Mark } from "./lspDiagnostics";
import type { OpenDocument } from "./openDocuments";

/** A version of a document with what is known to be wrong with it. */
export interface CheckedDocument {
  /** Goes on to later versions by itself. */
  readonly document: TextDocument;
  /** The version that the rest is about. */
  readonly version: number;
  readonly analyzed: AnalyzedText;
  readonly marks: readonly Mark[];
}

/** After so long without a key a person looks up. */
const quietMs = 250;

/** So long may rules hold up what else the process has to answer. */
const sliceMs = 8;

/** What the engine has said of statements, by what it depends on: their text, and what those above them create. */
type Verdicts = Map<string, FlowLogError | undefined>;

interface State {
  /** Ends the check that is waiting or under way. */
  stop: AbortController;
  verdicts: Verdicts;
  checked?: CheckedDocument;
}

/**
 * Checks documents a moment after they were changed: the rules, then the engine, which is asked only about statements that it has
 * not seen. A change ends what is under way for the versions before it, so that nothing is said of a text that is gone.
 */
export class DocumentChecks {
  private readonly states = new Map<string, State>();

  constructor(
    private readonly session: LanguageSession,
    private readonly publish: (checked: CheckedDocument) => void,
  ) {}

  changed({ document }: OpenDocument): void {
    const known = this.states.get(document.uri);
    known?.stop.abort();
    const state: State = known ?? { stop: new AbortController(), verdicts: new Map() };
    state.stop = new AbortController();
    this.states.set(document.uri, state);
    this.schedule(document.uri, state, known === undefined ? 0 : quietMs);
  }

  /** What the engine said of all documents may be otherwise now. */
  catalogChanged(): void {
    for (const [uri, state] of this.states) {
      state.stop.abort();
      state.stop = new AbortController();
      state.verdicts = new Map();
      this.schedule(uri, state, quietMs);
    }
  }

  /** What was last said of a document, if that is of the text as it is now. */
  of(uri: string): CheckedDocument | undefined {
    const checked = this.states.get(uri)?.checked;
    return checked?.version === checked?.document.version ? checked : undefined;
  }

  forget(uri: string): void {
    this.states.get(uri)?.stop.abort();
    this.states.delete(uri);
  }

  dispose(): void {
    for (const uri of [...this.states.keys()]) this.forget(uri);
  }

  private schedule(uri: string, state: State, afterMs: number): void {
    const { signal } = state.stop;
    const timer = setTimeout(() => {
      const open = this.session.documents.get(uri);
      if (open === undefined) return;
      // An engine that fails has said nothing of the text; its trouble is told where statements run.
      this.check(open, state, signal).catch(() => undefined);
    }, afterMs);
    signal.addEventListener("abort", () => clearTimeout(timer));
  }

  private async check({ document, analyzed }: OpenDocument, state: State, signal: AbortSignal): Promise<void> {
    const version = document.version;
    const findings = await this.applyRules(analyzed, signal);
    const texts = engineTexts(analyzed);
    const tell = (): void => {
      if (signal.aborted || document.version !== version) return;
      const catalog = this.session.catalog();
      const ofEngine = texts.flatMap((query) => engineMarks(query, state.verdicts.get(query.key), { analyzed, findings, catalog }));
      const marks = [...findings.map((finding): Mark => ({ kind: "rule", finding })), ...ofEngine];
      state.checked = { document, version, analyzed, marks };
      this.publish(state.checked);
    };
    // What the rules say need not wait for an engine that takes its time.
    const early = setTimeout(tell, quietMs);
    try {
      await this.askEngine(texts, state, signal);
    } finally {
      clearTimeout(early);
      tell();
    }
  }

  private async applyRules(analyzed: AnalyzedText, signal: AbortSignal): Promise<Finding[]> {
    const findings: Finding[] = [];
    let began = performance.now();
    for (const found of findingsByStatement(analyzed, this.session.catalog())) {
      findings.push(...found);
      if (performance.now() - began < sliceMs) continue;
      await new Promise((resume) => setImmediate(resume));
      signal.throwIfAborted();
      began = performance.now();
    }
    return findings;
  }

  private async askEngine(texts: readonly EngineText[], state: State, signal: AbortSignal): Promise<void> {
    const check = this.session.checkStatements();
    const asked = new Set(texts.map(({ key }) => key));
    const known = new Map([...state.verdicts].filter(([key]) => asked.has(key)));
    state.verdicts = known;
    const statements = texts.map(({ sql, key }) => ({ sql, wanted: !known.has(key) }));
    if (check === undefined || !statements.some(({ wanted }) => wanted)) return;
    await check(statements, signal, (index, problem) => known.set(texts[index]?.key ?? "", problem));
  }
}

interface Read {
  readonly analyzed: AnalyzedText;
  readonly findings: readonly Finding[];
  readonly catalog: Catalog;
}

/** None where a rule says what is wrong. */
function engineMarks(query: EngineText, problem: FlowLogError | undefined, { analyzed, findings, catalog }: Read): Mark[] {
  if (problem === undefined) return [];
  const { candidates = [] } = problem.data;
  const place = placeOf(query, problem.data.span);
  // A statement without a place for its trouble is marked at its first word; all of it in red says no more.
  const span = place ?? { start: query.start, end: query.firstWordEnd };
  const explained = explainRefusal(analyzed, { statement: { start: query.from, end: query.to }, place }, findings, catalog);
  if ("finding" in explained) return [];
  const { hint = [], fixes = [] } = explained;
  return [{ kind: "engine", sentence: [problem.message, hint].flat().join(" "), candidates, fixes, span }];
}

function placeOf(query: EngineText, span: TextSpan | undefined): TextSpan | undefined {
  if (span === undefined || query.start + span.start >= query.end) return undefined;
  const start = query.start + span.start;
  return { start, end: Math.max(start + 1, query.start + span.end) };
}
