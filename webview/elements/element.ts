export interface ElementOptions {
  readonly class?: string;
  /** Always set as text, never as markup: what is shown comes from whoever sent packets. */
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly on?: { readonly [E in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[E]) => void };
}

/** Makes one element with its children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (options.class !== undefined) made.className = options.class;
  if (options.text !== undefined) made.textContent = options.text;
  for (const [name, value] of Object.entries(options.attributes ?? {})) made.setAttribute(name, value);
  for (const [name, listener] of Object.entries(options.on ?? {})) made.addEventListener(name, listener as EventListener);
  made.append(...children);
  return made;
}

/** A codicon; decoration only, so hidden from screen readers. */
export function icon(name: string): HTMLElement {
  return element("span", { class: `codicon codicon-${name}`, attributes: { "aria-hidden": "true" } });
}

export interface ButtonOptions {
  readonly icon?: string;
  /** Shown where there is no icon; else the name for screen readers and the tooltip. */
  readonly label: string;
  /** Keys in the tooltip: `Ctrl+F`. */
  readonly keys?: string;
  readonly class?: string;
  readonly run: (button: HTMLButtonElement) => void;
}

export function iconButton(options: ButtonOptions): HTMLButtonElement {
  const title = options.keys === undefined ? options.label : `${options.label} (${options.keys})`;
  const button = element("button", {
    class: `icon-button ${options.class ?? ""}`.trim(),
    attributes: { type: "button", title, "aria-label": options.label },
  });
  if (options.icon !== undefined) button.append(icon(options.icon));
  button.addEventListener("click", () => options.run(button));
  return button;
}

export function textButton(options: ButtonOptions): HTMLButtonElement {
  const { label, keys } = options;
  const attributes = { type: "button", ...(keys === undefined ? {} : { title: `${label} (${keys})` }) };
  const button = element("button", { class: `text-button ${options.class ?? ""}`.trim(), attributes });
  if (options.icon !== undefined) button.append(icon(options.icon));
  button.append(element("span", { text: label }));
  button.addEventListener("click", () => options.run(button));
  return button;
}
