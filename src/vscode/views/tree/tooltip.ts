import * as vscode from 'vscode';
import { escapeForHover } from '../../../core/text/markdown';
import { wordsNow, type AnchoredAnnotation, type Sheet } from '../../../core/state/sheet';
import type { Store } from '../../../core/state/store';
import { linkLines } from '../../ui/linkLines';
import { placeOf } from '../../ui/names';
import { doubtsIn, reviewStatusIn, wordOfReviewStatus, wordOfVerdict } from '../../ui/reviewStatus';
import { wordsOfEvidence } from '../../ui/stances';
import { tagOf, tagsFor } from '../../ui/tags';
import { attentionOf, lineOf } from '../../ui/icons';

/** A tooltip for an annotation. It is not trusted, and words from files are escaped. */
export function tooltipOf(store: Store, source: string, anchored: AnchoredAnnotation): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const { annotation } = anchored;
  const uri = vscode.Uri.parse(source);
  const status = reviewStatusIn(anchored, uri);
  const tag = tagOf(annotation.tag, tagsFor(uri));
  const line = lineOf(source, anchored);
  const place = line === undefined ? placeOf(uri) : `${placeOf(uri)}:${String(line)}`;
  const field = (name: string, value: string | undefined): string[] =>
    value ? [`*${name}:* ${escapeForHover(short(value))}`] : [];
  const paragraphs = [
    `$(${tag.icon}) **${escapeForHover(tag.label)}** · ${escapeForHover(place)}`,
    ...words(store.get(source), anchored),
    ...field(t('Claim'), annotation.claim),
    ...field(t('Speaker'), annotation.speaker),
    ...field(t('Note'), annotation.note),
    ...field(t('Evidence'), wordsOfEvidence(annotation.evidence ?? [])),
    linkLines(store, source, annotation.id).join('\n'),
    ...field(t('Review'), status === 'unreviewed' ? undefined : wordOfReviewStatus(status)),
    ...doubtsIn(anchored).map((doubt) => `$(comment-unresolved) ${escapeForHover(doubt)}`),
    ...field(t('Reviews'), annotation.reviews?.map(({ by, verdict }) => `${by} ${wordOfVerdict(verdict)}`).join(', ')),
    ...field(t('Tagged by'), [annotation.by, annotation.created].filter(Boolean).join(', ')),
  ];
  return new vscode.MarkdownString(paragraphs.filter(Boolean).join('\n\n'), true);
}

/** The words; with their context if the annotation is lost, and with the tagged words if it is edited. */
function words(sheet: Sheet | undefined, anchored: AnchoredAnnotation): string[] {
  const { t } = vscode.l10n;
  const { text, was, before = '', after = '' } = anchored.annotation;
  const quoted = (value: string): string => `> ${escapeForHover(short(value))}`;
  switch (attentionOf(anchored)) {
    case 'lost':
      return [
        `$(warning) ${t('These words are no longer in the source:')}`,
        `> …${escapeForHover(before)}**${escapeForHover(short(text.trim()))}**${escapeForHover(after)}…`,
      ];
    case 'edited': {
      // From the source if that is open, else as last written.
      const now = (sheet && wordsNow(sheet, anchored)) ?? (was === undefined ? undefined : text);
      return [
        `$(edit) ${t('The words have changed since they were tagged. They were:')}`,
        quoted(was ?? text),
        ...(now === undefined ? [] : [t('They are:'), quoted(now)]),
      ];
    }
    case 'contested':
    case 'questioned':
    case 'none':
      return [quoted(text)];
  }
}

const short = (text: string): string =>
  text.length > 600 ? `${text.slice(0, 600).replace(/[\ud800-\udbff]$/, '')}…` : text;
