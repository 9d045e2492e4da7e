import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bringTestNeeds } from "../../scripts/test/bringTestNeeds.mjs";
import { testNeeds } from "../../scripts/setup/testNeeds.mjs";

const everyPackage = testNeeds.flatMap(({ packages }) => packages).join(" ");

describe.runIf(process.platform === "linux")("bringing what tests need, on a machine that has none of it", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-needs-"));
    // Only what a test puts there is found on this machine.
    vi.stubEnv("PATH", folder);
    vi.stubEnv("CHROMIUM", "");
    vi.spyOn(console, "log").mockImplementation(() => undefined);
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  /** Puts an `apt-get` there that writes down what it is asked, and installs programs that do nothing. */
  async function beDebian(brings: readonly string[]): Promise<void> {
    const lines = brings.map((name) => `printf '#!/bin/sh\\n' > "${folder}/${name}"; /bin/chmod +x "${folder}/${name}"`);
    const script = ["#!/bin/sh", `echo "$DEBIAN_FRONTEND: $*" >> "${folder}/asked"`, `[ "$1" = install ] || exit 0`, ...lines].join("\n");
    await writeFile(join(folder, "apt-get"), script);
    await chmod(join(folder, "apt-get"), 0o755);
  }

  const asked = (): Promise<string> => readFile(join(folder, "asked"), "utf8").catch(() => "");
  const names = (missing: readonly { readonly name: string }[]): readonly string[] => missing.map(({ name }) => name);

  it("installs all of it from Debian's packages, as root", async () => {
    vi.spyOn(process, "getuid").mockReturnValue(0);
    await beDebian(["chromium", "radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "monmaptool"]);
    expect(await bringTestNeeds()).toEqual([]);
    expect(await asked()).toBe(`noninteractive: update\nnoninteractive: install --yes --no-install-recommends ${everyPackage}\n`);
  });

  it("names what is still missing when that did not help", async () => {
    vi.spyOn(process, "getuid").mockReturnValue(0);
    await beDebian(["chromium"]);
    expect(names(await bringTestNeeds())).toEqual([testNeeds[1]?.name]);
  });

  it("only names what is missing to a user who is not root", async () => {
    vi.spyOn(process, "getuid").mockReturnValue(1000);
    await beDebian(["chromium"]);
    expect(names(await bringTestNeeds())).toEqual(names(testNeeds));
    expect(await asked()).toBe("");
  });

  it("only names what is missing where there is no apt-get", async () => {
    vi.spyOn(process, "getuid").mockReturnValue(0);
    expect(names(await bringTestNeeds())).toEqual(names(testNeeds));
  });
});
