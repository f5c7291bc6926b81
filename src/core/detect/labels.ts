import type { Span } from '../text/change';
import { countBy } from '../text/grouped';
import { labelStops, offices } from './lexicon';
import { isCapital, isDigit, type Line } from './paragraphs';

/** A name before speech: `OSEI: We knew.`, `[00:12:05] Governor Hale — We knew.`, `<v Osei>We knew.` */
export interface Label extends Span {
  /** Where the speech begins; the end of the line if it begins on the next one. */
  readonly body: number;
  /** How sure the form alone is: a voice tag is a label, `Osei:` may be one, `osei:` and `PARIS —` seldom are. */
  readonly worth: 'sure' | 'titled' | 'plain' | 'weak';
  /** The same for all labels with the same name. */
  readonly key: string;
  /** Further signs of a label: a time beside it, or two or more words in bold. */
  readonly sign: 'time' | 'bold' | undefined;
}

const longestLabel = 72;

/** What may precede the name: numbers of lines, times, `>>` of captions, a dash, marks of bold letters. */
const opening =
  /^(?:\d{1,2}[ \t]{2,})?(?:(?:[[(]?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \u202f]+)?(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?[\])]?|>{2,3})[ \t]*(?:[-–—|][ \t]+)?)*(?:[-–—•][ \t]*)?(?:\*{1,3}|_{1,2}|<(?:[biu]|strong|em|c(?:\.[\w.]+)?|font\b[^<>\n]{0,60})>|\{\\an\d\})*/u;
const voiceTag = /^<v(?:\.[\w.]+)?[ \t]+([^<>\n]{1,60})>[ \t]*/u;
const inBrackets = /^[[(]([^\][()\n:]{1,60})(?:\]|\))(?:<\/\w+>|\*{2,3})?[ \t]*(?::[ \t]*|[ \t](?=\S))/u;
/** In a saved chat of a meeting: `10:02:14 From Ada Stone to Everyone:`. */
const fromTo = /^From[ \t]+(\p{Lu}[^:\n]{1,50}?)(?:[ \t]+to[ \t]+[^:\n]{1,40}?)?[ \t]*:(?:[ \t]+|$)/u;
/** `((Ada Stone)) No.` */
const inTwoBrackets = /^\(\(([^()\n]{1,60})\)\)[ \t]+(?=\S)/u;
/** `10:02 <ada> No.`; without the time it would be a tag. */
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
/** In the records of committees: `Mr. Marsh.  Did you sign it?` */
const inHearing = /^((?:Mr|Mrs|Ms|Dr|Senator|Chairman|Chairwoman|Chair)\.? \p{Lu}[\p{L}'’-]+)\.[ \t]+(?=[\p{Lu}["“(])/u;
/** `Anna Lund (S&D). – Mr President, …`, `Piet Maas (PPE), in writing. – (NL) …` */
const inPlenary =
  /^(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}.'’-]*){0,4}(?: \(\p{Lu}[\p{L}&/ -]{0,20}\))?(?:, [^.:\n–—]{3,60})?)\. [–—] (?:\(\p{Lu}{2}\) )?(?=[\p{Lu}\d"“„«])/u;
const inPlay =
  /^((?!(?:MR|MRS|MS|DR|ST|SCENE|ACT|NO)\.)\p{Lu}[\p{Lu}'’-]+(?: \p{Lu}[\p{Lu}'’-]+){0,2}(?: \(\p{Lu}[\p{L} .’'-]{1,40}\))?)\.[ \t]+(?=\S)/u;
/** Alone on its line after a time such as `00:00:52`: `Nora Finch`. */
const afterTime = /^(\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*){0,3})$/u;
/** With the number of the speech and the party: `Anf. 12 Karin Ekdal (S)`. */
const numberedSpeech =
  /^(?:Anf\.|Anförande(?: nr)?|Wystąpienie|Speech) \d{1,4}\.?,? (\p{Lu}[\p{L}.'’ -]{2,50}?)(?: \([\p{L} ]{1,20}\))?$/u;
/** `СТЕЦЬ О.В. Дякую.` */
const inInitials = /^(\p{Lu}[\p{Lu}'’-]{2,} \p{Lu}\. ?\p{Lu}\.)[ \t]+(?=\S)/u;
const question = /^([QA])(?:(?:[.:](?:\*{1,3}|_{1,2}|<\/\w+>)?|(?:\*{1,3}|_{1,2}|<\/\w+>)[.:])[ \t]+|[ \t]{2,})(?=\S)/u;
const beforeColon =
  /^([\p{L}\d+][^:\n]{0,70}?) ?(?:\*{1,3}|_{1,2})?(?: ?[[(](?:\d{1,2}:)?\d{1,2}:\d\d[)\]])? ?[:：](?:\*{1,3}|_{1,2}|<\/\w+>)?(?:[ \t]+|$)/u;
const beforeDash = /^([\p{L}][^:\n–—]{0,50}?)(?: [–—]{1,2} | -{1,2} )(?=\p{Lu}|["“])/u;

/** The label at the beginning of a line, as far as its form tells. */
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

/** A time in brackets before `mod_bea: where?`: `[14:03] `. */
const afterClock = /\d:\d\d[\])]? *$/u;

/** Whether something near the beginning of a line may end a label; most lines have nothing like that. */
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

/** The forms of labels, with what their names may begin with if that rules out most lines. */
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

/** Forms that are labels only after a time. */
const afterTimes: ReadonlySet<RegExp> = new Set([fromTo, nick, afterTime]);

/** The manner of speaking before the words: `(laughing) No.` */
const aside = /^\(\p{Ll}[^()]*\)[ \t]+(?=\S)/u;

const asides = /(?:[ \t]*[([][^()[\]]*[)\]])+[ \t]*$/u;

/** A name in lower case, without brackets and what follows a comma. */
const keyOf = (name: string): string => withoutAsides(name, /,[^)\]]*$/u).toLowerCase();

/** A name without its brackets and without its office, which may precede or follow them. */
const withoutAsides = (name: string, office: RegExp): string =>
  name.replace(asides, '').replace(office, '').replace(asides, '');

/** How long the name in a label is: `Hale` of `Hale (laughing)`, all of `The Minister (Ruth Hale)`. */
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

/** A number instead of a name in a chat: `+44 20 7946 0018`. */
const phone = /^\+\d[\d ()-]{6,18}$/u;

/** `СТЕЦЬ О.В`, `ANNA ROSSI (MISTO)` */
const initialled = /^\p{Lu}{3}[\p{Lu} '’-]*(?: \p{Lu}\. ?\p{Lu}\.?| \([^()]+\))$/u;

/** As parliaments print speakers: `El señor PRESIDENTE`, `La señora MINISTRA DE FOMENTO`. */
const inCortes = /^(?:El|La|O|A|Il|Le) (?:señora?|senhora?|signora?|sr\.|sra\.) \p{Lu}{2,}[\p{Lu} ,'’-]*$/u;

const clock = /^[[(]?(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?[\])]?$/u;

/** Names on the line below a time, in lower case, that come twice: `[00:12:05]` and `Governor Hale`. */
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

/** Names on the line above a time, in lower case, if there are two such lines: `Lena Osei` and `9:14 AM`. */
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

/**
 * A speaker on a line of their own in a call with analysts: `Ruth Halvorsen -- Chief Executive Officer`, `Operator`.
 */
const inCall = /^(\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,4})(?: (?:-{1,2}|–|—) \p{Lu}[^.!?:]{2,80})?$/u;

/** What separates a name from an office. */
const dash = / (?:-{1,2}|–|—) /u;

/** The speakers of such a call, in lower case: lines with an office, of which one comes twice, and `Operator`. */
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

/** Names in lower case on lines of their own above an office or a firm, and these offices; one pair must come again. */
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

/** The length of the name in such a line. */
export const nameInCall = (words: string): number => inCall.exec(words)?.[1]?.length ?? words.length;

/** The name above speech in a script, indented far: `                    ADA (V.O.)` */
const cue = /^\p{Lu}[\p{Lu} .'’-]{0,29}(?: \([\p{Lu}.'’ ]{2,10}\))?$/u;
const farIn = 10;

/** The names of a film script, in lower case: at least two, one of them twice, each above indented words. */
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

/** The labels of a text that name its speakers, by their keys. */
export interface Dialogue {
  readonly keys: ReadonlySet<string>;
  /** Whether most lines have a label, or labels come again, so that any label in form is one. */
  readonly isSure: boolean;
}

/** Further signs that words before a colon name a speaker. */
interface Signs {
  readonly isSubtitles: boolean;
  /** Whether the questions are in bold. */
  readonly isInterview: boolean;
  /** The number of labels before a sentence; `Height: 88 metres` has none. */
  readonly said: number;
  /** The number of labels below a question that has no label. */
  readonly answers: number;
}

/** Decides by all labels of a text which ones name speakers. `lines` is the number of lines that are not blank. */
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
    // `F` for “Frage” is the same in German.
    const isPair = counts.has('A.') && (counts.has('Q.') || counts.has('f'));
    const known =
      worth === 'sure' ||
      worth === 'titled' ||
      (sign === 'bold' && isInterview && worth === 'plain') ||
      (worth === 'plain' && (isSure || isSubtitles || isPair || times > (answers > 0 ? 1 : 2))) ||
      (worth === 'weak' && isSure && (times > 1 || sign === 'time'));
    // Not `Q` if everybody else has a name, and not the `A` of `A`, `B` and `C`.
    const isVoice = isSure && (key === 'Q.' ? strong.some((one) => one.worth === 'titled') : counts.has('b'));
    if (known && (!isQuestion || isPair || isVoice)) keys.add(key);
  }
  return { keys, isSure };
}
