/**
 * The page of the results panel. What its HTML has to give it:
 *
 * - nothing but an empty `body`; the page builds itself there;
 * - `results.css` as a style sheet and this script, both from the extension's own files;
 * - `<meta name="flowlog-nonce" content="…">` with the nonce of the page's policy: the grid makes a style sheet of its own for the
 *   places of its columns, and needs the nonce for that;
 * - this policy: `default-src 'none'; script-src 'nonce-…'; style-src ${cspSource} 'nonce-…'; font-src ${cspSource};
 *   img-src ${cspSource} data:`.
 *
 * All else comes by messages (src/protocol/resultsPanel.ts) after the page has said `panel/ready`.
 */
import "@vscode/codicons/dist/codicon.css";
import "slickgrid/dist/styles/css/slick.grid.css";
import "./theme.css";
import "./elements/elements.css";
import "./panel/panel.css";
import "./grid/grid.css";
import "./profile/profile.css";
import "./charting/charting.css";
import { Host } from "./host";
import { isPanelState } from "./panel/keptViews";
import { ResultsPanel } from "./panel/resultsPanel";

const nonce = document.querySelector<HTMLMetaElement>("meta[name='flowlog-nonce']")?.content ?? "";
new ResultsPanel(new Host(isPanelState), nonce);
