import type { Span } from '../text/change';
import { countBy } from '../text/grouped';
import { labelStops, offices } from './lexicon';
import { isCapital, isDigit, type Line } from './paragraphs';

/** A name before what somebody says: `OSEI: We knew.`, `[00:12:05] Governor Hale — We knew.`, `<v Osei>We knew.` */
export interface Label extends Span {
  /** Where the words begin; the line's end where they begin on the next one. */
  readonly body: number;
  /** How sure the form alone makes it: a voice tag is one, `Osei:` may be, `osei:` and `PARIS —` seldom are. */
  readonly worth: 'sure' | 'titled' | 'plain' | 'weak';
  /** By what its repetitions are known. */
  readonly key: string;
  /** A time follows it on a line of its own or stands before a name in small letters, or it is two words or more in bold letters. */
  readonly sign: 'time' | 'bold' | undefined;
}

const longestLabel = 72;

/** Numbers of lines, times, `>>` of captions, a dash and marks of bold letters, which may stand before the name. */
const opening =
  /^(?:\d{1,2}[ \t]{2,})?(?:(?:[[(]?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \u202f]+)?(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?[\])]?|>{2,3})[ \t]*(?:[-–—|][ \t]+)?)*(?:[-–—•][ \t]*)?(?:\*{1,3}|_{1,2}|<(?:[biu]|strong|em|c(?:\.[\w.]+)?|font\b[^<>\n]{0,60})>|\{\\an\d\})*/u;
const voiceTag = /^<v(?:\.[\w.]+)?[ \t]+([^<>\n]{1,60})>[ \t]*/u;
const inBrackets = /^[[(]([^\][()\n:]{1,60})(?:\]|\))(?:<\/\w+>|\*{2,3})?[ \t]*(?::[ \t]*|[ \t](?=\S))/u;
/** `10:02:14 From Ada Stone to Everyone:`, as a meeting's chat is saved. */
const fromTo = /^From[ \t]+(\p{Lu}[^:\n]{1,50}?)(?:[ \t]+to[ \t]+[^:\n]{1,40}?)?[ \t]*:(?:[ \t]+|$)/u;
/** `((Ada Stone)) No.` */
const inTwoBrackets = /^\(\(([^()\n]{1,60})\)\)[ \t]+(?=\S)/u;
/** `10:02 <ada> No.`; without the time it is a tag. */
const nick = /^<[@+ ]?([\p{L}_[\]{}^|`][\w[\]{}^|`\\-]{0,29})>[ \t]+(?=\S)/u;
const day =
  '(?:(?:Today|Yesterday|\\p{Lu}\\p{Ll}+day)(?:,? at)?,? |\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{1,4}(?:,? at)?,? |\\d{1,2} \\p{L}{3,9}\\.? \\d{4}(?:,? at)?,? |\\p{L}{3,9}\\.? \\d{1,2}, \\d{4}(?:,? at)?,? )';
/** `Lena Osei  0:12`, `lena.osei  9:14 AM`, `Lena — Today at 9:14 AM`, `Lena Osei, [3 Mar 2031 at 9:14:02]:` */
const beforeTime = new RegExp(
  `^(\\p{L}[^:\\n\\d]{1,50}?(?: ?\\d{1,2})?)(?:(?:[ \\t]{2,}|[ \\t]*[-–—|([,][ \\t]*\\[?)${day}?|[ \\t]+${day})(?:\\d{1,2}:)?\\d{1,2}:\\d\\d(?:[ \\u202f]?[AaPp]\\.?[Mm]\\.?)?[)\\]]?:?$`,
  'u',
);
const inMinutes =
  /^((?:Mr|Mrs|Ms|Dr|The|Senator|Sen)\.? \p{Lu}[\p{Lu}'’-]{2,}(?: of \p{Lu}\p{Ll}+| \p{Lu}{2,}| pro tempore)?)\.[ \t]+(?=\p{Lu}|["“])/u;
/** `Mme Claire Arnaud. Le pont …`, `M. le président. La parole …` */
const inSession =
  /^((?:M\.|Mme|Mlle) (?:l[ea] \p{Ll}{4,}|\p{Lu}[\p{L}'’-]+(?: (?:de |d[’'])?\p{Lu}[\p{L}'’-]+){0,3})(?:, \p{Ll}[^.:]{3,70})?)\.[ \u00a0]+(?=[\p{Lu}«"(])/u;
/** `Mr. Marsh.  Did you sign it?`, as committees print what was said. */
const inHearing = /^((?:Mr|Mrs|Ms|Dr|Senator|Chairman|Chairwoman|Chair)\.? \p{Lu}[\p{L}'’-]+)\.[ \t]+(?=[\p{Lu}["“(])/u;
/** `Anna Lund (S&D). – Mr President, …`, `Piet Maas (PPE), in writing. – (NL) …` */
const inPlenary =
  /^(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}.'’-]*){0,4}(?: \(\p{Lu}[\p{L}&/ -]{0,20}\))?(?:, [^.:\n–—]{3,60})?)\. [–—] (?:\(\p{Lu}{2}\) )?(?=[\p{Lu}\d"“„«])/u;
const inPlay =
  /^((?!(?:MR|MRS|MS|DR|ST|SCENE|ACT|NO)\.)\p{Lu}[\p{Lu}'’-]+(?: \p{Lu}[\p{Lu}'’-]+){0,2}(?: \(\p{Lu}[\p{L} .’'-]{1,40}\))?)\.[ \t]+(?=\S)/u;
/** `Nora Finch` after `00:00:52`, alone on its line. */
const afterTime = /^(\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*){0,3})$/u;
/** `Anf. 12 Karin Ekdal (S)`: the number of a speech, who makes it, and the party. */
const numberedSpeech =
  /^(?:Anf\.|Anförande(?: nr)?|Wystąpienie|Speech) \d{1,4}\.?,? (\p{Lu}[\p{L}.'’ -]{2,50}?)(?: \([\p{L} ]{1,20}\))?$/u;
/** `СТЕЦЬ О.В. Дякую.` */
const inInitials = /^(\p{Lu}[\p{Lu}'’-]{2,} \p{Lu}\. ?\p{Lu}\.)[ \t]+(?=\S)/u;
const question = /^([QA])(?:(?:[.:](?:\*{1,3}|_{1,2}|<\/\w+>)?|(?:\*{1,3}|_{1,2}|<\/\w+>)[.:])[ \t]+|[ \t]{2,})(?=\S)/u;
const beforeColon =
  /^([\p{L}\d+][^:\n]{0,70}?) ?(?:\*{1,3}|_{1,2})?(?: ?[[(](?:\d{1,2}:)?\d{1,2}:\d\d[)\]])? ?[:：](?:\*{1,3}|_{1,2}|<\/\w+>)?(?:[ \t]+|$)/u;
const beforeDash = /^([\p{L}][^:\n–—]{0,50}?)(?: [–—]{1,2} | -{1,2} )(?=\p{Lu}|["“])/u;

/** The label that a line of the source begins with, as far as its form can tell. */
export function labelAt(text: string, from: number, end: number): Label | undefined {
  if (!mayBeLabel(text, from, Math.min(end, from + longestLabel))) return undefined;
  const head = text.slice(from, Math.min(end, from + longestLabel + 30));
  const isCut = end - from > head.length;
  const opened = opening.exec(head)?.[0] ?? '';
  const begin = opened.length;
  const rest = head.slice(begin);
  for (const [pattern, form, starts] of forms) {
    if (starts !== undefined && !starts.includes(rest.charAt(0))) continue;
    if (pattern === beforeTime && (isCut || !/[\dMm.:)\]]$/u.test(rest))) continue;
    const match = pattern.exec(rest);
    const name = match?.[1];
    if (!match || name === undefined) continue;
    if (afterTimes.has(pattern) && !/\d:\d\d/u.test(opened)) continue;
    const worth = form === 'sure' ? 'sure' : worthOf(name, form);
    if (!worth) continue;
    const at = from + begin + match[0].indexOf(name);
    const key = form === 'question' ? `${name}.` : keyOf(name);
    const said = from + begin + match[0].length;
    const body = said + (aside.exec(text.slice(said, Math.min(end, said + longestLabel)))?.[0].length ?? 0);
    const isBold = opened.endsWith('**') && name.includes(' ');
    const isTimed = pattern === beforeTime || pattern === afterTime || (worth === 'weak' && afterClock.test(opened));
    const sign = isTimed ? 'time' : isBold ? 'bold' : undefined;
    return { from: at, to: at + nameLength(name), body, worth, key, sign };
  }
  return undefined;
}

/** `[14:03] `, before `mod_bea: where?` */
const afterClock = /\d:\d\d[\])]? *$/u;

/** Most lines have nothing near their beginning that ends a label. */
function mayBeLabel(text: string, from: number, end: number): boolean {
  const first = text.charCodeAt(from);
  if (first === 60 || first === 62 || first === 91 || first === 40 || isDigit(first)) return true;
  const second = text.charCodeAt(from + 1);
  if ((first === 81 || first === 65) && (second === 46 || second === 32)) return true;
  if (first === 77 && (second === 109 || second === 108 || second === 114 || second === 115)) return true;
  // `The SPEAKER pro tempore.`
  if (first === 84 && isCapital(text.charCodeAt(from + 4)) && isCapital(text.charCodeAt(from + 5))) return true;
  for (let at = from; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 58 || unit === 0xff1a || unit === 0x2013 || unit === 0x2014) return true;
    const before = text.charCodeAt(at - 1);
    // `ILIC. No.` and `Ilic - No.`, not `He left.` and `well-known`.
    if (
      unit === 46
        ? at - from < 4 || isCapital(before) || before === 41 || (before > 0x3ff && before < 0x430)
        : unit === 45 && before === 32
    )
      return true;
  }
  return false;
}

/** The forms of labels, each with what its name may begin with, where that tells most lines apart. */
const forms: readonly (readonly [RegExp, 'sure' | 'question' | 'colon' | 'bracket' | 'dash', string?])[] = [
  [voiceTag, 'sure', '<'],
  [fromTo, 'sure', 'F'],
  [numberedSpeech, 'sure', 'AWS'],
  [nick, 'sure', '<'],
  [inMinutes, 'sure', 'MDTS'],
  [inSession, 'sure', 'M'],
  [inHearing, 'dash', 'MDSC'],
  [inPlenary, 'colon'],
  [question, 'question', 'QA'],
  [beforeColon, 'colon'],
  [inInitials, 'dash'],
  [inPlay, 'dash'],
  [beforeTime, 'colon'],
  [afterTime, 'dash'],
  [inTwoBrackets, 'bracket', '('],
  [inBrackets, 'bracket', '[('],
  [beforeDash, 'dash'],
];

/** Those that are labels after a time alone. */
const afterTimes: ReadonlySet<RegExp> = new Set([fromTo, nick, afterTime]);

/** How something is said, before it: `(laughing) No.` */
const aside = /^\(\p{Ll}[^()]*\)[ \t]+(?=\S)/u;

const asides = /(?:[ \t]*[([][^()[\]]*[)\]])+[ \t]*$/u;

/** Without what stands after the name in brackets or behind a comma, in small letters. */
const keyOf = (name: string): string => withoutAsides(name, /,[^)\]]*$/u).toLowerCase();

/** A name without its brackets, which may stand before what `office` finds, and after it. */
const withoutAsides = (name: string, office: RegExp): string =>
  name.replace(asides, '').replace(office, '').replace(asides, '');

/** How much of a label is the name: `Hale` of `Hale (laughing)`, all of `The Minister (Ruth Hale)`. */
function nameLength(name: string): number {
  const isNamed =
    (/^the\b/iu.test(name) || ofOffice.test(name)) &&
    /\((?:\p{Lu}[\p{L}.'’-]* ){1,3}\p{Lu}[\p{L}'’-]+\)\s*$/u.test(name);
  return isNamed ? name.trimEnd().length : withoutAsides(name, /,\s*\p{Ll}.*$/u).trimEnd().length;
}

/** `Ute Brandt (Freie Liste)`, `Ada Holm (Teme East) (Ind)` */
const party = /^\p{Lu}[\p{L}.'’-]+ .*\(\p{Lu}[^()\d]{1,40}\)$/u;

const stops: ReadonlySet<string> = new Set(labelStops.split(' '));
const titled: ReadonlySet<string> = new Set(offices.split(' '));
const particle =
  /^(?:de|van|von|der|den|del|la|le|of|the|and|for|bin|ibn|al|du|da|di|dos|das|zu|&|y|e|et|und|\d{1,3})$/u;

const isPartOfName = (word: string): boolean => particle.test(word) || /^\p{Lu}[\p{L}.'’-]*\d{0,3}$/u.test(word);

/** `Minister of State at the Department of Health (Deputy Fergal Dunne)` */
const ofOffice =
  /^\p{Lu}[\p{L}-]+ (?:\p{Lu}\p{L}+ )?(?:of|for|de|del|des|für|da|di) [\p{L} ,'’-]+ \((?:\p{Lu}[\p{L}.'’-]* ){1,3}\p{Lu}[\p{L}'’-]+\)\s*$/u;

function worthOf(name: string, form: 'question' | 'colon' | 'bracket' | 'dash'): Label['worth'] | undefined {
  if (form === 'question') return 'plain';
  const plain = withoutAsides(name, /,[^,]{1,40}$/u);
  const words = plain.split(/[ \t]+/u);
  const first = (words[0] ?? '').toLowerCase().replace(/\.$/u, '');
  if (form === 'colon' && phone.test(plain)) return 'plain';
  if (form === 'colon' && titled.has(first) && ofOffice.test(name)) return 'titled';
  if (words.length > 6 || stops.has(first) || stops.has(plain.toLowerCase())) return undefined;
  if (words.length === 1 && form === 'colon' && /^\p{Ll}[\p{Ll}\d._-]{1,20}$/u.test(plain)) return 'weak';
  if (form === 'colon' && /^(?:The|Le|La|El|Il|Lo|Der|Die|Das) \p{Ll}[\p{Ll}-]+$/u.test(plain)) return 'weak';
  if (form === 'colon' && inCortes.test(plain)) return 'titled';
  if (!/^\p{Lu}/u.test(plain) || !words.every(isPartOfName)) return undefined;
  if (/^(?:the|a|an)$/iu.test(first) && words.length < 2) return undefined;
  if (form === 'colon' && words.length > 1 && party.test(name)) return 'titled';
  if (titled.has(first) || (/^(?:the|an)$/u.test(first) && titled.has((words[1] ?? '').toLowerCase())))
    return form === 'dash' ? 'plain' : 'titled';
  return form === 'dash' && !initialled.test(name) ? 'weak' : 'plain';
}

/** `+44 20 7946 0018`, of whom a chat knows no name. */
const phone = /^\+\d[\d ()-]{6,18}$/u;

/** `СТЕЦЬ О.В`, `ANNA ROSSI (MISTO)` */
const initialled = /^\p{Lu}{3}[\p{Lu} '’-]*(?: \p{Lu}\. ?\p{Lu}\.?| \([^()]+\))$/u;

/** `El señor PRESIDENTE`, `La señora MINISTRA DE FOMENTO`, as the record of a parliament prints them. */
const inCortes = /^(?:El|La|O|A|Il|Le) (?:señora?|senhora?|signora?|sr\.|sra\.) \p{Lu}{2,}[\p{Lu} ,'’-]*$/u;

const clock = /^[[(]?(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?[\])]?$/u;

/** `[00:12:05]` and on the next line `Governor Hale`, twice at least. */
export function namesUnderTimes(text: string, lines: readonly Line[]): ReadonlySet<string> {
  const names: string[] = [];
  for (let i = 1; i < lines.length; i++) {
    const [above, { begin, end }] = [lines[i - 1] as Line, lines[i] as Line];
    if (above.end - above.begin > 16 || end - begin > longestLabel) continue;
    const name = text.slice(begin, end);
    if (clock.test(text.slice(above.begin, above.end)) && worthOf(name, 'colon')) names.push(name.toLowerCase());
  }
  return new Set([...countBy(names, (name) => name)].flatMap(([name, count]) => (count > 1 ? [name] : [])));
}

/** `Lena Osei` and on the next line `9:14 AM`, in small letters; in a text that has two such lines at least. */
export function namesAboveTimes(text: string, lines: readonly Line[]): ReadonlySet<string> {
  const names: string[] = [];
  for (let i = 1; i < lines.length; i++) {
    const [{ begin, end, mark }, below] = [lines[i - 1] as Line, lines[i] as Line];
    if (end - begin > 40 || mark !== 'none' || below.end - below.begin > longestHour) continue;
    if (!hour.test(text.slice(below.begin, below.end))) continue;
    const name = text.slice(begin, end);
    if (worthOf(name, 'colon')) names.push(name.toLowerCase());
  }
  return new Set(names.length > 1 ? names : []);
}

const longestHour = 8;
const hour = /^\d{1,2}:\d\d[ \u202f]?[AaPp][Mm]$/u;

/** `Ruth Halvorsen -- Chief Executive Officer`, `Operator`: who speaks in a call with analysts, on a line of its own. */
const inCall = /^(\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,4})(?: (?:-{1,2}|–|—) \p{Lu}[^.!?:]{2,80})?$/u;

/** What stands between a name and an office. */
const dash = / (?:-{1,2}|–|—) /u;

/** The lines that name who speaks in such a call, in small letters: those with an office, one of them twice at least, and `Operator`. */
export function namesInCall(text: string, lines: readonly Line[]): ReadonlySet<string> {
  const names = new Set<string>();
  let isCall = false;
  for (const { begin, end, mark } of lines) {
    if (end - begin > 90 || mark !== 'none') continue;
    const words = text.slice(begin, end);
    const hasOffice = dash.test(words);
    if ((!hasOffice && words !== 'Operator') || !inCall.test(words)) continue;
    const name = words.toLowerCase();
    isCall ||= hasOffice && names.has(name);
    names.add(name);
  }
  return isCall ? names : new Set();
}

/** `Jane Abiola`, alone on its line. */
export const fullName = /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,4}$/u;
const office = /^\p{Lu}[^.!?:;]{2,70}$/u;

/**
 * Names on a line of their own with an office or a firm on the line below, in small letters, and these lines: one of the
 * pairs comes again.
 */
export function namesAboveOffices(
  text: string,
  lines: readonly Line[],
): { readonly names: ReadonlySet<string>; readonly offices: readonly string[] } {
  const pairs = new Map<string, string>();
  let again = 0;
  for (let i = 1; i < lines.length; i++) {
    const [{ begin, end, to, mark }, next] = [lines[i - 1] as Line, lines[i] as Line];
    if (end - begin > 40 || mark !== 'none' || next.from !== to || next.mark !== 'none') continue;
    if (next.end - next.begin > 72 || lines[i + 1]?.from === next.to) continue;
    const [name, below] = [text.slice(begin, end), text.slice(next.begin, next.end)];
    if (!fullName.test(name) || !office.test(below)) continue;
    if (pairs.get(name.toLowerCase()) === below) again++;
    pairs.set(name.toLowerCase(), below);
  }
  return again > 0 && pairs.size > 1
    ? { names: new Set([...pairs.keys(), 'operator']), offices: [...pairs.values()] }
    : { names: new Set(), offices: [] };
}

/** How long the name is in such a line. */
export const nameInCall = (words: string): number => inCall.exec(words)?.[1]?.length ?? words.length;

/** A script's name above what is said, set far in: `                    ADA (V.O.)` */
const cue = /^\p{Lu}[\p{Lu} .'’-]{0,29}(?: \([\p{Lu}.'’ ]{2,10}\))?$/u;
const farIn = 10;

/** The names of a film script, in small letters: two at least and one of them twice, above words that are set in less far. */
export function namesInScript(text: string, lines: readonly Line[]): ReadonlySet<string> {
  const names: string[] = [];
  for (let i = 1; i < lines.length; i++) {
    const [{ from, begin, end, to }, next] = [lines[i - 1] as Line, lines[i] as Line];
    const depth = begin - from;
    if (depth < farIn || end - begin > 40 || next.from !== to || next.begin - next.from < 4) continue;
    if (next.begin - next.from > depth + 8 || !cue.test(text.slice(begin, end))) continue;
    names.push(text.slice(begin, end).toLowerCase());
  }
  const distinct = new Set(names);
  return distinct.size > 1 && distinct.size < names.length ? distinct : new Set();
}

/** What the labels of a text come to: those that are names of speakers in it, by their keys. */
export interface Dialogue {
  readonly keys: ReadonlySet<string>;
  /** Most lines have a label, or labels come again: what looks like one is one. */
  readonly isSure: boolean;
}

/** What else tells names of speakers from other words before a colon. */
interface Signs {
  readonly isSubtitles: boolean;
  /** The questions stand in bold letters. */
  readonly isInterview: boolean;
  /** How many labels stand before a sentence: `Height: 88 metres` is none. */
  readonly said: number;
  /** How many stand below a question without one. */
  readonly answers: number;
}

/** Decides by all labels of a text which of them name speakers. `lines` are those that are not blank. */
export function dialogueOf(
  labels: readonly Label[],
  lines: number,
  { isSubtitles, isInterview, said, answers }: Signs,
): Dialogue {
  const counts = countBy(labels, ({ key }) => key);
  const strong = labels.filter(({ worth }) => worth !== 'weak');
  const distinct = new Set(strong.map(({ key }) => key)).size;
  const comesAgain = [...counts.values()].filter((count) => count > 1).length;
  const share = labels.length / Math.max(1, lines);
  const titledCount = strong.filter(({ worth }) => worth !== 'plain').length;
  const isMost = distinct > 1 && share >= 0.5 && (comesAgain > 0 || 2 * said >= labels.length);
  const areTimed = labels.filter(({ sign }) => sign === 'time').length > 2;
  const isSure =
    isMost ||
    (areTimed && comesAgain > 0) ||
    (counts.size > 1 && (comesAgain > 1 || (comesAgain > 0 && labels.length > 3) || titledCount > 1));
  const keys = new Set<string>();
  for (const { key, worth, sign } of labels) {
    const times = counts.get(key) ?? 0;
    const isQuestion = /^[qa]\.$/iu.test(key);
    // `F` for “Frage”: the same in German.
    const isPair = counts.has('A.') && (counts.has('Q.') || counts.has('f'));
    const known =
      worth === 'sure' ||
      worth === 'titled' ||
      (sign === 'bold' && isInterview && worth === 'plain') ||
      (worth === 'plain' && (isSure || isSubtitles || isPair || times > (answers > 0 ? 1 : 2))) ||
      (worth === 'weak' && isSure && (times > 1 || sign === 'time'));
    // `Q` where everybody else has a name, and the `A` of `A`, `B` and `C`.
    const isVoice = isSure && (key === 'Q.' ? strong.some((one) => one.worth === 'titled') : counts.has('b'));
    if (known && (!isQuestion || isPair || isVoice)) keys.add(key);
  }
  return { keys, isSure };
}
