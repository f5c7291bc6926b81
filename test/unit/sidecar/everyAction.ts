import assert from 'node:assert/strict';
import { parse, parseDocument } from 'yaml';
import type { Annotation } from '../../../src/core/model/annotation';
import { inverse, type Revision } from '../../../src/core/model/action';
import { applyChanges } from '../../../src/core/text/change';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar, type Sidecar } from '../../../src/core/sidecar/read';
import { toUsualForm } from '../../../src/core/sidecar/usualForm';
import { revise, type Remembered, type Removed } from '../../../src/core/sidecar/write';
import { fingerprint } from '../../../src/core/text/hashes';
import { commentsIn } from './comments';

const created = '2026-11-23T09:00:00Z';

/** All actions on a sidecar, by name; undefined if there is nothing to act on. */
const actions: Readonly<Record<string, (sidecar: Sidecar) => Revision | undefined>> = {
  add: () => ({ of: 'annotation', id: 'nnnnnnn9', after: { id: 'nnnnnnn9', tag: 'quote', text: 'Rain\nfell', note: 'a: b\n\n# c', line: 7 } }), // prettier-ignore
  'add without a line': () => ({ of: 'annotation', id: 'nnnnnnn9', after: { id: 'nnnnnnn9', tag: 'quote', text: 'Rain', note: 'One\nTwo' } }), // prettier-ignore
  remove: ({ entries: [entry] }) => entry && { of: 'annotation', id: entry.key, before: entry.annotation },
  'remove the last': ({ entries }) => entries.at(-1) && { of: 'annotation', id: entries.at(-1)?.key ?? '', before: entries.at(-1)?.annotation as Annotation }, // prettier-ignore
  retag: edit(() => ({ tag: 'verified' })),
  'a note of lines': edit(() => ({ note: 'One\n\n  Two: # 3\n- 4' })),
  'a plain note': edit(() => ({ note: 'One' })),
  'a note that ends in a line': edit(() => ({ note: 'One\nTwo\n' })),
  'no note': edit(() => ({ note: undefined })),
  'other words': edit(() => ({ text: 'The tram\nturns there', before: '"', after: '\t' })),
  'a review': edit(({ reviews = [] }) => ({ reviews: [...reviews, { by: 'Di', verdict: 'disagree', created, note: 'No\nnever' }] })), // prettier-ignore
  'another verdict': edit(({ reviews: [first, ...rest] = [] }) => first && { reviews: [{ ...first, verdict: 'unsure', note: 'Hm\nhm' }, ...rest] }), // prettier-ignore
  'no review': edit(({ reviews = [] }) => (reviews.length > 0 ? { reviews: undefined } : undefined)),
  'without the first review': edit(({ reviews = [] }) => (reviews.length > 1 ? { reviews: reviews.slice(1) } : undefined)), // prettier-ignore
  evidence: edit(({ evidence = [] }) => ({ evidence: [...evidence, { url: 'https://example.org/a', quote: 'So it\nis' }] })), // prettier-ignore
  'other evidence': edit(({ evidence: [first, ...rest] = [] }) => first && { evidence: [{ ...first, says: 'supports' }, ...rest] }), // prettier-ignore
  'no evidence': edit(({ evidence = [] }) => (evidence.length > 0 ? { evidence: undefined } : undefined)),
  'a message': edit(({ discussion = [] }) => ({ discussion: [...discussion, { by: 'Di', note: 'Why?', created }] })),
  'a link': edit(({ links = [] }) => ({ links: [...links, { to: 'b.txt#cccccccc', relation: 'differs' }] })),
  resolve: edit(() => ({ resolved: { by: 'Di', created } })),
  reopen: edit(({ resolved }) => resolved && { resolved: undefined }),
  adjudicate: edit(({ adjudicated }) => ({ adjudicated: adjudicated ? { ...adjudicated, by: 'Di' } : { by: 'Di', created, among: [{ by: 'Ana', tag: 'quote' }] } })), // prettier-ignore
  about: ({ about }) => ({ of: 'about', before: about, after: { ...about, title: 'Trams: a history', author: '' } }),
  source: ({ source }) => ({ of: 'source', before: source ?? '', after: 'b.txt' }),
  finish: ({ finished }) => ({ of: 'finished', ...(finished ? { before: finished } : {}), after: { by: 'Di', created } }), // prettier-ignore
  'not finished': ({ finished }) => finished && { of: 'finished', before: finished },
  dismiss: () => ({ of: 'dismissed', after: { text: 'Some\nwords', line: 3 } }),
  'not dismissed': ({ dismissed: [first] }) => first && { of: 'dismissed', before: first },
};

function edit(change: (before: Annotation) => object | undefined): (sidecar: Sidecar) => Revision | undefined {
  return ({ entries: [entry] }) => {
    const changed = entry && change(entry.annotation);
    if (!entry || !changed) return undefined;
    const after = Object.fromEntries(Object.entries({ ...entry.annotation, ...changed }).filter(([, v]) => v !== undefined)); // prettier-ignore
    return { of: 'annotation', id: entry.key, before: entry.annotation, after: after as unknown as Annotation };
  };
}

type Data = Record<string, unknown>;

/** The data of a file according to any YAML reader. */
function dataOf(text: string): Data {
  return (parse(text, { logLevel: 'silent' }) ?? { claimmark: 1 }) as Data;
}

/** The data and comments of a sidecar before each action. */
const known = new WeakMap<Sidecar, { readonly data: Data; readonly comments: readonly string[] }>();

function knownOf(sidecar: Sidecar): { readonly data: Data; readonly comments: readonly string[] } {
  const found = known.get(sidecar) ?? { data: dataOf(sidecar.text), comments: commentsIn(sidecar.text) };
  known.set(sidecar, found);
  return found;
}

/** The data expected after an action, by its definition alone. */
function expected(before: Data, revision: Revision, keys: readonly string[]): Data {
  const data = structuredClone(before);
  const { of } = revision;
  if (of === 'annotation') {
    const list = (data['annotations'] ?? []) as Data[];
    const readable = list.filter(
      (item) => (item?.['tag'] ?? item?.['text'] ?? null) !== null && item['text'] !== undefined,
    );
    const record = list.find((item) => item?.['id'] === revision.id) ?? readable[keys.indexOf(revision.id)];
    if (!revision.before) list.push(revision.after as unknown as Data);
    else if (!revision.after && record) list.splice(list.indexOf(record), 1);
    else if (record) {
      record['id'] = revision.id;
      changeFields(record, revision.before as unknown as Data, revision.after as unknown as Data);
    }
    data['annotations'] = list;
  } else if (of === 'dismissed') {
    const list = (data['dismissed'] ?? []) as Data[];
    if (revision.after) list.push(revision.after as unknown as Data);
    else list.splice(0, 1);
    data['dismissed'] = list;
  } else if (of === 'source') data['source'] = revision.after;
  else if (!revision.after) delete data[of];
  else {
    const field = (data[of] ?? {}) as Data;
    changeFields(field, (revision.before ?? {}) as Data, (revision.after ?? {}) as Data);
    data[of] = field;
  }
  return data;
}

function changeFields(record: Data, before: Data, after: Data): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is, there] = [before[key], after[key], record[key]];
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    if (is === undefined) delete record[key];
    else if (Array.isArray(is)) {
      const old = (was ?? []) as Data[];
      const items = ((Array.isArray(there) ? there : []) as Data[]).filter((item) => item !== null);
      const kept = items.filter((item) => !old.some((o) => nameOf(key, o) === nameOf(key, item)) || (is as Data[]).some((i) => nameOf(key, i) === nameOf(key, item))); // prettier-ignore
      for (const item of is as Data[]) {
        const same = kept.find((other) => nameOf(key, other) === nameOf(key, item));
        if (same) Object.assign(same, item);
        else kept.push(item);
      }
      record[key] = kept;
    } else if (typeof is === 'object' && is !== null && there)
      changeFields(there as Data, (was ?? {}) as Data, is as Data);
    else record[key] = is;
  }
}

/** Identifies an item of a list. */
function nameOf(field: string, item: Data): string {
  if (typeof item !== 'object') return String(item);
  const keys = field === 'evidence' ? ['url', 'source', 'id'] : ['by', 'created', 'to', 'relation'];
  return JSON.stringify(keys.map((key) => item[key] ?? null));
}

/** A value without empty lists and nulls, and with sorted keys. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).filter(([, v]) => v !== null && !(Array.isArray(v) && (v.length === 0 || v.every((i) => i === null))) && !(typeof v === 'object' && !Array.isArray(v) && Object.keys(v as object).length === 0)); // prettier-ignore
  return Object.fromEntries(pairs.map(([key, v]) => [key, plain(v)] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sortedEntries(data: Data): unknown {
  const list = ((data['annotations'] ?? []) as unknown[]).map((item) => JSON.stringify(plain(item))).sort();
  return plain({ ...data, annotations: list });
}

/** Counts of the attempts. */
interface Counts {
  forms: number;
  /** Files that no YAML reader reads. */
  unreadable: number;
  writes: number;
  refused: number;
  /** Files that were put into the usual form first. */
  usual: number;
  undone: number;
  merges: number;
  conflicts: number;
}

export interface Tried {
  readonly counts: Readonly<Counts>;
  readonly failures: readonly string[];
}

/**
 * Tries every action on each sidecar, and merges the result with another person's action, in every way or in `merges`
 * of them, with others for the next. `begin` is called before each step, so that an endless one can be named.
 */
export function everyAction(
  forms: Iterable<readonly [name: string, text: string]>,
  begin: (at: string) => void,
  merges = merged.length,
): Tried {
  const counts: Counts = {
    forms: 0,
    unreadable: 0,
    writes: 0,
    refused: 0,
    usual: 0,
    undone: 0,
    merges: 0,
    conflicts: 0,
  };
  const failures: string[] = [];
  const attempt = (at: string, run: () => void): void => {
    begin(at);
    try {
      run();
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  };
  for (const [name, text] of forms) {
    begin(`${name}: reading\n${text}`);
    const sidecar = readSidecar(text);
    if (parseDocument(text, { logLevel: 'silent' }).errors.length > 0) {
      // Not writable, or with an unreadable entry; nothing else prevents writing.
      counts.unreadable++;
      continue;
    }
    if (sidecar.state !== 'writable') {
      failures.push(`${name}: ${sidecar.state}\n${text}`);
      continue;
    }
    counts.forms++;
    for (const [what, action] of Object.entries(actions)) {
      const revision = action(sidecar);
      if (revision) attempt(`${name}: ${what}\n${text}`, () => tryWrite(counts, `${name}: ${what}`, sidecar, revision));
    }
    for (let i = 0; i < merges; i++) {
      const what = merged[(counts.forms + i) % merged.length] ?? '';
      attempt(`${name}: merge ${what}\n${text}`, () => tryMerge(counts, `${name}: merge ${what}`, sidecar, what));
    }
  }
  return { counts, failures };
}

const merged = ['a review', 'evidence', 'a note of lines', 'retag', 'add', 'remove', 'dismiss', 'resolve'];

function tryWrite(counts: Counts, name: string, given: Sidecar, revision: Revision): void {
  let sidecar = given;
  let result = revise(sidecar, [revision]);
  if (result.refused === 'unusual-form') {
    const usual = toUsualForm(sidecar);
    assert.ok(usual, `${name}: no usual form\n${sidecar.text}`);
    counts.usual++;
    sidecar = readSidecar(applyChanges(sidecar.text, usual));
    assert.deepEqual(dataOf(sidecar.text), dataOf(given.text), name);
    assert.deepEqual(commentsIn(sidecar.text).sort(), commentsIn(given.text).sort(), `${name}\n${sidecar.text}`);
    result = revise(sidecar, [revision]);
  }
  const text = applyChanges(sidecar.text, result.changes);
  if (result.refused) {
    counts.refused++;
    assert.fail(`${name}: refused\n${sidecar.text}`);
  }
  assert.deepEqual(result.collisions, [], name);
  counts.writes++;
  const shown = `${name}\n${sidecar.text}\n=====\n${text}`;
  const keys = sidecar.entries.map(({ key }) => key);
  const [said, wanted] = [sortedEntries(dataOf(text)), sortedEntries(expected(knownOf(sidecar).data, revision, keys))];
  if (JSON.stringify(said) !== JSON.stringify(wanted)) assert.deepEqual(said, wanted, shown);
  assert.equal(readSidecar(text).state, 'writable', shown);
  if (!takesAway(revision)) {
    for (const comment of knownOf(sidecar).comments) assert.ok(text.includes(comment) || comment.includes('Claims in'), `${shown}\nlost ${comment}`); // prettier-ignore
  }
  if (revision.of === 'annotation' && !revision.after) {
    const after = readSidecar(text);
    const back = revise(after, [inverse(revision)], remembered(result.removed, text));
    const given = applyChanges(text, back.changes);
    assert.equal(given, sidecar.text, `${shown}\n===== undone\n${given}`);
    counts.undone++;
  }
}

/** Removed entries in the form of the log; `text` is the file without them. */
export function remembered(removed: ReadonlyMap<string, Removed>, text: string): ReadonlyMap<string, Remembered> {
  return new Map([...removed].map(([key, entry]) => [key, { ...entry, without: fingerprint(text) }]));
}

function takesAway({ of, before, after }: Revision): boolean {
  if (of === 'annotation' && before && after) return Object.keys(before).some((key) => !(key in after)) || before.reviews !== after.reviews || before.evidence !== after.evidence; // prettier-ignore
  return before !== undefined && after === undefined;
}

/** One side acts, the other retags; the merge has both changes, or a conflict tells. */
function tryMerge(counts: Counts, name: string, sidecar: Sidecar, what: string): void {
  const revision = actions[what]?.(sidecar);
  const mine = actions['other words']?.(sidecar) ?? actions['about']?.(sidecar);
  if (!revision || !mine) return;
  const side = (own: Revision): string => applyChanges(sidecar.text, revise(sidecar, [own]).changes);
  const [ours, theirs] = [side(mine), side(revision)];
  const usual = what === 'retag' ? sidecar.text.replace('tag: quote', 'tag: verified') : theirs;
  const merged = mergeSidecars(sidecar.text, ours, usual);
  counts.merges++;
  if (merged.conflicts.length > 0) {
    counts.conflicts++;
    return;
  }
  assert.equal(readSidecar(merged.text).state, 'writable', `${name}\n${merged.text}`);
  if (usual === sidecar.text || ours === sidecar.text) return;
  const again = mergeSidecars(sidecar.text, usual, ours);
  assert.deepEqual(plain(sortedEntries(dataOf(merged.text))), plain(sortedEntries(dataOf(again.text))), `${name}\n${merged.text}\n=====\n${again.text}`); // prettier-ignore
  assert.notDeepEqual(sortedEntries(dataOf(merged.text)), sortedEntries(dataOf(ours)), `${name}: theirs lost\n${ours}\n=====\n${usual}`); // prettier-ignore
}
