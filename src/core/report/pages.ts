import type { Exported, Placed } from '../exchange/format';
import type { Coding } from '../review/agreement';
import { pathTarget } from '../text/links';
import { inEnglish } from '../text/translate';
import { agreement } from './detail';
import { section, table } from './drawing';
import { element, fragment, type Html } from './html';
import { figuresOf, head, type Figures } from './overview';
import { htmlOf, reportHtml, type PageOptions } from './page';
import {
  agreementIn,
  inOrder,
  makeReport,
  type Cited,
  type Comparison,
  type Report,
  type ReportedSource,
  type ReportOptions,
} from './report';
import { countBy } from '../text/grouped';

/** A page of a report in several files. */
export interface ReportPage {
  readonly name: string;
  readonly html: string;
}

/** Largest page, in UTF-16 units, most of which take a byte; browsers take seconds to draw larger ones. Guessed. */
const largest = 1_900_000;

/** How many annotations a page is tried with first; if it becomes too large, it is halved. */
const atFirst = 800;

/**
 * A report in several pages, each small enough to be opened at once: the sources in their order, then the index, with
 * the figures of all and the page of each source. A source is never divided, so that one larger than a page has a page
 * of its own. Of a finished page only the figures are kept, so that a folder may have any size.
 */
export class PagedReport {
  private readonly rows: Html[] = [];
  private readonly speakers = new Set<string>();
  private readonly reviewed: Placed[] = [];
  private figures: Omit<Figures, 'title' | 'made' | 'speakers'> = nothing;
  private waiting: { readonly source: Exported; readonly linked: readonly Exported[] }[] = [];

  constructor(
    private readonly about: Omit<ReportOptions, 'codings' | 'context'>,
    private readonly options: PageOptions = {},
  ) {}

  /**
   * Adds the next source, and yields the pages that are full. `linked` are all sources related to it by links, evidence
   * or other tags of the same words, over any number of steps.
   */
  *add(source: Exported, linked: readonly Exported[] = []): Generator<ReportPage> {
    const count = this.waiting.reduce((sum, one) => sum + one.source.annotations.length, 0);
    if (count > 0 && count + source.annotations.length > atFirst) yield* this.full();
    this.waiting.push({ source, linked });
  }

  /** Yields the last page and the index. `codings` are what annotators marked apart. */
  *end(codings?: readonly Coding[]): Generator<ReportPage> {
    if (this.waiting.length > 0) yield* this.full();
    yield { name: 'index.html', html: this.index(codings) };
  }

  private *full(): Generator<ReportPage> {
    const own = this.waiting.map(({ source }) => source);
    const known = new Set(own.map(({ source }) => source));
    const linked = [...new Set(this.waiting.flatMap((one) => one.linked))].filter(({ source }) => !known.has(source));
    this.waiting = [];
    const report = makeReport([...own, ...linked], this.about);
    const mine = report.sources.filter(({ source }) => known.has(source));
    for (const { report: part, html } of fitting(report, mine, this.options)) {
      const name = `page-${String(this.rows.length + 1).padStart(4, '0')}.html`;
      this.rows.push(pageRow(name, part));
      this.note(part);
      yield { name, html };
    }
    for (const { annotations } of own)
      this.reviewed.push(...annotations.filter(({ reviews = [] }) => reviews.length > 0));
  }

  private note(part: Report): void {
    for (const { speaker } of part.speakers) if (speaker !== '') this.speakers.add(speaker);
    const more = figuresOf(part);
    const sum = (field: keyof typeof nothing): number => this.figures[field] + more[field];
    this.figures = {
      total: sum('total'),
      sources: sum('sources'),
      unreviewed: sum('unreviewed'),
      attention: sum('attention'),
      questions: sum('questions'),
      discussed: sum('discussed'),
    };
  }

  private index(codings: readonly Coding[] | undefined): string {
    const { t = inEnglish } = this.options;
    const { title, made, tags = [] } = this.about;
    const figures = { title, ...(made !== undefined && { made }), ...this.figures, speakers: this.speakers.size };
    const columns = [t('Page'), t('Sources'), t('Annotations'), t('Needs a look')];
    const pages = section('pages', t('Pages'), table(t('Pages'), columns, this.rows));
    const main = fragment(pages, agreement({ report: agreementIn(this.reviewed, codings), t }));
    return htmlOf({ title, tags }, this.options, fragment(head(figures, t), element('main', {}, main)));
  }
}

const nothing = { total: 0, sources: 0, unreviewed: 0, attention: 0, questions: 0, discussed: 0 };

function* fitting(
  report: Report,
  sources: readonly ReportedSource[],
  options: PageOptions,
): Generator<{ report: Report; html: string }> {
  const part = partOf(report, sources);
  const html = reportHtml(part, { ...options, index: 'index.html' });
  if (html.length <= largest || sources.length < 2) yield { report: part, html };
  else
    for (const half of [sources.slice(0, sources.length / 2), sources.slice(sources.length / 2)])
      yield* fitting(report, half, options);
}

/** The part of a report about some of its sources, without the agreement, which is about all sources together. */
export function partOf(report: Report, sources: readonly ReportedSource[]): Report {
  const mine = new Set(sources.flatMap(({ cited }) => cited));
  const isMine = ({ cited }: { readonly cited: Cited }): boolean => mine.has(cited);
  const evidence = report.evidence.filter(isMine);
  const { agreement: _, reviews: __, ...rest } = report;
  return {
    ...rest,
    total: mine.size,
    counts: countBy(mine, ({ tag }) => tag),
    statuses: inOrder(
      countBy(mine, ({ status }) => status),
      [...report.statuses.keys()],
    ),
    sources,
    speakers: report.speakers.flatMap(({ speaker, quotes }) => {
      const here = quotes.filter((quote) => mine.has(quote));
      return here.length > 0 ? [{ speaker, quotes: here }] : [];
    }),
    evidence,
    stances: inOrder(
      countBy(
        evidence.flatMap((one) => one.evidence),
        ({ says }) => says ?? 'supports',
      ),
      [...report.stances.keys()],
    ),
    bare: report.bare.filter((one) => mine.has(one)),
    attention: report.attention.filter(isMine),
    questions: report.questions.filter(isMine),
    discussed: report.discussed.filter(isMine),
    decisions: report.decisions.filter(isMine),
    imports: report.imports.flatMap((one) => {
      const here = one.cited.filter((cited) => mine.has(cited));
      return here.length > 0 ? [{ ...one, cited: here }] : [];
    }),
    twice: report.twice.filter((group) => group.some((cited) => mine.has(cited))),
    comparison: comparisonOf(report.comparison, mine),
  };
}

/** The rows with one of these annotations, and the sources that are not silent in them. */
function comparisonOf({ sources, rows }: Comparison, mine: ReadonlySet<Cited>): Comparison {
  const kept = rows.filter(({ cells }) => cells.some(({ cited }) => cited.some((one) => mine.has(one))));
  const spoken = sources.map((_, i) => kept.some(({ cells }) => (cells[i]?.cited.length ?? 0) > 0));
  return {
    sources: sources.filter((_, i) => spoken[i]),
    rows: kept.map(({ claim, cells }) => ({ claim, cells: cells.filter((_, i) => spoken[i]) })),
  };
}

function pageRow(name: string, part: Report): Html {
  const [first, last] = [part.sources[0]?.source ?? '', part.sources.at(-1)?.source ?? ''];
  const title = first === last ? first : `${first} – ${last}`;
  return element(
    'tr',
    {},
    element('th', { scope: 'row', dir: 'auto' }, element('a', { href: pathTarget(name) }, title)),
    ...[part.sources.length, part.total, part.attention.length].map((count) =>
      element('td', { class: 'number' }, String(count)),
    ),
  );
}
