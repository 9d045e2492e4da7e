import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IndexHolder } from "../../../src/server/indexHolder";
import { casesByCode } from "../../language/diagnostics/cases";

/** Names that only the cases' own catalog has, or nobody. */
const madeUp = /\bhosts\b|\bsomewhere\b|collect_set|a\.b\b|GROUP BY x\b|"c d"|\$other|SELECT \$a/;

const fixed = Object.values(casesByCode)
  .flatMap(({ found }) => found.flatMap((each) => each.fixed ?? []))
  .filter((text) => !madeUp.test(text) && !text.includes(";"));

describe("What the fixes of rules write", () => {
  let folder: string;
  let index: IndexHolder;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-fixes-"));
    index = await IndexHolder.open(folder, {});
  });
  afterAll(async () => {
    await index.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([...new Set(fixed)])("is what the engine runs: %s", async (sql) => {
    const said: (string | undefined)[] = [];
    const { queries } = index.use();
    await queries.check([{ sql, wanted: true }], new AbortController().signal, (_index, problem) => said.push(problem?.message));
    expect(said).toEqual([undefined]);
  });
});
