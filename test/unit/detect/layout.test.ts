import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detect } from '../../../src/core/detect/detect';
import { layoutOf } from '../../../src/core/detect/layout';
import { sentenceAt } from '../../../src/core/detect/sentences';

/** The paragraphs of the running text; a speaker's label in brackets. */
function running(source: string): string[] {
  const { text, labels } = layoutOf(source);
  const starts = new Set(labels.map(({ from }) => from));
  let at = 0;
  return text.split('\n').flatMap((line) => {
    const isLabel = starts.has(at);
    at += line.length + 1;
    return line.trim() === '' ? [] : [isLabel ? `[${line.trim()}]` : line.trim()];
  });
}

/** A text wrapped at a width, as an editor does it. */
function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .map((paragraph) => {
      const lines: string[] = [];
      let line = '';
      for (const word of paragraph.split(' ')) {
        if (line !== '' && line.length + 1 + word.length > width) {
          lines.push(line);
          line = word;
        } else line = line === '' ? word : `${line} ${word}`;
      }
      return [...lines, line].join('\n');
    })
    .join('\n');
}

const flat = `The council of Velm sold the old tram depot on Monday for 3.2 million crowns, the lowest price in ten years. Nobody had bid more.
“We could not keep it another winter,” said Mayor Rada Ilic. She left the hall before the vote was counted.
The depot was built in 1931 and closed in 2008, after the last tram had left the city. Its roof lost a third of its tiles in a storm.`;

describe('running text', () => {
  for (const width of [38, 45, 60, 72, 90])
    it(`is the same as that of the text before it was wrapped at ${String(width)} columns`, () => {
      assert.deepEqual(running(wrapped(flat, width)), flat.split('\n'));
      assert.deepEqual(running(wrapped(flat, width).replaceAll('\n', '\r\n')), flat.split('\n'));
      assert.deepEqual(running(wrapped(flat.replaceAll('\n', '\n\n'), width)), flat.split('\n'));
    });

  describe('of two columns side by side', () => {
    const other = `The museum of trams opens in June. Its first visitors were 40 children from the lower town, who rode on the roof of a car that had been parked there since the war.
“It smelled of oil,” one of them said.`;
    const beside = (left: string, right: string, column: number): string => {
      const [one, two] = [left.split('\n'), right.split('\n')];
      return Array.from({ length: Math.max(one.length, two.length) }, (_, i) =>
        `${(one[i] ?? '').padEnd(two[i] ? column : 0)}${two[i] ?? ''}`.trimEnd(),
      ).join('\n');
    };
    const spaced = (text: string, width: number): string => wrapped(text.replaceAll('\n', '\n\n'), width);

    for (const [width, column] of [
      [30, 34],
      [38, 45],
      [52, 55],
    ] as const)
      it(`is one column after the other, at ${String(width)} and ${String(column)}`, () => {
        const source = beside(spaced(flat, width), spaced(other, width), column);
        assert.deepEqual(running(source), [...flat.split('\n'), ...other.split('\n')]);
        assert.deepEqual(running(source.replaceAll('\n', '\r\n')), [...flat.split('\n'), ...other.split('\n')]);
      });

    it('leaves tables as they are', () => {
      const table = 'Depot          open since       in use\nUpper lane     the spring       as a shop\n'.repeat(4);
      assert.deepEqual(layoutOf(table).parts, []);
      const rows = Array.from({ length: 8 }, (_, i) => `Lane number ${String(i)}        closed after the storm`).join(
        '\n',
      );
      assert.deepEqual(layoutOf(rows).parts, []);
    });

    it('has the words of one column on its line as the sentence at the cursor', () => {
      const source = beside(spaced(flat, 38), spaced(other, 38), 45);
      const at = (words: string): string => {
        const { from, to } = sentenceAt(source, source.indexOf(words) + 1);
        return source.slice(from, to);
      };
      assert.equal(at('old tram'), 'The council of Velm sold the old tram');
      assert.equal(at('on Monday for'), 'depot on Monday for 3.2 million');
      assert.equal(at('first visitors'), 'first visitors were 40 children from');
      assert.equal(at('museum of trams'), 'The museum of trams opens in June.');
    });

    it('has no suggestion with words of both columns, and only those on one line', () => {
      const source = beside(spaced(flat, 38), spaced(other, 38), 45);
      const found = detect(source).map(({ start, end }) => source.slice(start, end));
      assert.ok(found.includes('“It smelled of oil,”'), found.join('\n'));
      assert.deepEqual(
        found.filter((words) => words.includes('\n') || words.includes('   ')),
        [],
      );
    });
  });

  it('joins hyphenated words and replaces ligatures', () =>
    assert.deepEqual(
      running(
        'The council of Velm sold the de-\npot on Monday, and the ﬁrst\noﬃce to open there will be the\nmuseum of trams, it said later.',
      ),
      [
        'The council of Velm sold the depot on Monday, and the first office to open there will be the museum of trams, it said later.',
      ],
    ));

  it('goes on across the head and number of a page', () => {
    const page = (n: number): string =>
      `\n\n${String(n)}\n\nAnnual report of the Velm tram company ${String(n + 1)}\n\n`;
    const [first = '', second = '', third = ''] = flat.split('\n').map((paragraph) => wrapped(paragraph, 60));
    const cut = first.indexOf('\n', 40);
    const source = `${first.slice(0, cut)}${page(1)}${first.slice(cut + 1)}\n\n${second}${page(2)}${third}`;
    assert.deepEqual(running(source), flat.split('\n'));
  });

  it('hides no word behind invisible characters', () =>
    assert.deepEqual(running('Don\u200bau\u00addampf\u2060schiff\ufeff fuhr.'), ['Donaudampfschiff fuhr.']));

  it('has no times, numbers and settings of subtitles, and goes on from cue to cue', () =>
    assert.deepEqual(
      running(
        'WEBVTT - talk\n\nNOTE checked by\nnobody in 2024\n\n1\n00:00:01.000 --> 00:00:04.000 align:start\n<v Rada Ilic>The depot cost us\n300,000 crowns\n\n2\n00:00:04.000 --> 00:00:06.000\nin every year since 2008.\n\n3\n00:00:06.000 --> 00:00:09.000\n<v Reporter>And <i>now</i>?\n[applause]\n',
      ),
      ['[Rada Ilic]', 'The depot cost us 300,000 crowns in every year since 2008.', '[Reporter]', 'And now?'],
    ));

  it('keeps no footnote marks, tags and entities', () =>
    assert.deepEqual(running('The depot [12] was <b>sold</b> [3, 4] for 3&nbsp;million &amp; a tram.'), [
      'The depot was sold for 3 million & a tram.',
    ]));

  it('leaves out the rows of tables and signatures', () =>
    assert.deepEqual(
      running(
        'Region,Year,Rate\nNorth,2018,7.8\nSouth,2018,8.8\nThe depot was sold.\n\nBest regards,\nRada Ilic\nMayor of Velm\nTel. +99 123 4567',
      ),
      ['The depot was sold.'],
    ));

  it('gives every stretch its place in the source', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'The depot',
            ' was',
            ' ',
            '\n',
            '\r\n',
            '\n\n',
            '-\n',
            'ﬁ',
            '\u200b',
            '\u00a0',
            '[12]',
            '<i>',
            '&amp;',
            'Ilic: ',
            '7.8,',
            '1\n00:00:01,000 --> 00:00:02,000\n',
            '“Yes,”',
          ),
          { maxLength: 40 },
        ),
        (parts) => {
          const source = parts.join('');
          const { text } = layoutOf(source);
          const layout = layoutOf(source);
          for (let at = 0; at < text.length; at++) {
            const { from, to } = layout.toSource({ from: at, to: at + 1 });
            assert.ok(from >= 0 && from < to && to <= source.length);
            if (/[A-Za-z“]/u.test(text.charAt(at)) && to - from === 1 && source.charAt(from) !== 'ﬁ')
              assert.equal(source.charAt(from), text.charAt(at));
            assert.ok(layout.fromSource(from) <= at);
          }
        },
      ),
      { seed: 7, numRuns: 400 },
    ));
});

describe('labels', () => {
  for (const [kind, source, expected] of [
    [
      'before a colon',
      'Ilic: It was sold.\nReporter: When?\nIlic: On Monday. We signed.',
      ['[Ilic]', 'It was sold.', '[Reporter]', 'When?', '[Ilic]', 'On Monday. We signed.'],
    ],
    [
      'with an office',
      'MAYOR ILIC: It was sold.\n\nThe Clerk (Mr. Oba): When?',
      ['[MAYOR ILIC]', 'It was sold.', '[The Clerk (Mr. Oba)]', 'When?'],
    ],
    [
      'of a hearing',
      'Q. Was it sold?\nA. It was sold on Monday.',
      ['[Q]', 'Was it sold?', '[A]', 'It was sold on Monday.'],
    ],
    [
      'after a time',
      '[00:12:05] Ilic: It was sold.\n[00:12:09] Oba: When?\n[00:12:10] Ilic: On Monday.',
      ['[Ilic]', 'It was sold.', '[Oba]', 'When?', '[Ilic]', 'On Monday.'],
    ],
    [
      'in brackets',
      '[Ilic] It was sold.\n[Oba] When?\n[Ilic] On Monday.\n[Oba] I see.',
      ['[Ilic]', 'It was sold.', '[Oba]', 'When?', '[Ilic]', 'On Monday.', '[Oba]', 'I see.'],
    ],
    [
      'before a dash',
      'ILIC — It was sold.\nOBA — When was it?\nILIC — On Monday.\nOBA — I see.',
      ['[ILIC]', 'It was sold.', '[OBA]', 'When was it?', '[ILIC]', 'On Monday.', '[OBA]', 'I see.'],
    ],
    [
      'in small letters',
      'ilic: It was sold.\noba: When?\nilic: On Monday.\noba: I see.',
      ['[ilic]', 'It was sold.', '[oba]', 'When?', '[ilic]', 'On Monday.', '[oba]', 'I see.'],
    ],
    [
      'of minutes',
      'Mr. ILIC. It was sold on Monday.\n\nMs. OBA of Velm. I see.',
      ['[Mr. ILIC]', 'It was sold on Monday.', '[Ms. OBA of Velm]', 'I see.'],
    ],
    [
      'on a line of its own',
      'OBA:\nIt was sold.\n\nILIC:\nWhen?\n\nOBA:\nOn Monday.',
      ['[OBA]', 'It was sold.', '[ILIC]', 'When?', '[OBA]', 'On Monday.'],
    ],
    ['in bold letters', '**Ilic:** It was sold.\n\n**Oba**: When?', ['[Ilic]', 'It was sold.', '[Oba]', 'When?']],
    [
      'before a time, on a line of its own',
      'Rada Ilic  0:12\nIt was sold.\n\nOskar Oba  0:20\nWhen?',
      ['[Rada Ilic]', 'It was sold.', '[Oskar Oba]', 'When?'],
    ],
    [
      'after the number of a line',
      ' 7          MR. ILIC: It was sold.\n 8          THE COURT: When?',
      ['[MR. ILIC]', 'It was sold.', '[THE COURT]', 'When?'],
    ],
    [
      'and stage directions',
      'ILIC: It was sold.\n[Applause]\nOBA: (laughing) When?\nILIC: On Monday. [Laughter]',
      ['[ILIC]', 'It was sold.', '[OBA]', 'When?', '[ILIC]', 'On Monday.'],
    ],
  ] as const)
    it(`stand ${kind}`, () => assert.deepEqual(running(source), expected));

  for (const source of [
    'Note: It was sold on Monday.',
    'What is known: It was sold on Monday.\nWhat is not: To whom.',
    'VELM — The depot was sold on Monday.',
    'Update: The depot was sold.\nCorrection: It was sold on Monday.',
  ])
    it(`are none in ${source.slice(0, 20)}`, () => assert.deepEqual(running(source), source.split('\n')));

  it('are no part of the sentence at the cursor', () => {
    const source = 'Reporter: When was it?\nIlic: On Monday. We signed it on the spot.';
    for (const cursor of ['Ilic', 'On Mon']) {
      const { from, to } = sentenceAt(source, source.indexOf(cursor) + 1);
      assert.equal(source.slice(from, to), 'On Monday.');
    }
  });
});

describe('suggestions in a text with a form', () => {
  it('name the speaker of the turn and include no label', () => {
    const source =
      'OSKAR: The depot cost 300,000 crowns a year.\nREPORTER: So much?\nOSKAR: In 2023 it was 412,000 crowns.\nThe city paid all of it in 2024.';
    const found = detect(source).map(({ start, end, speaker }) => [
      source.slice(start, end),
      speaker && source.slice(speaker.start, speaker.end),
    ]);
    assert.deepEqual(found, [
      ['The depot cost 300,000 crowns a year.', 'OSKAR'],
      ['In 2023 it was 412,000 crowns.', 'OSKAR'],
      ['The city paid all of it in 2024.', 'OSKAR'],
    ]);
  });
});
