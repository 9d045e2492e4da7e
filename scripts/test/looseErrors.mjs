import { appendFileSync } from "node:fs";

/** Part of vitest's reporting: writes down what failed outside of every test, which its report as JSON leaves out. */
export default class LooseErrors {
  /** @param {unknown} _modules @param {readonly { message: string }[]} errors */
  onTestRunEnd(_modules, errors) {
    const file = process.env["FLOWLOG_LOOSE_ERRORS_FILE"];
    if (file !== undefined && errors.length > 0)
      appendFileSync(file, errors.map(({ message }) => `${message.split("\n")[0] || "Error"}\n`).join(""));
  }
}
