import * as vscode from 'vscode';
import type { Annotation, Evidence, Review } from '../../core/model/annotation';
import { webTarget } from '../../core/text/links';
import { escapeForHover, withoutImages } from '../../core/text/markdown';
import { onOneLine } from '../../core/text/oneLine';
import { annotationsAt, type AnchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { toRange } from '../ui/convert';
import { linkLines } from '../ui/linkLines';
import { doubtsBesideReviews, reviewStatusIn, wordOfReviewStatus } from '../ui/reviewStatus';
import { iconsOfStances } from '../ui/stances';
import { tagOf, tagsFor } from '../ui/tags';
import { commandTarget } from '../ui/treeNodes';

/** The commands that links of our own text may run, with arguments given in the link. */
const allowed = [
  'claimmark.tagAs',
  'claimmark.editNote',
  'claimmark.addEvidence',
  'claimmark.remove',
  'claimmark.confirmWords',
  'claimmark.compareWords',
  'claimmark.revealInTree',
  'claimmark.open',
];

/** Shows the annotations under the pointer, the innermost first. */
export function showHovers(store: Store): vscode.Disposable {
  return vscode.languages.registerHoverProvider([{ scheme: '*' }], {
    provideHover(document, position) {
      const sheet = store.get(document.uri.toString());
      if (!sheet?.open) return undefined;
      const annotations = annotationsAt(sheet, document.offsetAt(position));
      const first = annotations[0];
      if (!first?.span) return undefined;
      return new vscode.Hover(
        annotations.flatMap((anchored) => describeAnnotation(store, anchored, document.uri)),
        toRange(document, first.span),
      );
    },
  });
}

/** Our own text, with links to commands; then the note, a stranger's Markdown that must run nothing. */
function describeAnnotation(store: Store, anchored: AnchoredAnnotation, source: vscode.Uri): vscode.MarkdownString[] {
  const { t } = vscode.l10n;
  const { annotation, state } = anchored;
  const tag = tagOf(annotation.tag, tagsFor(source));
  const own = new vscode.MarkdownString('', true);
  own.isTrusted = { enabledCommands: allowed };
  const speaker = annotation.speaker ? ` · ${escapeForHover(annotation.speaker)}` : '';
  own.appendMarkdown(`$(${tag.icon}) **${escapeForHover(tag.label)}**${speaker}${reviewed(anchored, source)}`);
  if (state === 'edited') {
    const words = escapeForHover(onOneLine(annotation.was ?? annotation.text, 300));
    own.appendMarkdown(
      `\n\n$(warning) ${t('The words have changed since they were tagged. They were:')}\n\n> ${words}`,
    );
  }
  for (const doubt of doubtsBesideReviews(anchored))
    own.appendMarkdown(`\n\n$(comment-unresolved) ${escapeForHover(doubt)}`);
  if (annotation.claim) own.appendMarkdown(`\n\n*${escapeForHover(annotation.claim)}*`);
  const note = annotation.note ? [untrusted(annotation.note)] : [];
  const rest = new vscode.MarkdownString('', true);
  rest.isTrusted = { enabledCommands: allowed };
  rest.appendMarkdown(
    [
      ...evidenceLines(store, source, annotation),
      fewOf(linkLines(store, source.toString(), annotation.id, (node) => commandTarget('claimmark.open', node))).join(
        '\n',
      ),
      ...reviewLines(annotation),
      whoAndWhen(annotation),
      actions(annotation, source, state),
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
  return [own, ...note, rest];
}

/** Most lines of each kind, and longest note in UTF-16 units, in a hover that hides little text. Guessed. */
const [mostLines, longestNote] = [3, 400];

function fewOf(lines: readonly string[]): readonly string[] {
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines), `- ${vscode.l10n.t('{0} more in the details', lines.length - mostLines)}`];
}

/** The review status; empty if nobody has reviewed it and nothing speaks against it. */
function reviewed(anchored: AnchoredAnnotation, source: vscode.Uri): string {
  const status = reviewStatusIn(anchored, source);
  return status === 'unreviewed' ? '' : ` · ${wordOfReviewStatus(status)}`;
}

function untrusted(note: string): vscode.MarkdownString {
  const short = note.length > longestNote ? `${note.slice(0, longestNote).replace(/[\ud800-\udbff]$/, '')}…` : note;
  const markdown = new vscode.MarkdownString(withoutImages(short));
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  return markdown;
}

function evidenceLines(store: Store, from: vscode.Uri, { evidence = [] }: Annotation): string[] {
  return evidence.length === 0 ? [] : [fewOf(evidence.map((one) => `- ${evidenceLine(store, from, one)}`)).join('\n')];
}

/** An address to follow, a file, or the words of the annotation that the evidence is, which lead to it. */
function evidenceLine(store: Store, from: vscode.Uri, { url, source, id, says, note }: Evidence): string {
  const target = url === undefined ? undefined : webTarget(url);
  const file = source === undefined ? undefined : vscode.Uri.joinPath(from, '..', source).toString();
  const words = store.get(file ?? '')?.records.find((record) => id !== undefined && record.id === id)?.text;
  const what = target
    ? `<${target}>`
    : words === undefined
      ? escapeForHover(url ?? [source, id].filter(Boolean).join('#'))
      : `[${escapeForHover(onOneLine(words, 80))}](${commandTarget('claimmark.open', { kind: 'annotation', source: file, id })})`;
  return `${says ? `$(${iconsOfStances[says]}) ` : ''}${what}${note ? ` — ${escapeForHover(note)}` : ''}`;
}

function reviewLines({ reviews = [] }: Annotation): string[] {
  // Disagreement comes first, so that it is never left to the details.
  const gravest = [...reviews].sort((a, b) => weight(b) - weight(a));
  return reviews.length === 0 ? [] : [fewOf(gravest.map((review) => `- ${reviewLine(review)}`)).join('\n')];
}

const weight = ({ verdict }: Review): number => ({ disagree: 2, unsure: 1, agree: 0 })[verdict];

function reviewLine({ by, verdict, note }: Review): string {
  const { t } = vscode.l10n;
  const words = { agree: t('{0} agrees', by), disagree: t('{0} disagrees', by), unsure: t('{0} is unsure', by) };
  const icons = { agree: '$(check)', disagree: '$(close)', unsure: '$(question)' };
  return `${icons[verdict]} ${escapeForHover(words[verdict])}${note ? `: ${escapeForHover(note)}` : ''}`;
}

function whoAndWhen({ by, created, updated }: Annotation): string {
  const day = (time: string): string => {
    const date = new Date(time);
    return Number.isNaN(date.getTime())
      ? time
      : date.toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
  };
  const changed = updated && updated !== created ? vscode.l10n.t('changed {0}', day(updated)) : '';
  return escapeForHover([by, created && day(created), changed].filter(Boolean).join(' · '));
}

function actions({ id }: Annotation, source: vscode.Uri, state: AnchoredAnnotation['state']): string {
  const { t } = vscode.l10n;
  const node = { kind: 'annotation', source: source.toString(), id };
  const link = (icon: string, words: string, command: string): string =>
    `[$(${icon}) ${words}](${commandTarget(command, node)})`;
  const changed = [
    link('check', t('Confirm New Words'), 'claimmark.confirmWords'),
    link('diff', t('Compare'), 'claimmark.compareWords'),
  ];
  return [
    ...(state === 'edited' ? changed : []),
    link('tag', t('Tag…'), 'claimmark.tagAs'),
    link('note', t('Note…'), 'claimmark.editNote'),
    link('link', t('Evidence…'), 'claimmark.addEvidence'),
    link('list-tree', t('Show in Tree'), 'claimmark.revealInTree'),
    link('trash', t('Remove'), 'claimmark.remove'),
  ].join(' &nbsp; ');
}
