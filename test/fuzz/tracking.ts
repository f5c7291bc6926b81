import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createTracker, type Tracker } from '../../src/core/state/tracker';
import { applyChanges } from '../../src/core/text/change';
import { sameWords } from '../../src/core/text/words';

// Random hands at a keyboard, and a model that knows the right result without mapping any positions: a text of words,
// marks and blanks, each of which knows its spans. The rules for edges are rules about these parts here, as a person
// would state them. After each gesture both edges of every span have to be those of the model.

interface Part {
  readonly kind: 'word' | 'mark' | 'blank' | 'end';
  text: string;
  /** The spans that contain it. */
  of: ReadonlySet<number>;
  /** Whether letters were typed at it or it was parted: typed at or parted again, it may say what was tagged. */
  grown?: boolean;
}

/** One gesture: its kind, and numbers that tell where and how. */
export interface Gesture {
  readonly kind: number;
  readonly where: number;
  readonly how: number;
}

type Edit = readonly [from: number, to: number, text: string];

const none: ReadonlySet<number> = new Set();
const letters = 'abcdefghijklmnopqrstuvwxyzäßé';
const names = ['Norway', 'France', 'Malta', 'Cyprus', 'Poland'];

/** A text of parts, with the tracker of the same text. */
export class Desk {
  private parts: Part[] = [];
  private readonly tracker: Tracker;
  private text: string;
  private readonly spans: number;
  /** The original words of each span. */
  private readonly tagged: readonly string[];
  private fresh = 0;
  /** The states before each gesture. */
  private past: Part[][] = [];
  private undone: Part[][] = [];
  private clip: Part[] | undefined;
  private hasCopy = false;
  keys = 0;
  readonly said: string[] = [];

  constructor(
    seed: number,
    private readonly eol: string,
  ) {
    for (let line = 0; line < 6; line++) this.writeLine(seed + line, line);
    this.text = this.read();
    this.spans = new Set(this.parts.flatMap(({ of }) => [...of])).size;
    const places = Array.from({ length: this.spans }, (_, span) => this.place(span) ?? ([0, 0] as const));
    this.tagged = places.map(([from, to]) => this.text.slice(from, to));
    this.tracker = createTracker(this.text, places);
  }

  /** A line of a list of similar items, or a sentence or two, with some words in spans. */
  private writeLine(seed: number, line: number): void {
    const words =
      line % 2 === 0
        ? [
            '-',
            ' ',
            names[seed % names.length] ?? '',
            ' ',
            'pledged',
            ' ',
            String(seed + line * 7),
            ' ',
            'million',
            '.',
          ]
        : [
            this.word(),
            ' ',
            this.word(),
            ' ',
            'said',
            ' ',
            this.word(),
            '.',
            ' ',
            this.word(),
            ' ',
            this.word(),
            ' ',
            'too',
            '.',
          ];
    const parts = words.map((text): Part => ({ kind: kindOf(text), text, of: none }));
    const spans = new Set(this.parts.flatMap(({ of }) => [...of])).size;
    const wordsAt = [...parts.keys()].filter((at) => parts[at]?.kind === 'word');
    const first = wordsAt[seed % (wordsAt.length - 1)] ?? 0;
    const last = wordsAt.filter((at) => at >= first)[Math.floor(seed / 3) % 3] ?? first;
    parts.slice(first, last + 1).forEach((part) => void (part.of = new Set([spans])));
    if (seed % 4 === 0) parts.slice(wordsAt[0]).forEach((part) => void (part.of = new Set([...part.of, spans + 1])));
    this.parts.push(...parts, { kind: 'end', text: this.eol, of: none });
  }

  private word(): string {
    let text = '';
    for (let n = ++this.fresh * 7 + 30; n > 0; n = Math.floor(n / letters.length)) text += letters[n % letters.length];
    return `${text}${letters[this.fresh % 26]}`;
  }

  private read(): string {
    return this.parts.map(({ text }) => text).join('');
  }

  /** The place of a span in the model; undefined if none of its words is left. */
  private place(span: number): [number, number] | undefined {
    let [at, from, to, hasWord] = [0, -1, -1, false];
    for (const { text, of, kind } of this.parts) {
      if (of.has(span) && kind !== 'blank' && kind !== 'end') {
        if (from < 0) from = at;
        to = at + text.length;
        hasWord ||= kind === 'word';
      }
      at += text.length;
    }
    return hasWord ? [from, to] : undefined;
  }

  private at(index: number): number {
    return this.parts.slice(0, index).reduce((sum, { text }) => sum + text.length, 0);
  }

  private send(changes: readonly Edit[], reason?: 'undo' | 'redo'): void {
    this.keys++;
    this.text = applyChanges(
      this.text,
      changes.map(([from, to, text]) => ({ from, to, text })),
    );
    this.tracker.edit(changes, reason);
  }

  /** One replacement of everything between the first and the last difference from the model, in whole lines. */
  private sendAll(reason?: 'undo' | 'redo'): void {
    const text = this.read();
    if (text === this.text) return;
    let from = 0;
    while (from < text.length && text[from] === this.text[from]) from++;
    if (!reason) from = text.slice(0, from).lastIndexOf('\n') + 1;
    let tail = 0;
    const most = Math.min(text.length, this.text.length) - from;
    while (tail < most && text[text.length - 1 - tail] === this.text[this.text.length - 1 - tail]) tail++;
    this.send([[from, this.text.length - tail, text.slice(from, text.length - tail)]], reason);
  }

  /** Types letter by letter. */
  private type(at: number, text: string): void {
    [...text].forEach((letter, i) => this.send([[at + i, at + i, letter]]));
  }

  /** An edit elsewhere, so that the next one does not continue the run of typing. */
  private pause(): void {
    const end = this.text.length;
    this.send([[end, end, '~']]);
    this.send([[end, end + 1, '']]);
  }

  /** Performs one gesture and compares the tracker with the model. */
  run({ kind, where, how }: Gesture): void {
    const gestures: readonly (() => boolean | void)[] = [
      () => this.replaceWord(where, how),
      () => this.replaceWord(where, how),
      () => this.grow(where, how),
      () => this.putWord(where, how),
      () => this.putMark(where, how),
      () => this.remove(where, how),
      () => this.moveLine(where, how),
      () => this.reorder(how),
      () => this.cutLine(where),
      () => this.pasteLine(where),
      () => this.rewrap(where),
      () => this.undo(how),
      () => this.redo(),
      () => this.insert(where, how),
    ];
    const before = this.parts.map((part) => ({ ...part }));
    const name = gestures[kind % gestures.length];
    if (kind % gestures.length !== 11 && kind % gestures.length !== 12) {
      this.pause();
      this.undone = [];
      if (name?.() !== false) this.past.push(before);
    } else name?.();
    this.check();
  }

  private pick(where: number, holds: (part: Part, index: number) => boolean): number {
    const all = [...this.parts.keys()].filter((index) => holds(this.parts[index] ?? end, index));
    return all[where % Math.max(1, all.length)] ?? -1;
  }

  /** Replaces a word with one or two others: typed over, erased and typed anew, pasted over, composed, with slips. */
  private replaceWord(where: number, how: number): boolean {
    const index = this.pick(where, ({ kind }) => kind === 'word');
    const part = this.parts[index];
    if (!part) return false;
    const words = how % 3 === 0 ? [this.word(), this.word()] : [this.word()];
    const text = words.join(' ');
    const at = this.at(index);
    const end = at + part.text.length;
    const way = Math.floor(how / 3) % 6;
    this.said.push(`${part.text} becomes ${text}, way ${String(way)}`);
    if (way === 0) {
      this.send([[at, end, text[0] ?? '']]);
      this.type(at + 1, text.slice(1));
    } else if (way === 1) {
      for (let to = end; to > at; to--) this.send([[to - 1, to, '']]);
      this.type(at, text);
    } else if (way === 2) this.send([[at, end, text]]);
    else if (way === 3) {
      this.send([[at, end, text.slice(0, 1)]]);
      for (let length = 1; length < text.length; length++) this.send([[at, at + length, text.slice(0, length + 1)]]);
    } else if (way === 4) {
      for (let i = 0; i < part.text.length; i++) this.send([[at, at + 1, '']]);
      this.type(at, `${text}xq`);
      this.send([[at + text.length + 1, at + text.length + 2, '']]);
      this.send([[at + text.length, at + text.length + 1, '']]);
    } else {
      [...text.slice(0, part.text.length)].forEach((letter, i) => this.send([[at + i, at + i + 1, letter]]));
      if (text.length > part.text.length) this.type(end, text.slice(part.text.length));
      else
        for (let more = text.length; more < part.text.length; more++)
          this.send([[at + text.length, at + text.length + 1, '']]);
    }
    const of = this.withoutLast(index);
    const parts = words.flatMap((word, i): Part[] => [
      ...(i > 0 ? [{ kind: 'blank' as const, text: ' ', of }] : []),
      { kind: 'word', text: word, of },
    ]);
    this.parts.splice(index, 1, ...parts);
    return true;
  }

  /** The spans of a part that contain another word; a span whose last word is replaced is lost. */
  private withoutLast(index: number): ReadonlySet<number> {
    const part = this.parts[index] ?? end;
    const isLeft = (span: number): boolean =>
      this.parts.some((other, at) => at !== index && other.kind === 'word' && other.of.has(span));
    const kept = new Set([...part.of].filter(isLeft));
    this.parts = this.parts.map((other) => ({
      ...other,
      of: new Set([...other.of].filter((span) => !part.of.has(span) || kept.has(span))),
    }));
    return kept;
  }

  /** Letters typed directly at a word become part of it. */
  private grow(where: number, how: number): boolean {
    const index = this.pick(where, ({ kind, grown }) => kind === 'word' && !grown);
    const part = this.parts[index];
    if (!part) return false;
    const text = ['s', 'ish', 'e', '7'][how % 4] ?? '';
    const isStart = how % 2 === 1;
    this.said.push(`${text} typed at the ${isStart ? 'start' : 'end'} of ${part.text}`);
    this.type(this.at(index) + (isStart ? 0 : part.text.length), text);
    part.text = isStart ? text + part.text : part.text + text;
    part.grown = true;
    return true;
  }

  /** The spans that contain the parts on both sides of a place. */
  private across(index: number): ReadonlySet<number> {
    const [left, right] = [this.parts[index - 1] ?? end, this.parts[index] ?? end];
    return new Set([...left.of].filter((span) => right.of.has(span)));
  }

  /** A word with its blank, after a word or before one. */
  private putWord(where: number, how: number): boolean {
    const index = this.pick(where, ({ kind }) => kind === 'word');
    const part = this.parts[index];
    if (!part) return false;
    const text = this.word();
    const isStart = how % 2 === 1;
    const at = isStart ? index : index + 1;
    const of = this.across(at);
    this.said.push(`${text} typed ${isStart ? 'before' : 'after'} ${part.text}`);
    const parts: Part[] = [
      { kind: 'word', text, of },
      { kind: 'blank', text: ' ', of },
    ];
    if (!isStart) parts.reverse();
    const typed = parts.map((put) => put.text).join('');
    if (how % 3 === 0) this.send([[this.at(at), this.at(at), typed]]);
    else this.type(this.at(at), typed);
    this.parts.splice(at, 0, ...parts);
    return true;
  }

  private putMark(where: number, how: number): boolean {
    const index = this.pick(where, ({ kind }) => kind === 'word');
    const part = this.parts[index];
    if (!part) return false;
    const text = [',', '(', '”', '…', ';'][how % 5] ?? '';
    const at = how % 2 === 1 ? index : index + 1;
    this.said.push(`${text} typed ${how % 2 === 1 ? 'before' : 'after'} ${part.text}`);
    this.type(this.at(at), text);
    this.parts.splice(at, 0, { kind: 'mark', text, of: this.across(at) });
    return true;
  }

  /** Some parts of a line, from a word to a word, deleted at once or letter by letter, from either side. */
  private remove(where: number, how: number): boolean {
    const first = this.pick(where, ({ kind }) => kind === 'word');
    if (first < 0) return false;
    let last = first;
    for (let more = how % 3; more > 0 && this.parts[last + 1] && this.parts[last + 1]?.kind !== 'end'; last++)
      if (this.parts[last + 1]?.kind === 'word') more--;
    if (this.parts[last]?.kind !== 'word') return false;
    const [from, to] = [this.at(first), this.at(last + 1)];
    this.said.push(`${this.text.slice(from, to)} deleted`);
    if (how % 4 === 0) this.send([[from, to, '']]);
    else if (how % 4 === 1) for (let at = to; at > from; at--) this.send([[at - 1, at, '']]);
    else for (let at = to; at > from; at--) this.send([[from, from + 1, '']]);
    for (let index = first; index <= last; index++) this.withoutLast(index);
    this.parts.splice(first, last - first + 1);
    this.trim();
    return true;
  }

  /** A span without words is lost: nothing is part of it any more; and blanks at its edges are no part of it. */
  private trim(): void {
    const isBlank = ({ kind }: Part): boolean => kind === 'blank' || kind === 'end';
    for (let span = 0; span < this.spans; span++) {
      const own = [...this.parts.keys()].filter((index) => this.parts[index]?.of.has(span));
      const isLost = !own.some((index) => this.parts[index]?.kind === 'word');
      const solid = own.filter((index) => !isBlank(this.parts[index] ?? end));
      for (const index of own) {
        const part = this.parts[index];
        const isAtEdge = index < (solid[0] ?? 0) || index > (solid.at(-1) ?? 0);
        if (part && (isLost || isAtEdge)) part.of = new Set([...part.of].filter((one) => one !== span));
      }
    }
  }

  private get lines(): Part[][] {
    const lines: Part[][] = [[]];
    for (const part of this.parts) {
      lines.at(-1)?.push(part);
      if (part.kind === 'end') lines.push([]);
    }
    return lines.filter((line) => line.length > 0);
  }

  private isWhole(): boolean {
    const spread = (span: number): number => this.lines.filter((line) => line.some(({ of }) => of.has(span))).length;
    return Array.from({ length: this.spans }, (_, span) => spread(span)).every((lines) => lines <= 1);
  }

  private set lines(lines: Part[][]) {
    this.parts = lines.flat();
  }

  /** Moves a line up or down by one like an editor: its neighbour goes to its other side. */
  private moveLine(where: number, how: number): boolean {
    const { lines } = this;
    const index = where % Math.max(1, lines.length - 1);
    const [upper, lower] = [lines[index], lines[index + 1]];
    if (!upper || !lower || !this.isWhole() || lower.at(-1)?.kind !== 'end') return false;
    const from = lines
      .slice(0, index)
      .flat()
      .reduce((sum, { text }) => sum + text.length, 0);
    const [a, b] = [upper, lower].map((line) => line.map(({ text }) => text).join(''));
    if (a === undefined || b === undefined) return false;
    this.said.push(`lines ${String(index)} and ${String(index + 1)} change places, way ${String(how % 2)}`);
    if (how % 2 === 0)
      this.send([
        [from, from, b],
        [from + a.length, from + a.length + b.length, ''],
      ]);
    else
      this.send([
        [from, from + a.length, ''],
        [from + a.length + b.length, from + a.length + b.length, a],
      ]);
    lines.splice(index, 2, lower, upper);
    this.lines = lines;
    return true;
  }

  /** All lines sorted, reversed, indented: one replacement. */
  private reorder(how: number): boolean {
    if (!this.isWhole() || this.hasCopy) return false;
    const { lines } = this;
    const words = (line: readonly Part[]): string => line.map(({ text }) => text).join('');
    if (new Set(lines.map((line) => words(line).replace(/\W/g, ''))).size < lines.length) return false;
    if (lines.at(-1)?.at(-1)?.kind !== 'end') return false;
    this.said.push(`lines reordered, way ${String(how % 3)}`);
    if (how % 3 === 0) lines.sort((a, b) => (words(a) < words(b) ? -1 : 1));
    else if (how % 3 === 1) lines.reverse();
    else for (const line of lines) if (line[0]?.kind !== 'end') line.unshift({ kind: 'blank', text: '  ', of: none });
    this.lines = lines;
    this.sendAll();
    return true;
  }

  private cutLine(where: number): boolean {
    const { lines } = this;
    const index = where % Math.max(1, lines.length);
    const line = lines[index];
    if (!line || lines.length < 3 || !this.isWhole() || line.at(-1)?.kind !== 'end' || this.clip) return false;
    if (!line.some(({ kind }) => kind === 'word')) return false;
    const from = lines
      .slice(0, index)
      .flat()
      .reduce((sum, { text }) => sum + text.length, 0);
    this.said.push(`line ${String(index)} cut`);
    this.send([[from, from + line.reduce((sum, { text }) => sum + text.length, 0), '']]);
    lines.splice(index, 1);
    this.lines = lines;
    this.clip = line;
    return true;
  }

  private pasteLine(where: number): boolean {
    if (!this.clip) return false;
    const { lines } = this;
    const index = where % (lines.length + 1);
    if (lines[index - 1] && lines[index - 1]?.at(-1)?.kind !== 'end') return false;
    // Spans move with the first paste only, and only if an undo has not restored them.
    const isHere = (span: number): boolean => this.parts.some(({ of }) => of.has(span));
    const from = lines
      .slice(0, index)
      .flat()
      .reduce((sum, { text }) => sum + text.length, 0);
    const around = this.across(lines.slice(0, index).flat().length);
    // Above an equal line it is a copy of that, and it is unknown which of the two is new.
    const [own, next] = [this.clip, lines[index] ?? []].map((some) => some.map(({ text }) => text).join(''));
    if (around.size > 0 && own === next) return false;
    const line = this.clip.map((part) => ({
      ...part,
      of: new Set([...[...part.of].filter((span) => !isHere(span)), ...around]),
    }));
    const hadAll = this.clip.some(({ of }) => [...of].some(isHere));
    this.said.push(`line pasted at ${String(index)}`);
    this.send([[from, from, line.map(({ text }) => text).join('')]]);
    lines.splice(index, 0, line);
    this.lines = lines;
    this.clip = undefined;
    this.hasCopy ||= hadAll;
    return true;
  }

  /** A blank within a line becomes a line end, or the reverse. */
  private rewrap(where: number): boolean {
    const index = this.pick(
      where,
      ({ kind }, at) => kind === 'blank' && this.parts[at - 1]?.kind === 'word' && this.parts[at + 1]?.kind === 'word',
    );
    const part = this.parts[index];
    if (!part) return false;
    this.said.push(`line end after ${this.parts[index - 1]?.text ?? ''}`);
    this.send([[this.at(index), this.at(index) + part.text.length, this.eol]]);
    this.parts[index] = { ...part, kind: 'end', text: this.eol };
    return true;
  }

  /** Types a word inside a word: a blank in it makes two. */
  private insert(where: number, how: number): boolean {
    const index = this.pick(where, ({ kind, text, grown }) => kind === 'word' && text.length > 3 && !grown);
    const part = this.parts[index];
    if (!part) return false;
    const at = 1 + (how % (part.text.length - 1));
    this.said.push(`${part.text} parted`);
    this.type(this.at(index) + at, ' ');
    const { of } = part;
    this.parts.splice(
      index,
      1,
      { kind: 'word', text: part.text.slice(0, at), of, grown: true },
      { kind: 'blank', text: ' ', of },
      { kind: 'word', text: part.text.slice(at), of, grown: true },
    );
    return true;
  }

  private undo(how: number): void {
    const steps = Math.min(1 + (how % 4), this.past.length);
    const before = this.past.at(-steps);
    if (!before || steps === 0) return;
    this.said.push(`${String(steps)} undone`);
    this.undone.push(this.parts);
    this.past.length -= steps;
    this.parts = before;
    this.sendAll('undo');
    this.hasCopy = false;
    this.clip = undefined;
  }

  private redo(): void {
    const after = this.undone.pop();
    if (!after) return;
    this.said.push('redone');
    this.past.push(this.parts);
    this.parts = after;
    this.sendAll('redo');
  }

  /** Adopts letters beside the rest of a span that equal its lost ones, since they can't be distinguished. */
  private adopt(span: number, got: readonly [number, number] | null | undefined): void {
    const want = this.place(span);
    if (!got || !want || got[0] > want[0] || want[1] > got[1]) return;
    if (!sameWords(this.text.slice(...got), this.tagged[span] ?? '')) return;
    let at = 0;
    for (const part of this.parts) {
      if (got[0] <= at && at + part.text.length <= got[1]) part.of = new Set([...part.of, span]);
      at += part.text.length;
    }
  }

  private check(): void {
    assert.equal(this.text, this.read());
    const spans = this.tracker.spans();
    for (let span = 0; span < this.spans; span++) {
      const got = spans[span];
      this.adopt(span, got);
      const want = this.place(span);
      const say = (place: readonly [number, number] | null | undefined): string =>
        place ? `${String(place[0])}: ${this.text.slice(...trimmed(this.text, place))}` : 'lost';
      assert.equal(say(got), say(want), `${this.said.join('\n')}\n${this.text}`);
    }
  }
}

function trimmed(text: string, [from, to]: readonly [number, number]): [number, number] {
  const words = text.slice(from, to);
  return [from + words.length - words.trimStart().length, to - words.length + words.trimEnd().length];
}

const end: Part = { kind: 'end', text: '', of: none };
const kindOf = (text: string): Part['kind'] => (text === ' ' ? 'blank' : /\w/.test(text) ? 'word' : 'mark');

/** Lets random hands work until a number of keys were pressed; throws with the shortest failing story. */
export function typeAtRandom(keys: number, seed: number): number {
  let pressed = 0;
  const gesture = fc.record({ kind: fc.nat(97), where: fc.nat(60), how: fc.nat(71) });
  const story = fc.tuple(
    fc.nat(50),
    fc.constantFrom('\n', '\r\n'),
    fc.array(gesture, { minLength: 1, maxLength: 40, size: 'max' }),
  );
  for (let round = 0; pressed < keys; round++)
    fc.assert(
      fc.property(story, ([start, eol, gestures]) => {
        const desk = new Desk(start, eol);
        for (const one of gestures) desk.run(one);
        pressed += desk.keys;
      }),
      { numRuns: 100, seed: seed + round },
    );
  return pressed;
}
