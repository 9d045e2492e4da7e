import { activitySection, conversationsSection, interfacesSection, peersSection, portSections, summarySection } from "./addressSections";
import { comparedSections } from "./comparedSections";
import { scanSection } from "./scanSection";
import type { PivotScope, SectionDraft } from "./section";

/** The sections of a panel, in the order to be shown in. */
export function pivotSections(scope: PivotScope): readonly SectionDraft[] {
  if (scope.compareWith !== undefined) return comparedSections(scope);
  return [
    summarySection(scope),
    activitySection(scope),
    scanSection(),
    ...portSections(scope),
    peersSection(scope),
    interfacesSection(scope),
    conversationsSection(),
  ];
}
