import assert from 'node:assert/strict';
import { readBlocks } from '../../../src/core/detect/blocks';
import type { Headings } from '../../../src/core/detect/sections';

const body = '- The harbour opened in 1962 and was last repaired in 1998.\n';

function kindUnder(heading: string, headings?: Headings): string | undefined {
  return readBlocks(`The town council met on Monday, and it was late.\n${heading}\n${body}`, headings)[2]?.section
    ?.kind;
}

describe('sections', () => {
  for (const [kind, titles] of Object.entries({
    unconfirmed: [
      'Unconfirmed',
      'Not yet confirmed',
      '## Unverified claims',
      '**What we don’t know**',
      "WHAT WE DON'T KNOW YET:",
      'Open questions',
      'Still unclear',
      'To be confirmed',
      'Disputed',
      'Rumours',
      'Unbestätigt',
      'Non confirmé',
      'Sin confirmar',
    ],
    verified: [
      'Verified Facts',
      'Confirmed',
      '# What we know',
      'What we know so far',
      '✅ Confirmed facts',
      'Facts',
      'Established facts',
      'Hechos verificados',
    ],
    quote: [
      'Official Statements',
      'Quotes',
      'In their own words',
      'What officials are saying',
      'Reactions',
      'Voices from the valley',
      '3. Statements',
      'Zitate',
      'Déclarations',
    ],
    ignore: ['Trending', 'Related', 'Leave a comment', 'Most read', 'About the author', 'Sources', 'Works cited'],
    other: [
      'Key Takeaways',
      'Context & Impact',
      'Bottom Line',
      'Background',
      'By the Numbers',
      'Questions',
      'Questions to the minister',
      'Harbour Voices Oral History Project',
    ],
  }))
    for (const title of titles) it(`${title}: ${kind}`, () => assert.equal(kindUnder(title), kind));

  it('reach to the next heading', () => {
    const text = 'Unconfirmed\n- One thing.\n- Two things.\nBottom Line\n- Three things.';
    assert.deepEqual(
      readBlocks(text).map(({ section }) => section?.kind),
      ['unconfirmed', 'unconfirmed', 'unconfirmed', 'other', 'other'],
    );
  });

  it('include sections of lower rank, unless their headings have another kind', () => {
    const text = '## Unconfirmed\n- One.\n### Money\n- Two.\n### Confirmed\n- Three.\n## Background\n- Four.';
    assert.deepEqual(
      readBlocks(text).map(({ section }) => section?.kind),
      ['unconfirmed', 'unconfirmed', 'unconfirmed', 'unconfirmed', 'verified', 'verified', 'other', 'other'],
    );
  });

  it("can have a team's own titles", () => {
    assert.equal(kindUnder('Grey zone'), 'other');
    assert.equal(kindUnder('Grey Zone:', { unconfirmed: ['grey zone'] }), 'unconfirmed');
    assert.equal(kindUnder('41 Responses'), 'ignore');
    assert.equal(kindUnder('41 Responses', { quote: ['responses'] }), 'quote');
    assert.equal(kindUnder('Confirmed', { ignore: ['confirmed'] }), 'ignore');
  });

  it('are underlined in Markdown', () => assert.equal(kindUnder('Unconfirmed\n-----------'), 'unconfirmed'));

  for (const line of [
    'The harbour is closed.',
    'He said:',
    '“Never,”',
    'a small line of letters',
    'By Ana Lima and Bo Chen',
  ])
    it(`do not begin with ${line}`, () => assert.equal(kindUnder(line), undefined));
});

describe('furniture', () => {
  const isFurniture = (line: string): boolean | undefined =>
    readBlocks(`A line before.\n\n${line}\n\nOne more.`)[1]?.furniture;

  for (const line of [
    'By Ana Lima and Bo Chen',
    'By Ana Lima, Political Correspondent',
    'Ana Lima reported from Orlen, and Bo Chen from Vesthaven.',
    'March 3, 2026 Updated 4:15 p.m. ET',
    'Tuesday, March 3, 2026',
    'Listen to this article · 5:12 min Learn more',
    'The bridge in March.Credit...Ira Holt/Orlen Post',
    'The bridge in March. Image: Ira Holt.',
    'Workers on the bridge (Photo by Ira Holt)',
    'Reporting was contributed by Sam Oduya in Vesthaven.',
    'Ana Lima is a reporter for The Orlen Post, covering transport. She lives in Orlen.',
    'Want more? Sign up for our newsletter, and we’ll send it to your inbox.',
    'Share on Facebook',
    'Home | World | Business | Sport',
    'See more on: Harbours, Bridges, Orlen',
    'https://orlen.example/a/b',
    'orlenpost.com |',
    '4 min read',
    'Advertisement',
    '© 2026 The Orlen Post. All rights reserved.',
    'Presented by Ana Lima and Bo Chen.',
    'Produced by Sam Cole. Edited by Ira Holt.',
    'Cllr Holt declared a personal interest in item 7 and left.',
    'Ms Lima declared no interest.',
    'Having regard to the opinion of the Harbour Committee,',
    'There being no other business, the meeting closed at 9 p.m.',
    'Funding: None.',
    'Funding: Orlen Ports Fund (grant no. OP-14).',
    'Special resolution 3: That the articles be amended.',
    'Read more: How 12 ferries were lost',
    'Done at Orlen, 3 May 2031.',
    'Фото: Ірина Гольт / Вісник',
    'Fot. Jan Holt / Wieści',
    'Minutes of the yearly meeting of the Orlen Rowing Club held at the boat house on Thursday, 4 May 2031 at 7 p.m.',
    'Totals may not add up because of rounding.',
    'The interview was concluded at 09.52.',
    'The council adjourned at 21:05.',
  ])
    it(`is ${line}`, () => assert.equal(isFurniture(line), true));

  for (const line of [
    'By Friday, the harbour had lost 400 ships.',
    'Ana Lima reported the theft to the police on Monday.',
    'Share prices fell by 4 percent on Monday.',
    'Live music returned to the square in May.',
    'The council published the report on Monday, and two members resigned.',
    'He said he would follow the rules that the council had published.',
    'Presented by Liberals in May, the bill would raise the tax on ships by 4 percent.',
    'Produced by Norrline in 2019, the 14 trams cost 6 million crowns.',
    'The mayor declared an interest in the tram company worth 2 million crowns.',
    'Having regard to the letters, the court found that Norrline had paid 6 million crowns.',
    'There being no further witnesses, the court acquitted all 14 sailors.',
    'Funding: The ministry paid 6 million crowns in May and said that no more money would come.',
    'Read more: the council paid 6 million crowns for the trams in 2021.',
    'Special resolution passed by the owners in May would let the bank buy 400 ships.',
    'Minutes of the meeting held in May show that the council paid 6 million crowns.',
    'The minutes of the talks were approved by the council only after the bank had paid 6 million crowns.',
    'Done at Norrline’s yard in 2019, the repair of the 14 trams cost 6 million crowns.',
    'Numbers do not add up, the mayor said, for 14 trams were never paid for.',
    'Confidentiality notices were sent to 14 sailors in May.',
    'Фото показало, що поліція затримала 14 моряків.',
  ])
    it(`is not ${line}`, () => assert.equal(isFurniture(line), false));

  for (const line of [
    '北约（NATO）周二表示，共有 12 名水手在风暴中受伤。',
    '奥伦港（ORLEN）昨天关闭了三个码头！',
    'דוברת הנמל (NORRLINE) מסרה כי 12 מלחים נפצעו בסערה…',
    'أعلنت شركة (NORRLINE) أمس إصابة 12 بحارا في العاصفة…',
  ])
    it(`is not, despite its capitals, ${line}`, () => assert.equal(isFurniture(line), false));

  for (const line of [
    'The council terminated the lease on May 3.',
    'The board concluded talks with the union on June 12.',
    'The court suspended the ban on June 12.',
    'The council closed 3 schools on May 12.',
  ])
    it(`is not what was done on a day: ${line}`, () => assert.equal(isFurniture(line), false));

  it('is a line in capitals', () => assert.equal(isFurniture('APPLICATION 31/0412 - 12 QUAY STREET'), true));

  it('is recognised fast, however many colons, commas or words of buttons are in a row', () => {
    assert.equal(isFurniture(`${':'.repeat(80)} it called out`), false);
    assert.equal(isFurniture('::: Share: 5:12, 4 min read'), true);
    assert.equal(isFurniture(`${'1:,'.repeat(40)}x was`), false);
    for (const word of ['share', 'like', 'read', 'a.m.', '4', 'comments'])
      assert.equal(isFurniture(`${`${word} `.repeat(24)}was the end of it`), false);
  });

  it('is the title of a text, and the name under a quotation', () => {
    const blocks = readBlocks(
      'Harbour to Close for Two Years, Minister Says\nIt is so.\n“We had no choice,”\nJo Marsh / Ministry of Ports\nIt is late.',
    );
    assert.deepEqual(
      blocks.map(({ furniture }) => furniture),
      [true, false, false, true, false],
    );
  });

  it('is the title below a menu, and no second line like it', () => {
    const blocks = readBlocks(
      'Skip to main content\nHarbour to close for two years, minister says\nBy Ana Lima\nA thousand ships must berth elsewhere',
    );
    assert.deepEqual(
      blocks.map(({ furniture }) => furniture),
      [true, true, true, false],
    );
  });
});
