import { existsSync, globSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import ts from "typescript";
import { rooms, targetOf } from "../../scripts/walls.mjs";

export interface SourceFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  /** What it imports, as it stands there: static, dynamic, re-exported, required, types or values. */
  readonly imports: readonly string[];
}

/** Every source file of every room. The tests run in the project's folder. */
export function sourceFiles(): readonly SourceFile[] {
  return globSync(rooms.map(({ folder }) => `${folder}/**/*.{ts,tsx,js,mjs}`))
    .map((path) => path.split(sep).join("/"))
    .sort()
    .map((path) => ({ path, imports: importsOf(readFileSync(path, "utf8")) }));
}

export function importsOf(text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The file that a relative import leads to; undefined for packages, styles and the like. */
export function importedFile(from: string, specifier: string): string | undefined {
  const target = targetOf(from, specifier);
  if (target === undefined) return undefined;
  return [`${target}.ts`, `${target}/index.ts`].find((path) => existsSync(path));
}

/** One circle of a graph as the names along it, or undefined where there is none. */
export function findCircle(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of edges.get(name) ?? []) {
      const circle = visit(next, [...trail, name]);
      if (circle) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of edges.keys()) {
    const circle = visit(name, []);
    if (circle) return circle;
  }
  return undefined;
}
