import { randomUUID } from "node:crypto";
import { formatAddress, parseAddress } from "../../base/network/address";
import { specialRange } from "../../base/network/addressKinds";
import { type NamedNetwork, networkNames } from "../../language/catalog/namedNetworks";
import { soughtSentence } from "../../language/pivot/panel/addressSections";
import { pivotSections } from "../../language/pivot/panel";
import { type PivotScope, type SectionDraft, sectionSql } from "../../language/pivot/panel/section";
import { scanVerdict } from "../../language/pivot/panel/scanSection";
import { FlowLogError } from "../../protocol/errors";
import type { OpenedPivot, OpenPivotParams, PivotAddress, PivotRows, PivotSectionId } from "../../protocol/pivot";
import type { PivotAnswer, PivotData, PivotEngine } from "../engines/pivotEngine";
import { linkOf } from "./pivotLinks";

/** So many stay open, so that a step back on the trail has what it had. */
const keptViews = 4;
/** An activity chart has about so many steps at most. */
const mostSteps = 120;
const stepSizes = [1, 10, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800];

interface View {
  readonly scope: PivotScope;
  readonly data: PivotData;
  readonly sections: readonly SectionDraft[];
}

/** The pivot panel's views of addresses, for one client, by id. */
export class PivotViews {
  private readonly views = new Map<string, View>();
  private readonly closing = new AbortController();

  /** @param engine The one there is at the moment of asking, or what stands in the way is thrown. */
  constructor(
    private readonly engine: () => PivotEngine,
    private readonly networks: readonly NamedNetwork[],
  ) {}

  async open({ subject, side, compareWith }: OpenPivotParams, signal: AbortSignal): Promise<OpenedPivot> {
    if (subject.kind !== "address") throw refused(`Only addresses have a panel; a ${subject.kind} has its flows.`);
    const addresses = [subject.address, ...(compareWith === undefined ? [] : [compareWith])].map((text) => this.described(text));
    const spelled = addresses.map(({ address }) => address);
    const [address = "", other] = spelled;
    if (address === other) throw refused(`${address} cannot be compared with itself: choose another address.`);
    const data = await this.engine().gather({ addresses: spelled, side }, AbortSignal.any([signal, this.closing.signal]));
    const scope = { address, side, stepSeconds: stepFor(data.seconds), ...(other === undefined ? {} : { compareWith: other }) };
    const opened = { addresses, side, flows: data.flows };
    if (data.flows === 0) {
      await data.close();
      return { ...opened, pivotId: "", sections: [], sentence: absentSentence(spelled, side) };
    }
    const sections = pivotSections(scope);
    const pivotId = randomUUID();
    this.views.set(pivotId, { scope, data, sections });
    await this.forgetOldest();
    return {
      ...opened,
      pivotId,
      sections: sections.map((each) => ({ id: each.id, title: each.title, about: each.about, sql: sectionSql(each, scope) })),
    };
  }

  async section(pivotId: string, id: PivotSectionId, signal: AbortSignal): Promise<PivotRows> {
    const view = this.views.get(pivotId);
    if (view === undefined) throw new FlowLogError({ kind: "gone" }, "This view is gone: open the address again.");
    const section = view.sections.find((each) => each.id === id);
    if (section === undefined) throw refused(`The panel of ${view.scope.address} has no section ${id}.`);
    const began = performance.now();
    const answer = await view.data.ask(section.select, section.reads, signal);
    const all = await countAll(view.data, section, answer, signal);
    const cut = all > answer.rows.length ? { all } : {};
    return { ...shown(section, answer), ...cut, ...said(section, view.scope, answer), elapsedMs: performance.now() - began };
  }

  async close(pivotId: string): Promise<void> {
    const view = this.views.get(pivotId);
    this.views.delete(pivotId);
    await view?.data.close();
  }

  async dispose(): Promise<void> {
    this.closing.abort();
    await Promise.all([...this.views.keys()].map((pivotId) => this.close(pivotId)));
  }

  private async forgetOldest(): Promise<void> {
    for (const pivotId of [...this.views.keys()].slice(0, -keptViews)) await this.close(pivotId);
  }

  private described(text: string): PivotAddress {
    const parsed = parseAddress(text.trim());
    if (parsed === undefined) throw refused(`“${text}” is no IP address. Write one like 10.0.0.5 or 2001:db8::5.`);
    const range = specialRange(parsed);
    return {
      address: formatAddress(parsed),
      kind: range?.kind ?? "public",
      ...(range === undefined ? {} : { meaning: range.meaning }),
      names: networkNames(parsed, this.networks),
    };
  }
}

/** How many rows the section has without its limit. */
async function countAll(
  data: PivotData,
  { all, reads }: SectionDraft,
  { columns, rows }: PivotAnswer,
  signal: AbortSignal,
): Promise<number> {
  if (all === undefined || rows.length === 0) return rows.length;
  if ("column" in all) return Number(rows[0]?.[columns.findIndex(({ name }) => name === all.column)]);
  const counted = await data.ask(`SELECT count(*) AS rows FROM ${all.from}`, reads, signal);
  return Number(counted.rows[0]?.[0]);
}

function shown(section: SectionDraft, { columns, rows }: PivotAnswer): Pick<PivotRows, "columns" | "rows"> {
  const described = columns.map((column) => {
    const meaning = section.meanings?.[column.name] ?? column.meaning;
    const link = linkOf(column.name, meaning);
    return { ...column, meaning, ...(link === undefined ? {} : { link }) };
  });
  return { columns: described, rows };
}

function said(
  section: SectionDraft,
  scope: PivotScope,
  { columns, rows }: PivotAnswer,
): Pick<PivotRows, "sentence" | "alarming" | "marks" | "stepSeconds"> {
  const named = rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
  if (section.id === "scan") return scanVerdict(scope.address, named);
  if (section.id === "sought") return { sentence: soughtSentence(named) };
  if (section.id === "activity") return { stepSeconds: scope.stepSeconds };
  return rows.length > 0 ? {} : { sentence: nothing[section.id] ?? "Nothing." };
}

const nothing: Readonly<Partial<Record<PivotSectionId, string>>> = {
  offered: "It answered on no port.",
  peers: "It has no peers.",
  between: "The two have no conversation with each other.",
  common: "Nobody speaks with both.",
};

function stepFor(seconds: number): number {
  return stepSizes.find((size) => seconds / size < mostSteps) ?? Math.ceil(seconds / mostSteps / 604_800) * 604_800;
}

function absentSentence(addresses: readonly string[], side: OpenPivotParams["side"]): string {
  const where = side === "packet" ? "the packets of the flows" : "the flows";
  return addresses.length === 1
    ? `${addresses.join("")} is not in ${where} of this index.`
    : `Neither ${addresses.join(" nor ")} is in ${where} of this index.`;
}

function refused(sentence: string): FlowLogError {
  return new FlowLogError({ kind: "invalidRequest" }, sentence);
}
