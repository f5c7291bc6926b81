import * as vscode from 'vscode';
import {
  type Annotation,
  type Evidence,
  type Link,
  type Stance,
  type Verdict,
  newId,
} from '../../../core/model/annotation';
import { anchoredAnnotation, annotationsAt, type AnchoredAnnotation, type Sheet } from '../../../core/state/sheet';
import type { SheetChange } from '../../../core/state/store';
import { openAnnotation } from '../../documents/openAnnotation';
import { currentSource } from '../../documents/openSources';
import type { CommandContext } from '../../storage/commandContext';
import type { AskOthers } from '../../ui/askOthers';
import { changing, replying, resolving } from '../../ui/revisions';
import { gathered, type Deferred } from '../../ui/debounce';
import { reportError } from '../../ui/dialogs';
import { lineOf } from '../../ui/icons';
import { linkEnds, type LinkEnd } from '../../ui/linkLines';
import { openAt, openDocument } from '../../ui/open';
import { reviewStatusIn } from '../../ui/reviewStatus';
import { tagsFor } from '../../ui/tags';
import { idOf, type AnnotationNode } from '../../ui/treeNodes';
import { bodyOf, emptyBody, type Shown } from './body';
import { KinList } from './kin';
import { evidenceKeys, linkKeys, nodeNamed } from './parts';
import { SeenParts, withNote, withOther, withPart } from './seen';

/** What the view needs of commands: each gets the annotation shown. */
export type DetailActions = Readonly<
  Record<'addEvidence' | 'confirmWords' | 'link' | 'remove' | Verdict, (node: AnnotationNode) => Promise<unknown>>
>;

/** The id of the view in the manifest. */
const viewId = 'claimmark.details';

/** The annotation that a message of the page is about. */
type About = AnnotationNode & { readonly annotation: Annotation };

/** A message of the page: a field was changed, or a button pressed. */
interface Said {
  readonly name?: unknown;
  readonly field?: unknown;
  readonly value?: unknown;
  readonly key?: unknown;
  readonly action?: unknown;
}

const stances: readonly string[] = ['supports', 'contradicts', 'context'] satisfies readonly Stance[];

/**
 * The annotation at the cursor, or of the row chosen last, to be read and edited. The page gets finished elements with
 * escaped words, runs one script of ours, and loads nothing else.
 */
export class Details implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined;
  private node: AnnotationNode | undefined;
  private drawn = '';
  /** Who works in this window, if known. */
  private self = '';
  private readonly drawing: Deferred = gathered(80, () => this.draw());
  private readonly kin: KinList;
  /** The place of the cursor after an answer was shown: while it stays there, the person is looking at the answers. */
  private shownAt: string | undefined;
  private readonly seen = new SeenParts();
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly context: CommandContext,
    private readonly actions: DetailActions,
    private readonly media: vscode.Uri,
    askOthers: AskOthers,
  ) {
    this.kin = new KinList(askOthers, () => this.drawing.soon());
    this.listening = vscode.Disposable.from(
      vscode.window.registerWebviewViewProvider(viewId, this),
      vscode.commands.registerCommand('claimmark.showDetails', (isByKey: unknown) =>
        this.takeKeyboard(isByKey === true),
      ),
      vscode.window.onDidChangeTextEditorSelection(() => this.follow()),
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      context.store.onDidChange((change) => {
        if (change.origin === 'person') this.follow(change);
        // The cursor may be in an annotation already when the annotations are first read.
        else if (!this.node) this.follow();
        if (change.source === this.node?.source) this.drawing.soon();
      }),
    );
  }

  /** Shows an annotation, as chosen in the tree, or none. */
  show(node: AnnotationNode | undefined): void {
    this.node = node;
    this.drawing.soon();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    this.drawn = '';
    view.webview.options = { enableScripts: true, localResourceRoots: [this.media] };
    view.webview.html = this.page(view.webview);
    view.webview.onDidReceiveMessage(
      (said: Said) => void this.hear(said).catch((error: unknown) => reportError(String(error))),
    );
    view.onDidChangeVisibility(() => this.drawing.soon());
    view.onDidDispose(() => (this.view = undefined));
    this.follow();
    this.drawing.soon();
  }

  /**
   * Gives the page the keyboard; the command's key has focused the view already. VS Code does this in two steps and
   * skips the second if it learns late that the page had lost the keyboard, so the page is asked to take it, too.
   */
  private async takeKeyboard(isByKey: boolean): Promise<void> {
    if (!isByKey) await vscode.commands.executeCommand(`${viewId}.focus`);
    await this.view?.webview.postMessage({ isFocusAsked: true });
  }

  dispose(): void {
    this.drawing.dispose();
    this.listening.dispose();
  }

  /**
   * Shows the innermost annotation at the cursor. If there is none, the former one stays while the person is in its
   * source. After a person's change only a new annotation is shown: a chosen row of the tree stays.
   */
  private follow(change?: SheetChange): void {
    const editor = vscode.window.activeTextEditor;
    const isHeld = !change && this.shownAt !== undefined && this.shownAt === placeIn(editor);
    if (isHeld || this.kin.isActing()) return;
    if (!change) this.shownAt = undefined;
    const source = editor?.document.uri.toString() ?? '';
    const offset = editor?.document.offsetAt(editor.selection.active) ?? 0;
    const [at] = annotationsAt(this.context.store.get(source), offset);
    if (change && (!at || change.source !== source || isIn(change.before, at.annotation.id))) return;
    if (at) return this.show({ kind: 'annotation', source, id: at.annotation.id });
    const here = currentSource();
    if (this.node && here !== undefined && here !== this.node.source) this.show(undefined);
  }

  private anchored({ source, id }: AnnotationNode): AnchoredAnnotation | undefined {
    return anchoredAnnotation(this.context.store.get(source), id);
  }

  private async draw(): Promise<void> {
    this.self = (await this.context.author.known(undefined)) ?? '';
    if (!this.view?.visible) return;
    const anchored = this.node && this.anchored(this.node);
    const html = (anchored && this.node ? bodyOf(this.shown(this.node, anchored)) : emptyBody()).html;
    if (html === this.drawn) return;
    this.drawn = html;
    void this.view.webview.postMessage({ html });
  }

  private shown(node: AnnotationNode, anchored: AnchoredAnnotation): Shown {
    const source = vscode.Uri.parse(node.source);
    const document = openDocument(node.source);
    const { span, annotation } = anchored;
    const words =
      document && span
        ? document.getText(new vscode.Range(document.positionAt(span.from), document.positionAt(span.to)))
        : annotation.text;
    const speakers = new Set(
      this.context.store.all().flatMap(({ records }) => records.map(({ speaker = '' }) => speaker)),
    );
    speakers.delete('');
    const { store } = this.context;
    const links = linkEnds(store, node.source, node.id);
    this.seen.see(idOf(node), links, annotation.evidence ?? []);
    return {
      source,
      anchored,
      line: lineOf(node.source, anchored),
      words,
      tags: tagsFor(source),
      speakers: [...speakers].sort().slice(0, 200),
      links,
      kin: this.kin.of(node),
      wordsOf: (evidence) => this.annotationOf(source, evidence)?.text,
      status: reviewStatusIn(anchored, source),
      person: this.self,
    };
  }

  /** The annotation that evidence refers to. */
  private annotationOf(source: vscode.Uri, { source: file, id }: Evidence): Annotation | undefined {
    if (file === undefined || id === undefined) return undefined;
    const sheet = this.context.store.get(vscode.Uri.joinPath(source, '..', file).toString());
    return sheet?.records.find((record) => record.id === id);
  }

  private async hear(said: Said): Promise<void> {
    if (said.action === 'ready') {
      this.drawn = '';
      return this.drawing.soon();
    }
    // A message is about the annotation it names; another one may be shown by now.
    const node = typeof said.name === 'string' ? nodeNamed(said.name) : undefined;
    const annotation = node && this.anchored(node)?.annotation;
    if (!node || !annotation) return;
    const about = { ...node, annotation };
    if (typeof said.action === 'string') return this.act(said.action, about, said);
    if (typeof said.field === 'string' && typeof said.value === 'string')
      await this.edit(about, said.field, said.value, keyIn(said));
  }

  private async act(action: string, about: About, said: Said): Promise<void> {
    const { store } = this.context;
    const key = keyIn(said);
    if (isOneOf(this.actions, action)) return void (await this.actions[action](about));
    switch (action) {
      case 'goTo':
        return void (await openAnnotation(store, about));
      case 'leave':
        return void (await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup'));
      case 'send':
        return typeof said.value === 'string' ? this.send(about, said.value.trim()) : undefined;
      case 'resolve':
        return this.resolve(about);
      case 'removeEvidence':
        return this.changeEvidence(about, vscode.l10n.t('Remove evidence'), key, () => []);
      case 'openEvidence':
        return this.open(about, evidenceOf(about.annotation, key));
      case 'askKin':
      case 'showKin':
      case 'linkKin':
      case 'evidenceKin':
      case 'refuseKin':
        await this.kin.act(action, about, key);
        if (action === 'showKin') this.shownAt = placeIn(vscode.window.activeTextEditor);
        return;
      case 'removeLink':
        return this.changeLink(about, vscode.l10n.t('Remove link'), key, () => []);
      case 'openLink':
        return void (await openAnnotation(store, this.linkEnd(about, key)?.node));
    }
  }

  private async send(about: About, note: string): Promise<void> {
    const by = note === '' ? undefined : await this.context.author(vscode.Uri.parse(about.source));
    if (by) await this.context.actions.perform(replying(vscode.l10n.t('Reply'), about, by, note));
  }

  /** Resolves the discussion, or reopens it. */
  private async resolve(about: About): Promise<void> {
    const by = await this.context.author(vscode.Uri.parse(about.source));
    if (by) await this.context.actions.perform(resolving(about, by));
  }

  private async open(node: AnnotationNode, evidence: Evidence | undefined): Promise<void> {
    if (evidence?.source === undefined) return;
    const file = vscode.Uri.joinPath(vscode.Uri.parse(node.source), '..', evidence.source);
    // A path that leads out of the workspace is not followed.
    if (!vscode.workspace.getWorkspaceFolder(file)) return;
    if (evidence.id === undefined) await openAt(file, undefined);
    else await openAnnotation(this.context.store, { kind: 'annotation', source: file.toString(), id: evidence.id });
  }

  private async edit(about: About, field: string, value: string, key: string): Promise<void> {
    const words = value.trim() === '' ? undefined : value;
    const { t } = vscode.l10n;
    switch (field) {
      case 'tag':
        return words === undefined ? undefined : this.change(about, t('Tag'), { tag: words });
      case 'claim':
        return this.change(about, t('Edit claim'), { claim: words });
      case 'speaker':
        return this.change(about, t('Edit speaker'), { speaker: words });
      case 'note':
        return this.change(about, t('Edit note'), { note: words });
      case 'linkNote':
        return this.changeLink(about, t('Edit link'), key, (link) => [withNote(link, words)], words);
      case 'says':
      case 'quote':
      case 'evidenceNote': {
        if (field === 'says' && words !== undefined && !stances.includes(words)) return;
        const part = field === 'evidenceNote' ? 'note' : field;
        return this.changeEvidence(about, t('Edit evidence'), key, (one) => [withPart(one, part, words)], words);
      }
    }
  }

  /** The end of a link with a key of the page. */
  private linkEnd({ source, id }: AnnotationNode, key: string): LinkEnd | undefined {
    const ends = linkEnds(this.context.store, source, id);
    return ends[linkKeys(ends).indexOf(key)];
  }

  /** Replaces a link written in the annotation. If it was removed meanwhile, it is restored with what was written. */
  private async changeLink(
    about: About,
    label: string,
    key: string,
    become: (link: Link) => readonly Link[],
    written?: string,
  ): Promise<void> {
    const end = this.linkEnd(about, key);
    const replaced = end ? end.isOwn && end.link : written && this.seen.of(idOf(about)).links.get(key);
    if (!replaced) return;
    const links = withOther(about.annotation.links, replaced, become);
    await this.change(about, label, { links: some(links) });
  }

  /** Replaces a piece of evidence. If it was removed meanwhile, it is restored with what was written. */
  private async changeEvidence(
    about: About,
    label: string,
    key: string,
    become: (evidence: Evidence) => readonly Evidence[],
    written?: string,
  ): Promise<void> {
    const replaced = evidenceOf(about.annotation, key) ?? (written && this.seen.of(idOf(about)).evidence.get(key));
    if (!replaced) return;
    const evidence = withOther(about.annotation.evidence, replaced, become);
    await this.change(about, label, { evidence: some(evidence) });
  }

  private async change(about: About, label: string, fields: Parameters<typeof changing>[2]): Promise<void> {
    await this.context.actions.perform(changing(label, about, fields));
  }

  private page(webview: vscode.Webview): string {
    const nonce = newId(Math.random) + newId(Math.random);
    const address = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(this.media, name)).toString();
    const title = vscode.l10n.t('Details').replace(/[<>&"]/g, '');
    const policy = [
      `default-src 'none'`,
      `style-src ${webview.cspSource}`,
      `script-src 'nonce-${nonce}'`,
      `base-uri 'none'`,
      `form-action 'none'`,
    ].join('; ');
    return `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address('details.css')}">
</head>
<body><header class="spoken"><h1>${title}</h1></header><p class="spoken" role="status"></p><main aria-label="${title}"></main><script nonce="${nonce}" src="${address('details.js')}"></script></body>
</html>`;
  }
}

/** The document and the cursor's offset in an editor. */
const placeIn = (editor: vscode.TextEditor | undefined): string | undefined =>
  editor && `${editor.document.uri.toString()} ${String(editor.document.offsetAt(editor.selection.active))}`;

const isIn = (sheet: Sheet | undefined, id: string): boolean => sheet?.records.some((one) => one.id === id) ?? false;

/** Whether a page, whose words are anybody's, names one of some actions. */
const isOneOf = <K extends string>(actions: Readonly<Record<K, unknown>>, name: string): name is K =>
  Object.hasOwn(actions, name);

/** The key of the list item that a message is about. */
const keyIn = ({ key }: Said): string => (typeof key === 'string' ? key : '');

const evidenceOf = ({ evidence = [] }: Annotation, key: string): Evidence | undefined =>
  evidence[evidenceKeys(evidence).indexOf(key)];

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);
