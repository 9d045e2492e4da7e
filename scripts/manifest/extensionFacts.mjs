import ts from "typescript";

/**
 * What the code of the extension says that the manifest has to say too.
 *
 * @typedef {object} ExtensionFacts
 * @property {Set<string>} literals every string in the code, in types too
 * @property {Set<string>} registered commands that the code registers
 * @property {Set<string>} executed commands that the code runs, or offers somewhere
 * @property {Set<string>} settings that the code reads or writes, in full
 * @property {Set<string>} contextKeys that the code sets
 * @property {Set<string>} colors that the code names
 * @property {Set<string>} sentences for people, as they stand in the code
 */

/**
 * @param {readonly { path: string, text: string }[]} sources
 * @returns {ExtensionFacts}
 */
export function factsOf(sources) {
  /** @type {ExtensionFacts} */
  const facts = {
    literals: new Set(),
    registered: new Set(),
    executed: new Set(),
    settings: new Set(),
    contextKeys: new Set(),
    colors: new Set(),
    sentences: new Set(),
  };
  for (const { path, text } of sources) {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const context = { readsSettings: text.includes('getConfiguration("flowlog")'), registering: registeringIn(file) };
    const visit = (/** @type {ts.Node} */ node) => {
      if (ts.isStringLiteralLike(node)) noteLiteral(node, facts);
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) noteCall(node, context, facts);
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(file, visit);
  }
  return facts;
}

/** @param {ts.StringLiteralLike} node @param {ExtensionFacts} facts */
function noteLiteral(node, facts) {
  facts.literals.add(node.text);
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.name.getText() === "command" && isOurs(node.text)) facts.executed.add(node.text);
}

/**
 * `registerCommand`, and the functions of a file that hand their parameter on to it.
 *
 * @param {ts.SourceFile} file
 * @returns {ReadonlySet<string>}
 */
function registeringIn(file) {
  const names = new Set(["registerCommand", "registerTextEditorCommand"]);
  const visit = (/** @type {ts.Node} */ node) => {
    const isOne = ts.isVariableDeclaration(node) && node.initializer !== undefined && ts.isArrowFunction(node.initializer);
    if (isOne && node.getText().includes("registerCommand(")) names.add(node.name.getText());
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return names;
}

/**
 * @param {ts.CallExpression | ts.NewExpression} call
 * @param {{ readsSettings: boolean, registering: ReadonlySet<string> }} context
 * @param {ExtensionFacts} facts
 */
function noteCall(call, { readsSettings, registering }, facts) {
  const name = calledName(call.expression);
  const texts = (call.arguments ?? []).flatMap((argument) => (ts.isStringLiteralLike(argument) ? [argument.text] : []));
  const first = texts[0];
  if (first === undefined) return;
  const ours = texts.filter(isOurs);
  if (name === "executeCommand") add(facts.executed, ours);
  else if (registering.has(name)) add(facts.registered, ours);
  else if (name === "setContextKey") add(facts.contextKeys, ours);
  else if (name === "ThemeColor") add(facts.colors, ours);
  else if (name === "affectsConfiguration") add(facts.settings, ours);
  else if (name === "t") facts.sentences.add(first);
  else if (readsSettings && ["get", "inspect", "update"].includes(name)) facts.settings.add(`flowlog.${first}`);
}

/** @param {ts.Expression} called */
function calledName(called) {
  if (ts.isPropertyAccessExpression(called)) return called.name.text;
  return ts.isIdentifier(called) ? called.text : "";
}

/** @param {string} text */
function isOurs(text) {
  return text.startsWith("flowlog.");
}

/** @param {Set<string>} set @param {readonly string[]} texts */
function add(set, texts) {
  for (const text of texts) set.add(text);
}
