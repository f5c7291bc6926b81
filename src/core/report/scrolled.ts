import { inEnglish, type Translate } from '../text/translate';
import { agreement } from './detail';
import { element, fragment, type Html } from './html';
import { bars, figuresOf, head } from './overview';
import { bodyOf, htmlOf, type PageOptions } from './page';
import { partOf } from './pages';
import { tagName } from './words';
import { countBy, type Cited, type Report, type ReportedSource } from './report';

/** So many annotations are drawn at a time, or one source, if it has more. Guessed. */
const atOnce = 300;

/** A stretch of a report, for whoever scrolls to it. */
export interface ReportPart {
  /** The words by which it was asked for, and its number, from 0. */
  readonly words: string;
  readonly index: number;
  readonly html: string;
  /** How many annotations have the words, to be said; empty without words. */
  readonly found: string;
  readonly isLast: boolean;
}

/**
 * A report that is drawn as somebody scrolls through it: the figures of all first, then source after source. With words,
 * only those annotations in which each of them is found: in what is tagged, in the note, the speaker, the tag, by its
 * name or id, or the source's name.
 */
export class ScrolledReport {
  /** Whether all of it is drawn at once: then its sums stand where they do in the one page, else above the parts. */
  private readonly isOnePart: boolean;
  private known: { readonly words: string; readonly parts: readonly (readonly ReportedSource[])[] } | undefined;

  constructor(
    private readonly report: Report,
    private readonly options: PageOptions = {},
  ) {
    this.isOnePart = inParts(report.sources).length < 2;
  }

  /** The page that the parts are put into: its script asks for them. */
  page(): string {
    const { t = inEnglish } = this.options;
    const label = t('Filter by words, speakers, notes, tags or sources');
    const filter = element('input', { id: 'filter', type: 'search', 'aria-label': label, placeholder: label });
    const parts = element('div', { id: 'parts', 'data-nothing': t('Nothing is tagged here that has these words.') });
    const sums = this.isOnePart ? undefined : bars({ report: this.report, t, href: () => undefined });
    const main = fragment(
      head(figuresOf(this.report), t),
      element('main', {}, sums, element('search', {}, filter, element('p', { id: 'found', role: 'status' })), parts),
    );
    return htmlOf(this.report, this.options, main);
  }

  part(words: string, index: number): ReportPart {
    const parts = this.partsFor(words);
    const isLast = index >= parts.length - 1;
    const sources = parts[index];
    const isAll = words.trim() === '';
    const drawn = sources && this.draw(sources, isAll);
    // How far people agree is said of all of them together alone.
    const isEnd = sources && isLast && isAll && !this.isOnePart;
    const last = isEnd ? agreement({ report: this.report, t: this.options.t ?? inEnglish }) : undefined;
    const found = isAll ? '' : this.found(parts.flat());
    return { words, index, html: fragment(drawn, last).html, found, isLast };
  }

  private draw(sources: readonly ReportedSource[], isAll: boolean): Html {
    const { t = inEnglish, href = () => undefined } = this.options;
    const report = isAll && this.isOnePart ? this.report : partOf(this.report, sources);
    return element('div', { class: 'part' }, bodyOf({ report, t, href }, this.isOnePart));
  }

  private found(sources: readonly ReportedSource[]): string {
    const { t = inEnglish } = this.options;
    const count = sources.reduce((sum, { cited }) => sum + cited.length, 0);
    return count === 1 ? t('1 annotation') : t('{0} annotations', count);
  }

  private partsFor(words: string): readonly (readonly ReportedSource[])[] {
    if (this.known?.words !== words)
      this.known = { words, parts: inParts(filtered(this.report, words, this.options.t ?? inEnglish)) };
    return this.known.parts;
  }
}

function filtered({ sources, tags }: Report, words: string, t: Translate): readonly ReportedSource[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return sources;
  const names = new Map(tags.map((tag) => [tag.id, tagName(tag, t)]));
  const has = ({ source, tag, words: now, text, note = '', speaker = '' }: Cited): boolean => {
    const all = [source, tag, names.get(tag) ?? '', now, text, note, speaker].join('\n').toLowerCase();
    return wanted.every((word) => all.includes(word));
  };
  return sources.flatMap((source) => {
    const cited = source.cited.filter(has);
    return cited.length > 0 ? [{ ...source, cited, counts: countBy(cited, ({ tag }) => tag) }] : [];
  });
}

function inParts(sources: readonly ReportedSource[]): readonly (readonly ReportedSource[])[] {
  const parts: ReportedSource[][] = [];
  let room = 0;
  for (const source of sources) {
    const last = parts.at(-1);
    if (last && source.cited.length <= room) last.push(source);
    else {
      parts.push([source]);
      room = atOnce;
    }
    room -= source.cited.length;
  }
  return parts;
}
