import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding, Fix, Severity } from "../../../language/diagnostics/rule";
import type { TextSpan } from "../../../protocol/errors";
import { rangeOf } from "./spans";

/** What is wrong at a place of a document: by a rule of ours, or by the engine. */
export type Mark =
  | { readonly kind: "rule"; readonly finding: Finding }
  | {
      readonly kind: "engine";
      readonly span: TextSpan;
      readonly sentence: string;
      readonly candidates: readonly string[];
      /** What is offered in the place of other names. */
      readonly fixes: readonly Fix[];
    };

export function spanOfMark(mark: Mark): TextSpan {
  return mark.kind === "rule" ? mark.finding.span : mark.span;
}

/** @param rulePages The folder of the rules' pages, as a URI. */
export function lspDiagnostic(document: TextDocument, mark: Mark, rulePages: string | undefined): Diagnostic {
  const range = rangeOf(document, spanOfMark(mark));
  if (mark.kind === "engine") return { range, severity: DiagnosticSeverity.Error, source, message: mark.sentence };
  const { code, severity, sentence, unnecessary } = mark.finding;
  return {
    range,
    severity: severities[severity],
    source,
    code,
    message: sentence,
    ...(rulePages === undefined ? {} : { codeDescription: { href: `${rulePages.replace(/\/$/, "")}/${code}.md` } }),
    ...(unnecessary === true ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

const source = "Flow Logs";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};
