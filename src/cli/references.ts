import path from 'node:path';
import { annotatorOf } from '../core/sidecar/path';
import { brokenReferences, type BrokenReference, type LinkedSource } from '../core/crosslink/links';
import { checkQuote } from '../core/crosslink/quoteCheck';
import { indexSources } from '../core/state/sourceIndex';
import { lineStarts, placeAt } from '../core/text/lines';
import { resolvePath } from '../core/text/links';
import type { Call } from './call';
import type { Finding } from './findings';
import { readSource, shown } from './files';
import { type Loaded } from './loading';
import { excerpt, inert } from './shell';

/** A source in the form for links, with its path from the workspace folder. */
function linkedSource(call: Call, loaded: Loaded): LinkedSource {
  const { entries } = loaded.sidecar;
  const lost = entries
    .filter((_, i) => loaded.text !== undefined && !loaded.found[i])
    .map(({ annotation }) => annotation.id);
  const annotations = entries.map(({ annotation }) => annotation);
  return { source: loaded.exported.source, annotations, lost: new Set(lost) };
}

/** The sources with the content of all their sidecars. */
export function linkedSources(call: Call, all: readonly Loaded[]): readonly LinkedSource[] {
  const bySource = new Map<string, LinkedSource>();
  for (const one of all) {
    const linked = linkedSource(call, one);
    const known = bySource.get(linked.source);
    bySource.set(
      linked.source,
      known
        ? {
            ...known,
            annotations: [...known.annotations, ...linked.annotations],
            lost: new Set([...(known.lost ?? []), ...(linked.lost ?? [])]),
          }
        : linked,
    );
  }
  return [...bySource.values()];
}

/** Finds links and evidence that lead nowhere, and quotations of evidence that are not in their source. */
export async function checkReferences(
  call: Call,
  loaded: readonly Loaded[],
  all: readonly Loaded[],
): Promise<readonly Finding[]> {
  const referring = loaded.filter(namesSources);
  if (referring.length === 0) return [];
  const known = new Map(linkedSources(call, all).map((one) => [one.source, one]));
  const texts = await textsOf(call, referring, all);
  const lookup = {
    has: (source: string) => texts.has(source),
    tagged: (source: string) => known.get(source),
    quoted: (source: string, quote: string) => {
      const text = texts.get(source);
      if (text === undefined) return undefined;
      const { verdict } = checkQuote(indexSources([{ name: source, text }]), quote);
      return verdict === 'verbatim' || verdict === 'honest' ? 'there' : verdict;
    },
  } as const;
  return referring.flatMap((one) => {
    const starts = lineStarts(one.sidecar.text);
    return brokenReferences(linkedSource(call, one), lookup).map((broken): Finding => {
      const entry = one.sidecar.entries.find(({ annotation }) => annotation.id === broken.id);
      const span = entry?.fieldSpans().get(broken.field)?.value ?? entry?.span;
      return {
        file: shown(call.shell, one.file),
        ...placeAt(starts, span?.from ?? 0),
        level: 'warning',
        rule: `reference-${broken.code}`,
        message: inert(`${sentence(broken)}: ${excerpt(broken.target, 80)} (${excerpt(broken.id, 20)})`),
        id: broken.id,
      };
    });
  });
}

/** Whether a sidecar names other sources; most do not. */
function namesSources({ sidecar }: Loaded): boolean {
  return sidecar.entries.some(
    ({ annotation: { links = [], evidence = [] } }) =>
      links.length > 0 || evidence.some(({ source }) => source !== undefined),
  );
}

function sentence({ code, field, target }: BrokenReference): string {
  const what = field.startsWith('links') ? 'The link' : 'The evidence';
  switch (code) {
    case 'no-source':
      return `${what} names a source that is not there`;
    case 'no-annotation':
      if (!target.includes('#')) return `${what} names no annotation: add # and its id`;
      return `${what} names an annotation that is not there`;
    case 'lost-words':
      return `${what} leads to an annotation whose words are lost`;
    case 'quote-not-there':
      return 'The words quoted as evidence are not in their source';
    case 'quote-altered':
      return 'The words quoted as evidence are not word for word in their source';
  }
}

/** The texts of all sources with sidecars, and of those named by evidence and links. */
async function textsOf(
  call: Call,
  loaded: readonly Loaded[],
  all: readonly Loaded[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const one of all) if (one.text !== undefined) texts.set(one.exported.source, one.text);
  for (const source of new Set(loaded.flatMap(namedBy))) {
    if (texts.has(source) || annotatorOf(source, source) !== undefined) continue;
    const read = await readSource(path.join(call.settings.root, source), call.settings.root);
    if (read && 'text' in read) texts.set(source, read.text);
  }
  return texts;
}

/** The sources that links and evidence of a source name. */
function namedBy({ exported: { source }, sidecar }: Loaded): readonly string[] {
  return sidecar.entries
    .flatMap(({ annotation: { links = [], evidence = [] } }) => [
      ...links.map(({ to }) => to.replace(/#[^#]*$/u, '')),
      ...evidence.flatMap((one) => one.source ?? []),
    ])
    .flatMap((target) => resolvePath(source, target) || []);
}
