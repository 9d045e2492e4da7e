/** Its type would be as long as the file itself. */
declare module "world-atlas/countries-110m.json" {
  const atlas: unknown;
  export default atlas;
}
