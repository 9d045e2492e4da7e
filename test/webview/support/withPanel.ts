import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { PanelPage } from "./panelPage";
import type { ThemeKind } from "./themes";

/** One panel for the tests of a file. Each ends with a page that nothing went wrong in. */
export function withPanel(theme: ThemeKind = "dark"): () => PanelPage {
  let panel: PanelPage | undefined;
  beforeAll(async () => {
    panel = await PanelPage.open(theme);
  });
  afterEach(() => {
    expect(panel?.problems.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await panel?.close();
  });
  return () => {
    if (panel === undefined) throw new Error("The panel is open only while tests run.");
    return panel;
  };
}
