import type { PanelTab } from "../panels/panelTabs";
import { isSelection, type RunnableStatement } from "./statements";

type ShownTab = Pick<PanelTab, "tabId" | "sql" | "fingerprint" | "parameters">;

/** A document as it is now. */
export interface StandingStatements {
  readonly text: string;
  readonly statements: readonly RunnableStatement[];
}

/** Whether a tab still shows what its statement gives; `undefined` where it does. What only looks different gives the same. */
export function stalenessOf(tab: ShownTab, tabs: readonly ShownTab[], now: StandingStatements): PanelTab["stale"] {
  if (now.statements.some((statement) => isSame(tab, statement))) return undefined;
  if (isSelection(tab) && now.text.includes(tab.sql)) return undefined;
  return standingNow(tab, tabs, now.statements) === undefined ? "gone" : "changed";
}

/** What stands now where the statement of a tab stood: by its name or its number, and never what another tab shows already. */
export function standingNow(
  tab: ShownTab,
  tabs: readonly ShownTab[],
  statements: readonly RunnableStatement[],
): RunnableStatement | undefined {
  const others = tabs.filter((other) => other !== tab);
  const free = statements.filter((statement) => !others.some((other) => isSame(other, statement)));
  return (
    free.find(({ fingerprint }) => fingerprint === tab.fingerprint) ??
    free.find(({ tabId }) => tabId === tab.tabId) ??
    // The only one that there is may have been given another name.
    (statements.length === 1 && others.length === 0 && !isSelection(tab) ? free[0] : undefined)
  );
}

/** With another type a parameter's value may mean something else. */
function isSame({ fingerprint, parameters }: ShownTab, statement: RunnableStatement): boolean {
  return (
    fingerprint === statement.fingerprint &&
    statement.parameters.every(({ name, type }) => parameters[name] === undefined || parameters[name].type === type)
  );
}
