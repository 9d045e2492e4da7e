import { describe, expect, it } from "vitest";
import { violations } from "../support/accessibility";
import { flowRows } from "../support/statements";
import type { ThemeKind } from "../support/themes";
import { withPanel } from "../support/withPanel";

describe.each<ThemeKind>(["dark", "light", "highContrast", "highContrastLight"])("In the theme %s", (theme) => {
  const panel = withPanel(theme);

  const wrong = (): Promise<unknown> => violations(panel().page, theme);

  it("the grid is accessible, with a selection, filters, find, frozen columns and the value pane", async () => {
    await panel().host.run("SELECT 1 AS one", { tabId: "other", title: "Other" });
    await panel().host.run(flowRows(5000), { tabId: "flows", title: "Flows", parameters: [{ name: "ip", text: null }] });
    await panel().loaded();
    expect(await wrong()).toEqual([]);
    await panel().header("srcaddr").click({ button: "right" });
    await panel().menuItem("Freeze up to this column").click();
    await panel().header("packets").click();
    await panel().cell(1, 7).click({ button: "right" });
    await panel().menuItem("Filter to this value").click();
    await panel().loaded();
    await panel().cell(3, 1).dblclick();
    await panel()
      .cell(5, 4)
      .click({ modifiers: ["Shift"] });
    await panel().page.keyboard.press("Control+F");
    await panel().page.keyboard.type("10");
    await expect.poll(() => panel().page.locator(".tab-view:not([hidden]) .find-count").textContent()).toContain("match");
    expect(await wrong()).toEqual([]);
  });

  it("menus, forms and the column chooser are accessible", async () => {
    await panel().page.keyboard.press("Escape");
    await panel().page.keyboard.press("Shift+F10");
    await panel().page.getByRole("menu").waitFor();
    expect(await wrong()).toEqual([]);
    await panel().page.keyboard.press("Escape");
    await panel().page.keyboard.press("Alt+ArrowDown");
    await panel().page.getByRole("dialog").waitFor();
    expect(await wrong()).toEqual([]);
    await panel().page.keyboard.press("Escape");
    await panel().button("Choose columns").click();
    expect(await wrong()).toEqual([]);
    await panel().page.keyboard.press("Escape");
  });

  it("what a failed and a running statement show is accessible", async () => {
    const tab = { tabId: "x", title: "Broken", sql: "SELEC 1" };
    panel().host.put({ ...tab, outcome: { state: "failed", sentence: "No such thing.", candidates: ["SELECT"], line: 1 } });
    await panel().page.getByRole("alert").waitFor();
    expect(await wrong()).toEqual([]);
    panel().host.put({ ...tab, outcome: { state: "running", elapsedMs: 0 } });
    await panel().page.getByText("Running…").waitFor();
    expect(await wrong()).toEqual([]);
  });
});

describe("For those who do not see the screen", () => {
  const panel = withPanel();
  const heard = (): Promise<string | null> => panel().page.locator("[role=status].for-screen-readers").textContent();
  const active = async (): Promise<Record<string, string | null>> => {
    const id = await panel().grid.getAttribute("aria-activedescendant");
    const node = panel().page.locator(`[id="${id ?? ""}"]`);
    return {
      role: await node.getAttribute("role"),
      column: await node.getAttribute("aria-colindex"),
      row: await node.evaluate((cell) => cell.parentElement?.getAttribute("aria-rowindex") ?? null),
      text: await node.textContent(),
    };
  };

  it("each cell has its place in the whole result", async () => {
    await panel().show(flowRows(300_000));
    expect(await panel().grid.getAttribute("aria-rowcount")).toBe("300001");
    expect(await panel().grid.getAttribute("aria-colcount")).toBe("12");
    await panel().grid.focus();
    await panel().page.keyboard.press("Control+End");
    await panel().loaded();
    expect(await active()).toEqual({ role: "gridcell", column: "12", row: "300001", text: "123456789012" });
  });

  it("the header is one step above the first row, and says how its column is sorted", async () => {
    await panel().page.keyboard.press("Control+Home");
    await panel().page.keyboard.press("ArrowRight");
    await panel().page.keyboard.press("ArrowUp");
    expect(await active()).toMatchObject({ role: "columnheader", column: "3", row: "1" });
    await panel().page.keyboard.press("Enter");
    await expect.poll(() => panel().header("srcaddr").getAttribute("aria-sort")).toBe("ascending");
    await expect.poll(heard).toBe("300,000 rows");
  });

  it("cells say whether they are selected, and the selection is summed up", async () => {
    await panel().page.keyboard.press("ArrowDown");
    await panel().page.keyboard.press("Shift+ArrowDown");
    expect(await panel().cell(0, 1).getAttribute("aria-selected")).toBe("true");
    expect(await panel().cell(1, 1).getAttribute("aria-selected")).toBe("true");
    expect(await panel().cell(2, 1).getAttribute("aria-selected")).toBe("false");
    await expect.poll(heard).toMatch(/^2 cells selected\. /);
    await panel().page.keyboard.press("Control+C");
    await expect.poll(heard).toBe("Copied 2 cells");
  });
});

describe("With the keyboard alone", () => {
  const panel = withPanel();
  const focused = (): Promise<string> =>
    panel().page.evaluate(() => {
      const node = document.activeElement;
      return node?.getAttribute("aria-label") ?? node?.textContent ?? "";
    });

  it("every control is reached by Tab, and the grid is one stop", async () => {
    await panel().show(flowRows(100));
    const stops: string[] = [];
    for (let press = 0; press < 14; press++) {
      await panel().page.keyboard.press("Tab");
      stops.push(await focused());
    }
    expect(stops).toEqual([
      "Pin this panel: the next run opens another one",
      "Show the whole statement",
      "Copy statement",
      "Open statement as .flowsql",
      "Show statement in its file",
      "Run again",
      "Find in result",
      "Filter by this column",
      "Choose columns",
      "Copy selection as…",
      "Save result…",
      "Table",
      "Result",
      "Go to row",
    ]);
  });

  it("a result is sorted, filtered, searched and copied", async () => {
    const { page } = panel();
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await panel().button("Save result…").focus();
    await press("Tab", "Tab", "ArrowUp", "Enter", "Enter");
    await expect.poll(() => panel().cell(0, 0).textContent()).toBe("2026-03-14 15:01:39");
    await press("End", "ArrowLeft", "ArrowLeft", "ArrowLeft", "Shift+F10");
    await page.keyboard.type("f");
    await press("Enter");
    await page.getByRole("textbox", { name: "Value", exact: true }).waitFor();
    await page.keyboard.type("REJECT");
    await press("Enter");
    await expect.poll(() => page.locator(".row-count strong").textContent()).toBe("34 of 100 rows");
    await panel().loaded();
    expect(await focused()).toBe("Result");
    await press("ArrowDown", "Control+F");
    await page.keyboard.type("10.0.0.0");
    await expect.poll(() => page.locator(".status-place").textContent()).toBe("Row 34 of 34");
    await press("Escape", "Shift+ArrowRight", "Shift+F10", "c", "c", "Enter");
    await expect.poll(() => panel().host.copied.at(-1)).toBe("srcaddr\tdstaddr\n10.0.0.0\t203.0.113.0");
    expect(await focused()).toBe("Result");
  });

  it("menus are walked by arrows and letters, and give the focus back", async () => {
    await panel().page.keyboard.press("Shift+F10");
    const item = (): Promise<string | undefined> =>
      panel().page.evaluate(() => document.activeElement?.querySelector(".menu-label")?.textContent ?? undefined);
    expect(await item()).toBe("Who is 203.0.113.0");
    await panel().page.keyboard.press("ArrowUp");
    expect(await item()).toBe("Choose columns…");
    await panel().page.keyboard.press("Home");
    await panel().page.keyboard.type("h");
    expect(await item()).toBe("Hide column");
    await panel().page.keyboard.press("Escape");
    expect(await panel().page.getByRole("menu").count()).toBe(0);
    expect(await focused()).toBe("Result");
  });
});

describe("Text from the network", () => {
  const panel = withPanel();

  it("stays text wherever it is shown", async () => {
    const evil = "<img src=x onerror=alert(1)><b>bold</b>";
    await panel().show(`SELECT '${evil}' AS "${evil}", 'line' || chr(10) || 'break' || chr(7) AS two`, { title: evil });
    expect(await panel().cell(0, 0).textContent()).toBe(evil);
    expect(await panel().headers()).toContain(evil);
    expect(await panel().cell(0, 1).textContent()).toBe("line↵break␇");
    await panel().cell(0, 0).dblclick();
    await expect.poll(() => panel().page.locator(".viewer-value").textContent()).toBe(evil);
    await panel().page.keyboard.press("Escape");
    await panel().page.keyboard.press("Alt+ArrowDown");
    await panel().page.keyboard.press("Escape");
    await panel().page.keyboard.press("Shift+F10");
    await panel().menuItem("Filter to this value").click();
    await expect.poll(() => panel().page.locator(".chip-text").textContent()).toBe(`${evil} = ${evil}`);
    expect(await panel().page.locator("img, b").count()).toBe(0);
  });
});

describe("What the system asks for", () => {
  const panel = withPanel();

  it("is followed: its own colours show the selection, and nothing moves", async () => {
    await panel().page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    await panel().show(flowRows(10));
    await panel().cell(2, 2).click();
    const ground = (row: number): Promise<string> =>
      panel()
        .cell(row, 2)
        .evaluate((cell) => getComputedStyle(cell).backgroundColor);
    expect(await ground(2)).not.toBe(await ground(3));
    panel().host.put({ tabId: "r", title: "R", sql: "SELECT 1", outcome: { state: "running", elapsedMs: 0 } });
    const sign = panel().page.locator(".outcome .codicon-loading");
    expect(await sign.evaluate((node) => getComputedStyle(node).animationName)).toBe("none");
  });
});
