import type { MatrixCell } from '../crosslink/links';
import { escapeMarkdown } from '../text/markdown';
import type { Translate } from '../text/translate';
import { citation, section, table, type Drawing } from './drawing';
import { element, fragment, type Html } from './html';
import type { Cited, ComparedClaim, Comparison } from './report';

function cellName(says: MatrixCell, t: Translate): string {
  return {
    said: t('says so'),
    differs: t('differs'),
    contradicts: t('contradicts'),
    quotes: t('quotes'),
    silent: t('silent'),
  }[says];
}

/** A table of claims against sources, with the words behind each cell; nothing without links. */
export function comparison(drawing: Drawing): Html {
  const { report, t } = drawing;
  const { sources, rows } = report.comparison;
  if (rows.length === 0) return fragment();
  const cell = ({ says, cited }: ComparedClaim['cells'][number]): Html =>
    element(
      'td',
      says === 'silent' ? { class: 'soft' } : {},
      element('span', says === 'contradicts' || says === 'differs' ? { class: 'why' } : {}, cellName(says, t)),
      ...cited.map((one) =>
        element(
          'p',
          {},
          element('span', { class: 'words', dir: 'auto' }, one.words),
          ' ',
          element('span', { class: 'small soft' }, citation(drawing, one)),
        ),
      ),
    );
  const lines = rows.map(({ claim, cells }) =>
    element('tr', {}, element('th', { scope: 'row', dir: 'auto' }, claim), ...cells.map(cell)),
  );
  const title = t('What the sources say');
  return section('comparison', title, table(title, [t('Claim'), ...sources], lines));
}

/** The same as a Markdown table; `cite` gives the link to an annotation. */
export function comparisonLines({ sources, rows }: Comparison, t: Translate, cite: (cited: Cited) => string): string[] {
  if (rows.length === 0) return [];
  const plain = (text: string): string => escapeMarkdown(text.replace(/\s+/gu, ' ').trim()).replaceAll('|', '\\|');
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `## ${t('What the sources say')}`,
    '',
    line([t('Claim'), ...sources.map(plain)]),
    line(['---', ...sources.map(() => '---')]),
    ...rows.map(({ claim, cells }) =>
      line([
        plain(claim),
        ...cells.map(({ says, cited }) => [cellName(says, t), ...cited.map((one) => cite(one))].join(' ')),
      ]),
    ),
  ];
}
