import assert from 'node:assert/strict';
import { detect, suggest, type Cache } from '../../../src/core/detect/detect';
import type { Kind } from '../../../src/core/detect/suggestion';
import { seeded } from '../random';

const article = `Harbour Bridge to Close for Two Years, Minister Says
The ministry closed the Harbour Bridge on Tuesday after inspectors found cracks in 14 of its 32 cables.
Listen to this article · 5:12 min Learn more
 The Harbour Bridge in Orlen, in March.Credit...Ira Holt/Orlen Post
 By Ana Lima and Bo Chen
The “bridge of sighs,” as commuters call it, carries 41,000 cars a day.
“We cannot put lives at risk for the sake of a shorter drive,” the minister, Jo Marsh, said on Tuesday. “It will close on Friday.”
Ms. Marsh said repairs would cost $48 million and take until 2028.
“I have crossed it every day for thirty years,” said Ida Moreno, who runs a bakery near the ramp. “It is like losing a leg,” she added.
It is not clear whether ferries will run at night.
Ana Lima is a reporter for The Orlen Post, covering transport.
Share
`;

const brief = `— In Orlen on March 3, 2026, Minister Jo Marsh closed the Harbour Bridge for two years after inspectors found cracks.
Key Takeaways
- The bridge carries 41,000 cars a day, a third of all traffic across the river.
Verified Facts
The ministry published its report on Monday. It lists cracks in 14 of 32 cables.
Official Statements
- “We cannot put lives at risk for the sake of a shorter drive,” Marsh said.
- The port authority said it was ready to run ferries at night.
“The district will not survive two years without the bridge,”
Ida Moreno / Orlen Traders’ Association
What we don’t know
- Whether the state will pay for more than half of the repairs.
- The name of the contractor.
Bottom Line
The bridge opened in 1962 and was last repaired in 1998.
Trending
- Ferry fares
`;

const found = (text: string, kind: Kind): string[] =>
  detect(text)
    .filter((one) => one.kind === kind)
    .map(({ start, end }) => text.slice(start, end));

describe('detection', () => {
  it('finds the quotations of an article, no coined term and no word of its furniture', () => {
    assert.deepEqual(found(article, 'quote'), [
      '“We cannot put lives at risk for the sake of a shorter drive,”',
      '“It will close on Friday.”',
      '“I have crossed it every day for thirty years,”',
      '“It is like losing a leg,”',
    ]);
    assert.deepEqual(found(article, 'unconfirmed'), ['It is not clear whether ferries will run at night.']);
    const furniture = ['Harbour Bridge to', 'Listen', 'Credit', 'By Ana', 'Ana Lima is', 'Share'].map((words) =>
      article.indexOf(words),
    );
    assert.ok(detect(article).every(({ start, end }) => furniture.every((at) => at < start || at >= end)));
  });

  it('finds claims, with the speakers they are attributed to', () => {
    const claims = detect(article).filter(({ kind }) => kind === 'claim');
    const marsh = claims.find(({ start }) => article.startsWith('repairs would cost', start));
    assert.ok(marsh?.speaker && marsh.why.includes('attributed by “said”'));
    assert.equal(article.slice(marsh.speaker.start, marsh.speaker.end), 'Ms. Marsh');
    assert.ok(claims.some(({ start }) => article.startsWith('The ministry closed', start)));
    assert.ok(claims.every(({ start }) => !article.startsWith('“We cannot', start)));
  });

  it('gives the sentences under a heading the kind of the heading', () => {
    assert.deepEqual(found(brief, 'verified'), [
      'The ministry published its report on Monday.',
      'It lists cracks in 14 of 32 cables.',
    ]);
    assert.deepEqual(found(brief, 'unconfirmed'), [
      'Whether the state will pay for more than half of the repairs.',
      'The name of the contractor.',
    ]);
    assert.deepEqual(found(brief, 'quote'), [
      '“We cannot put lives at risk for the sake of a shorter drive,”',
      'it was ready to run ferries at night',
      '“The district will not survive two years without the bridge,”',
    ]);
    assert.ok(detect(brief).some(({ why }) => why.startsWith('section “What we don’t know”')));
  });

  it("uses a team's own headings", () => {
    const text = 'Grey zone\n- The bridge opened in 1962 and was last repaired in 1998.';
    assert.deepEqual(
      suggest(text, { headings: { unconfirmed: ['Grey zone'] } }).map(({ kind }) => kind),
      ['unconfirmed'],
    );
  });

  it('offers one suggestion for a span, and knows speakers by their full names', () => {
    const spans = suggest(article).map(({ from, to }) => `${from} ${to}`);
    assert.equal(new Set(spans).size, spans.length);
    const names = suggest(article).flatMap(({ name }) => (name ? [article.slice(name.from, name.to)] : []));
    assert.deepEqual(names, ['Jo Marsh', 'Ida Moreno']);
  });

  it('makes no wrong suggestions in other languages', () => {
    const text =
      'Die Brücke wurde am 3. Mai geschlossen. „Wir hatten keine andere Wahl“, sagte Jo Marsh. Niemand sprach.';
    assert.deepEqual(found(text, 'quote'), ['„Wir hatten keine andere Wahl“']);
    assert.deepEqual(found(text, 'unconfirmed'), []);
  });

  it('finds the same in a long text with a cache, and reads only what changed', () => {
    const random = seeded(7);
    let text = `${article}\n\n${brief}\n\n`.repeat(15);
    const cache: Cache = new Map();
    assert.deepEqual(suggest(text, {}, cache), suggest(text));
    for (let i = 0; i < 5; i++) {
      const at = Math.floor(random() * text.length);
      text = `${text.slice(0, at)}“Never,” he said. ${text.slice(at + 5)}`;
      const before = new Set(cache.values());
      assert.deepEqual(suggest(text, {}, cache), suggest(text));
      assert.ok([...cache.values()].filter((one) => before.has(one)).length >= cache.size - 2);
    }
  });

  it('takes any text: spans are within it, in order, and never empty', () => {
    const random = seeded(11);
    const pieces = [
      ...`“”"'‘’«»„—-#*>|.,:;!?\n\n\t ￾\ud83d`,
      'Ana Lima ',
      'said ',
      'that ',
      'according to ',
      'was called ',
      'by ',
      'to say ',
      'as she put it, ',
      '「',
      '」と',
      '> ',
      'the bridge ',
      'was ',
      'closed',
      '。',
      '🙂',
      'Unconfirmed\n',
      '- ',
    ];
    for (let round = 0; round < 2000; round++) {
      let text = '';
      const length = Math.floor(random() * 40);
      for (let i = 0; i < length; i++) text += pieces[Math.floor(random() * pieces.length)];
      let last = 0;
      for (const { start, end, speaker } of detect(text)) {
        assert.ok(last <= start && start < end && end <= text.length, JSON.stringify(text));
        assert.ok(!speaker || (speaker.start < speaker.end && speaker.end <= text.length), JSON.stringify(text));
        last = start;
      }
    }
  });
});
