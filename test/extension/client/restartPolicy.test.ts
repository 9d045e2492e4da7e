import { describe, expect, it } from "vitest";
import { RestartPolicy } from "../../../src/extension/client/restartPolicy";

/** What is decided at each exit; the times are seconds. */
function decisions(exits: readonly number[]): readonly string[] {
  let now = 0;
  const policy = new RestartPolicy(() => now);
  return exits.map((second) => {
    now = second * 1000;
    return policy.noteExit();
  });
}

describe("a server that ended", () => {
  it("is started again five times within three minutes, and not a sixth time", () => {
    expect(decisions([0, 10, 20, 30, 40, 50])).toEqual(["restart", "restart", "restart", "restart", "restart", "giveUp"]);
  });

  it("is always started again when it ends once a minute", () => {
    expect(decisions([0, 60, 120, 180, 240, 300, 360, 420])).not.toContain("giveUp");
  });

  it("begins anew when the user starts it", () => {
    const policy = new RestartPolicy(() => 0);
    for (let exit = 0; exit < 6; exit++) policy.noteExit();
    policy.forget();
    expect(policy.noteExit()).toBe("restart");
  });
});
