import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { root } from '../vscode/run/bundle';
import { keysOf } from './keys';
import { scene, type Scene } from './scene';
import { eventually } from './workbench';

/** Presses come this fast, in milliseconds: faster than anybody types, and than anything is stored. */
const apart = 30;

/** How many more keys a person in a rhythm presses after the last decision. */
const beyond = 10;

const settings = {
  'claimmark.author': 'Cleo Marsh',
  'claimmark.suggestions.amount': 100,
  'editor.wordWrap': 'on',
  // What fell into the source would be on the disk at once.
  'files.autoSave': 'afterDelay',
  'files.autoSaveDelay': 50,
};

async function pressFast(here: Scene, key: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    await here.workbench.press(key);
    await here.workbench.page.waitForTimeout(apart);
  }
}

/** Keeps all of the machine busy while the tests of a `describe` run. */
function underLoad(): void {
  let burning: ChildProcess[] = [];
  before(() => {
    burning = Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', 'for (;;);']));
  });
  after(() => burning.forEach((one) => one.kill('SIGKILL')));
}

/** Keys are pressed for so long at most, in milliseconds, until what they lead to is said. */
const mostPressing = 90_000;

/** Presses keys until words are spoken. */
async function pressUntil(spoken: () => Promise<string>, words: string, press: () => Promise<void>): Promise<void> {
  for (const end = Date.now() + mostPressing; Date.now() < end && !(await spoken()).includes(words);) await press();
}

describe('keys of triage in a rhythm, on a busy machine', () => {
  underLoad();
  const here = scene('article', { settings });
  const name = 'market-hall.txt';
  const bar = () => here.workbench.statusBar('Triage:');
  const spoken = (): Promise<string> => here.workbench.spoken('Triage:');
  const count = async (pattern: RegExp): Promise<number> =>
    (await here.read(`${name}.claims.yaml`)).match(pattern)?.length ?? 0;
  let given: string;

  before(async () => {
    given = await here.read(name);
    await here.workbench.openFile(name);
    await here.highlighted('opened on Tuesday with 48');
    await here.workbench.press('Control+1');
  });

  it('decide one suggestion for each press', async () => {
    await here.workbench.press(...keysOf('claimmark.triage'));
    await bar().waitFor();
    await pressFast(here, 'u', 5);
    await eventually('five tags', async () => (await count(/tag: unconfirmed\n/g)) === 5);
    await here.workbench.press('Escape');
    await bar().waitFor({ state: 'hidden' });
    assert.equal(await here.read(name), given);
  });

  it('never type into the source, from the first press to ten after the last suggestion', async () => {
    await here.workbench.press(...keysOf('claimmark.triage'));
    await pressUntil(spoken, 'Everything is decided', () => pressFast(here, 'd', beyond));
    await pressFast(here, 'd', beyond);
    assert.match(await spoken(), /Everything is decided/);
    assert.equal(await here.workbench.tab(name).and(here.workbench.page.locator('.dirty')).count(), 0);
    await here.workbench.press('Escape');
    await bar().waitFor({ state: 'hidden' });
    assert.equal(await here.read(name), given);
    assert.equal(await count(/tag: unconfirmed\n/g), 5);
    await eventually('the others dismissed', async () => (await count(/^ {2}- text: /gm)) > 5);
  });

  it('never type into a source without suggestions', async () => {
    const [list, words] = ['list.txt', 'apples\npears\n'];
    await writeFile(here.path(list), words);
    await here.workbench.openFile(list);
    await here.workbench.press('Control+1', ...keysOf('claimmark.triage'));
    await pressFast(here, 'd', beyond);
    await eventually('the end', async () => (await spoken()).includes('There is nothing left to decide in list.txt.'));
    await pressFast(here, 'd', beyond);
    await here.workbench.press('Escape');
    await bar().waitFor({ state: 'hidden' });
    assert.equal(await here.workbench.visibleText(), 'apples\npears\n');
    assert.equal(await here.read(list), words);
  });
});

describe('the keys that finish sources, in a rhythm, on a busy machine', () => {
  underLoad();
  const sources = {
    'a.txt': 'The ferry of Brackton carried 412 people on 3 May 2026.\n',
    'b.txt': 'apples\npears\n',
    'c.txt': 'The quay of Brackton cost 9 million crowns.\n',
  };
  const here = scene('three', {
    settings,
    prepare: async (folder) => {
      await mkdir(folder, { recursive: true });
      for (const [name, words] of Object.entries(sources)) await writeFile(path.join(folder, name), words);
    },
  });
  const spoken = (): Promise<string> => here.workbench.spoken('Triage:');

  it('never type into a source, nor into the last one, which stays closed until a person leaves it', async () => {
    await here.workbench.openFile('a.txt');
    await here.highlighted('412 people');
    await here.workbench.press('Control+1', ...keysOf('claimmark.triage'));
    await pressUntil(spoken, 'c.txt is finished. Esc leaves.', async () => {
      await pressFast(here, 'd', 2);
      await pressFast(here, 'f', 2);
      // The next source is there a moment before the extension can close it.
      for (const key of ['Space', 'Delete', 'Backspace']) await pressFast(here, key, 1);
    });
    await pressFast(here, 'f', beyond);
    assert.match(await spoken(), /^c\.txt is finished\. Esc leaves\./);
    await here.workbench.press('Escape');
    await here.workbench.statusBar('Triage:').waitFor({ state: 'hidden' });
    for (const [name, words] of Object.entries(sources)) {
      await here.written(`${name}.claims.yaml`, /^finished:\n {2}by: Cleo Marsh\n/m);
      assert.equal(await here.read(name), words);
    }
    assert.equal(await here.workbench.page.locator('.tab.dirty').count(), 0);
  });
});

describe('keys while the extension wakes', () => {
  const delays = { toHost: 0, toWindow: 0, isOfHostAlone: true };
  const name = 'market-hall.txt';
  const sidecar = `claimmark: 1
source: ${name}
annotations:
  - id: a1b2c3d4
    tag: verified
    text: Canal Street opened on Tuesday
    by: Bo Chen
`;
  const here = scene('article', {
    settings,
    delays,
    prepare: async (folder) => {
      await cp(path.join(root, 'test/fixtures/article'), folder, { recursive: true });
      await writeFile(path.join(folder, `${name}.claims.yaml`), sidecar);
    },
  });

  for (const [command, title, letter] of [
    ['claimmark.triage', 'Triage:', 'd'],
    ['claimmark.review', 'Review:', 'a'],
  ] as const)
    it(`never type into the source: ${command}`, async () => {
      const given = await here.read(name);
      delays.toHost = 3000;
      await here.workbench.reload();
      await here.workbench.openFile(name);
      // VS Code knows what the extension contributes, its keys among it, before it wakes it.
      await here.workbench.page
        .locator('.activitybar')
        .getByRole('tab', { name: /^Claimmark/ })
        .waitFor();
      await here.workbench.placeCursor('Canal Street opened');
      await here.workbench.press(...keysOf(command));
      await pressFast(here, letter, beyond);
      assert.equal(await here.workbench.statusBar(title).count(), 0, 'the extension was awake before the keys came');
      delays.toHost = 0;
      await here.workbench.statusBar(title).waitFor();
      await here.workbench.press('Escape');
      await here.workbench.statusBar(title).waitFor({ state: 'hidden' });
      assert.equal(await here.read(name), given);
      assert.equal(await here.workbench.tab(name).and(here.workbench.page.locator('.dirty')).count(), 0);
    });
});

describe('keys of review in a rhythm, on a busy machine', () => {
  underLoad();
  const here = scene('sample', { settings: { ...settings, 'claimmark.suggestions.enabled': false } });
  const name = 'lake-ostra/brief.txt';
  const bar = () => here.workbench.statusBar('Review:');
  const spoken = (): Promise<string> => here.workbench.spoken('Review:');

  it('never type into the source, and give one verdict for each claim', async () => {
    const given = await here.read(name);
    await here.workbench.openFile(name);
    await here.highlighted('Fourteen of the 17 lake districts');
    await here.workbench.press('Control+1', 'Control+Home', ...keysOf('claimmark.review'));
    await pressUntil(spoken, 'Everything is decided', () => pressFast(here, 'a', beyond));
    await pressFast(here, 'a', beyond);
    await here.workbench.press('Escape');
    await bar().waitFor({ state: 'hidden' });
    assert.equal(await here.read(name), given);
    const entries = (await here.read(`${name}.claims.yaml`)).match(/^ {2}- id: /gm)?.length ?? 0;
    await eventually('a verdict on each entry', async () => {
      const text = await here.read(`${name}.claims.yaml`);
      return text.split('by: Cleo Marsh').length - 1 === entries;
    });
  });
});
