import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { keysOf } from './keys';
import { scene } from './scene';
import { eventually } from './workbench';

/** The first five minutes: what a step asks for is ticked when it is there, and not when somebody tried. */
describe('the walkthrough', () => {
  const here = scene('article', {
    settings: {
      'claimmark.author': 'Ana Lima',
      'claimmark.suggestions.amount': 100,
      'editor.wordWrap': 'on',
      'workbench.editor.enablePreview': false,
    },
  });
  const name = 'market-hall.txt';
  const steps = ['open', 'tag', 'evidence', 'triage', 'tree', 'share'];
  const page = (): Locator => here.workbench.page.locator('.gettingStartedDetailsContent');

  /** The steps that are ticked, in their order. */
  async function ticked(): Promise<readonly string[]> {
    const marks = await page()
      .locator('.getting-started-step')
      .evaluateAll((all) => all.map((step) => step.querySelector('.codicon.complete') !== null));
    assert.ok(marks.length === 0 || marks.length === steps.length, `${marks.length} steps`);
    return steps.filter((_, index) => marks[index] === true);
  }

  async function inSource(act: () => Promise<void>): Promise<void> {
    await here.workbench.tab(name).click();
    await here.workbench.placeCursor('Canal Street opened', 0, 3);
    await act();
    await here.workbench.page.locator('.tab').filter({ hasText: 'Welcome' }).click();
    await page().waitFor();
  }

  it('opens from the palette, with no step ticked before it was done', async () => {
    await here.workbench.runCommand('Welcome: Open Walkthrough...');
    await here.workbench.answer('Claimmark');
    await page().locator('.getting-started-step').first().waitFor();
    assert.deepEqual(await ticked(), []);
  });

  it('ticks the step of opening a text', async () => {
    await here.workbench.openFile(name);
    await inSource(() => Promise.resolve());
    await eventually('the first step', async () => (await ticked()).join() === 'open');
  });

  it('does not tick the step of tagging if nothing could be tagged', async () => {
    await inSource(async () => {
      await here.workbench.goToLine(4);
      await here.workbench.press(...keysOf('claimmark.tagVerified'));
      await here.workbench.statusBar('Nothing to tag here').waitFor();
    });
    assert.deepEqual(await ticked(), ['open']);
  });

  it('ticks the steps of tagging and of adding evidence', async () => {
    await inSource(async () => {
      await here.workbench.press(...keysOf('claimmark.tagVerified'));
      await here.written(`${name}.claims.yaml`, /tag: verified/);
    });
    await eventually('the second step', async () => (await ticked()).join() === 'open,tag');
    await inSource(async () => {
      await here.workbench.press(...keysOf('claimmark.editNote'));
      await here.workbench.quickInput.locator('input:focus').waitFor();
      await here.workbench.press('Escape');
      await here.workbench.quickInput.waitFor({ state: 'hidden' });
    });
    assert.deepEqual(await ticked(), ['open', 'tag'], 'a box that was left is no note');
    await inSource(async () => {
      await here.workbench.press(...keysOf('claimmark.editNote'));
      await here.workbench.quickInput.locator('input:focus').waitFor();
      await here.workbench.type('Seen on the door.');
      await here.workbench.press('Enter');
      await here.written(`${name}.claims.yaml`, /note: Seen on the door\./);
    });
    await eventually('the third step', async () => (await ticked()).join() === 'open,tag,evidence');
  });

  it('ticks the step of triage', async () => {
    await inSource(async () => {
      await here.workbench.press(...keysOf('claimmark.triage'));
      await here.workbench.statusBar('Triage:').waitFor();
      await here.workbench.press('Escape');
      await here.workbench.statusBar('Triage:').waitFor({ state: 'hidden' });
    });
    assert.deepEqual(await ticked(), ['open', 'tag', 'evidence'], 'a round without a decision is none');
    await inSource(async () => {
      await here.workbench.press(...keysOf('claimmark.triage'));
      await here.workbench.statusBar('Triage:').waitFor();
      await here.workbench.press('d');
      await here.written(`${name}.claims.yaml`, /^dismissed:/m);
      await here.workbench.press('Escape');
      await here.workbench.statusBar('Triage:').waitFor({ state: 'hidden' });
    });
    await eventually('the fourth step', async () => (await ticked()).join() === 'open,tag,evidence,triage');
  });
});
