import type { Span } from '../text/change';
import { chineseSpeaker, farthest, topicOf, verbLast } from './eastern';
import {
  foreignAdverbials,
  foreignArticles,
  foreignAudiences,
  foreignAuxiliaries,
  foreignCalling,
  foreignFronting,
  foreignInEnglish,
  foreignPrepositions,
  foreignSaying,
  foreignWanting,
  nordicSa,
  slavicDays,
} from './lexiconAbroad';

/** The speaker in the habits of other languages: named within the quotation, or as a topic beside it. */
export const speakerAbroad = (text: string, unit: Span, quote: Span): Span | undefined =>
  innerSpeaker(text, quote) ?? topicOf(text, unit, quote);

/** The speaker by a foreign verb or preposition beside the marks, which also shows that they hold a quotation. */
export const frameAbroad = (text: string, unit: Span, quote: Span, isForeign: boolean): Span | undefined => {
  const verb = isForeign ? anyVerbAbroad : anyVerb;
  return (
    chineseSpeaker(text, quote) ??
    verbLast(text, unit, quote) ??
    (mayFrame(text, unit, quote, verb, isForeign)
      ? (afterwards(text, unit, quote, verb) ?? beforehand(text, unit, quote))
      : undefined)
  );
};

/** Whether a word beside a quotation may name its speaker; most texts are English and have none. */
function mayFrame(text: string, unit: Span, quote: Span, verb: RegExp, isForeign: boolean): boolean {
  const before = text.slice(Math.max(unit.from, quote.from - farthest), quote.from);
  const after = text.slice(quote.to, Math.min(unit.to, quote.to + 40));
  if (inserted.test(after) || soSaid.test(after)) return true;
  // `Talks will resume “soon”`, but `Sie will „eine Brücke“`
  const isNotEnglish = isForeign || !/["“'‘]/u.test(text.charAt(quote.from));
  for (const word of `${before} ${after}`.split(/[\s,،:.–—]+/u))
    if (frames.has(word.replace(pronounAfter, '')) && (isNotEnglish || !englishToo.has(word))) return true;
  return verb.test(`${text.charAt(quote.to - 1)}${after}`);
}

/** French pronouns after their verb: `dit-il`. */
const pronounsAfter = 'il|elle|ils|elles|on';
/** `a-t-elle` before a participle. */
const inverted = `(?:a|ont|avait|avaient|est|était)-(?:t-)?(?:${pronounsAfter})`;

/**
 * A small word between the pause after a quotation and a name, which counts as a verb of saying if the marks are not
 * English or an auxiliary precedes: `», tonne Luc Arnaud`, `“, blafft der Wirt`, `”, ha replicato il sindaco`.
 */
const anyVerbAfter = (marks: string): RegExp =>
  new RegExp(
    `^(?:${marks})(?:, ?)?(?:${inverted} \\p{Ll}|(?:(?:${foreignAuxiliaries.replaceAll(' ', '|')}) )?(?:(?:se|si|sich) |s[’'])?(?!(?:und|oder|aber|mais|pero|però|sed|wie|dass|que|che|qui|puis|dans|avec|pour|chez|nach|vor|mit|bei|con|per|por|para|da|in|le|la|les|el|il|der|die|das|so|sans|sin|senza|ohne|au|aux|auf|im|am)\\b)(?:fa|hace|faz|laat|gab|\\p{Ll}{4,})(?:-(?:t-)?(?:${pronounsAfter})(?!\\p{L})| (?!(?:${foreignPrepositions.replaceAll(' ', '|')}) )(?:(?:le|la|les|el|los|las|il|lo|gli|der|die|das|ein|eine|un|une|una) (?:\\p{Ll}+ )?)?(?:l[’'])?\\p{L}))`,
    'u',
  );

const withAuxiliary = `["”»](?=, (?:${foreignAuxiliaries.replaceAll(' ', '|')}) )`;
const anyVerb = anyVerbAfter(`[»«“](?=, ?\\p{Ll}{2})|${withAuxiliary}`);
/** The same for a text that is known to be in another language. */
const anyVerbAbroad = anyVerbAfter(`[»«“"”’'](?=, ?\\p{Ll}{2})|${withAuxiliary}`);

/** Any Polish, Ukrainian or Russian verb in the past tense; after a pause and a dash it is a verb of saying. */
export const pastVerb = '\\p{Ll}{3,}(?:ł|ła|li|ły|в|ла|ло|ли|л)(?:ся|сь| się)?(?!\\p{L})';

/** `возразила Ида`, `протестувала вона`: in a dialogue after dashes, any small word before a name or a pronoun. */
export const anyInsert =
  '\\p{Ll}{4,} (?:\\p{Lu}\\p{L}+|он|она|они|він|вона|вони|él|ella|lui|lei|elle|il|er|sie|ona)(?!\\p{L})';
const inserted = new RegExp(
  `^[,!?…]?(?: ?[—–]| -)(?: (?:${anyInsert}|${pastVerb} \\p{L}|\\p{Ll}{3,}(?:є|ить|їть|ться|ет|ит|тся) \\p{Ll}{3,})|\\p{Ll}{3,} (?:\\p{Lu}|(?:el|la|los|las|un|una) ))`,
  'u',
);

/** `“, so Einsatzleiter Moor`, `«, so der Direktor` */
const soSaid = /^, (?:so (?=(?:der|die|das|ein|eine|laut) |\p{Lu})|aldus )/u;

/** `murmura-t-elle` */
const pronounAfter = new RegExp(`-t$|-(?:t-)?(?:${pronounsAfter}|je)$`, 'u');
const pronounBehind = new RegExp(`-(?:${pronounsAfter}|je)$`, 'u');
const invertedVerb = new RegExp(`^${inverted}$`, 'u');

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const accordings = setOf(
  "Selon D’après D'après Pour Según Secondo Segundo Laut Volgens Enligt Według Segons Podle По לדברי",
);
/** `Nach Einschätzung der Feuerwehr war es „…“` */
const opinions = setOf('Einschätzung Ansicht Angaben Meinung Worten Auffassung Überzeugung');
/** `A polgármester szerint „…”`: these words follow the speaker. */
const accordingsAfter = setOf('szerint mukaan göre sõnul');
/** `לדבריו, "…"`: `according to him` in one word. */
const accordingsToHim = setOf('לדבריו לדבריה לדבריהם');
/** `По словам министра`, `За словами міністра` */
const sources = setOf('словам словами мнению думку данным даними');
/** `la capogruppo Anna Bassi, secondo cui “…”` */
const relatives = setOf('cui qui quien lequel laquelle');
const sayings = setOf(foreignSaying);
const nordicSaying = new RegExp(`^${nordicSa}`, 'u');
const callings = setOf(foreignCalling);
const wantings = setOf(foreignWanting);
const frontings = setOf(foreignFronting);
const articles = setOf(foreignArticles);
const frames: ReadonlySet<string> = new Set([
  ...sayings,
  ...accordings,
  ...accordingsToHim,
  ...accordingsAfter,
  ...opinions,
  ...sources,
  ...callings,
  ...wantings,
  ...relatives,
  'Para',
  'sa',
]);
const englishToo = setOf(foreignInEnglish);
const auxiliaries = setOf(`${foreignAuxiliaries} s’est s'est się sich se si est aussi également auch también anche`);

/** `« Oui », regrette Léa Morin, directrice`, `»Nein«, klagte der Wirt am Montag.` */
function afterwards(text: string, unit: Span, quote: Span, anyOf: RegExp): Span | undefined {
  const rest = text.slice(quote.to, Math.min(unit.to, quote.to + farthest));
  const begin = /^[,،.]?(?: ?[–—-])? ?/u.exec(rest)?.[0].length ?? 0;
  const words = wordsOf(rest.slice(begin), quote.to + begin);
  if (soSaid.test(rest)) return phrase(words.slice(1));
  let verb = words.findIndex(({ word }) => !auxiliaries.has(word));
  if (verb < 0) return undefined;
  if (
    !invertedVerb.test(words[verb]?.word ?? '') &&
    !sayings.has(words[verb]?.word.replace(pronounAfter, '') ?? '') &&
    !nordicSaying.test(rest.slice((words[verb]?.from ?? 0) - quote.to)) &&
    !anyOf.test(text.slice(quote.to - 1, quote.to + 40)) &&
    !inserted.test(rest)
  )
    return undefined;
  // `a fait savoir la mairie`
  while (/^(?:się|sich|se|si|savoir|valoir|remarquer|saber|sapere|wissen)$/u.test(words[verb + 1]?.word ?? '')) verb++;
  const said = words[verb] as Word;
  if (pronounBehind.test(said.word)) return { from: said.from + said.word.lastIndexOf('-') + 1, to: said.to };
  return phrase(words.slice(verb + 1));
}

/** `Selon la préfète, « … »`, `Il a ajouté que la ville « … »`, `Le ministre s’est dit « … »` */
function beforehand(text: string, unit: Span, quote: Span): Span | undefined {
  const from = Math.max(unit.from, quote.from - farthest);
  const last = /[.!?…] ?[»”“"]? +(?=\p{Lu}[^.!?…]*$)/u.exec(text.slice(from, quote.from));
  const begin = from + (last ? last.index + last[0].length : 0);
  const words = wordsOf(text.slice(begin, quote.from), begin);
  const [first, second] = [words[0]?.word ?? '', words[1]?.word ?? ''];
  const pauses = words.some((word) => word.pauses);
  const isOpinion = first === 'Para' && (determiners.has(second) || /^\p{Lu}/u.test(second));
  if (isOpinion && pauses) return phrase(words.slice(1));
  // `За його словами`
  if (/^(?:За|По)$/u.test(first) && sources.has(words[2]?.word ?? '')) return spanOf(words[1], words[1]);
  const isNamedBy = first === 'Nach' ? opinions.has(second) : accordings.has(first);
  const of = sources.has(second) || opinions.has(second) ? 2 : 1;
  if (isNamedBy) return pauses ? phrase(words.slice(of)) : namedFrom(words.slice(of));
  const after = words.findIndex(({ word }) => accordingsAfter.has(word));
  if (after > 0) return subject(words.slice(0, after));
  if (first === 'За' && sources.has(second)) return pauses ? phrase(words.slice(2)) : undefined;
  if (accordingsToHim.has(first)) return spanOf(words[0], words[0]);
  if (relatives.has(words[words.length - 1]?.word ?? '')) return beforeRelative(words);
  return wantedBy(text, words) ?? calledBy(text, words, quote) ?? saidBy(text, words, quote);
}

/** Words of time or place without `el`, which needs a day after it: `el lunes`. */
const timesAndPlaces = foreignAdverbials.replace(/ el(?= )/u, '').replaceAll(' ', '|');
/**
 * What may stand between a verb of saying and a quotation: a colon, `que`, `säger sig vara`, or a time or place and a
 * colon.
 */
const leading = new RegExp(
  `^(?:,? (?:qu[’']|(?:que|dass|daß|che|de|że|att|at|dat|hogy|että|що|что|че|ότι|πως|že|bahwa)(?!\\p{L})) ?.*|(?: sich| sig| si| se)? (?:estar|ser|être|essere|vara|være)| (?:у|в|w|na|auf|in|im|sur|en|i|på|su|no) [^,:]{2,25}(?=:)| (?:el )?(?:${timesAndPlaces})(?! [^:]*\\p{Lu}\\p{L}+ \\p{Lu}\\p{L}+ ?:)(?: [^,:]{2,25})?(?=:))?[ ,:]*$`,
  'u',
);

/** The speaker before a verb of saying, or after it: `Auf die Frage danach antwortete Marsch knapp: „…“` */
function saidBy(text: string, words: readonly Word[], quote: Span): Span | undefined {
  let verb = words.length - 1;
  while (verb > 0 && !sayings.has(words[verb]?.word ?? '')) verb--;
  if (verb < 1) return undefined;
  const between = text.slice(words[verb]?.to, quote.from);
  if (leading.test(between)) return whoBefore(text, words.slice(0, verb));
  const isInverted = words[verb - 1]?.pauses && /^ [^,:]*\p{Lu}[^,:]{0,40}: ?$/u.test(between);
  return isInverted ? namedFrom(words.slice(verb + 1)) : undefined;
}

/** The subject of the words before a verb: `Im Heft hatte Udo Maas geschrieben`, `Перед грою Уго Маас написав` */
function whoBefore(text: string, before: readonly Word[]): Span | undefined {
  const words = withoutAuxiliaries(before);
  const isFronted = frontings.has(words[0]?.word ?? '') && !words.some(({ pauses }) => pauses);
  const auxiliary = words.findIndex(({ word }) => auxiliaries.has(word));
  const who = subject(isFronted ? words.slice(auxiliary > 0 ? auxiliary + 1 : 2) : words);
  return who && withoutPredicate(text, who);
}

/** `Il veut désormais « une statue »`, `Nun will er „ein Denkmal“` */
function wantedBy(text: string, words: readonly Word[]): Span | undefined {
  const [verb, last] = [words[words.length - 2], words[words.length - 1]];
  if (wantings.has(last?.word ?? '')) return whoBefore(text, words.slice(0, -1));
  if (!wantings.has(verb?.word ?? '') || determiners.has(last?.word ?? '') || !/^\p{Ll}/u.test(last?.word ?? ''))
    return undefined;
  return pronouns.has(last?.word ?? '') ? spanOf(last, last) : whoBefore(text, words.slice(0, -2));
}

/** The words before a verb without its auxiliaries: `a`, or `a quant à lui` after a pause. */
function withoutAuxiliaries(words: readonly Word[]): readonly Word[] {
  let end = words.length;
  const pause = words.map(({ pauses }) => pauses).lastIndexOf(true);
  if (pause >= 0 && auxiliaries.has(words[pause + 1]?.word ?? '')) end = pause + 1;
  while (end > 0 && auxiliaries.has(words[end - 1]?.word ?? '')) end--;
  return words.slice(0, end);
}

/** `Eva Kern sprach von einem „Desaster“`, `Il a qualifié la loi de « cadeau »` */
function calledBy(text: string, words: readonly Word[], quote: Span): Span | undefined {
  let verb = words.length - 1;
  while (verb > 0 && !callings.has(words[verb]?.word ?? '')) verb--;
  const last = words[words.length - 1];
  // `den så kallade ”engelska bron”`
  if (words[verb - 1]?.word === 'så') return undefined;
  if (verb < 1 || !last || quote.from - (words[verb]?.to ?? 0) > farthestCall || last.pauses) return undefined;
  // A word alone counts only if it is no name: `nannte die Fähre „unsinkbar“`.
  if (!articles.has(last.word) && !/^.\s?\p{Ll}|\S\s\S/u.test(text.slice(quote.from, quote.to - 1))) return undefined;
  return whoBefore(text, words.slice(0, verb));
}

/** `Volgens hem was er` */
const obliques = setOf('hem haar hen ihm ihr ihnen lui loro él ella ell');

/** `Volgens burgemeester De Wit was de loods ‘een tijdbom’`: no comma follows, so the speaker ends with the name. */
function namedFrom(words: readonly Word[]): Span | undefined {
  if (obliques.has(words[0]?.word ?? '')) return spanOf(words[0], words[0]);
  let last = words.findIndex(({ word }) => /^\p{Lu}/u.test(word));
  if (last < 0)
    return /^\p{Ll}/u.test(words[0]?.word ?? '')
      ? spanOf(words[0], words[determiners.has(words[0]?.word ?? '') ? 1 : 0])
      : undefined;
  while (/^\p{Lu}/u.test(words[last + 1]?.word ?? '')) last++;
  return spanOf(words[0], words[last]);
}

/** The speaker meant by `secondo cui` at the end: the noun phrase before it, from its article. */
function beforeRelative(words: readonly Word[]): Span | undefined {
  const last = words.length - 3;
  if (!/^(?:secondo|selon|según|segundo)$/u.test(words[last + 1]?.word ?? '')) return undefined;
  let first = last;
  while (first > 0 && !determiners.has(words[first]?.word ?? '') && !words[first - 1]?.pauses) first--;
  return spanOf(words[first], words[last]);
}

/** How far before a quotation the verb of `called it “…”` may stand, in UTF-16 units. */
const farthestCall = 60;

/** Small words within a noun phrase. */
const joiners = setOf(
  'von vom van der des den de del della dei degli di du da do dos la le las los el i y und et e zu zum zur für in im aus',
);

/** Words that follow a subject without being a part of it. */
const predicateStarts = setOf("se si sich zich sig s’est s'est est était ist wird war es está fue era è é foi ha hat");
/** `Et d’ajouter :`, `Já a mulher dele resume:` */
const openings = setOf(
  'Et Mais Aber Doch Und Pero Y Já Mas E Ma Maar En Men Och Але А Но И Ale Тепер Теперь Jetzt Nun Ahora Désormais Ora Teraz Nu Agora',
);

/** The subject before a colon, without its verb and the rest: `Der Einsatzleiter | wird deutlich: „…“`. */
export function withoutPredicate(text: string, { from, to }: Span): Span | undefined {
  const all = wordsOf(text.slice(from, to), from);
  const words = openings.has(all[0]?.word ?? '') ? all.slice(1) : all;
  const isVerb = ({ word }: Word, at: number): boolean =>
    at > 0 &&
    (sayings.has(word) ||
      predicateStarts.has(word) ||
      (at > 1 && !/^\p{Lu}/u.test(word) && !joiners.has(word) && /^\p{Lu}/u.test(words[at - 1]?.word ?? '')));
  const verb = words.findIndex(isVerb);
  if (/^d[’']/u.test(words[0]?.word ?? '')) return undefined;
  if (pronouns.has(words[0]?.word ?? '')) return spanOf(words[0], words[0]);
  return spanOf(words[0], words[verb < 0 ? words.length - 1 : verb - 1]);
}

interface Word extends Span {
  readonly word: string;
  /** Whether a comma or the like follows. */
  readonly pauses: boolean;
}

function wordsOf(text: string, offset: number): readonly Word[] {
  return [...text.matchAll(/[^\s,،؛;:.!?«»„“”"״–—]+(?:\.(?=\s(?:\p{Ll}{2,4}\.\s)?\p{Lu}))?/gu)].map((match) => {
    const from = offset + match.index;
    const end = match.index + match[0].length;
    return {
      word: match[0],
      from,
      to: offset + end,
      pauses: /[,،؛;:.!?«»–—]/u.test(text.charAt(end)) || / [–—-]/u.test(text.slice(end, end + 2)),
    };
  });
}

/** The words up to a pause, or up to the time, place or manner of saying. */
function phrase(words: readonly Word[]): Span | undefined {
  if (pronouns.has(words[0]?.word ?? '')) return spanOf(words[0], words[0]);
  const [first, second] = [words[0]?.word ?? '', words[1]?.word ?? ''];
  // `cuenta a este diario Julio Vega`, `racconta al Corriere di Velm il pensionato`
  if (first === 'a' && demonstratives.has(second)) return phrase(words.slice(3));
  if (toThe.has(first)) {
    const other = words.findIndex(({ word }, at) => at > 1 && definites.has(word));
    return other < 0 ? undefined : phrase(words.slice(other));
  }
  if (withoutSpeaker.has(first) || (first === 'a' && /[aei]r$/u.test(second)) || isDayAt(words, 0)) return undefined;
  const pause = words.findIndex(({ pauses }) => pauses);
  const whole = pause < 0 ? words : words.slice(0, pause + 1);
  const end = whole.findIndex(
    ({ word }, at) =>
      at > 0 &&
      (nameEnds.has(word) ||
        word.startsWith('(') ||
        isDayAt(whole, at) ||
        isToWhom(whole, at) ||
        (ins.has(word) && indefinites.has(whole[at + 1]?.word ?? '')) ||
        (at === whole.length - 1 && verbalPrefixes.has(word)) ||
        (conjunctions.has(word) && isOtherVerb(whole[at + 1]))),
  );
  const last = whole[end < 0 ? whole.length - 1 : end - 1];
  return spanOf(whole[0], last);
}

/** What ends the name of a speaker: `herinnert Ida Smit zich`, `disse la vedova senza voltarsi`. */
const nameEnds = setOf(
  `${foreignAdverbials} ${foreignAudiences} zich sich seg sig senza sem utan ohne sans sin zonder uden uten bez без`,
);
/** The addressee, after two words of a name: `sagte Urs Keller der Zeitung`. */
const isToWhom = (words: readonly Word[], at: number): boolean =>
  /^de[rmn]$/u.test(words[at]?.word ?? '') &&
  [at - 2, at - 1, at + 1].every((near) => /^\p{Lu}/u.test(words[near]?.word ?? ''));

/** Whether another verb follows, not another name: `und wandte sich ab`. */
const isOtherVerb = (next: Word | undefined): boolean =>
  next !== undefined && /^\p{Ll}/u.test(next.word) && !determiners.has(next.word);

const pronouns = setOf('elle ils elles er sie ze hij hon han él ella lui lei він вона вони он она они zij');
/** Words after which no speaker is named: `añadió ante medio centenar de vecinos`. */
const withoutSpeaker = setOf(`${foreignAudiences} desde da dal dalla aus von vom в у`);
const toThe = setOf('al alla allo agli ai au aux ao à');
const definites = setOf('il lo la i gli le el los las un una une o');
const demonstratives = setOf('este esta ese esa nuestro questo questa');
/** `teilte ein Sprecher mit` */
const verbalPrefixes = setOf('mit ein fort hinzu klar fest an zu weten wissen');
/** The manner of saying: `in einer Mitteilung`, `en un comunicado`. */
const [ins, indefinites] = [
  'in en i dans em w у в v per via zu au',
  'einer einem un una une ett en een et nota uma um Protokoll Bedenken micro komunikacie rozmowie prohlášení rozhovoru заяві коментарі интервью',
].map(setOf) as [ReadonlySet<string>, ReadonlySet<string>];
const slavicIn = setOf('у в во w we');
const days = setOf(slavicDays);
/** `we wtorek` */
const isDayAt = (words: readonly Word[], at: number): boolean =>
  slavicIn.has(words[at]?.word ?? '') && days.has(words[at + 1]?.word ?? '');
const conjunctions = setOf('und et y e ed och en i и і та');
const determiners = setOf(
  `${foreignArticles} o a os as der die das le la les el los las il lo gli de het sein seine ihr ihre son sa su`,
);

/** The subject before a verb: the name in its insert, else the words before the insert, else those after a pause. */
function subject(words: readonly Word[]): Span | undefined {
  const pauses = words.flatMap(({ pauses: isPause }, at) => (isPause ? [at] : []));
  const [first = -1, second = -1] = pauses.slice(-2);
  if (second === words.length - 1 && first >= 0) {
    const insert = words.slice(first + 1);
    const isName = insert.length > 1 && insert.every(({ word }) => /^\p{Lu}/u.test(word));
    return isName ? spanOf(insert[0], insert[insert.length - 1]) : spanOf(words[0], words[first]);
  }
  return spanOf(words[(pauses[pauses.length - 1] ?? -1) + 1], words[words.length - 1]);
}

function spanOf(first: Word | undefined, last: Word | undefined): Span | undefined {
  return first && last ? { from: first.from, to: last.to } : undefined;
}

const inner = new RegExp(
  `[,–—-] ?(?:${foreignAuxiliaries.replaceAll(' ', '|')})? ?(?:${foreignSaying.replaceAll(' ', '|')})(?:-t-(?=il|elle))?[ -]((?:(?:le|la|les|l[’\']|el|los|las|il|lo|gli|der|die|das|elle|M\\.|Mme) ?)?[^,«»“”"\n]{2,40}?)(?=[,–—.]| -)`,
  'u',
);

/** The speaker in a clause within the quotation: `« Oui, reconnaît la mairesse, c’est fini. »` */
function innerSpeaker(text: string, { from, to }: Span): Span | undefined {
  const match = inner.exec(text.slice(from, Math.min(to, from + 400)));
  const name = match?.[1];
  if (!match || name === undefined) return undefined;
  const begin = from + match.index + match[0].lastIndexOf(name);
  return { from: begin, to: begin + name.length };
}
