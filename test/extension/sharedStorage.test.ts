import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sharedStorage } from "../../src/extension/sharedStorage";

const root = join("/state", "workspaceStorage");
const extension = "flow-log-explorer.flow-log-explorer";

describe("the folder of a workspace's index", () => {
  it.each([
    { window: "the first window", given: "-31322984", there: ["-31322984"], taken: "-31322984" },
    { window: "a second window", given: "-31322984-1", there: ["-31322984", "-31322984-1"], taken: "-31322984" },
    { window: "a twelfth window", given: "6ae87a7e-11", there: ["6ae87a7e", "6ae87a7e-11"], taken: "6ae87a7e" },
    { window: "a workspace whose name only looks like that", given: "logs-1", there: ["logs-1"], taken: "logs-1" },
  ])("is for $window the one that all windows share", ({ given, there, taken }) => {
    const folders = there.map((id) => join(root, id));
    expect(sharedStorage(join(root, given, extension), (folder) => folders.includes(folder))).toBe(join(root, taken, extension));
  });
});
