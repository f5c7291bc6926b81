import * as vscode from 'vscode';
import { webTarget } from '../../../core/text/links';
import type { Annotation, Evidence, Message, Review } from '../../../core/model/annotation';
import { element, type Child, type Html } from '../../../core/report/html';
import type { AnchoredAnnotation } from '../../../core/state/sheet';
import { doubtsIn, reviewStatusIn, wordOfReviewStatus } from '../../ui/reviewStatus';
import { baseName } from '../../ui/names';
import { tagOf, type Tag } from '../../ui/tags';

/** What is drawn of an annotation. */
export interface Shown {
  readonly source: vscode.Uri;
  readonly anchored: AnchoredAnnotation;
  readonly line: number | undefined;
  /** The words that stand in the source now, where it is open. */
  readonly words: string;
  readonly tags: readonly Tag[];
  /** Speakers who are known in the workspace, to choose from. */
  readonly speakers: readonly string[];
}

/** All of one annotation as a form. What comes from files is text and nothing else: `element` escapes it. */
export function bodyOf(shown: Shown): Html {
  const { annotation } = shown.anchored;
  return element(
    'form',
    { 'data-name': `${shown.source.toString()}#${annotation.id}` },
    head(shown),
    fields(shown),
    evidence(annotation.evidence ?? []),
    reviews(shown),
    discussion(annotation.discussion ?? []),
    origin(annotation),
  );
}

/** What stands there where there is no annotation. */
export function emptyBody(): Html {
  const { t } = vscode.l10n;
  return element('p', { class: 'hint' }, t('Put the cursor into a highlight, or choose a row of the tree.'));
}

function head({ source, anchored, line, words }: Shown): Html {
  const { t } = vscode.l10n;
  const { annotation, state } = anchored;
  const place = line === undefined ? baseName(source) : t('{0}, line {1}', baseName(source), line);
  const before = annotation.was ?? annotation.text;
  return element(
    'header',
    {},
    element('blockquote', {}, words),
    state === 'edited' && before !== words ? element('p', { class: 'was' }, t('Tagged as: {0}', before)) : undefined,
    state === 'lost' ? element('p', { class: 'was' }, t('These words are gone from the source.')) : undefined,
    element(
      'p',
      { class: 'place' },
      place,
      ' ',
      button('goTo', t('Show in Source')),
      state === 'edited' ? button('confirmWords', t('Confirm New Words')) : undefined,
    ),
  );
}

function fields({ anchored: { annotation }, tags, speakers }: Shown): readonly Html[] {
  const { t } = vscode.l10n;
  const known = tags.some(({ id }) => id === annotation.tag) ? tags : [...tags, tagOf(annotation.tag, tags)];
  const options = known.map(({ id, label }) =>
    element('option', { value: id, ...(id === annotation.tag ? { selected: 'selected' } : {}) }, label),
  );
  const list = speakers.map((name) => element('option', { value: name }, name));
  return [
    labelled(t('Tag'), element('select', { 'data-field': 'tag' }, ...options)),
    labelled(t('Claim'), input('claim', annotation.claim ?? '', t('The claim in one sentence that stands by itself'))),
    labelled(t('Speaker'), input('speaker', annotation.speaker ?? '', t('Who says it'), 'speakers')),
    element('datalist', { id: 'speakers' }, ...list),
    labelled(
      t('Note'),
      element('textarea', { 'data-field': 'note', rows: '3', placeholder: t('Markdown') }, annotation.note ?? ''),
    ),
  ];
}

function evidence(all: readonly Evidence[]): Html {
  const { t } = vscode.l10n;
  const stances = { supports: t('Supports'), contradicts: t('Contradicts'), context: t('Context') };
  const items = all.map((one, index) => {
    const name = one.url ?? (one.id === undefined ? (one.source ?? '') : `${one.source ?? ''}#${one.id}`);
    const target = one.url === undefined ? undefined : webTarget(one.url);
    const said = one.says ?? '';
    const stance = [['', t('not said')], ...Object.entries(stances)].map(([value = '', label = '']) =>
      element('option', { value, ...(value === said ? { selected: 'selected' } : {}) }, label),
    );
    return element(
      'li',
      {},
      target === undefined
        ? button('openEvidence', name, { 'data-index': String(index) })
        : element('a', { href: target }, name),
      element(
        'select',
        { 'data-field': 'says', 'data-index': String(index), 'aria-label': t('What it says') },
        ...stance,
      ),
      element(
        'textarea',
        {
          'data-field': 'quote',
          'data-index': String(index),
          rows: '1',
          placeholder: t('The passage that says so'),
          'aria-label': t('Passage'),
        },
        one.quote ?? '',
      ),
      button('removeEvidence', t('Remove'), { 'data-index': String(index) }),
    );
  });
  return section(t('Evidence'), element('ul', {}, ...items), button('addEvidence', t('Add Evidence…')));
}

function reviews({ anchored, source }: Shown): Child {
  const { t } = vscode.l10n;
  const all = anchored.annotation.reviews ?? [];
  const doubts = doubtsIn(anchored);
  if (all.length === 0 && doubts.length === 0) return undefined;
  const verdicts = { agree: t('agrees'), disagree: t('disagrees'), unsure: t('is unsure') };
  const line = ({ by, verdict, note, created }: Review): Html =>
    element(
      'li',
      {},
      element('b', {}, by),
      ` ${verdicts[verdict]}`,
      when(created),
      note ? element('p', {}, note) : undefined,
    );
  const status = wordOfReviewStatus(reviewStatusIn(anchored, source));
  const against = doubts.map((doubt) => element('p', { class: 'doubt' }, doubt));
  const said = all.length > 0 ? element('ul', {}, ...all.map(line)) : undefined;
  return section(t('Reviews: {0}', status), ...against, said);
}

function discussion(messages: readonly Message[]): Child {
  const { t } = vscode.l10n;
  const line = ({ by, note, created }: Message): Html =>
    element('li', {}, element('b', {}, by), when(created), element('p', {}, note));
  return section(
    t('Discussion'),
    messages.length > 0 ? element('ul', {}, ...messages.map(line)) : undefined,
    button('discuss', t('Discuss…')),
  );
}

function origin({ by, created, updated, id }: Annotation): Html {
  const { t } = vscode.l10n;
  const parts = [
    by === undefined ? '' : t('Tagged by {0}', by),
    created === undefined ? '' : day(created),
    updated === undefined ? '' : t('changed {0}', day(updated)),
    id,
  ];
  return element('footer', {}, parts.filter((part) => part !== '').join(' · '));
}

const section = (title: string, ...children: readonly Child[]): Html =>
  element('section', {}, element('h2', {}, title), ...children);

const labelled = (words: string, field: Html): Html => element('label', {}, element('span', {}, words), field);

const input = (field: string, value: string, placeholder: string, list?: string): Html =>
  element('input', { type: 'text', 'data-field': field, value, placeholder, ...(list ? { list } : {}) });

const button = (action: string, words: string, more: Readonly<Record<string, string>> = {}): Html =>
  element('button', { type: 'button', 'data-action': action, ...more }, words);

const when = (time: string): Html => element('time', {}, ` ${day(time)}`);

/** The day of a time as sidecars write it; what is none stays as it is written. */
function day(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toLocaleDateString(vscode.env.language);
}
