import type { MessageConnection } from "vscode-jsonrpc";
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  CompletionRequest,
  CompletionResolveRequest,
  InsertTextFormat,
  type CompletionList as LspCompletionList,
  MarkupKind,
  type ServerCapabilities,
} from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { complete } from "../../../language/completion/complete";
import type { Completion, CompletionKind, CompletionList } from "../../../language/completion/completion";
import type { LanguageSession } from "./languageSession";
import { rangeOf } from "./spans";

/** A space opens the list only where the statement cannot end; so a line that is complete ends with Enter and nothing else. */
const triggerCharacters = [".", "'", '"', " ", "(", "=", "$", "@", ":"];

/** Answers `textDocument/completion`. Explanations of items are sent when they are looked at: all of them together are long. */
export function registerCompletion(connection: MessageConnection, session: LanguageSession): ServerCapabilities {
  let last: readonly Completion[] = [];
  connection.onRequest(CompletionRequest.method, ({ textDocument, position, context }: CompletionParams) => {
    const open = session.documents.get(textDocument.uri);
    if (open === undefined) return null;
    const list = complete(open.analyzed, open.document.offsetAt(position), session.catalog());
    if (context?.triggerCharacter === " " && !list.unfinished) return null;
    last = list.items;
    return lspList(open.document, list);
  });
  connection.onRequest(CompletionResolveRequest.method, (item: CompletionItem) => {
    const documentation = typeof item.data === "number" ? last[item.data]?.documentation?.() : undefined;
    return documentation === undefined || documentation === ""
      ? item
      : { ...item, documentation: { kind: MarkupKind.Markdown, value: documentation } };
  });
  return { completionProvider: { triggerCharacters, resolveProvider: true } };
}

function lspList(document: TextDocument, { items, insert, replace }: CompletionList): LspCompletionList {
  return {
    isIncomplete: false,
    itemDefaults: { editRange: { insert: rangeOf(document, insert), replace: rangeOf(document, replace) } },
    items: items.map((item, index) => lspItem(document, item, index)),
  };
}

function lspItem(document: TextDocument, item: Completion, index: number): CompletionItem {
  const { label, kind, text, snippet, description, filter, group, again, also } = item;
  return {
    label,
    kind: kinds[kind],
    sortText: `${group}${String(index).padStart(5, "0")}`,
    data: index,
    ...(text === label ? {} : { textEditText: text }),
    ...(snippet === true ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(description === undefined || description === "" ? {} : { labelDetails: { description } }),
    ...(filter === undefined ? {} : { filterText: filter }),
    ...(also === undefined
      ? {}
      : { additionalTextEdits: also.map((edit) => ({ range: rangeOf(document, edit.span), newText: edit.text })) }),
    ...(again === true ? { command: askAgain } : {}),
  };
}

const askAgain = { title: "", command: "editor.action.triggerSuggest" };

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  column: CompletionItemKind.Field,
  relation: CompletionItemKind.Struct,
  cte: CompletionItemKind.Interface,
  alias: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  operator: CompletionItemKind.Operator,
  value: CompletionItemKind.Value,
  type: CompletionItemKind.TypeParameter,
  parameter: CompletionItemKind.Variable,
  snippet: CompletionItemKind.Snippet,
  directive: CompletionItemKind.Property,
};
