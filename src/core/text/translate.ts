/**
 * Says a sentence in the reader's language: `{0}`, `{1}` … stand for the arguments. The editor provides its own; the
 * command line passes `inEnglish`.
 */
export type Translate = (message: string, ...args: readonly (string | number)[]) => string;

/** The sentence as written in the code. */
export const inEnglish: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
