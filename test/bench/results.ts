import type { GeneratedSet } from "./data/generate";
import type { BenchReport, Figure, LeftOut } from "./report";

/** What a run has found out so far. */
export class Results {
  readonly data: BenchReport["data"][number][] = [];
  readonly figures: Figure[] = [];
  readonly leftOut: LeftOut[] = [];

  note(generated: GeneratedSet): GeneratedSet {
    const { set, bytes, textBytes } = generated;
    this.data.push({ name: set.name, bytes, textBytes });
    return generated;
  }

  add(measured: readonly Figure[] | LeftOut): void {
    if ("reason" in measured) this.leftOut.push(measured);
    else this.figures.push(...measured);
  }
}
