import { element, icon } from "../elements/element";

/** The parts that the form beside a chart is made of. Each has a key, by which the focus finds it again when the form is made anew. */

export interface Choice {
  readonly value: string;
  readonly label: string;
}

let made = 0;

export function labelled(label: string, ...controls: readonly HTMLElement[]): HTMLElement {
  const [first] = controls;
  if (first?.id === "") first.id = `chart-form-${++made}`;
  const name = element("label", { class: "form-label", text: label });
  if (first !== undefined) name.htmlFor = first.id;
  return element("div", { class: "form-row" }, name, ...controls);
}

export function choiceOf(key: string, choices: readonly Choice[], value: string, chosen: (value: string) => void): HTMLSelectElement {
  const select = element("select", { class: "field", attributes: { "data-key": key } });
  for (const choice of choices) select.append(new Option(choice.label, choice.value, false, choice.value === value));
  select.addEventListener("change", () => chosen(select.value));
  return select;
}

export function checkbox(key: string, label: string, checked: boolean, chosen: (checked: boolean) => void): HTMLElement {
  const box = element("input", { attributes: { type: "checkbox", "data-key": key } });
  box.checked = checked;
  box.addEventListener("change", () => chosen(box.checked));
  return element("label", { class: "form-check" }, box, element("span", { text: label }));
}

/**
 * Shows other rows of controls in a form. Rows that offer what is offered already stay and only take the values over: somebody may be
 * typing a name into a list, and each letter chooses.
 */
export function showRows(form: HTMLElement, made: readonly HTMLElement[]): void {
  const shown = [...form.children];
  for (const [index, row] of made.entries()) {
    const old = shown[index];
    if (old === undefined) form.append(row);
    else if (offerOf(old) === offerOf(row)) takeValues(old, row);
    else old.replaceWith(row);
  }
  for (const old of shown.slice(made.length)) old.remove();
}

/** What is there to choose, whatever was chosen. */
function offerOf(row: Element): string {
  return row.outerHTML.replaceAll(/ (?:id|for)="chart-form-\d+"/g, "");
}

function takeValues(old: Element, row: Element): void {
  const from = [...row.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")];
  for (const [index, control] of [...old.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")].entries()) {
    const other = from[index];
    if (other === undefined) continue;
    if (control instanceof HTMLInputElement && other instanceof HTMLInputElement) control.checked = other.checked;
    else if (control.value !== other.value) control.value = other.value;
  }
}

export interface GalleryEntry {
  readonly kind: string;
  readonly label: string;
  readonly icon: string;
  readonly possible: boolean;
}

/** Kinds of charts side by side. Those that these columns cannot be are there, and say so. */
export function gallery(entries: readonly GalleryEntry[], current: string, chosen: (kind: string) => void): HTMLElement {
  const node = element("div", { class: "chart-gallery", attributes: { role: "radiogroup", "aria-label": "Kind of chart" } });
  for (const { kind, label, icon: sign, possible } of entries) {
    const checked = kind === current;
    const title = possible ? label : `${label}: this result has no columns for it`;
    const attributes = { type: "button", role: "radio", "aria-checked": String(checked), title, "data-key": `kind ${kind}` };
    const button = element("button", { class: "gallery-entry", attributes }, icon(sign), element("span", { text: label }));
    button.tabIndex = checked ? 0 : -1;
    if (!possible && !checked) button.disabled = true;
    button.addEventListener("click", () => chosen(kind));
    node.append(button);
  }
  node.addEventListener("keydown", (event) => walkGallery(event, node));
  return node;
}

function walkGallery(event: KeyboardEvent, node: HTMLElement): void {
  const forwards = event.key === "ArrowRight" || event.key === "ArrowDown";
  if (!forwards && event.key !== "ArrowLeft" && event.key !== "ArrowUp") return;
  const buttons = [...node.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const next = buttons.at((at + (forwards ? 1 : -1)) % buttons.length);
  // The form is made anew by the choice, and finds the focus again where it was.
  next?.focus();
  next?.click();
  event.preventDefault();
  event.stopPropagation();
}
