import { escapeMarkdown, link, withoutMarkup } from '../text/markdown';
import { pathTarget, webTarget } from '../text/links';
import type { Agreement, ReviewAgreement } from '../review/agreement';
import type { Measure } from '../review/coefficients';
import { reviewStatusName } from '../review/words';
import { inEnglish, type Translate } from '../text/translate';
import { comparisonLines } from './matrix';
import type { Cited, Report } from './report';
import {
  attentionName,
  attentionReasons,
  decisionWords,
  importWords,
  describeMeasure,
  explainMeasure,
  sayCounts,
  sayMeasure,
  stanceName,
  tagName,
} from './words';

interface MarkdownOptions {
  readonly t?: Translate;
  /** The path from the report to a source; by default both are in the same folder. */
  readonly href?: (source: string) => string;
}

interface Writing {
  readonly report: Report;
  readonly t: Translate;
  readonly href: (source: string) => string;
}

/** The agreement of people, and the language. */
interface Measured {
  readonly report: Pick<Report, 'agreement' | 'reviews'>;
  readonly t: Translate;
}

/** A report in Markdown. No markup in the data takes effect. */
export function reportMarkdown(
  report: Report,
  { t = inEnglish, href = (source) => source }: MarkdownOptions = {},
): string {
  const writing = { report, t, href };
  const sections = [
    attention,
    questions,
    discussed,
    decisions,
    bySource,
    compared,
    speakers,
    evidence,
    twice,
    imported,
    agreement,
  ].flatMap((write) => {
    const lines = write(writing);
    return lines.length > 0 ? ['', ...lines] : [];
  });
  return `${[...head(writing), ...sections].join('\n')}\n`;
}

function head({ report, t }: Writing): string[] {
  const isReviewed = (report.statuses.get('unreviewed') ?? 0) < report.total;
  const statuses = [...report.statuses].filter(([, count]) => isReviewed && count > 0);
  return [
    `# ${escapeMarkdown(report.title)}`,
    '',
    ...(report.made === undefined ? [] : [escapeMarkdown(report.made), '']),
    t('Annotations: {0}. Sources: {1}.', report.total, report.sources.length),
    '',
    ...report.tags.map((tag) => `- ${escapeMarkdown(tagName(tag, t))}: ${report.counts.get(tag.id) ?? 0}`),
    ...(statuses.length > 0 ? ['', ...statuses.map(([one, count]) => `- ${reviewStatusName(one, t)}: ${count}`)] : []),
  ];
}

function attention({ report, t, href }: Writing): string[] {
  if (report.attention.length === 0) return [];
  const lines = report.attention.flatMap((one) => {
    const { cited } = one;
    const was = cited.edited ? ` (~~${escapeMarkdown(cited.text)}~~)` : '';
    const reasons = attentionReasons(one, t).map((reason) => `  - ${escapeMarkdown(reason)}`);
    return [
      `- **${attentionName(one.why, t)}**: ${escapeMarkdown(cited.words)}${was} ${cite(cited, t, href)}`,
      ...reasons,
    ];
  });
  return [`## ${t('Needs a look')}`, '', ...lines];
}

function questions({ report, t, href }: Writing): string[] {
  const asked = report.questions.map(({ cited, question: { by, note = '' } }) => {
    const words = `${escapeMarkdown(cited.words)} ${cite(cited, t, href)}`;
    return `- ${t('{0} asks', escapeMarkdown(by))}: ${escapeMarkdown(withoutMarkup(note))}: ${words}`;
  });
  return asked.length > 0 ? [`## ${t('Open questions')}`, '', ...asked] : [];
}

function discussed({ report, t, href }: Writing): string[] {
  const lines = report.discussed.flatMap(({ cited, last: { by, note } }) => [
    `- ${escapeMarkdown(cited.words)} ${cite(cited, t, href)}`,
    `  - ${escapeMarkdown(by)}: ${escapeMarkdown(withoutMarkup(note))}`,
  ]);
  return lines.length > 0 ? [`## ${t('Open discussions')}`, '', ...lines] : [];
}

function decisions({ report, t, href }: Writing): string[] {
  const lines = report.decisions.flatMap(({ cited, decision }) => [
    `- ${t('Decided by {0}', escapeMarkdown(decision.by))}: ${escapeMarkdown(cited.words)} ${cite(cited, t, href)}`,
    ...decisionWords(decision, t).map((words) => `  - ${escapeMarkdown(words)}`),
  ]);
  return lines.length > 0 ? [`## ${t('Decided')}`, '', ...lines] : [];
}

function twice({ report, t, href }: Writing): string[] {
  const lines = report.twice.flatMap(([first, ...others]) => {
    if (!first) return [];
    const who = [first, ...others].flatMap((one) => (one.by === undefined ? [] : [escapeMarkdown(one.by)]));
    const by = who.length > 0 ? [`  - ${t('Tagged by {0}', who.join(', '))}`] : [];
    return [`- ${escapeMarkdown(first.words)} ${cite(first, t, href)}`, ...by];
  });
  return lines.length > 0 ? [`## ${t('Tagged twice')}`, '', ...lines] : [];
}

function imported({ report, t }: Writing): string[] {
  const lines = report.imports.map((one) => `- ${escapeMarkdown(importWords(one, t))}`);
  return lines.length > 0 ? [`## ${t('Imported')}`, '', ...lines] : [];
}

function bySource({ report, t, href }: Writing): string[] {
  // The figures of a single source are at the top already.
  if (report.sources.length < 2) return [];
  const names = report.tags.map((tag) => escapeMarkdown(tagName(tag, t)));
  const rows = report.sources.map(({ source, about, counts, cited }) => {
    const name = link(escapeMarkdown(about.title ?? source), pathTarget(href(source)));
    return row([name, ...report.tags.map(({ id }) => String(counts.get(id) ?? 0)), String(cited.length)]);
  });
  return [
    `## ${t('Tags by source')}`,
    '',
    row([t('Source'), ...names, t('All')]),
    row(['---', ...names.map(() => '--:'), '--:']),
    ...rows,
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

const compared = ({ report, t, href }: Writing): string[] =>
  comparisonLines(report.comparison, t, (cited) => cite(cited, t, href));

function speakers({ report, t, href }: Writing): string[] {
  if (report.speakers.length === 0) return [];
  const lines = report.speakers.flatMap(({ speaker, quotes }) => [
    '',
    `### ${speaker === '' ? t('Unnamed speaker') : escapeMarkdown(speaker)}`,
    ...quotes.flatMap((quote) => ['', `> ${escapeMarkdown(quote.words)}`, '>', `> ${cite(quote, t, href)}`]),
  ]);
  return [`## ${t('Who said what')}`, ...lines];
}

function evidence({ report, t, href }: Writing): string[] {
  if (report.total === 0) return [];
  const lines = report.evidence.flatMap(({ cited, evidence: its }) => [
    `- ${escapeMarkdown(cited.words)} ${cite(cited, t, href)}`,
    ...its.map(({ url, source, id, says, note }) => {
      const target = url === undefined ? undefined : webTarget(url);
      const named = url ?? [source, id].filter((part) => part !== undefined).join('#');
      const shown = target === undefined ? escapeMarkdown(named) : `<${target}>`;
      return `  - ${says ? `${stanceName(says, t)}: ` : ''}${shown}${note === undefined ? '' : ` (${escapeMarkdown(withoutMarkup(note))})`}`;
    }),
  ]);
  const bare = report.bare.map((cited) => `- ${escapeMarkdown(cited.words)} ${cite(cited, t, href)}`);
  return [
    ...(lines.length > 0 ? [`## ${t('Evidence')}`, '', ...lines] : []),
    ...(lines.length > 0 && bare.length > 0 ? [''] : []),
    ...(bare.length > 0 ? [`## ${t('Verified without evidence')}`, '', ...bare] : []),
  ];
}

/** The agreement of annotators and reviewers, counts first. No lines without a pair. */
export function agreement({ report, t }: Measured): string[] {
  const measured = measuring(t);
  const pairs = (report.agreement?.pairs ?? []).flatMap(({ a, b, counts, percent, kappa, alpha, alphaU }) => [
    '',
    `### ${t('{0} and {1}', escapeMarkdown(a), escapeMarkdown(b))}`,
    '',
    sayCounts(escapeMarkdown(a), escapeMarkdown(b), counts, t),
    '',
    ...(percent === undefined ? [] : [`- ${t('Alike: {0}%', Math.round(percent * 100))}`]),
    ...measured('kappa', 'κ', kappa),
    ...measured('alpha', 'α', alpha),
    ...measured('alphaU', 'αᵤ', alphaU),
  ]);
  const all = ofAll(report.agreement, t);
  const reviewers = ofReviewers(report.reviews, t);
  if (pairs.length + reviewers.length === 0) return [];
  const meant = (pairs.length > 0 ? (['kappa', 'alpha', 'alphaU'] as const) : (['kappa'] as const)).map(
    (which) => `- ${describeMeasure(which, t)}`,
  );
  return [
    `## ${t('Agreement')}`,
    ...pairs,
    ...all,
    ...reviewers,
    '',
    `### ${t('What the figures mean')}`,
    '',
    ...meant,
  ];
}

function ofReviewers(reviews: ReviewAgreement | undefined, t: Translate): string[] {
  const measured = measuring(t);
  return (reviews?.pairs ?? []).flatMap(({ a, b, counts, kappa }) => [
    '',
    `### ${t('{0} and {1}, as reviewers', escapeMarkdown(a), escapeMarkdown(b))}`,
    '',
    t(
      'The same verdict on {0}, different ones on {1}; only {2} judged {3}, only {4} judged {5}.',
      counts.same,
      counts.other,
      escapeMarkdown(a),
      counts.onlyA,
      escapeMarkdown(b),
      counts.onlyB,
    ),
    '',
    ...measured('kappa', 'κ', kappa),
  ]);
}

/** The agreement of all annotators, if there are more than two. */
function ofAll(agreed: Agreement | undefined, t: Translate): string[] {
  const { overall } = agreed ?? {};
  if (!overall || overall.annotators.length < 3) return [];
  const measured = measuring(t);
  const title = t('All {0} annotators', overall.annotators.length);
  return [
    '',
    `### ${title}`,
    '',
    ...measured('alpha', 'α', overall.alpha),
    ...measured('alphaU', 'αᵤ', overall.alphaU),
  ];
}

function measuring(
  t: Translate,
): (which: 'kappa' | 'alpha' | 'alphaU', name: string, measure: Measure) => readonly string[] {
  return (which, name, measure) =>
    'value' in measure ? [`- ${name}: ${sayMeasure(measure, t)}. ${explainMeasure(which, measure, t)}`] : [];
}

function cite({ source, place }: Cited, t: Translate, href: (source: string) => string): string {
  const target = pathTarget(href(source));
  if (!place) return `(${escapeMarkdown(source)})`;
  return `(${link(escapeMarkdown(t('{0}, line {1}', source, place.line)), `${target}#L${place.line},${place.column}`)})`;
}
