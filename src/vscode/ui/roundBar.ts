import * as vscode from 'vscode';
import type { Span } from '../../core/text/change';
import { toRange } from './convert';
import { afterPause } from './debounce';
import { placeOf } from './names';

/** One thing that a person can do at a stop. */
export interface KeyAction {
  readonly key: string;
  readonly label: string;
  readonly command: string;
  readonly args?: readonly unknown[];
  /** It decides the stop: it stands above the words, where others stand in the status bar. */
  readonly isDecision?: boolean;
}

/** Makes the keys of a round, whose commands begin with `prefix`. */
export function keyActions(prefix: string) {
  return (key: string, label: string, name: string, isDecision = false): KeyAction => {
    return { key, label, command: `${prefix}.${name}`, isDecision };
  };
}

/** A place of the round, also one that is decided by now. */
interface Place {
  readonly id: string;
  readonly span: Span;
  readonly label: string;
}

/** What is said at a stop, or at the end, where nothing is left to decide. */
export interface RoundBarContent {
  readonly document: vscode.TextDocument;
  /** Where the bar stands: above the line of this offset. */
  readonly at: number;
  readonly progress: string;
  /** The same, as short as it can be. */
  readonly brief: string;
  /** What it is, in a few words. */
  readonly label: string;
  /** What else there is to know, and at the end what is next: shown where there is room for it, and always in the tooltip. */
  readonly aside: string;
  readonly actions: readonly KeyAction[];
  readonly isEnd: boolean;
}

/**
 * So many characters fit above the words beside an open side bar at 900 pixels; what is more stands in the status bar.
 * Measured on pictures at that size.
 */
const widest = 72;

/** How long VS Code is given to ask for lines after it was told that there are others, in milliseconds. Guessed. */
const firstWait = 500;

/**
 * The words and keys of a round, in two lines: above the words what it is and how it can be decided, in the status bar
 * how far one has come and what else can be pressed. Each place of the round keeps a line above it from the first stop
 * to the end, so that the text does not move at each step.
 */
export class RoundBar implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  /** The keys beside it: VS Code gives no entry more than two fifths of the window. */
  private readonly keys: vscode.StatusBarItem;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly listening: vscode.Disposable;
  private content: RoundBarContent | undefined;
  /** The places that are left to decide, and those that were decided since the text changed last. */
  private left: readonly Place[] = [];
  private decided: readonly Place[] = [];
  /** The source that is on the screen with what is said, and whether VS Code has asked for it since it changed. */
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

  /** Shows what is said now, with the places that are left; those of before stay as long as the text does. */
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
    // A screen reader reads out what changes in a status: that a decision counts, and what is next.
    this.item.accessibilityInformation = { label: spoken, role: 'status' };
    this.item.show();
    this.keys[below.length > 0 ? 'show' : 'hide']();
    this.tell(content.document);
  }

  /** Must be told when the text has changed: places of what is decided are not followed. */
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
   * VS Code asks a moment after it was told, and forgets that where the editor loses the keyboard meanwhile: the line of a
   * round stayed above the words when one left it and went elsewhere at once. Each wait is longer than the one before,
   * since VS Code waits anew each time that it is told.
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

/** The line above the words: what it is, the keys that fit, and what else there is to know where that fits, too. */
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

/** Which keys stand above the words, and which fold into the status bar. */
function folded(content: RoundBarContent): {
  readonly above: readonly KeyAction[];
  readonly below: readonly KeyAction[];
  readonly isAsideAbove: boolean;
} {
  const { actions, aside, isEnd } = content;
  let left = widest - headOf(content).length;
  const above: KeyAction[] = [];
  const below: KeyAction[] = [];
  for (const action of actions) {
    const width = wordsOf(action).length + 3;
    if ((action.isDecision === true || isEnd) && width <= left) {
      above.push(action);
      left -= width;
    } else below.push(action);
  }
  return { above, below, isAsideAbove: !isEnd && aside !== '' && aside.length + 3 <= left };
}

/** How a source stands in which nothing is left to decide, and where the round goes on. */
interface End {
  /** What the round's commands begin with. */
  readonly prefix: string;
  /** Whether something was decided in it, now or before. */
  readonly isBegun: boolean;
  readonly isFinished: boolean;
  readonly next: vscode.Uri | undefined;
}

/** What is said at the end of a source, and what can be done: nothing that would be refused. */
export function atEnd(
  { uri }: vscode.TextDocument,
  { prefix, isBegun, isFinished, next }: End,
): Pick<RoundBarContent, 'label' | 'aside' | 'actions' | 'isEnd'> {
  const { t } = vscode.l10n;
  const place = placeOf(uri);
  const begun = isBegun ? t('All is decided in {0}.', place) : t('There is nothing left to decide in {0}.', place);
  const further = next ? t('{0}: go on with {1}. Esc leaves.', '↵', placeOf(next)) : t('Esc leaves.');
  return {
    label: isFinished ? t('{0} is finished.', place) : begun,
    // In the entry beside it: VS Code would cut both in one.
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
