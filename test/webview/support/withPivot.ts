import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { FolderStore } from "../../../src/server/buckets/folderStore";
import { PivotViews } from "../../../src/server/queries/pivotViews";
import { IndexFixture } from "../../server/indexer/indexFixture";
import { PivotPanelPage } from "./pivotPage";
import type { ThemeKind } from "./themes";

const sampleBucket = join(process.cwd(), "library", "samples", "bucket");

export interface PivotFixture {
  readonly index: IndexFixture;
  readonly views: PivotViews;
  close(): Promise<void>;
}

/** The index of the sample bucket, and the panel's views over it. */
export async function openPivotFixture(): Promise<PivotFixture> {
  const index = await IndexFixture.open();
  await index.run({ bucket: sampleBucket, store: new FolderStore(sampleBucket) });
  const views = new PivotViews(() => index.index.pivots, [{ name: "offices", blocks: ["198.51.100.0/24"] }]);
  return {
    index,
    views,
    close: async () => {
      await views.dispose();
      await index.close();
    },
  };
}

/** A page over such an index; it does not end the index when it is closed. */
export function openPivotPage({ views }: PivotFixture, theme?: ThemeKind): Promise<PivotPanelPage> {
  return PivotPanelPage.open(
    {
      open: (params, signal) => views.open(params, signal),
      section: ({ pivotId, section }, signal) => views.section(pivotId, section, signal),
      close: async ({ pivotId }) => {
        await views.close(pivotId);
        return null;
      },
    },
    theme,
  );
}

/** One pivot panel for the tests of a file, over the sample bucket. Each ends with a page that nothing went wrong in. */
export function withPivot(): () => PivotPanelPage {
  let fixture: PivotFixture | undefined;
  let panel: PivotPanelPage | undefined;
  beforeAll(async () => {
    fixture = await openPivotFixture();
    panel = await openPivotPage(fixture);
  }, 120_000);
  afterEach(() => {
    expect(panel?.problems.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await panel?.close();
    await fixture?.close();
  });
  return () => {
    if (panel === undefined) throw new Error("The panel is open only while tests run.");
    return panel;
  };
}
