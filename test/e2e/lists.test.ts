import assert from 'node:assert/strict';
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../vscode/run/bundle';
import { keysOf } from './keys';
import { scene } from './scene';
import { eventually } from './workbench';

/** People who know the list type on after a chord, before it is there: the extension host is far behind. */
describe('what is typed before a list opens', () => {
  const delays = { toHost: 0, toWindow: 0 };
  const here = scene('article', {
    delays,
    // If no other source says anything like it, a message says so, and no list stays.
    prepare: async (folder) => {
      await cp(path.join(root, 'test/fixtures/article'), folder, { recursive: true });
      const same = 'The hall on Canal Street opened on Tuesday with 48 of its 60 stalls let, the Courier says.\n';
      await writeFile(path.join(folder, 'courier.txt'), same);
    },
    settings: { 'claimmark.author': 'Ana Lima', 'claimmark.suggestions.enabled': false, 'editor.wordWrap': 'on' },
  });
  const name = 'market-hall.txt';
  const isIn = async (letters: string): Promise<boolean> => (await here.workbench.visibleText()).includes(letters);
  const isInEditor = (): Promise<boolean> =>
    here.workbench.page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null);
  before(async () => {
    await here.workbench.openFile(name);
    await here.workbench.placeCursor('Canal Street opened', 0, 3);
    await here.workbench.press(...keysOf('claimmark.tagVerified'));
    await here.written(`${name}.claims.yaml`, /tag: verified/);
    await here.highlighted('Canal Street opened');
    // Something to link with.
    await here.workbench.placeCursor('Nobody has said yet', 0, 3);
    await here.workbench.press(...keysOf('claimmark.tagUnconfirmed'));
    await here.written(`${name}.claims.yaml`, /tag: unconfirmed/);
    await here.workbench.placeCursor('Canal Street opened', 0, 3);
  });

  /** The source accepts typing again, and as many undos restore it. */
  async function opensAgain(): Promise<void> {
    await eventually('the editor', isInEditor);
    await eventually('a letter in the source', async () => {
      await here.workbench.type('#');
      return isIn('#');
    });
    await eventually('the source as it was', async () => {
      await here.workbench.press('Control+z');
      return !(await isIn('#'));
    });
  }

  for (const command of ['tagAs', 'editNote', 'editSpeaker', 'addEvidence', 'link', 'findKin', 'goToAnnotation'])
    it(`does not fall into the source: ${command}`, async () => {
      await eventually('the editor', isInEditor);
      delays.toHost = 1500;
      await here.workbench.press(...keysOf(`claimmark.${command}`));
      await here.workbench.type('qqq');
      assert.equal(await isIn('qqq'), false);
      delays.toHost = 0;
      await here.workbench.quickInput.locator('input:focus').waitFor();
      assert.equal(await isIn('qqq'), false);
      await here.workbench.press('Escape');
      await here.workbench.quickInput.waitFor({ state: 'hidden' });
      await opensAgain();
    });

  /** Typing after an answer, before the extension has shown its next question: the answers, each with that question. */
  const first = Symbol('what is listed first');
  for (const [command, ...steps] of [
    ['addEvidence', ['https://example.org/readout', 'What does it say?']],
    ['link', [first, 'How are they related?']],
    ['findKin', [first, 'What would you like to do with it?']],
    ['tagAs', ['needs expert', 'Its key in triage'], ['', 'Its colour'], [first, 'Where to save it']],
  ] as const)
    it(`does not fall into the source between two questions: ${command}`, async () => {
      const { workbench } = here;
      const asked = workbench.quickInput;
      const words = async (): Promise<string> =>
        [await asked.innerText(), ...(await asked.locator('input').evaluateAll((all) => all.map((one) => one.getAttribute('placeholder') ?? '')))].join(' '); // prettier-ignore
      await eventually('the editor', isInEditor);
      await workbench.press(...keysOf(`claimmark.${command}`));
      await asked.locator('input:focus').waitFor();
      for (const [answer, next] of steps) {
        if (answer === first) await asked.locator('.monaco-list-row').first().waitFor();
        else await workbench.type(answer);
        delays.toHost = 1500;
        await workbench.press('Enter', 'Enter');
        await workbench.type('qqq');
        delays.toHost = 0;
        await eventually(next, async () => (await words()).includes(next));
        assert.equal(await isIn('qqq'), false);
      }
      await workbench.press('Escape');
      await asked.waitFor({ state: 'hidden' });
      await opensAgain();
      assert.doesNotMatch(await here.read(`${name}.claims.yaml`), /evidence|links|needs-expert/);
    });

  it('does not fall into the source: the details', async () => {
    await here.workbench.openSideBar('Claimmark');
    await here.workbench.placeCursor('Canal Street opened', 0, 3);
    delays.toHost = 1500;
    await here.workbench.press(...keysOf('claimmark.showDetails'));
    await here.workbench.type('qqq');
    assert.equal(await isIn('qqq'), false);
    delays.toHost = 0;
    const hasKeyboard = (): boolean => document.hasFocus() && document.querySelector('main form') !== null;
    await eventually('the details', async () => {
      const asked = here.workbench.page.frames().map((frame) => frame.evaluate(hasKeyboard).catch(() => false));
      return (await Promise.all(asked)).includes(true);
    });
    // The view takes the keyboard once more when the extension host has caught up.
    await eventually('the editor', async () => {
      await here.workbench.press('Control+1');
      return isInEditor();
    });
    await opensAgain();
  });
});
