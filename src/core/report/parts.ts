import type { ExportedTag } from '../exchange/format';
import type { Translate } from '../text/translate';
import { dataOf, type Part } from './charts';
import { element, fragment, type Child, type Html } from './html';
import { tagLook } from './looks';
import type { Cited, Report } from './report';
import { tagName } from './words';

/** What every section of the page is drawn with. */
export interface Drawing {
  readonly report: Report;
  readonly t: Translate;
  readonly href: (cited: Cited) => string | undefined;
}

export function section(id: string, title: string, ...children: readonly Child[]): Html {
  return element('section', { 'aria-labelledby': id }, element('h2', { id }, title), ...children);
}

/** A table. Where it is wider than the page it scrolls within itself, also by keyboard. */
export function table(label: string, columns: readonly string[], rows: readonly Html[]): Html {
  const heads = columns.map((name) => element('th', { scope: 'col' }, name));
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': label },
    element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows)),
  );
}

/** The tags with how often each is used in `counts`. */
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

/** "source, line 7", which leads to the span. */
export function citation(drawing: Drawing, cited: Cited): Html {
  const { t, href } = drawing;
  const { source, place } = cited;
  if (!place) return fragment(source);
  const words = t('{0}, line {1}', source, place.line);
  const target = href(cited);
  return target === undefined ? fragment(words) : element('a', { href: target, ...dataOf(cited) }, words);
}

/** One line of what a mark is, for pictures. */
export function sayCited(drawing: Drawing, cited: Cited): string {
  const words = shortened(cited.words.replace(/\s+/g, ' '), 90);
  return drawing.t('{0}, line {1}: {2}', nameOfTag(drawing, cited.tag), cited.place?.line ?? 0, words);
}

/** A text cut at a word, with an ellipsis. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  return `${cut.replace(/\s+\S*$/, '') || cut}…`;
}
