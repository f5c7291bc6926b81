import { inEnglish, type Translate } from '../text/translate';
import { countBy } from '../text/grouped';
import { agreement } from './detail';
import { element, fragment, type Html } from './html';
import { bars, figuresOf, head } from './overview';
import { bodyOf, cardsOf, htmlOf, sourcesOf, type PageOptions } from './page';
import { partOf } from './pages';
import { tagName } from './words';
import type { Cited, Report, ReportedSource } from './report';

/** Most annotations drawn at a time, unless one source has more. Guessed. */
const atOnce = 300;

/** A part of a report, drawn when a person scrolls to it. */
export interface ReportPart {
  /** The filter's words and the index from 0 that it was requested with. */
  readonly words: string;
  readonly index: number;
  readonly html: string;
  /** How many annotations match, in words; empty without a filter. */
  readonly found: string;
  readonly isLast: boolean;
}

/** Some sources of a report to be drawn at once: what needs a person in them, or all the rest. */
interface Stretch {
  readonly of: 'cards' | 'sources';
  readonly sources: readonly ReportedSource[];
}

/**
 * A report drawn while a person scrolls: the figures of all first, then what needs a person in any source, then source
 * by source. With a filter, only annotations with all of its words, in what is tagged, the note, the speaker, the tag's
 * name or id, or the source's name.
 */
export class ScrolledReport {
  /** Whether all is drawn as one part: the sums are then inside it as on a single page, otherwise above the parts. */
  private readonly isOnePart: boolean;
  private known: { readonly words: string; readonly parts: readonly Stretch[] } | undefined;

  constructor(
    private readonly report: Report,
    private readonly options: PageOptions = {},
  ) {
    this.isOnePart = inParts(report.sources, citedIn).length < 2;
  }

  /** The page that the parts are put into; its script requests them. */
  page(): string {
    const { t = inEnglish } = this.options;
    const label = t('Filter by words, speakers, notes, tags or sources');
    const filter = element('input', { id: 'filter', type: 'search', 'aria-label': label, placeholder: label });
    const parts = element('div', { id: 'parts', 'data-nothing': t('No annotation here has these words.') });
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
    const stretch = parts[index];
    const isAll = words.trim() === '';
    const drawn = stretch && this.draw(stretch, isAll);
    // The agreement is about all sources together.
    const isEnd = stretch && isLast && isAll && !this.isOnePart;
    const last = isEnd ? agreement({ report: this.report, t: this.options.t ?? inEnglish }) : undefined;
    const found = isAll ? '' : this.found(parts.flatMap(({ of, sources }) => (of === 'sources' ? sources : [])));
    return { words, index, html: fragment(drawn, last).html, found, isLast };
  }

  private draw({ of, sources }: Stretch, isAll: boolean): Html {
    const { t = inEnglish, href = () => undefined } = this.options;
    const report = isAll && this.isOnePart ? this.report : partOf(this.report, sources);
    const draw = this.isOnePart ? bodyOf : of === 'cards' ? cardsOf : sourcesOf;
    return element('div', { class: 'part' }, draw({ report, t, href }));
  }

  private found(sources: readonly ReportedSource[]): string {
    const { t = inEnglish } = this.options;
    const count = sources.reduce((sum, source) => sum + citedIn(source), 0);
    return count === 1 ? t('1 annotation') : t('{0} annotations', count);
  }

  private partsFor(words: string): readonly Stretch[] {
    if (this.known?.words !== words) {
      const sources = filtered(this.report, words, this.options.t ?? inEnglish);
      const cards = cardsIn(this.report);
      const withCards = this.isOnePart ? [] : sources.filter((source) => cards(source) > 0);
      const parts = [
        ...inParts(withCards, cards).map((some): Stretch => ({ of: 'cards', sources: some })),
        ...inParts(sources, citedIn).map((some): Stretch => ({ of: 'sources', sources: some })),
      ];
      this.known = { words, parts };
    }
    return this.known.parts;
  }
}

const citedIn = ({ cited }: ReportedSource): number => cited.length;

/** The number of cards for a source: annotations that need a person, or were decided. */
function cardsIn({ attention, questions, discussed, decisions }: Report): (source: ReportedSource) => number {
  const counts = countBy([...attention, ...questions, ...discussed, ...decisions], (card) => card.cited);
  return ({ cited }) => cited.reduce((sum, one) => sum + (counts.get(one) ?? 0), 0);
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

/** Divides sources into parts of limited size. */
function inParts(
  sources: readonly ReportedSource[],
  sizeOf: (source: ReportedSource) => number,
): readonly (readonly ReportedSource[])[] {
  const parts: ReportedSource[][] = [];
  let room = 0;
  for (const source of sources) {
    const size = sizeOf(source);
    const last = parts.at(-1);
    if (last && size <= room) last.push(source);
    else {
      parts.push([source]);
      room = atOnce;
    }
    room -= size;
  }
  return parts;
}
