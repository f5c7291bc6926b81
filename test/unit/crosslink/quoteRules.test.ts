import assert from 'node:assert/strict';
import { checkQuote } from '../../../src/core/crosslink/quoteCheck';
import { indexSources } from '../../../src/core/state/sourceIndex';
import { seeded } from '../random';

/** Sources of an invented town. Each paragraph is one person's words, or the reporter's. */
const paragraphs = [
  '“We will not close the north quay before the spring, and we could not do so if we wanted to,” said Ilse Brandt, the harbour master. “The cranes were built for forty ships a year, and more than fifty come.”',
  '“The council has never asked the fishermen what they need, although almost all of them live within two miles of the office,” Odo Marsk said on Tuesday. “It’s not only the quay that is falling apart; the first pier is, too.”',
  'The report, which the board of Holm kept back for nine weeks, finds that the difficult winter was the cause of the flooding — and that the efficient pumps of 2019 would have saved some “three or four” of the eleven warehouses.',
  'She left the hall before the vote, but her deputy stayed until the end, and he told the members that the town should pay 1.5 million crowns, or 12% of its budget, for the old ferry Aurelia and her three boats.',
  'Nobody at the shipyard had been told that the engines might be sold; they didn’t learn it from Tomas Rell, who doesn’t speak to Ada Lind, and perhaps they would rather have waited for the judge’s decision in March.',
];

interface Drawn {
  readonly pick: <T>(list: readonly T[]) => T;
  readonly below: (n: number) => number;
}

type Change = (quote: string, drawn: Drawn) => string | undefined;

const blanks = (text: string): number[] => [...text.matchAll(/(?<=[\p{L},;]) (?=\p{L})/gu)].map(({ index }) => index);
const put = (text: string, at: number, words: string, length = 0): string =>
  text.slice(0, at) + words + text.slice(at + length);
/** Replaces one match of the pattern with other words; undefined if there is none. */
const swapped = (
  text: string,
  pattern: RegExp,
  other: (found: string) => string,
  { pick }: Drawn,
): string | undefined => {
  const all = [...text.matchAll(new RegExp(pattern, 'gu'))];
  if (all.length === 0) return undefined;
  const one = pick(all);
  const made = put(text, one.index, other(one[0]), one[0].length).replace(/ {2,}/gu, ' ').trim();
  return made === text ? undefined : made;
};

/** What a careful writer may do: each keeps the words, or says what it does to them. */
const honest: Readonly<Record<string, Change>> = {
  'wraps lines': (quote, { below }) => {
    const width = 20 + below(30);
    return quote.replace(new RegExp(`(.{1,${String(width)}})(?: |$)`, 'gu'), '$1\n').trim();
  },
  'wraps lines of a quoted mail': (quote) => quote.replace(/(.{1,40})(?: |$)/gu, '> $1\n').trim(),
  'puts single marks inside': (quote) => quote.replace(/[“”]/gu, (mark) => (mark === '“' ? '‘' : '’')),
  'puts straight marks': (quote) => quote.replace(/[“”]/gu, '"').replace(/[‘’]/gu, "'"),
  'puts marks of another language': (quote) => `„${quote.replace(/[“”]/gu, '')}“`,
  'writes ligatures': (quote) =>
    quote.replaceAll('ffi', 'ﬃ').replaceAll('fi', 'ﬁ').replaceAll('fl', 'ﬂ').replaceAll('ff', 'ﬀ'),
  'writes other dashes': (quote, { pick }) => quote.replace(/ — /gu, pick([' – ', '—', ' - ', ' -- ', '--'])),
  'takes letters and accents apart': (quote) => quote.normalize('NFD'),
  'writes soft hyphens': (quote) => quote.replace(/(\p{L}{4})(?=\p{L}{3})/gu, '$1\u00ad'),
  'hides a blank in a word': (quote) => quote.replace(/(\p{L}{3})(?=\p{L}{4})/u, '$1\u200b'),
  'writes blanks that don’t break': (quote) => quote.replaceAll(' ', '\u00a0'),
  'breaks a word at a line’s end': (quote, drawn) =>
    swapped(quote, /\p{L}{9,}/u, (word) => `${word.slice(0, 5)}-\n${word.slice(5)}`, drawn),
  'sets words in bold': (quote, drawn) => swapped(quote, /\p{L}{4,}/u, (word) => `**${word}**`, drawn),
  'makes a link': (quote, drawn) =>
    swapped(quote, /\p{L}{4,} \p{L}+(?=[ ,.])/u, (words) => `[${words}](https://example.org/a_(b))`, drawn),
  'begins with an ellipsis': (quote, { pick }) => pick(['…', '... ', '[…] ', '. . . ']) + quote,
  'ends with an ellipsis': (quote, { pick }) => quote.replace(/[.,;]?$/u, '') + pick(['…', ' ...', ' […]', '....']),
  'puts sic': (quote, { pick }) => put(quote, pick(blanks(quote)), pick([' [sic]', ' (sic)', ' [sic!]'])),
  'puts words in': (quote, { pick }) =>
    put(quote, pick(blanks(quote)), pick([' [in Holm]', ' [as the mayor, Ada Lind, put it]', ' [the harbour’s]'])),
  'names whom a pronoun means': (quote, drawn) =>
    swapped(quote, /\b(?:she|he|they|she|it|them|her)\b/u, () => '[the board]', drawn),
  'changes the first letter in brackets': (quote) =>
    quote.replace(
      /^(\p{L})/u,
      (letter) => `[${letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()}]`,
    ),
  'changes the first letter': (quote) =>
    quote.replace(/^\p{L}/u, (letter) =>
      letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
    ),
  'goes on with a capital after an ellipsis': (quote, { pick }) => {
    const clauses = [...quote.matchAll(/, (?:and|but|which|or|although) (\p{L})/gu)];
    if (clauses.length < 2) return undefined;
    const [from, to] = [clauses[0]!, clauses[1]!];
    if (/not|n’t|never|nobody/iu.test(quote.slice(from.index, to.index))) return undefined;
    const rest = quote.slice(to.index + 2);
    return (
      quote.slice(0, from.index) +
      pick([' … ', ' ... ', ' […] ', '. . . . ']) +
      rest.charAt(0).toUpperCase() +
      rest.slice(1)
    );
  },
  'ends with a comma inside the marks': (quote) => `“${quote.replace(/[.,;]$/u, '')},”`,
  'ends with a point outside the marks': (quote) => `‘${quote.replace(/[.,;]$/u, '')}’.`,
  'writes a mark of a footnote': (quote, { pick }) =>
    put(quote, pick(blanks(quote)), pick(['[3]', '[12]', '¹', '²³', ' [a]'])),
};

/** Changes that make a quotation say something else. */
const dishonest: Readonly<Record<string, Change>> = {
  'drops a negation': (quote, drawn) => swapped(quote, / (?:not|never)(?= )/u, () => '', drawn),
  'takes the negation of a contraction': (quote, drawn) =>
    swapped(quote, /\b(?:didn’t|doesn’t)/u, (word) => word.replace('n’t', ''), drawn),
  'puts a negation': (quote, drawn) =>
    swapped(quote, / (?:will|could|has|was|were|would|might|should) /u, (word) => `${word}not `, drawn),
  'makes could of would': (quote, drawn) =>
    swapped(
      quote,
      /\b(?:could|would|should|might|will)\b/u,
      (word) => drawn.pick(['could', 'would', 'should', 'might', 'must'].filter((one) => one !== word)),
      drawn,
    ),
  'changes a number word': (quote, drawn) =>
    swapped(
      quote,
      /\b(?:two|three|four|nine|eleven|forty|fifty|first)\b/u,
      (word) => (word === 'first' ? 'second' : drawn.pick(['six', 'thirty', 'seven'])),
      drawn,
    ),
  'changes a figure': (quote, drawn) =>
    swapped(
      quote,
      /\b(?:1\.5|12|2019)/u,
      (figure) => (figure === '1.5' ? drawn.pick(['15', '1.6', '1,5']) : String(Number(figure) + 1)),
      drawn,
    ),
  'changes a unit': (quote, drawn) =>
    swapped(
      quote,
      /\b(?:million|miles|weeks|crowns)\b|%/u,
      (unit) => (unit === 'million' ? 'billion' : unit === '%' ? '‰' : 'leagues'),
      drawn,
    ),
  'changes the tense': (quote, drawn) =>
    swapped(
      quote,
      /\b(?:was|were|is|has|had|finds|left|stayed|told)\b/u,
      (word) =>
        ({
          was: 'is',
          were: 'are',
          is: 'was',
          has: 'had',
          had: 'have',
          finds: 'found',
          left: 'leaves',
          stayed: 'stays',
          told: 'tells',
        })[word] ?? 'be',
      drawn,
    ),
  'makes a plural': (quote, drawn) =>
    swapped(
      quote,
      /\b(?:quay|cranes|ships|office|pier|winter|pumps|warehouses|vote|town|engines|members)\b/u,
      (word) => (word.endsWith('s') ? word.slice(0, -1) : `${word}s`),
      drawn,
    ),
  'turns a comparison': (quote, drawn) =>
    swapped(
      quote,
      /\bmore than\b|\bbefore\b|\bwithin\b|\buntil\b/u,
      (word) => ({ 'more than': 'less than', before: 'after', within: 'beyond', until: 'since' })[word] ?? '',
      drawn,
    ),
  'drops a hedge': (quote, drawn) => swapped(quote, / (?:almost|perhaps|some|rather)(?= )/u, () => '', drawn),
  'drops “not only”': (quote, drawn) => swapped(quote, / not only(?= )/u, () => '', drawn),
  'drops “only”': (quote, drawn) => swapped(quote, / only(?= )/u, () => '', drawn),
  'makes or of and': (quote, drawn) => swapped(quote, /\band\b/u, () => 'or', drawn),
  'makes most of all': (quote, drawn) => swapped(quote, /\ball\b/u, () => 'most', drawn),
  'changes a pronoun': (quote, drawn) =>
    swapped(
      quote,
      /\b(?:we|he|she|they|her|them)\b/u,
      (word) => ({ we: 'they', he: 'she', she: 'he', they: 'we', her: 'his', them: 'us' })[word] ?? 'it',
      drawn,
    ),
  'swaps names': (quote, drawn) =>
    swapped(
      quote,
      /\b(?:Holm|Tomas Rell|Ada Lind|Aurelia|March)\b/u,
      (name) => drawn.pick(['Varga', 'Odo Marsk', 'May'].filter((one) => one !== name)),
      drawn,
    ),
  'turns the order of clauses': (quote) => {
    const at = quote.search(/, (?:and|but|which|or|although) /u);
    if (at < 20 || at > quote.length - 25) return undefined;
    return `${quote.slice(at + 2).replace(/[.,;]$/u, '')}, ${quote.slice(0, at)}`;
  },
  'puts words in the middle': (quote, { pick }) =>
    put(quote, pick(blanks(quote)), pick([' really', ' very', ' of course'])),
  'drops a word of the middle': (quote, drawn) => swapped(quote, /(?<=\p{L} )\p{Ll}{3,} (?=\p{L})/u, () => '', drawn),
  'ends inside a word': (quote) =>
    /\p{L}{6}[.,;”]*$/u.test(quote) ? quote.replace(/\p{L}{2}[.,;”]*$/u, '') : undefined,
  'lets an ellipsis swallow a “not”': (quote, { pick }) => {
    const at = / (?:\p{L}+ (?:not|never)|didn’t|doesn’t) /u.exec(quote);
    return at && at.index > 0 ? put(quote, at.index, pick([' … ', ' [...] ']), at[0].length) : undefined;
  },
  'puts another number in brackets': (quote, drawn) =>
    swapped(quote, /\b(?:two|three|four|nine|eleven|forty|fifty)(?= \p{L})/u, () => '[seventeen]', drawn),
  'puts a negation in brackets': (quote, drawn) =>
    swapped(quote, / (?:will|could|has|was|were|would|might|should) /u, (word) => `${word}[not] `, drawn),
  'joins another person’s words': (quote, { pick }) =>
    paragraphs[0]!.includes(quote) && !/[“”]/u.test(quote)
      ? `${quote.replace(/[.,;]$/u, '')}${pick([' … ', '. ', ' [...] '])}almost all of them live within two miles of the office`
      : undefined,
  'joins words of another paragraph': (quote, { pick }) =>
    paragraphs.slice(0, 3).some((text) => text.includes(quote))
      ? `${quote.replace(/[.,;]$/u, '')}${pick([' … ', '. ', ' [...] '])}they didn’t learn it from Tomas Rell`
      : undefined,
};

/** A stretch of eight and more words of one paragraph, from the start of a word to the end of one, in no mark alone. */
function stretch(text: string, { below }: Drawn): string {
  const words = [...text.matchAll(/[^\s—]+/gu)];
  const from = below(words.length - 12);
  const to = Math.min(words.length - 1, from + 8 + below(20));
  return text
    .slice(words[from]!.index, words[to]!.index + words[to]![0].length)
    .replace(/^[“‘]|[.,;:]?[”’]?[.,;:]?$/gu, '');
}

const drawnBy = (next: () => number): Drawn => {
  const below = (n: number): number => Math.floor(next() * n);
  return { below, pick: (list) => list[below(list.length)]! };
};

/** The layouts of the source. */
const settings: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'wrapped at 50': (text) => text.replace(/(.{1,50})(?: |$)/gu, '$1\n'),
  'with footnotes': (text) => text.replace(/(?<=\p{L}{5}),/gu, ',[4]').replace(/(?<=[a-z]{4})\.(?= |”)/gu, '.¹'),
  'quoted with marks of a mail': (text) => text.replace(/(.{1,60})(?: |$)/gu, '> $1\n'),
};

const seeds = 40;

for (const [setting, set] of Object.entries(settings)) {
  const index = indexSources([{ name: 'holm.txt', text: paragraphs.map(set).join('\n\n') }]);

  describe(`a quotation of a source that is set ${setting}`, () => {
    for (const [what, change] of Object.entries(honest))
      it(`passes if a writer ${what}`, () => {
        for (let seed = 1; seed <= seeds; seed++) {
          const drawn = drawnBy(seeded(seed));
          const quote = stretch(drawn.pick(paragraphs), drawn);
          const made = change(quote, drawn);
          if (made === undefined) continue;
          const { verdict } = checkQuote(index, made);
          assert.ok(verdict === 'verbatim' || verdict === 'honest', `${verdict}: ${made}\n  of: ${quote}`);
        }
      });

    for (const [what, change] of Object.entries(dishonest))
      it(`does not pass if a writer ${what}`, () => {
        let tried = 0;
        for (let seed = 1; seed <= seeds; seed++) {
          const drawn = drawnBy(seeded(seed * 7));
          const quote = stretch(drawn.pick(paragraphs), drawn);
          const made = change(quote, drawn);
          if (made === undefined || (what !== 'ends inside a word' && paragraphs.some((text) => text.includes(made))))
            continue;
          tried++;
          const { verdict } = checkQuote(index, made);
          assert.ok(verdict === 'altered' || verdict === 'absent', `${verdict}: ${made}\n  of: ${quote}`);
        }
        assert.ok(tried > 0, 'never tried');
      });
  });
}
