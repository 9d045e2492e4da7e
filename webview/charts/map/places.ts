import type { ChartInput, ChartMark, ChartTable } from "../chart";
import { colourScale, type ColourScale } from "../parts/colourScale";
import { count, Grouped, isAdditive, valueOf, type Group } from "../parts/grouped";
import { measureName, measureText } from "../parts/wording";
import { countryName, countryOf, type CountryCode } from "./countries";

export interface MapPlace {
  readonly code: CountryCode;
  readonly value: number;
  readonly mark: ChartMark;
}

/** What a map shows, before anything is drawn. */
export interface MapPlaces {
  /** The largest first. */
  readonly places: readonly MapPlace[];
  readonly scale: ColourScale;
  readonly table: ChartTable;
  readonly notes: readonly string[];
}

export function placesOf(input: ChartInput): MapPlaces {
  const grouped = Grouped.of(input, [input.spec.x]);
  const byCountry = new Map<CountryCode, Group[]>();
  const strangers: Group[] = [];
  for (const group of grouped.groups) {
    const cell = grouped.cell(0, group.codes[0] as number);
    const code = cell === null ? undefined : countryOf(String(cell));
    if (code === undefined) strangers.push(group);
    else if (group.value !== null) byCountry.set(code, [...(byCountry.get(code) ?? []), group]);
  }
  const { groups, notes } = oneEach(grouped, byCountry);
  const places = groups.map(({ code, group, merged }) => placeOf(input, grouped, code, group, merged)).sort((a, b) => b.value - a.value);
  return {
    places,
    scale: colourScale(
      places.map(({ value }) => value),
      grouped.measure,
      input.spec,
    ),
    table: {
      columns: [grouped.column(0).name, "Code", measureName(grouped.measure)],
      rows: places.map(({ code, value }) => [countryName(code), code, value]),
    },
    notes: [...strangersNote(grouped, strangers), ...notes, ...grouped.cutNotes()],
  };
}

interface OfCountry {
  readonly code: CountryCode;
  readonly group: Group;
  /** It is spelled in several ways, so that no one value is what its rows have. */
  readonly merged: boolean;
}

/** A country that is spelled in several ways is drawn once. Only amounts can be added up; of other figures the largest is kept. */
function oneEach(
  grouped: Grouped,
  byCountry: ReadonlyMap<CountryCode, readonly Group[]>,
): { readonly groups: readonly OfCountry[]; readonly notes: readonly string[] } {
  const additive = isAdditive(grouped.measure);
  const groups = [...byCountry].map(([code, [first, ...others]]): OfCountry => {
    const group = others.reduce<Group>(
      (one, next) => ({ ...one, value: additive ? valueOf(one) + valueOf(next) : Math.max(valueOf(one), valueOf(next)) }),
      first as Group,
    );
    return { code, group, merged: others.length > 0 };
  });
  const merged = groups.filter((group) => group.merged).length;
  if (merged === 0) return { groups, notes: [] };
  const rule = additive ? "added up" : "drawn by the largest of their figures";
  return {
    groups,
    notes: [`${count(merged, "country")} spelled in several ways ${merged === 1 ? "is" : "are"} ${rule}.`.replace("countrys", "countries")],
  };
}

function placeOf({ columns }: ChartInput, grouped: Grouped, code: CountryCode, { codes, value }: Group, merged: boolean): MapPlace {
  const { measure } = grouped;
  const lines = [countryName(code), `${measureName(measure)}: ${measureText(value, measure, columns)}`];
  return { code, value: value ?? 0, mark: { lines, values: merged ? [] : grouped.markValues([[0, codes[0] as number]]) } };
}

const mostNamed = 5;

function strangersNote(grouped: Grouped, strangers: readonly Group[]): readonly string[] {
  if (strangers.length === 0) return [];
  const { name } = grouped.column(0);
  const named = strangers.slice(0, mostNamed).map(({ codes }) => grouped.label(0, codes[0] as number));
  const list = named.join(", ") + (strangers.length > mostNamed ? ", …" : "");
  const verb = strangers.length === 1 ? "is no country and is" : "are no countries and are";
  return [`${count(strangers.length, "value")} of ${name} ${verb} not on the map: ${list}.`];
}
