import { describe, expect, it } from "vitest";
import { factsOf } from "../../scripts/manifest/extensionFacts.mjs";
import { problemsOf, type Project } from "../../scripts/manifest/manifestRules.mjs";

const code = `
  registerCommand(errors, "flowlog.run", () => vscode.commands.executeCommand("flowlog.rows.focus"));
  const onRow = (id: string) => registerCommand(errors, id, () => undefined);
  onRow("flowlog.copy");
  const size = vscode.workspace.getConfiguration("flowlog").get("rows.size");
  setContextKey("flowlog.hasRows", true);
  window.createTreeView("flowlog.rows"); panel("flowlog.panel");
  item.contextValue = "row"; item.command = { command: "flowlog.copy" };
  throw new Error(t("No rows in {0}.", name) + new vscode.ThemeColor("flowlog.ink"));
`;

/** A project in which everything fits, made anew for each test. */
function fitting() {
  return {
    manifest: {
      icon: "media/icon.png",
      activationEvents: ["onWebviewPanel:flowlog.panel"],
      capabilities: { untrustedWorkspaces: { restrictedConfigurations: ["flowlog.rows.size"] } },
      contributes: {
        commands: [
          { command: "flowlog.run", title: "%run%", enablement: "flowlog.hasRows" },
          { command: "flowlog.copy", title: "%copy%", icon: "media/copy.svg" },
        ] as { command: string; title: string; enablement?: string; icon?: string }[],
        menus: { "view/item/context": [{ command: "flowlog.copy", when: "view == flowlog.rows && viewItem =~ /^(row)$/" }] },
        keybindings: [{ command: "flowlog.run", when: "activeWebviewPanelId == flowlog.panel && config.flowlog.rows.size" }],
        viewsContainers: { activitybar: [{ id: "flowlog", icon: "media/icon.svg" }] },
        views: { flowlog: [{ id: "flowlog.rows" }] },
        viewsWelcome: [{ view: "flowlog.rows", contents: "%welcome%" }],
        configuration: [{ properties: { "flowlog.rows.size": {} } }],
        colors: [{ id: "flowlog.ink" }],
        walkthroughs: [{ steps: [{ completionEvents: ["onCommand:flowlog.run", "onView:flowlog.rows", "onContext:flowlog.hasRows"] }] }],
      },
    },
    texts: { run: "Run", copy: "Copy", welcome: "[Run](command:flowlog.run) [Show](command:flowlog.rows.focus)" } as Record<string, string>,
    translations: { "No rows in {0}.": "" } as Record<string, string>,
    code,
  };
}

type Fitting = ReturnType<typeof fitting>;

function problemsWhen(change: (project: Fitting) => void, missingFile = ""): readonly string[] {
  const project = fitting();
  change(project);
  return problemsOf({
    ...project,
    styles: "",
    facts: factsOf([{ path: "some.ts", text: project.code }]),
    exists: (path) => path !== missingFile,
  } satisfies Project & Fitting);
}

const cases: readonly (readonly [string, (project: Fitting) => void])[] = [
  [
    "The command flowlog.new is contributed but not registered",
    ({ manifest }) => manifest.contributes.commands.push({ command: "flowlog.new", title: "" }),
  ],
  [
    "The command flowlog.run is contributed twice",
    ({ manifest }) => manifest.contributes.commands.push({ command: "flowlog.run", title: "" }),
  ],
  [
    "The command flowlog.old is registered but not contributed",
    (project) => (project.code += `registerCommand(errors, "flowlog.old", run);`),
  ],
  ["The command flowlog.gone is run by the code but not contributed", (project) => (project.code += `executeCommand("flowlog.gone");`)],
  ["The command flowlog.gone is run by the code but not contributed", (project) => (project.code += `x = { command: "flowlog.gone" };`)],
  ["uses the command flowlog.gone", ({ manifest }) => manifest.contributes.keybindings.push({ command: "flowlog.gone", when: "" })],
  ["uses the command flowlog.gone", ({ texts }) => (texts.run = "[Go](command:flowlog.gone)")],
  [
    "uses the command flowlog.gone",
    ({ manifest }) => manifest.contributes.walkthroughs[0]?.steps[0]?.completionEvents.push("onCommand:flowlog.gone"),
  ],
  ["names the view flowlog.gone", ({ manifest }) => manifest.contributes.viewsWelcome.push({ view: "flowlog.gone", contents: "%run%" })],
  [
    "names the view flowlog.gone",
    ({ manifest }) => manifest.contributes.keybindings.push({ command: "flowlog.run", when: "view == flowlog.gone" }),
  ],
  ["puts views into the container flowlog", ({ manifest }) => manifest.contributes.viewsContainers.activitybar.pop()],
  [
    "The setting flowlog.unread is contributed but never read",
    ({ manifest }) => Object.assign(manifest.contributes.configuration[0]?.properties ?? {}, { "flowlog.unread": {} }),
  ],
  ["The setting flowlog.rows.height is read but not contributed", (project) => (project.code += `settings.get("rows.height");`)],
  [
    "The setting flowlog.gone is restricted",
    ({ manifest }) => manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.push("flowlog.gone"),
  ],
  ["asks for flowlog.unset", ({ manifest }) => manifest.contributes.keybindings.push({ command: "flowlog.run", when: "!flowlog.unset" })],
  ["The code sets the context key flowlog.unasked", (project) => (project.code += `setContextKey("flowlog.unasked", true);`)],
  ["asks for viewItem cell", ({ manifest }) => manifest.contributes.keybindings.push({ command: "flowlog.run", when: "viewItem == cell" })],
  ["waits for the panel flowlog.gone", ({ manifest }) => manifest.activationEvents.push("onWebviewPanel:flowlog.gone")],
  [
    "The color flowlog.unused is contributed but used neither",
    ({ manifest }) => manifest.contributes.colors.push({ id: "flowlog.unused" }),
  ],
  ["The color flowlog.gone is used but not contributed", (project) => (project.code += `new ThemeColor("flowlog.gone");`)],
  ["needs the text copy", ({ texts }) => delete texts.copy],
  ["has the text old", ({ texts }) => (texts.old = "")],
  ['lacks "Another one."', (project) => (project.code += `t("Another one.");`)],
  ['has "Said before."', ({ translations }) => (translations["Said before."] = "")],
];

describe("the check of the manifest", () => {
  it("finds nothing where everything fits", () => {
    expect(problemsWhen(() => undefined)).toEqual([]);
  });

  it.each(cases)("says: … %s …", (sentence, change) => {
    const problems = problemsWhen(change);
    expect(problems).toContainEqual(expect.stringContaining(sentence));
    expect(problems).toHaveLength(1);
  });

  it.each(["media/icon.png", "media/copy.svg", "media/icon.svg"])("misses the file %s", (path) => {
    expect(problemsWhen(() => undefined, path)).toEqual([`package.json names the file ${path}, which is not there.`]);
  });
});
