import type { AnalyzedText } from "../analysis/analyzedText";
import { argumentBefore } from "../analysis/beforeValue";
import type { Catalog, FunctionSignature } from "../catalog/catalog";
import { parameterText, signatureText } from "./hover/namedHover";

export interface SignatureHelp {
  readonly signatures: readonly {
    readonly label: string;
    /** Markdown. */
    readonly documentation?: string;
    readonly parameters: readonly { readonly label: string; readonly documentation?: string }[];
  }[];
  /** The first that takes as many arguments as there are. */
  readonly activeSignature: number;
  readonly activeParameter: number;
}

/** How the function is called in whose brackets an offset stands. */
export function signatureHelp(analyzed: AnalyzedText, offset: number, catalog: Catalog): SignatureHelp | undefined {
  const piece = analyzed.pieceAt(offset);
  if (piece === undefined) return undefined;
  const before = analyzed.syntaxOf(piece).tokens.filter(({ end }) => end <= offset);
  const argument = argumentBefore(analyzed.text, before);
  const called = argument && catalog.functions.get(argument.called);
  if (argument === undefined || called === undefined || called.signatures.length === 0) return undefined;
  const { documentation, signatures } = called;
  const active = Math.max(
    0,
    signatures.findIndex((signature) => takes(signature, argument.index)),
  );
  const last = (signatures[active]?.parameters.length ?? 1) - 1;
  return {
    signatures: signatures.map((signature) => ({
      label: signatureText(called.name, signature),
      ...(documentation === undefined ? {} : { documentation }),
      parameters: signature.parameters.map((parameter) => {
        return {
          label: parameterText(parameter),
          ...(parameter.documentation === undefined ? {} : { documentation: parameter.documentation }),
        };
      }),
    })),
    activeSignature: active,
    activeParameter: signatures[active]?.variadic === true ? Math.min(argument.index, last) : argument.index,
  };
}

function takes({ parameters, variadic }: FunctionSignature, index: number): boolean {
  return variadic === true || index < Math.max(1, parameters.length);
}
