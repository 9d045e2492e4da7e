import type { Locator } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { ProfileColumn } from "../../../src/protocol/chart";
import { OpenPivot } from "../../../src/protocol/resultsPanel";
import { violations } from "../support/accessibility";
import { flowRows } from "../support/statements";
import type { ThemeKind } from "../support/themes";
import { withPanel } from "../support/withPanel";

describe("The profile of a column", () => {
  const panel = withPanel();
  const profile = (): Locator => panel().page.getByRole("dialog");
  const shown = async (name: string): Promise<string[]> => {
    await panel().header(name).hover();
    await panel()
      .page.getByRole("button", { name: `Profile of ${name} (Alt+P)` })
      .click();
    await profile().locator(".profile-view").waitFor();
    return profile().locator(".profile-summary, .profile-empty button").allTextContents();
  };
  const figures = async (): Promise<Record<string, string>> => {
    const names = await profile().locator("dt").allTextContents();
    const texts = await profile().locator("dd").allTextContents();
    return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ""]));
  };
  const top = (): Promise<string[]> => profile().locator(".profile-value").allTextContents();

  beforeEach(async () => {
    await panel().show(flowRows(1000));
  });

  it("counts rows, distinct and empty values over the whole result", async () => {
    expect(await shown("interface_id")).toEqual(["1,000 rows, 800 distinct values", "200 empty (20 %)"]);
    expect(await figures()).toEqual({ Length: "5 to 7 characters" });
    expect(await profile().locator("h3").allTextContents()).toEqual(["Most frequent values"]);
  });

  it("names ports, and writes bytes with units", async () => {
    await shown("dstport");
    expect(await top()).toEqual(expect.arrayContaining(["443 https", "22 ssh", "445 smb", "53 dns"]));
    await panel().page.keyboard.press("Escape");
    await shown("bytes");
    expect(await figures()).toMatchObject({ Least: "0 B", Most: "953 KiB", Sum: "465 MiB" });
    expect(await profile().locator(".histogram-bar").count()).toBeGreaterThan(3);
    expect(await profile().locator(".profile-part > p").allTextContents()).toEqual(["Each value is there once."]);
  });

  it("is about the rows that are left after filtering", async () => {
    await panel().cell(0, 7).click({ button: "right" });
    await panel().menuItem("Filter to this value").click();
    await panel().loaded();
    expect(await shown("action")).toEqual(["334 rows, 1 distinct value, filtered"]);
    expect(await top()).toEqual(["REJECT"]);
  });

  it("filters to a value by a click, and excludes it with Shift", async () => {
    await shown("dstport");
    await profile().getByText("445 smb").click();
    await panel().loaded();
    await expect.poll(() => panel().front.locator(".row-count").textContent()).toContain("167");
    await shown("action");
    await profile()
      .locator(".profile-row", { hasText: "ACCEPT" })
      .click({ modifiers: ["Shift"] });
    await expect.poll(() => panel().front.locator(".chip").allTextContents()).toHaveLength(2);
  });

  it("filters to rows without a value", async () => {
    await shown("interface_id");
    await profile().getByText("200 empty").click();
    await expect.poll(() => panel().front.locator(".row-count").textContent()).toContain("200");
  });

  it("leaves to the editor the keys that are not its own", async () => {
    const { page } = panel();
    await shown("action");
    await page.evaluate(() => {
      const heard: string[] = [];
      window.addEventListener("keydown", ({ key }) => heard.push(key));
      Object.assign(window, { heard });
    });
    for (const key of ["F1", "Tab", "Alt+ArrowLeft", "Control+1"]) await page.keyboard.press(key);
    expect(await page.evaluate(() => (window as unknown as { heard: readonly string[] }).heard)).toEqual(["F1", "Control", "1"]);
    expect(await profile().isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    expect(await profile().isVisible()).toBe(false);
    expect(await page.evaluate(() => (window as unknown as { heard: readonly string[] }).heard)).not.toContain("Escape");
  });

  it("opens and is read by keyboard, leads on, and gives the focus back", async () => {
    await panel().grid.focus();
    await panel().page.keyboard.press("Control+Home");
    for (const key of ["ArrowRight", "ArrowRight", "ArrowUp"]) await panel().page.keyboard.press(key);
    await panel().page.keyboard.press("Alt+P");
    await profile().locator(".profile-view").waitFor();
    expect(await profile().getAttribute("aria-label")).toBe("Profile of dstaddr");
    await panel().page.keyboard.press("Tab");
    await panel().page.keyboard.press("Alt+Enter");
    await panel().page.getByRole("menu").waitFor();
    await panel().page.keyboard.press("Enter");
    await expect.poll(() => panel().host.asked.at(-1)?.method).toBe(OpenPivot.method);
    expect(await panel().grid.evaluate((node) => node === document.activeElement)).toBe(true);
    await panel().page.keyboard.press("Alt+P");
    await profile().waitFor();
    await panel().page.keyboard.press("Escape");
    expect(await panel().grid.evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it("is no longer computed once it is closed", async () => {
    let answer: () => void = () => undefined;
    panel().host.beforeProfile = () => new Promise((resolve) => (answer = resolve));
    await panel().header("bytes").hover();
    await panel().page.getByRole("button", { name: "Profile of bytes (Alt+P)" }).click();
    await profile().getByText("Looking at all rows…").waitFor();
    const cancelled = (): number => panel().host.cancelled.get(ProfileColumn.method) ?? 0;
    // A profile that another test closed may have been under way as well.
    const before = cancelled();
    await panel().page.keyboard.press("Escape");
    await expect.poll(cancelled).toBe(before + 1);
    answer();
    panel().host.beforeProfile = () => Promise.resolve();
    expect(await profile().count()).toBe(0);
  });

  it("tells what went wrong, and tries again", async () => {
    panel().host.beforeProfile = () => Promise.reject(new Error("The disk is full."));
    await panel().header("bytes").hover();
    await panel().page.getByRole("button", { name: "Profile of bytes (Alt+P)" }).click();
    await profile().getByRole("alert").getByText("The disk is full.").waitFor();
    panel().host.beforeProfile = () => Promise.resolve();
    await panel().button("Try again").click();
    await profile().locator(".profile-view").waitFor();
    await panel().page.keyboard.press("Escape");
  });
});

describe.each<ThemeKind>(["dark", "light", "highContrast", "highContrastLight"])("In the theme %s", (theme) => {
  const panel = withPanel(theme);

  it.each(["interface_id", "dstport"])("the profile of %s is accessible", async (name) => {
    await panel().show(flowRows(300));
    await panel().header(name).hover();
    await panel()
      .page.getByRole("button", { name: `Profile of ${name} (Alt+P)` })
      .click();
    await panel().page.locator(".profile-view").waitFor();
    expect(await violations(panel().page, theme)).toEqual([]);
  });
});
