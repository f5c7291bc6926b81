import type { Span } from '../text/change';
import { nextLine } from './yaml/splice';

/** Where the parts of a file stand, found by its lines alone. */
export interface Outline {
  readonly sections: readonly Section[];
}

/** A key of the file and its value: from the start of the key's line to the start of the next section. */
export interface Section extends Span {
  readonly key: string;
  /** After the colon. */
  readonly valueFrom: number;
  /** The entries of a block list: from the start of a dash's line to the next. Undefined where it is none. */
  readonly chunks: readonly Span[] | undefined;
}

// A plain key without marks that mean anything to YAML, or one in quotes on one line.
const keyLine = /([^\s\-?:,[\]{}#&*!|>'"%@`][^\r\n:#'"{}[\],]*|"[^"\\\r\n]*"|'[^'\r\n]*')(?<! ):(?=[ \r\n]|$)/y;
const documentStart = /^---[ \t]*(?:\r?\n|$)/;
const emptyRest = /^ *(?:#[^\n]*)?\r?$/;

/**
 * The outline of a file in the form that people and the program write; undefined where the file is anything else,
 * be it YAML in another form or not YAML. In YAML a line that is no deeper than a block list's dashes ends whatever
 * the entry before it holds, so the lines decide, and a fault in one entry stays in it.
 */
export function outline(text: string): Outline | undefined {
  const sections: Section[] = [];
  let open: { key: string; from: number; valueFrom: number } | undefined;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let begun = false;
  const close = (to: number): void => void (open && sections.push(closeSection(text, open, to)));
  for (; at < text.length; at = nextLine(text, at)) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13 || unit === 35) continue;
    if (unit === 32) {
      // Below a key this is its value; above all keys only blanks and comments are no rubbish.
      if (open || emptyRest.test(text.slice(at, nextLine(text, at)).replace(/\n$/, ''))) continue;
      return undefined;
    }
    if (unit === 45 && !open && !begun && documentStart.test(text.slice(at, at + 8))) {
      begun = true;
      continue;
    }
    if (unit === 45 && open && isDash(text, at)) continue;
    keyLine.lastIndex = at;
    const key = keyLine.exec(text)?.[1];
    if (key === undefined) return undefined;
    close(at);
    open = { key: key.replace(/^["'](.*)["']$/, '$1'), from: at, valueFrom: at + key.length + 1 };
  }
  close(text.length);
  return open && { sections };
}

function isDash(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === 45 && (next === 32 || next === 10 || next === 13 || at + 1 >= text.length);
}

function closeSection(text: string, open: { key: string; from: number; valueFrom: number }, to: number): Section {
  if (open.key !== 'annotations' && open.key !== 'dismissed') return { ...open, to, chunks: undefined };
  const first = nextLine(text, open.valueFrom);
  const line = text.slice(open.valueFrom, first).replace(/\n$/, '');
  if (!emptyRest.test(line)) return { ...open, to, chunks: undefined };
  return { ...open, to, chunks: splitList(text, first, to) };
}

/**
 * The entries of the lines `[from, to)`; undefined where the lines are not a block list and nothing else. The dashes
 * stand at `column`, where that is known.
 */
export function splitList(text: string, from: number, to: number, column = -1): readonly Span[] | undefined {
  const starts: number[] = [];
  let indent = column;
  for (let at = from; at < to; at = nextLine(text, at)) {
    let i = at;
    while (text.charCodeAt(i) === 32) i++;
    const unit = i < to ? text.charCodeAt(i) : 10;
    if (unit === 10 || unit === 13 || unit === 35) continue;
    const depth = i - at;
    if (indent < 0 ? isDash(text, i) : depth === indent && isDash(text, i)) {
      indent = depth;
      starts.push(at);
    } else if (indent < 0 || depth < indent || depth === 0 || starts.length === 0) return undefined;
  }
  return starts.map((start, i) => ({ from: start, to: starts[i + 1] ?? to }));
}

/**
 * The next stretch that looks like an entry of a list, in any text, from the start of a line on: from a dash that
 * begins a line to the next line that is as deep or less.
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
