import { closeSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DelimitedLayout, JsonDocumentLayout, RecordLayout } from "../../formats/logFormat";
import type { PackedText, StagedObject, StagingPacks, WholeObject } from "../engine";

/**
 * Small objects lie in the staging folder gathered in packs, one pack a layout: opening, reading and deleting a file each took
 * more of an index run than their rows. Each line of text and each JSON document begins with the number of its object.
 *
 * JSON documents lie twice: whole, and in a second file without their records, so that what the document says is read once
 * and not with every record.
 */

/** The column or key of an object's number. Fields of text have no space in their name, and keys of IBM's documents neither. */
export const objectNumberField = "object number";

/** What a document without its records takes at most. */
export const documentLimitBytes = 64 * 1024;

/** Where the documents of a pack lie without their records. */
export function documentsPath(path: string): string {
  return `${path}.documents`;
}

/** One file of documents is read by one thread, so a pack of them has several. */
const documentFileBytes = 16 * 1024 * 1024;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const tab = 0x09;

/** Objects of one layout and shape: one statement reads them. */
export function packKey(layout: RecordLayout): string {
  let key = packKeys.get(layout);
  if (key === undefined) packKeys.set(layout, (key = newPackKey(layout)));
  return key;
}

/** Most objects have their layout in common with all others. */
const packKeys = new WeakMap<RecordLayout, string>();

function newPackKey(layout: RecordLayout): string {
  const shape = layout.kind === "delimited" ? [layout.fields, layout.header] : layout.columns.map((column) => column.field);
  return JSON.stringify([layout.format, layout.kind, shape]);
}

export class FileStagingPacks implements StagingPacks {
  private readonly packs = new Map<string, Pack>();
  private readonly paths: string[] = [];

  /** @param newName Gives a file name that nothing else in the folder has. */
  constructor(
    private readonly folder: string,
    private readonly newName: () => string,
  ) {}

  add(object: WholeObject): StagedObject {
    const { text, ...rest } = object;
    const packed = this.pack(object.layout).add(object.layout, text);
    if (packed !== undefined) return { ...rest, path: packed.path, unpackedBytes: text.length, packed: packed.place };
    const path = this.newPath();
    writeFileSync(path, text);
    return { ...rest, path, unpackedBytes: text.length };
  }

  close(): void {
    for (const pack of this.packs.values()) pack.close();
  }

  discard(): void {
    this.close();
    for (const path of this.paths) rmSync(path, { force: true });
  }

  private pack(layout: RecordLayout): Pack {
    const key = packKey(layout);
    let pack = this.packs.get(key);
    if (pack === undefined) {
      pack = new Pack(() => this.newPath());
      this.packs.set(key, pack);
    }
    return pack;
  }

  private newPath(): string {
    const path = join(this.folder, this.newName());
    this.paths.push(path, documentsPath(path));
    return path;
  }
}

class Pack {
  private file: PackFile | undefined;
  private count = 0;

  constructor(private readonly newPath: () => string) {}

  /** `undefined`: the text cannot be told apart from others in a pack. */
  add(layout: RecordLayout, text: Buffer): { readonly path: string; readonly place: PackedText } | undefined {
    if (layout.kind === "parquet") return undefined;
    const numbered = layout.kind === "delimited" ? numberedLines(layout, text, this.count) : numberedDocument(layout, text, this.count);
    if (numbered === undefined) return undefined;
    if (layout.kind === "jsonDocument" && (this.file?.bytes ?? 0) >= documentFileBytes) this.close();
    this.file ??= new PackFile(this.newPath());
    const place = { number: this.count++, ...this.file.append(numbered) };
    return { path: this.file.path, place };
  }

  close(): void {
    this.file?.close();
    this.file = undefined;
  }
}

interface Numbered {
  readonly parts: readonly Buffer[];
  readonly lines: number;
  /** The document without its records. */
  readonly document?: Buffer;
}

class PackFile {
  bytes = 0;
  private lines = 0;
  private readonly file: number;
  private documents: number | undefined;

  constructor(readonly path: string) {
    this.file = openSync(path, "w");
  }

  append({ parts, lines, document }: Numbered): Omit<PackedText, "number"> {
    const place = { offset: this.bytes, firstLine: this.lines + 1 };
    for (const part of parts) this.bytes += writeWhole(this.file, part);
    this.lines += lines;
    if (document !== undefined) writeWhole((this.documents ??= openSync(documentsPath(this.path), "w")), document);
    return { ...place, bytes: this.bytes - place.offset };
  }

  close(): void {
    closeSync(this.file);
    if (this.documents !== undefined) closeSync(this.documents);
  }
}

function writeWhole(file: number, bytes: Buffer): number {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
  return bytes.length;
}

/** The record lines, each behind the number. Bytes pass as Latin-1, which gives every byte back as it was. */
function numberedLines(layout: DelimitedLayout, text: Buffer, number: number): Numbered | undefined {
  const start = layout.header === undefined ? 0 : text.indexOf(lineFeed) + 1;
  if (layout.header !== undefined && start === 0) return { parts: [], lines: 0 };
  const end = text.at(-1) === lineFeed ? text.length - 1 : text.length;
  if (start >= end) return { parts: [], lines: 0 };
  const records = text.toString("latin1", start, end);
  // An empty line is no record, and with a number in front of it it would be one.
  if (records.startsWith("\n") || records.endsWith("\n") || records.includes("\n\n")) return undefined;
  const prefix = `${number} `;
  const numbered = `${prefix}${records.replaceAll("\n", `\n${prefix}`)}\n`;
  return { parts: [Buffer.from(numbered, "latin1")], lines: (numbered.length - records.length - 1) / prefix.length };
}

/** The document on one line, with the number as its first key. */
function numberedDocument(layout: JsonDocumentLayout, text: Buffer, number: number): Numbered | undefined {
  const line = onOneLine(text);
  const document = withoutRecords(layout, line);
  if (document === undefined || document.length > documentLimitBytes) return undefined;
  const key = Buffer.from(`{${JSON.stringify(objectNumberField)}:${number},`);
  return {
    parts: [key, line.subarray(line.indexOf("{") + 1), Buffer.of(lineFeed)],
    lines: 0,
    document: Buffer.from(`${key.toString()}${document.slice(1)}\n`),
  };
}

/**
 * Documents on a line each are told apart by a search for line feeds, others only by counting brackets, which takes a third of the
 * time of reading them. A tab is as good as a line feed between values, and as wrong inside of one.
 */
function onOneLine(text: Buffer): Buffer {
  const line = text.subarray(0, endOfText(text));
  if (!line.includes(lineFeed)) return line;
  const copy = Buffer.from(line);
  for (let at = copy.indexOf(lineFeed); at >= 0; at = copy.indexOf(lineFeed, at + 1)) copy[at] = tab;
  return copy;
}

function endOfText(text: Buffer): number {
  let end = text.length;
  while (end > 0 && (text[end - 1] === lineFeed || text[end - 1] === carriageReturn)) end--;
  return end;
}

/** `undefined` where the array of records cannot be told from the rest without reading all of it. */
function withoutRecords(layout: JsonDocumentLayout, text: Buffer): string | undefined {
  const key = JSON.stringify(layout.records);
  const keyAt = text.indexOf(key);
  const head = text.toString("utf8", 0, keyAt).trimStart();
  const tail = text.toString("utf8", text.lastIndexOf("]") + 1);
  if (keyAt < 0 || head.length + tail.length > documentLimitBytes) return undefined;
  const document = `${head}${key}:[]${tail.trimEnd()}`;
  const fields = parsedObject(document);
  if (fields === undefined) return undefined;
  // What stands behind the records, in an array of its own, would be taken for a part of them.
  const missing = layout.documentFields.filter(({ name }) => !(name in fields));
  return missing.some(({ name }) => text.includes(JSON.stringify(name), keyAt)) ? undefined : document;
}

function parsedObject(json: string): object | undefined {
  if (!json.startsWith("{")) return undefined;
  try {
    return JSON.parse(json) as object;
  } catch {
    return undefined;
  }
}

/** Writes the text of a packed object into a file of its own, as it was. The caller deletes the file. */
export async function unpackToFile(object: StagedObject, place: PackedText, path: string): Promise<StagedObject> {
  const { packed: _packed, ...rest } = object;
  const file = await open(object.path);
  try {
    const bytes = Buffer.alloc(place.bytes);
    await file.read(bytes, 0, place.bytes, place.offset);
    await writeFile(path, withoutNumber(object.layout, bytes, place.number));
  } finally {
    await file.close();
  }
  return { ...rest, path };
}

function withoutNumber(layout: RecordLayout, bytes: Buffer, number: number): Buffer {
  if (layout.kind !== "delimited") return Buffer.concat([Buffer.from("{"), bytes.subarray(bytes.indexOf(",") + 1)]);
  const prefix = `${number} `;
  const lines = bytes.toString("latin1", prefix.length).replaceAll(`\n${prefix}`, "\n");
  const header = layout.header === undefined ? "" : `${layout.header}\n`;
  return Buffer.concat([Buffer.from(header), Buffer.from(lines, "latin1")]);
}
