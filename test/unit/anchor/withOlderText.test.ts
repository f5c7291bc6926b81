import assert from 'node:assert/strict';
import fc from 'fast-check';
import { follow, following } from '../../../src/core/anchor/withOlderText';
import { mark, marked } from '../notation';
import { seeded } from '../random';

/** Follows the bracketed spans of `before` into `after`, whose brackets show where they should be. */
function follows(before: string, after: string, ...how: string[]): void {
  const old = marked(before);
  const now = marked(after);
  const found = follow(old.text, now.text, old.spans);
  const standing = found.flatMap((each) => (each ? [each.span] : []));
  assert.deepEqual(
    { now: mark(now.text, standing), how: found.map((each) => each?.how ?? 'lost') },
    { now: after, how },
  );
}

const rows = ['The school needs a new roof.', 'The library needs a new door.', 'The museum needs a new lift.'];

describe('follow, which knows the old text,', () => {
  it('finds unchanged, edited and moved spans', () => {
    follows(`[${rows[0]}] ${rows[1]}`, `Added. [${rows[0]}] ${rows[1]}`, 'in place');
    follows(`[${rows[0]}] ${rows[1]}`, `[The old school needs a roof.] ${rows[1]}`, 'edited');
    follows(
      `Good evening.\n\n[${rows[0]}]\n\n${rows[1]}\n\nIn the end the council adjourned until the spring.`,
      `Good evening.\n\n${rows[1]}\n\nIn the end the council adjourned until the spring.\n\n[${rows[0]}]`,
      'moved',
    );
  });

  it('keeps the exact letters of a span that ends within a word, whatever is inserted into the rest of the word', () => {
    const tagged = `${rows[0]} The new [breakwater will cost e]leven million crowns. ${rows[2]}`;
    const put = `${rows[0]} The new [breakwater will cost e]l (corrected 8270)even million crowns. ${rows[2]}`;
    follows(tagged, put, 'in place');
  });

  it('marks a span as lost although the same words occur elsewhere, if they were there before', () => {
    follows(`[${rows[0]}] ${rows[1]} Later: ${rows[0]}`, `${rows[1]} Later: ${rows[0]}`, 'lost');
    follows(`${rows[0]}\n[${rows[1]}]\n${rows[2]}`, `${rows[0]}\n${rows[2]}`, 'lost');
  });

  it('stays under its heading, in whatever order sections with the same rows come', () => {
    const section = (heading: string, ...rows: string[]): string =>
      `${heading}\n\n${rows.map((row) => `- ${row}\n`).join('')}\n`;
    const sections = [
      section('QUILL', 'The lamp was out.', 'Late by a day.'),
      section('ARLEN', '[Dry.]', '[Late by a day.]', 'The lamp was out.'),
      section('VARN', 'Late by a day.', 'Dry.', 'The lamp was out.'),
      section('ODELL', 'Dry.', 'The lamp was out.'),
    ];
    const orders = (of: readonly string[]): string[][] =>
      of.length === 0 ? [[]] : of.flatMap((one) => orders(of.filter((other) => other !== one)).map((r) => [one, ...r]));
    const old = marked(sections.join(''));
    for (const order of orders(sections)) {
      const now = marked(order.join(''));
      const found = follow(old.text, now.text, old.spans).map((each) => each?.span);
      assert.deepEqual(found, now.spans, now.text);
    }
  });

  it('stays in its cell when the columns of a table change places', () => {
    const boats = [612, 258, 836, 357, 178];
    const row = (name: string, ...cells: string[]) => `${name} | ${cells.join(' | ')} | closed in May by Arlen\n`;
    const table = (isSwapped: boolean) =>
      ['Varn', 'Odell', 'Quill', 'Brey', 'Holm'].map((name, n) => {
        const cells = [`[${boats[n]} boats]`, `${[3321, 9685, 2744, 2453, 7878][n]} crowns`];
        return row(name, ...(isSwapped ? cells.reverse() : cells));
      });
    const [old, now] = [marked(table(false).join('')), marked(table(true).join(''))];
    assert.deepEqual(
      follow(old.text, now.text, old.spans).map((found) => found?.span),
      now.spans,
    );
  });

  it('stays with its question if all answers differ only in their figures', () => {
    const answer = (town: string, minutes: number) =>
      `### How does one get to ${town}?\n\nTake the ferry. [It takes ${minutes} minutes] on most days. Dogs are let on.\n\n`;
    const before = marked(answer('Varn', 40) + answer('Quill', 25) + answer('Oddel', 40));
    const after = marked(answer('Oddel', 40) + answer('Varn', 45) + answer('Quill', 25));
    const [varn, quill, oddel] = [after.spans[1], after.spans[2], after.spans[0]];
    assert.deepEqual(
      follow(before.text, after.text, before.spans).map((found) => found?.span),
      [varn, quill, oddel],
    );
  });

  it('does not split a sentence at its semicolon because another line is a list', () => {
    const kept = (lock: string, carts: number) =>
      `[${lock} closed its gate in winter; the keeper counted ${carts} carts at the ford.]`;
    const list = 'Present: Una Lie (ward 14); Bo Wik (ward 31); Cai Rud (ward 27).\n\n';
    const names = ['Varn', 'Quill', 'Oddel', 'Tarn', 'Birkby', 'Holm'];
    const locks = names.map((name, index) => kept(name, 10 + 7 * index));
    const before = marked(list + locks.join('\n'));
    const after = marked(list + [4, 2, 5, 0, 3].map((index) => locks[index]).join('\n'));
    const [birkby, oddel, holm, varn, tarn] = after.spans;
    assert.deepEqual(
      follow(before.text, after.text, before.spans).map((found) => found?.span),
      [varn, undefined, oddel, tarn, birkby, holm],
    );
  });

  it('marks a short span as lost if only a word or two of it occur in another sentence', () => {
    const [before, after] = ['The barge left at dawn with nobody aboard.', 'Not one lantern was lit along the quay.'];
    const other = 'In spring all goats of the parish went up to the meadow. The bells were silent, they say.';
    follows(`${before}\n\n[Copper meadow sold.]\n\n${after}`, `${before}\n\n${other}\n\n${after}`, 'lost');
  });

  it('marks a short span as lost if only the first letters of a word in a new sentence are left of it', () => {
    const [before, after] = ['The treasurer read the accounts aloud.', 'A vote was put off until spring.'];
    const [old, now] = ['Row 17: 88[012 i\n(corr (cor]rected 5956) by hand.', 'The gate (corrected 3783) is open.'];
    follows(`${before}\n\n${old}\n\n${after}`, `${before}\n\n${now}\n\n${after}`, 'lost');
  });

  it('finds a short span by the words around it although the diff confused one of its words with another', () => {
    const rules = ['* creation of fake accounts and automated activity', '* [rank abuse], such as automated starring'];
    const text = 'No abuse of rank is allowed here, nor is the abuse of any other member of the staff.';
    follows(
      `${text}\n\n${rules.join('\n')}\n* bulk distribution of promotions\n`,
      `# Rules\n\n${rules.join('\n')}\n* bulk distribution of promotions\n\n${text}\n`,
      'in place',
    );
  });

  it('finds the best place of a rewritten sentence, also in a script without blanks', () => {
    follows(
      '要点是，灯塔必须每晚被 **准时** 点亮：如果灯塔是在起雾之后被点亮的，它将不会引导当前船只进港，并且守塔人必须亲自出海以防船[只触礁，如下方这个]地图所示：\n\n港口。\n',
      '一个要点是，灯塔必须在每晚**准时**点亮：如果起雾之后才点亮一座灯塔，那么它不会引导到当前船只上，你必须亲自出海，以防船[只触礁。如下方这个]地图：\n\n港口。\n',
      'edited',
    );
  });

  it('marks a span as lost if two new places are equally good', () => {
    const row = (year: number): string => `The order of May ${year} on the pay of all the clerks of the harbour board`;
    const note = 'Nobody in town has seen it, though many asked for it. ';
    const [head, foot] = ['The following order is in force in the harbour.', 'It may be read in the office.'];
    follows(
      `${head}\n[${row(1950)}]\n${foot}`,
      `Given since then:\n${row(1961)}\n${note.repeat(3)}\n${row(1962)}\n${note.repeat(3)}\n\n${head}\n${foot}`,
      'lost',
    );
  });

  it('takes over words that replaced others at an edge', () => {
    follows(
      'They speak to each other. [Different clients can use the `abc`], such as this one.',
      'They speak to each other. [Different clients can use `some-other-tool`], such as this one.',
      'edited',
    );
    follows(
      'So costs fall. [The yearly price of each counter is a useful measure.] Read on.',
      'So costs fall. [The difference in the price of each counter is a useful measure.] Read on.',
      'edited',
    );
  });

  it('takes no mark of the next paragraph for its own', () => {
    follows(
      'Think of what one can learn.\n\n[**The members of the crew**]\n\n* learn from others\n* learn alone',
      'Think of what one can learn.\n\n[## The members of the crew]\n\n* learn from others\n* learn alone',
      'edited',
    );
  });

  it('takes CRLF and LF for the same, and returns offsets of the given texts', () => {
    follows(`One.\r\n[${rows[0]}\r\n${rows[1]}]\r\nTwo.`, `Zero.\n\nOne.\n[${rows[0]}\n${rows[1]}]\nTwo.`, 'in place');
    follows(`One.\n[${rows[0]}]\nTwo.`, `Zero.\r\n\r\nOne.\r\n[${rows[0]}]\r\nTwo.`, 'in place');
  });

  it('keeps every sentence that was not deleted, even if sentences repeat', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const random = seeded(seed);
        const lines = Array.from(
          { length: 20 },
          () => `${Math.floor(random() * 1e6)}: ${rows[Math.floor(random() * 3)]}`,
        );
        const kept = lines.map(() => random() < 0.7);
        const old = lines.join('\n');
        const now = lines.filter((_, i) => kept[i]).join('\n');
        let from = 0;
        const spans = lines.map((line) => ({ from, to: (from += line.length + 1) - 1 }));
        const found = follow(old, now, spans);
        assert.deepEqual(
          found.map((each) => each && now.slice(each.span.from, each.span.to)),
          lines.map((line, i) => (kept[i] ? line : null)),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('following', () => {
  it('pauses often in long texts, whatever they have in common', () => {
    const old = Array.from({ length: 4000 }, (_, i) => `${i}: ${rows[i % 3]}`);
    for (const now of [old.map((row) => row.replace('school', 'house')), [...old].reverse(), []]) {
      const steps = following(old.join('\n'), now.join('\n'), [{ from: 0, to: old[0]?.length ?? 0 }]);
      let pauses = 0;
      while (steps.next().done !== true) pauses++;
      assert.ok(pauses > 10);
    }
  });
});
