import { stanceSigns, type Evidence } from '../model/annotation';
import { withoutMarkup } from '../text/markdown';
import { resolvePath, webTarget } from '../text/links';
import type { PairAgreement } from '../review/agreement';
import type { Measure } from '../review/coefficients';
import {
  gauge,
  legend,
  stackedBar,
  stanceLook,
  citation,
  nameOfTag,
  section,
  table,
  type Part,
  type Drawing,
} from './drawing';
import { element, fragment, type Child, type Html } from './html';
import type { Cited, Report } from './report';
import { describeMeasure, explainMeasure, sayCounts, sayMeasure, stanceName } from './words';

const shownQuotes = 8;

/** The quotes, by speaker. */
export function speakers(drawing: Drawing): Html {
  const { report, t } = drawing;
  if (report.speakers.length === 0) return fragment();
  const most = Math.max(...report.speakers.map(({ quotes }) => quotes.length));
  const cards = report.speakers.map(({ speaker, quotes }) => {
    const name = speaker === '' ? t('Unnamed speaker') : speaker;
    const part: Part = { label: t('Quotes'), count: quotes.length, look: { fill: 'quote', pattern: 'dots' } };
    const more = quotes.slice(shownQuotes);
    return element(
      'div',
      { class: 'card' },
      element('h3', { dir: 'auto' }, name),
      stackedBar([part], name, { of: most, thin: true }),
      ...quotes.slice(0, shownQuotes).map((quote) => quoted(drawing, quote)),
      more.length > 0
        ? element(
            'details',
            { class: 'more' },
            element('summary', {}, t('{0} more', more.length)),
            ...more.map((quote) => quoted(drawing, quote)),
          )
        : undefined,
    );
  });
  return section('speakers', t('Who said what'), element('div', { class: 'speakers' }, ...cards));
}

function quoted(drawing: Drawing, cited: Cited): Html {
  return element(
    'div',
    {},
    element('blockquote', { dir: 'auto' }, cited.words),
    element('p', { class: 'small soft' }, citation(drawing, cited)),
  );
}

/** The evidence of annotations, and its stances. */
export function evidence(drawing: Drawing): Html {
  const { report, t } = drawing;
  if (report.total === 0) return fragment();
  const parts = [...report.stances].map(([stance, count]): Part => {
    return { label: stanceName(stance, t), count, look: stanceLook(stance) };
  });
  const bare = withoutEvidence(drawing);
  if (report.evidence.length === 0)
    return report.bare.length > 0 ? section('evidence', t('Evidence'), bare) : fragment();
  const rows = report.evidence.map((one) => evidenceRow(drawing, one));
  const title = t('Evidence');
  const all = table(title, [t('Claim'), title], rows);
  return section('evidence', title, stackedBar(parts, title), legend(parts), bare, all);
}

/** The verified claims without evidence, as a list. */
function withoutEvidence(drawing: Drawing): Html | undefined {
  const { report, t } = drawing;
  if (report.bare.length === 0) return undefined;
  const items = report.bare.map((cited) =>
    element(
      'li',
      {},
      element('span', { class: 'words', dir: 'auto' }, cited.words),
      ' ',
      element('span', { class: 'small soft' }, citation(drawing, cited)),
    ),
  );
  return element(
    'div',
    { class: 'card' },
    element('h3', {}, t('Verified without evidence')),
    element('ul', { class: 'plain' }, ...items),
  );
}

function evidenceRow(drawing: Drawing, { cited, evidence }: Report['evidence'][number]): Html {
  const items = evidence.map((one) => evidenceItem(drawing, cited, one));
  return element(
    'tr',
    {},
    element(
      'td',
      {},
      element('span', { class: 'words', dir: 'auto' }, cited.words),
      element('p', { class: 'small soft' }, nameOfTag(drawing, cited.tag), ' · ', citation(drawing, cited)),
    ),
    element('td', { class: 'wide' }, element('ul', { class: 'plain' }, ...items)),
  );
}

function evidenceItem(drawing: Drawing, of: Cited, { url, source, id, says, quote, note }: Evidence): Html {
  const { t } = drawing;
  const target = url === undefined ? undefined : webTarget(url);
  const other = id === undefined || source === undefined ? undefined : citedAt(drawing, of, source, id);
  const named: Child = other
    ? [element('span', { class: 'words', dir: 'auto' }, other.words), ' ', citation(drawing, other)]
    : (url ?? [source, id].filter((part) => part !== undefined).join('#'));
  const stance: Child = says && [
    element('span', { 'aria-hidden': 'true' }, stanceSigns[says]),
    ` ${stanceName(says, t)}: `,
  ];
  return element(
    'li',
    {},
    stance,
    target === undefined ? named : element('a', { href: target, rel: 'noreferrer noopener' }, named),
    quote === undefined ? undefined : element('blockquote', { dir: 'auto' }, quote),
    note === undefined ? undefined : element('p', { class: 'small soft note' }, withoutMarkup(note)),
  );
}

/** The annotation in the report that evidence refers to. */
function citedAt({ report }: Drawing, of: Cited, file: string, id: string): Cited | undefined {
  const path = resolvePath(of.source, file);
  return report.sources.find(({ source }) => source === path)?.cited.find((one) => one.id === id);
}

/** What is needed to draw the agreement. */
interface Agreed extends Pick<Drawing, 't'> {
  readonly report: Pick<Report, 'agreement' | 'reviews'>;
}

/** The agreement of annotators and reviewers: counts first, then coefficients, each explained. */
export function agreement(drawing: Agreed): Html {
  const { report, t } = drawing;
  const spans = report.agreement;
  const reviews = report.reviews;
  if (!spans?.pairs.length && !reviews?.pairs.length) return fragment();
  const pairs = (spans?.pairs ?? []).map((pair) => pairCard(drawing, pair));
  const overall = spans && spans.overall.annotators.length > 2 ? overallCard(drawing, spans.overall) : undefined;
  const reviewers = (reviews?.pairs ?? []).map(({ a, b, counts, kappa }) =>
    element(
      'div',
      { class: 'card' },
      element('h3', { dir: 'auto' }, t('{0} and {1}, as reviewers', a, b)),
      element(
        'p',
        {},
        t(
          'The same verdict on {0}, different ones on {1}; only {2} judged {3}, only {4} judged {5}.',
          counts.same,
          counts.other,
          a,
          counts.onlyA,
          b,
          counts.onlyB,
        ),
      ),
      measures(measured(drawing, 'kappa', kappa)),
    ),
  );
  return section('agreement', t('Agreement'), ...pairs, overall, ...reviewers);
}

function pairCard(drawing: Pick<Drawing, 't'>, pair: PairAgreement): Html {
  const { t } = drawing;
  const { a, b, counts, percent } = pair;
  const parts: Part[] = [
    { label: t('Both, same tag'), count: counts.both, look: { fill: 'verified', pattern: 'solid' } },
    { label: t('Both, other tag'), count: counts.otherTag, look: { fill: 'bad', pattern: 'checks' } },
    { label: t('Only {0}', a), count: counts.onlyA, look: { fill: 'unconfirmed', pattern: 'stripes' } },
    { label: t('Only {0}', b), count: counts.onlyB, look: { fill: 'quote', pattern: 'dots' } },
  ];
  return element(
    'div',
    { class: 'card' },
    element('h3', { dir: 'auto' }, t('{0} and {1}', a, b)),
    stackedBar(parts, t('{0} and {1}', a, b)),
    legend(parts),
    element(
      'p',
      {},
      sayCounts(a, b, counts, t),
      percent === undefined ? '' : ` ${t('That is {0}% alike.', Math.round(percent * 100))}`,
    ),
    measures(
      measured(drawing, 'kappa', pair.kappa),
      measured(drawing, 'alpha', pair.alpha),
      measured(drawing, 'alphaU', pair.alphaU),
    ),
  );
}

function overallCard(
  drawing: Pick<Drawing, 't'>,
  overall: { annotators: readonly string[]; alpha: Measure; alphaU: Measure },
): Html {
  const { t } = drawing;
  return element(
    'div',
    { class: 'card' },
    element('h3', { dir: 'auto' }, t('All {0} annotators', overall.annotators.length)),
    measures(measured(drawing, 'alpha', overall.alpha), measured(drawing, 'alphaU', overall.alphaU)),
  );
}

function measures(...children: readonly Html[]): Html {
  return element('div', { class: 'measures' }, ...children);
}

/** A coefficient with its meaning; nothing where there is nothing to compare. */
function measured({ t }: Pick<Drawing, 't'>, which: 'kappa' | 'alpha' | 'alphaU', measure: Measure): Html {
  if (!('value' in measure)) return fragment();
  const name = { kappa: 'κ', alpha: 'α', alphaU: 'αᵤ' }[which];
  return element(
    'div',
    { class: 'measure' },
    element('p', {}, element('b', {}, `${name} ${sayMeasure(measure, t)}`), ` ${explainMeasure(which, measure, t)}`),
    gauge(measure.value, `${name} ${sayMeasure(measure, t)}`),
    element('p', { class: 'small soft' }, describeMeasure(which, t)),
  );
}
