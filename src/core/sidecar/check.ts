import type { SidecarProblem } from './problem';
import { annotatorOf, sourcePath } from './path';
import { sectionPair } from './list';
import type { Entry, Sidecar } from './read';

/** What is known of the surroundings of a sidecar. */
interface Surroundings {
  /** The ids of the tags that the settings allow. */
  readonly tags?: readonly string[];
  /** The sidecar's path below its workspace folder, with `/`. */
  readonly path?: string;
}

/** All problems of a sidecar, those found in reading and those with its surroundings, in the order of the file. */
export function checkSidecar(sidecar: Sidecar, { tags, path }: Surroundings): readonly SidecarProblem[] {
  const problems = [...sidecar.problems, ...unprintables(sidecar.text)];
  for (const entry of sidecar.entries) {
    if (tags && !tags.includes(entry.annotation.tag)) problems.push(unknownTag(entry, tags));
    if (path !== undefined) problems.push(...outsiders(entry, path));
  }
  if (path !== undefined) problems.push(...otherSource(sidecar, path));
  return problems.sort((a, b) => a.span.from - b.span.from);
}

/** A character that YAML allows nowhere, and the rest of its line. Lone surrogates need no check: decoded text has none. */
const unprintable = /[\u0000-\u0008\v\f\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff][^\n]*/g;

/** The first such character of each line. */
function unprintables(text: string): readonly SidecarProblem[] {
  return [...text.matchAll(unprintable)].map(({ index }) => {
    return { code: 'unprintable', unit: text.charCodeAt(index), span: { from: index, to: index + 1 } };
  });
}

function unknownTag(entry: Entry, tags: readonly string[]): SidecarProblem {
  const span = entry.fieldSpans().get('tag')?.value ?? entry.span;
  return { code: 'unknown-tag', tag: entry.annotation.tag, tags, span };
}

/** Evidence and links that lead out of the workspace folder. */
function outsiders(entry: Entry, path: string): readonly SidecarProblem[] {
  const { evidence = [], links = [], notLinked = [] } = entry.annotation;
  const targets = [
    ...evidence.map(({ source }, i) => ({ field: `evidence.${String(i)}.source`, path: source })),
    ...links.map(({ to }, i) => ({ field: `links.${String(i)}.to`, path: fileOf(to) })),
    ...notLinked.map(({ to }, i) => ({ field: `notLinked.${String(i)}.to`, path: fileOf(to) })),
  ];
  return targets.flatMap(({ field, path: target }) => {
    if (target === undefined || sourcePath(path, target) !== undefined) return [];
    const span = entry.fieldSpans().get(field)?.value ?? entry.span;
    return [{ code: 'outside' as const, path: target, span }];
  });
}

function fileOf(to: string): string | undefined {
  return to.replace(/#.*$/s, '') || undefined;
}

function otherSource(sidecar: Sidecar, path: string): readonly SidecarProblem[] {
  const { source } = sidecar;
  if (source === undefined) return [];
  const value = sectionPair(sidecar, 'source')?.pair.value;
  const span = value ? { from: value.from, to: value.to } : { from: 0, to: 0 };
  const resolved = sourcePath(path, source);
  if (resolved === undefined) return [{ code: 'outside', path: source, span }];
  const expected = path.replace(/\.claims\.yaml$/, '');
  if (resolved === expected || annotatorOf(path, resolved) !== undefined) return [];
  return [{ code: 'other-source', source, expected: expected.slice(expected.lastIndexOf('/') + 1), span }];
}
