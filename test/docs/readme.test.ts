import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { usage } from "../../src/cli/usage";
import { gridCommand, type GridCommand } from "../../webview/grid/gridKeys";
import type { GridStep } from "../../webview/grid/gridSelection";
import { objectsIn, sampleBucket } from "../library/sampleObjects";
import { codeIn, projectFolder, readText, sectionOf, tableIn } from "./markdown";

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly mac: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, { readonly default: unknown }>> }[];
  };
}

const readme = readText("README.md");
const manifest = JSON.parse(readText("package.json")) as Manifest;
const texts = JSON.parse(readText("package.nls.json")) as Readonly<Record<string, string>>;

describe("The README", () => {
  it("begins with the two commands", () => {
    const firstScreen = readme.split("\n").slice(0, 12).join("\n");
    for (const name of ["start", "test"]) {
      expect(firstScreen).toContain(`npm ${name}`);
      expect(manifest.scripts).toHaveProperty(name);
    }
  });

  it("has every setting, in order, with its default", () => {
    const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
    const said = tableIn(sectionOf(readme, "Settings")).map(([name = "", value = ""]) => [codeIn(name)[0], codeIn(value)[0] ?? value]);
    expect(said).toEqual(settings.map(([name, setting]) => [name, setting.default === "" ? "empty" : asText(setting.default)]));
  });

  it("has every key of the editor with the command that it runs", () => {
    const titles = new Map(manifest.contributes.commands.map(({ command, title }) => [command, texts[title.slice(1, -1)]]));
    const bound = manifest.contributes.keybindings.map(({ command, key, mac }) => [key, mac, titles.get(command)]);
    const said = tableIn(sectionOf(readme, "Keyboard shortcuts")).map(([key = "", mac = "", command]) => [
      (codeIn(key)[0] ?? "").toLowerCase(),
      (codeIn(mac)[0] ?? "").toLowerCase(),
      command,
    ]);
    expect(said).toEqual(bound);
  });

  it("has the options of the command line that its usage has", () => {
    const table = tableIn(sectionOf(readme, "Command line"))
      .map(([option]) => option ?? "")
      .join("\n");
    expect(optionsIn(table)).toEqual(optionsIn(usage));
  });

  it("uses options that there are in its examples", () => {
    expect(optionsIn(usage)).toEqual(expect.arrayContaining(optionsIn(sectionOf(readme, "Command line"))));
  });

  it("names every query of the library, and no other", () => {
    const named = codeIn(sectionOf(readme, "The sample bucket")).filter((code) => /^[\w-]+\.flowsql$/.test(code));
    expect([...named].sort()).toEqual(readdirSync(join(projectFolder, "library/queries")).sort());
  });

  it("counts the objects of the sample bucket", () => {
    expect(sectionOf(readme, "The sample bucket")).toContain(`${objectsIn(sampleBucket).length} objects`);
  });
});

describe("The README's keys of the grid", () => {
  const keys = tableIn(sectionOf(readme, "Results")).flatMap(([cell = ""]) => codeIn(cell));
  const commands = keys.map((key) => ({ key, commands: [false, true].map((inHeader) => gridCommand(pressed(key), inHeader)) }));

  it.each(commands)("$key does something", ({ commands: found }) => {
    expect(found).not.toEqual([undefined, undefined]);
  });

  it("do everything that keys can do", () => {
    const kinds = new Set(commands.flatMap(({ commands: found }) => found.map((command) => command?.kind)));
    expect(Object.keys(everyKind).filter((kind) => !kinds.has(kind as GridCommand["kind"]))).toEqual([]);
  });

  it("go everywhere that keys can go", () => {
    const taken = new Set(commands.flatMap(({ commands: found }) => found.map((command) => (command?.kind === "step" ? command.by : ""))));
    expect(Object.keys(everyStep).filter((step) => !taken.has(step as GridStep))).toEqual([]);
  });
});

const everyKind: Readonly<Record<GridCommand["kind"], true>> = {
  step: true,
  selectAll: true,
  selectRow: true,
  selectColumn: true,
  copy: true,
  copyWithHeaders: true,
  find: true,
  findNext: true,
  findPrevious: true,
  goToRow: true,
  openCell: true,
  menu: true,
  valueMenu: true,
  profile: true,
  filter: true,
  escape: true,
  sort: true,
  resize: true,
  fit: true,
  move: true,
};

const everyStep: Readonly<Record<GridStep, true>> = {
  up: true,
  down: true,
  left: true,
  right: true,
  pageUp: true,
  pageDown: true,
  rowStart: true,
  rowEnd: true,
  columnStart: true,
  columnEnd: true,
  first: true,
  last: true,
};

/** `Ctrl+Shift+C` as the event that it makes. */
function pressed(text: string): Parameters<typeof gridCommand>[0] {
  const parts = text.split("+");
  const name = parts.at(-1) ?? "";
  const has = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  const key = /^(?:Up|Down|Left|Right)$/.test(name) ? `Arrow${name}` : name === "Space" ? " " : name;
  return { key, ctrlKey: has("Ctrl"), metaKey: false, shiftKey: has("Shift"), altKey: has("Alt") };
}

function optionsIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/(?<=^|[\s`["(|])(?:--[a-z][a-z-]*|-e)\b/gm), ([option]) => option))].sort();
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
