import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** Settings of one section; a nested setting is spelled `s3.endpoint_url`. */
export type SharedSection = ReadonlyMap<string, string>;

/** What the shared AWS config and credentials files say together, in file order: config first. */
export interface SharedFiles {
  readonly profiles: ReadonlyMap<string, SharedSection>;
  readonly ssoSessions: ReadonlyMap<string, SharedSection>;
  readonly services: ReadonlyMap<string, SharedSection>;
}

export interface SharedFilePaths {
  readonly config: string;
  readonly credentials: string;
}

export function sharedFilePaths(environment: NodeJS.ProcessEnv = process.env): SharedFilePaths {
  return {
    config: environment.AWS_CONFIG_FILE ?? join(homedir(), ".aws", "config"),
    credentials: environment.AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), ".aws", "credentials"),
  };
}

/** Reads both files anew. A file that is absent or cannot be read counts as empty, as it does for the AWS tools. */
export async function readSharedFiles(paths: SharedFilePaths = sharedFilePaths()): Promise<SharedFiles> {
  const [config, credentials] = await Promise.all([textOf(paths.config), textOf(paths.credentials)]);
  return mergeSharedFiles(config, credentials);
}

/** Merges the texts of the two files. Where both have a setting of a profile, the credentials file wins. */
export function mergeSharedFiles(config: string, credentials: string): SharedFiles {
  const profiles = new Map<string, Map<string, string>>();
  const ssoSessions = new Map<string, Map<string, string>>();
  const services = new Map<string, Map<string, string>>();
  for (const section of parseSections(config)) {
    const [, kind, name] = /^(profile|sso-session|services)\s+(.+)$/.exec(section.heading) ?? [];
    if (name === undefined) {
      if (section.heading === "default") merge(profiles, "default", section.settings);
    } else {
      const into = kind === "profile" ? profiles : kind === "services" ? services : ssoSessions;
      merge(into, name.replace(/^(["'])(.*)\1$/, "$2"), section.settings);
    }
  }
  for (const section of parseSections(credentials)) merge(profiles, section.heading, section.settings);
  return { profiles, ssoSessions, services };
}

interface Section {
  readonly heading: string;
  readonly settings: Map<string, string>;
}

function parseSections(text: string): Section[] {
  const sections: Section[] = [];
  let parent = "";
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/^\s*[#;].*$/, "").replace(/\s+[#;].*$/, "");
    if (line.trim() === "") continue;
    const heading = /^\s*\[([^[\]]+)\]\s*$/.exec(line)?.[1];
    if (heading !== undefined) {
      sections.push({ heading: heading.trim(), settings: new Map() });
      parent = "";
      continue;
    }
    const [, indent, key, value] = /^(\s*)([^=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    const settings = sections.at(-1)?.settings;
    if (key === undefined || value === undefined || settings === undefined) continue;
    // Settings of a service are indented below a line such as `s3 =`.
    const nested = indent !== "" && parent !== "";
    if (!nested) parent = value === "" ? key : "";
    if (value !== "") settings.set(nested ? `${parent}.${key}` : key, value);
  }
  return sections;
}

function merge(into: Map<string, Map<string, string>>, name: string, settings: ReadonlyMap<string, string>): void {
  const known = into.get(name) ?? new Map<string, string>();
  into.set(name, known);
  for (const [key, value] of settings) known.set(key, value);
}

async function textOf(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}
