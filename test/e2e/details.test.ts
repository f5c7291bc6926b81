import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import type { Frame, Locator } from 'playwright-core';
import { wrongIn } from './axe';
import { keysOf } from './keys';
import { scene } from './scene';
import { eventually, type Theme } from './workbench';

const name = 'lake-ostra/brief.txt';
const all: readonly Theme[] = ['dark', 'light', 'high-contrast', 'high-contrast-light'];

/** All of an annotation is read and edited in one view, without a mouse. */
describe('the details by keyboard', () => {
  const here = scene('sample', {
    settings: { 'claimmark.author': 'Cleo Marsh', 'claimmark.suggestions.enabled': false, 'editor.wordWrap': 'on' },
  });
  const sidecar = `${name}.claims.yaml`;
  let page: Frame;

  const words = (): Promise<string> => page.locator('main').innerText();
  /** What has the keyboard in the view. */
  const held = (): Promise<string> =>
    page.evaluate(() => {
      if (!document.hasFocus()) return 'elsewhere';
      const { dataset, textContent } = document.activeElement as HTMLElement;
      return dataset['field'] ?? dataset['action'] ?? textContent;
    });
  const tabTo = async (wanted: string): Promise<void> => {
    for (let i = 0; i < 60 && (await held()) !== wanted; i++) await here.workbench.press('Tab');
    assert.equal(await held(), wanted);
  };

  before(async () => {
    await here.workbench.openFile(name);
    await here.workbench.openSideBar('Claimmark');
    await here.highlighted('Fourteen of the 17 lake districts');
    await here.workbench.placeCursor('Fourteen of the 17 lake districts', 0, 3);
    page = await eventually('the details', async () => {
      for (const frame of here.workbench.page.frames())
        if (
          (await frame
            .locator('main form')
            .count()
            .catch(() => 0)) > 0
        )
          return frame;
      return undefined;
    });
  });

  const toDetails = async (): Promise<void> => {
    await here.workbench.press(...keysOf('claimmark.showDetails'));
    await eventually('the first field', async () => (await held()) === 'tag');
  };

  const inEditor = (): Promise<boolean> =>
    eventually('the editor', () =>
      here.workbench.page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null),
    );

  it('opens with one key at the first field, and Escape goes back, any number of times', async () => {
    // VS Code hears a moment later that the keyboard has left the view: it may have come back by then.
    for (let times = 0; times < 10; times++) {
      await toDetails();
      await here.workbench.press('Escape');
      await inEditor();
    }
  });

  it('keeps the words in sight above the focused field, even in a view of a few lines', async () => {
    const { page: window } = here.workbench;
    const before = window.viewportSize();
    await window.setViewportSize({ width: 810, height: 521 });
    await toDetails();
    await tabTo('note');
    const [top, bottom, field] = await page.evaluate(() => {
      const box = (css: string): DOMRect => document.querySelector(css)?.getBoundingClientRect() ?? new DOMRect();
      return [box('form > header').top, box('form > header').bottom, box('[data-field="note"]').top];
    });
    assert.ok(top === 0 && bottom > 0 && field >= bottom, `words at ${top}–${bottom}, the field at ${field}`);
    await here.workbench.press('Escape');
    await inEditor();
    if (before) await window.setViewportSize(before);
  });

  it('edits note, claim and speaker, and posts a message', async () => {
    await toDetails();
    await tabTo('claim');
    await here.workbench.type('Fourteen districts signed.');
    await here.workbench.press('Tab');
    await here.written(sidecar, /claim: Fourteen districts signed\.\n/);
    await tabTo('note');
    await here.workbench.type('Counted by hand.');
    await here.workbench.press('Tab');
    await here.written(sidecar, /note: Counted by hand\.\n/);
    await eventually('what was written in the view', async () => {
      const values = await Promise.all(
        ['claim', 'note'].map((field) => page.locator(`[data-field="${field}"]`).inputValue()),
      );
      return values.join(' ') === 'Fourteen districts signed. Counted by hand.';
    });
    await tabTo('message');
    await here.workbench.type('Which three did not sign?');
    await here.workbench.press('Control+Enter');
    await here.written(sidecar, /discussion:\n[\s\S]*by: Cleo Marsh\n[\s\S]*note: Which three did not sign\?/);
    await eventually('the message in the view', async () => (await words()).includes('Which three did not sign?'));
  });

  it('gives a verdict', async () => {
    await tabTo('agree');
    await here.workbench.press('Enter');
    await here.written(sidecar, /by: Cleo Marsh\n {8}verdict: agree\n/);
    await eventually('the key pressed', async () => {
      return (await page.locator('[data-action="agree"]').getAttribute('aria-pressed')) === 'true';
    });
    assert.equal(await held(), 'agree', 'the keyboard stays where it was');
  });

  it('changes the stance and the passage of evidence', async () => {
    await tabTo('says');
    await here.workbench.press('ArrowDown');
    await here.workbench.press('Tab');
    await tabTo('quote');
    await here.workbench.type('Fourteen names are on the list.');
    await here.workbench.press('Tab');
    const text = await here.written(sidecar, /quote: Fourteen names are on the list\.\n/);
    assert.match(text, /says: (supports|contradicts|context)\n/);
  });

  it('shows what other sources say on demand, and records what a person makes of it', async () => {
    const told = 'Fourteen of the lake’s 17 districts added pledges of their own.';
    const refused = 'Its three largest districts declined to sign pledges';
    const key = (text: string, action: string): Locator =>
      page.locator('[data-section="kin"] li', { hasText: text }).locator(`[data-action="${action}"]`);
    const answers = (): Promise<string> => page.locator('[data-section="kin"]').innerText();
    assert.equal((await answers()).includes(told), false, 'nothing is asked before somebody wants it');
    await tabTo('askKin');
    await here.workbench.press('Enter');
    await eventually('both sentences', async () => {
      const shown = await answers();
      return shown.includes(told) && shown.includes(refused);
    });
    await key(refused, 'refuseKin').focus();
    await here.workbench.press('Enter');
    await here.written(sidecar, /notLinked:\n\s+- to: courier-article\.txt\n\s+text: ["']?Its three largest districts/);
    await eventually('it is offered no more', async () => !(await answers()).includes(refused));
    assert.equal(await held(), 'askKin', 'the keyboard stays in the section');
    await key(told, 'evidenceKin').focus();
    await here.workbench.press('Enter');
    await here.workbench.pick('Evidence That Supports');
    await here.written(
      sidecar,
      /source: courier-article\.txt\n\s+says: supports\n\s+quote: Fourteen of the lake’s 17 districts added/,
    );
    await key(told, 'linkKin').focus();
    await here.workbench.press('Enter');
    await here.workbench.pick('Both state the same fact');
    await here.written(sidecar, /links:\n\s+- to: courier-article\.txt#\w+\n\s+relation: same/);
    await eventually('the link in the view', async () => {
      return (await page.locator('[data-section="links"]').innerText()).includes('courier-article.txt');
    });
  });

  it('saves a note on a link, and removes the link', async () => {
    await here.workbench.press(...keysOf('claimmark.showDetails'));
    await eventually('the keyboard in the view', async () => (await held()) !== 'elsewhere');
    await page.locator('[data-field="linkNote"]').focus();
    await here.workbench.type('The same list, counted on Monday.');
    await here.workbench.press('Tab');
    await here.written(sidecar, /relation: same\n[\s\S]*note: The same list, counted on Monday\.\n/);
    assert.equal(await held(), 'removeLink', 'the next key is that of the same link');
    await here.workbench.press('Enter');
    await eventually('no link in the sidecar', async () => !(await here.read(sidecar)).includes('counted on Monday'));
    await here.workbench.press('Control+1');
    await inEditor();
    await here.workbench.press(...keysOf('claimmark.undo'));
    await here.written(sidecar, /relation: same\n[\s\S]*note: The same list, counted on Monday\.\n/);
    await here.workbench.press(...keysOf('claimmark.showDetails'));
    await eventually('the keyboard in the view', async () => (await held()) !== 'elsewhere');
  });

  it('keeps a note that is being written on a link when a pull removes the link, and brings the link back', async () => {
    await page.locator('[data-field="linkNote"]').focus();
    await page.locator('[data-field="linkNote"]').fill('Counted again on Friday.');
    const before = await here.read(sidecar);
    const pulled = before.replace(/ {4}links:\n(?: {6}.*\n)+/, '');
    assert.notEqual(pulled, before);
    await writeFile(here.path(sidecar), pulled);
    await here.written(
      sidecar,
      /links:\n\s+- to: courier-article\.txt#\w+\n\s+relation: same\n[\s\S]*note: Counted again on Friday\.\n/,
    );
  });

  for (const theme of all)
    it(`has nothing that axe-core finds wrong: ${theme}`, async () => {
      await here.workbench.setTheme(theme);
      await here.workbench.shoot(`details-${theme}`);
      assert.deepEqual(await wrongIn(page), []);
    });

  it('keeps the answers of other sources when it opens one of them, and shows them again when one comes back', async () => {
    const told = 'Fourteen of the lake’s 17 districts added pledges of their own.';
    const section = page.locator('[data-section="kin"]');
    const about = (): Promise<string> => page.locator('main blockquote').first().innerText();
    const isThere = async (): Promise<boolean> =>
      (await about()).includes('Fourteen of the 17') && (await section.innerText()).includes(told);
    const shown = section.locator('li', { hasText: told }).locator('[data-action="showKin"]');
    await shown.focus();
    await here.workbench.press('Enter');
    // The words that it shows are tagged themselves since they were linked.
    const caret = here.workbench.page.locator('.editor-instance .monaco-editor.focused .cursors-layer .cursor').first();
    await here.workbench.tab('courier-article.txt').waitFor();
    await caret.waitFor();
    await inEditor();
    assert.ok(await isThere(), 'the answers are still there');
    await here.workbench.press('ArrowRight');
    await eventually('the annotation at the cursor', async () => (await about()).includes(told));
    await here.workbench.press('Control+1', 'ArrowRight');
    await eventually('the answers, unasked', isThere);
  });

  it('shows nothing of a source when another one was opened meanwhile', async () => {
    // The other source is in the editor next to it.
    await here.workbench.press('Control+2', 'Control+Home', 'Control+1');
    await eventually('the annotation at the cursor', async () => (await words()).includes('Fourteen of the 17'));
    await here.workbench.press('Control+2');
    await eventually('what to do', async () => (await words()).includes('Put the cursor in a highlight'));
  });

  it('shows an annotation that is read in under the cursor', async () => {
    const other = 'lake-ostra/courier-article.txt.claims.yaml';
    const pulled = 'annotations:\n  - tag: unconfirmed\n    text: Three Neighbors\n\n';
    await writeFile(here.path(other), (await here.read(other)).replace('annotations:\n', pulled));
    await eventually('the new annotation', async () => (await words()).includes('Three Neighbors'));
  });
});
