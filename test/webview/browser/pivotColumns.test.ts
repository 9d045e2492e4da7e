import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Locator } from "playwright-core";
import { withPivot } from "../support/withPivot";

const panel = withPivot();
const uploader = "10.20.1.14";

interface Sight {
  /** Texts of cells of which a part can be seen, but not the whole. */
  readonly cut: readonly string[];
  readonly whole: readonly string[];
  readonly edges: readonly string[];
}

/** What can be seen of a table between its edges. */
function sightOf(place: Locator): Promise<Sight> {
  return place.evaluate((node) => {
    const scroll = node.querySelector(".rows-scroll")?.getBoundingClientRect() ?? node.getBoundingClientRect();
    const edges = [...node.querySelectorAll<HTMLElement>(".rows-edge")].filter((edge) => !edge.hidden);
    const edge = (side: string) => edges.find((each) => each.classList.contains(side))?.getBoundingClientRect();
    const [from, to] = [edge("left")?.right ?? scroll.left, edge("right")?.left ?? scroll.right];
    const sight: { cut: string[]; whole: string[]; edges: string[] } = { cut: [], whole: [], edges: edges.map(({ title }) => title) };
    for (const cell of node.querySelectorAll("tr > *")) {
      const { left, right } = cell.getBoundingClientRect();
      if (left >= from - 1.5 && right <= to + 1.5) sight.whole.push(cell.textContent);
      else if (right > from + 1.5 && left < to - 1.5) sight.cut.push(cell.textContent);
    }
    return sight;
  });
}

async function scrollTo(place: Locator, share: number): Promise<void> {
  await place.locator(".rows-scroll").evaluate((node, part) => (node.scrollLeft = (node.scrollWidth - node.clientWidth) * part), share);
}

describe("Columns that do not fit", () => {
  beforeAll(async () => {
    await panel().page.setViewportSize({ width: 1180, height: 800 });
    await panel().show(uploader);
  });
  afterAll(() => panel().page.setViewportSize({ width: 1280, height: 720 }));

  it("are never shown by half, wherever one has scrolled to, and an edge tells which there are", async () => {
    for (const place of await panel().page.locator(".rows-place").all())
      for (const share of [0, 0.13, 0.5, 0.77, 1]) {
        await scrollTo(place, share);
        await expect.poll(async () => (await sightOf(place)).cut).toEqual([]);
      }
    const peers = panel().card("peers").locator(".rows-place");
    await scrollTo(peers, 0);
    await expect.poll(async () => (await sightOf(peers)).edges).toEqual([expect.stringMatching(/^More columns: Begun, Ports, Kind/)]);
    await scrollTo(peers, 1);
    await expect.poll(async () => (await sightOf(peers)).edges).toEqual([expect.stringMatching(/^More columns: Peer/)]);
  });

  it("come into sight by a click on the edge, and whole to the keyboard", async () => {
    const peers = panel().card("peers").locator(".rows-place");
    await scrollTo(peers, 0);
    await expect.poll(async () => (await sightOf(peers)).whole).not.toContain("Begun");
    await peers.locator(".rows-edge.right").click();
    await expect.poll(async () => (await sightOf(peers)).whole).toContain("Begun");
    await peers.locator(".rows-edge.left").click();
    await expect.poll(async () => (await sightOf(peers)).whole).toContain("Peer");
    await peers.locator("tbody tr").first().locator("button").first().focus();
    for (let column = 0; column < 12; column++) {
      await panel().page.keyboard.press("ArrowRight");
      const focused = await peers.locator("td:has(:focus), td:focus").textContent();
      await expect.poll(async () => (await sightOf(peers)).whole).toContain(focused);
    }
  });

  it("have no edges where all of them fit", async () => {
    await panel().page.setViewportSize({ width: 3400, height: 800 });
    for (const place of await panel().page.locator(".rows-place").all())
      await expect.poll(async () => (await sightOf(place)).edges).toEqual([]);
    await panel().page.setViewportSize({ width: 1180, height: 800 });
  });
});
