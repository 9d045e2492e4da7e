/** Something that holds a resource until it is told to let go. Disposing twice is allowed and does nothing. */
export interface Disposable {
  dispose(): void;
}

/** Owns several disposables and lets go of them together, the last one first. */
export class DisposableStore implements Disposable {
  private readonly owned: Disposable[] = [];
  private disposed = false;

  /** Takes ownership of `item` and hands it back; an item added after disposal is disposed at once. */
  add<T extends Disposable>(item: T): T {
    if (this.disposed) item.dispose();
    else this.owned.push(item);
    return item;
  }

  dispose(): void {
    this.disposed = true;
    for (const item of this.owned.splice(0).reverse()) item.dispose();
  }
}
