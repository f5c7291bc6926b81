import { pathTarget } from '../text/links';
import { inEnglish } from '../text/translate';
import { agreement } from './detail';
import { section, table, type Drawing } from './drawing';
import { element, fragment, type Html } from './html';
import { head } from './overview';
import { htmlOf, reportHtml, type PageOptions } from './page';
import type { Cited, Comparison, Report, ReportedSource } from './report';

/** A page of a report in several files. */
export interface ReportPage {
  readonly name: string;
  readonly html: string;
}

/** Larger pages take browsers seconds to draw; guessed. In UTF-16 units, of which most take a byte. */
const largest = 1_900_000;

/** With how many annotations a page is tried first; where it grows too large, it is halved. */
const atFirst = 800;

/**
 * A report in several pages, each small enough to be opened at once: the sources in their order, then the index, which has
 * the figures of all and says on which page each source is. A source is never cut in two, so one that is larger than a
 * page has a page of its own.
 */
export function* reportPages(report: Report, options: PageOptions = {}): Generator<ReportPage> {
  const pages: { name: string; part: Report }[] = [];
  for (const sources of groups(report.sources)) {
    for (const part of fitting(report, sources, options)) {
      const name = `page-${String(pages.length + 1).padStart(4, '0')}.html`;
      pages.push({ name, part: part.report });
      yield { name, html: part.html };
    }
  }
  yield { name: 'index.html', html: indexHtml(report, pages, options) };
}

function* groups(sources: readonly ReportedSource[]): Generator<readonly ReportedSource[]> {
  let group: ReportedSource[] = [];
  let count = 0;
  for (const source of sources) {
    if (group.length > 0 && count + source.cited.length > atFirst) {
      yield group;
      group = [];
      count = 0;
    }
    group.push(source);
    count += source.cited.length;
  }
  if (group.length > 0) yield group;
}

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

/** What a report says of some of its sources. How far people agree is said of all of them together alone. */
function partOf(report: Report, sources: readonly ReportedSource[]): Report {
  const mine = new Set(sources.flatMap(({ cited }) => cited));
  const isMine = ({ cited }: { readonly cited: Cited }): boolean => mine.has(cited);
  const evidence = report.evidence.filter(isMine);
  const { agreement: _, reviews: __, ...rest } = report;
  return {
    ...rest,
    total: mine.size,
    counts: counted([...mine], ({ tag }) => tag),
    statuses: inOrderOf(
      report.statuses,
      counted([...mine], ({ status }) => status),
    ),
    sources,
    speakers: report.speakers.flatMap(({ speaker, quotes }) => {
      const here = quotes.filter((quote) => mine.has(quote));
      return here.length > 0 ? [{ speaker, quotes: here }] : [];
    }),
    evidence,
    stances: inOrderOf(report.stances, counted(evidence.flatMap((one) => one.evidence), ({ says }) => says ?? 'supports')), // prettier-ignore
    bare: report.bare.filter((one) => mine.has(one)),
    attention: report.attention.filter(isMine),
    questions: report.questions.filter(isMine),
    discussed: report.discussed.filter(isMine),
    decisions: report.decisions.filter(isMine),
    comparison: comparisonOf(report.comparison, mine),
  };
}

/** The rows in which one of these annotations speaks, with the sources that say something there. */
function comparisonOf({ sources, rows }: Comparison, mine: ReadonlySet<Cited>): Comparison {
  const kept = rows.filter(({ cells }) => cells.some(({ cited }) => cited.some((one) => mine.has(one))));
  const spoken = sources.map((_, i) => kept.some(({ cells }) => (cells[i]?.cited.length ?? 0) > 0));
  return {
    sources: sources.filter((_, i) => spoken[i]),
    rows: kept.map(({ claim, cells }) => ({ claim, cells: cells.filter((_, i) => spoken[i]) })),
  };
}

function counted<T, K>(items: readonly T[], key: (item: T) => K): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

function inOrderOf<K>(order: ReadonlyMap<K, number>, counts: ReadonlyMap<K, number>): ReadonlyMap<K, number> {
  return new Map([...order.keys()].map((key) => [key, counts.get(key) ?? 0]));
}

function indexHtml(
  report: Report,
  pages: readonly { readonly name: string; readonly part: Report }[],
  options: PageOptions,
): string {
  const { t = inEnglish } = options;
  const drawing: Drawing = { report, t, href: () => undefined };
  const rows = pages.map(({ name, part }) => pageRow(name, part));
  const columns = [t('Page'), t('Sources'), t('Annotations'), t('Needs a look')];
  const main = fragment(section('pages', t('Pages'), table(t('Pages'), columns, rows)), agreement(drawing));
  return htmlOf(report, options, fragment(head(drawing), element('main', {}, main)));
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
