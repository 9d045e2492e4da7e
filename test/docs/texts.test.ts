import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { rooms } from "../../scripts/walls.mjs";
import { codeIn, headingsIn, projectFolder, readText, sectionOf, tableIn } from "./markdown";

const manifest = JSON.parse(readText("package.json")) as {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
};

const paths = [".", "docs", "media/walkthrough", ...foldersUnder("src")]
  .flatMap((folder) => readdirSync(join(projectFolder, folder)).map((name) => (folder === "." ? name : `${folder}/${name}`)))
  .filter((path) => path.endsWith(".md"));
const texts = paths.map((path) => ({ path, text: readText(path) }));

describe.each(texts)("$path", ({ path, text }) => {
  it("links to what is there", () => {
    expect(linksIn(text).filter((link) => !leadsSomewhere(path, link))).toEqual([]);
  });

  it("names only npm scripts that there are", () => {
    const named = Array.from(text.matchAll(/\bnpm run ([a-z0-9]+)/g), ([, name = ""]) => name);
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  it("is finished, and says nothing of the machine that it was written on", () => {
    expect(text).not.toMatch(/\b(?:TODO|FIXME|TBD|XXX)\b/);
    // A path from the root of a file system, with more than one part.
    expect(text).not.toMatch(/(?<=^|[\s`("'])\/[a-z][\w.-]*\/[\w.-]/im);
  });

  it("describes, and does not advertise", () => {
    expect(text).not.toMatch(
      /\b(?:blazing|powerful|seamless(?:ly)?|effortless(?:ly)?|cutting-edge|world-class|revolutionary|supercharge)\b/i,
    );
  });
});

describe("The texts", () => {
  it("describe every room in ARCHITECTURE.md", () => {
    const described = tableIn(sectionOf(readText("ARCHITECTURE.md"), "Rooms and walls")).map(([room = ""]) => linksIn(room)[0]);
    expect([...described].sort()).toEqual(rooms.map(({ folder }) => folder).sort());
  });

  it("give a reason for every package that runs with the product", () => {
    const reasons = tableIn(sectionOf(readText("DECISIONS.md"), "2026-11-21: What runs with the product"));
    expect(reasons.map(([name = ""]) => codeIn(name)[0]).sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });

  it("name the version of the manifest first in CHANGELOG.md", () => {
    expect(headingsIn(readText("CHANGELOG.md"))[1]).toMatch(new RegExp(`^\\[${manifest.version.replaceAll(".", "\\.")}\\]`));
  });

  it("date every decision, none before the one above it", () => {
    const dates = headingsIn(readText("DECISIONS.md"))
      .slice(1)
      .map((heading) => /^(\d{4}-\d{2}-\d{2}): \S/.exec(heading)?.[1] ?? heading);
    expect(dates.filter((date) => !/^\d{4}/.test(date))).toEqual([]);
    expect(dates).toEqual([...dates].sort());
  });
});

function foldersUnder(folder: string): string[] {
  const inside = readdirSync(join(projectFolder, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...inside.flatMap((entry) => foldersUnder(`${folder}/${entry.name}`))];
}

/** Relative links and pictures, and links within the text. */
function linksIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, link = ""]) => link).filter((link) => !/^(?:https?|command|mailto):/.test(link));
}

function leadsSomewhere(path: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? path : join(dirname(path), file);
  if (!existsSync(join(projectFolder, target))) return false;
  return anchor === undefined || headingsIn(readText(target)).some((heading) => anchorOf(heading) === anchor);
}

/** As the pages of git hosts make it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}
