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
import { lineStarts, placeAt } from '../core/text/lines';
import { inEnglish } from '../core/text/translate';
import type { Exported } from '../core/exchange/format';
import type { Call } from './call';
import { diskFiles, relatedTo, type SidecarFiles } from './changed';
import { filesBelow, shown } from './files';
import { escapeForComment, placeLink } from './findings';
import { Repository } from './git';
import { annotatorIn, type Loaded } from './loading';
import { excerpt, inert, json, quoted, sound, WrongUse } from './shell';

/** What has changed in the annotations of a folder since a commit, or between two. */
export async function showDiff(call: Call): Promise<number> {
  const format = call.flag('json') ? 'json' : (call.option('format') ?? 'text');
  if (format !== 'text' && format !== 'json' && format !== 'markdown')
    throw new WrongUse('--format is text, json or markdown.');
  const [base, head, ...more] = call.paths;
  if (base === undefined || more.length > 0)
    throw new WrongUse('Name one commit, or two: claimmark diff main; claimmark diff v1 v2');
  const out = await call.readOut();
  const repository = await Repository.of(call.shell.cwd, 'diff');
  const end = head === undefined ? undefined : await repository.commit(head);
  const start = await repository.forkFrom(base, end);
  const changed = await repository.changed(start, end);
  const old = await sideOf(call, changed, await commitFiles(repository, start));
  const files = end === undefined ? diskFiles(await sidecarsHere(call)) : await commitFiles(repository, end);
  const young = await sideOf(call, changed, files);
  const [before, after] = [onBoth(old, young), onBoth(young, old)];
  const rows = changesBetween(before, after).map((change) => rowOf(call, change, before, after));
  if (format === 'json')
    await call.write(`${json({ base: start, head: end, counts: countsOf(rows), changes: rows.map(plain) })}\n`, out);
  else await call.write(format === 'markdown' ? markdownOf(call, rows) : rows.map(lineOf).join(''), out);
  if (format === 'text') call.shell.err(rows.length === 0 ? 'No annotation has changed.' : said(rows));
  return sound;
}

async function sidecarsHere({ shell }: Call): Promise<readonly string[]> {
  return (await filesBelow(shell.cwd)).filter((file) => file.endsWith(suffix)).sort();
}

/** The sidecars of a commit. Files are read many at a time: a process for each would take longer than all the rest. */
async function commitFiles(repository: Repository, commit: string): Promise<SidecarFiles> {
  const names = new Set(await repository.files(commit));
  const all = [...names].filter((file) => file.endsWith(suffix)).sort();
  const known = new Map<string, Buffer>();
  const fetch = async (files: readonly string[]): Promise<void> => {
    const unread = files.filter((file) => names.has(file) && !known.has(file));
    for (const [file, bytes] of await repository.read(commit, unread)) known.set(file, bytes);
  };
  return {
    all,
    holding: (words) => repository.holding(commit, words, suffix),
    prepare: (files) => fetch(files.flatMap((file) => [file, file.slice(0, -suffix.length)])),
    read: async (file) => {
      await fetch([file]);
      return known.get(file);
    },
  };
}

/** A side, with the names of the annotations that are in sidecars which the two sides share. */
interface Side extends ComparedSide {
  readonly shared: ReadonlySet<string>;
}

/** A side without what only it has looked at: what is in a file that both have can neither be new nor be removed. */
function onBoth(side: Side, other: Side): ComparedSide {
  const kept = [...side.assessments].filter(([key]) => !side.shared.has(key) || other.assessments.has(key));
  return { assessments: new Map(kept), text: (source) => side.text(source) };
}

/** How the changed sources and what depends on them stand in one state of the folder. */
async function sideOf(call: Call, changed: readonly string[], files: SidecarFiles): Promise<Side> {
  const { loaded, all } = await relatedTo(call, changed, files);
  const meant = new Set(loaded);
  const texts = new Map<string, string>();
  for (const one of all) if (one.text !== undefined) texts.set(one.exported.source, one.text);
  // An annotator’s own sidecar is judged by itself, under the name of both.
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
  return { assessments, shared, text: (source) => texts.get(source.replace(/ \([^()]*\)$/, '')) ?? texts.get(source) };
}

/** A change as it is told. */
interface Row {
  readonly kind: ChangeKind;
  readonly source: string;
  readonly id: string;
  readonly tag: string;
  /** The tag that it had, where that is another. */
  readonly from?: string;
  readonly text: string;
  /** What stands there now, where that is something else. */
  readonly now?: string;
  readonly line?: number;
  readonly column?: number;
  readonly by?: string;
  /** What speaks against it, what of it has changed, or who said what. */
  readonly why?: readonly string[];
  readonly endLine?: number;
}

function rowOf(call: Call, change: AnnotationChange, old: ComparedSide, young: ComparedSide): Row {
  const { kind, now, before } = change;
  const side = kind === 'removed' ? old : young;
  const { annotation, source, span } = now;
  const starts = lineStarts(side.text(source) ?? '');
  const place = span && placeAt(starts, span.from);
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
    ...(span && { endLine: placeAt(starts, span.to).line }),
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

/** For machines: a row without what only a link needs. */
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

function said(rows: readonly Row[]): string {
  const counts = countsOf(rows);
  return changeKinds.flatMap((kind) => (counts[kind] ? [`${names[kind]}: ${counts[kind]}`] : [])).join(', ');
}

function lineOf(row: Row): string {
  const place = row.line === undefined ? '' : `:${row.line}:${row.column}`;
  const tag = row.from === undefined ? excerpt(row.tag, 40) : `${excerpt(row.from, 40)} → ${excerpt(row.tag, 40)}`;
  const now = row.now === undefined ? '' : ` → ${quoted(row.now)}`;
  const why = row.why ? ` (${row.why.map((one) => excerpt(one, 200)).join('; ')})` : '';
  return `${inert(row.source)}${place}: ${names[row.kind]}: ${tag}: ${quoted(row.text)}${now}${why}\n`;
}

/** As many of a kind as a comment holds without hiding what comes after them. */
const mostOfAKind = 50;

/** For the summary of a job or a comment: each kind under its name, with the words and a link to their line. */
function markdownOf(call: Call, rows: readonly Row[]): string {
  const head = rows.length === 0 ? 'no annotation has changed' : said(rows);
  const lists = changeKinds.flatMap((kind) => {
    const mine = rows.filter((row) => row.kind === kind);
    if (mine.length === 0) return [];
    const more = mine.length > mostOfAKind ? [`- and ${mine.length - mostOfAKind} more`] : [];
    const name = names[kind];
    return [
      `**${name.charAt(0).toUpperCase()}${name.slice(1)}**`,
      '',
      ...mine.slice(0, mostOfAKind).map((row) => itemOf(call, row)),
      ...more,
      '',
    ];
  });
  return [`### Annotations: ${head}`, '', ...lists].join('\n').replace(/\n*$/, '\n');
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
