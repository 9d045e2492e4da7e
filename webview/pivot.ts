/**
 * The page of the pivot panel: who an address is. What its HTML has to give it is told in results.ts; its sheet is `pivot.css`. All
 * else comes by messages (src/protocol/pivotPanel.ts) after the page has said `pivotPanel/ready`.
 */
import "@vscode/codicons/dist/codicon.css";
import "./theme.css";
import "./elements/elements.css";
import "./charting/charting.css";
import "./pivot/pivot.css";
import { Host } from "./host";
import { isKeptPivot, PivotPage } from "./pivot/pivotPage";

new PivotPage(new Host(isKeptPivot));
