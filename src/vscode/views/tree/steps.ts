import * as vscode from 'vscode';
import { noFilter, type Filter, type SourceState } from '../../../core/query/filter';
import { reviewWork, type ReviewWork } from '../../../core/query/reviewWork';
import type { Sheet } from '../../../core/state/sheet';
import type { Store } from '../../../core/state/store';
import { iconOfSources } from '../../ui/icons';
import { idOf, type Step, type StepNode } from '../../ui/treeNodes';

/** The sources of the workspace as a queue for a person to work through. */
export interface QueueOfSources {
  /** Those with nothing tagged that nobody has finished, in the order of the workspace. */
  untouched(): readonly string[];
  /** Those in which somebody has tagged or dismissed something and that nobody has finished. */
  begun(): readonly string[];
  finished(): readonly string[];
  isFinished(source: string): boolean;
  /** Undefined where nobody has begun. */
  stateOf(source: string): SourceState | undefined;
  /** `all` is undefined until the workspace has been searched. */
  count(): {
    readonly all: number | undefined;
    readonly begun: number;
    readonly finished: number;
    readonly toReview: number;
  };
  /** What waits for the person's own verdict; nothing if their name is not known. */
  work(): ReviewWork;
  /** Who works in this window, as last learnt; empty if not known. */
  person(): string;
  /** Learns who that is, without asking. */
  learn(): Promise<void>;
}

/** What the queue is made from. */
interface QueueParts {
  readonly store: Store;
  readonly sources: { readonly isKnown: boolean; all(): readonly vscode.Uri[] };
  readonly finished: { isFinished(source: string): boolean };
  self(): Promise<string | undefined>;
}

export function createQueue({ store, sources, finished, self }: QueueParts): QueueOfSources {
  let me = { name: '', workIn: reviewWork('') };
  const isDone = (source: string): boolean => finished.isFinished(source);
  const isBegun = (source: string): boolean => hasBegun(store.get(source));
  const listed = (): readonly string[] => sources.all().map(String);
  const all = (): readonly string[] =>
    [...new Set([...listed(), ...store.all().flatMap(({ source }) => (isBegun(source) ? [source] : []))])].sort();
  const stateOf = (source: string): SourceState | undefined =>
    isDone(source) ? 'finished' : isBegun(source) ? 'begun' : undefined;
  const work = (): ReviewWork => me.workIn(me.name === '' ? [] : store.all());
  return {
    untouched: () => listed().filter((source) => !isBegun(source) && !isDone(source)),
    begun: () => all().filter((source) => stateOf(source) === 'begun'),
    finished: () => all().filter(isDone),
    isFinished: isDone,
    stateOf,
    count() {
      const states = all().map(stateOf);
      return {
        all: sources.isKnown ? states.length : undefined,
        begun: states.filter((state) => state !== undefined).length,
        finished: states.filter((state) => state === 'finished').length,
        toReview: work().open,
      };
    },
    work,
    person: () => me.name,
    async learn() {
      const name = (await self()) ?? '';
      if (name !== me.name) me = { name, workIn: reviewWork(name) };
    },
  };
}

/** Whether somebody has tagged or dismissed something. */
const hasBegun = (sheet: Sheet | undefined): boolean =>
  sheet !== undefined && (sheet.records.length > 0 || sheet.dismissed.length > 0);

/** The next steps, most urgent first. Lost, contested and edited annotations have no step but groups of their own. */
export function stepNodes(queue: QueueOfSources): readonly StepNode[] {
  const nodes: StepNode[] = [];
  const { open, sources } = queue.work();
  const [first] = sources;
  if (first !== undefined) nodes.push({ kind: 'step', step: 'review', count: open, source: first });
  for (const step of ['begun', 'untouched', 'finished'] as const) {
    const found = queue[step]();
    const [next] = found;
    if (next !== undefined) nodes.push({ kind: 'step', step, count: found.length, source: next });
  }
  return nodes;
}

/** The filter for a step's annotations; undefined for sources without any. */
export function filterOfStep(step: Step, person: string): Filter | undefined {
  if (step === 'untouched') return undefined;
  return step === 'review' ? { ...noFilter, openFor: [person] } : { ...noFilter, sources: [step] };
}

/** Whether a filter is the one of a step. */
export function isFilterOf(step: Step, filter: Filter, person: string): boolean {
  return JSON.stringify(filterOfStep(step, person)) === JSON.stringify({ ...filter, settledBy: noFilter.settledBy });
}

/** A row for a next step. It filters the tree; its button begins. */
export function stepItem(node: StepNode, filter: Filter, queue: QueueOfSources): vscode.TreeItem {
  const { t } = vscode.l10n;
  const item = new vscode.TreeItem(labelOf(node));
  item.id = idOf(node);
  const isOn = isFilterOf(node.step, filter, queue.person());
  item.description = isOn ? t('shown · press again for all') : wordsOf(node.step, queue.work());
  item.iconPath = node.step === 'review' ? new vscode.ThemeIcon('checklist') : iconOfSources(node.step);
  item.contextValue = `step.${node.step}`;
  item.command = { command: 'claimmark.filterByStep', title: t('Show These'), arguments: [node] };
  item.accessibilityInformation = { label: [labelOf(node), item.description].filter(Boolean).join('. ') };
  return item;
}

function labelOf({ step, count }: StepNode): string {
  const { t } = vscode.l10n;
  return {
    untouched: t('{0} untouched', count),
    begun: t('{0} begun, not finished', count),
    finished: t('{0} finished', count),
    review: t('{0} to review', count),
  }[step];
}

/** How far a step is, or what a click on its row does if it does not filter. */
function wordsOf(step: Step, { judged, open }: ReviewWork): string {
  const { t } = vscode.l10n;
  if (step === 'untouched') return t('open the next');
  return step === 'review' && judged > 0 ? t('{0} of {1} judged by you', judged, judged + open) : '';
}
