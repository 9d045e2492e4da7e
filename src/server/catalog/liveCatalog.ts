import type { Disposable } from "../../base/disposable";
import type { Catalog } from "../../language/catalog/catalog";

/** What can be named in a statement: at hand at any moment, and replaced as a whole when it has become another one. */
export interface LiveCatalog {
  readonly current: Catalog;
  /** Calls back when `current` is another one. */
  listen(listener: () => void): Disposable;
}
