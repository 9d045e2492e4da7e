import { afterEach, describe, expect, it } from "vitest";
import type { PivotSectionId } from "../../../src/protocol/pivot";
import { withPivot } from "../support/withPivot";

const panel = withPivot();
const scanner = "203.0.113.77";
const web = "10.10.1.10";

function scrolled(): Promise<number> {
  return panel()
    .page.locator(".pivot-page")
    .evaluate((node) => node.scrollTop);
}

async function scrollTo(topPx: number): Promise<void> {
  await panel()
    .page.locator(".pivot-page")
    .evaluate((node, top) => node.scrollTo(0, top), topPx);
  await expect
    .poll(() => panel().page.evaluate(() => (JSON.parse(sessionStorage.getItem("state") ?? "{}") as { topPx?: number }).topPx))
    .toBe(topPx);
}

function marks(): Promise<string[]> {
  return panel().page.locator(".pivot-header .alarming").allTextContents();
}

/** Heads of the columns that are wholly in sight. */
function headsInSight(id: PivotSectionId): Promise<string[]> {
  return panel()
    .card(id)
    .locator(".rows-scroll")
    .evaluate((scroll) => {
      const { right } = scroll.getBoundingClientRect();
      const heads = [...scroll.querySelectorAll("thead th")].filter((head) => head.getBoundingClientRect().right <= right + 1);
      return heads.map((head) => head.firstChild?.textContent ?? "");
    });
}

describe("How far one has scrolled", () => {
  it("is forgotten for another address, also by a page that was loaded anew, and found again on the way back", async () => {
    await panel().show(web);
    await scrollTo(500);
    await panel().show(scanner);
    expect(await scrolled()).toBe(0);
    await scrollTo(300);
    await panel().reload();
    await panel().heading(scanner).waitFor();
    await panel().loaded();
    await expect.poll(scrolled).toBe(300);
    await panel().show(web);
    expect(await scrolled()).toBe(0);
    await panel().button("Back").click();
    await panel().heading(scanner).waitFor();
    await expect.poll(scrolled).toBe(300);
  });

  it("is forgotten by a page that is loaded anew to show another address", async () => {
    await panel().show(web);
    await scrollTo(400);
    panel().host.first = { address: scanner };
    await panel().reload();
    await panel().heading(scanner).waitFor();
    await panel().loaded();
    panel().host.first = {};
    expect(await scrolled()).toBe(0);
  });
});

describe("A port scan", () => {
  it("is told beside the address, of who scans and who is scanned, and leads to the section about it", async () => {
    await panel().show(scanner);
    expect(await marks()).toEqual([`scans: 700 ports of ${web}`]);
    // Asked for once more, all that is known of it stays.
    await panel().show(scanner);
    expect(await marks()).toEqual([`scans: 700 ports of ${web}`]);
    expect(await panel().page.locator(".pivot-signs").textContent()).toContain("documentation");
    await panel().page.locator(".pivot-header .alarming").press("Enter");
    await expect.poll(() => panel().card("scan").locator(":focus").textContent()).toBe(scanner);
    await panel().show(web);
    expect(await marks()).toEqual([`scanned: 700 ports by ${scanner}`]);
    await panel().show("10.10.2.31");
    expect(await marks()).toEqual([]);
    await panel().button("Back").click();
    await expect.poll(marks).toEqual([`scanned: 700 ports by ${scanner}`]);
  });

  it("begins its ports with those that were open, and says how many there were", async () => {
    await panel().show(scanner);
    const card = panel().card("sought");
    expect(await card.locator(".card-note").textContent()).toBe("700 ports, and 3 answered. The first 50 of 700 are listed.");
    const ports = await card.locator("tbody tr td:first-child").allTextContents();
    expect(ports.slice(0, 3)).toEqual(["80 http", "443 https", "9100 node-exporter"]);
    expect(await headsInSight("sought")).not.toContain("All ports");
  });
});

describe("In half a window, scrolled down", () => {
  afterEach(async () => {
    await panel().page.setViewportSize({ width: 1280, height: 720 });
  });

  it("the line that stays says whose panel it is and what stands out about it, and leads back up", async () => {
    await panel().show(scanner);
    const shown = panel().page.locator(".shown-address");
    expect(await shown.isVisible()).toBe(false);
    await panel().page.setViewportSize({ width: 600, height: 800 });
    const bar = panel().page.locator(".pivot-bar");
    const height = (await bar.boundingBox())?.height;
    await panel()
      .page.locator(".pivot-page")
      .evaluate((node) => node.scrollTo(0, 700));
    await expect.poll(() => shown.isVisible()).toBe(true);
    expect(await shown.textContent()).toBe(scanner);
    expect(await shown.locator(".codicon-warning").isVisible()).toBe(true);
    expect(await shown.getAttribute("aria-label")).toBe(`${scanner}, scans: 700 ports of ${web}: back to the top`);
    expect(await bar.boundingBox()).toMatchObject({ y: 0, height });
    await shown.press("Enter");
    expect(await scrolled()).toBe(0);
    await expect.poll(() => shown.isVisible()).toBe(false);
    expect(
      await panel()
        .page.getByRole("textbox", { name: "Go to an address" })
        .evaluate((node) => node === document.activeElement),
    ).toBe(true);
    await panel().show("10.10.2.31");
    await panel()
      .page.locator(".pivot-page")
      .evaluate((node) => node.scrollTo(0, 700));
    await expect.poll(() => shown.textContent()).toBe("10.10.2.31");
    expect(await shown.locator(".codicon-warning").isVisible()).toBe(false);
  });
});

describe("Tables", () => {
  it("scroll with the page, and show all of their rows when somebody asks", async () => {
    await panel().show(web);
    const boxes = await panel()
      .page.locator(".rows-scroll")
      .evaluateAll((nodes) => nodes.filter((node) => node.scrollHeight > node.clientHeight + 1).length);
    expect(boxes).toBe(0);
    await panel().card("peers").locator("tbody tr").nth(3).hover();
    const before = await scrolled();
    await panel().page.mouse.wheel(0, 120);
    await expect.poll(scrolled).toBeGreaterThan(before);
    const rows = panel().card("peers").locator("tbody tr");
    expect(await rows.count()).toBe(8);
    await panel()
      .card("peers")
      .getByRole("button", { name: /^Show 50 of / })
      .press("Enter");
    expect(await rows.count()).toBe(50);
    await panel().card("peers").getByRole("button", { name: "Show the first 8" }).click();
    expect(await rows.count()).toBe(8);
  });

  it("of which only the first rows came say of how many, and open all of them as a statement", async () => {
    await panel().show(scanner);
    const card = panel().card("conversations");
    expect(await card.locator(".card-note").textContent()).toBe("The first 200 of 760 are listed.");
    await card.getByRole("button", { name: "Show 200 of 760" }).click();
    expect(await card.locator("tbody tr").count()).toBe(200);
    expect(await card.getByRole("button", { name: "Show the first 12" }).isVisible()).toBe(true);
    await card.getByRole("button", { name: "Open all 760 as .flowsql" }).click();
    const { sql } = panel().host.last("pivotPanel/openSql") as { readonly sql: string };
    expect(sql).toMatch(/^-- @name Conversations: 203\.0\.113\.77\n[^]*\nORDER BY .*;\n$/);
    expect(sql).not.toContain("LIMIT");
    expect(await panel().card("peers").locator(".card-note").count()).toBe(0);
  });

  it("stay unfolded on the way back and in a page that is made anew, and begin folded for another address", async () => {
    await panel().show(web);
    const rows = panel().card("conversations").locator("tbody tr");
    await panel()
      .card("conversations")
      .getByRole("button", { name: /^Show 200 of / })
      .click();
    expect(await rows.count()).toBe(200);
    await panel().show(scanner);
    await panel().button("Back").click();
    await panel().heading(web).waitFor();
    await expect.poll(() => rows.count()).toBe(200);
    await expect
      .poll(() => panel().page.evaluate(() => (JSON.parse(sessionStorage.getItem("state") ?? "{}") as { unfolded?: unknown }).unfolded))
      .toEqual(["conversations"]);
    await panel().reload();
    await panel().heading(web).waitFor();
    await panel().loaded();
    expect(await rows.count()).toBe(200);
    await panel().card("conversations").getByRole("button", { name: "Show the first 12" }).click();
    expect(await rows.count()).toBe(12);
    await panel().show("10.20.1.14");
    expect(await rows.count()).toBe(12);
  });

  it("tell times by the part in which they differ, and the whole when pointed at", async () => {
    const card = panel().card("conversations");
    const time = card.locator("tbody tr").first().locator("td").first();
    expect(await time.textContent()).toMatch(/^\d\d:\d\d:\d\d$/);
    expect(await time.locator(".value-link").getAttribute("title")).toMatch(/^2026-03-14 \d\d:\d\d:\d\d UTC\n/);
    expect(await card.locator("thead th").first().textContent()).toBe("Start 2026-03-14");
  });

  it("without rows are one line, above their statement", async () => {
    await panel().show(scanner);
    const card = panel().card("offered");
    expect(await card.locator(".card-empty").textContent()).toBe("It answered on no port.");
    expect((await card.boundingBox())?.height).toBeLessThan(64);
    expect(await card.getByRole("button", { name: "SQL of Ports offered" }).isVisible()).toBe(true);
  });

  describe("in half a window", () => {
    afterEach(async () => {
      await panel().page.setViewportSize({ width: 1280, height: 720 });
    });

    it("have what tells most in sight", async () => {
      await panel().page.setViewportSize({ width: 500, height: 800 });
      await panel().show(web);
      expect(await headsInSight("conversations")).toEqual(expect.arrayContaining(["Initiator", "Responder", "Port", "Outcome"]));
      expect(await headsInSight("peers")).toEqual(expect.arrayContaining(["Peer", "Bytes sent", "Bytes received", "Conversations"]));
      expect(await headsInSight("offered")).toEqual(expect.arrayContaining(["Port", "Answered"]));
    });
  });
});

describe("A range of time chosen on the activity", () => {
  it("is named and marked as long as one is asked what to do with it", async () => {
    await panel().show(web);
    const card = panel().card("activity");
    await card.locator(".chart-place canvas").waitFor();
    const box = (await card.locator(".chart-stage").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await panel().page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
    await panel().page.mouse.down();
    await panel().page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 5 });
    await panel().page.mouse.up();
    expect(await panel().page.locator(".range-text").textContent()).toMatch(/^2026-03-14 \d\d:\d\d – \d\d:\d\d UTC$/);
    expect(await card.locator(".chart-brush").isVisible()).toBe(true);
    await panel().page.keyboard.press("Escape");
    expect(await card.locator(".chart-brush").isVisible()).toBe(false);
  });
});

describe("The statement behind a section", () => {
  it("is always to be seen in a line, which unfolds to the whole", async () => {
    await panel().show(web);
    const card = panel().card("summary");
    const line = card.getByRole("button", { name: "SQL of Summary" });
    expect(await line.locator("code").textContent()).toContain(`WITH seen AS ( FROM flows WHERE srcaddr = '${web}'`);
    expect(await panel().page.locator(".card-sql-line").count()).toBe(8);
    expect(await card.locator(".card-sql").isVisible()).toBe(false);
    await line.press("Enter");
    expect(await line.getAttribute("aria-expanded")).toBe("true");
    expect(await card.locator(".card-sql").isVisible()).toBe(true);
    await line.click();
    expect(await card.locator(".card-sql").isVisible()).toBe(false);
  });
});
