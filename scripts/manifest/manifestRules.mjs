/**
 * @typedef {object} Project
 * @property {any} manifest package.json
 * @property {Record<string, string>} texts package.nls.json
 * @property {Record<string, string>} translations l10n/bundle.l10n.json
 * @property {string} styles of the webview
 * @property {import("./extensionFacts.mjs").ExtensionFacts} facts
 * @property {(path: string) => boolean} exists
 */

/**
 * Everything that the manifest says and the code does not, and the other way round.
 *
 * @param {Project} project
 * @returns {string[]} sentences
 */
export function problemsOf(project) {
  return [commands, references, settings, contextKeys, colors, texts, sentences, files].flatMap((rule) => rule(project));
}

/** @param {Project} project */
function commands({ manifest, facts }) {
  const contributed = namesOf(manifest.contributes.commands, "command");
  const views = viewsOf(manifest);
  const executed = [...facts.executed].filter((name) => !views.has(name.replace(/\.focus$/, "")));
  return [
    ...twice(manifest.contributes.commands.map((/** @type {any} */ { command }) => command)).map(
      (name) => `The command ${name} is contributed twice.`,
    ),
    ...without(contributed, facts.registered).map((name) => `The command ${name} is contributed but not registered in src/extension.`),
    ...without(facts.registered, contributed).map((name) => `The command ${name} is registered but not contributed in package.json.`),
    ...without(executed, contributed).map((name) => `The command ${name} is run by the code but not contributed.`),
  ];
}

/** What one part of the manifest says of another. @param {Project} project */
function references({ manifest, texts }) {
  const { contributes } = manifest;
  const views = viewsOf(manifest);
  const containers = namesOf(Object.values(contributes.viewsContainers).flat(), "id");
  const usedCommands = [
    ...[...Object.values(contributes.menus).flat(), ...contributes.keybindings].map((/** @type {any} */ { command }) => command ?? ""),
    ...matches(texts, /\(command:([\w.]+)/g),
    ...matches(contributes.walkthroughs, /"onCommand:([\w.]+)/g),
  ].filter((name) => name.startsWith("flowlog.") && !views.has(name.replace(/\.focus$/, "")));
  const usedViews = [
    ...contributes.viewsWelcome.map((/** @type {any} */ { view }) => view),
    ...matches(clausesOf(manifest), /\bview [!=]= ([\w.]+)/g),
    ...matches(contributes.walkthroughs, /"onView:([\w.]+)/g),
  ];
  return [
    ...without(usedCommands, namesOf(contributes.commands, "command")).map(
      (name) => `package.json uses the command ${name}, which it does not contribute.`,
    ),
    ...without(usedViews, views).map((name) => `package.json names the view ${name}, which it does not contribute.`),
    ...without(Object.keys(contributes.views), containers).map(
      (id) => `package.json puts views into the container ${id}, which it does not contribute.`,
    ),
  ];
}

/** @param {Project} project */
function settings({ manifest, facts }) {
  const contributed = settingsOf(manifest);
  const restricted = new Set(/** @type {string[]} */ (manifest.capabilities?.untrustedWorkspaces?.restrictedConfigurations ?? []));
  const unread = [...contributed].filter((name) => !facts.settings.has(name) && !facts.literals.has(name));
  return [
    ...unread.map((name) => `The setting ${name} is contributed but never read in src/extension.`),
    ...without(facts.settings, contributed).map((name) => `The setting ${name} is read but not contributed in package.json.`),
    ...without(restricted, contributed).map((name) => `The setting ${name} is restricted but not contributed in package.json.`),
  ];
}

/** What clauses ask for, and what the code sets. @param {Project} project */
function contextKeys({ manifest, facts }) {
  const panels = matches(manifest.activationEvents ?? [], /"onWebviewPanel:([\w.]+)/g);
  const clauses = [...clausesOf(manifest), ...matches(manifest.contributes.walkthroughs, /"onContext:([^"]+)/g)];
  const withoutNames = clauses.map((clause) => clause.replace(/\b(?:view|activeWebviewPanelId) [!=]= [\w.]+/g, ""));
  const settings = new Set([...settingsOf(manifest)].map((name) => `config.${name}`));
  const keys = new Set(without(matches(withoutNames, /((?:config\.)?flowlog\.[\w.]+)/g), settings));
  const items = [
    ...matches(clauses, /\bviewItem == (\w+)/g),
    ...matches(clauses, /\bviewItem =~ \/\^\(([\w|]+)\)\$\//g).flatMap((several) => several.split("|")),
  ];
  return [
    ...without(keys, facts.contextKeys).map((key) => `A clause in package.json asks for ${key}, which no code sets and no setting is.`),
    ...without(facts.contextKeys, keys).map((key) => `The code sets the context key ${key}, which no clause in package.json asks for.`),
    ...without(items, facts.literals).map((item) => `A clause in package.json asks for viewItem ${item}, which no code names.`),
    ...without(panels, facts.literals).map((panel) => `package.json waits for the panel ${panel}, which no code names.`),
  ];
}

/** @param {Project} project */
function colors({ manifest, facts, styles }) {
  const contributed = namesOf(manifest.contributes.colors ?? [], "id");
  const isStyled = (/** @type {string} */ name) => styles.includes(`--vscode-${name.replaceAll(".", "-")}`);
  const unused = [...contributed].filter((name) => !facts.literals.has(name) && !isStyled(name));
  return [
    ...unused.map((name) => `The color ${name} is contributed but used neither in src/extension nor in webview.`),
    ...without(facts.colors, contributed).map((name) => `The color ${name} is used but not contributed in package.json.`),
  ];
}

/** @param {Project} project */
function texts({ manifest, texts: known }) {
  const used = new Set(matches(manifest, /"%([^%"]+)%"/g));
  const all = new Set(Object.keys(known));
  return [
    ...without(used, all).map((key) => `package.json needs the text ${key}, which is not in package.nls.json.`),
    ...without(all, used).map((key) => `package.nls.json has the text ${key}, which package.json does not use.`),
  ];
}

/** @param {Project} project */
function sentences({ translations, facts }) {
  const all = new Set(Object.keys(translations));
  const how = "run `npm run l10n`";
  return [
    ...without(facts.sentences, all).map((sentence) => `l10n/bundle.l10n.json lacks "${sentence}": ${how}.`),
    ...without(all, facts.sentences).map((sentence) => `l10n/bundle.l10n.json has "${sentence}", which no code says: ${how}.`),
  ];
}

/** @param {Project} project */
function files({ manifest, exists }) {
  const paths = matches(manifest.contributes, /"((?:\.\/)?(?:media|syntaxes|library)\/[^"]+)"/g);
  return [...paths, manifest.icon]
    .filter((path) => !exists(path))
    .map((path) => `package.json names the file ${path}, which is not there.`);
}

/** Every `when` and `enablement` of the manifest. @param {any} manifest @returns {string[]} */
function clausesOf(manifest) {
  return matches(manifest.contributes, /"(?:when|enablement)":("(?:[^"\\]|\\.)*")/g).map((text) => JSON.parse(text));
}

/** What the first group of a pattern finds in a value, read as JSON. @param {unknown} value @param {RegExp} pattern @returns {string[]} */
function matches(value, pattern) {
  return [...JSON.stringify(value).matchAll(pattern)].map(([, found]) => found ?? "");
}

/** @param {any} manifest @returns {Set<string>} */
function viewsOf(manifest) {
  return namesOf(Object.values(manifest.contributes.views).flat(), "id");
}

/** @param {any} manifest @returns {Set<string>} */
function settingsOf(manifest) {
  return new Set([manifest.contributes.configuration].flat().flatMap(({ properties }) => Object.keys(properties)));
}

/** @param {readonly any[]} entries @param {string} key @returns {Set<string>} */
function namesOf(entries, key) {
  return new Set(entries.map((entry) => entry[key]));
}

/** @param {Iterable<string>} all @param {ReadonlySet<string>} others @returns {string[]} */
function without(all, others) {
  return [...new Set(all)].filter((name) => !others.has(name));
}

/** @param {readonly string[]} names @returns {string[]} */
function twice(names) {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
