import type { Annotation, Selector } from '../../../src/core/model/annotation';
import { seeded } from '../random';

/** How many cases of a property to try: `CLAIMMARK_RUNS`, up to `most`, else the number for a quick run. */
export function runs(quick: number, most = Infinity): number {
  return Math.min(Number(process.env['CLAIMMARK_RUNS'] ?? quick), most);
}

/** How many merges to try in a full run: one takes a tenth of a second. */
export const merges = 3000;

/** Random parts of the format, the same for the same seed. */
export interface Any {
  readonly number: () => number;
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  string(): string;
  line(): string;
  id(): string;
  annotation(): Annotation;
  selector(): Selector;
}

const nasty = [
  ...[
    '',
    ' ',
    'no',
    'Yes',
    'y',
    'null',
    '~',
    'true',
    '1e3',
    '12:30',
    '0o7',
    '017',
    '0x1F',
    '1_000',
    '=',
    '<<',
    '-',
    '?',
    ':',
  ],
  ...[
    '---',
    '...',
    '- a',
    '? a',
    'a: b',
    'a #b',
    '# a',
    '#a',
    '"',
    "'",
    '""',
    "it's",
    '[a]',
    '{a: b}',
    'a, b',
    '&a',
    '*a',
    '!a',
  ],
  ...[
    '!!str a',
    '%YAML',
    '@a',
    '`a`',
    '|',
    '>',
    '|-',
    '\\',
    'a\\nb',
    ' a',
    'a ',
    '\ta',
    'a\tb',
    'a\t',
    'a\n',
    'a\n\n',
    '\na',
  ],
  ...[
    'a\nb',
    'a\n b',
    ' a\nb',
    'a \nb',
    'a\n\nb',
    'a\n \nb',
    'a\r\nb',
    'a\rb',
    '\r',
    '\n',
    '\n\n',
    'a\n---\nb',
    'a\n# b\nc',
    '- a\n- b',
  ],
  ...[
    '\ud800',
    'a\udc00b',
    '\udc00\ud800',
    '😀',
    '𝒳 is 𝒴',
    'e\u0301',
    '\u0085',
    'a\u2028b',
    '\u2029',
    '\ufeff',
    'a\ufeff',
    '\ufffe',
    '\uffff',
  ],
  ...[
    '\0',
    '\x07',
    '\x1b[0m',
    '\x7f',
    '\x9f',
    '\u00a0',
    'a\u00a0',
    '\u3000a',
    'שלום',
    'مرحبا: #1',
    '日本語。「引用」',
    '“Quote,” he said: no.',
  ],
  ...[
    '2026-11-20',
    '2026-11-20T10:00:00Z',
    '26 countries',
    '.inf',
    '-.INF',
    '.nan',
    '1.5',
    '+1',
    '1,000',
    '0b11',
    '190:20:30',
    'NULL',
  ],
  ...[
    'https://example.org/a#b',
    'C:\\a',
    'a:',
    ':a',
    'a:b',
    '__proto__',
    'constructor',
    'on',
    'OFF',
    'N',
    'key: |',
    '<<<<<<< HEAD',
    '=======',
  ],
] as const;

const words =
  'the ministers agreed on a budget of 40 million euros “at last” – no: maybe, #1 (2026) said, "it\'s" 12:30'.split(
    ' ',
  );
const tags = ['verified', 'unconfirmed', 'quote', 'team-tag'] as const;
const ranges = [
  ...([
    [0, 0x7f],
    [0x80, 0x2ff],
    [0x370, 0x6ff],
    [0x2000, 0x206f],
    [0x3000, 0x30ff],
    [0xd800, 0xdfff],
  ] as const),
  ...([
    [0xe000, 0xffff],
    [0x1f300, 0x1faff],
    [0x10000, 0x10ffff],
  ] as const),
] as const;

export function anything(seed: number): Any {
  const number = seeded(seed);
  const below = (limit: number): number => Math.floor(number() * limit);
  const chance = (probability: number): boolean => number() < probability;
  const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;
  const prose = (): string => Array.from({ length: 1 + below(12) }, () => pick(words)).join(' ');
  const unicode = (): string =>
    Array.from({ length: below(12) }, () => {
      const [from, to] = pick(ranges);
      return String.fromCodePoint(from + below(to - from + 1));
    }).join('');
  const string = (): string => {
    const kind = below(10);
    if (kind < 4) return prose();
    if (kind < 7) return pick(nasty);
    if (kind < 8) return unicode();
    return Array.from({ length: 2 + below(3) }, () => (chance(0.8) ? prose() : pick(nasty))).join(
      pick(['\n', '\n', '\n\n', ' ']),
    );
  };
  const filled = (): string => string() || 'x';
  const id = (): string => Array.from({ length: 8 }, () => below(36).toString(36)).join('');
  const time = (): string =>
    `2026-${String(1 + below(12)).padStart(2, '0')}-1${String(below(10))}T10:04:${String(10 + below(50))}Z`;
  const list = <T>(make: () => T): readonly T[] => Array.from({ length: 1 + below(3) }, make);
  const maybe = (values: object): object => (chance(0.5) ? values : {});
  const selector = (): Selector => ({
    text: filled(),
    ...maybe({ line: 1 + below(60), column: 1 + below(90) }),
    ...maybe({ before: string() }),
    ...maybe({ after: string() }),
  });
  const evidence = (): object => ({
    ...(chance(0.6) ? { url: `https://example.org/${id()}` } : { source: filled(), id: id() }),
    ...maybe({ says: pick(['supports', 'contradicts', 'context']) }),
    ...maybe({ quote: filled() }),
    ...maybe({ note: filled() }),
  });
  const annotation = (): Annotation => ({
    id: id(),
    tag: pick(tags),
    ...selector(),
    ...maybe({ note: filled() }),
    ...maybe({ claim: filled() }),
    ...maybe({ speaker: filled() }),
    ...maybe({ evidence: list(evidence) }),
    ...maybe({ by: filled(), created: time() }),
    ...maybe({
      reviews: list(() => ({
        by: filled(),
        verdict: pick(['agree', 'disagree', 'unsure']),
        ...maybe({ tag: pick(tags), words: id() }),
        created: time(),
        ...maybe({ note: filled() }),
      })),
    }),
    ...maybe({ resolved: { by: filled(), created: time() } }),
    ...maybe({
      adjudicated: {
        by: filled(),
        created: time(),
        among: list(() => ({ by: filled(), tag: pick(tags) })),
        ...maybe({ note: filled() }),
      },
    }),
    ...maybe({ imported: { from: filled(), ...maybe({ by: filled() }), created: time() } }),
    ...maybe({ notLinked: list(() => ({ to: `a.txt#${id()}`, ...maybe({ text: filled() }) })) }),
    ...maybe({ discussion: list(() => ({ by: filled(), note: filled(), created: time() })) }),
    ...maybe({
      links: list(() => ({
        to: `a.txt#${id()}`,
        relation: pick(['same', 'supports', 'contradicts', 'differs', 'quotes']),
      })),
    }),
  });
  return { number, below, chance, pick, string, line: prose, id, annotation, selector };
}
