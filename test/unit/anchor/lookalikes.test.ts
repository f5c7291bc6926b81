import assert from 'node:assert/strict';
import { describe as describeSpan } from '../../../src/core/anchor/selector';
import { locate, type Found } from '../../../src/core/anchor/locate';
import { follow } from '../../../src/core/anchor/withOlderText';
import type { Span } from '../../../src/core/text/change';
import { marked } from '../notation';
import { seeded } from '../random';

const ways = {
  'by selectors': (before: string, after: string, spans: readonly Span[]) =>
    locate(
      after,
      spans.map((span) => describeSpan(before, span)),
    ),
  'with the old text': (before: string, after: string, spans: readonly Span[]) => follow(before, after, spans),
};

function wordsOf(text: string, found: Found | null | undefined): string {
  return found ? `${text.slice(found.span.from, found.span.to)} (${found.how})` : 'lost';
}

for (const [way, find] of Object.entries(ways)) {
  /** What becomes of the bracketed spans of `before`, as `words (how)`. */
  const become = (before: string, after: string): readonly string[] => {
    const { text, spans } = marked(before);
    return find(text, after, spans).map((found) => wordsOf(after, found));
  };

  describe(`look-alikes, ${way}`, () => {
    it('are not taken for the next item of a list when their own is gone', () => {
      const head = 'Tolls of the upper locks\n\n';
      const rows = ['Varn: 14 crowns a barge.', 'Ostheim: 31 crowns a barge.', 'Quill: 27 crowns a barge.'];
      const before = `${head}${rows[0]}\n[${rows[1]}]\n${rows[2]}\n`;
      assert.deepEqual(become(before, `${head}${rows[0]}\n${rows[2]}\n`), ['lost']);
      assert.deepEqual(become(before, `${head}${rows[0]}\nThe line was withdrawn.\n${rows[2]}\n`), ['lost']);
    });

    it('are found if they occur unchanged, however the list was sorted', () => {
      const row = (name: string, sum: number) => `- ${name} lends ${sum} boats to the crossing.`;
      const before = `Boats\n\n[${row('Wick', 60)}]\n[${row('Arlen', 14)}]\n${row('Norhaven', 35)}\n`;
      const after = `Boats\n\n${row('Arlen', 14)}\n${row('Norhaven', 35)}\n${row('Wick', 60)}\n`;
      assert.deepEqual(
        become(before, after).map((each) => each.replace(/ \(.*/, '')),
        [row('Wick', 60), row('Arlen', 14)],
      );
    });

    it('that begin with small letters are rows, not one wrapped sentence', () => {
      const row = (dish: string, weight: number, price: number) =>
        `${dish}, a plate of ${weight} grams: ${price} crowns, bread is extra`;
      const rows = [
        row('pea soup', 300, 14),
        row('boiled perch', 250, 31),
        row('leek pie', 280, 19),
        row('hash', 320, 22),
      ];
      const tagged = rows.map((each) => `[${each}]`);
      for (const head of ['Prices\n\n', '', 'On the card today:\n']) {
        const sorted = [rows[3], rows[2], rows[0]];
        assert.deepEqual(
          become(`${head}${tagged.join('\n')}\n`, `${head}${sorted.join('\n')}\n`).map((each) =>
            each.replace(/ \(.*/, ''),
          ),
          [rows[0], 'lost', rows[2], rows[3]],
        );
      }
    });

    it('stay in their item if all items have them and no blank line separates the items', () => {
      const item = (head: string, body: string) =>
        `${head}\n      open at noon, no dogs, bring own cups\n      ${body} with the ferryman\n`;
      const names = ['07:10 Wick', '09:45 Arlen', '16:05 Holm', '18:30 Brey'];
      const plain = 'pay in coin';
      const items = (order: readonly number[], body: string) =>
        order.map((n) => item(names[n] ?? '', n === 3 ? body : plain)).join('');
      const sorted = items([3, 0, 1, 2], plain);
      const { text, spans } = marked(items([0, 1, 2, 3], `[${plain}]`));
      assert.deepEqual(
        find(text, sorted, spans).map((found) => found?.span.from),
        [sorted.indexOf(plain)],
      );
    });

    it('stay in their item if one of its figures changed and all other words are in every item', () => {
      const item = (name: string, count: number) =>
        `${name}: I do not remember the day.\nWe were ${count} in the boat.`;
      const items = (...all: readonly string[]) => `${all.join('\n\n')}\n`;
      const [una, bo, cai] = [item('Una Lie', 14), item('Bo Wik', 31), item('Cai Rud', 27)];
      const before = items(una, bo.replace('We were 31 in the boat.', '[We were 31 in the boat.]'), cai);
      assert.deepEqual(become(before, items(una, item('Bo Wik', 32), cai)), ['We were 32 in the boat. (edited)']);
      assert.deepEqual(become(before, items(una, cai)), ['lost']);
    });

    it('at the end of every entry stay with their own line, whichever entry is below it now', () => {
      const end = 'The road is shut on both sides.';
      const entry = (time: string, name: string, count: number, last = end) =>
        `${time} – ${name} tells us from the dyke: ${count} people are waiting for boats. ${last}`;
      const told = [
        ['18.20', 'Mira Falk', 410],
        ['14.45', 'Leo Brand', 864],
        ['09.32', 'Farid Noor', 279],
        ['15.39', 'Cara Voss', 777],
        ['20.53', 'Hugo Lamm', 438],
        ['08.07', 'Nils Aune', 447],
      ] as const;
      const entries = told.map(([time, name, count]) => entry(time, name, count));
      const tagged = told.map(([time, name, count], index) =>
        entry(time, name, count, index === 1 || index === 3 ? `[${end}]` : end),
      );
      const after = [3, 1, 0, 2, 5, 4].map((index) => entries[index]).join('\n\n');
      const endOf = (name: string): Span => {
        const from = after.indexOf(end, after.indexOf(name));
        return { from, to: from + end.length };
      };
      const { text, spans } = marked(tagged.join('\n\n'));
      assert.deepEqual(
        find(text, after, spans).map((found) => found?.span),
        [endOf('Leo Brand'), endOf('Cara Voss')],
      );
    });

    it('that answer a question are found below their own question, wherever it moved', () => {
      const asked = (name: string, day: number, answer = 'I can not recall. It was a busy week.') =>
        `Did you call ${name} on ${day} May?\n\n${answer}`;
      const tagged = 'I can not recall. [It was a busy week.]';
      const before = [
        asked('Mira Falk', 22),
        `[${asked('Leo Brand', 21)}]`,
        asked('Nils Aune', 24, tagged),
        asked('Ina Moe', 3),
      ];
      const after = [asked('Ina Moe', 3), asked('Nils Aune', 24), asked('Leo Brand', 21), asked('Mira Falk', 22)].join(
        '\n\n',
      );
      const at = (name: string, words: string): Span => {
        const from = after.indexOf(words, after.indexOf(`Did you call ${name}`));
        return { from, to: from + words.length };
      };
      const { text, spans } = marked(before.join('\n\n'));
      assert.deepEqual(
        find(text, after, spans).map((found) => found?.span),
        [at('Leo Brand', asked('Leo Brand', 21)), at('Nils Aune', 'It was a busy week.')],
      );
    });

    it('are separate items if semicolons separate them on one line', () => {
      const member = (name: string, ward: number) => `${name} (ward ${ward}, elected for four years)`;
      const members = [member('Una Lie', 14), member('Bo Wik', 31), member('Cai Rud', 27), member('Dag Moe', 9)];
      const [una, , cai, dag] = members;
      const before = `Members present: ${members.map((each) => `[${each}]`).join('; ')}.\n`;
      assert.deepEqual(
        become(before, `Members present: ${[dag, una, cai].join('; ')}.\n`).map((each) =>
          each.replace(/ \(\w+( \w+)?\)$/, ''),
        ),
        [una, 'lost', cai, dag],
      );
    });

    it('are not found below another heading if the next section moved', () => {
      const section = (head: string, ...rows: readonly string[]) => `**${head}**\n${rows.join('\n')}\n\n`;
      const wick = section('Wick', 'Air: good', 'Late by ten minutes.', '[Two carts were lost.]', 'Nobody was told.');
      const others = [
        section('Elm Lane', 'The board met twice.'),
        section('Brey', 'No one was there.', 'Air: good', 'Late by ten minutes.', 'The board met twice.'),
        section('Arlen', 'Air: good', 'No one was there.', 'Nobody was told.', 'The board met twice.'),
        section('Moor', 'Nobody was told.', 'Two carts were lost.'),
        section('Sonder', 'The board met twice.', 'Late by ten minutes.'),
      ].join('');
      assert.deepEqual(become(wick + others, others), ['lost']);
    });

    it('stay in their section if a similar one was inserted above, on the line of the old one', () => {
      const form =
        'Gate one was open from six in the morning until dusk.\nThe ferry ran [every half hour] as it always did.\nNobody was hurt and nothing was broken on the quay.\nThe lamps were lit at dusk by the keeper of the lamps.\n';
      const day = (head: string, last: string) => `${head}\n${form}${last}\n\n`;
      const monday = day('Monday', 'Four barrels came from Holm.').replace(/[[\]]/g, '');
      const wednesday = day('Wednesday', 'Two carts were lost in Brey.').replace(/[[\]]/g, '');
      const tuesday = day('Tuesday', '[Nine sheep] went to Arlen.');
      const { text, spans } = marked(tuesday + monday);
      const now = marked(wednesday + tuesday + monday);
      assert.deepEqual(
        find(text, now.text, spans).map((found) => found?.span),
        now.spans,
      );
    });

    it('that share a figure are told apart by the name of their row', () => {
      const table = (varn: string, odd: string) =>
        `| ward | votes |\n| --- | --- |\n| Varn | 118 |\n| Birkby | ${varn} |\n| Oddel | ${odd} |\n| Tarn | 402 |\n`;
      const [found] = become(table('[310]', '310'), table('290', '310'));
      assert.ok(found === 'lost' || found === '290 (edited)', found);
    });

    it("that are everybody's answer need their question", () => {
      const asked = (name: string, answer: string) => `Q: Did ${name} sign the order?\nA: ${answer}\n\n`;
      const before = `${asked('Rose Tarrow', 'Not that I know.')}${asked('Ivo Lund', '[Not that I know.]')}${asked('Dag Moss', 'Never.')}`;
      const after = `${asked('Rose Tarrow', 'Not that I know.')}${asked('Dag Moss', 'Never.')}`;
      assert.deepEqual(become(before, after), ['lost']);
    });

    it('with the same words in another context are different', () => {
      const before =
        'Team Amber [cut the waiting time by a third], the audit says. It did so within a year.\n\n' +
        'Team Cobalt cut the waiting time by a third, the audit says. It needed two years.\n';
      const after = 'Team Cobalt cut the waiting time by a third, the audit says. It needed two years.\n';
      assert.deepEqual(become(before, after), ['lost']);
    });

    it('stay under their own heading when the rows of all sections are sorted', () => {
      const rows = ['Pilot: none', 'Berth: the outer one', 'Lamp: red'];
      const harbours = ['Quill', 'Ostheim', 'Varn'];
      for (const mark of ['## ', '']) {
        const section = (name: string, list: readonly string[]) => `${mark}${name}\n\n${list.join('\n')}\n\n`;
        const before = harbours.map((name, nth) => section(name, nth === 2 ? rows.map((row) => `[${row}]`) : rows));
        const after = harbours.map((name) => section(name, [...rows].sort())).join('');
        const { text, spans } = marked(before.join(''));
        assert.deepEqual(
          find(text, after, spans).map((found) => found?.span.from),
          rows.map((row) => after.lastIndexOf(row)),
        );
      }
    });

    it('stay under their own first line if a title is above the first of them', () => {
      const verse = (name: string) => `${name} stood upon the pier,\n[and no lamp was lit]`;
      const verses = ['Wick', 'Arlen', 'Odell', 'Varn', 'Quill', 'Ostheim'].map(verse);
      const before = marked(`The lamps\n\n${verses.join('\n\n')}\n`);
      for (const order of [[...verses].reverse(), [...verses.slice(2), ...verses.slice(0, 2)]]) {
        const after = marked(`The lamps\n\n${order.join('\n\n')}\n`);
        const found = find(before.text, after.text, before.spans).map((each) => each?.span);
        const right = verses.map((each) => after.spans[order.indexOf(each)]);
        assert.deepEqual(found, right);
      }
    });

    it('stay under their own date if the days are put in another order', () => {
      const days = [4, 6, 8, 10, 12, 14].map((day) => `${day} May 2026\n\n- [The lock was shut.]\n- [No barge left.]`);
      const before = marked(days.join('\n\n'));
      for (const order of [[...days].reverse(), days.filter((_, nth) => nth % 2 === 1)]) {
        const after = marked(order.join('\n\n'));
        const found = find(before.text, after.text, before.spans).map((each) => each?.span);
        const right = days.flatMap((day) =>
          [0, 1].map((nth) => (order.includes(day) ? after.spans[2 * order.indexOf(day) + nth] : undefined)),
        );
        assert.deepEqual(found, right);
      }
    });

    it('are not found under another heading when their own section is gone', () => {
      const section = (heading: string, rows: string): string => `${heading}\n\n${rows}\n\n`;
      const rest = section('## Varn', '- The gates were shut.\n- Nobody was warned.');
      const own = section('## Quill', '- The gates were shut.\n- [Nobody was warned.]');
      const last = section('## Ostheim', '- The gates were open.\n- It rained for two days.');
      assert.deepEqual(become(own + rest + last, rest + last), ['lost']);
      assert.deepEqual(become(rest + own + last, rest + last), ['lost']);
      const counts = ['## Spring count\n\nThe geese were fewer. ', '## Summer count\n\nThe geese were more. '];
      const swans = 'The swans were not counted.';
      assert.deepEqual(become(`${counts[0]}[${swans}]\n\n${counts[1]}${swans}\n`, `${counts[1]}${swans}\n`), ['lost']);
      const heading = '**Lamps at the quay**\n';
      const under = (own: string): string =>
        `${own}All were paid.\n[Late by two weeks.]\nThe mayor was absent that day.\n`;
      assert.deepEqual(become(under(heading), under('**Lamps at the pier**\n').replace(/[[\]]/g, '')), [
        'Late by two weeks. (in place)',
      ]);
      assert.deepEqual(become(under(heading), under('**Light for the boats**\n').replace(/[[\]]/g, '')), [
        'Late by two weeks. (in place)',
      ]);
    });

    it('are the same if the sentence occurs once before and once after, whatever happened to its heading', () => {
      const toll = 'The toll was halved in April.';
      const text = (above: string, next = 'rung'): string =>
        `${above}[${toll}]\nThe bell was ${next} twice, said Ada.\n`;
      const becomes = (before: string, after: string): readonly string[] =>
        become(text(before), marked(text(after, 'sounded')).text);
      const found = [`${toll} (in place)`];
      assert.deepEqual(becomes('## Birkby\n\n', '## Tolls\n\n'), found);
      assert.deepEqual(becomes('What it costs to cross\n\n', 'Cheaper by half\n\n'), found);
      assert.deepEqual(becomes('The way over\n\nBy Ana Lorm\n\n', 'The way over\n\nUpdated 4 March\n\n'), found);
      const first = '## Birkby\n\nThe bridge is old.\n\n';
      assert.deepEqual(becomes(`${first}## Tolls\n\n`, first), found);
      const planks = 'It needs new planks before the winter.';
      const tagged = `## Birkby\n\n[The bridge is old.]\n${planks}\n\n`;
      assert.deepEqual(
        becomes(`${tagged}## Tolls\n\nNobody has paid.\n`, `${tagged}Nobody has ever paid.\n`)[1],
        found[0],
      );
    });

    it('are the same items if a list is numbered differently', () => {
      const item = (n: number, words: string) => `${n}. ${words}\n`;
      const steps = ['Shut both gates of the lock.', 'Sound the horn twice.', 'Wait for the green lamp.'];
      const before = `Rules\n\n${item(1, steps[0]!)}${item(2, `[${steps[1]}]`)}${item(3, steps[2]!)}`;
      const after = `Rules\n\n${item(1, 'Count the crew.')}${item(2, steps[2]!)}${item(3, steps[0]!)}\nAt night\n\n${item(4, steps[1]!)}`;
      assert.deepEqual(
        become(before, after).map((each) => each.replace(/ \(.*/, '')),
        [steps[1]],
      );
    });

    it('are the same clauses if the articles above them get other numbers', () => {
      const article = (of: string) => (nth: number) =>
        `${nth}. On ${of}\n  ${nth}.1 [A fee is due.]\n  ${nth}.2 [The warden decides.]\n`;
      const articles = ['nets', 'lamps', 'ropes', 'carts', 'oars'].map(article);
      const numbered = (list: typeof articles) => marked(list.map((each, nth) => each(nth + 1)).join(''));
      const before = numbered(articles);
      for (const order of [[article('kites'), ...articles], [...articles].reverse(), articles.slice(1)]) {
        const after = numbered(order);
        const found = find(before.text, after.text, before.spans).map((each) => each?.span);
        const right = articles.flatMap((each) =>
          [0, 1].map((nth) => (order.includes(each) ? after.spans[2 * order.indexOf(each) + nth] : undefined)),
        );
        assert.deepEqual(found, right);
      }
    });

    it('are told apart across line ends, even in quoted lines', () => {
      const before =
        'The north pier is closed.\n[Small boats moor on the\nsouth pier.]\n\nSmall boats moor on the south pier, next to the\nold mill, when it storms.\n';
      const after = before.replace(/[[\]]/g, '').replace(/^(?=.)/gm, '> ');
      assert.deepEqual(become(before, after), ['Small boats moor on the\n> south pier. (edited)']);
    });

    it('keep their first words if a link or a sentence was inserted into them', () => {
      const before =
        'It rained. [If the ferry is late, please wait in the hall until the guard on duty calls the passengers of the next crossing.] Thank you.\n';
      const put =
        'late, please read the notice on the [board of the ferry company](https://ferry.example/board) first, and ';
      const after = before.replace(/[[\]]/g, '').replace('late, please ', put);
      assert.deepEqual(become(before, after), [
        `${after.slice('It rained. '.length, -' Thank you.\n'.length)} (edited)`,
      ]);
    });

    it('stay in place if one of their own figures, or a “not”, changed', () => {
      const rows = (sum: string, rest: string) =>
        `Minutes\n\nThe board granted 40 crowns to the mill.\nThe board ${sum} crowns to the pier.\nThe board granted 75 crowns to the school.\n${rest}`;
      const before = rows('[granted 52', '').replace('pier.', 'pier.]').replace('The board [', '[The board ');
      assert.deepEqual(become(before, rows('granted 58', '')), ['The board granted 58 crowns to the pier. (edited)']);
      assert.deepEqual(become(before, rows('has not granted 52', 'It closed at nine.\n')), [
        'The board has not granted 52 crowns to the pier. (edited)',
      ]);
    });
  });

  describe(`words that a reader takes for the same, ${way}`, () => {
    const tagged =
      'The warden said: "[Every lamp on the long mole was lit at dusk, and nobody saw a ship.]" So it was noted.';
    const { text } = marked(tagged);
    const same = (after: string) => {
      const found = find(text, after, marked(tagged).spans)[0];
      assert.ok(found, JSON.stringify(after));
      assert.notEqual(found.how, 'edited', JSON.stringify(after));
      return after.slice(found.span.from, found.span.to);
    };

    it('are found with other line ends and blanks', () => {
      assert.equal(
        same(text.replace('mole was', 'mole\nwas')),
        'Every lamp on the long mole\nwas lit at dusk, and nobody saw a ship.',
      );
      assert.ok(same(text.replaceAll(' ', '\n')).startsWith('Every\nlamp'));
      assert.ok(same(text.replace('long mole', 'long\u00a0mole')).includes('long\u00a0mole'));
      assert.ok(same(text.replace('long mole', 'long  mole')).endsWith('ship.'));
    });

    it('are found with invisible characters', () => {
      for (const unseen of ['\u200b', '\u00ad', '\u2060', '\ufeff', '\u200e']) {
        assert.equal(
          same(text.replace('nobody', `no${unseen}body`)),
          `Every lamp on the long mole was lit at dusk, and no${unseen}body saw a ship.`,
        );
        assert.equal(
          same(text.replace('Every', `Ev${unseen}ery`)),
          `Ev${unseen}ery lamp on the long mole was lit at dusk, and nobody saw a ship.`,
        );
      }
    });

    it('are found with a word hyphenated at the end of a line', () => {
      assert.ok(same(text.replace('nobody', 'no-\nbody')).endsWith('saw a ship.'));
    });
  });
}

/** Kinds of text of like items, each item with a name and a figure. */
const kinds: readonly ((name: string, figure: number) => string)[] = [
  (name, figure) => `The council of ${name} voted ${figure} to 12 for the new bylaw.`,
  (name, figure) => `| ${name} | per crate | ${figure} |`,
  (name, figure) => `${name} beat the guests by ${figure} points.`,
  (name, figure) => `- ${figure} minutes past nine: ${name} opens the hearing.`,
  (name, figure) => `**${name}**: a levy on carts. It stood for ${figure} years.`,
  (name, figure) => `Q: How many days was ${name} away?\nA: It was ${figure} days, and no more.`,
];
const names = ['Ashby', 'Brunnow', 'Coldmere', 'Dravik', 'Eskil', 'Farrow', 'Gorst', 'Hallam', 'Iverness', 'Jorvik'];

/** A list of items and the list after moves, sorts, deletions and edits of others; some items are tagged. */
function scene(seed: number) {
  const random = seeded(seed);
  const pick = (n: number): number => Math.floor(random() * n);
  const kind = kinds[pick(kinds.length)] ?? String;
  const chosen = names.map((name) => ({ name, at: random() })).sort((a, b) => a.at - b.at);
  const items = chosen
    .slice(0, 4 + pick(6))
    .map(({ name }, i) => ({ name, figure: 13 + 7 * i + pick(6), isTagged: random() < 0.5 }));
  const after = items.filter(() => random() > 0.2).map((item) => ({ ...item }));
  if (random() < 0.4) after.sort((a, b) => a.name.localeCompare(b.name));
  else if (after.length > 1) after.splice(pick(after.length), 0, ...after.splice(pick(after.length), 1));
  for (const item of after) if (!item.isTagged && random() < 0.3) item.figure += 100;
  const list = (rows: typeof items) =>
    `Notes of the day\n\n${rows.map(({ name, figure }) => kind(name, figure)).join('\n')}\n\nEnd.\n`;
  return { before: list(items), after: list(after), items, left: new Set(after.map(({ name }) => name)), kind };
}

describe('a tagged item that occurs once before and once after', () => {
  for (const [way, find] of Object.entries(ways)) {
    it(`is found only there, and never on another item if it is gone, ${way}`, () => {
      let [gone, lost] = [0, 0];
      for (let seed = 1; seed <= 400; seed++) {
        const { before, after, items, left, kind } = scene(seed);
        const tagged = items
          .filter(({ isTagged }) => isTagged)
          .map(({ name, figure }) => ({ name, words: kind(name, figure) }));
        const spans = tagged.map(({ words }) => ({
          from: before.indexOf(words),
          to: before.indexOf(words) + words.length,
        }));
        const found = find(before, after, spans);
        tagged.forEach(({ name, words }, i) => {
          const hit = found[i];
          const place = hit ? after.slice(hit.span.from, hit.span.to) : 'lost';
          if (left.has(name)) assert.equal(place, words, `seed ${seed}\n${before}\n→\n${after}`);
          else [gone, lost] = [gone + 1, lost + (hit ? 0 : 1)];
        });
      }
      assert.ok(lost >= 0.97 * gone, `${lost} of ${gone} that are gone are said to be`);
    });
  }
});

describe('a tagged part that every row has', () => {
  const rowOf = (name: string, hour: number) =>
    `${name} opens at ${hour} on weekdays. Children are let in for half of the price of the others. Groups must write two weeks before.`;
  const parts = ['Groups must write two weeks before.', 'half of the price', 'let in'];

  for (const [way, find] of Object.entries(ways)) {
    it(`stays in its row when another row is removed, or is lost, and is never on another row, ${way}`, () => {
      let [all, right] = [0, 0];
      for (let seed = 1; seed <= 300; seed++) {
        const random = seeded(seed);
        const pick = (n: number): number => Math.floor(random() * n);
        const rows = names.slice(0, 4 + pick(6)).map((name, i) => rowOf(name, 5 + ((7 * i) % 13)));
        const gone = pick(rows.length);
        const starts = (list: readonly string[]) =>
          list.map((_, i) => list.slice(0, i).reduce((at, row) => at + row.length + 2, 0));
        const left = rows.filter((_, i) => i !== gone);
        const [before, after] = [rows.join('\n\n'), left.join('\n\n')];
        const tagged = [...rows.keys()]
          .filter((i) => i !== gone && random() < 0.6)
          .map((row) => ({ row, words: random() < 0.5 ? (rows[row] ?? '') : (parts[pick(parts.length)] ?? '') }));
        const startIn = ({ row, words }: (typeof tagged)[number], texts: readonly string[], at: number) =>
          (starts(texts)[at] ?? 0) + (rows[row] ?? '').indexOf(words);
        const found = find(
          before,
          after,
          tagged.map((each) => {
            const from = startIn(each, rows, each.row);
            return { from, to: from + each.words.length };
          }),
        );
        tagged.forEach((each, i) => {
          const from = startIn(each, left, each.row - (each.row > gone ? 1 : 0));
          all++;
          if (!found[i]) return;
          right++;
          assert.deepEqual(found[i]?.span, { from, to: from + each.words.length }, `seed ${seed}: ${each.words}`);
        });
      }
      assert.ok(right >= 0.95 * all, `${right} of ${all} are found`);
    });
  }
});
