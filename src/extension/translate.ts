/** Puts a sentence into the language of the window; `{0}`, `{1}` … in it stand for the values behind it. */
export type Translate = (message: string, ...values: readonly (string | number)[]) => string;
