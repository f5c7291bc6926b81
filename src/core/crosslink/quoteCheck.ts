import type { Span } from '../text/change';
import { valueOf } from './figures';
import type { SourceIndex, Spoken } from './index';
import { termsOf } from './kin';
import { notationOf, type Notation } from './notations';
import { passageOf } from './passage';
import { align, type Alignment, type Passage, type Step } from './quoteAlign';
import { patternOf, type Item } from './quotePattern';
import { nearest } from './search';
import { areSame, saidBy, voiceAt } from './speaker';
import type { Word } from './words';

export type QuoteVerdict = 'verbatim' | 'honest' | 'altered' | 'absent';

/** Words of the quotation that differ from the source's, with the source's own; one of both may be empty. */
interface Difference {
  readonly quote: Span;
  readonly source: Span;
}

/** The match of a quotation in one source. */
export interface QuoteMatch extends Span {
  readonly source: string;
  readonly verdict: Exclude<QuoteVerdict, 'absent'>;
  readonly differences: readonly Difference[];
  /** Faults other than changed words: joined passages of different people, an omitted negation, another speaker. */
  readonly fault?: 'joined' | 'negation' | 'figure' | 'speaker';
}

export interface QuoteQuery {
  readonly speaker?: string;
  /** Search this source only. */
  readonly source?: string;
}

/** Least share of a quotation's words for calling it altered; below it, it is from elsewhere. Fitted by eye. */
const alteredFrom = 0.5;
/** Items of the pieces in which longer quotations are checked. */
const longest = 400;

/** The matches of a quotation, best source first; one for each source with most of its words. */
export function quoteMatches(index: SourceIndex, quote: string, query: QuoteQuery = {}): readonly QuoteMatch[] {
  const items = patternOf(quote);
  if (items.length > longest) return inPieces(index, quote, items, query);
  const best = new Map<string, Rated>();
  for (const { source, span } of nearest(index, termsOf(index, quote), query.source, reachOf(quote, items))) {
    const found = judge(index, source, span, { quote, items, query });
    const other = best.get(source);
    if (found && (!other || found.badness < other.badness)) best.set(source, found);
  }
  return [...best.values()].sort((a, b) => a.badness - b.badness).map(({ match }) => match);
}

/** The best of `quoteMatches`. */
export function checkQuote(
  index: SourceIndex,
  quote: string,
  query: QuoteQuery = {},
): QuoteMatch | { readonly verdict: 'absent' } {
  return quoteMatches(index, quote, query)[0] ?? { verdict: 'absent' };
}

/** How far around a similar sentence the quotation may extend, in UTF-16 units. */
function reachOf(quote: string, items: readonly Item[]): number {
  return quote.length + (items.some(({ kind }) => kind === 'gap') ? 2500 : 500);
}

interface Rated {
  readonly match: QuoteMatch;
  readonly badness: number;
}

interface Asked {
  readonly quote: string;
  readonly items: readonly Item[];
  readonly query: QuoteQuery;
}

/** A quotation and the words of a source, with the steps of their alignment. */
interface Compared {
  readonly quote: string;
  readonly text: string;
  readonly items: readonly Item[];
  readonly words: readonly Word[];
  readonly steps: Alignment['steps'];
}

function judge(index: SourceIndex, source: string, span: Span, { quote, items, query }: Asked): Rated | undefined {
  const text = index.source(source)?.text ?? '';
  const passage = passageOf(text, span);
  const found = align(items, passage);
  const count = items.filter(({ kind }) => kind === 'word').length;
  if (found.same === 0 || found.same < alteredFrom * count) return undefined;
  const compared = { quote, text, items, words: passage.words, steps: found.steps };
  const place = placeOf(passage, found);
  const differences = differencesOf(items, passage, found);
  const match = { source, ...place, differences };
  if (found.edits > 0)
    return {
      match: { ...match, verdict: 'altered' },
      badness: 10 + found.edits - alike(compared) / 1000,
    };
  const spoken = (): readonly Spoken[] => index.reading.spoken(text);
  const fault = faultIn(compared) ?? joinsVoices(text, items, passage, found, spoken);
  if (fault) return { match: { ...match, verdict: 'altered', ...fault }, badness: 5 };
  if (query.speaker !== undefined && !saidBy(text, place, query.speaker, spoken()))
    return { match: { ...match, verdict: 'altered', fault: 'speaker' }, badness: 3 };
  const isPlain = isWhole(quote, text, items, place) && found.steps.every((step) => isVerbatim(step, items, passage));
  return {
    match: { ...match, verdict: isPlain ? 'verbatim' : 'honest' },
    badness: (isPlain ? 0 : 1) - alike(compared) / 1000,
  };
}

/** Nothing but words, no ellipsis at an edge, and at the end only a mark that the source has there. */
function isWhole(quote: string, text: string, items: readonly Item[], place: Span): boolean {
  if (!items.every(({ kind }) => kind === 'word')) return false;
  const [first, last] = [items[0], items[items.length - 1]].map((item) =>
    item ? placeOfItem(item) : { from: 0, to: 0 },
  );
  const edges = quote.slice(0, first?.from) + quote.slice(last?.to);
  if (/…|⋯|\.\s?\.\s?\./u.test(edges) || /\[[^\]]*\](?![([])/u.test(quote)) return false;
  const mark = /^[*_]*([.,;:!?])/u.exec(quote.slice(last?.to))?.[1];
  return mark === undefined || /^[*_]*([.,;:!?])/u.exec(text.slice(place.to, place.to + 4))?.[1] === mark;
}

function isVerbatim({ how, items, words }: Step, pattern: readonly Item[], { words: source }: Passage): boolean {
  if (how !== 'same') return false;
  const item = pattern[items.from];
  const word = source[words.from];
  return (
    item?.kind === 'word' &&
    word !== undefined &&
    (item.word.form === word.form || words.to > words.from + 1 || item.word.key !== word.key)
  );
}

/** The share of the quotation's words preceded by the same signs, to distinguish a source from a copy of it. */
function alike({ quote, text, items, words, steps }: Compared): number {
  let count = 0;
  steps.forEach(({ how, items: { from }, words: place }, i) => {
    const [item, before] = [items[from], items[from - 1]];
    if (how !== 'same' || steps[i - 1]?.how !== 'same' || item?.kind !== 'word' || before?.kind !== 'word') return;
    const between = text.slice(words[place.from - 1]?.to, words[place.from]?.from);
    if (between === quote.slice(before.word.to, item.word.from)) count++;
  });
  return count / items.length;
}

function placeOf({ words }: Passage, { steps }: Alignment): Span {
  const used = steps.filter(({ words }) => words.to > words.from);
  return {
    from: words[used[0]?.words.from ?? 0]?.from ?? 0,
    to: words[(used[used.length - 1]?.words.to ?? 1) - 1]?.to ?? 0,
  };
}

/** Runs of changed words, each as one difference. */
function differencesOf(items: readonly Item[], passage: Passage, { steps }: Alignment): readonly Difference[] {
  const result: { quote: Span; source: Span }[] = [];
  let isOpen = false;
  for (const step of steps) {
    const isEdit = step.how === 'other' || step.how === 'dropped' || step.how === 'added';
    if (isEdit) {
      const quote = spanOf(items.map(placeOfItem), step.items);
      const source = spanOf(passage.words, step.words);
      const last = result[result.length - 1];
      if (isOpen && last)
        result[result.length - 1] = { quote: joined(last.quote, quote), source: joined(last.source, source) };
      else result.push({ quote, source });
    }
    isOpen = isEdit;
  }
  return result;
}

const placeOfItem = (item: Item): Span => (item.kind === 'word' ? item.word : item);

/** The span of `[from, to)` of the listed spans; if there are none, an empty one before the next. */
function spanOf(spans: readonly Span[], { from, to }: Span): Span {
  if (to > from) return { from: spans[from]?.from ?? 0, to: spans[to - 1]?.to ?? 0 };
  const at = spans[from]?.from ?? spans[from - 1]?.to ?? 0;
  return { from: at, to: at };
}

function joined(a: Span, b: Span): Span {
  if (a.from === a.to) return b.from === b.to ? a : b;
  return b.from === b.to ? a : { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

/** In many languages, without common words of other languages, such as the Finnish *en* and *et*, the Romanian *nu*. */
const negations = new Set(
  'not no never none nobody nothing nowhere neither nor without cannot hardly barely scarcely nicht kein keine keinen keiner keinem keines nichts niemand nie niemals kaum ohne pas jamais ne non rien personne sans guère niet geen nooit niets zonder aucun aucune nunca jamás nada nadie ningún ninguna sin tampoco mai niente nessuno senza não nunca jamais nem sem nie nikt nic nigdy bez ani не ни нет нельзя никогда никто ничего без ні немає ніколи ніхто нічого inte aldrig ingen inget inga ikke aldri aldrig δεν μην χωρίς ποτέ κανείς τίποτα değil yok hiç emme ette eivät nem nincs soha fără niciodată nije nikada není nikdy لا لم لن ليس לא'.split(
    ' ',
  ),
);

/** Words that deny nothing after some words, as nouns: *im Mai*, *every sin*, *une personne*, *un pas*. */
const nounsAfter: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    mai: '\\d+|1er|ersten|en|de|du|im|in|am|ab|bis|vom|zum|seit|anfang|mitte|ende|début|fin|dès|depuis',
    sin: 'the|a|any|every|each|this|that|of|his|her|their|our|original|mortal|deadly',
    personne: 'une|la|cette|chaque|toute|autre|même|seule|première|par',
    pas: 'un|le|ce|au|les|des|ces|premier|grand|petit|quelques|faux',
  }).map(([word, before]) => [word, new RegExp(`^(?:${before})$`, 'u')]),
);

function isNegation(words: readonly Word[], i: number): boolean {
  const { key } = words[i] as Word;
  return key.endsWith("n't") || (negations.has(key) && nounsAfter.get(key)?.test(words[i - 1]?.key ?? '') !== true);
}

/** Whether one of a run of words denies. */
function deny(words: readonly Word[], { from, to }: Span): boolean {
  for (let i = from; i < to; i++) if (isNegation(words, i)) return true;
  return false;
}

type Fault = Pick<QuoteMatch, 'fault' | 'differences'>;

/**
 * The fault hidden by an omission or by brackets: a negation of the rest, another figure; else the fault at the edges
 * of the quotation: half a word, a start that the source limits, a figure beside one in brackets.
 */
function faultIn(compared: Compared): Fault | undefined {
  const { text, items, words, steps } = compared;
  for (const step of steps) {
    const item = items[step.items.from];
    if (step.how !== 'gap' && step.how !== 'bracket') continue;
    const left = words.slice(step.words.from, step.words.to);
    const differences = [{ quote: placeOfItem(item as Item), source: spanOf(words, step.words) }];
    if (item?.kind === 'gap' && negatesRest(text, words, step.words)) return { fault: 'negation', differences };
    if (item?.kind !== 'bracket') continue;
    if (deny(item.words, { from: 0, to: item.words.length }) !== deny(words, step.words))
      return { fault: 'negation', differences };
    if (haveOtherFigures(text, item.words, left)) return { fault: 'figure', differences };
  }
  return cutWord(compared) ?? lostStart(compared) ?? otherFigureBeside(compared);
}

/** A writer's mark that the quotation was cut there: an ellipsis, or the letter of `[T]he`. */
const isCutMark = (signs: string): boolean => /…|⋯|\.\s?\.|\[/u.test(signs);

/** A quotation that begins or ends unmarked in a word with a hyphen: `violent` of `non-violent`. */
function cutWord({ quote, text, items, words, steps }: Compared): Fault | undefined {
  const [first, last] = [steps[0], steps[steps.length - 1]];
  const [head, tail] = [items[0], items[items.length - 1]];
  if (!first || !last || !head || !tail) return undefined;
  const [start, end] = [words[first.words.from]?.from ?? 0, words[last.words.to - 1]?.to ?? 0];
  if (
    first.how === 'same' &&
    /[\p{L}\p{N}][-‐‑]$/u.test(text.slice(Math.max(0, start - 3), start)) &&
    !isCutMark(quote.slice(0, placeOfItem(head).from + 1))
  )
    return {
      differences: [
        { quote: placeOfItem(head), source: spanOf(words, { ...first.words, from: first.words.from - 1 }) },
      ],
    };
  if (
    last.how === 'same' &&
    /^[-‐‑](?:[\p{L}\p{N}]|[ \t]*\r?\n)/u.test(text.slice(end, end + 8)) &&
    !isCutMark(quote.slice(placeOfItem(tail).to))
  )
    return {
      differences: [{ quote: placeOfItem(tail), source: spanOf(words, { ...last.words, to: last.words.to + 1 }) }],
    };
  return undefined;
}

const hedges = new Set(
  'perhaps maybe possibly probably if unless whether vielleicht falls wenn ob peut-être si quizás'.split(' '),
);
const quantifiers = new Set('most some many few half part none hardly neither several'.split(' '));

/** A quotation that begins like a sentence, but is limited before: `The pillars …` of `most of the pillars …`. */
function lostStart({ quote, text, items, words, steps }: Compared): Fault | undefined {
  const [item, step] = [items[0], steps[0]];
  const at = step?.words.from ?? 0;
  const [word, before, earlier] = [words[at], words[at - 1], words[at - 2]];
  if (item?.kind !== 'word' || isCutMark(quote.slice(0, item.word.from + 1))) return undefined;
  if (step?.how !== 'same' || !word || !before || isClauseEdge(text, words, at)) return undefined;
  if (!/^\p{Lu}\P{Lu}*$/u.test(item.word.form) || !/^\p{Ll}/u.test(word.form)) return undefined;
  const isPart = before.key === 'of' && earlier !== undefined && quantifiers.has(earlier.key);
  if (!isNegation(words, at - 1) && !isPart && !hedges.has(before.key)) return undefined;
  const lost = { from: isPart ? at - 2 : at - 1, to: at };
  return {
    fault: 'negation',
    differences: [{ quote: { from: item.word.from, to: item.word.from }, source: spanOf(words, lost) }],
  };
}

/** A figure in brackets at an edge of the quotation that differs from the source's: `[400] people` of `312 people`. */
function otherFigureBeside({ text, items, words, steps }: Compared): Fault | undefined {
  for (const i of [0, steps.length - 1]) {
    const step = steps[i];
    const item = step && items[step.items.from];
    if (step?.how !== 'bracket' || item?.kind !== 'bracket' || step.words.to > step.words.from) continue;
    const at = i === 0 ? step.words.from - 1 : step.words.to;
    if (haveOtherFigures(text, item.words, words.slice(Math.max(0, at), at + 1)))
      return {
        fault: 'figure',
        differences: [{ quote: placeOfItem(item), source: spanOf(words, { from: at, to: at + 1 }) }],
      };
  }
  return undefined;
}

/** Whether inserted words have figures, and the replaced words have other figures. */
function haveOtherFigures(text: string, put: readonly Word[], left: readonly Word[]): boolean {
  const notation = notationOf(text);
  const [ours, theirs] = [figuresOf(put, notation), figuresOf(left, notation)];
  return ours !== '' && theirs !== '' && ours !== theirs;
}

const figuresOf = (words: readonly Word[], notation: Notation): string =>
  words
    .flatMap((word) => valueOf(word, notation) ?? (/\d/u.test(word.key) ? word.key : []))
    .filter((value) => value !== 1)
    .join(' ');

/** Most words between “not” and the words it negates. Guessed. */
const mostOnHold = 6;

/**
 * Whether omitted words negate kept ones: the negation is in a clause that is not omitted whole. `He did not, as you
 * know, go` may lose `as you know`; it may not lose `not`.
 */
function negatesRest(text: string, words: readonly Word[], { from, to }: Span): boolean {
  for (let i = from; i < to; i++) {
    if (!isNegation(words, i)) continue;
    let start = i;
    while (start > from && !isClauseEdge(text, words, start)) start--;
    let end = i + 1;
    while (end < to && !isClauseEdge(text, words, end)) end++;
    const leftOpen = start === from && !isClauseEdge(text, words, from);
    const rightOpen = end === to && !isClauseEdge(text, words, to);
    // `He would not, however, go`: the comma after “not” closes no clause.
    const isOnHold =
      end === i + 1 && to - end <= mostOnHold && !/[.!?]/u.test(text.slice(words[i]?.to, words[to]?.from));
    if (leftOpen || rightOpen || isOnHold) return true;
  }
  return false;
}

/** Whether a clause ends before a word. */
function isClauseEdge(text: string, words: readonly Word[], i: number): boolean {
  const [before, after] = [words[i - 1], words[i]];
  if (!before || !after) return true;
  return /[,;:.!?()—–…"“”«»]|\n\s*\n/u.test(text.slice(before.to, after.from));
}

/** Whether an ellipsis joins the words of different people. */
function joinsVoices(
  text: string,
  items: readonly Item[],
  { words }: Passage,
  { steps }: Alignment,
  spoken: () => readonly Spoken[],
): Fault | undefined {
  for (const step of steps) {
    if (step.how !== 'gap' && step.how !== 'passed') continue;
    const [before, after] = [words[step.words.from - 1], words[step.words.to]];
    if (!before || !after || step.words.to === step.words.from) continue;
    const voices = spoken();
    const [a, b] = [before, after].map((word) => voiceAt(text, word, voices));
    if (!a || !b || a === b || areSame(a, b)) continue;
    return {
      fault: 'joined',
      differences: [{ quote: placeOfItem(items[step.items.from] as Item), source: spanOf(words, step.words) }],
    };
  }
  return undefined;
}

/** Checks a long quotation in pieces; it is as good as its worst piece. */
function inPieces(index: SourceIndex, quote: string, items: readonly Item[], query: QuoteQuery): readonly QuoteMatch[] {
  const result: QuoteMatch[] = [];
  for (let at = 0; at < items.length; at += longest) {
    const from = placeOfItem(items[at] as Item).from;
    const next = items[at + longest];
    const piece = quote.slice(from, next ? placeOfItem(next).from : quote.length);
    const source = query.source ?? result[0]?.source;
    const found = checkQuote(index, piece, { ...query, ...(source === undefined ? {} : { source }) });
    if (found.verdict === 'absent') return [];
    const differences = found.differences.map((one) => ({
      ...one,
      quote: { from: one.quote.from + from, to: one.quote.to + from },
    }));
    result.push({ ...found, differences });
  }
  const first = result[0];
  if (!first) return [];
  const worst = [...result].sort((a, b) => order.indexOf(b.verdict) - order.indexOf(a.verdict))[0] ?? first;
  return [
    {
      ...worst,
      from: first.from,
      to: result[result.length - 1]?.to ?? first.to,
      differences: result.flatMap((one) => one.differences),
    },
  ];
}

const order: readonly QuoteVerdict[] = ['verbatim', 'honest', 'altered'];
