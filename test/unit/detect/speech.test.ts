import assert from 'node:assert/strict';
import { readBlocks } from '../../../src/core/detect/blocks';
import { layoutOf } from '../../../src/core/detect/layout';
import type { Span } from '../../../src/core/text/change';
import { judgeSpeech } from '../../../src/core/detect/speech';
import type { Suggestion } from '../../../src/core/detect/suggestion';
import { mark, marked } from '../notation';

function speech(source: string): readonly Suggestion[] {
  const { text, labels, toSource } = layoutIn(source);
  return judgeSpeech(text, readBlocks(text, {}, undefined, undefined, labels)).map(({ speaker, ...one }) => ({
    ...one,
    ...toSource(one),
    ...(speaker ? { speaker: toSource(speaker) } : {}),
  }));
}
const layoutIn = (source: string) => {
  const layout = layoutOf(source);
  return { text: layout.text, labels: layout.labels, toSource: (span: Span) => layout.toSource(span) };
};
const quotes = (text: string): readonly Suggestion[] => speech(text).filter(({ kind }) => kind === 'quote');
const reported = (text: string): readonly Suggestion[] => speech(text).filter(({ kind }) => kind !== 'quote');

/** Each suggestion's speaker, `-` where it has none. */
const speakers = (text: string, found: readonly Suggestion[]): string[] =>
  found.map(({ speaker }) => (speaker ? text.slice(speaker.from, speaker.to) : '-'));

describe('quotations', () => {
  for (const notation of [
    '[“We had no choice,”] said Jo Marsh. [“The bridge was about to fall.”]',
    'Marsh said: ["We had no choice at all."]',
    '[‘We had no choice with the leaders’ call,’] said Marsh, and it wasn’t a plea.',
    "[‘Nobody's asked us about the ’90s,’] he said.",
    'The mayor’s aides and the councillors’ lawyers said the deal was [“dead in the water”].',
    '[“He told me ‘no’ and left me there,”] Marsh said.',
    '[‘He told me “no” and left me there,’] Marsh said.',
    '[„Wir hatten keine andere Wahl“], sagte Marsh.',
    '[»Wir hatten keine andere Wahl«], sagte Marsh.',
    '[« Nous n’avions pas le choix »], a dit Marsh.',
    '[«No teníamos otra opción»], dijo Marsh.',
    '[”Vi hade inget annat val”], sade Marsh.',
    '彼は[「橋は閉鎖されるだろうと思う」]と言った。',
    'Marsh called it [“reckless”], and the plan [“a serious step back”].',
    '[“A first paragraph of the speech.]\n\n[“A second paragraph of the speech,”] Marsh said.',
    'Marsh said, [“It begins in this paragraph.]\n\n[It ends in this one.”] Nobody spoke.',
    '[“It was wrapped,\nfor the first time,”] he told reporters.',
  ]) {
    it(notation, () => {
      const { text } = marked(notation.replaceAll('\\n', '\n'));
      assert.equal(mark(text, quotes(text)), notation);
    });
  }

  for (const text of [
    'The “bridge of sighs” carries 41,000 cars a day.',
    'The so-called “ghost fleet” has grown to 300 ships.',
    'Known as “Big Bo”, Chen ran the port for years.',
    'Her novel “The Salt Road” won the prize in 2019.',
    'The word “resilient” appears nine times in the report.',
    'If the ‘coalition of the able’ holds, the port may open.',
    'A pipe of 12" and a wall of 6\'2" were built in the ’90s.',
    'Set `x = "a long string of words here"` in the file.',
    'See [the page](https://orlen.example "The title of a page").',
    'The rock ’n’ roll years of the dogs’ owners’ club are over.',
    'An unfinished “mark stands here and is a slip of the pen.',
    '> The page has moved to another place.\n>\n> The old one is kept.',
  ])
    it(`are none in ${text}`, () => assert.deepEqual(quotes(text), []));
});

describe('speakers', () => {
  for (const [text, ...expected] of [
    ['“We had no choice,” said Sen. Ana Lima, D-N.J.', 'Sen. Ana Lima'],
    ['"We had no choice," Mr. Chen told The Orlen Post on Tuesday.', 'Mr. Chen'],
    ['"We had no choice," Ana Lima, a spokeswoman for the mayor, said in a statement.', 'Ana Lima'],
    ['“The town,” Lima said, “has done all it could.”', 'Lima', 'Lima'],
    ['Lima, 45, who has run the firm since 2010, said: “It will grow by leaps.”', 'Lima'],
    ['A spokesman for the firm, who asked not to be named, said: "We follow the law."', 'A spokesman for the firm'],
    ['“We do not discuss contracts,” a port spokesman, Ira Holt, said.', 'Ira Holt'],
    ['“We do not discuss contracts,” said the port’s director, Ira Holt.', 'Ira Holt'],
    ['"The vote was rigged," according to a letter from the union.', 'a letter from the union'],
    ['According to Lima, "the bridge was never inspected at all."', 'Lima'],
    ['"The bridge will stay open," Chen was quoted as saying by the agency.', 'Chen'],
    ['“We will win,” Lima said. “No, we will,” Chen said.', 'Lima', 'Chen'],
    ['“We will win,” Lima said. “Nobody else can.”', 'Lima', 'Lima'],
    ['Ana Lima laughed. “Nobody asked us about it.”', 'Ana Lima'],
    ['Lima’s answer? “Nobody asked us about it.”', 'Lima’s'],
    ['The firm grew, with one of its owners writing "it was a good year for all of us".', 'one of its owners'],
    ['Lima said she believes the plan has a “strong rationale”.', 'Lima'],
    ['“It was a breach of the treaty,” she said.', 'she'],
    ['Lima wrote on her page:\n\n“The bridge was never inspected.”', 'Lima'],
    ['“We had no choice in the matter,”\nJo Marsh / Ministry of Ports', 'Jo Marsh'],
    ['“We had no choice in the matter.”\n— Jo Marsh, minister', 'Jo Marsh'],
    ['> “We had no choice in the matter.”\n> — Jo Marsh, minister', 'Jo Marsh'],
    ['> We had no choice in the matter.\n>\n> — Jo Marsh, minister', 'Jo Marsh'],
    ['“We had no choice in the matter.” — Jo Marsh', 'Jo Marsh'],
    ['Jo Marsh: “We had no choice in the matter.”', 'Jo Marsh'],
    ['“We had no choice in the matter.”', '-'],
  ] as const)
    it(text, () => assert.deepEqual(speakers(text, quotes(text)), expected));
});

describe('reported words without marks', () => {
  for (const notation of [
    'Officials said [the bridge would reopen in May].',
    '[The bridge would reopen in May], officials said.',
    '[The bridge would reopen in May], said Ana Lima, the mayor.',
    '[The bridge], officials said on Monday, [would reopen in May].',
    'According to the ministry, [the bridge was never inspected].',
    '[The bridge was never inspected], according to the ministry.',
    '[The town has], according to two officials, [agreed to pay].',
    'The mayor told Radio Orlen on Monday that [the bridge would reopen].',
    'Chen said Friday [the firm had no plans to sell].',
    'Lima said [the vote was fair], but Chen said [it was not].',
    'The company announced that [it would cut 400 jobs], and said [the plant would close].',
    'The firm grew by half, Chen saying [it had been a good year].',
    'The agency reported that [prices rose 3 percent], citing two officials.',
    'Officials described [the talks as difficult].',
    'As officials told the Post on Monday, [the bridge would reopen in May].',
    'ORLEN (AP) — [The bridge would reopen in May], officials said on Monday.',
    'Noting that [the bridge had sunk], the mayor left the hall.',
    'Assuming the bridge is open, the mayor will cross it.',
    'That, she added, [was a mess].',
    'Officials have not said [when the bridge will open].',
    '[Repairs will cost 48 million], the ministry estimates.',
    '[Arlen overtook Torvik in June], the port said.',
    '[The firm bought nine ferries], the minister said.',
    '[The port employs 40 people], the authority said.',
    '[The firm faces a fine], officials say.',
    'The mayor of three villages, Ana Lima, said nothing.',
    'Her claim that [the bridge was safe] has been disproved.',
    '[About 9,000 families live below the dam], officials say.',
    'A spokesman would say only that [the firm was ready].',
    '“It is late,” she said eventually, her voice breaking.',
    '[The probe found water under the ice], scientists reported in a journal yesterday.',
    'Another, who asked that [her name be withheld], said nothing more.',
    'The minister announced a plan to rebuild the bridge.',
    'The court heard three claims and two reports on Monday.',
    'He noted the rise in prices that the shops had feared.',
    'She was told to leave the town.',
    'It is not yet confirmed whether the bridge will open.',
    'I think we should rebuild the bridge.',
  ])
    it(notation, () => {
      const { text } = marked(notation);
      assert.equal(mark(text, reported(text)), notation);
    });

  it('has its speaker', () => {
    const text =
      'In Orlen, Ana Lima, the mayor since May, said the bridge would reopen, and Bo Chen told reporters it would not.';
    assert.deepEqual(speakers(text, reported(text)), ['Ana Lima', 'Bo Chen']);
  });

  it('has its speaker where one of many tells it', () => {
    const text = 'Osei is one of 83 tenants who say they were charged for repairs.';
    assert.deepEqual(speakers(text, reported(text)), ['83 tenants']);
  });
});
