import { element, icon } from "../elements/element";
import { typedAddress } from "./trail";

/** A field for an address. Enter takes what is one; what is none is told below the field. */
export class AddressField {
  readonly node: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly trouble = element("span", { class: "field-trouble", attributes: { role: "alert" } });

  constructor(
    label: string,
    private readonly chosen: (address: string) => void,
  ) {
    this.input = element("input", {
      class: "field",
      attributes: { type: "text", "aria-label": label, placeholder: label, spellcheck: "false", autocomplete: "off" },
    });
    this.input.addEventListener("keydown", (event) => this.handleKey(event));
    this.input.addEventListener("input", () => this.complain(undefined));
    this.node = element("div", { class: "address-field" }, icon("search"), this.input, this.trouble);
  }

  focus(): void {
    this.input.focus();
  }

  /** Takes what is written there now. */
  submit(): void {
    const text = this.input.value.trim();
    if (text === "") return;
    const address = typedAddress(text);
    if (address === undefined) return this.complain(`“${text}” is no address. Write one such as 10.0.0.5 or 2001:db8::1.`);
    this.input.value = "";
    this.chosen(address);
  }

  private handleKey(event: KeyboardEvent): void {
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.submit();
  }

  private complain(sentence: string | undefined): void {
    this.input.classList.toggle("wrong", sentence !== undefined);
    this.input.setAttribute("aria-invalid", String(sentence !== undefined));
    this.trouble.textContent = sentence ?? "";
  }
}
