/** What a UTF-16 unit is to the matcher. */
export const Kind = { Blank: 1, Silent: 2, Mark: 3, Letter: 4, Sign: 5, Surrogate: 6 } as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

// Memos of two pure functions of one UTF-16 unit; zero means not asked yet.
const kinds = new Uint8Array(0x10000);
const folds = new Uint16Array(0x10000);

/** Scripts written without blanks between words: each letter stands for itself. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const quotes = '\'"‘’‚‛“”„‟«»‹›「」『』´';
const dashes = '-‐‑‒–—―−';
const stops: Readonly<Record<string, string>> = { '。': '.', '、': ',', '・': '.', '〜': '~' };

/** A Sign is a letter of a script without word breaks; a Mark is punctuation; Silent units (accents, joiners) do not count. */
export function kindOf(unit: number): Kind {
  return ((kinds[unit] ||= askKind(unit)) as Kind) || Kind.Mark;
}

/** The unit without case, accent, width and typographic variety. Quotes are all alike, and so are dashes. */
export function fold(unit: number): number {
  return (folds[unit] ||= askFold(unit));
}

function askKind(unit: number): Kind {
  if (unit >= 0xd800 && unit <= 0xdfff) return Kind.Surrogate;
  const letter = String.fromCharCode(unit);
  if (/[\s\u200b]/u.test(letter)) return Kind.Blank;
  if (/[\p{M}\p{Cf}]/u.test(letter)) return Kind.Silent;
  if (!/[\p{L}\p{N}]/u.test(letter)) return Kind.Mark;
  return unspaced.test(letter) ? Kind.Sign : Kind.Letter;
}

function askFold(unit: number): number {
  const letter = String.fromCharCode(unit);
  if (quotes.includes(letter)) return 34;
  if (dashes.includes(letter)) return 45;
  return (stops[letter] ?? letter.normalize('NFKD').toLowerCase().normalize('NFKD')).charCodeAt(0) || unit || 1;
}
