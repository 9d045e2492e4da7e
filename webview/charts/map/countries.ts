import iso from "iso-3166-1";

/** A country is known here by its ISO 3166-1 alpha-2 code. */
export type CountryCode = string;

/** Kosovo has no code of ISO's own; this one is what everybody uses. */
const kosovo = "XK";

/** A country by its alpha-2, alpha-3 or numeric code, or by its English name; `undefined` where a text is none of these. */
export function countryOf(text: string): CountryCode | undefined {
  const trimmed = text.trim();
  if (/^\d{1,3}$/.test(trimmed)) return iso.whereNumeric(trimmed.padStart(3, "0"))?.alpha2;
  return codes.get(trimmed.toUpperCase()) ?? names.get(plainName(trimmed));
}

/** By the number that a shape of the atlas has. */
export function countryByNumber(number: string): CountryCode | undefined {
  return iso.whereNumeric(number)?.alpha2;
}

export function countryName(code: CountryCode): string {
  return english.of(code) ?? code;
}

const english = new Intl.DisplayNames("en", { type: "region" });

const codes: ReadonlyMap<string, CountryCode> = new Map([
  ...iso.all().flatMap(({ alpha2, alpha3 }) => [[alpha2, alpha2] as const, [alpha3, alpha2] as const]),
  [kosovo, kosovo],
  ["XKX", kosovo],
  // What people write for the United Kingdom, and what the European Union writes for it and for Greece.
  ["UK", "GB"],
  ["EL", "GR"],
]);

/** Names that are neither ISO's nor the browser's. */
const otherNames: Readonly<Record<string, CountryCode>> = {
  america: "US",
  "bolivia plurinational state": "BO",
  britain: "GB",
  "great britain": "GB",
  "cape verde": "CV",
  // ISO's list calls both of them so; the other one is the Democratic Republic of the Congo.
  congo: "CG",
  "congo brazzaville": "CG",
  "congo kinshasa": "CD",
  "democratic republic congo": "CD",
  "republic congo": "CG",
  "cote divoire": "CI",
  "ivory coast": "CI",
  "czech republic": "CZ",
  "east timor": "TL",
  england: "GB",
  eswatini: "SZ",
  holland: "NL",
  "hong kong": "HK",
  iran: "IR",
  kosovo: kosovo,
  laos: "LA",
  macao: "MO",
  macau: "MO",
  macedonia: "MK",
  micronesia: "FM",
  moldova: "MD",
  burma: "MM",
  "north korea": "KP",
  "south korea": "KR",
  korea: "KR",
  "republic korea": "KR",
  palestine: "PS",
  "palestinian territory": "PS",
  russia: "RU",
  scotland: "GB",
  swaziland: "SZ",
  syria: "SY",
  taiwan: "TW",
  tanzania: "TZ",
  turkey: "TR",
  turkiye: "TR",
  usa: "US",
  "united states america": "US",
  vatican: "VA",
  "vatican city": "VA",
  venezuela: "VE",
  "viet nam": "VN",
  vietnam: "VN",
};

const names: ReadonlyMap<string, CountryCode> = new Map([
  ...iso.all().map(({ country, alpha2 }) => [plainName(country), alpha2] as const),
  ...iso.all().map(({ alpha2 }) => [plainName(countryName(alpha2)), alpha2] as const),
  ...Object.entries(otherNames).map(([name, code]) => [plainName(name), code] as const),
]);

/** Without accents, signs and little words, in one order: "Iran, Islamic Republic of" is the same as "Islamic Republic of Iran". */
function plainName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}|['’.]/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, " ")
    .replace(/\b(the|of|and)\b/g, " ")
    .split(" ")
    .filter(Boolean)
    .sort()
    .join(" ");
}
