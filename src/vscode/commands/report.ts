import * as vscode from 'vscode';
import { openAnnotation } from '../documents/openAnnotation';
import { newId } from '../../core/model/annotation';
import { reportMarkdown } from '../../core/report/markdown';
import { reportHtml } from '../../core/report/page';
import { makeReport, type Report } from '../../core/report/report';
import { ScrolledReport } from '../../core/report/scrolled';
import type { Store } from '../../core/state/store';
import { write } from '../storage/files';
import type { CommandContext } from '../storage/commandContext';
import { placeOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { settledBy } from '../ui/reviewStatus';
import { exportedTags } from '../ui/tags';
import { codingsOf } from '../review/annotators';
import { gatherStatement } from './statement';

/** Shows a report on the workspace or, with `only`, on one source. */
export async function showReport(context: CommandContext, media: vscode.Uri, only?: vscode.Uri): Promise<void> {
  const report = await make(context, only);
  if (report) show(report, media, context.store);
}

/** Saves a report on the workspace as a page or as Markdown. */
export async function saveReport(context: CommandContext): Promise<void> {
  const report = await make(context, undefined);
  if (report) await save(report, context.platform);
}

async function make(context: CommandContext, only: vscode.Uri | undefined): Promise<Report | undefined> {
  const statement = await gatherStatement(context, only);
  if (!statement) return undefined;
  const codings = codingsOf(statement.apart);
  return makeReport(statement.sources, {
    context: statement.context,
    title: only ? placeOf(only) : (vscode.workspace.name ?? vscode.l10n.t('Annotations')),
    made: new Date().toLocaleString(vscode.env.language, { dateStyle: 'long', timeStyle: 'short' }),
    tags: exportedTags(only),
    settledBy: settledBy(only),
    ...(codings.length > 0 ? { codings } : {}),
  });
}

/** Shows the report in a panel. Its only script reports clicks and scrolling; no data is ever run. */
function show(report: Report, media: vscode.Uri, store: Store): void {
  const title = vscode.l10n.t('Report: {0}', report.title);
  const panel = vscode.window.createWebviewPanel('claimmark.report', title, vscode.ViewColumn.Active, {
    enableScripts: true,
    // Keeps its place, its filter and what was drawn while another tab is shown.
    retainContextWhenHidden: true,
    localResourceRoots: [media],
  });
  const nonce = newId(Math.random) + newId(Math.random);
  const src = panel.webview.asWebviewUri(vscode.Uri.joinPath(media, 'report.js')).toString();
  const scrolled = new ScrolledReport(report, {
    t: vscode.l10n.t,
    language: vscode.env.language,
    href: () => '#',
    script: { nonce, src },
  });
  // Before the page exists, since its script asks at once.
  panel.webview.onDidReceiveMessage((message: unknown) => {
    const { words, index } = (message ?? {}) as { readonly words?: unknown; readonly index?: unknown };
    if (typeof words !== 'string' || typeof index !== 'number') return openClicked(message, store);
    return panel.webview.postMessage(scrolled.part(words, index));
  });
  panel.webview.html = scrolled.page();
}

async function openClicked(message: unknown, store: Store): Promise<void> {
  const { source, id } = (message ?? {}) as { readonly source?: unknown; readonly id?: unknown };
  const sheet = store.all().find((one) => placeOf(vscode.Uri.parse(one.source)) === source);
  if (sheet && typeof id === 'string') await openAnnotation(store, { kind: 'annotation', source: sheet.source, id });
}

/** Saves it as a self-contained page or as Markdown, depending on the chosen file name. */
async function save(report: Report, platform: Platform): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the report'),
    filters: { HTML: ['html'], Markdown: ['md'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, 'report.html') } : {}),
  });
  if (!file) return;
  const options = { t: vscode.l10n.t, language: vscode.env.language };
  const text = /\.(?:md|markdown)$/i.test(file.path) ? reportMarkdown(report, options) : reportHtml(report, options);
  await write(platform, file, new TextEncoder().encode(text));
}
