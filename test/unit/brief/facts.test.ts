import assert from 'node:assert/strict';
import { makeBrief } from '../../../src/core/brief/brief';
import { defaultTemplate, type BriefTemplate } from '../../../src/core/brief/template';
import type { Exported, Placed } from '../../../src/core/exchange/format';
import { adjudicate, compare } from '../../../src/core/review/adjudicate';
import { assessTexts, keyOf } from '../../../src/core/review/grounds';
import { judgedIn } from '../../../src/core/review/status';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { newSidecar, revise } from '../../../src/core/sidecar/write';
import { applyChanges } from '../../../src/core/text/change';
import type { Revision } from '../../../src/core/model/action';
import { seeded } from '../random';

/** A team that does what it likes, and what stands in its brief after each step. */
const steps = Number(process.env['CLAIMMARK_STEPS'] ?? 400);
const files = ['tower.txt', 'budget.txt', 'x/ferry.txt'];
const people = ['Ana', 'Bo', 'Cem'];
const tags = ['verified', 'unconfirmed', 'quote', 'opinion'];

interface World {
  texts: Map<string, string>;
  sidecars: Map<string, string>;
  clock: number;
  brief: string;
  template: Partial<BriefTemplate>;
}

const sentence = (n: number): string => `The ${['tower', 'bridge', 'ferry', 'mill'][n % 4] ?? ''} number ${String(n)} cost ${String(n * 7)} crowns.`; // prettier-ignore

describe('what stands under verified facts', () => {
  it(`is nothing unconfirmed or contested, whatever a team does in ${String(steps)} steps`, () => {
    const random = seeded(20);
    const below = (n: number): number => Math.floor(random() * n);
    const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
    const world: World = { texts: new Map(), sidecars: new Map(), clock: 0, brief: '', template: {} };
    for (const [f, file] of files.entries()) {
      world.texts.set(file, Array.from({ length: 5 }, (_, i) => sentence(f * 5 + i)).join('\n'));
      world.sidecars.set(file, newSidecar(file.replace(/^.*\//, '')));
    }
    let stated = 0;
    for (let step = 0; step < steps; step++) {
      act(world, { below, pick });
      stated += judge(world, step);
    }
    assert.ok(stated > steps / 4, `${String(stated)} facts were stated`);
  }).timeout(1e9);
});

interface Random {
  below(n: number): number;
  pick<T>(items: readonly T[]): T;
}

function act(world: World, random: Random): void {
  const { below, pick } = random;
  const file = pick(files);
  world.clock += below(3);
  const at = new Date(Date.UTC(2026, 10, 1) + world.clock * 60_000).toISOString().replace(/\.\d+Z/, 'Z');
  const sidecar = readSidecar(world.sidecars.get(file) ?? '');
  const records = sidecar.entries.map(({ annotation }) => annotation);
  const write = (revisions: readonly Revision[]): void =>
    void world.sidecars.set(file, applyChanges(sidecar.text, revise(sidecar, revisions).changes));
  const change = (fields: object): void => {
    if (records.length === 0) return;
    const before = pick(records);
    const after = JSON.parse(JSON.stringify({ ...before, ...fields })) as Placed;
    write([{ of: 'annotation', id: before.id, before, after }]);
  };
  const [by, tag] = [pick(people), below(2) ? 'verified' : pick(tags)];
  const lines = (world.texts.get(file) ?? '').split('\n');
  switch (below(13)) {
    case 0:
    case 1: {
      const text = pick(lines);
      const id = `n${String(world.clock)}${String(below(1e6))}`;
      if (records.length < 8) write([{ of: 'annotation', id, after: { id, tag, text, by, created: at } }]);
      return;
    }
    case 2: // by hand, so that nothing else is kept up
      return change({ tag });
    case 3:
      return change({ tag, updated: at });
    case 4: {
      if (records.length === 0) return;
      const before = pick(records);
      const verdict = pick(['agree', 'agree', 'disagree', 'unsure'] as const);
      const review = { by, verdict, created: at, ...(below(3) ? judgedIn(before) : {}), ...(below(2) ? { note: 'So?' } : {}) }; // prettier-ignore
      const reviews = [...(before.reviews ?? []).filter((one) => one.by !== by || below(4) === 0), review];
      return write([{ of: 'annotation', id: before.id, before, after: { ...before, reviews } }]);
    }
    case 5: {
      const other = pick(files);
      const there = readSidecar(world.sidecars.get(other) ?? '').entries.map(({ annotation }) => annotation.id);
      const source = relative(file, other);
      const on = { source, id: there.length > 0 ? pick(there) : 'nobody' };
      const evidence = below(2) ? [on] : [{ url: 'https://example.org', says: pick(['supports', 'contradicts', 'context'] as const) }]; // prettier-ignore
      const links = [{ to: `${source}#${on.id}`, relation: pick(['same', 'contradicts', 'supports'] as const) }];
      return change(below(2) ? { evidence, updated: at } : { links });
    }
    case 6: {
      const line = below(lines.length);
      lines[line] = below(3) ? (lines[line] ?? '').replace(/\d+/, String(below(99))) : sentence(below(15));
      return void world.texts.set(file, lines.join('\n'));
    }
    case 7:
      return mergeIn(world, file, sidecar.text, random, at);
    case 8:
      return adjudicateIn(world, file, random, by, at);
    case 9: {
      const titles = ['Verified facts', 'Facts', 'Open', 'Unconfirmed', 'Official statements', 'Said'];
      const sections = defaultTemplate().sections.map((one) => ({
        ...one,
        title: below(2) ? pick(titles) : one.title,
      }));
      const shuffled = [...sections].sort(() => below(3) - 1);
      return void (world.template = below(3) ? {} : { sections: below(4) ? shuffled : shuffled.slice(1) });
    }
    case 10:
      return void (world.brief = below(8) ? scribbled(world, random) : '');
    case 11:
      return change({ was: undefined, text: pick(lines), updated: at });
    case 12:
      return records.length > 4
        ? write([{ of: 'annotation', id: pick(records).id, before: pick(records) }])
        : undefined;
  }
}

function relative(from: string, to: string): string {
  return from.includes('/') ? `../${to}` : to;
}

/** Two branches, each with a change, merged; a conflict is left as it is, or one side is taken. */
function mergeIn(world: World, file: string, base: string, { below, pick }: Random, at: string): void {
  const branch = (): string => {
    const sidecar = readSidecar(base);
    const records = sidecar.entries.map(({ annotation }) => annotation);
    if (records.length === 0) return base;
    const before = pick(records);
    const verdict = pick(['agree', 'disagree'] as const);
    const after = below(2) ? { ...before, tag: pick(tags), updated: at } : { ...before, reviews: [...(before.reviews ?? []), { by: pick(people), verdict, created: at }] }; // prettier-ignore
    return applyChanges(base, revise(sidecar, [{ of: 'annotation', id: before.id, before, after }]).changes);
  };
  const [ours, theirs] = [branch(), branch()];
  const merged = mergeSidecars(base, ours, theirs);
  world.sidecars.set(file, merged.conflicts.length > 0 && below(2) ? ours : merged.text);
}

/** Two people tag a line apart, and a third decides. */
function adjudicateIn(world: World, file: string, { below, pick }: Random, by: string, at: string): void {
  const text = world.texts.get(file) ?? '';
  const line = pick(text.split('\n'));
  const from = text.indexOf(line);
  const apart = ['Ana', 'Bo'].map((name) => ({
    name,
    annotations: [{ id: `${name}${String(world.clock)}${String(below(1e6))}`, tag: pick(tags), text: line, by: name, span: { from, to: from + line.length } }], // prettier-ignore
  }));
  const sidecar = readSidecar(world.sidecars.get(file) ?? '');
  const [comparison] = compare(apart);
  if (!comparison || sidecar.entries.length > 8) return;
  const after = adjudicate(comparison, apart, below(2), { by, created: at });
  world.sidecars.set(file, applyChanges(sidecar.text, revise(sidecar, [{ of: 'annotation', id: after.id, after }]).changes)); // prettier-ignore
}

/** What an author may do to a brief: move lines, rename headings, write between. */
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

/** Makes the brief and checks each line under its facts against what the files say; how many there are. */
function judge(world: World, step: number): number {
  const sources = files.flatMap((source): Exported[] => {
    const sidecar = readSidecar(world.sidecars.get(source) ?? '');
    if (sidecar.state !== 'writable') return [];
    const text = world.texts.get(source) ?? '';
    const annotations = sidecar.entries.map(({ annotation }): Placed => {
      const from = text.indexOf(annotation.text);
      return from < 0 ? annotation : { ...annotation, span: { from, to: from + annotation.text.length } };
    });
    return [{ source, text, about: {}, annotations }];
  });
  if (sources.length < files.length) for (const file of files) if (readSidecar(world.sidecars.get(file) ?? '').state !== 'writable') world.sidecars.set(file, newSidecar(file.replace(/^.*\//, ''))); // prettier-ignore
  world.brief = makeBrief(sources, { template: world.template, existing: world.brief }).markdown;
  const assessments = assessTexts(sources, 1);
  const facts = factsIn(world);
  for (const key of facts) {
    const assessment = assessments.get(key);
    const why = `step ${String(step)}: ${key} in\n${world.brief}`;
    assert.equal(assessment?.annotation.tag, 'verified', why);
    assert.deepEqual(
      [assessment.doubts, assessment.status === 'contested', assessment.state],
      [[], false, 'found'],
      why,
    );
    assertByHand(assessment.annotation, why);
  }
  return facts.length;
}

/** The same said once more, by hand: nobody disagrees who was not overruled, and no evidence merely contradicts. */
function assertByHand({ reviews = [], adjudicated, evidence = [] }: Placed, why: string): void {
  const latest = new Map(reviews.map((review) => [review.by, review]));
  for (const review of latest.values())
    if (review.verdict === 'disagree' && reviews.filter(({ by }) => by === review.by).length === 1)
      assert.ok(adjudicated && adjudicated.created >= review.created, why);
  if (evidence.length > 0)
    assert.ok(
      evidence.some(({ says }) => says !== 'contradicts'),
      why,
    );
}

/** The keys of the program's lines under the heading of what is verified. */
function factsIn({ brief, template }: World): string[] {
  const { sections } = { ...defaultTemplate(), ...template };
  const title = sections.find(({ content }) => content === 'verified')?.title;
  const own = titleOfFacts(template);
  const blocks = title === undefined ? [] : brief.split(/^(?=## )/m).filter((block) => block.startsWith(`## ${own}\n`));
  return blocks.flatMap((block) =>
    [...block.matchAll(/^- (?!Mine: ).*\]\(([^()\s#]+)#L\d+,\d+ "(\w+)"\)/gm)].map(([, file = '', id = '']) =>
      keyOf(file, id),
    ),
  );
}

/** What the section of facts is called where two sections have one title. */
function titleOfFacts(template: Partial<BriefTemplate>): string {
  const taken = new Set(['Withdrawn']);
  for (const { content, title } of template.sections ?? defaultTemplate().sections) {
    let own = title;
    for (let turn = 2; taken.has(own); turn++) own = `${title} (${String(turn)})`;
    taken.add(own);
    if (content === 'verified') return own;
  }
  return '';
}
