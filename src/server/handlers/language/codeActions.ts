import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from "vscode-languageserver-protocol";
import type { AnalyzedText } from "../../../language/analysis/analyzedText";
import type { Catalog } from "../../../language/catalog/catalog";
import type { Fix } from "../../../language/diagnostics/rule";
import { nearNames } from "../../../language/diagnostics/nearNames";
import { Suppressions } from "../../../language/diagnostics/suppressions";
import type { CheckedDocument } from "./documentChecks";
import { type Mark, spanOfMark } from "./lspDiagnostics";
import { rangeOf, textEditsOf } from "./spans";

/** The fixes for the marks that a range touches, of those that the client shows. */
export function actionsFor(checked: CheckedDocument, range: Range, shown: readonly Diagnostic[], catalog: Catalog): CodeAction[] {
  const { document, marks } = checked;
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const suppressions = new Suppressions(checked.analyzed);
  const found = marks.flatMap((mark) => {
    const span = spanOfMark(mark);
    if (span.end < start || span.start > end) return [];
    const diagnostic = shown.find((each) => isAbout(each, mark) && sameRange(each.range, rangeOf(document, span)));
    return diagnostic === undefined ? [] : [{ mark, diagnostic }];
  });
  const action = ({ title, edits }: Fix, diagnostic: Diagnostic, isPreferred = false): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: { changes: { [document.uri]: textEditsOf(document, edits) } },
    ...(isPreferred ? { isPreferred } : {}),
  });
  const mending = found.flatMap(({ mark, diagnostic }) =>
    fixesOf(mark, checked.analyzed, catalog).map((fix, index) => action(fix, diagnostic, index === 0)),
  );
  const switching = found.flatMap(({ mark, diagnostic }) =>
    mark.kind === "rule" ? suppressions.fixes(mark.finding).map((fix) => action(fix, diagnostic)) : [],
  );
  return [...mending, ...switching];
}

/** The engine has candidates however far they are; a function is offered with its signature, of which only the name is written. */
function fixesOf(mark: Mark, analyzed: AnalyzedText, catalog: Catalog): readonly Fix[] {
  if (mark.kind === "rule") return mark.finding.fixes;
  if (mark.fixes.length > 0) return mark.fixes;
  const near = nearNames(analyzed, mark.span, catalog);
  const offered = mark.candidates.map((candidate) => candidate.replace(/\(.*$/s, "").trim()).filter((name) => /^["\w]/.test(name));
  const names = new Set(near.length > 0 ? near : offered.slice(0, 3));
  return [...names].map((name) => ({ title: `Change to ${name}`, edits: [{ span: mark.span, text: name }] }));
}

function isAbout(diagnostic: Diagnostic, mark: Mark): boolean {
  return diagnostic.message === (mark.kind === "rule" ? mark.finding.sentence : mark.sentence);
}

function sameRange(one: Range, other: Range): boolean {
  return (
    one.start.line === other.start.line &&
    one.start.character === other.start.character &&
    one.end.line === other.end.line &&
    one.end.character === other.end.character
  );
}
