import assert from 'node:assert/strict';
import { quoteMatches } from '../../../src/core/crosslink/quoteCheck';
import { mended, readingDraft, type DraftReading } from '../../../src/core/state/draft';
import { indexSources } from '../../../src/core/state/sourceIndex';
import { drain } from '../../../src/core/text/steps';

const ferry =
  'Ferry service to Ostra resumes\n\nThe ferry between Holm and Ostra will sail again from 4 May, the operator Norrline said on Friday. “We have repaired both engines and replaced the radar, and we will not raise fares this year,” said Ilse Brandt, its director. Some 320 islanders had signed a letter that asked for the service.\n';
const index = indexSources([{ name: 'ferry.txt', text: ferry }]);

const read = (text: string): DraftReading => drain(readingDraft(index, text));

describe('a draft checked against the sources', () => {
  const draft =
    'Norrline says that the ferry between Holm and Ostra will sail again from 4 May. “We have repaired both engines and replaced the radar, and we will not raise fares this year,” Ilse Brandt said. “We have repaired three engines and replaced the radar,” she added. The town council of Varga bought nine electric buses for 2.4 million crowns in March.\n';

  it('has each quotation with its verdict, and the changed words', () => {
    const quotes = read(draft).quotes.map(({ from, to, found }) => ({
      quote: draft.slice(from, to),
      verdict: found.verdict,
      changed:
        found.verdict === 'absent'
          ? []
          : found.differences.map(({ quote }) => draft.slice(from + quote.from, from + quote.to)),
    }));
    assert.deepEqual(quotes, [
      {
        quote: '“We have repaired both engines and replaced the radar, and we will not raise fares this year,”',
        verdict: 'verbatim',
        changed: [],
      },
      { quote: '“We have repaired three engines and replaced the radar,”', verdict: 'altered', changed: ['three'] },
    ]);
  });

  it('has each claim with who states it, or that no source surely does', () => {
    const claims = read(draft).claims.map(({ from, to, isStated, nearest }) => ({
      claim: draft.slice(from, to),
      isStated,
      first: nearest[0] && ferry.slice(nearest[0].from, nearest[0].to),
    }));
    const told = claims.find(({ claim }) => claim.includes('sail again'));
    const untold = claims.find(({ claim }) => claim.startsWith('The town council'));
    assert.equal(
      told?.first,
      'The ferry between Holm and Ostra will sail again from 4 May, the operator Norrline said on Friday.',
    );
    assert.equal(untold?.isStated, false);
  });
});

describe('a difference between a draft and its sources', () => {
  const hospital =
    'Minutes of the hospital board of Santoro\n\nIn the maternity ward of Santoro 212 children were born last year. The chair of the board, Livia Costa, said that the ward would close on 30 June.\n\n“It is a black day for the valley,” said Irene Dahl of the union.\n';
  const against = (text: string) =>
    drain(readingDraft(indexSources([{ name: 'minutes.txt', text: hospital }]), `# Santoro\n\n${text}\n`));

  it('is a figure, shown next to that of the source', () => {
    const draft = 'In the maternity ward of Santoro 121 children were born last year, the board says.';
    const [found] = against(draft).claims.flatMap(({ unlike }) => unlike);
    assert.deepEqual(found && [found.aspect, found.source, hospital.slice(found.b.from, found.b.to)], [
      'figure',
      'minutes.txt',
      '212',
    ]);
    const same = 'In the maternity ward of Santoro 212 children were born last year, the board says.';
    assert.deepEqual(
      against(same).claims.flatMap(({ unlike }) => unlike),
      [],
    );
  });

  it('is a block quote with other words; one that no source has much of is a text of its own', () => {
    const [found] = against('> It is a dark day for the valley.').quotes;
    assert.equal(found?.found.verdict, 'altered');
    assert.deepEqual(against('> Write to us at any time about whatever you like.').quotes, []);
  });

  it('is reported once for a block quote: its sentence is not a claim as well', () => {
    const { quotes, claims } = against('> In the maternity ward of Santoro 121 children were born last year.');
    assert.deepEqual(quotes.map(({ found }) => found.verdict), ['altered']); // prettier-ignore
    assert.deepEqual(claims, []);
  });

  it('is no speaker if the draft names none', () => {
    const [found] = against('The union speaks of “a black day for the valley”.').quotes;
    assert.equal(found?.found.verdict, 'verbatim');
  });

  it('is no speaker of a single word that is capitalised only for its place', () => {
    const verdicts = (text: string) => against(text).quotes.map(({ found }) => found.verdict);
    const quote = '“It is a black day for the valley,”';
    assert.deepEqual(verdicts(`Grief followed: ${quote} it was said.`), ['verbatim']);
    assert.deepEqual(verdicts(`Livia Costa was there. Costa added: ${quote} it was said.`), ['altered']);
  });

  it('is reported for each paragraph of a block quote, even of nested ones', () => {
    assert.deepEqual(against('> > “It is a black day for the valley,”\n>\n> That is what the union says.').quotes.map(({ found }) => found.verdict), ['verbatim']); // prettier-ignore
    const words = 'It is a black day for the valley.';
    assert.deepEqual(
      against(`>>\n> ${words}`).quotes.map(({ from, to }) => to - from),
      [words.length],
    );
  });
});

describe('replacing a quotation with the words of the source', () => {
  const cases: readonly (readonly [what: string, quote: string, mended: string | undefined])[] = [
    [
      'take the place of others',
      '“We have repaired three engines and replaced the radar”',
      '“We have repaired both engines and replaced the radar”',
    ],
    [
      'come back where one was dropped',
      '“We have repaired both engines and replaced radar”',
      '“We have repaired both engines and replaced the radar”',
    ],
    ['are not the reporter’s after the closing mark', '“and we will not raise this year, we have repaired”', undefined],
    [
      'go where one was added',
      '“We have now repaired both engines and replaced the radar”',
      '“We have repaired both engines and replaced the radar”',
    ],
    [
      'keep what may differ: an ellipsis, a first letter in brackets',
      '“[W]e have repaired both motors […] and we will not raise fares this year”',
      '“[W]e have repaired both engines […] and we will not raise fares this year”',
    ],
    [
      'bring back the “not” that was left out',
      '“we will raise fares this year”',
      '“we will not raise fares this year”',
    ],
  ];
  for (const [what, quote, expected] of cases)
    it(what, () => {
      const [match] = quoteMatches(index, quote);
      assert.equal(match && mended(index, quote, match), expected);
    });

  it('is not offered if somebody else said them', () => {
    const [match] = quoteMatches(index, '“We have repaired both engines”', { speaker: 'Tomas Rell' });
    assert.equal(match?.fault, 'speaker');
    assert.equal(match && mended(index, '“We have repaired both engines”', match), undefined);
  });
});
