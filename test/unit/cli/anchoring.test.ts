import assert from 'node:assert/strict';
import { renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../../src/cli/run';
import type { Threads } from '../../../src/cli/shell';
import { dropFolder, makeFolder, sidecarOf, threadsHere, workplace, type Workplace } from './calling';

const textOf = (night: number): string => `Night ${night} on the lamp of Orsund.\nThe keeper trimmed it ${night + 2} times.\n`; // prettier-ignore

describe('anchor, if one of many sidecars can’t be written', () => {
  let folder: string;
  let place: Workplace;

  beforeEach(async () => {
    folder = await makeFolder();
    place = workplace(folder);
  });
  afterEach(() => dropFolder(folder));

  /** Writes a source that got a line on top since it was tagged, so that its sidecar must be updated. */
  async function put(name: string, night: number): Promise<void> {
    const [, words = ''] = textOf(night).split('\n');
    await place.put(name, `Copied out by hand.\n${textOf(night)}`);
    await place.put(`${name}.claims.yaml`, sidecarOf(name, textOf(night), [{ id: `trim-${night}`, tag: 'verified', text: words }])); // prettier-ignore
  }

  const nameOf = (night: number): string => `night-${String(night).padStart(3, '0')}.txt`;

  async function anchor(progress: (said: string) => void, more: { threads?: Threads } = {}) {
    const lines: string[] = [];
    const shell = { cwd: folder, ...more, out: () => undefined, err: (line: string) => void lines.push(line), progress }; // prettier-ignore
    const end = await run(['anchor', '--accept-edited'], shell).catch((error: unknown) => error);
    return { lines, end };
  }

  for (const [many, more, where] of [
    [40, {}, 'here'],
    [310, { threads: threadsHere() }, 'in threads'],
  ] as const)
    it(`writes the others, reports each, then names the one that the disk refused, ${where}`, async () => {
      for (let night = 0; night < many; night++) await put(nameOf(night), night);
      // A name of the greatest length leaves no room for the name of the file that replaces it.
      const long = `a${'o'.repeat(255 - '.txt.claims.yaml'.length - 1)}.txt`;
      await put(long, many);
      await place.put(long, textOf(many).replace('trimmed it', 'trimmed her'));
      const { lines, end } = await anchor(() => undefined, more);
      assert.deepEqual(lines, [
        `${long}:2:1: edited: verified: “The keeper trimmed it ${many + 2} times.” → “The keeper trimmed her ${many + 2} times.”`,
        ...Array.from({ length: many }, (_, night) => `Wrote ${nameOf(night)}.claims.yaml`),
        `claimmark: ${long}.claims.yaml has a name that is too long.`,
      ]);
      assert.equal(end, 2);
    });

  it('does the same if a sidecar becomes a link out of the folder meanwhile', async () => {
    const others = 39;
    for (let night = 0; night < others; night++) await put(nameOf(night), night);
    await put('tower/last.txt', others);
    const away = await makeFolder();
    const last = path.join(folder, 'tower/last.txt.claims.yaml');
    let begun = 0;
    const { lines, end } = await anchor((said) => {
      // The first time is the look for moved sources; now nobody has looked into the folder of the last batch yet.
      if (said !== `0 of ${others + 1}` || ++begun !== 2) return;
      renameSync(last, path.join(away, 'elsewhere.yaml'));
      symlinkSync(path.join(away, 'elsewhere.yaml'), last);
    });
    await dropFolder(away);
    assert.deepEqual(lines, [
      ...Array.from({ length: others }, (_, night) => `Wrote ${nameOf(night)}.claims.yaml`),
      `last.txt.claims.yaml is a link that leads outside the folder, so it is not read.`,
    ]);
    assert.equal(end, 1);
  });
});
