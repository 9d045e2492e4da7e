import type { CancellationToken, MessageConnection } from "vscode-jsonrpc";
import { type Hover, type HoverParams, HoverRequest, MarkupKind, type ServerCapabilities } from "vscode-languageserver-protocol";
import { factsText } from "../../../language/features/hover/addressHover";
import { hoverAt } from "../../../language/features/hover/hover";
import { line, link, paragraphs } from "../../../language/features/hover/markdown";
import { type ValueAction, valueActions } from "../../../language/features/valueActions";
import type { AddressFacts } from "../../../protocol/catalog";
import type { PivotSubject } from "../../../protocol/pivot";
import { applyEditCommand, askCommand, pivotCommand } from "../../../protocol/language";
import type { LanguageSession } from "./languageSession";
import type { OpenDocument } from "./openDocuments";
import { rangeOf, textEditsOf } from "./spans";

/** A hover is there to be read at once: what the index has not told by then is left out. */
const patienceMs = 2000;

export function registerHover(connection: MessageConnection, session: LanguageSession): ServerCapabilities {
  connection.onRequest(HoverRequest.method, async (params: HoverParams, token: CancellationToken): Promise<Hover | null> => {
    const open = session.documents.at(params);
    const found = open && hoverAt(open.analyzed, open.offset, session.catalog());
    if (open === undefined || found === undefined) return null;
    const { subject } = found;
    // The links come before the facts: a hover shows what is at its top, and the rest has to be scrolled to.
    const asked = subject === undefined ? undefined : links(open, open.offset, subject, session);
    const told = subject?.kind === "address" ? await facts(session, subject.address, token) : undefined;
    const value = paragraphs([found.markdown, asked, told]);
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

/** Links to what can be done with a value, in the order of the menu in results. They change the text, or ask what results ask. */
function links({ document, analyzed }: OpenDocument, offset: number, subject: PivotSubject, { catalog }: LanguageSession): string {
  const actions = valueActions(analyzed, offset, subject, catalog());
  const of = (group: ValueAction["group"]): string => line(actions.filter((each) => each.group === group).map(linkTo));
  const narrowing = of("narrow");
  const first = [of("who"), narrowing === "" ? "" : `In the statement: ${narrowing}`].filter((part) => part !== "").join(" | ");
  // A line each, and no paragraphs: a hover is small.
  return [first, of("flows")].filter((part) => part !== "").join("  \n");

  function linkTo({ label, does }: ValueAction): string {
    switch (does.kind) {
      case "pivot":
        return link(label, pivotCommand(does.address));
      case "ask":
        return link(label, askCommand(does.asked));
      case "edit":
        return link(label, applyEditCommand(document.uri, document.version, textEditsOf(document, does.edits)));
    }
  }
}
