import type { ChartStyle } from "../charts/chartStyle";

const seriesCount = 10;
const scaleShares = [8, 26, 44, 62, 80, 100];

/** The colours and fonts of the page as they are now, as a canvas understands them. `within`: an element of the chart, in the page. */
export function readChartStyle(within: HTMLElement): ChartStyle {
  const probe = document.createElement("span");
  // The system's own colours are for text and buttons; a chart cannot be told with two of them.
  probe.style.setProperty("forced-color-adjust", "none");
  within.append(probe);
  const colour = (value: string): string => {
    probe.style.color = value;
    return asHex(getComputedStyle(probe).color);
  };
  const { fontFamily, fontSize } = getComputedStyle(within);
  const { classList } = document.body;
  const style: ChartStyle = {
    series: Array.from({ length: seriesCount }, (_, index) => colour(`var(--series-${index + 1})`)),
    other: colour("var(--series-other)"),
    accept: colour("var(--accept)"),
    reject: colour("var(--reject)"),
    scale: scaleShares.map((share) => colour(`color-mix(in oklab, var(--series-1) ${share}%, var(--ground))`)),
    ground: colour("var(--ground)"),
    text: colour("var(--text)"),
    muted: colour("var(--muted)"),
    gridLine: colour("color-mix(in srgb, var(--text) 14%, var(--ground))"),
    focus: colour("var(--focus)"),
    font: fontFamily,
    fontSize: Number.parseFloat(fontSize),
    highContrast: classList.contains("vscode-high-contrast") || classList.contains("vscode-high-contrast-light"),
    reducedMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
  probe.remove();
  return style;
}

/** Calls back when the editor's theme has changed. Gives back what ends that. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ["class"] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style"] });
  return () => observer.disconnect();
}

/** Browsers write mixed colours in ways that not everybody reads; a canvas knows what they are. */
function asHex(color: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return color;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
