import {
  legend,
  stackedBar,
  strip,
  reviewStatusLook,
  tagLook,
  citation,
  nameOfTag,
  sayCited,
  section,
  table,
  tagParts,
  type Part,
  type Drawing,
} from './drawing';
import { element, fragment, type Html } from './html';
import { withoutMarkup } from '../text/markdown';
import type { Translate } from '../text/translate';
import type { Cited, Report, ReportedSource } from './report';
import { reviewStatusName } from '../review/words';
import { attentionName, attentionReasons, decisionWords, importWords, tagName } from './words';

/** The figures at the head of a report. */
export interface Figures extends Pick<Report, 'title' | 'made' | 'total'> {
  readonly sources: number;
  readonly speakers: number;
  readonly unreviewed: number;
  readonly attention: number;
  readonly questions: number;
  readonly discussed: number;
}

export function figuresOf(report: Report): Figures {
  const { title, made, total, statuses } = report;
  return {
    title,
    ...(made !== undefined && { made }),
    total,
    sources: report.sources.length,
    speakers: report.speakers.filter(({ speaker }) => speaker !== '').length,
    unreviewed: statuses.get('unreviewed') ?? 0,
    attention: report.attention.length,
    questions: report.questions.length,
    discussed: report.discussed.length,
  };
}

/** The title, and the figures that tell whether a person is needed. */
export function head(figures: Figures, t: Translate): Html {
  return element(
    'header',
    {},
    element('p', { class: 'kicker' }, t('Claim report')),
    element('h1', {}, figures.title),
    figures.made === undefined ? undefined : element('p', { class: 'soft' }, figures.made),
    amount(figures, t),
    tiles(figures, t),
  );
}

/** What was tagged, and how far it is reviewed. It comes after what needs a person, which must be on the first screen. */
export function bars(drawing: Drawing): Html {
  const { report, t } = drawing;
  const statuses = [...report.statuses].map(([status, count]): Part => {
    return { label: reviewStatusName(status, t), count, look: reviewStatusLook(status) };
  });
  return element(
    'div',
    { class: 'card bars' },
    bar(t('What was tagged'), tagParts(drawing, report.counts)),
    // If nobody has reviewed anything, there is nothing to compare.
    isReviewed(report) ? bar(t('Review status'), statuses) : undefined,
  );
}

/** The amounts, in one line. */
function amount({ total, sources, speakers }: Figures, t: Translate): Html {
  const parts = [
    t('claims and quotes: {0}', total),
    t('sources: {0}', sources),
    ...(speakers > 0 ? [t('speakers: {0}', speakers)] : []),
  ];
  return element('p', { class: 'soft' }, parts.join(' · '));
}

function bar(title: string, parts: readonly Part[]): Html {
  return element('div', {}, element('p', { class: 'small soft' }, title), stackedBar(parts, title), legend(parts));
}

function isReviewed({ statuses, total }: Report): boolean {
  return (statuses.get('unreviewed') ?? 0) < total;
}

/** What needs a person, and how much is reviewed, in figures. Zeros are left out. */
function tiles({ total, unreviewed, attention, questions, discussed }: Figures, t: Translate): Html {
  const tile = (count: number, label: string, bad = false): Html | undefined =>
    count > 0 ? element('li', { class: bad ? 'tile bad' : 'tile' }, element('b', {}, String(count)), label) : undefined;
  return element(
    'ul',
    { class: 'tiles' },
    tile(attention, attention === 1 ? t('needs a look') : t('need a look'), true),
    tile(questions, questions === 1 ? t('open question') : t('open questions'), true),
    tile(discussed, discussed === 1 ? t('open discussion') : t('open discussions')),
    tile(total - unreviewed, t('reviewed')),
  );
}

/** The annotations that need a person, with who contests them and why, or what has changed. */
export function attention(drawing: Drawing): Html {
  const { report, t } = drawing;
  if (report.attention.length === 0) return fragment();
  const cards = report.attention.map((one) => {
    const reasons = attentionReasons(one, t).map((reason) => element('p', { dir: 'auto' }, reason));
    return card(drawing, one.cited, attentionName(one.why, t), reasons, true);
  });
  return section('attention', t('Needs a look'), element('div', { class: 'grid' }, ...cards));
}

/** The questions of reviewers, open discussions, and decisions of adjudicators. */
export function discussion(drawing: Drawing): Html {
  const { report, t } = drawing;
  const questions = report.questions.map(({ cited, question }) =>
    card(
      drawing,
      cited,
      t('{0} asks', question.by),
      [element('p', { dir: 'auto' }, withoutMarkup(question.note ?? ''))],
      true,
    ),
  );
  const discussed = report.discussed.map(({ cited, last }) =>
    card(drawing, cited, t('Discussion not resolved'), [
      element('p', { dir: 'auto' }, `${last.by}: ${withoutMarkup(last.note)}`),
    ]),
  );
  const decisions = report.decisions.map(({ cited, decision }) =>
    card(
      drawing,
      cited,
      t('Decided by {0}', decision.by),
      decisionWords(decision, t).map((words) => element('p', { dir: 'auto' }, words)),
    ),
  );
  const grid = (id: string, title: string, cards: readonly Html[]): Html =>
    cards.length > 0 ? section(id, title, element('div', { class: 'grid' }, ...cards)) : fragment();
  return fragment(
    grid('questions', t('Open questions'), questions),
    grid('discussed', t('Open discussions'), discussed),
    grid('decisions', t('Decided'), decisions),
  );
}

/** What imports brought, and what is tagged twice after a merge of two branches. */
export function broughtTogether(drawing: Drawing): Html {
  const { report, t } = drawing;
  const imports = report.imports.map((one) =>
    element(
      'div',
      { class: 'card' },
      element('p', { class: 'why', dir: 'auto' }, importWords(one, t)),
      list(drawing, one),
    ),
  );
  const twice = report.twice.flatMap(([first, ...others]) => {
    const who = [first, ...others].flatMap((one) => (one?.by === undefined ? [] : [one.by]));
    const by = who.length > 0 ? [element('p', { dir: 'auto' }, t('Tagged by {0}', who.join(', ')))] : [];
    return first ? [card(drawing, first, nameOfTag(drawing, first.tag), by)] : [];
  });
  return fragment(
    twice.length > 0 ? section('twice', t('Tagged twice'), element('div', { class: 'grid' }, ...twice)) : undefined,
    imports.length > 0 ? section('imported', t('Imported'), ...imports) : undefined,
  );
}

/** A card with an annotation and why it is shown; `bad`: it needs a person. A click anywhere on it leads to the words. */
function card(drawing: Drawing, cited: Cited, why: string, more: readonly Html[], bad = false): Html {
  return element(
    'div',
    { class: bad ? 'card lead attention' : 'card lead' },
    element('p', { class: 'why', dir: 'auto' }, why),
    cited.edited ? element('p', { class: 'words', dir: 'auto' }, element('del', {}, cited.text)) : undefined,
    element('p', { class: 'words', dir: 'auto' }, cited.words),
    ...more,
    element('p', { class: 'small soft' }, nameOfTag(drawing, cited.tag), ' · ', citation(drawing, cited)),
  );
}

/** The tags by source, as bars and numbers. */
export function tagsBySource(drawing: Drawing): Html {
  const { report, t } = drawing;
  if (report.sources.length < 2) return fragment();
  const most = Math.max(1, ...report.sources.map(({ cited }) => cited.length));
  const rows = report.sources.map(({ source, about, counts, cited }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, about.title ?? source),
      element(
        'td',
        { class: 'wide' },
        stackedBar(tagParts(drawing, counts), about.title ?? source, { of: most, thin: true }),
      ),
      ...report.tags.map(({ id }) => element('td', { class: 'number' }, String(counts.get(id) ?? 0))),
      element('td', { class: 'number' }, String(cited.length)),
    ),
  );
  const columns = [t('Source'), t('Share'), ...report.tags.map((tag) => tagName(tag, t)), t('All')];
  const title = t('Tags by source');
  return section('by-source', title, legend(tagParts(drawing, report.counts)), table(title, columns, rows));
}

/** A strip for each source with the places of its claims, and a list of them. */
export function strips(drawing: Drawing): Html {
  const { report, t } = drawing;
  const doubtful = new Set(report.attention.map(({ cited }) => cited));
  const cards = report.sources.map((source) => sourceCard(drawing, source, doubtful));
  const flag: Part = { label: t('needs a look'), count: doubtful.size, look: { fill: 'bad', pattern: 'solid' } };
  return section('strips', t('Where the claims are'), doubtful.size > 0 ? legend([flag]) : undefined, ...cards);
}

function sourceCard(drawing: Drawing, reported: ReportedSource, doubtful: ReadonlySet<Cited>): Html {
  const { report, t, href } = drawing;
  const { source, about, lines, cited, counts } = reported;
  const lanes = report.tags
    .map((tag, i) => ({ tag: tag.id, look: tagLook(tag, i), name: tagName(tag, t) }))
    .filter(({ tag }) => counts.has(tag));
  const from = [about.author, about.publisher, about.published].filter((part) => part !== undefined).join(' · ');
  const label = t('Where the claims of {0} are', about.title ?? source);
  const picture = element(
    'div',
    { class: 'row' },
    element('ul', { class: 'lanes', 'aria-hidden': 'true' }, ...lanes.map(({ name }) => element('li', {}, name))),
    strip(reported, lanes, label, (one) => ({
      href: href(one),
      label: sayCited(drawing, one),
      bad: doubtful.has(one),
    })),
    element(
      'div',
      { class: 'axis', 'aria-hidden': 'true' },
      element('span', {}, t('line {0}', 1)),
      element('span', {}, String(lines)),
    ),
  );
  return element(
    'div',
    { class: 'card' },
    element('h3', { dir: 'auto' }, about.title ?? source),
    element(
      'p',
      { class: 'small soft' },
      about.title === undefined ? '' : `${source}${from === '' ? '' : ' · '}`,
      from,
    ),
    lanes.length > 0 ? picture : element('p', { class: 'soft' }, t('Nothing is tagged here yet.')),
    cited.length > 0 ? list(drawing, reported) : undefined,
  );
}

function list(drawing: Drawing, { cited }: Pick<ReportedSource, 'cited'>): Html {
  const { t } = drawing;
  const rows = [...cited]
    .sort((a, b) => (a.place?.from ?? -1) - (b.place?.from ?? -1))
    .map((one) =>
      element(
        'tr',
        {},
        element('td', {}, citation(drawing, one)),
        element('td', {}, nameOfTag(drawing, one.tag)),
        element(
          'td',
          { dir: 'auto' },
          element('span', { class: 'words' }, one.words),
          one.note === undefined ? undefined : element('p', { class: 'small soft note' }, withoutMarkup(one.note)),
        ),
        element('td', {}, reviewStatusName(one.status, t)),
      ),
    );
  const all = table(t('As a list'), [t('Place'), t('Tag'), t('Words'), t('Review')], rows);
  return element('details', {}, element('summary', {}, t('As a list')), all);
}
