import * as vscode from 'vscode';
import { webTarget } from '../../../core/text/links';
import type { Annotation, Evidence, Message, Review, Verdict } from '../../../core/model/annotation';
import { element, type Child, type Html } from '../../../core/report/html';
import type { AnchoredAnnotation } from '../../../core/state/sheet';
import { isClosable, type ReviewStatus } from '../../../core/review/status';
import type { LinkEnd } from '../../ui/linkLines';
import { doubtsBesideReviews, wordOfReviewStatus, wordOfVerdict } from '../../ui/reviewStatus';
import { wordsOfStances } from '../../ui/stances';
import { baseName } from '../../ui/names';
import { tagOf, type Tag } from '../../ui/tags';
import { kinSection, type KinShown } from './kin';
import { button, evidenceKeys, evidenceName, linkKeys, section } from './parts';

/** The contents of the view for an annotation. */
export interface Shown {
  readonly source: vscode.Uri;
  readonly anchored: AnchoredAnnotation;
  readonly line: number | undefined;
  /** Its present words in the source, if that is open. */
  readonly words: string;
  readonly tags: readonly Tag[];
  /** The speakers known in the workspace, to choose from. */
  readonly speakers: readonly string[];
  /** Its links, from either end. */
  readonly links: readonly LinkEnd[];
  /** What the other sources say to it, if somebody asked. */
  readonly kin: KinShown;
  /** The words of an annotation used as evidence, if known. */
  wordsOf(evidence: Evidence): string | undefined;
  /** Its review status, including what other entries speak against it. */
  readonly status: ReviewStatus;
  /** Who works in this window; empty if not known. */
  readonly person: string;
}

/** An annotation as a form. Everything from files is plain text: `element` escapes it. */
export function bodyOf(shown: Shown): Html {
  const { annotation } = shown.anchored;
  return element(
    'form',
    { 'data-name': `${shown.source.toString()}#${annotation.id}` },
    head(shown),
    fields(shown),
    evidence(shown),
    links(shown.links),
    kinSection(shown.kin),
    reviews(shown),
    discussion(annotation),
    history(shown.anchored),
  );
}

/** The content without an annotation. */
export function emptyBody(): Html {
  const { t } = vscode.l10n;
  return element('p', { class: 'hint' }, t('Put the cursor in a highlight, or choose a row of the tree.'));
}

/** The words, which stay in sight, with the tagged words and the place. */
function head({ source, anchored, line, words }: Shown): readonly Child[] {
  const { t } = vscode.l10n;
  const { annotation, state } = anchored;
  const place = line === undefined ? baseName(source) : t('{0}, line {1}', baseName(source), line);
  const before = annotation.was ?? annotation.text;
  return [
    element('header', {}, element('blockquote', {}, words)),
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
  ];
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
    labelled(t('Claim'), input('claim', annotation.claim ?? '', t('In one self-contained sentence'))),
    labelled(t('Speaker'), input('speaker', annotation.speaker ?? '', t('Who says it'), 'speakers')),
    element('datalist', { id: 'speakers' }, ...list),
    labelled(t('Note'), area('note', annotation.note ?? '', t('Markdown'), { rows: '3' })),
  ];
}

function evidence({ anchored, wordsOf }: Shown): Html {
  const { t } = vscode.l10n;
  const all = anchored.annotation.evidence ?? [];
  const keys = evidenceKeys(all);
  const items = all.map((one, index) => {
    const name = evidenceName(one);
    const target = one.url === undefined ? undefined : webTarget(one.url);
    const words = wordsOf(one);
    const at = { 'data-key': keys[index] ?? '' };
    const said = one.says ?? '';
    const stance = [['', t('not said')], ...Object.entries(wordsOfStances())].map(([value = '', label = '']) =>
      element('option', { value, ...(value === said ? { selected: 'selected' } : {}) }, label),
    );
    const label = (what: string): { 'aria-label': string } => ({ 'aria-label': `${what}: ${name}` });
    return element(
      'li',
      at,
      target === undefined ? button('openEvidence', name, at) : element('a', { href: target }, name),
      words === undefined ? undefined : element('blockquote', {}, words),
      element('select', { 'data-field': 'says', ...at, ...label(t('What it says')) }, ...stance),
      area('quote', one.quote ?? '', t('The passage that says so'), { ...at, ...label(t('Passage')) }),
      area('evidenceNote', one.note ?? '', t('Note on this evidence'), { ...at, ...label(t('Note')) }),
      button('removeEvidence', t('Remove'), { ...at, ...label(t('Remove')) }),
    );
  });
  return section('evidence', t('Evidence'), element('ul', {}, ...items), button('addEvidence', t('Add Evidence…')));
}

function links(ends: readonly LinkEnd[]): Html {
  const { t } = vscode.l10n;
  const keys = linkKeys(ends);
  const items = ends.map(({ relation, words, place, link: { note }, isOwn }, index) => {
    const at = { 'data-key': keys[index] ?? '' };
    const label = (what: string): { 'aria-label': string } => ({ 'aria-label': `${what}: ${place}` });
    return element(
      'li',
      at,
      element('b', {}, relation),
      element('blockquote', {}, words),
      button('openLink', place, at),
      isOwn ? area('linkNote', note ?? '', t('Note on this link'), { ...at, ...label(t('Note')) }) : undefined,
      isOwn ? button('removeLink', t('Remove'), { ...at, ...label(t('Remove')) }) : undefined,
      isOwn || note === undefined ? undefined : element('p', {}, note),
    );
  });
  return section('links', t('Links'), element('ul', {}, ...items), button('link', t('Link…')));
}

/** The verdicts of others, and the buttons for the person's own; their own annotations have none. */
function reviews({ anchored, status, person }: Shown): Child {
  const { t } = vscode.l10n;
  const all = anchored.annotation.reviews ?? [];
  const doubts = doubtsBesideReviews(anchored);
  const isOwn = anchored.annotation.by !== undefined && anchored.annotation.by === person;
  if (all.length === 0 && doubts.length === 0 && isOwn) return undefined;
  const line = ({ by, verdict, note, created }: Review): Html =>
    element(
      'li',
      {},
      element('span', {}, element('b', {}, by), ` ${wordOfVerdict(verdict)}`, created && when(created)),
      note ? element('p', {}, note) : undefined,
    );
  const pressed = all.find(({ by }) => by === person)?.verdict;
  const key = (verdict: Verdict, words: string): Html =>
    button(verdict, words, { 'aria-pressed': String(verdict === pressed) });
  const own = [key('agree', t('Agree')), key('disagree', t('Disagree')), key('unsure', t('Unsure'))];
  return section(
    'reviews',
    t('Reviews: {0}', wordOfReviewStatus(status)),
    ...doubts.map((doubt) => element('p', { class: 'doubt' }, doubt)),
    all.length > 0 ? element('ul', {}, ...all.map(line)) : undefined,
    isOwn ? undefined : element('p', { class: 'row' }, ...own),
  );
}

function discussion(annotation: Annotation): Html {
  const { t } = vscode.l10n;
  const messages = annotation.discussion ?? [];
  const line = ({ by, note, created }: Message): Html =>
    element('li', {}, element('span', {}, element('b', {}, by), created && when(created)), element('p', {}, note));
  const isOpen = isClosable(annotation);
  return section(
    'discussion',
    messages.length === 0 || isOpen ? t('Discussion') : t('Discussion: resolved'),
    messages.length > 0 ? element('ul', {}, ...messages.map(line)) : undefined,
    area('message', '', t('Write a message'), { 'aria-label': t('Message') }),
    element(
      'p',
      { class: 'row' },
      button('send', t('Send')),
      messages.length > 0 ? button('resolve', isOpen ? t('Resolve') : t('Reopen')) : undefined,
    ),
  );
}

/** Its origin, and what happened to it since. */
function history({ annotation }: AnchoredAnnotation): Html {
  const { t } = vscode.l10n;
  const { by, created, updated, was, adjudicated, resolved, id } = annotation;
  const signed = (words: string, time: string | undefined): Html | undefined =>
    words === ''
      ? undefined
      : element('li', {}, element('span', {}, words, time === undefined ? undefined : when(time)));
  const decided = adjudicated ? t('{0} decided between annotators', adjudicated.by) : '';
  return section(
    'history',
    t('History'),
    element(
      'ul',
      {},
      signed(by === undefined ? t('Tagged') : t('Tagged by {0}', by), created),
      signed(was === undefined ? '' : t('Tagged as: {0}', was), undefined),
      signed(decided, adjudicated?.created),
      signed(resolved ? t('{0} resolved the discussion', resolved.by) : '', resolved?.created),
      signed(updated === undefined || updated === created ? '' : t('Last changed'), updated),
    ),
    element('footer', {}, t('Id in the sidecar: {0}', id)),
    button('remove', t('Remove Annotation')),
  );
}

const labelled = (words: string, field: Html): Html => element('label', {}, element('span', {}, words), field);

const input = (field: string, value: string, placeholder: string, list?: string): Html =>
  element('input', { type: 'text', 'data-field': field, value, placeholder, ...(list ? { list } : {}) });

const area = (field: string, value: string, placeholder: string, more: Readonly<Record<string, string>> = {}): Html =>
  element('textarea', { 'data-field': field, rows: '1', placeholder, ...more }, value);

const when = (time: string): Html => element('time', {}, ` ${day(time)}`);

/** The day of a time in the form of sidecars; any other text is left as it is. */
function day(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toLocaleDateString(vscode.env.language);
}
