import { describe, expect, it } from "vitest";
import {
  alone,
  canMove,
  currentStep,
  emptyTrail,
  goTo,
  moveBy,
  stepName,
  stepTo,
  typedAddress,
  type Trail,
} from "../../../webview/pivot/trail";

const here = { side: "interface" } as const;

/** A trail through these addresses. */
function through(...addresses: readonly string[]): Trail {
  return addresses.reduce((trail, address) => goTo(trail, stepTo(address, here)), emptyTrail);
}

function addresses({ trail }: Trail): readonly string[] {
  return trail.map(({ subject }) => subject.address);
}

describe("The trail", () => {
  it("begins nowhere, and stands at its last step", () => {
    expect(currentStep(emptyTrail)).toBeUndefined();
    expect(currentStep(through("10.0.0.1", "10.0.0.2"))).toEqual({ subject: { kind: "address", address: "10.0.0.2" }, side: "interface" });
  });

  it("goes back and forward, and stays at its ends", () => {
    const trail = through("10.0.0.1", "10.0.0.2", "10.0.0.3");
    expect(moveBy(trail, -1).at).toBe(1);
    expect(moveBy(moveBy(trail, -2), 1).at).toBe(1);
    expect(moveBy(trail, -9).at).toBe(0);
    expect(moveBy(trail, 9).at).toBe(2);
    expect([canMove(trail, -1), canMove(trail, 1), canMove(emptyTrail, -1)]).toEqual([true, false, false]);
  });

  it("forgets what was ahead when it goes elsewhere", () => {
    expect(addresses(goTo(moveBy(through("10.0.0.1", "10.0.0.2", "10.0.0.3"), -1), stepTo("10.0.0.9", here)))).toEqual([
      "10.0.0.1",
      "10.0.0.2",
      "10.0.0.9",
    ]);
  });

  it("takes no step to where it is, but one to another side or comparison of it", () => {
    const trail = through("10.0.0.1");
    expect(goTo(trail, stepTo("10.0.0.1", here))).toBe(trail);
    expect(goTo(trail, stepTo("10.0.0.1", { side: "packet" })).at).toBe(1);
    expect(goTo(trail, stepTo("10.0.0.1", here, "10.0.0.2")).at).toBe(1);
  });

  it("keeps the last fifty steps", () => {
    const trail = through(...Array.from({ length: 60 }, (_, index) => `10.0.0.${index}`));
    expect(trail.trail).toHaveLength(50);
    expect(currentStep(trail)?.subject.address).toBe("10.0.0.59");
  });

  it("names its steps", () => {
    expect(stepName(stepTo("10.0.0.1", { side: "packet" }, "10.0.0.2"))).toBe("10.0.0.1 and 10.0.0.2, in the packets");
    expect(stepName(alone(stepTo("10.0.0.1", here, "10.0.0.2")))).toBe("10.0.0.1");
  });
});

describe("A typed address", () => {
  it.each([
    { text: " 10.0.0.5 ", address: "10.0.0.5" },
    { text: "2001:DB8:0:0::1", address: "2001:db8::1" },
    { text: "10.0.0", address: undefined },
    { text: "10.0.0.0/8", address: undefined },
    { text: "", address: undefined },
  ])("$text is $address", ({ text, address }) => {
    expect(typedAddress(text)).toBe(address);
  });
});
