import { randomBytes } from "node:crypto";

/** What the page of a panel is made of, as URIs that the webview may load. */
export interface PanelResources {
  readonly script: string;
  readonly styles: readonly string[];
  /** VS Code's source for files of the extension. */
  readonly cspSource: string;
  readonly title: string;
  readonly language: string;
}

/** The page holds no data: that comes by messages and goes into the page as text. Scripts run by nonce, nothing comes from elsewhere. */
export function panelHtml({ script, styles, cspSource, title, language }: PanelResources): string {
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data:`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="flowlog-nonce" content="${nonce}" />
${styles.map((style) => `    <link rel="stylesheet" href="${escapeAttribute(style)}" />`).join("\n")}
    <title>${escapeAttribute(title)}</title>
  </head>
  <body>
    <script type="module" nonce="${nonce}" src="${escapeAttribute(script)}"></script>
  </body>
</html>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
