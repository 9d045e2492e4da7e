import type { CancellationToken, MessageConnection } from "vscode-jsonrpc";
import { type Hover, type HoverParams, HoverRequest, MarkupKind, type ServerCapabilities } from "vscode-languageserver-protocol";
import { addressQuestions } from "../../../language/features/addressQuestions";
import { excludeAddress } from "../../../language/features/excludeAddress";
import { factsText } from "../../../language/features/hover/addressHover";
import { hoverAt } from "../../../language/features/hover/hover";
import { line, link, paragraphs } from "../../../language/features/hover/markdown";
import { pivotStatement } from "../../../language/pivot/pivotStatement";
import type { AddressFacts } from "../../../protocol/catalog";
import type { PivotQuestion, PivotSubject } from "../../../protocol/pivot";
import { applyEditCommand, openStatementCommand, pivotCommand } from "../../../protocol/language";
import type { LanguageSession } from "./languageSession";
import type { OpenDocument } from "./openDocuments";
import { rangeOf } from "./spans";

/** A hover is there to be read at once: what the index has not told by then is left out. */
const patienceMs = 2000;

export function registerHover(connection: MessageConnection, session: LanguageSession): ServerCapabilities {
  connection.onRequest(HoverRequest.method, async (params: HoverParams, token: CancellationToken): Promise<Hover | null> => {
    const open = session.documents.at(params);
    const found = open && hoverAt(open.analyzed, open.offset, session.catalog());
    if (open === undefined || found === undefined) return null;
    const { address, subject } = found;
    const asked = subject === undefined ? undefined : questions(subject);
    // The links come before the facts: a hover shows what is at its top, and the rest has to be scrolled to.
    const more = address === undefined ? [] : [actions(open, open.offset, address, session), await facts(session, address, token)];
    const value = paragraphs([found.markdown, asked, ...more]);
    return { contents: { kind: MarkupKind.Markdown, value }, range: rangeOf(open.document, found.span) };
  });
  return { hoverProvider: true };
}

/** What the index knows of an address; never fails, and never takes longer than our patience. */
async function facts({ catalog, addressFacts }: LanguageSession, address: string, token: CancellationToken): Promise<string | undefined> {
  if (catalog().index === undefined) return undefined;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), patienceMs);
  const listening = token.onCancellationRequested(() => limit.abort());
  const late = new Promise<undefined>((resolve) => limit.signal.addEventListener("abort", () => resolve(undefined)));
  try {
    const asked: Promise<AddressFacts | undefined> = addressFacts(address, limit.signal);
    // Once it is late nobody listens to how it ends.
    asked.catch(() => undefined);
    const told = await Promise.race([asked, late]);
    return told === undefined ? `The index did not answer within ${patienceMs / 1000} seconds.` : factsText(told);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    listening.dispose();
  }
}

/** Links to what can be done with an address. They open or change text, and run nothing. */
function actions({ document, analyzed }: OpenDocument, offset: number, address: string, { catalog }: LanguageSession): string {
  const edits = excludeAddress(analyzed, offset, address, catalog()).map(({ span, text }) => ({
    range: rangeOf(document, span),
    newText: text,
  }));
  const exclude = edits.length === 0 ? undefined : link("Exclude", applyEditCommand(document.uri, document.version, edits));
  const timeline = link("Timeline", openStatementCommand(addressQuestions.timeline(address)));
  return line([
    exclude,
    timeline,
    link("Peers", openStatementCommand(addressQuestions.peers(address))),
    link("Pivot", pivotCommand(address)),
  ]);
}

/** Links to statements about a value. */
function questions(subject: PivotSubject): string {
  const asked: readonly (readonly [PivotQuestion, string])[] =
    subject.kind === "port"
      ? [
          ["source", "As source"],
          ["destination", "As destination"],
          ["either", "As either side"],
        ]
      : [["either", "All its flows"]];
  return line(
    asked.map(([question, label]) => {
      const made = pivotStatement({ question, subject, row: {} });
      return typeof made === "string" ? undefined : link(label, openStatementCommand(made.sql));
    }),
  );
}
