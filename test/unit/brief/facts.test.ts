import assert from 'node:assert/strict';
import { makeBrief } from '../../../src/core/brief/brief';
import { defaultTemplate, type BriefTemplate } from '../../../src/core/brief/template';
import type { Placed } from '../../../src/core/exchange/format';
import { assessTexts, keyOf } from '../../../src/core/review/grounds';
import { readSidecar } from '../../../src/core/sidecar/read';
import { resolvePath } from '../../../src/core/text/links';
import { seeded } from '../random';
import { act, emptySidecar, newWorld, stated, type World } from './team';

/** A team that acts at random, and its brief after each step. */
const steps = Number(process.env['CLAIMMARK_STEPS'] ?? 400);
const seed = Number(process.env['CLAIMMARK_SEED'] ?? 20);

describe('the verified facts of a brief', () => {
  it(`are never unconfirmed or contested, whatever a team does in ${String(steps)} steps`, () => {
    const random = seeded(seed);
    const below = (n: number): number => Math.floor(random() * n);
    const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
    const world = newWorld();
    const stood = { facts: 0, imported: 0 };
    for (let step = 0; step < steps; step++) {
      const before = [...world.sidecars.values()].join();
      const what = act(world, { below, pick });
      if (what.startsWith('imports') && [...world.sidecars.values()].join() !== before) stood.imported++;
      stood.facts += judge(world, `step ${String(step)} (${what})`);
    }
    assert.ok(stood.facts > steps / 4, `${String(stood.facts)} facts were stated`);
    assert.ok(stood.imported > steps / 80, `${String(stood.imported)} imports brought something in`);
  }).timeout(1e9);
});

/** Makes the brief and checks each line under its facts against what the files say; how many there are. */
function judge(world: World, when: string): number {
  const sources = stated(world);
  if (sources.length < world.texts.size) for (const [file, text] of world.sidecars) if (readSidecar(text).state !== 'writable') world.sidecars.set(file, emptySidecar(file)); // prettier-ignore
  world.brief = makeBrief(sources, { template: world.template, existing: world.brief }).markdown;
  const assessments = assessTexts(sources, 1);
  const facts = factsIn(world);
  const known = new Map(sources.flatMap(({ source, annotations }) => annotations.map((one) => [keyOf(source, one.id), one] as const))); // prettier-ignore
  for (const key of facts) {
    const assessment = assessments.get(key);
    const why = `${when}: ${key} in\n${world.brief}`;
    assert.equal(assessment?.annotation.tag, 'verified', why);
    assert.deepEqual(
      [assessment.doubts, assessment.status === 'contested', assessment.state],
      [[], false, 'found'],
      why,
    );
    assertByHand(key, known, why);
  }
  return facts.length;
}

/** The same said once more, by hand, as simply as can be. */
function assertByHand(key: string, known: ReadonlyMap<string, Placed>, why: string): void {
  const one = known.get(key) ?? assert.fail(why);
  const source = key.slice(0, key.lastIndexOf('#'));
  assertUncontested(one, why);
  for (const [other, { text, tag }] of known)
    if (other.startsWith(`${source}#`) && text === one.text) assert.notEqual(tag, 'unconfirmed', why);
  for (const { source: file, id, says } of one.evidence ?? []) {
    if (file === undefined || id === undefined || (says !== undefined && says !== 'supports')) continue;
    const ground = known.get(keyOf(resolvePath(source, file) ?? '', id)) ?? assert.fail(why);
    assert.ok(ground.tag !== 'unconfirmed' && ground.span, why);
    assertUncontested(ground, why);
  }
}

/** Nobody disagrees who was not overruled, and no evidence merely contradicts. */
function assertUncontested({ tag, reviews = [], adjudicated, evidence = [] }: Placed, why: string): void {
  for (const review of reviews)
    if (review.verdict === 'disagree' && reviews.filter(({ by }) => by === review.by).length === 1)
      assert.ok(adjudicated && adjudicated.created >= (review.created ?? ''), why);
  if (tag !== 'verified' || evidence.length === 0) return;
  assert.ok(
    evidence.some(({ says }) => says !== 'contradicts'),
    why,
  );
}

/** The keys of all lines under the heading of the verified facts that cite a claim, whoever wrote them. */
function factsIn({ brief, template }: World): string[] {
  const { sections } = { ...defaultTemplate(), ...template };
  const title = sections.find(({ content }) => content === 'verified')?.title;
  const own = titleOfFacts(template);
  const blocks = title === undefined ? [] : brief.split(/^(?=## )/m).filter((block) => block.startsWith(`## ${own}\n`));
  return blocks.flatMap((block) =>
    [...block.matchAll(/^- .*\]\(([^()\s#]+)#L\d+,\d+ "(\w+)"\)/gm)].map(([, file = '', id = '']) => keyOf(file, id)),
  );
}

/** The title of the section of facts if two sections have the same title. */
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
