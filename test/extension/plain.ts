import type { Translate } from "../../src/extension/translate";

/** English as it is written in the code, with the values put in. */
export const plain: Translate = (message, ...values) => message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)]));
