import type { Span } from '../text/change';
import type { Spoken } from './index';

const pronoun =
  /^(?:he|she|they|it|i|we|who|er|sie|ihm|ihr|il|elle|lui|lei|ella|él|ele|ela|hij|zij|hem|haar|hon|han|він|вона|он|она)$/iu;

/** Words of an address or office, which count as names only if nothing else names the person. */
const offices = new Set(
  'mr mrs ms miss dr prof sir lady lord the a an of for and president minister mayor senator councillor captain ambassador jr sr'.split(
    ' ',
  ),
);

/** The label of a paragraph in a transcript: `MS. DOYLE (Marsh Trust): …`, `[00:04:12] DOYLE: …`, `- **Doyle:** …`. */
function labelAt(text: string, place: Span): string | undefined {
  const { from } = paragraphAt(text, place);
  return /^[\s>*_•+-]*(?:\[[\d:.,]+\]\s*)?[*_]*((?:(?:\p{Lu}[\p{L}.’'-]*[ ]?){1,5}(?:\([^)\n]{0,60}\))?(?=[*_]*:)|(?<=\*\*)\p{Lu}[^*:\n]{1,60}(?=:\*\*)|[QA](?=\.)|@[\w.]{2,40}))[*_]*(?:\s\([^)\n]{0,30}\))?[.:][*_]* /u.exec(
    text.slice(from, place.from),
  )?.[1];
}

/** The label of the person who answers in an interview, which is no name. */
const answers = /^(?:a|answer|antwort)\.?$/iu;

/** Whether the text before the first question of an interview names somebody, as the person interviewed. */
function isInterviewed(speaker: string, text: string): boolean {
  const start = `\n${text.slice(0, longestIntroduction)}`;
  const question = /\n[\s>*_]*(?:Q|Question|Frage|Interviewer)[*_]*[.:]/u.exec(start);
  return question !== null && isNamed(speaker, start.slice(0, question.index));
}

/** In UTF-16 units. Guessed. */
const longestIntroduction = 2000;

/** The quotation around a place and its speaker: by its frame, else by names outside of quotations in the paragraph. */
export function voiceAt(text: string, place: Span, spoken: readonly Spoken[]): Spoken | undefined {
  const label = labelAt(text, place);
  if (label !== undefined) return { ...place, speakers: [label] };
  const found = spoken.find(({ from, to }) => from <= place.from && place.to <= to);
  if (!found || found.speakers.some((speaker) => !pronoun.test(speaker))) return found;
  const outside = narrated(text, paragraphAt(text, place), spoken, place);
  return hasName(outside) ? { ...found, speakers: outside.match(/\p{Lu}[\p{L}\p{M}’'-]+/gu) ?? [] } : found;
}

/** Whether two speakers may be the same: they share a name, or one of them has none. */
export function areSame(a: Spoken, b: Spoken): boolean {
  const known = ({ speakers }: Spoken): readonly string[] => speakers.filter((speaker) => !pronoun.test(speaker));
  const [first, second] = [known(a), known(b)];
  if (first.length === 0 || second.length === 0) return true;
  return first.some((one) => second.some((other) => isNamed(one, other) || isNamed(other, one)));
}

/**
 * Whether the text attributes the words at `place` to `speaker`: their frame names that person; or the frame has a
 * pronoun, and the paragraph, else the one before, names that person outside of quotations.
 */
export function saidBy(text: string, place: Span, speaker: string, spoken: readonly Spoken[]): boolean {
  const label = labelAt(text, place);
  if (label !== undefined) return isNamed(speaker, label) || (answers.test(label) && isInterviewed(speaker, text));
  const around = quotationsAt(text, place, spoken);
  if (isAnnounced(text, place, speaker, around)) return true;
  if (around.length === 0 && isWrittenBy(text, place, speaker)) return true;
  const isPronoun = ({ speakers }: Spoken): boolean => speakers.some((one) => pronoun.test(one));
  const named = around.filter((one) => one.speakers.length > 0 && !isPronoun(one));
  const paragraph = paragraphAt(text, place);
  const outside = narrated(text, paragraph, spoken, place);
  if (named.length > 0 && namesIn(speaker).some((name) => !offices.has(name)))
    return named.some(({ speakers }) =>
      speakers.some((name) => isNamed(speaker, name) || isNamed(speaker, besideOf(text, paragraph, name))),
    );
  if (hasName(outside)) return isNamed(speaker, outside);
  if (around.some(({ speakers }) => speakers.some((name) => isNamed(speaker, name)))) return true;
  const before = paragraphAt(text, { from: text.slice(0, paragraph.from).trimEnd().length, to: paragraph.from });
  return isNamed(speaker, narrated(text, before, spoken, place));
}

/** Longest introduction to a quotation that ends with a colon, in UTF-16 units. Guessed. */
const longestLead = 200;

/** Whether the introduction names the speaker, rather than the frame: `Ana Lima, the mayor, said on Friday: “…”`. */
function isAnnounced(text: string, place: Span, speaker: string, around: readonly Spoken[]): boolean {
  const { from } = around[0] ?? place;
  const lead = /[^.!?\n“”„«»"]*: ?["“„«‘]?$/u.exec(text.slice(Math.max(0, from - longestLead), from))?.[0] ?? '';
  const isOfAnother = around.some(({ speakers }) =>
    speakers.some((name) => /^\p{Lu}(?:.*\s\p{Lu})?[\p{L}\p{M}’'-]*$/u.test(name) && lead.includes(name)),
  );
  return !isOfAnother && isNamed(speaker, lead);
}

/** Most UTF-16 units for which a quotation may stay open. Guessed. */
const longestOpen = 1500;

/** The quotations at a place; if there are none, one that is still open there, such as below a list inside it. */
function quotationsAt(text: string, place: Span, spoken: readonly Spoken[]): readonly Spoken[] {
  const found = spoken.filter(({ from, to }) => from < place.to && place.from < to);
  if (found.length > 0) return found;
  return spoken.filter(
    ({ from }) => from < place.from && from > place.from - longestOpen && isOpen(text.slice(from, place.from)),
  );
}

/** Whether a text that begins with an opening quotation mark has no other one and no closing one. */
const isOpen = (text: string): boolean => /^(?:“[^“”]*|„[^„“”]*|«[^«»]*)$/u.test(text);

/** Whether words are from a mail by a person, and not quoted in it: `From: Ana Lima`. */
function isWrittenBy(text: string, place: Span, speaker: string): boolean {
  if (text.charAt(paragraphAt(text, place).from) === '>') return false;
  const headers = [...text.slice(Math.max(0, place.from - longestMail), place.from).matchAll(sender)];
  const [, name] = headers[headers.length - 1] ?? [];
  return name !== undefined && isNamed(speaker, name);
}

const sender = /^(?:From|Von|De|Expéditeur|Remitente|Від):[ \t]*([^\n<]{2,80})/gmu;
/** In UTF-16 units. Guessed. */
const longestMail = 20_000;

/** The name between commas after a description: `the mayor of Holm, Ana Lima, said`. */
function besideOf(text: string, { from, to }: Span, description: string): string {
  const paragraph = text.slice(from, to);
  const at = paragraph.indexOf(description);
  return at < 0 ? '' : (/^, (\p{Lu}[^,.;:“”„«»"]{2,60}),/u.exec(paragraph.slice(at + description.length))?.[1] ?? '');
}

/** Whether these words contain a speaker's last name, else the office. */
function isNamed(speaker: string, words: string): boolean {
  const found = new Set(namesIn(words));
  const all = namesIn(speaker.split(/[,(]/u)[0] ?? '');
  const names = all.filter((name) => !offices.has(name));
  const last = names[names.length - 1] ?? all[all.length - 1];
  // If a text uses somebody's first name alone, that is enough.
  return last !== undefined && (found.has(last) || (found.size === 1 && found.has(names[0] ?? last)));
}

function namesIn(words: string): readonly string[] {
  const found = words.toLowerCase().match(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? [];
  return found.map((word) => word.replace(/['’]s$/u, ''));
}

/** Whether there are two capitals in a row, or one after a small letter, so that somebody may be named. */
const hasName = (words: string): boolean =>
  /\p{Lu}\p{L}+[ ’'-]+(?:\p{L}{1,3} )?\p{Lu}\p{L}|[\p{Ll},] \p{Lu}\p{Ll}/u.test(words);

function paragraphAt(text: string, { from, to }: Span): Span {
  const end = text.indexOf('\n', to);
  return { from: text.lastIndexOf('\n', Math.max(0, from - 1)) + 1, to: end < 0 ? text.length : end };
}

/** A paragraph without its quotations. */
function narrated(text: string, { from, to }: Span, spoken: readonly Spoken[], place: Span): string {
  let result = '';
  let at = from;
  for (const quote of [...spoken, place].sort((a, b) => a.from - b.from)) {
    if (quote.to <= at || quote.from >= to) continue;
    result += `${text.slice(at, Math.max(at, quote.from))} `;
    at = quote.to;
  }
  // A questioner is not the speaker: `Asked by the prosecutor, Ana Lima, whether …, she said`.
  return (result + text.slice(at, Math.max(at, to))).replace(askedBy, ' ');
}

const askedBy =
  /\b(?:[Aa]sked|[Qq]uestioned|[Pp]ressed|[Cc]ross-examined|[Ii]nterviewed|[Cc]hallenged) by [^.;]*?,? (?=whether|if|about|on|why|how|what|who|when|he|she|they)/gu;
