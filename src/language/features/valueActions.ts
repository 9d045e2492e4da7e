import type { PivotQuestion, PivotStatementParams, PivotSubject } from "../../protocol/pivot";
import type { AnalyzedText } from "../analysis/analyzedText";
import type { Catalog } from "../catalog/catalog";
import type { SpanEdit } from "../diagnostics/rule";
import { narrowWritten } from "../pivot/narrowWritten";
import { pivotStatement } from "../pivot/pivotStatement";
import { writtenRow } from "../pivot/writtenRow";

/** What can be done with a value that stands in a statement, as with one in a result. */
export interface ValueAction {
  readonly group: "who" | "narrow" | "flows";
  /** Where the value is known: `As source`. */
  readonly label: string;
  /** Where it stands alone: `10.0.0.5 as source`. */
  readonly title: string;
  readonly does:
    | { readonly kind: "pivot"; readonly address: string }
    /** The statement that answers it is opened and run, as from results. */
    | { readonly kind: "ask"; readonly asked: PivotStatementParams }
    | { readonly kind: "edit"; readonly edits: readonly SpanEdit[] };
}

/** In the words and the order of the menu in results; only what makes sense for the value, where it stands. */
export function valueActions(analyzed: AnalyzedText, offset: number, subject: PivotSubject, catalog: Catalog): readonly ValueAction[] {
  return [...whoIs(subject), ...narrowings(analyzed, offset, subject, catalog), ...questions(analyzed, offset, subject, catalog)];
}

function whoIs(subject: PivotSubject): readonly ValueAction[] {
  if (subject.kind !== "address") return [];
  const label = `Who is ${subject.address}`;
  return [{ group: "who", label, title: label, does: { kind: "pivot", address: subject.address } }];
}

function narrowings(analyzed: AnalyzedText, offset: number, subject: PivotSubject, catalog: Catalog): readonly ValueAction[] {
  const ops = [
    ["in", "Only"],
    ["notIn", "Not"],
  ] as const;
  return ops.flatMap(([op, word]): readonly ValueAction[] => {
    const edits = narrowWritten(analyzed, offset, subject, op, catalog);
    if (edits.length === 0) return [];
    return [
      { group: "narrow", label: `${word} this`, title: `${word} ${nameOf(subject)}, in the statement`, does: { kind: "edit", edits } },
    ];
  });
}

function questions(analyzed: AnalyzedText, offset: number, asked: PivotSubject, catalog: Catalog): readonly ValueAction[] {
  const row = writtenRow(analyzed, offset, catalog);
  // A port is one of TCP and another one of UDP, where the statement says which.
  const subject = asked.kind === "port" && typeof row.protocol === "number" ? { ...asked, protocol: row.protocol } : asked;
  const name = nameOf(subject);
  const isSided = subject.kind === "address" || subject.kind === "port";
  const sides: readonly (readonly [PivotQuestion, string, string])[] = isSided
    ? [
        ["source", "As source", `${name} as source`],
        ["destination", "As destination", `${name} as destination`],
        ["either", "As either side", `${name} as either side`],
      ]
    : [["either", `All flows of ${name}`, `All flows of ${name}`]];
  const ofAddress: typeof sides =
    subject.kind === "address"
      ? [
          ["timeline", "Timeline", `Timeline of ${name}`],
          ["peers", "Peers", `Peers of ${name}`],
        ]
      : [];
  return [...sides, ["conversation", "This conversation", "This conversation"] as const, ...ofAddress]
    .map(([question, label, title]) => ({ label, title, asked: { question, subject, row } }))
    .filter(({ asked: params }) => typeof pivotStatement(params) !== "string")
    .map(({ label, title, asked: params }) => ({ group: "flows", label, title, does: { kind: "ask", asked: params } }));
}

function nameOf(subject: PivotSubject): string {
  if (subject.kind === "address") return subject.address;
  return subject.kind === "port" ? `port ${subject.port}` : subject.id;
}
