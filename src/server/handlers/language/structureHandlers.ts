import type { MessageConnection } from "vscode-jsonrpc";
import {
  type DocumentLink,
  DocumentLinkRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  type FoldingRange,
  FoldingRangeKind,
  FoldingRangeRequest,
  type SelectionRange,
  SelectionRangeRequest,
  type ServerCapabilities,
  SymbolKind,
  type TextDocumentIdentifier,
} from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { foldingSpans } from "../../../language/features/foldingSpans";
import { objectLinks } from "../../../language/features/objectLinks";
import { selectionSpans } from "../../../language/features/selectionSpans";
import { type StatementSymbol, statementSymbols } from "../../../language/features/statementSymbols";
import type { TextSpan } from "../../../protocol/errors";
import { openObjectCommand } from "../../../protocol/language";
import type { LanguageSession } from "./languageSession";
import type { OpenDocument } from "./openDocuments";
import { rangeOf } from "./spans";

/** Outline, folding, selections that grow, and links to objects. */
export function registerStructure(connection: MessageConnection, { documents }: LanguageSession): ServerCapabilities {
  const of = <T>(textDocument: TextDocumentIdentifier, read: (open: OpenDocument) => T[]): T[] => {
    const open = documents.get(textDocument.uri);
    return open === undefined ? [] : read(open);
  };
  connection.onRequest(DocumentSymbolRequest.type, ({ textDocument }) =>
    of(textDocument, ({ document, analyzed }) => statementSymbols(analyzed).map((symbol) => lspSymbol(document, symbol))),
  );
  connection.onRequest(FoldingRangeRequest.type, ({ textDocument }) =>
    of(textDocument, ({ document, analyzed }) => foldingSpans(analyzed).flatMap((span) => lspFolding(document, span) ?? [])),
  );
  connection.onRequest(SelectionRangeRequest.type, ({ textDocument, positions }) =>
    of(textDocument, ({ document, analyzed }) =>
      positions.map((position) => lspSelection(document, selectionSpans(analyzed, document.offsetAt(position)), position)),
    ),
  );
  connection.onRequest(DocumentLinkRequest.type, ({ textDocument }) =>
    of(textDocument, ({ document, analyzed }) =>
      objectLinks(analyzed).map((link): DocumentLink => {
        return { range: rangeOf(document, link), target: openObjectCommand(link.address) };
      }),
    ),
  );
  return { documentSymbolProvider: true, foldingRangeProvider: true, selectionRangeProvider: true, documentLinkProvider: {} };
}

function lspSymbol(document: TextDocument, { kind, name, span, selection, children }: StatementSymbol): DocumentSymbol {
  return {
    name,
    kind: symbolKinds[kind],
    range: rangeOf(document, span),
    selectionRange: rangeOf(document, selection),
    children: children.map((child) => lspSymbol(document, child)),
  };
}

const symbolKinds: Readonly<Record<StatementSymbol["kind"], SymbolKind>> = { statement: SymbolKind.Event, cte: SymbolKind.Struct };

function lspFolding(document: TextDocument, { kind, start, end }: ReturnType<typeof foldingSpans>[number]): FoldingRange | undefined {
  const [startLine, endLine] = [document.positionAt(start).line, document.positionAt(end).line];
  if (startLine === endLine) return undefined;
  return { startLine, endLine, ...(kind === "comment" ? { kind: FoldingRangeKind.Comment } : {}) };
}

/** The protocol wants an answer for each position: where nothing stands, the place itself. */
function lspSelection(document: TextDocument, spans: readonly TextSpan[], position: SelectionRange["range"]["start"]): SelectionRange {
  const outermostFirst = [...spans].reverse();
  const grown = outermostFirst.reduce<SelectionRange | undefined>(
    (parent, span) => ({ range: rangeOf(document, span), ...(parent && { parent }) }),
    undefined,
  );
  return grown ?? { range: { start: position, end: position } };
}
