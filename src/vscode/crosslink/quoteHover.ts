import * as vscode from 'vscode';
import type { SourceIndex } from '../../core/crosslink/index';
import { quoteMatches, type QuoteMatch } from '../../core/crosslink/quoteCheck';
import { annotationsAt, type AnchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { escapeForHover } from '../../core/text/markdown';
import { lineStarts, placeAt } from '../../core/text/lines';
import { toRange } from '../ui/convert';
import { placeOf } from '../ui/names';
import { commandTarget } from '../ui/treeNodes';
import type { FolderIndex } from './folderIndex';

/** Most sources that are named. */
const mostNamed = 6;

/** Shows how the other sources quote a tagged quotation, and offers to ask them about any annotation. */
export async function quoteHoverAt(
  { store, folder }: { readonly store: Store; readonly folder: FolderIndex },
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  const sheet = store.get(document.uri.toString());
  const anchored = sheet?.open ? annotationsAt(sheet, document.offsetAt(position))[0] : undefined;
  if (!anchored?.span) return undefined;
  const range = toRange(document, anchored.span);
  const { version } = document;
  const lines = await elsewhere(folder, document, anchored, () => token.isCancellationRequested);
  if (token.isCancellationRequested || document.version !== version) return undefined;
  const markdown = new vscode.MarkdownString([...lines, askLink(anchored, document.uri)].join('\n\n'), true);
  markdown.isTrusted = { enabledCommands: ['claimmark.findKin', 'claimmark.openPlace'] };
  return new vscode.Hover(markdown, range);
}

function askLink({ annotation: { id } }: AnchoredAnnotation, source: vscode.Uri): string {
  const node = { kind: 'annotation', source: source.toString(), id };
  return link(`$(search) ${vscode.l10n.t('What do other sources say?')}`, 'claimmark.findKin', node);
}

const link = (words: string, command: string, argument: object): string =>
  `[${words}](${commandTarget(command, argument)})`;

async function elsewhere(
  folder: FolderIndex,
  document: vscode.TextDocument,
  { annotation, span }: AnchoredAnnotation,
  isOver: () => boolean,
): Promise<readonly string[]> {
  if (annotation.tag !== 'quote' || !span || !folder.isAtHand) return [];
  const index = await folder.now();
  if (isOver()) return [];
  const { speaker } = annotation;
  const quote = document.getText(toRange(document, span));
  const found = quoteMatches(index, quote, speaker === undefined ? {} : { speaker });
  return linesOf(
    index,
    found.filter(({ source }) => source !== document.uri.toString()),
  );
}

/** The numbers of sources with and without the exact words, and their places. */
function linesOf(index: SourceIndex, found: readonly QuoteMatch[]): readonly string[] {
  const altered = found.filter(({ verdict }) => verdict === 'altered').length;
  const places = found.slice(0, mostNamed).map((match) => {
    const { source, from, to, verdict } = match;
    const { line } = placeAt(lineStarts(index.source(source)?.text ?? ''), from);
    const place = `${escapeForHover(placeOf(vscode.Uri.parse(source)))}:${String(line)}`;
    const icon = verdict === 'altered' ? '$(warning)' : '$(check)';
    return `- ${icon} ${link(place, 'claimmark.openPlace', { source, from, to })}`;
  });
  return [`$(quote) ${counted(found.length - altered, altered)}`, ...(places.length > 0 ? [places.join('\n')] : [])];
}

function counted(verbatim: number, altered: number): string {
  const { t } = vscode.l10n;
  if (verbatim + altered === 0) return t('No other source has these words.');
  return t('Word for word in other sources: {0}. With other words: {1}.', verbatim, altered);
}
