import type { Span } from '../text/change';
import type { Passage } from './quoteAlign';
import { wordsOf, type Word } from './words';

/**
 * The words of a stretch of a source, with paragraphs and the words at which a quotation resumes after a reporter's.
 */
export function passageOf(source: string, { from, to }: Span): Passage {
  const inside = source.slice(from, to);
  const text = inside.includes(' --> ') ? source.slice(0, from) + withoutCues(inside) : source;
  const words = wordsOf(text, from, to).filter((word) => !isFootnote(text, word));
  const paragraphs = new Int32Array(words.length);
  const isWrapped = /\n[ \t>]*\r?\n/u.test(text.slice(from, to));
  const edge = isWrapped ? /\n[\s>]*\n/u : /\n/u;
  for (let i = 1; i < words.length; i++) {
    const between = gapBefore(text, words, i);
    const isNew = between.includes('\n') && edge.test(between.replaceAll('\r', ''));
    paragraphs[i] = (paragraphs[i - 1] as number) + (isNew ? 1 : 0);
  }
  return {
    words,
    paragraphs,
    resumes: new Map([...resumesIn(text, words, paragraphs), ...resumesInDialogue(text, words, paragraphs)]),
  };
}

/** Whether a word is a footnote mark: `bridge[4]`, `bridge.[a]`, `bridge[^3]`, `bridge.4`; a quotation may omit it. */
function isFootnote(text: string, { from, to, form }: Word): boolean {
  if (/^\d{1,3}(?:,\d{1,3})*$/u.test(form) && /^(?:\s|$)/u.test(text.charAt(to)))
    return afterSentence.test(text.slice(Math.max(0, from - 8), from));
  const isNamed = text.charCodeAt(from - 1) === 94;
  const bracket = from - (isNamed ? 2 : 1);
  if (text.charCodeAt(bracket) !== 91 || text.charCodeAt(to) !== 93 || /[\s([]/u.test(text.charAt(bracket - 1)))
    return false;
  return isNamed || /^(?:\d{1,3}|[a-z])$/u.test(text.slice(from, to));
}

/** The end of a clause right before a figure: `bridge.4`, `bridge,”4`; `No.4` and `fig.4` are too short. */
const afterSentence = /\p{Ll}{4}[.,;:!?]?[.,;!?”"’'»)]$/u;

/** The number and times of a subtitle, and the blank line before them, which nobody says. */
const cue =
  /(?:^|\n)[ \t\r]*\n?(?:\d+[ \t\r]*\n)?[ \t]*(?:\d+:)?\d\d:\d\d[.,]\d{3} --> (?:\d+:)?\d\d:\d\d[.,]\d{3}[^\n]*\n/gu;

/** The text with each cue of subtitles replaced by blanks, so that sentences continue across cues. */
const withoutCues = (text: string): string => text.replace(cue, (all) => ' '.repeat(all.length));

const gapBefore = (text: string, words: readonly Word[], i: number): string =>
  text.slice(words[i - 1]?.to ?? 0, words[i]?.from);

const closing = /^(?:[^\s\p{L}\p{N}"”“»«]*["”“»«]|\s[»”]|[,.!?…]+(?:'|’)|[,.!?]*(?:''|’’))/u;
const opening = /(?:^|[\s(—–-])["“„«»‘'‚`]{1,2}\s?$/u;

/** Most words of a reporter that name the speaker. Guessed. */
const mostBetween = 40;

/** The words at which `“…,” said X, “…”` resumes, by the first word after the opening mark. */
function resumesIn(text: string, words: readonly Word[], paragraphs: Int32Array): ReadonlyMap<number, number> {
  const result = new Map<number, number>();
  let closed = -1;
  for (let i = 1; i < words.length; i++) {
    const between = gapBefore(text, words, i);
    if (!/["“”„«»‘’'‚`]/u.test(between)) continue;
    if (
      closed >= 0 &&
      opening.test(between) &&
      i - closed <= mostBetween &&
      paragraphs[closed - 1] === paragraphs[i] &&
      isOneVoice(text.slice(words[closed - 1]?.to, words[i]?.from))
    )
      result.set(i, closed);
    if (closing.test(between)) closed = i;
  }
  return result;
}

/** Verbs before the speaker, in a line of dialogue after a comma (French) or a dash between blanks. */
const saysWho = new Set(
  (
    'dit répondit demanda ajouta reprit murmura cria déclara expliqua lança répliqua fit précisa ' +
    'disse respondeu perguntou acrescentou afirmou murmurou gritou explicou rispose chiese aggiunse dijo respondió preguntó ' +
    'сказал сказала ответил ответила спросил спросила добавил добавила powiedział powiedziała odpowiedział odpowiedziała ' +
    'zapytał zapytała dodał dodała'
  ).split(' '),
);

/** The same in dialogue lines with a dash: `—No fui yo —dijo Ana—. Y no …`; `— Rien, répondit Ana. Je …`. */
function resumesInDialogue(
  text: string,
  words: readonly Word[],
  paragraphs: Int32Array,
): readonly (readonly [at: number, closed: number])[] {
  const result: (readonly [number, number])[] = [];
  let isDialogue = false;
  let begun: { readonly at: number; readonly end: RegExp } | undefined;
  for (let i = 0; i < words.length; i++) {
    const between =
      i === 0 ? text.slice(Math.max(0, (words[0]?.from ?? 0) - 4), words[0]?.from) : gapBefore(text, words, i);
    if (i === 0 || between.includes('\n')) {
      isDialogue = /(?:^|\n)[ \t]*[—–]\s?[¿¡«]?$/u.test(between);
      begun = undefined;
    } else if (begun) {
      const { at, end } = begun;
      if (!end.test(between)) continue;
      if (i - at <= mostBetween && paragraphs[at - 1] === paragraphs[i]) result.push([i, at]);
      begun = undefined;
    } else if (isDialogue && /\s[—–]$/u.test(between)) begun = { at: i, end: /^[—–]/u };
    else if (isDialogue && /^\s?[,!?]\s$/u.test(between) && saysWho.has(words[i]?.key ?? ''))
      begun = { at: i, end: /^\s?[.!?]\s/u };
    else if (isDialogue && /\s[—–]\s$/u.test(between) && saysWho.has(words[i]?.key ?? ''))
      begun = { at: i, end: /^[.,;]?\s[—–]/u };
  }
  return result;
}

/**
 * Whether the text between two quotations names at most one speaker, like `,” said Ana Lima, “` and `,” said Ana Lima.
 * She added: “`, but unlike `,” said Ana Lima. Bo Chen disagreed: “` and `.” Her husband said: “`.
 */
function isOneVoice(between: string): boolean {
  const parts = between.split(
    /(?<=\p{Ll}[.!?])(?<!\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov|St)\.)\s+(?=\p{Lu})/u,
  );
  const first = parts[0] ?? '';
  if (
    /[,;]? (?:while|whereas|but|and|as|whom) (?:\p{Lu}|the \p{L}+ (?:said|added|replied|answered))/u.test(first) &&
    parts.length === 1
  )
    return false;
  if (/^[.!?]\S*\s+(?:Her|His|Their|Another|Other)\s/u.test(first)) return false;
  const last = parts.length > 1 ? (parts[parts.length - 1] ?? '') : '';
  const names = last.replace(/^(?:Mr|Mrs|Ms|Dr)\.? /u, '').match(/\p{Lu}[\p{L}’'-]+/gu) ?? [];
  const others = names.filter((name) => !pronouns.has(name) && !first.includes(name));
  return (
    others.length === 0 &&
    (parts.length === 1 ||
      /^(?:he|she|they|it|but|and|then)\b|^\W*$/iu.test(last) ||
      names.some((name) => first.includes(name)))
  );
}

const pronouns = new Set(['He', 'She', 'They', 'It', 'But', 'And', 'Then', 'In', 'On', 'At', 'Of', 'Asked', 'Later']);
