import * as vscode from 'vscode';
import type { Span } from '../../core/text/change';
import { toRange } from './convert';
import { afterPause } from './debounce';
import { placeOf } from './names';

/** An action that a person can take at a stop. */
export interface KeyAction {
  readonly key: string;
  readonly label: string;
  readonly command: string;
  readonly args?: readonly unknown[];
  /** Whether it decides the stop: it is then shown above the words; others are in the status bar. */
  readonly isDecision?: boolean;
}

/** Makes keys of a round, with commands that begin with `prefix`. */
export function keyActions(prefix: string) {
  return (key: string, label: string, name: string, isDecision = false): KeyAction => {
    return { key, label, command: `${prefix}.${name}`, isDecision };
  };
}

/** A stop of the round, decided or not. */
interface Place {
  readonly id: string;
  readonly span: Span;
  readonly label: string;
}

/** What is shown at a stop, or at the end, where nothing is left to decide. */
export interface RoundBarContent {
  readonly document: vscode.TextDocument;
  /** The offset above whose line the bar is shown. */
  readonly at: number;
  readonly progress: string;
  /** The progress in its shortest form. */
  readonly brief: string;
  /** What it is, in a few words. */
  readonly label: string;
  /** Further information, and at the end what is next: shown where there is room, and always in the tooltip. */
  readonly aside: string;
  readonly actions: readonly KeyAction[];
  readonly isEnd: boolean;
}

/**
 * How many characters fit above the words beside an open side bar at 900 pixels; the rest is put in the status bar.
 * Measured on screenshots of that size.
 */
const widest = 72;

/** How long VS Code may take to ask for lenses after it was told that they changed, in milliseconds. Guessed. */
const firstWait = 500;

/**
 * The words and keys of a round in two lines: above the words what the stop is and how to decide it, in the status bar
 * the progress and all other keys. Each stop keeps a line above it from the first one to the end, so that the text does
 * not move at each step.
 */
export class RoundBar implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  /** A second entry for the keys: VS Code limits an entry to two fifths of the window. */
  private readonly keys: vscode.StatusBarItem;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly listening: vscode.Disposable;
  private content: RoundBarContent | undefined;
  /** The stops left to decide, and those decided since the text last changed. */
  private left: readonly Place[] = [];
  private decided: readonly Place[] = [];
  /** The source whose lenses changed, and whether VS Code has asked for them since. */
  private told: { readonly document: vscode.TextDocument; isAsked: boolean; wait: number } | undefined;
  private readonly telling = afterPause(firstWait, () => this.tellAgain());

  constructor(
    private readonly name: string,
    context: string,
  ) {
    this.item = vscode.window.createStatusBarItem(context, vscode.StatusBarAlignment.Left, 1000);
    this.keys = vscode.window.createStatusBarItem(`${context}.keys`, vscode.StatusBarAlignment.Left, 999);
    this.item.name = this.keys.name = `Claimmark: ${name}`;
    this.listening = vscode.languages.registerCodeLensProvider(
      { scheme: '*' },
      {
        onDidChangeCodeLenses: this.changed.event,
        provideCodeLenses: (document) => this.lensesIn(document),
      },
    );
  }

  /** Shows new content and the stops that are left; earlier ones keep their lines until the text changes. */
  show(content: RoundBarContent, left: readonly Place[]): void {
    const isSame = this.content?.document === content.document;
    this.content = content;
    const isLeft = new Set(left.map(({ id }) => id));
    this.decided = isSame ? [...this.left, ...this.decided].filter(({ id }) => !isLeft.has(id)) : [];
    this.left = left;
    const { progress, brief, label, aside, actions, isEnd } = content;
    const keys = actions.map(wordsOf);
    const below = isEnd ? [aside] : folded(content).below.map(wordsOf);
    this.item.text = `$(${isEnd ? 'pass' : 'checklist'}) ${this.name}: ${isEnd ? label : brief}`;
    this.keys.text = below.join(' · ');
    this.item.tooltip = this.keys.tooltip = [label, ...keys, aside].join('\n').trim();
    const spoken = isEnd ? `${label} ${aside}` : `${progress}. ${label}. ${keys.join(', ')}. ${aside}`;
    // Screen readers read out changes of a status: that a decision counts, and what is next.
    this.item.accessibilityInformation = { label: spoken, role: 'status' };
    this.item.show();
    this.keys[below.length > 0 ? 'show' : 'hide']();
    this.tell(content.document);
  }

  /** Must be called when the text has changed, since the places of decided stops are not tracked. */
  forgetDecided(): void {
    this.decided = [];
  }

  hide(): void {
    this.content = undefined;
    this.left = this.decided = [];
    this.item.hide();
    this.keys.hide();
    if (this.told) this.tell(this.told.document);
  }

  private tell(document: vscode.TextDocument): void {
    this.told = { document, isAsked: false, wait: firstWait };
    this.changed.fire();
    this.telling.soon('', firstWait);
  }

  /**
   * Tells VS Code again that lenses changed. VS Code asks for them a moment later, but not if the editor loses the
   * keyboard meanwhile: the line of a round then stayed above the words of a source left in a hurry. Each wait is
   * longer than the last, since VS Code starts waiting anew each time.
   */
  private tellAgain(): void {
    const { told } = this;
    if (!told || told.isAsked || !vscode.window.visibleTextEditors.some(({ document }) => document === told.document))
      return;
    told.wait *= 2;
    this.changed.fire();
    this.telling.soon('', told.wait);
  }

  dispose(): void {
    vscode.Disposable.from(this.item, this.keys, this.changed, this.telling, this.listening).dispose();
  }

  private lensesIn(document: vscode.TextDocument): vscode.CodeLens[] {
    const { content, told } = this;
    if (told?.document === document) told.isAsked = true;
    if (!content || document !== content.document) return [];
    const here = document.positionAt(content.at);
    const lenses = lensWords(content).map((command) => new vscode.CodeLens(new vscode.Range(here, here), command));
    const lines = new Set([here.line]);
    for (const { span, label } of [...this.left, ...this.decided.map((place) => ({ ...place, label: '$(check)' }))]) {
      const { start } = toRange(document, span);
      if (lines.has(start.line)) continue;
      lines.add(start.line);
      lenses.push(new vscode.CodeLens(new vscode.Range(start, start), { title: label, command: '' }));
    }
    return lenses;
  }
}

const wordsOf = ({ key, label }: KeyAction): string => `${key} ${label}`;

/** The line above the words: what the stop is, the keys that fit, and further information if that fits, too. */
function lensWords(content: RoundBarContent): readonly vscode.Command[] {
  const { above, isAsideAbove } = folded(content);
  const tooltip = content.aside;
  return [
    { title: headOf(content), command: '', ...(tooltip ? { tooltip } : {}) },
    ...above.map((action) => ({
      title: wordsOf(action),
      command: action.command,
      arguments: [...(action.args ?? [])],
    })),
    ...(isAsideAbove ? [{ title: content.aside, command: '' }] : []),
  ];
}

function headOf({ isEnd, label }: RoundBarContent): string {
  return isEnd ? vscode.l10n.t('All decided') : label;
}

/** Divides keys into those above the words and those in the status bar. */
function folded(content: RoundBarContent): {
  readonly above: readonly KeyAction[];
  readonly below: readonly KeyAction[];
  readonly isAsideAbove: boolean;
} {
  const { actions, aside, isEnd } = content;
  let room = widest - headOf(content).length;
  const above: KeyAction[] = [];
  const below: KeyAction[] = [];
  for (const action of actions) {
    const width = wordsOf(action).length + 3;
    if ((action.isDecision === true || isEnd) && width <= room) {
      above.push(action);
      room -= width;
    } else below.push(action);
  }
  return { above, below, isAsideAbove: !isEnd && aside !== '' && aside.length + 3 <= room };
}

/** The state of a source with nothing left to decide, and the next source of the round. */
interface End {
  /** The prefix of the round's commands. */
  readonly prefix: string;
  /** Whether something was decided in it, now or before. */
  readonly isBegun: boolean;
  readonly isFinished: boolean;
  readonly next: vscode.Uri | undefined;
}

/** The content at the end of a source, with only those actions that would not be refused. */
export function atEnd(
  { uri }: vscode.TextDocument,
  { prefix, isBegun, isFinished, next }: End,
): Pick<RoundBarContent, 'label' | 'aside' | 'actions' | 'isEnd'> {
  const { t } = vscode.l10n;
  const place = placeOf(uri);
  const begun = isBegun
    ? t('Everything is decided in {0}.', place)
    : t('There is nothing left to decide in {0}.', place);
  const further = next ? t('{0}: continue with {1}. Esc leaves.', '↵', placeOf(next)) : t('Esc leaves.');
  return {
    label: isFinished ? t('{0} is finished.', place) : begun,
    // In the entry beside it, as VS Code would cut both in one.
    aside: further,
    actions: [
      ...(next ? [{ key: '↵', label: t('next source'), command: `${prefix}.onward` }] : []),
      ...(isFinished ? [] : [{ key: 'F', label: t('finished'), command: `${prefix}.finish` }]),
      { key: 'Z', label: t('undo'), command: `${prefix}.undo` },
      { key: 'Esc', label: t('leave'), command: `${prefix}.leave` },
    ],
    isEnd: true,
  };
}
