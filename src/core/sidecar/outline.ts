import type { Span } from '../text/change';
import { nextLine } from './yaml/splice';

/** The parts of a file, found by its lines alone. */
export interface Outline {
  readonly sections: readonly Section[];
  /** Lines impossible in YAML at their place: the file is broken, and the rest is read without them. */
  readonly strays: readonly Span[];
}

/** A key of the file and its value: from the start of the key's line to the start of the next section. */
export interface Section extends Span {
  readonly key: string;
  /** After the colon. */
  readonly valueFrom: number;
  /** The entries of a block list, from the start of a dash's line to the next; undefined where the value is no block list. */
  readonly chunks: readonly Span[] | undefined;
}

/** Where a file deviates from the usual form. */
export interface Unusual {
  /** The start of the deviating line. */
  readonly at: number;
  /** The line of the key above, if there is one. */
  readonly keyLine: Span;
  /** The start of the last entry above, or else of the line itself. */
  readonly entryFrom: number;
}

// A plain key without characters special to YAML, or one in quotes on one line.
const keyLine = /([^\s\-?:,[\]{}#&*!|>'"%@`][^\r\n:#'"{}[\],]*|"[^"\\\r\n]*"|'[^'\r\n]*')(?<! ):(?=[ \r\n]|$)/y;
const documentStart = /^---[ \t]*(?:\r?\n|$)/;
const emptyRest = /^ *(?:#[^\n]*)?\r?$/;

/**
 * The outline of a file in the usual form, the one that people and the program write; for any other file, in YAML or
 * not, the place that shows it, if there is one. In YAML a line no deeper than a block list's dashes ends the entry
 * before it, whatever that holds. So lines are enough to divide a file, and a fault in one entry stays within it.
 */
export function outline(text: string): Outline | Unusual | undefined {
  const sections: Section[] = [];
  const strays: Span[] = [];
  let open: { key: string; from: number; valueFrom: number } | undefined;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let begun = false;
  const close = (to: number): void => void (open && sections.push(closeSection(text, open, to, strays)));
  for (; at < text.length; at = nextLine(text, at)) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13 || unit === 35) continue;
    if (unit === 32) {
      // Below a key, the line belongs to its value; above all keys, only blanks and comments are allowed.
      if (open || emptyRest.test(lineAt(text, at))) continue;
      const stray = isPlain(text, at) ? strayAt(text, at) : undefined;
      if (!stray) return unusual(text, at, open);
      strays.push(stray);
      continue;
    }
    if (unit === 45 && !open && !begun && documentStart.test(text.slice(at, at + 8))) {
      begun = true;
      continue;
    }
    if (unit === 45 && open && isDash(text, at)) continue;
    keyLine.lastIndex = at;
    const key = keyLine.exec(text)?.[1];
    if (key === undefined) {
      const stray = open || isPlain(text, at) ? strayAt(text, at) : undefined;
      if (!stray) return unusual(text, at, open);
      strays.push(stray);
      continue;
    }
    close(at);
    open = { key: key.replace(/^["'](.*)["']$/, '$1'), from: at, valueFrom: at + key.length + 1 };
  }
  close(text.length);
  return open && { sections, strays };
}

function unusual(
  text: string,
  at: number,
  open: { readonly from: number; readonly valueFrom: number } | undefined,
): Unusual {
  if (!open) return { at, keyLine: { from: at, to: at }, entryFrom: at };
  const keyLine = { from: open.from, to: Math.min(at, nextLine(text, open.valueFrom)) };
  const dash = /^ *- /m.exec(text.slice(keyLine.to, at))?.[0];
  const last = dash === undefined ? -1 : text.lastIndexOf(`\n${dash}`, at - 1);
  return { at, keyLine, entryFrom: last < keyLine.to - 1 ? keyLine.to : last + 1 };
}

function firstWord(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9) i++;
  return i;
}

const lineAt = (text: string, at: number): string => text.slice(at, nextLine(text, at)).replace(/\r?\n$/, '');

// What may end a value of the lines above (`]`), begin a document, or have its colon on a later line.
const mayBelong = /^$|^[#\]}?:\-.]|:(?:\s|$)/;

/** Whether a line begins with a word: above all keys, a mark may belong to the whole file (`!tag`, `>`). */
const isPlain = (text: string, at: number): boolean => /^\s*[\p{L}\p{N}]/u.test(lineAt(text, at));

/**
 * The words of a line at the margin, or above all keys, that can't be part of a YAML map: it has no colon, but keys
 * have theirs on their own line, and further lines of a value are indented.
 */
function strayAt(text: string, at: number): Span | undefined {
  const line = lineAt(text, at);
  const words = line.trim();
  const from = at + line.indexOf(words);
  return mayBelong.test(words) || odd.test(line) ? undefined : { from, to: from + words.length };
}

// Characters that only some readers take for the end of a line.
const odd = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;

function isDash(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === 45 && (next === 32 || next === 10 || next === 13 || at + 1 >= text.length);
}

function closeSection(
  text: string,
  open: { key: string; from: number; valueFrom: number },
  to: number,
  strays: Span[],
): Section {
  if (open.key !== 'annotations' && open.key !== 'dismissed') return { ...open, to, chunks: undefined };
  const first = nextLine(text, open.valueFrom);
  const line = text.slice(open.valueFrom, first).replace(/\n$/, '');
  if (!emptyRest.test(line)) return { ...open, to, chunks: undefined };
  return { ...open, to, chunks: splitList(text, first, to, -1, strays) };
}

/**
 * Splits the lines `[from, to)` into entries; undefined where they are not just a block list. The dashes are at
 * `column`, if that is known. In a whole file, lines that belong to nothing are `strays`: those at the margin are
 * given, others are added.
 */
export function splitList(
  text: string,
  from: number,
  to: number,
  column = -1,
  strays?: Span[],
): readonly Span[] | undefined {
  const known = new Set(strays?.map((stray) => stray.from));
  const chunks: { readonly from: number; to: number }[] = [];
  const end = (at: number): void => {
    const last = chunks.at(-1);
    if (last) last.to = Math.min(last.to, at);
  };
  let indent = column;
  for (let at = from; at < to; at = nextLine(text, at)) {
    let i = at;
    while (text.charCodeAt(i) === 32) i++;
    const unit = i < to ? text.charCodeAt(i) : 10;
    if (unit === 10 || unit === 13 || unit === 35) continue;
    const depth = i - at;
    if (strays && chunks.length > 0 && depth < indent && !known.has(firstWord(text, i))) {
      const stray = strayAt(text, at);
      if (!stray) return undefined;
      strays.push(stray);
      known.add(stray.from);
    }
    if (known.has(firstWord(text, i))) {
      end(at);
      continue;
    }
    if (indent < 0 ? isDash(text, i) : depth === indent && isDash(text, i)) {
      indent = depth;
      end(at);
      chunks.push({ from: at, to });
    } else if (indent < 0 || depth < indent || depth === 0 || chunks.length === 0) return undefined;
  }
  return chunks;
}

/**
 * The next stretch of any text that looks like an entry of a list, searched from the start of a line: from a dash at
 * the start of a line to the next line that is no deeper.
 */
export function looseChunk(text: string, from: number): Span | undefined {
  let start = -1;
  let indent = 0;
  for (let at = from; at < text.length; at = nextLine(text, at)) {
    let i = at;
    while (text.charCodeAt(i) === 32) i++;
    const unit = i < text.length ? text.charCodeAt(i) : 10;
    if (unit === 10 || unit === 13 || unit === 35) continue;
    if (start >= 0 && i - at <= indent) return { from: start, to: at };
    if (start >= 0 || !isDash(text, i)) continue;
    start = at;
    indent = i - at;
  }
  return start < 0 ? undefined : { from: start, to: text.length };
}
