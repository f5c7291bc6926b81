import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe as describeSpan } from '../../../src/core/anchor/selector';
import { locate, locating } from '../../../src/core/anchor/locate';
import { mark, marked } from '../notation';
import { seeded } from '../random';

/** Finds the bracketed spans of `before` in `after`, whose brackets show where they should be. */
function follow(before: string, after: string) {
  const old = marked(before);
  const now = marked(after);
  const found = locate(
    now.text,
    old.spans.map((span) => describeSpan(old.text, span)),
  );
  const standing = found.flatMap((each) => (each ? [each.span] : []));
  return { now: mark(now.text, standing), how: found.map((each) => each?.how ?? 'lost') };
}

function follows(before: string, after: string, ...how: string[]): void {
  const result = follow(before, after);
  assert.deepEqual(result, { now: after, how });
}

function spanOf(text: string, words: string): { from: number; to: number } {
  const from = text.indexOf(words);
  return { from, to: from + words.length };
}

const opening = 'The harbour board met on Tuesday evening in the old customs house.';
const closing = 'Afterwards the members walked to the pier, where a band was playing.';
const claim = 'The new breakwater will cost eleven million crowns.';
const other = 'Nobody from the ferry company came to answer questions.';

describe('locate', () => {
  it('finds an unchanged span at the place of its hint', () => {
    follows(`${opening} [${claim}] ${closing}`, `${opening} [${claim}] ${closing}`, 'in place');
  });

  it('finds a span after text was added on top', () => {
    follows(`${opening}\n\n[${claim}] ${closing}`, `${other}\n\n${opening}\n\n[${claim}] ${closing}`, 'in place');
  });

  it('marks a span as moved after it was cut and pasted elsewhere', () => {
    const result = follow(
      `[${claim}] ${opening} ${closing}\n\n${other}`,
      `${opening} ${closing}\n\n${other}\n\n[${claim}]`,
    );
    assert.deepEqual(result.how, ['moved']);
  });

  it('marks a span as edited if its words changed', () => {
    follows(
      `${opening} [The new breakwater will cost eleven million crowns.] ${closing}`,
      `${opening} [The new breakwater may cost twelve million crowns.] ${closing}`,
      'edited',
    );
  });

  it('marks a deleted span as lost', () => {
    follows(`${opening} [${claim}] ${closing}`, `${opening} ${closing}`, 'lost');
  });
});

describe('where other methods fail, locate', () => {
  it('does not anchor a deleted span to a look-alike', () => {
    follows(
      `${opening} [${claim}] ${closing}\n\nThe new lighthouse will cost nine million crowns. ${other}`,
      `${opening} ${closing}\n\nThe new lighthouse will cost nine million crowns. ${other}`,
      'lost',
    );
  });

  it('finds an edited span although the same words occur unchanged elsewhere', () => {
    follows(
      `${opening} The board agreed: [the quay closes in May.] ${closing}\n\n${other} In short, the quay closes in May.`,
      `${opening} The board agreed: [the quay closes in late June.] ${closing}\n\n${other} In short, the quay closes in May.`,
      'edited',
    );
  });

  it('keeps both ends if words are added inside', () => {
    follows(
      `${opening} [The new breakwater will cost eleven million crowns.] ${closing}`,
      `${opening} [The new and much longer breakwater will, if the tender holds, cost eleven million crowns.] ${closing}`,
      'edited',
    );
  });

  it('leaves out a sentence that is added right after a span', () => {
    follows(
      `${opening} [${claim}]\n\n${closing}`,
      `${opening} [${claim}] Work begins after the winter storms.\n\n${closing}`,
      'in place',
    );
  });

  it('keeps an edge if its word was replaced', () => {
    follows(
      `${opening} [${claim}] ${closing}`,
      `${opening} [The new breakwater will cost eleven million euros.] ${closing}`,
      'edited',
    );
  });

  it('finds a span that was half rewritten if its context occurs only once', () => {
    follows(
      'Two ledgers for a single quay only lead to quarrels\n> before the summer. [The clerk would like to burn the second ledger. How can he cancel] \n> the last entry in the `blue` ledger?\n',
      'Two ledgers for a single quay only lead to quarrels\nbefore the summer. [The clerk would like to go on with one ledger. How can he cancel]\nthe last entry in the `blue` ledger?\n',
      'edited',
    );
  });

  it('keeps two sentences that swapped places', () => {
    follows(`${opening} [${claim} ${other}] ${closing}`, `${opening} [${other} ${claim}] ${closing}`, 'edited');
  });

  it('recognises a row by its own words, not by the rows next to it', () => {
    const row = (name: string, words = 'must apply in writing') => `The members of ${name} ${words} by May.\n\n`;
    follows(
      `${row('Asker')}${row('Bergby')}${row('Dalen', 'must [apply in writing]')}${row('Elvestad')}${row('Fossum')}`,
      `${row('Elvestad')}${row('Dalen', 'must [apply in writing]')}${row('Fossum')}${row('Asker')}${row('Bergby')}`,
      'in place',
    );
  });

  it('finds a long sentence without any of its context', () => {
    follows(`${opening} [${claim}] ${closing}`, `${other} [${claim}]`, 'moved');
  });

  it('tells short spans apart by their context', () => {
    follows(
      'Ada voted yes. Bo voted no. Cleo voted [yes]. Dag voted yes. Edda voted no.',
      'Zoe voted yes. Ada voted yes. Bo voted no. Cleo voted [yes]. Dag voted yes. Edda voted no.',
      'in place',
    );
  });

  it('does not take a few letters in another context for a short span at the end of the text', () => {
    follows(
      `[${opening}] [${claim}]\n\nNine of the old stalls opened along the m[eadow.\n\n]`,
      `[${opening}] [${claim}]\n\nThe tents were all sold by Friday, down by the meadow.\n\n${other}`,
      'in place',
      'in place',
      'lost',
    );
  });

  it('finds a short span without context if its words occur only once', () => {
    assert.deepEqual(
      locate(`${opening} One. ${closing}`, [{ text: 'One.' }]).map((found) => found?.span),
      [spanOf(`${opening} One. ${closing}`, 'One.')],
    );
  });

  it('finds a span whose case changed', () => {
    follows(`${opening} [${claim}] ${closing}`, `${opening} [${claim.toUpperCase()}] ${closing}`, 'edited');
  });

  it('finds a span in a block that moved and changed', () => {
    follows(
      `${opening} [${claim}] ${closing}\n\n${other}\n\nThe minutes are on the notice board.`,
      `${other}\n\nThe minutes are on the notice board.\n\n${opening} [The breakwater will cost eleven million crowns.] ${closing}`,
      'edited',
    );
  });

  it('keeps two spans with the same words apart', () => {
    follows(
      `Ada said: [we agree.] ${opening} Bo said: [we agree.] ${closing}`,
      `${other} Ada said: [we agree.] ${opening} Bo said: [we agree.] ${closing}`,
      'in place',
      'in place',
    );
  });

  it('stays in its row among many equal ones because of the annotation before it', () => {
    const row = 'The motion was put to the vote, and the vote was postponed to the next meeting of the board.\n';
    const rows = (notation: string) => `[${claim}]\n${row.repeat(20)}${notation}${row.repeat(20)}${closing}`;
    const chosen = 'The motion was put to the vote, and [the vote was postponed] to the next meeting of the board.\n';
    follows(rows(chosen), `${other}\n${rows(chosen)}`, 'in place', 'in place');
  });

  it('keeps two overlapping spans in place although their hints are from different days', () => {
    const text = `${opening} ${claim} ${closing}`;
    const whole = spanOf(text, claim);
    const part = spanOf(text, 'breakwater will cost eleven million crowns');
    const older = { ...describeSpan(text, whole), line: 7 };
    for (const now of [text, text.replace('cost eleven', 'cost\neleven')]) {
      const found = locate(`${other} ${now}`, [older, describeSpan(text, part)]);
      assert.deepEqual(
        found.map((each) => each?.span),
        [whole, part].map(({ from, to }) => ({ from: from + other.length + 1, to: to + other.length + 1 })),
      );
    }
  });

  it('keeps the exact letters of a span that ends within a word, whatever is added to that word', () => {
    const tagged = `${opening} The new breakwater w[ill cost elev]en million crowns. ${closing}`;
    follows(tagged, `${opening} The new breakwater w[ill cost elev]an million crowns. ${closing}`, 'in place');
    follows(tagged, `${opening} The new breakwater w[ill cost elev] million crowns. ${closing}`, 'in place');
  });

  it('keeps the exact letters of a span that begins or ends within a word, whatever is inserted into the rest of the word', () => {
    const ends = `${opening} The new [breakwater will cost e]leven million crowns. ${closing}`;
    follows(
      ends,
      `${opening} The new [breakwater will cost e]l (corrected 8270)even million crowns. ${closing}`,
      'in place',
    );
    follows(ends, `${opening} The new [breakwater will cost e]\nleven million crowns. ${closing}`, 'in place');
    const begins = `${opening} The new breakwate[r will cost eleven] million crowns. ${closing}`;
    follows(
      begins,
      `${opening} The new breakwa (corrected 8270)te[r will cost eleven] million crowns. ${closing}`,
      'in place',
    );
  });

  it('keeps the exact letters of a span that begins or ends within a word, whatever happens to the rest of the word', () => {
    const tagged = `${opening} The new break[water will cost elev]en million crowns. ${closing}`;
    for (const [words, how] of [
      ['water will cost elev', 'in place'],
      ['water shall cost elev', 'edited'],
    ] as const) {
      for (const rest of ['brek', 'b', '', 'a bréak', 'unbreak', 'breakfast'])
        follows(tagged, `${opening} The new ${rest}[${words}]en million crowns. ${closing}`, how);
      for (const rest of ['n', '', 'eens', 'ated'])
        follows(tagged, `${opening} The new break[${words}]${rest} million crowns. ${closing}`, how);
    }
    follows(tagged, `${opening} The new break[waters will cost elev]en million crowns. ${closing}`, 'edited');
  });

  it('keeps two crossing spans in place although the context of one is new', () => {
    const text = `${opening} ${claim} ${closing}`;
    const left = spanOf(text, 'the old customs house. The new breakwater will cost');
    const right = spanOf(text, 'The new breakwater will cost eleven million crowns. Afterwards');
    const older = { ...describeSpan(text, right), line: 7 };
    const now = text.replace('members walked to the pier', 'crowd drifted homewards');
    for (const wrapped of [now, now.replace('crowns. After', 'crowns.\nAfter')]) {
      const found = locate(wrapped, [describeSpan(text, left), older]);
      assert.deepEqual(
        found.map((each) => each?.span),
        [left, right],
      );
    }
  });

  it('keeps a span within another in place although its context is new', () => {
    const text = `${opening} ${claim} ${closing}`;
    const outer = spanOf(text, claim);
    const inner = spanOf(text, 'breakwater will cost eleven million crowns');
    const older = { ...describeSpan(text, outer), line: 7 };
    const now = text.replace('members walked to the pier', 'crowd drifted homewards');
    const found = locate(now, [older, describeSpan(text, inner)]);
    assert.deepEqual(
      found.map((each) => each?.span),
      [outer, inner].map(({ from, to }) => spanOf(now, text.slice(from, to))),
    );
  });

  it('loses neither of two nested spans from different days when words in and around both change', () => {
    const text = `${opening} ${claim} ${closing}`;
    const words = 'breakwater will cost eleven million crowns';
    const older = { ...describeSpan(text, spanOf(text, claim)), line: 7 };
    const around = text.replace('old customs house', 'town hall').replace('members walked to the pier', 'crowd left');
    for (const [was, is] of [
      ['eleven', 'twelve'],
      ['breakwater', 'mole'],
      ['crowns', 'euros'],
      ['will cost eleven', 'is to cost some twelve'],
    ] as const) {
      const now = around.replace(was, is);
      const found = locate(now, [older, describeSpan(text, spanOf(text, words))]);
      assert.deepEqual(
        found.map((each) => each?.span),
        [claim, words].map((tagged) => spanOf(now, tagged.replace(was, is))),
      );
      assert.ok(
        found.some((each) => each && each.score < 0.9),
        `${is}: not sure enough to tell anything`,
      );
    }
  });

  it('keeps two annotations on the same words in place, with different tags or authors, from different days', () => {
    const text = `${opening} ${claim} ${closing}`;
    const now = `${other} ${text}`;
    const span = spanOf(now, claim);
    const newer = { ...describeSpan(text, spanOf(text, claim)), tag: 'verified', by: 'Ana Lima' };
    const stands = (older: Partial<typeof newer>): unknown[] =>
      locate(now, [{ ...newer, line: 7, ...older }, newer]).map((each) => each?.span);
    assert.deepEqual(stands({ tag: 'quote' }), [span, span]);
    assert.deepEqual(stands({ by: 'Bo Chen' }), [span, span]);
    // The text near the newer one was edited before that was tagged.
    const { before, after } = describeSpan(
      `The council sat on Tuesday evening in the old customs house. ${claim} Afterwards the crew rowed home.`,
      { from: 61, to: 61 + claim.length },
    );
    assert.deepEqual(stands({ tag: 'quote', before: before ?? '', after: after ?? '' }), [span, span]);
    assert.deepEqual(
      stands({}).filter((each) => each !== undefined),
      [span],
    );
  });

  it('keeps two spans from different days in place, with an edit and its undo between those days', () => {
    const now = `${opening} ${claim} ${closing}`;
    const earlier = `The council sat on Tuesday evening in the old customs house. ${claim} Afterwards the crew rowed home.`;
    const edited = now.replace('eleven', 'ten');
    const first = { ...describeSpan(earlier, spanOf(earlier, claim)), line: 7 };
    const second = describeSpan(edited, spanOf(edited, claim.replace('eleven', 'ten')));
    assert.deepEqual(
      locate(now, [first, second]).map((each) => [each?.span, each?.how]),
      [
        [spanOf(now, claim), 'in place'],
        [spanOf(now, claim), 'edited'],
      ],
    );
  });

  it('does not put a deleted span where another one with the same words is', () => {
    follows(
      `Ada said: [we agree.] ${opening} Bo said: [we agree.] ${closing}`,
      `${opening} Bo said: [we agree.] ${closing}`,
      'lost',
      'in place',
    );
  });
});

describe('after changes of typography, locate', () => {
  const quoted = `${opening} [“We’ll pay it,” she said – at once.] ${closing}`;

  it('copes with straight quotes and dashes for smart ones', () => {
    const plain = quoted.replace(/[“”]/g, '"').replace('’', "'").replace('–', '-');
    follows(quoted, plain, 'edited');
    follows(plain, quoted, 'edited');
  });

  it('copes with new line wraps', () => {
    follows(
      `${opening} [${claim}] ${closing}`,
      `${opening} [${claim}] ${closing}`.replace(/ (?=\w+ \w+ \w+$)/gm, '\n'),
      'in place',
    );
    follows(
      `${opening} [The new breakwater will cost eleven million crowns.] ${closing}`,
      `${opening} [The new breakwater\nwill cost eleven  million crowns.] ${closing}`,
      'in place',
    );
  });

  it('takes CRLF and LF for the same', () => {
    follows(
      `${opening}\n[The new\nbreakwater]\n${closing}`,
      `${opening}\r\n[The new\r\nbreakwater]\r\n${closing}`,
      'in place',
    );
  });

  it('copes with a byte-order mark', () => {
    follows(`[${claim}] ${closing}`, `\ufeff[${claim}] ${closing}`, 'in place');
  });

  it('copes with decomposed accents', () => {
    const text = `${opening} [Überall hört man schöne Töne.] ${closing}`;
    follows(text, text.normalize('NFD'), 'in place');
    follows(text.normalize('NFD'), text, 'in place');
  });

  it('copes with emoji', () => {
    follows(
      `${opening} [Well done 👏🏽, crew!] ${closing}`,
      `🎉 ${opening} [Well done 👏🏽, dear crew!] ${closing}`,
      'edited',
    );
  });

  it('copes with scripts without blanks', () => {
    follows(
      '港务局昨晚在旧海关大楼开会。[新防波堤将耗资一千一百万。]会后委员们走到码头，乐队正在演奏。',
      '港务局昨晚在旧海关大楼开会。[新防波堤预计耗资一千二百万。]会后委员们走到码头，乐队正在演奏。',
      'edited',
    );
  });

  it('copes with right-to-left scripts', () => {
    follows(
      'اجتمع مجلس الميناء مساء الثلاثاء. [سيكلف الرصيف الجديد أحد عشر مليونا.] ثم مشى الأعضاء إلى المرفأ.',
      'اجتمع مجلس الميناء مساء الثلاثاء. [سيكلف الرصيف الكبير الجديد أحد عشر مليونا.] ثم مشى الأعضاء إلى المرفأ.',
      'edited',
    );
  });

  it('finds marks and emoji that have no letters', () => {
    follows('a — b [🦊] c … d', 'x a — b [🦊] c … d', 'in place');
  });

  it('finds an entry written by hand without context and place', () => {
    const { text, spans } = marked(`${opening} [${claim}] ${closing}`);
    assert.deepEqual(locate(text, [{ text: claim }])[0]?.span, spans[0]);
    assert.equal(locate(text, [{ text: 'a lighthouse' }])[0], null);
    assert.equal(locate(text, [{ text: '' }])[0], null);
  });
});

/** A text of few different sentences, as transcripts and minutes are. */
function repetitive(random: () => number, sentences: number): string {
  const names = ['Ada', 'Bo', 'Cleo', 'Dag'];
  const words = ['agreed.', 'asked for the figures.', 'said no.', 'voted yes.', 'left the room.'];
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  return Array.from({ length: sentences }, () => `${pick(names)} ${pick(words)}`).join(' ');
}

const numbers = { seed: fc.integer({ min: 0, max: 1e6 }), at: fc.nat(), length: fc.integer({ min: 1, max: 60 }) };

describe('for any text, locate', () => {
  it('finds what describe describes, even in texts that repeat themselves', () => {
    fc.assert(
      fc.property(numbers.seed, numbers.at, numbers.length, (seed, at, length) => {
        const text = repetitive(seeded(seed), 60);
        const from = at % (text.length - length);
        const span = { from, to: from + length };
        const [found] = locate(text, [describeSpan(text, span)]);
        assert.deepEqual(found, { span, how: 'in place', score: 1 });
      }),
      { numRuns: 200 },
    );
  });

  it('keeps spans away from the edits exactly', () => {
    fc.assert(
      fc.property(numbers.seed, (seed) => {
        const random = seeded(seed);
        const lines = Array.from(
          { length: 12 },
          (_, i) => `Item ${i}: ${repetitive(random, 3)} Number ${Math.floor(random() * 1e6)}.`,
        );
        const spans = [3, 8].map((i) => {
          const from = lines.slice(0, i).join('\n').length + 1;
          return { from, to: from + (lines[i]?.length ?? 0) };
        });
        const text = lines.join('\n');
        const edited = lines.map((line, i) => (i % 5 === 0 ? line.replace('Item', 'An added item') : line));
        const found = locate(
          edited.join('\n'),
          spans.map((span) => describeSpan(text, span)),
        );
        assert.deepEqual(
          found.map((each) => each && edited.join('\n').slice(each.span.from, each.span.to)),
          [lines[3], lines[8]],
        );
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the exact letters of words that did not change, except for letters added to them', () => {
    fc.assert(
      fc.property(numbers.seed, (seed) => {
        const random = seeded(seed);
        const pick = (below: number): number => Math.floor(random() * below);
        const syllables = ['kel', 'tav', 'oth', 'bor', 'quen', 'lo', 'ist', 'nes', 'ras', 'wen', 'mir', 'gu'];
        const word = (): string =>
          random() < 0.2
            ? String(pick(90_000))
            : Array.from({ length: 1 + pick(3) }, () => syllables[pick(12)]).join('');
        const ends = [' ', ' ', ' ', ' ', '. ', '\n', ', '];
        const text = Array.from({ length: 80 + pick(80) }, () => `${word()}${ends[pick(7)]}`).join('');
        const from = pick(text.length - 80);
        const span = { from, to: from + 24 + pick(50) };
        const words = text.slice(span.from, span.to);
        fc.pre(words.trim() === words);
        const put = ['', '\n', '#', ' (corrected)', word(), `${word()} `];
        const changed = (side: string, at: number): string =>
          `${side.slice(0, at)}${put[pick(6)]}${side.slice(at + (random() < 0.4 ? pick(12) : 0))}`;
        const ahead = changed(text.slice(0, span.from), Math.max(0, span.from - pick(40)));
        const behind = changed(text.slice(span.to), pick(40));
        const now = ahead + words + behind;
        const found = locate(now, [describeSpan(text, span)])[0]?.span;
        // Of a few letters in changed surroundings nobody can be sure.
        if (!found) return;
        const grown = [now.slice(found.from, ahead.length), now.slice(ahead.length + words.length, found.to)];
        assert.ok(found.from <= ahead.length && ahead.length + words.length <= found.to);
        assert.match(grown.join(''), /^[a-z0-9]*$/);
      }),
      { numRuns: 300 },
    );
  });

  it('never finds an empty span', () =>
    assert.deepEqual(locate('', [{ text: '', before: '', after: '', line: 1, column: 1 }]), [null]));

  it('gives one answer for each selector, within the text, however odd the selectors are', () => {
    const selector = fc.record({
      text: fc.string(),
      before: fc.string(),
      after: fc.string(),
      line: fc.nat(9),
      column: fc.nat(9),
    });
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.array(selector, { maxLength: 4 }),
        (text, selectors) => {
          const found = locate(text, selectors);
          assert.equal(found.length, selectors.length);
          for (const each of found) {
            if (each) assert.ok(each.span.from >= 0 && each.span.from < each.span.to && each.span.to <= text.length);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('locating', () => {
  it('pauses often in a long text', () => {
    const text = `${repetitive(seeded(1), 40_000)} ${claim}`;
    const steps = locating(text, [{ text: claim, before: 'voted yes. ' }]);
    let pauses = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) pauses++;
    assert.ok(pauses > 3);
    assert.equal(step.value.length, 1);
  });
});
