import type { Locator } from "playwright-core";

/** For one click or key: what it is meant for may be drawn anew at that very moment, and is there at once the next time. */
export const brief = { timeout: 5000 };

/**
 * Does what opens something until that is open: VS Code draws trees, lenses and lists anew whenever what they show changes, and a
 * click that comes then goes nowhere. Only for what may be done twice; its clicks should be `brief`.
 */
export async function untilThere(act: () => Promise<unknown>, opened: Locator, patience = 10_000): Promise<void> {
  await repeat(async () => {
    // Where it could not be done, it may have been done before, and be seen only now.
    const failed = await errorOf(act());
    const missing = await errorOf(opened.first().waitFor({ timeout: failed === undefined ? patience : 1000 }));
    return missing === undefined ? undefined : (failed ?? missing);
  });
}

/** Does what closes something, or chooses it, until that is gone. */
export async function untilGone(act: () => Promise<unknown>, closed: Locator, patience = 10_000): Promise<void> {
  let done = false;
  await repeat(async () => {
    const failed = await errorOf(act());
    done ||= failed === undefined;
    // What went away by itself was not chosen.
    return done ? errorOf(closed.first().waitFor({ state: "hidden", timeout: patience })) : failed;
  });
}

/** Does what can fail because something moves or hides just then, until it has succeeded once. */
export async function untilDone(act: () => Promise<unknown>): Promise<void> {
  await repeat(() => errorOf(act()));
}

/** Tries for a minute; each try tells what is wrong, if anything. */
async function repeat(attempt: () => Promise<Error | undefined>): Promise<void> {
  const giveUp = Date.now() + 60_000;
  for (let wrong = await attempt(); wrong !== undefined; wrong = await attempt()) {
    if (Date.now() > giveUp) throw wrong;
  }
}

async function errorOf(work: Promise<unknown>): Promise<Error | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
