import path from 'node:path';
import {
  changeKinds,
  changesBetween,
  wordsOf,
  type AnnotationChange,
  type ChangeKind,
  type ComparedSide,
} from '../core/query/changes';
import { sayDoubt } from '../core/review/words';
import { assessTexts, keyOf } from '../core/review/grounds';
import { annotatorOf, suffix } from '../core/sidecar/path';
import { placesIn } from '../core/text/lines';
import { inEnglish } from '../core/text/translate';
import type { Exported } from '../core/exchange/format';
import type { Call } from './call';
import { relatedTo } from './changed';
import { filesBelow, isInside, shown } from './files';
import { escapeForComment, listed, placeLink } from './findings';
import { Repository } from './git';
import { annotatorIn, type Loaded } from './loading';
import { excerpt, inert, json, quoted, sound, WrongUse } from './shell';
import { diskFiles, gitFiles, type SidecarFiles } from './sidecarFiles';

/** Tells the changes to the annotations of a folder since a commit, or between two. */
export async function showDiff(call: Call): Promise<number> {
  const format = call.format(['text', 'json', 'markdown']);
  const [base, head, ...more] = call.paths;
  if (base === undefined || more.length > 0)
    throw new WrongUse('Name one commit, or two: claimmark diff main; claimmark diff v1 v2');
  const out = await call.readOut();
  const repository = await Repository.of(call.shell.cwd, 'diff');
  const end = head === undefined ? undefined : await repository.commit(head);
  const start = await repository.forkFrom(base, end);
  const { files: differing, unseen } = await repository.changed(start, end);
  const changed = differing.filter((file) => !unseen.some((submodule) => isInside(submodule, file)));
  const old = await sideOf(call, changed, await gitFiles(repository, start));
  const files = end === undefined ? diskFiles(await sidecarsHere(call)) : await gitFiles(repository, end);
  const young = await sideOf(call, changed, files);
  const [before, after] = [onBoth(old, young), onBoth(young, old)];
  const [inOld, inYoung] = [seenIn(before), seenIn(after)];
  const rows = changesBetween(before, after).map((change) =>
    rowOf(call, change, change.kind === 'removed' ? inOld : inYoung),
  );
  const told: Told = { rows, notCompared: notComparedIn(call, unseen, old, young) };
  if (format === 'json') await call.write(jsonOf(told, start, end), out);
  else await call.write(format === 'markdown' ? markdownOf(call, told) : rows.map(lineOf).join(''), out);
  if (format === 'text') for (const line of said(told)) call.shell.err(line);
  return sound;
}

/** The result of a comparison. */
interface Told {
  readonly rows: readonly Row[];
  /** Possible changes that were not seen: a sentence for each file or submodule unreadable on a side. */
  readonly notCompared: readonly string[];
}

function notComparedIn({ shell }: Call, unseen: readonly string[], old: Side, young: Side): readonly string[] {
  const submodules = unseen.map(
    (file) => `${shown(shell, file)} is a submodule with a missing commit: what changed in it is not shown.`,
  );
  const sides = [
    ...old.unsound.map((file) => `${shown(shell, file)} was not sound before: not all that changed in it is told.`),
    ...young.unsound.map((file) => `${shown(shell, file)} is not sound: not all that changed in it is told.`),
  ];
  return [...submodules, ...sides];
}

async function sidecarsHere({ shell }: Call): Promise<readonly string[]> {
  return (await filesBelow(shell.cwd)).filter((file) => file.endsWith(suffix)).sort();
}

/** A side, with the keys of annotations in unchanged sidecars. */
interface Side extends ComparedSide {
  readonly shared: ReadonlySet<string>;
  /** Changed sidecars that can’t be read whole, as during an unfinished merge. */
  readonly unsound: readonly string[];
}

/** A side without annotations of unchanged files that the other has not loaded: they are neither new nor removed. */
function onBoth(side: Side, other: Side): ComparedSide {
  const kept = [...side.assessments].filter(([key]) => !side.shared.has(key) || other.assessments.has(key));
  return { assessments: new Map(kept), text: (source) => side.text(source) };
}

/** The changed sources and their dependents in one state of the folder. */
async function sideOf(call: Call, changed: readonly string[], files: SidecarFiles): Promise<Side> {
  const { loaded, all } = await relatedTo(call, changed, files);
  const meant = new Set(loaded);
  const texts = new Map<string, string>();
  for (const one of all) if (one.text !== undefined) texts.set(one.exported.source, one.text);
  // An annotator’s own sidecar is judged separately, under the names of the source and the annotator.
  const named = (one: Loaded): string => {
    const { source } = one.exported;
    const own = one.source === undefined ? undefined : annotatorOf(one.file, one.source);
    return own === undefined ? source : `${source} (${annotatorIn(one) ?? own})`;
  };
  const sources = (some: readonly Loaded[]): Exported[] => some.map((one) => ({ ...one.exported, source: named(one) }));
  const rest = all.filter((one) => !meant.has(one));
  const assessed = assessTexts(sources(loaded), call.settings.settledBy, sources(rest));
  const shownSources = new Set(loaded.map(named));
  const assessments = new Map([...assessed].filter(([, { source }]) => shownSources.has(source)));
  const touched = new Set(changed);
  const untouched = loaded.filter(({ file }) => !touched.has(file));
  const shared = new Set(
    untouched.flatMap((one) => one.sidecar.entries.map(({ annotation: { id } }) => keyOf(named(one), id))),
  );
  const unsound = loaded.filter(({ file, sidecar }) => touched.has(file) && sidecar.state !== 'writable');
  return {
    assessments,
    shared,
    unsound: unsound.map(({ file }) => file),
    text: (source) => texts.get(source.replace(/ \([^()]*\)$/, '')) ?? texts.get(source),
  };
}

/** A change in the form of the output. */
interface Row {
  readonly kind: ChangeKind;
  readonly source: string;
  readonly id: string;
  readonly tag: string;
  /** The former tag, if it differs. */
  readonly from?: string;
  readonly text: string;
  /** The words at its place now, if they differ. */
  readonly now?: string;
  readonly line?: number;
  readonly column?: number;
  readonly by?: string;
  /** What contradicts it, which parts of it changed, or who said what. */
  readonly why?: readonly string[];
  readonly endLine?: number;
}

/** The side that a change is shown on, with line numbers of its texts. */
interface Seen {
  readonly side: ComparedSide;
  readonly placeAt: ReturnType<typeof placesIn>;
}

const seenIn = (side: ComparedSide): Seen => ({ side, placeAt: placesIn((source) => side.text(source) ?? '') });

function rowOf(call: Call, change: AnnotationChange, { side, placeAt }: Seen): Row {
  const { kind, now, before } = change;
  const { annotation, source, span } = now;
  const place = span && placeAt(source, span.from);
  const words = wordsOf(now, side);
  const text = annotation.was ?? annotation.text;
  const why = whyOf(change);
  return {
    kind,
    source: shown(call.shell, path.join(call.settings.root, source)),
    id: annotation.id,
    tag: annotation.tag,
    ...(before && before.annotation.tag !== annotation.tag && { from: before.annotation.tag }),
    text,
    ...(words !== undefined && words !== text && { now: words }),
    ...(place && { line: place.line, column: place.column }),
    ...(span && { endLine: placeAt(source, span.to).line }),
    ...(annotation.by !== undefined && { by: annotation.by }),
    ...(why.length > 0 && { why }),
  };
}

function whyOf({ kind, now, before, fields = [] }: AnnotationChange): readonly string[] {
  if (kind === 'contested') return now.doubts.map((doubt) => sayDoubt(doubt, inEnglish));
  if (kind === 'moved') return before ? [`from ${before.source}`] : [];
  if (kind === 'changed') return fields;
  if (kind !== 'reviewed') return [];
  const known = new Set((before?.annotation.reviews ?? []).map((review) => JSON.stringify(review)));
  const fresh = (now.annotation.reviews ?? []).filter((review) => !known.has(JSON.stringify(review)));
  return fresh.map(({ by, verdict }) => `${by}: ${verdict}`);
}

/** A row for programs, without the field needed for links. */
function plain({ endLine: _, ...row }: Row): object {
  return row;
}

const names: Readonly<Record<ChangeKind, string>> = {
  lost: 'lost',
  contested: 'contested',
  'verified-edited': 'edited since verified',
  'quote-altered': 'quote no longer word for word',
  edited: 'edited',
  removed: 'removed',
  retagged: 'retagged',
  new: 'new',
  moved: 'moved',
  found: 'words found again or confirmed',
  uncontested: 'no longer contested',
  reviewed: 'reviewed',
  changed: 'changed',
};

function countsOf(rows: readonly Row[]): Partial<Record<ChangeKind, number>> {
  const counts: Partial<Record<ChangeKind, number>> = {};
  for (const { kind } of rows) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** The number of changes of each kind, in a line. */
function sums(rows: readonly Row[]): string {
  const counts = countsOf(rows);
  return changeKinds.flatMap((kind) => (counts[kind] ? [`${names[kind]}: ${counts[kind]}`] : [])).join(', ');
}

function said({ rows, notCompared }: Told): readonly string[] {
  const nothing = notCompared.length > 0 ? 'No change to an annotation was found.' : 'No annotation has changed.';
  return [rows.length === 0 ? nothing : sums(rows), ...notCompared.map(inert)];
}

function jsonOf({ rows, notCompared }: Told, base: string, head: string | undefined): string {
  return `${json({ base, head, counts: countsOf(rows), changes: rows.map(plain), notCompared })}\n`;
}

function lineOf(row: Row): string {
  const place = row.line === undefined ? '' : `:${row.line}:${row.column}`;
  const tag = row.from === undefined ? excerpt(row.tag, 40) : `${excerpt(row.from, 40)} → ${excerpt(row.tag, 40)}`;
  const now = row.now === undefined ? '' : ` → ${quoted(row.now)}`;
  const why = row.why ? ` (${row.why.map((one) => excerpt(one, 200)).join('; ')})` : '';
  return `${inert(row.source)}${place}: ${names[row.kind]}: ${tag}: ${quoted(row.text)}${now}${why}\n`;
}

/** For a job's summary or a comment: a section for each kind, with the words and a link to their line. */
function markdownOf(call: Call, { rows, notCompared }: Told): string {
  const nothing = notCompared.length > 0 ? 'no change to an annotation was found' : 'no annotation has changed';
  const head = rows.length === 0 ? nothing : sums(rows);
  const lists = changeKinds.flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const name = names[kind];
    return listed(`${name.charAt(0).toUpperCase()}${name.slice(1)}`, own, (row) => itemOf(call, row));
  });
  const notes = notCompared.map((one) => `- ${escapeForComment(inert(one))}`);
  return [`### Annotations: ${head}`, '', ...notes, ...(notes.length > 0 ? [''] : []), ...lists]
    .join('\n')
    .replace(/\n*$/, '\n');
}

function itemOf(call: Call, row: Row): string {
  const from = { line: row.line ?? 1, column: row.column ?? 1 };
  const to = row.endLine === undefined ? {} : { to: { line: row.endLine, column: 1 } };
  const place =
    row.line === undefined
      ? escapeForComment(inert(row.source))
      : placeLink({ file: row.source, from, ...to }, call.places);
  const tag = row.from === undefined ? row.tag : `${row.from} → ${row.tag}`;
  const now = row.now === undefined ? '' : ` → ${escapeForComment(quoted(row.now, 300))}`;
  const why = row.why ? ` (${row.why.map((one) => escapeForComment(excerpt(one, 200))).join('; ')})` : '';
  return `- ${place} ${escapeForComment(excerpt(tag, 80))}: ${escapeForComment(quoted(row.text, 300))}${now}${why}`;
}
