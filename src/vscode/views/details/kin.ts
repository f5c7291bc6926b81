import * as vscode from 'vscode';
import { element, type Html } from '../../../core/report/html';
import type { Answer, AskOthers, Want } from '../../ui/askOthers';
import type { AnnotationNode } from '../../ui/treeNodes';
import { button, section } from './parts';

/** The uses of an answer, by the actions of the page's buttons. */
const wants: Readonly<Record<string, Want | undefined>> = {
  showKin: 'show',
  linkKin: 'link',
  evidenceKin: 'evidence',
  refuseKin: 'refuse',
};

/** What is drawn: nothing before a person asks, then that the sources are being read, then the answers. */
export type KinShown = readonly Answer[] | 'asking' | undefined;

const listed = (shown: KinShown): readonly Answer[] => (shown === undefined || shown === 'asking' ? [] : shown);

/**
 * The answers to the annotation last asked about. They are requested by a person, and again after the person used one;
 * they are kept while another annotation is looked at. Each is searched again when it is used.
 */
export class KinList {
  private node: AnnotationNode | undefined;
  private answers: KinShown;
  /** How many buttons at answers are in progress. */
  private acting = 0;

  constructor(
    private readonly ask: AskOthers,
    private readonly draw: () => void,
  ) {}

  /** What the other sources say to an annotation, if it was asked about. */
  of(node: AnnotationNode): KinShown {
    return this.isAbout(node) ? this.answers : undefined;
  }

  /** Whether an answer is being shown, linked or used: what this opens does not change the annotation shown. */
  isActing(): boolean {
    return this.acting > 0;
  }

  /** Runs a button of the page: asks, or uses the answer with a key. */
  async act(action: string, node: AnnotationNode, key: string): Promise<void> {
    const want = wants[action];
    if (want === undefined) return this.askAbout(node);
    this.acting++;
    try {
      await listed(this.of(node))
        .find((one) => one.key === key)
        ?.use(want);
    } finally {
      this.acting--;
    }
    // A person who went elsewhere meanwhile gets no new answers.
    if (want !== 'show' && this.isAbout(node)) await this.askAbout(node);
  }

  private async askAbout(node: AnnotationNode): Promise<void> {
    if (!this.isAbout(node) || this.answers === undefined) this.answers = 'asking';
    this.node = node;
    this.draw();
    let answers: KinShown;
    try {
      answers = await this.ask(node);
    } finally {
      if (this.isAbout(node)) {
        this.answers = answers;
        this.draw();
      }
    }
  }

  private isAbout({ source, id }: AnnotationNode): boolean {
    return this.node?.source === source && this.node.id === id;
  }
}

/** The sentences of other sources, each with what both have in common and what can be done with it. */
export function kinSection(shown: KinShown): Html {
  const { t } = vscode.l10n;
  const answers = listed(shown);
  const [sure, near] = [answers.filter(({ isSure }) => isSure), answers.filter(({ isSure }) => !isSure)];
  const nearest = t('Closest matches; they may be about something else');
  return section(
    'kin',
    t('Other Sources'),
    button('askKin', t('What Do Other Sources Say?')),
    element('p', { role: 'status' }, told(shown)),
    sure.length > 0 ? [element('h3', {}, t('About the same fact')), listOf(sure)] : undefined,
    near.length > 0 && sure.length > 0
      ? element('details', {}, element('summary', {}, nearest), listOf(near))
      : undefined,
    near.length > 0 && sure.length === 0 ? [element('h3', {}, nearest), listOf(near)] : undefined,
  );
}

function told(shown: KinShown): string {
  const { t } = vscode.l10n;
  if (shown === undefined) return '';
  if (shown === 'asking') return t('Reading the sources in this folder…');
  if (shown.length === 0) return t('No other source in this folder says anything similar.');
  const sure = shown.filter(({ isSure }) => isSure).length;
  return t('About the same fact: {0}. Closest matches: {1}.', sure, shown.length - sure);
}

const listOf = (answers: readonly Answer[]): Html => element('ul', {}, ...answers.map(itemOf));

function itemOf({ key, words, place, notes }: Answer): Html {
  const { t } = vscode.l10n;
  const one = (action: string, label: string): Html =>
    button(action, label, { 'data-key': key, 'aria-label': `${label}: ${place}` });
  return element(
    'li',
    { 'data-key': key },
    element('blockquote', {}, words),
    ...notes.map((note) => element('p', { class: 'hint' }, note)),
    button('showKin', place, { 'data-key': key }),
    element(
      'p',
      { class: 'row' },
      one('linkKin', t('Link…')),
      one('evidenceKin', t('Use as Evidence…')),
      one('refuseKin', t('Not the Same')),
    ),
  );
}
