import { describe, expect, it } from "vitest";
import { panelHtml } from "../../../src/extension/panels/panelHtml";

const resources = {
  script: "https://host/results.js",
  styles: ["https://host/results.css"],
  cspSource: "https://host",
  title: "Results",
  language: "en",
};
const policyOf = (html: string): string => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
const nonceOf = (html: string): string => /name="flowlog-nonce" content="([^"]*)"/.exec(html)?.[1] ?? "";

describe("the page of a results panel", () => {
  it("lets nothing run and nothing load but its own files", () => {
    const html = panelHtml(resources);
    expect(policyOf(html).replaceAll(nonceOf(html), "N").split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'nonce-N'",
      "style-src https://host 'nonce-N'",
      "font-src https://host",
      "img-src https://host data:",
    ]);
  });

  it("gives its script the nonce, which is another one each time", () => {
    const [first, second] = [panelHtml(resources), panelHtml(resources)];
    expect(first).toContain(`<script type="module" nonce="${nonceOf(first)}" src="https://host/results.js"></script>`);
    expect(nonceOf(first)).not.toBe(nonceOf(second));
  });

  it("shows a file's name as text", () => {
    expect(panelHtml({ ...resources, title: `"><script>alert(1)</script>` })).not.toContain("<script>alert");
  });
});
