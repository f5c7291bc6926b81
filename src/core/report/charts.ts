import { element, fragment, type Html } from './html';
import type { Cited, ReportedSource } from './report';

/** How a part of a picture is filled: a colour of the theme, and a pattern by which it is known without it. */
export type Fill = 'verified' | 'unconfirmed' | 'quote' | 'team' | 'bad' | 'none' | 'soft' | 'fg';
export type Pattern = 'solid' | 'stripes' | 'dots' | 'rules' | 'checks';

export interface Look {
  readonly fill: Fill;
  readonly pattern: Pattern;
}

export interface Part {
  readonly label: string;
  readonly count: number;
  readonly look: Look;
}

const patterns: Readonly<Record<Exclude<Pattern, 'solid'>, Html>> = {
  stripes: element('path', { class: 'ink', d: 'M-2 2 2-2M0 8 8 0M6 10 10 6' }),
  dots: element('circle', { cx: 4, cy: 4, r: 1.5, class: 'fill-dot' }),
  rules: element('path', { class: 'ink', d: 'M0 4H8' }),
  checks: element('path', { class: 'ink', d: 'M0 0 8 8M0 8 8 0' }),
};

/** The patterns, once for the page. */
export function definitions(): Html {
  const all = Object.entries(patterns).map(([name, drawn]) =>
    element('pattern', { id: `pattern-${name}`, width: 8, height: 8, patternUnits: 'userSpaceOnUse' }, drawn),
  );
  return element('svg', { class: 'defs', 'aria-hidden': 'true', focusable: 'false' }, element('defs', {}, ...all));
}

/** Parts of a whole side by side; `of` is what the full width stands for, by default all of them together. */
export function stackedBar(parts: readonly Part[], label: string, { of = 0, thin = false } = {}): Html {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const scale = 1000 / Math.max(of, total, 1);
  let x = 0;
  const boxes = parts.flatMap((part) => {
    if (part.count === 0) return [];
    const width = part.count * scale;
    const box = filled(part.look, { x: rounded(x), y: 0, width: rounded(Math.max(width - 2, 1)), height: 24 });
    x += width;
    return [box];
  });
  const said = `${label}: ${parts.map((part) => `${part.label} ${part.count}`).join(', ')}`;
  return element(
    'svg',
    {
      class: thin ? 'bar thin' : 'bar',
      viewBox: '0 0 1000 24',
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': said,
    },
    ...boxes,
  );
}

export function legend(parts: readonly Part[]): Html {
  return element(
    'ul',
    { class: 'legend' },
    ...parts.map(({ label, count, look }) => element('li', {}, swatch(look), label, element('b', {}, String(count)))),
  );
}

export function swatch(look: Look): Html {
  const box = filled(look, { x: 0, y: 0, width: 12, height: 12 });
  return element('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true', focusable: 'false' }, box);
}

const laneHeight = 20;

/** Where the claims of a source lie, from its first line to its last, each tag in a lane of its own. */
export function strip(
  { length, cited }: ReportedSource,
  lanes: readonly { readonly tag: string; readonly look: Look }[],
  label: string,
  link: (cited: Cited) => { href: string | undefined; label: string },
): Html {
  const backgrounds = lanes.map((_, i) => element('rect', { class: 'lane', x: 0, y: i * laneHeight + 3, width: 1000, height: laneHeight - 6, rx: 3 })); // prettier-ignore
  const marks = [...cited]
    .sort((a, b) => (a.place?.from ?? 0) - (b.place?.from ?? 0))
    .flatMap((one) => {
      const lane = lanes.findIndex(({ tag }) => tag === one.tag);
      const { place } = one;
      if (!place || lane < 0) return [];
      const scale = 1000 / Math.max(1, length);
      const width = Math.max(4, (place.to - place.from) * scale);
      const x = Math.min(place.from * scale, 1000 - width);
      const { href, label: said } = link(one);
      const box = filled(lanes[lane]?.look ?? { fill: 'soft', pattern: 'solid' }, { x: rounded(x), y: lane * laneHeight + 3, width: rounded(width), height: laneHeight - 6, rx: 2 }); // prettier-ignore
      const drawn = fragment(element('title', {}, said), box);
      return [
        href === undefined
          ? element('g', {}, drawn)
          : element('a', { href, 'aria-label': said, ...dataOf(one) }, drawn),
      ];
    });
  const height = lanes.length * laneHeight;
  return element(
    'svg',
    {
      class: 'strip',
      viewBox: `0 0 1000 ${height}`,
      height,
      preserveAspectRatio: 'none',
      role: 'group',
      'aria-label': label,
    },
    ...backgrounds,
    ...marks,
  );
}

/** By which a host finds the span of what was clicked. */
export function dataOf({ source, id }: Cited): Record<string, string> {
  return { 'data-source': source, 'data-id': id };
}

/** A coefficient on its scale from −1 to 1, with the bounds from which conclusions may rest on it. */
export function gauge(value: number, label: string): Html {
  const x = (at: number): number => rounded(110 + Math.max(-1, Math.min(1, at)) * 100);
  return element(
    'svg',
    { class: 'gauge', viewBox: '0 0 220 30', role: 'img', 'aria-label': label },
    element('rect', { class: 'fill-none', x: 10, y: 5, width: 200, height: 8, rx: 4 }),
    element('rect', { class: 'fill-unconfirmed', x: x(0.667), y: 5, width: x(0.8) - x(0.667), height: 8 }),
    element('rect', { class: 'fill-verified', x: x(0.8), y: 5, width: x(1) - x(0.8), height: 8, rx: 4 }),
    element('path', { class: 'fill-fg', d: `M${x(value)} 3l5 -3v18l-5 -3l-5 3v-18z` }),
    ...[-1, 0, 0.667, 0.8, 1].map((at) =>
      element(
        'text',
        { x: x(at), y: 28, 'text-anchor': 'middle' },
        at === 0.667 ? '.67' : String(at).replace('0.', '.'),
      ),
    ),
  );
}

/** A box in its colour, and its pattern over it. */
function filled({ fill, pattern }: Look, box: Readonly<Record<string, number>>): Html {
  const plain = element('rect', { class: `fill-${fill}`, ...box });
  if (pattern === 'solid') return plain;
  return fragment(plain, element('rect', { fill: `url(#pattern-${pattern})`, 'pointer-events': 'none', ...box }));
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
