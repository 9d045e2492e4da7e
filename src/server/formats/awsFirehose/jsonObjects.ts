/** A whole JSON object's text, or text between objects that is none. */
export type JsonPiece = { readonly object: string } | { readonly broken: string };

/**
 * Cuts a stream of text into its top-level JSON objects, with or without anything between them. After a broken object it
 * goes on with the next one it can tell: behind the end of the line, or where an object begins that cannot be a value.
 */
export class JsonObjectSplitter {
  private readonly pieces: JsonPiece[] = [];
  /** What came before the text at hand and belongs to the piece under way. */
  private pending = "";
  private depth = 0;
  private place: "between" | "inObject" | "inString" | "afterEscape" | "inJunk" = "between";
  /** The last character that is neither blank nor inside a string. */
  private last = 0;

  push(text: string): readonly JsonPiece[] {
    let start = 0;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      const end = this.step(code);
      if (end === "goesOn") continue;
      if (end === "begins") start = index;
      else {
        const stop = end === "endsBefore" ? index : index + 1;
        this.finish(text.slice(start, stop), end === "endsWell");
        start = stop;
        // The character that broke an object off begins the next one.
        if (end === "endsBefore") index--;
      }
    }
    this.keep(text.slice(start));
    return this.pieces.splice(0);
  }

  end(): readonly JsonPiece[] {
    if (this.place !== "between") this.finish("", false);
    return this.pieces.splice(0);
  }

  private step(code: number): "goesOn" | "begins" | "endsWell" | "endsBroken" | "endsBefore" {
    switch (this.place) {
      case "between":
        if (isBlank(code)) return "goesOn";
        this.place = code === openBrace ? "inObject" : "inJunk";
        this.depth = 1;
        this.last = code;
        return "begins";
      case "inJunk":
        return code === newline ? "endsBroken" : "goesOn";
      case "afterEscape":
        this.place = "inString";
        return "goesOn";
      case "inString":
        if (code === newline) return "endsBroken";
        if (code === backslash) this.place = "afterEscape";
        else if (code === quote) this.place = "inObject";
        return "goesOn";
      case "inObject":
        return this.stepInObject(code);
    }
  }

  private stepInObject(code: number): "goesOn" | "endsWell" | "endsBefore" {
    if (isBlank(code)) return "goesOn";
    if (code === openBrace && this.last !== colon && this.last !== comma && this.last !== openBracket) return "endsBefore";
    this.last = code;
    if (code === quote) this.place = "inString";
    else if (code === openBrace || code === openBracket) this.depth++;
    else if (code === closeBrace || code === closeBracket) this.depth--;
    return this.depth === 0 ? "endsWell" : "goesOn";
  }

  private finish(text: string, well: boolean): void {
    const whole = this.pending + text;
    this.pieces.push(well ? { object: whole } : { broken: whole.trimEnd() });
    this.pending = "";
    this.place = "between";
  }

  /** Holds the beginning of a piece until its end comes; of what is no object, only as much as a sample needs. */
  private keep(text: string): void {
    if (this.place === "between") return;
    if (this.pending.length + text.length > longestObject) this.place = "inJunk";
    this.pending = this.place === "inJunk" ? (this.pending + text).slice(0, longestSample) : this.pending + text;
  }
}

/** In UTF-16 code units. CloudWatch sends at most 1 MiB before it packs, Firehose at most 6 MiB. */
const longestObject = 16 * 1024 * 1024;
const longestSample = 500;

const [newline, quote, backslash, colon, comma] = codes('\n"\\:,');
const [openBrace, closeBrace, openBracket, closeBracket] = codes("{}[]");

function codes(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
