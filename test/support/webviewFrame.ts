import type { Frame, Page } from "playwright-core";

/**
 * The document inside a webview: of all that are open, the first in which a selector finds something that is to be seen. It
 * waits for one to appear.
 */
export async function webviewFrame(page: Page, selector: string): Promise<Frame> {
  const deadline = AbortSignal.timeout(30_000);
  while (!deadline.aborted) {
    for (const frame of page.frames()) {
      if (await showsContent(frame, selector)) return frame;
    }
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  throw new Error(`No webview shows "${selector}".`);
}

/** A webview is a frame of the window, and what it shows is in a frame of that one. */
async function showsContent(frame: Frame, selector: string): Promise<boolean> {
  const outer = frame.parentFrame();
  if (!outer?.parentFrame()) return false;
  try {
    const holders = await Promise.all([outer.frameElement(), frame.frameElement()]);
    const visible = await Promise.all(holders.map((holder) => holder.isVisible()));
    return visible.every(Boolean) && (await frame.locator(selector).first().isVisible());
  } catch (error) {
    // A frame may go away while it is looked at: then it is not the one.
    if (error instanceof Error && /detached|destroyed|closed|not attached/i.test(error.message)) return false;
    throw error;
  }
}
