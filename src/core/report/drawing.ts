import type { ExportedTag } from '../exchange/format';
import type { Stance } from '../model/annotation';
import type { ReviewStatus } from '../review/status';
import type { Translate } from '../text/translate';
import { element, fragment, type Child, type Html } from './html';
import type { Cited, Report, ReportedSource } from './report';
import { tagName } from './words';

/** What all sections of the page are drawn from. */
export interface Drawing {
  readonly report: Report;
  readonly t: Translate;
  readonly href: (cited: Cited) => string | undefined;
}

export function section(id: string, title: string, ...children: readonly Child[]): Html {
  return element('section', { 'aria-labelledby': id }, element('h2', { id }, title), ...children);
}

/** A table. If it is wider than the page, it scrolls by itself, also by keyboard. */
export function table(label: string, columns: readonly string[], rows: readonly Html[]): Html {
  const heads = columns.map((name) => element('th', { scope: 'col' }, name));
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': label },
    element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows)),
  );
}

/** The tags as parts of a bar, with their `counts`. */
export function tagParts({ report, t }: Drawing, counts: ReadonlyMap<string, number>): Part[] {
  return report.tags.map((tag, i) => ({
    label: tagName(tag, t),
    count: counts.get(tag.id) ?? 0,
    look: tagLook(tag, i),
  }));
}

export function nameOfTag({ report, t }: Drawing, id: string): string {
  const tag: ExportedTag = report.tags.find((tag) => tag.id === id) ?? { id };
  return tagName(tag, t);
}

/** A citation as "source, line 7", linked to the span. */
export function citation(drawing: Drawing, cited: Cited): Html {
  const { t, href } = drawing;
  const { source, place } = cited;
  if (!place) return fragment(source);
  const words = t('{0}, line {1}', source, place.line);
  const target = href(cited);
  return target === undefined ? fragment(words) : element('a', { href: target, ...dataOf(cited) }, words);
}

/** The description of a mark in one line, for pictures. */
export function sayCited(drawing: Drawing, cited: Cited): string {
  const words = shortened(cited.words.replace(/\s+/g, ' '), 90);
  return drawing.t('{0}, line {1}: {2}', nameOfTag(drawing, cited.tag), cited.place?.line ?? 0, words);
}

/** Cuts a text between words and adds an ellipsis. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  return `${cut.replace(/\s+\S*$/, '') || cut}…`;
}

/** The look of a tag; tags of the team without a colour share one, and differ in patterns. */
export function tagLook(tag: ExportedTag, index: number): Look {
  switch (tag.id) {
    case 'verified':
      return { fill: 'verified', pattern: 'solid' };
    case 'unconfirmed':
      return { fill: 'unconfirmed', pattern: 'stripes' };
    case 'quote':
      return { fill: 'quote', pattern: 'dots' };
    default:
      return {
        fill: colorOf(tag) === undefined ? 'team' : `tag-${index}`,
        pattern: (['checks', 'rules', 'solid'] as const)[index % 3] ?? 'solid',
      };
  }
}

/** The style rules for the colours of a team's tags. */
export function tagColors(tags: readonly ExportedTag[]): string {
  return tags
    .map((tag, i) => (colorOf(tag) === undefined ? '' : `.fill-tag-${i} { fill: ${colorOf(tag)}; }\n`))
    .join('');
}

/** A tag's colour, if it is nothing but a colour, so that nothing else gets into the style. */
function colorOf({ color }: ExportedTag): string | undefined {
  return color !== undefined && /^#[0-9a-f]{6}$/i.test(color) ? color : undefined;
}

export function reviewStatusLook(status: ReviewStatus): Look {
  const looks: Readonly<Record<ReviewStatus, Look>> = {
    contested: { fill: 'bad', pattern: 'checks' },
    questioned: { fill: 'quote', pattern: 'rules' },
    stale: { fill: 'unconfirmed', pattern: 'stripes' },
    unreviewed: { fill: 'none', pattern: 'solid' },
    agreed: { fill: 'verified', pattern: 'dots' },
    settled: { fill: 'verified', pattern: 'solid' },
  };
  return looks[status];
}

export function stanceLook(stance: Stance): Look {
  const looks: Readonly<Record<Stance, Look>> = {
    supports: { fill: 'verified', pattern: 'solid' },
    contradicts: { fill: 'bad', pattern: 'checks' },
    context: { fill: 'soft', pattern: 'dots' },
  };
  return looks[stance];
}

/** The fill of a part of a picture: a colour of the theme, and a pattern that identifies it without colour. */
type Fill = 'verified' | 'unconfirmed' | 'quote' | 'team' | `tag-${number}` | 'bad' | 'none' | 'soft' | 'fg';
type Pattern = 'solid' | 'stripes' | 'dots' | 'rules' | 'checks';

interface Look {
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

/** The definitions of patterns, once for each page. */
export function definitions(): Html {
  const all = Object.entries(patterns).map(([name, drawn]) =>
    element('pattern', { id: `pattern-${name}`, width: 8, height: 8, patternUnits: 'userSpaceOnUse' }, drawn),
  );
  return element('svg', { class: 'defs', 'aria-hidden': 'true', focusable: 'false' }, element('defs', {}, ...all));
}

/** A bar of parts side by side; `of` is the count of the full width, by default that of all parts together. */
export function stackedBar(parts: readonly Part[], label: string, { of = 0, thin = false } = {}): Html {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const scale = 100 / Math.max(of, total, 1);
  let x = 0;
  const boxes = parts.flatMap((part) => {
    if (part.count === 0) return [];
    const width = part.count * scale;
    const box = filled(part.look, { x: percent(x), y: 0, width: percent(width), height: '100%', class: 'gap' });
    x += width;
    return [box];
  });
  const said = `${label}: ${parts.map((part) => `${part.label} ${part.count}`).join(', ')}`;
  return element('svg', { class: thin ? 'bar thin' : 'bar', role: 'img', 'aria-label': said }, ...boxes);
}

export function legend(parts: readonly Part[]): Html {
  return element(
    'ul',
    { class: 'legend' },
    ...parts.map(({ label, count, look }) => element('li', {}, swatch(look), label, element('b', {}, String(count)))),
  );
}

function swatch(look: Look): Html {
  const box = filled(look, { x: 0, y: 0, width: 12, height: 12 });
  return element('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true', focusable: 'false' }, box);
}

const laneHeight = 20;
/** Least length of a mark, in percent of the strip: a shorter one could be neither seen nor hit. */
const shortest = 0.6;

/** The places of the claims in a source, from its first line to its last, with a lane for each tag. */
export function strip(
  { length, cited }: ReportedSource,
  lanes: readonly { readonly tag: string; readonly look: Look }[],
  label: string,
  link: (cited: Cited) => { href: string | undefined; label: string; bad: boolean },
): Html {
  const backgrounds = lanes.map((_, i) =>
    element('rect', { class: 'lane', x: 0, y: i * laneHeight + 3, width: '100%', height: laneHeight - 6, rx: 3 }),
  );
  const marks = [...cited]
    .sort((a, b) => (a.place?.from ?? 0) - (b.place?.from ?? 0))
    .flatMap((one) => {
      const lane = lanes.findIndex(({ tag }) => tag === one.tag);
      const look = lanes[lane]?.look;
      return look && one.place ? [mark(one, one.place, look, lane, 100 / Math.max(1, length), link(one))] : [];
    });
  const height = lanes.length * laneHeight;
  return element('svg', { class: 'strip', height, role: 'group', 'aria-label': label }, ...backgrounds, ...marks);
}

function mark(
  cited: Cited,
  place: { readonly from: number; readonly to: number },
  look: Look,
  lane: number,
  scale: number,
  { href, label, bad }: { href: string | undefined; label: string; bad: boolean },
): Html {
  const width = Math.max(shortest, (place.to - place.from) * scale);
  const x = percent(Math.min(place.from * scale, 100 - width));
  const y = lane * laneHeight + 3;
  const drawn = fragment(
    element('title', {}, label),
    filled(look, { x, y, width: percent(width), height: laneHeight - 6, rx: 2 }),
    bad ? element('rect', { class: 'fill-bad flag', x, y: y - 3, width: percent(width), height: 3 }) : undefined,
  );
  return href === undefined
    ? element('g', { role: 'img', 'aria-label': label }, drawn)
    : element('a', { href, 'aria-label': label, ...dataOf(cited) }, drawn);
}

/** The attributes by which a host finds the span of a clicked link. */
function dataOf({ source, id }: Cited): Record<string, string> {
  return { 'data-source': source, 'data-id': id };
}

/** A coefficient on its scale from −1 to 1, with the bounds for tentative and reliable conclusions. */
export function gauge(value: number, label: string): Html {
  const x = (at: number): number => Math.round(1500 + Math.max(-1, Math.min(1, at)) * 1400) / 10;
  return element(
    'svg',
    { class: 'gauge', viewBox: '0 0 300 30', preserveAspectRatio: 'xMinYMid', role: 'img', 'aria-label': label },
    element('rect', { class: 'fill-none', x: 10, y: 5, width: 280, height: 8, rx: 4 }),
    element('rect', { class: 'fill-unconfirmed', x: x(0.667), y: 5, width: x(0.8) - x(0.667), height: 8 }),
    element('rect', { class: 'fill-verified', x: x(0.8), y: 5, width: x(1) - x(0.8), height: 8, rx: 4 }),
    element('path', { class: 'fill-fg', d: `M${x(value)} 3l5 -3v18l-5 -3l-5 3v-18z` }),
    ...[-1, 0, 0.667, 0.8, 1].map((at) =>
      element(
        'text',
        { x: x(at), y: 28, 'text-anchor': 'middle' },
        String(at).replace('0.667', '.67').replace('0.', '.'),
      ),
    ),
  );
}

/** A box in its colour, with its pattern on top. */
function filled(
  { fill, pattern }: Look,
  { class: more = '', ...box }: Readonly<Record<string, number | string>>,
): Html {
  const plain = element('rect', { class: `fill-${fill} ${more}`.trim(), ...box });
  if (pattern === 'solid') return plain;
  return fragment(plain, element('rect', { fill: `url(#pattern-${pattern})`, 'pointer-events': 'none', ...box }));
}

function percent(number: number): string {
  return `${Math.round(number * 1000) / 1000}%`;
}
