import type { About, Finish, Selector } from '../model/annotation';
import { decodeWithMark, shownText } from '../text/encoding';
import { applyChanges, inOrder, type Change, type Span } from '../text/change';
import { severityOf, type SidecarProblem } from './problem';
import { reparsed } from './reread';
import { conflictOf, leftMarkers, type Conflicted } from './conflict';
import { moved, namedEntries, type Entry, type Item } from './entry';
import { outline } from './outline';
import { parseUsual, parseWhole, salvage, type Parsed } from './parse';

export type { Entry, FieldSpans } from './entry';

/**
 * A parsed sidecar. Whatever is wrong with it is in `problems`; what could be read is there nevertheless. Nothing is
 * normalised: `text` is the file, and writing makes changes of it.
 */
export interface Sidecar {
  /** Exactly as on disk, byte-order mark and line ends included. */
  readonly text: string;
  /** Files in any other state than `writable` are never written. */
  readonly state: 'writable' | 'newer' | 'conflicted' | 'broken';
  readonly source: string | undefined;
  readonly about: About;
  /** Who marked the source as finished, and when. */
  readonly finished: Finish | undefined;
  /** The readable entries, in the order of the file; of a conflicted file, those of both sides. */
  readonly entries: readonly Entry[];
  readonly dismissed: readonly Selector[];
  /** In the order of the file; spans are in `text`. */
  readonly problems: readonly SidecarProblem[];
  /** The parsed parts of the file, for writing and parsing again. */
  readonly parts: Parsed;
}

/** Whether a sidecar was read completely: an unread part might speak against the rest. */
export function isWhole({ state, problems }: Pick<Sidecar, 'state' | 'problems'>): boolean {
  return state === 'writable' && !problems.some((problem) => severityOf(problem) === 'error');
}

/** Parses a sidecar. Accepts any text and never throws. */
export function readSidecar(text: string): Sidecar {
  return read(text, undefined);
}

/**
 * Parses the bytes of a sidecar. If they are not UTF-8, it is never written: only entries decoded without doubt are
 * there, and `text` is for display only.
 */
export function readSidecarBytes(bytes: Uint8Array): Sidecar {
  const decoded = decodeWithMark(bytes);
  if ('text' in decoded && decoded.encoding === 'utf-8') return readSidecar(decoded.text);
  const sidecar = readSidecar('text' in decoded ? decoded.text : shownText(bytes));
  const span = { from: 0, to: Math.min(1, sidecar.text.length) };
  return {
    ...sidecar,
    state: 'broken',
    entries: sidecar.entries.filter(({ annotation }) => !JSON.stringify(annotation).includes('\ufffd')),
    problems: [
      { code: 'encoding', span, ...('invalidAt' in decoded ? { offset: decoded.invalidAt } : {}) },
      ...sidecar.problems,
    ],
  };
}

/** The same as `readSidecar` of the changed text, but entries outside of the changes are not parsed again. */
export function reread(old: Sidecar, changes: readonly Change[]): Sidecar {
  if (changes.length === 0) return old;
  const text = applyChanges(old.text, changes);
  const parts = old.state === 'writable' ? reparsed(old.text, old.parts, inOrder(changes)) : undefined;
  return parts ? assemble(text, parts, old) : read(text, old);
}

function read(text: string, old: Sidecar | undefined): Sidecar {
  const conflict = conflictOf(text);
  if (conflict) return readConflicted(text, conflict);
  const plan = outline(text);
  const parts = plan && 'sections' in plan ? parseUsual(text, plan) : parseWhole(text, plan);
  if (!parts.broken) return assemble(text, parts, old);
  const saved = { ...parts, annotations: salvage(text) };
  const sidecar = assemble(text, saved, old, parts.annotations.length > 0 ? parts.annotations : saved.annotations);
  return { ...sidecar, problems: withMarkers(text, sidecar.problems) };
}

/** Most conflict markers reported. */
const most = 20;

/** The problems of a file that is no YAML, with syntax problems on leftover conflict markers replaced by these. */
function withMarkers(text: string, problems: readonly SidecarProblem[]): readonly SidecarProblem[] {
  const markers = leftMarkers(text).slice(0, most);
  if (markers.length === 0) return problems;
  const isOnMarker = ({ from }: Span): boolean => markers.some((line) => line.from <= from && from <= line.to);
  const others = problems.filter(({ code, span }) => code !== 'syntax' || !isOnMarker(span));
  const named = markers.map((span) => ({ code: 'syntax', reason: 'marker', span }) as const);
  return [...others, ...named].sort((a, b) => a.span.from - b.span.from);
}

/** Makes a sidecar of its parts. `blamed` are the items whose problems are reported. */
function assemble(text: string, parts: Parsed, old: Sidecar | undefined, blamed = parts.annotations): Sidecar {
  const { entries, problems } = namedEntries(text, parts.annotations, old?.entries ?? []);
  const state = parts.broken ? 'broken' : parts.newer ? 'newer' : 'writable';
  const all = [...parts.problems, ...problems, ...problemsOf(blamed), ...problemsOf(parts.dismissed)];
  return {
    text,
    state,
    source: parts.source,
    about: parts.about,
    finished: parts.finished,
    entries,
    dismissed: parts.dismissed.flatMap(({ values }) => (values ? [values as unknown as Selector] : [])),
    problems: all.sort((a, b) => a.span.from - b.span.from),
    parts,
  };
}

function problemsOf(items: readonly Item[]): SidecarProblem[] {
  const problems: SidecarProblem[] = [];
  for (const item of items) {
    for (const problem of item.problems) problems.push({ ...problem, span: moved(problem.span, item.from) });
  }
  return problems;
}

/** Both sides of a file with conflict markers: entries of either side, those of both as in ours. */
function readConflicted(text: string, conflict: Conflicted): Sidecar {
  const ours = readSidecar(conflict.ours.text);
  const theirs = readSidecar(conflict.theirs.text);
  const keys = new Set(ours.entries.map(({ key }) => key));
  const entries = [
    ...ours.entries.map((entry) => placed(entry, conflict.ours.toWhole)),
    ...theirs.entries.filter(({ key }) => !keys.has(key)).map((entry) => placed(entry, conflict.theirs.toWhole)),
  ].sort((a, b) => a.span.from - b.span.from);
  return {
    ...ours,
    text,
    state: 'conflicted',
    source: ours.source ?? theirs.source,
    entries,
    problems: conflict.markers.map((span) => ({ code: 'conflict', span })),
  };
}

function placed(entry: Entry, toWhole: (span: Span) => Span): Entry {
  const { key, annotation, hasId } = entry;
  const fieldSpans: Entry['fieldSpans'] = () =>
    new Map(
      [...entry.fieldSpans()].map(([path, { key, value }]) => [path, { key: toWhole(key), value: toWhole(value) }]),
    );
  return { key, annotation, hasId, span: toWhole(entry.span), fieldSpans };
}
