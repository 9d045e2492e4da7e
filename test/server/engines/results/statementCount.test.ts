import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { outlineStatements } from "../../../../src/language/statements/statementOutline";

/** What could make a reader of SQL lose count of quotes and semicolons. */
const values = [
  "1",
  "'a;b'",
  "'it''s;'",
  "E'\\';'",
  "e'\\\\'",
  "$$;$$",
  "$t$ $$ ; ' $t$",
  "$1",
  '1 AS "x;y"',
  '1 AS "a"";b"',
  "'\\'",
  "1e5",
  "0x1F",
  "1 -- ;'\n",
  "1 /* ; ' */",
  "1 /* /* ; */ ' */",
  "'é;😀'",
  "1 AS a$b$c",
  "'--'",
  "'/*'",
  "'a'\n'b;'",
  "1\u00a0",
  "--;\r\n1",
];
const joints = [", ", ",\n", "; SELECT ", ";;SELECT ", " ; -- x\nSELECT "];

it("counts statements as the engine does", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const random = randomNumbers(7);
  let compared = 0;
  for (let round = 0; round < 2000; round++) {
    let text = "SELECT 1";
    for (let length = random(6); length > 0; length--)
      text += (joints[random(joints.length)] ?? "") + (values[random(values.length)] ?? "");
    const extracted = await connection.extractStatements(text).catch(() => undefined);
    if (extracted === undefined) continue;
    compared++;
    expect([text, outlineStatements(text).length]).toEqual([text, extracted.count]);
  }
  expect(compared).toBeGreaterThan(1000);
  connection.closeSync();
});

function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
