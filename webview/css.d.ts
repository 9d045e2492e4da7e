/** Style sheets are imported for their effect: the bundler gathers them in `results.css`. */
declare module "*.css";
