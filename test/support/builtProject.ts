import { ensureBuilt } from "../../scripts/setup/freshness.mjs";

/** Before tests that use the bundles: they are those of the sources as they stand. */
export default ensureBuilt;
