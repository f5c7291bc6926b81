import * as vscode from 'vscode';
import type { CommandContext } from '../storage/commandContext';
import { worksApart } from '../ui/names';
import type { Platform } from '../ui/platform';
import { adjudicateSources } from './adjudicate';
import { offerToKeepOut } from './keptOut';
import { registerOthers } from './others';
import { pageOfAgreement, pageOfAnnotators, type ReviewPage } from './comparison';
import type { Store } from '../../core/state/store';
import { onDidClose } from '../ui/open';
import { ClosedToTyping } from '../ui/closedToTyping';
import { warn } from '../ui/dialogs';

/** Registers double annotation: several annotators work apart, are compared, and adjudicated. */
export function registerDoubleAnnotation(context: CommandContext, memento: vscode.Memento): vscode.Disposable {
  askForName();
  const adjudication = new Adjudication(context);
  return vscode.Disposable.from(
    adjudication,
    registerViews(context.store, context.platform, () => adjudication.begin()),
    registerOthers(context),
    offerToKeepOut(memento),
    vscode.workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration('claimmark.review.separateFiles') && askForName(),
    ),
  );
}

/** Asks for the person's name, which separate sidecars need: until there is one, everything goes into the shared sidecar. */
function askForName(): void {
  if (!worksApart() || vscode.workspace.getConfiguration('claimmark').get('author', '').trim()) return;
  const { t } = vscode.l10n;
  const set = t('Set Name');
  const message = t('Annotators work separately here, each in their own file. Yours needs your name.');
  void warn(message, set).then((answer) => {
    if (answer === set) void vscode.commands.executeCommand('workbench.action.openSettings', 'claimmark.author');
  });
}

const scheme = 'claimmark-view';

/** Registers the commands that show pages on agreement, and on each annotator's marks. */
function registerViews(store: Store, platform: Platform, adjudicate: () => Promise<void>): vscode.Disposable {
  const pages = new Map<string, string>();
  const show = async ({ name, lines }: ReviewPage): Promise<void> => {
    const uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query: String(Date.now()) });
    pages.set(uri.toString(), `${lines.join('\n')}\n`);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => pages.get(uri.toString()) ?? '',
    }),
    onDidClose((document) => pages.delete(document.uri.toString())),
    vscode.commands.registerCommand('claimmark.agreement', async () => {
      const page = await pageOfAgreement(store, platform);
      if (page) await show(page);
    }),
    vscode.commands.registerCommand('claimmark.compareAnnotators', async () => {
      const page = await pageOfAnnotators(store, platform);
      if (!page) return;
      await show(page);
      void page.offer(adjudicate);
    }),
  );
}

/** The command to adjudicate what annotators marked apart, written into the shared sidecars. */
class Adjudication implements vscode.Disposable {
  private readonly closed = new ClosedToTyping();
  private readonly command = vscode.commands.registerCommand('claimmark.adjudicate', () => this.begin());
  /** The present round: no other one begins before it ends. */
  private running: Promise<void> | undefined;

  constructor(private readonly context: CommandContext) {}

  begin(): Promise<void> {
    this.running ??= adjudicateSources(this.context, this.closed).finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  dispose(): void {
    vscode.Disposable.from(this.closed, this.command).dispose();
  }
}
