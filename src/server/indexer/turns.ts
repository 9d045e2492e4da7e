/**
 * Lets small pieces of work wait for each other, one in each round of the event loop. Else a round would do all that has become
 * ready at once, dozens of objects, and whoever asks for something meanwhile, such as an editor between two letters, would wait
 * for all of them.
 */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  next(): Promise<void> {
    this.last = this.last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.last;
  }
}
