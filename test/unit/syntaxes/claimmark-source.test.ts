import assert from 'node:assert/strict';
import type { IGrammar } from 'vscode-textmate';
import { loadGrammar, scoped, timeOf } from './tokenize';

describe('the grammar of source documents', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadGrammar('text.claimmark-source');
  });
  const found = (text: string, scope: string) => scoped(grammar, text, scope);

  it('knows the headings of sections and what they say about their lines', () => {
    assert.deepEqual(found('Verified Facts\nThe bridge opened.', 'markup.heading.section.verified'), [
      'Verified Facts',
    ]);
    assert.deepEqual(found('## What we don’t know yet', 'markup.heading.section.unconfirmed'), [
      '## What we don’t know yet',
    ]);
    assert.deepEqual(found('**Official statements:**', 'markup.heading.section.quote'), ['**Official statements:**']);
    assert.deepEqual(found('Key takeaways', 'markup.heading.section'), ['Key takeaways']);
  });

  it('takes short lines in capitals or title case for headings, but no sentences', () => {
    assert.deepEqual(found('PARIS', 'markup.heading'), ['PARIS']);
    assert.deepEqual(found('Costs & Delays', 'markup.heading'), ['Costs & Delays']);
    assert.deepEqual(found('### Costs', 'markup.heading'), ['### Costs']);
    assert.deepEqual(found('Costs rose again.', 'markup.heading'), []);
    assert.deepEqual(found('The minister left', 'markup.heading'), []);
  });

  it('dims what a page says about itself', () => {
    for (const line of [
      'Share',
      'Leave a comment',
      ' By Ines Marr and Tom Oake',
      'Listen to this article · 6:10 min',
      'Sign up for our letter',
    ]) {
      assert.deepEqual(found(line, 'comment'), [line]);
    }
    assert.deepEqual(found('The quay at dusk.Credit...Ines Marr/Harbour Post', 'comment'), [
      'Credit...Ines Marr/Harbour Post',
    ]);
    assert.deepEqual(found('By Monday the water had gone.', 'comment'), []);
    assert.deepEqual(found('Share prices fell.', 'comment'), []);
  });

  it('marks quotes of all kinds', () => {
    const quotes = [
      '“so be it”',
      '"so be it"',
      '‘It’s over’',
      "'So be it,'",
      '„so sei es“',
      '« qu’il en soit »',
      '»so sei es«',
      '「そうしよう」',
    ];
    for (const quote of quotes) assert.deepEqual(found(`Then ${quote} he wrote`, 'string.quoted'), [quote]);
  });

  it('leaves apostrophes and measures alone', () => {
    for (const text of [
      'the ministers’ plan and the voters’ mood',
      "it's the '90s, isn't it",
      'a 6\' 2" man and a 3" nail',
    ]) {
      assert.deepEqual(found(text, 'string.quoted'), []);
    }
  });

  it('carries a curly quote over a line end, not over a blank line or a new opening mark', () => {
    assert.deepEqual(found('“one\ntwo” three', 'string.quoted'), ['“one', 'two”']);
    assert.deepEqual(found('“one\n\ntwo three', 'string.quoted'), ['“one']);
    assert.deepEqual(found('“one\n“two” three', 'string.quoted'), ['“one', '“two”']);
  });

  it('marks figures with their units, dates and times', () => {
    const text = 'On March 3, 2031, some 4.2 million people paid $1,250, or 12 percent, at 9:30 a.m. on 2031-03-04.';
    assert.deepEqual(found(text, 'constant.numeric.date'), ['March 3, 2031', '9:30 a.m.', '2031-03-04']);
    assert.deepEqual(
      found(text, 'constant.numeric.figure').map((figure) => figure.trim()),
      ['4.2 million people', '$1,250', '12 percent'],
    );
    assert.deepEqual(found(text, 'keyword.control.hedge'), ['some']);
  });

  it('marks attribution and hedges, outside of quotes', () => {
    const text = '“It may rain,” she said. According to him it may have rained, but that has not been confirmed.';
    assert.deepEqual(found(text, 'support.function.attribution'), ['said', 'According to']);
    assert.deepEqual(found(text, 'keyword.control.hedge'), ['may', 'has not been confirmed']);
    assert.deepEqual(found('In May 2031 it rained', 'keyword.control.hedge'), []);
  });

  it('marks the speakers of a transcript and the lists of a brief', () => {
    assert.deepEqual(found('[00:12:41] MARIT OLSEN (chair): We begin.', 'entity.name.type.speaker'), [
      'MARIT OLSEN (chair)',
    ]);
    assert.deepEqual(found('Q: Why?', 'entity.name.type.speaker'), []);
    assert.deepEqual(found('- one\n2. two\n• three', 'punctuation.definition.list.begin'), ['-', '2.', '•']);
  });

  it('reads a megabyte of prose in a few seconds, and hostile lines without a stall', () => {
    const paragraph =
      'On March 3 the harbour board said that “at least 40 berths” might close, according to two members who have not been named; the mayor’s office called the figure ‘wildly wrong’ and put it at 12 percent. ';
    const half = Array.from({ length: Math.ceil(500_000 / (paragraph.length * 4)) }, () => paragraph.repeat(4));
    const perMegabyte = 2 * timeOf(grammar, half);
    assert.ok(perMegabyte < 4000, `${perMegabyte.toFixed(0)} ms/MB`);
    const hard = [
      '"a ',
      "'A ",
      '‘A ',
      '“',
      '„',
      '»a ',
      ' ',
      '1,',
      '1 234 ',
      '*',
      '*a ',
      '_a ',
      '- ',
      '| a ',
      'Aa ',
      'AA ',
      'By Aa ',
      'more on ',
      'Credit: ',
      'about ',
      '5-year-',
      '> ',
    ];
    for (const part of hard) {
      const time = timeOf(grammar, [part.repeat(20_000 / part.length) + 'x']);
      assert.ok(time < 1500, `${time.toFixed(0)} ms for ${part}`);
    }
  });
});
