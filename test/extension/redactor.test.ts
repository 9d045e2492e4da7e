import { describe, expect, it } from "vitest";
import { Redactor } from "../../src/extension/redactor";

const secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLE";

describe("the redactor", () => {
  it.each([
    ["in a sentence", `signed with ${secret}.`],
    ["twice", `${secret}${secret}`],
    ["in JSON", JSON.stringify({ anything: { else: secret } })],
  ])("takes out a secret that it was told of, %s", (_, text) => {
    const redactor = new Redactor();
    redactor.hide(secret);
    expect(redactor.clean(text)).not.toContain(secret);
  });

  it.each([
    ["in JSON", JSON.stringify({ profile: { id: "a" }, secret: { secretAccessKey: secret, sessionToken: "FwoGZX" } })],
    ["in an inspected object", `{ profile: { id: 'a' }, secret: { secretAccessKey: '${secret}', sessionToken: 'FwoGZX' } }`],
  ])("takes out what its name says is one, %s", (_, text) => {
    const cleaned = new Redactor().clean(text);
    expect(cleaned).not.toContain(secret);
    expect(cleaned).not.toContain("FwoGZX");
    expect(cleaned).toContain("profile");
  });

  it("leaves other text as it is", () => {
    const redactor = new Redactor();
    redactor.hide(secret);
    redactor.hide(undefined);
    redactor.hide("");
    redactor.hide("short");
    expect(redactor.clean("GetObject s3://short/AWSLogs/1")).toBe("GetObject s3://short/AWSLogs/1");
  });
});
