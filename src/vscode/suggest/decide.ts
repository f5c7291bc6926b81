import * as vscode from 'vscode';
import { newId, type Annotation } from '../../core/annotation';
import type { Span } from '../../core/change';
import type { Revision } from '../../core/revision';
import { now, selectorOf, type Desk } from '../desk';
import { speakerIn, type Offered } from './suggestions';
import { tagOf, tagsFor } from '../tags';

/** A decision on a suggestion: the tag that it gets. */
export type Accepted = Offered & { readonly tag: string };

/** Makes suggestions annotations, as one action, quotes with their speakers where the text names them. */
export async function acceptAll(desk: Desk, accepted: readonly Accepted[]): Promise<void> {
  const places = new Map<string, Span>();
  const steps = bySource(accepted).map(async ([source, ones]) => {
    const revisions = await Promise.all(ones.map((one) => annotation(desk, one)));
    revisions.forEach(({ id }, index) => {
      const { from = 0, to = 0 } = ones[index]?.suggestion ?? {};
      places.set(id, { from, to });
    });
    return { source, revisions };
  });
  const labels = new Set(accepted.map(({ tag, document }) => tagOf(tag, tagsFor(document.uri)).label));
  const label = vscode.l10n.t('Tag as {0}', [...labels].join(', '));
  if (accepted.length > 0) await desk.ledger.perform({ label, steps: await Promise.all(steps) }, places);
}

/** Turns suggestions down, as one action, for everybody who shares the sidecars. */
export async function dismissAll(desk: Desk, offered: readonly Offered[]): Promise<void> {
  const steps = bySource(offered).map(([source, ones]) => ({
    source,
    revisions: ones.map(({ document, suggestion }): Revision => {
      return { of: 'dismissed', after: selectorOf(document, suggestion) };
    }),
  }));
  if (steps.length > 0) await desk.ledger.perform({ label: vscode.l10n.t('Dismiss suggestion'), steps });
}

function bySource<T extends Offered>(offered: readonly T[]): (readonly [string, readonly T[]])[] {
  const sources = [...new Set(offered.map(({ document }) => document.uri.toString()))];
  return sources.map((source) => [source, offered.filter(({ document }) => document.uri.toString() === source)]);
}

async function annotation(desk: Desk, one: Accepted): Promise<Revision & { of: 'annotation' }> {
  const { document, suggestion, tag } = one;
  const by = await desk.author(document.uri);
  const speaker = tag === 'quote' ? speakerIn(document, suggestion) : undefined;
  const after: Annotation = {
    id: newId(Math.random),
    tag,
    ...selectorOf(document, suggestion),
    ...(speaker ? { speaker } : {}),
    ...(by ? { by } : {}),
    created: now(),
  };
  return { of: 'annotation', id: after.id, after };
}
