import assert from 'node:assert/strict';
import { describe as describeSpan } from '../../../src/core/anchor/selector';
import { reanchor, reanchorAll } from '../../../src/core/anchor/locate';
import type { Selector } from '../../../src/core/model/annotation';
import { seeded } from '../random';

// The selectors of one file are from several days: each was written when its span was tagged or its words last changed.
// So their contexts overlap and differ, and repeat sentences. Words that occur once are found if a search for them
// alone finds them, and never elsewhere.

const words =
  'ferry lamp harbour keeper eleven storm wrote letter council rope granted seven crowns bridge closed winter barge captain pier'.split(
    ' ',
  );

interface Tagged {
  from: number;
  to: number;
  old: string;
  selector: Selector;
}

const count = (text: string, part: string): number => text.split(part).length - 1;

/** A text that was edited in steps; some of the selectors were rewritten on the way. */
function edited(seed: number): { text: string; tagged: Tagged[] } {
  const chance = seeded(seed);
  const below = (n: number): number => Math.floor(chance() * n);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const some = (least: number, more: number): string =>
    Array.from({ length: least + below(more) }, () => pick(words)).join(' ');
  const sentence = (): string => `The ${some(3, 5)}.`;
  const between = pick([' ', '\n', '\n- ', '\n\n']);
  let text = Array.from({ length: 5 + below(8) }, sentence).join(between);
  let tagged: Tagged[] = [];
  const put = (at: number, length: number, what: string): void => {
    text = text.slice(0, at) + what + text.slice(at + length);
    tagged = tagged.filter(({ from, to }) => to <= at || from >= at + length);
    for (const each of tagged) {
      if (each.from < at + length) continue;
      each.from += what.length - length;
      each.to += what.length - length;
    }
  };
  const tag = (): void => {
    const [line = ''] = pick([...text.matchAll(/The [^.\n]*\./g)]);
    const from = text.indexOf(line);
    const to = from + line.length;
    if (line === '' || tagged.some((other) => other.from < to && from < other.to)) return;
    tagged.push({ from, to, old: text, selector: describeSpan(text, { from, to }) });
  };
  for (let step = 0; step < 14; step++) {
    const word = pick([...text.matchAll(/[a-z]+/g)]);
    const what = below(4);
    if (what === 0) put(word.index + 1, 0, pick(['#', 'a', '7']));
    else if (what === 1) put(word.index, word[0].length, pick(words));
    else if (what === 2 && below(2) === 0)
      put(Math.max(0, text.indexOf('The', word.index)), 0, `${sentence()}${between}`);
    else tag();
    for (const each of tagged) if (below(6) === 0) [each.old, each.selector] = [text, describeSpan(text, each)];
  }
  return { text, tagged };
}

describe('selectors from different days', () => {
  it('do not compete with each other', () => {
    const monday =
      'A letter stalls the lamp.\nThe paid crowns valley barge.\nThe pier lantern river.\nThe keeper lit the paid lamp of the ferry.\nThe candle burnt down.';
    const tuesday = monday.replace('A letter', 'A fee was granted.\nA letter');
    const now = tuesday.replace('the paid lamp', 'the timber lamp').replace('A fee', 'A new fee');
    const at = (text: string, part: string) =>
      describeSpan(text, { from: text.indexOf(part), to: text.indexOf(part) + part.length });
    const row = 'The pier lantern river.';
    const both = [at(monday, row), at(tuesday, 'The candle burnt down.')];
    assert.equal(reanchorAll(both, now)[0]?.start, now.indexOf(row));
  });

  it('are found if their words occur once, although the text next to them was edited between the days', () => {
    const monday =
      'One stayed on.\n\nThe oldest of them was Lena Orr, who led the works. “We had to stop for\nnine weeks.”\n\nA lantern of amber, birch pole and candle cost ten crowns in May.\n';
    const tuesday = `Note.\n${monday.replace('works. “We', 'works. ## “We')}`;
    const now = tuesday.replace('works. ##', 'works.\n##').replace('amber,', 'amber (and more),');
    const at = (text: string, part: string) =>
      describeSpan(text, { from: text.indexOf(part), to: text.indexOf(part) + part.length });
    const parts = ['top for\nnine weeks.”\n\nA lantern of am', 'op for\nnine weeks.”'] as const;
    assert.deepEqual(
      reanchorAll([at(monday, parts[0]), at(tuesday, parts[1])], now).map((found) => found?.start),
      parts.map((part) => now.indexOf(part)),
    );
  });

  it('are found if all words of a selector occur with other blanks, however few they are', () => {
    const monday =
      'The town hall was closed all summer over damp.\n- Nobody knows who pays for the three\n weeks\nof\nrepair.\n';
    const tuesday = `One note.\n\nA second one.\n\nA third one.\n\n${monday}`;
    const now = monday.replace('\n weeks', '\nweeks');
    const at = (text: string, part: string) =>
      describeSpan(text, { from: text.indexOf(part), to: text.indexOf(part) + part.length });
    for (const [one, two] of [
      [monday, tuesday],
      [tuesday, monday],
    ] as const)
      assert.deepEqual(
        reanchorAll([at(one, 'repair.'), at(two, 'of\nrepair.')], now).map(
          (found) => found && now.slice(found.start, found.end),
        ),
        ['repair.', 'of\nrepair.'],
      );
  });

  it('are found next to their old neighbours after all figures of a page were corrected', () => {
    const page =
      '41\n\nhad been a ferryman, and his father before him. In 1847 the toll pence, and the ferry carried some forty persons a day. Nobody 42                                                THE RIVER\n\nThe bridge opened on the first of May, 1851. "It will be the ruin of us,"\nsaid old Pell to the vicar; and within the year he had sold boats a\n¹ Pell\'s ledger, Northport Archive, MS 112, f. 14.\n';
    const now = page.replace('41', '40').replace('1847', '2248').replace('1851', '1351').replace('14.', '95.');
    const opened = 'The bridge opened on the first of May, 1851.';
    const parts = [
      opened,
      'pence, and the ferry carried some forty persons a day.',
      `${opened} "It will be the ruin of us,"`,
    ];
    const selectors = [...parts, page.slice(page.indexOf('¹')).trim()].map((part) =>
      describeSpan(page, { from: page.indexOf(part), to: page.indexOf(part) + part.length }),
    );
    assert.equal(reanchorAll(selectors, now)[0]?.start, page.indexOf(opened));
  });

  it('are nearly all found as if each were alone, if their words occur once', () => {
    let [asked, lost] = [0, 0];
    for (let seed = 1; seed <= 800; seed++) {
      const { text, tagged } = edited(seed);
      const all = reanchorAll(
        tagged.map(({ selector }) => selector),
        text,
      );
      for (const [i, { from, old, selector }] of tagged.entries()) {
        if (count(text, selector.text) !== 1 || count(old, selector.text) !== 1) continue;
        if (reanchor(selector, text)?.start !== from) continue;
        asked++;
        const found = all[i];
        if (!found) lost++;
        else assert.equal(found.start, from, `seed ${String(seed)}: ${selector.text}`);
      }
    }
    // Lost are only those whose whole context has changed, too: a neighbour's words may be there. None is wrong.
    assert.ok(asked > 2000);
    assert.ok(lost < 0.005 * asked, `${String(lost)} of ${String(asked)}`);
  });
});
