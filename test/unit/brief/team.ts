import { planning, type Policy } from '../../../src/core/exchange/importPlan';
import { csv } from '../../../src/core/exchange/csv';
import type { Exported, Format, Placed } from '../../../src/core/exchange/format';
import { jsonl } from '../../../src/core/exchange/jsonl';
import { reading } from '../../../src/core/exchange/sources';
import { w3c } from '../../../src/core/exchange/w3c';
import { defaultTemplate, type BriefTemplate } from '../../../src/core/brief/template';
import { withRenamedReferences } from '../../../src/core/crosslink/links';
import type { Revision } from '../../../src/core/model/action';
import type { Annotation } from '../../../src/core/model/annotation';
import { adjudicate, compare, consensusOf } from '../../../src/core/review/adjudicate';
import { judgedIn } from '../../../src/core/review/status';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { newSidecar, revise } from '../../../src/core/sidecar/write';
import { applyChanges } from '../../../src/core/text/change';
import { relativePath } from '../../../src/core/text/links';
import { drain } from '../../../src/core/text/steps';

/** Three sources with their sidecars, annotators' own files, files sent around, and the brief of all. */
export interface World {
  readonly texts: Map<string, string>;
  /** The shared sidecars; a source may have none. */
  readonly sidecars: Map<string, string>;
  /** Ana's and Bo's own files, by source. */
  readonly apart: Map<string, readonly string[]>;
  /** The team's sidecars at some moments. */
  readonly past: { readonly file: string; readonly text: string }[];
  /** Exported files, to be imported at another moment. */
  readonly mail: { readonly format: Format; readonly content: string | Uint8Array }[];
  clock: number;
  brief: string;
  template: Partial<BriefTemplate>;
}

export interface Random {
  below(n: number): number;
  pick<T>(items: readonly T[]): T;
}

const names = ['tower.txt', 'budget.txt', 'x/ferry.txt', 'mill.txt', 'x/harbour.txt', 'y/tower.txt'];
const people = ['Ana', 'Bo', 'Cem'];
const tags = ['verified', 'unconfirmed', 'quote', 'opinion'];

const sentence = (n: number): string => `The ${['tower', 'bridge', 'ferry', 'mill'][n % 4] ?? ''} number ${String(n)} cost ${String(n * 7)} crowns.`; // prettier-ignore

export function newWorld(): World {
  const begun = names.slice(0, 3);
  const text = (f: number): string => Array.from({ length: 5 }, (_, i) => sentence(f * 5 + i)).join('\n');
  return {
    texts: new Map(begun.map((file, f) => [file, text(f)])),
    sidecars: new Map(begun.map((file) => [file, emptySidecar(file)])),
    apart: new Map(),
    past: [],
    mail: [],
    clock: 0,
    brief: '',
    template: {},
  };
}

export const emptySidecar = (file: string): string => newSidecar(file.replace(/^.*\//, ''));

export const annotationsIn = (sidecar: string): readonly Annotation[] =>
  readSidecar(sidecar).entries.map(({ annotation }) => annotation);

/** One step of one person in one source. */
interface Act extends Random {
  readonly world: World;
  readonly file: string;
  readonly by: string;
  readonly tag: string;
  readonly at: string;
  /** The shared sidecar and its records. */
  readonly before: string;
  readonly records: readonly Annotation[];
  write(revisions: readonly Revision[]): void;
  /** Sets fields of any record; undefined removes one. */
  change(fields: object): void;
}

/** Does a random action of a team. Returns its name. */
export function act(world: World, random: Random): string {
  const { below, pick } = random;
  const file = pick([...world.texts.keys()]);
  world.clock += below(3);
  const at = new Date(Date.UTC(2026, 10, 1) + world.clock * 60_000).toISOString().replace(/\.\d+Z/, 'Z');
  const before = world.sidecars.get(file) ?? emptySidecar(file);
  const records = annotationsIn(before);
  const write = (revisions: readonly Revision[]): void => void world.sidecars.set(file, written(before, revisions));
  const change = (fields: object): void => {
    if (records.length === 0) return;
    const one = pick(records);
    const after = JSON.parse(JSON.stringify({ ...one, ...fields })) as Annotation;
    write([{ of: 'annotation', id: one.id, before: one, after }]);
  };
  const tag = below(2) ? 'verified' : pick(tags);
  const [name, run] = pick(Object.entries(acts));
  run({ ...random, world, file, by: pick(people), tag, at, before, records, write, change });
  return name;
}

const written = (sidecar: string, revisions: readonly Revision[]): string =>
  applyChanges(sidecar, revise(readSidecar(sidecar), revisions).changes);

const newId = ({ world, below }: Act): string => `n${String(world.clock)}${String(below(1e6))}`;

const linesOf = ({ world, file }: Act): readonly string[] => (world.texts.get(file) ?? '').split('\n');

const acts: Readonly<Record<string, (act: Act) => void>> = {
  tags: tagLine,
  'tags, too': tagLine,
  'retags by hand, so that nothing else is kept up': ({ change, tag }) => change({ tag }),
  retags: ({ change, tag, at }) => change({ tag, updated: at }),
  'takes the words that are there': (one) => one.change({ was: undefined, text: one.pick(linesOf(one)), updated: one.at }), // prettier-ignore
  deletes: ({ records, write, pick }) =>
    records.length > 4 ? write([{ of: 'annotation', id: pick(records).id, before: pick(records) }]) : undefined,
  judges,
  'rests and links': restAndLink,
  'edits the source': editSource,
  'merges two branches': ({ before, ...one }) => merge(one, before, branch(one, before), branch(one, before)),
  'rebases on what was': rebase,
  'adjudicates what two tagged apart': adjudicateLine,
  'works apart': workApart,
  'takes the shared sidecar away': ({ world, file, below }) => below(4) || world.sidecars.delete(file),
  renames: rename,
  exports: exportSome,
  imports: importSome,
  'imports, too': importSome,
  'takes back': takeBack,
  'changes the template': changeTemplate,
  'writes in the brief': ({ world, ...random }) => void (world.brief = random.below(8) ? scribbled(world, random) : ''),
};

function tagLine({ records, write, ...one }: Act): void {
  const [id, text] = [newId({ records, write, ...one }), one.pick(linesOf({ records, write, ...one }))];
  const { tag, by, at } = one;
  if (records.length < 8) write([{ of: 'annotation', id, after: { id, tag, text, by, created: at } }]);
}

function judges({ records, by, at, write, below, pick }: Act): void {
  if (records.length === 0) return;
  const before = pick(records);
  const verdict = pick(['agree', 'agree', 'disagree', 'unsure'] as const);
  const review = { by, verdict, created: at, ...(below(3) ? judgedIn(before) : {}), ...(below(2) ? { note: 'So?' } : {}) }; // prettier-ignore
  const reviews = [...(before.reviews ?? []).filter((one) => one.by !== by || below(4) === 0), review];
  write([{ of: 'annotation', id: before.id, before, after: { ...before, reviews } }]);
}

function restAndLink({ world, file, at, change, below, pick }: Act): void {
  const other = pick([...world.texts.keys()]);
  const there = annotationsIn(world.sidecars.get(other) ?? '').map(({ id }) => id);
  const source = relativePath(`/${file}`, `/${other}`);
  const on = { source, id: there.length > 0 ? pick(there) : 'nobody' };
  const evidence = below(2) ? [on] : [{ url: 'https://example.org', says: pick(['supports', 'contradicts', 'context'] as const) }]; // prettier-ignore
  const links = [{ to: `${source}#${on.id}`, relation: pick(['same', 'contradicts', 'supports'] as const) }];
  change(below(2) ? { evidence, updated: at } : { links });
}

function editSource(one: Act): void {
  const { below, world, file } = one;
  const lines = [...linesOf(one)];
  const line = below(lines.length);
  lines[line] = below(3) ? (lines[line] ?? '').replace(/\d+/, String(below(99))) : sentence(below(15));
  world.texts.set(file, lines.join('\n'));
}

/** A branch of a sidecar, with a change. */
function branch({ at, below, pick }: Omit<Act, 'before'>, base: string): string {
  const records = annotationsIn(base);
  if (records.length === 0) return base;
  const before = pick(records);
  const verdict = pick(['agree', 'disagree'] as const);
  const after = below(2) ? { ...before, tag: pick(tags), updated: at } : { ...before, reviews: [...(before.reviews ?? []), { by: pick(people), verdict, created: at }] }; // prettier-ignore
  return written(base, [{ of: 'annotation', id: before.id, before, after }]);
}

/** Merges two versions; a conflict is kept, or resolved by taking one side. */
function merge({ world, file, below }: Omit<Act, 'before'>, base: string, ours: string, theirs: string): void {
  const merged = mergeSidecars(base, ours, theirs);
  world.sidecars.set(file, merged.conflicts.length > 0 && below(2) ? ours : merged.text);
}

/** Merges a branch that started at an earlier moment, in either direction. */
function rebase({ before, ...one }: Act): void {
  const { world, file, below, pick } = one;
  const past = world.past.filter((was) => was.file === file);
  if (past.length === 0) return;
  const base = pick(past).text;
  const late = branch(one, base);
  if (below(2)) merge(one, base, before, late);
  else merge(one, base, late, before);
}

const withSpans = (text: string, records: readonly Annotation[]): readonly Placed[] =>
  records.map((annotation) => {
    const from = text.indexOf(annotation.text);
    return from < 0 ? annotation : { ...annotation, span: { from, to: from + annotation.text.length } };
  });

/** Ana's and Bo's own records of a source, or else a line that both tag now. */
function annotators({ world, file, ...one }: Act): Parameters<typeof consensusOf>[0] {
  const text = world.texts.get(file) ?? '';
  const own = world.apart.get(file);
  if (own) return own.map((sidecar, i) => ({ name: people[i] ?? '', annotations: withSpans(text, annotationsIn(sidecar)) })); // prettier-ignore
  const line = one.pick(text.split('\n'));
  return ['Ana', 'Bo'].map((name) => ({
    name,
    annotations: withSpans(text, [{ id: `${name}${newId({ world, file, ...one })}`, tag: one.pick(tags), text: line, by: name }]), // prettier-ignore
  }));
}

function adjudicateLine(one: Act): void {
  const { by, at, below, records, write } = one;
  const apart = annotators(one);
  const [comparison] = compare(apart);
  const chosen = comparison?.entries[0] && comparison.entries[1] ? below(2) : comparison?.entries[0] ? 0 : 1;
  if (!comparison?.entries[chosen] || records.length > 8) return;
  const after = adjudicate(comparison, apart, chosen, { by, created: at, ...(below(4) ? {} : { tag: one.pick(tags) }) }); // prettier-ignore
  if (!records.some(({ id }) => id === after.id)) write([{ of: 'annotation', id: after.id, after }]);
}

/** Ana or Bo tags a line in their own file. */
function workApart(one: Act): void {
  const { world, file, tag, at, below, pick } = one;
  const own = [...(world.apart.get(file) ?? [emptySidecar(file), emptySidecar(file)])];
  const who = below(2);
  const id = newId(one);
  const text = pick(linesOf(one));
  if (annotationsIn(own[who] ?? '').length < 5)
    own[who] = written(own[who] ?? '', [{ of: 'annotation', id, after: { id, tag, text, by: people[who] ?? '', created: at } }]); // prettier-ignore
  world.apart.set(file, own);
}

/** Renames in the editor, or only by `git mv`, or by `git mv` of the source alone; the name may be taken. */
function rename({ world, file, below, pick }: Act): void {
  const now = pick(names.filter((name) => !world.texts.has(name)));
  const how = pick(['all', 'all', 'files', 'source'] as const);
  for (const map of [world.texts, ...(how === 'source' ? [] : [world.sidecars, world.apart])]) {
    const value = map.get(file);
    map.delete(file);
    if (value !== undefined) (map as Map<string, unknown>).set(now, value);
  }
  if (how === 'source') world.sidecars.delete(file);
  if (how === 'source' && below(2)) world.apart.delete(file);
  if (how !== 'all') return;
  for (const [other, sidecar] of world.sidecars) {
    const was = other === now ? file : other;
    const revisions = annotationsIn(sidecar).flatMap((before): Revision[] => {
      const after = withRenamedReferences(before, was, (one) => (one === file ? now : undefined));
      return after === before ? [] : [{ of: 'annotation', id: before.id, before, after }];
    });
    const header: Revision[] = other === now ? [{ of: 'source', before: baseOf(file), after: baseOf(now) }] : [];
    world.sidecars.set(other, written(sidecar, [...header, ...revisions]));
  }
}

const baseOf = (file: string): string => file.replace(/^.*\//, '');

/** The team's statement: the shared sidecars and, without one, the agreement of annotators. */
export function stated({ texts, sidecars, apart }: World): readonly Exported[] {
  return [...texts].flatMap(([source, text]): Exported[] => {
    const [shared, own] = [sidecars.get(source), apart.get(source)];
    if (shared !== undefined && readSidecar(shared).state !== 'writable') return [];
    const known = { source, text, about: {} };
    if (shared !== undefined) return [{ ...known, annotations: withSpans(text, annotationsIn(shared)) }];
    const name = (i: number): string => people[i] ?? '';
    if (!own) return [{ ...known, annotations: [] }];
    return [{ ...known, ...consensusOf(own.map((one, i) => ({ name: name(i), annotations: withSpans(text, annotationsIn(one)) }))) }]; // prettier-ignore
  });
}

function exportSome({ world, file, below, pick }: Act): void {
  const format = pick([jsonl, w3c, csv]);
  const sources = stated(world).filter(({ source }) => below(3) > 0 || source === file);
  const [first] = format.write?.(sources, {}).files ?? [];
  if (first) world.mail.push({ format, content: first.content });
  if (world.mail.length > 6) world.mail.shift();
}

/** Imports a file sent around, perhaps long after; some are changed on the way. */
function importSome({ world, below, pick }: Act): void {
  if (world.mail.length === 0) return;
  const { format, content } = pick(world.mail);
  const sent = typeof content === 'string' ? content : new TextDecoder().decode(content);
  const changed = below(2) ? sent : sent.replaceAll(pick(tags), pick(tags));
  const steps = format.parse?.(changed);
  const parsed = steps && drain(steps);
  if (!parsed || 'code' in parsed) return;
  const read = drain(reading(parsed, { text: (source) => world.texts.get(source), sources: [...world.texts.keys()] }));
  const policy = pick(['keep', 'replace', 'replace', 'both'] as const satisfies readonly Policy[]);
  const here = (source: string): { text: string; about: object; annotations: readonly Placed[] } => {
    const text = world.texts.get(source) ?? '';
    return { text, about: {}, annotations: withSpans(text, annotationsIn(world.sidecars.get(source) ?? '')) };
  };
  for (const { source, revisions } of drain(planning(read, here, policy, format.tagAs)).steps) {
    const before = world.sidecars.get(source) ?? emptySidecar(source);
    if (annotationsIn(before).length < 16 && readSidecar(before).state === 'writable') world.sidecars.set(source, written(before, revisions)); // prettier-ignore
  }
}

/** Restores an earlier version of the sidecar, or remembers the present one. */
function takeBack({ world, file, before, below, pick }: Act): void {
  const past = world.past.filter((was) => was.file === file);
  if (below(3) === 0 && past.length > 0) world.sidecars.set(file, pick(past).text);
  else world.past.push({ file, text: before });
  if (world.past.length > 12) world.past.shift();
}

function changeTemplate({ world, below, pick }: Act): void {
  const titles = ['Verified facts', 'Facts', 'Open', 'Unconfirmed', 'Official statements', 'Said'];
  const sections = defaultTemplate().sections.map((one) => ({ ...one, title: below(2) ? pick(titles) : one.title }));
  const shuffled = [...sections].sort(() => below(3) - 1);
  world.template = below(3) ? {} : { sections: below(4) ? shuffled : shuffled.slice(1) };
}

/** Edits a brief like an author: moves lines, renames headings, inserts text. */
function scribbled({ brief, template }: World, { below, pick }: Random): string {
  const lines = brief.split('\n');
  const at = below(lines.length);
  const line = lines[at] ?? '';
  if (line.startsWith('## ')) lines[at] = pick(['## Mine', template.sections ? line : '## Verified facts', line]);
  else if (line.startsWith('- ') && below(2)) lines.splice(below(lines.length), 0, ...lines.splice(at, 1));
  else if (line.startsWith('- ')) lines[at] = line.replace('- ', '- Mine: ');
  else if (!line.startsWith('<!--')) lines.splice(at, 0, 'A word of mine.');
  return lines.join('\n');
}
