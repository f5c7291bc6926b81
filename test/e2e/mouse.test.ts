import assert from 'node:assert/strict';
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from '../vscode/run/bundle';
import { writeForty } from './forty';
import { scene } from './scene';
import { comes, eventually } from './workbench';

/** The same day by mouse alone; each click, rest on a row and typed word is counted, and `out/stopwatch.txt` tells how many there were. */
describe('a day with forty sources, by mouse', () => {
  const here = scene('forty', {
    prepare: async (folder) => void (await writeForty(folder)),
    settings: { 'claimmark.author': 'Cleo Marsh', 'claimmark.suggestions.amount': 100, 'editor.wordWrap': 'on' },
  });
  let done = 0;

  async function click(what: Locator): Promise<void> {
    done++;
    await what.click();
  }

  /** Records how many actions something took, which must be no more than `most`. */
  async function took(what: string, most: number, act: () => Promise<void>): Promise<void> {
    const before = done;
    await act();
    const acts = done - before;
    await mkdir(path.join(root, 'out'), { recursive: true });
    await appendFile(path.join(root, 'out/stopwatch.txt'), `by mouse, ${what}: ${acts}\n`);
    assert.ok(acts <= most, `${what}: ${acts} acts, at most ${most}`);
  }

  const entry = (name: string | RegExp): Locator => here.workbench.page.getByRole('menuitem', { name });

  /** VS Code ignores clicks for a moment after a menu has opened, so that a slow right click chooses nothing. */
  async function choose(name: string): Promise<void> {
    done++;
    await eventually(`“${name}” to be taken`, async () => {
      if ((await entry(name).count()) === 0) return true;
      await entry(name)
        .click({ timeout: 1000 })
        .catch(() => undefined);
      return (await entry(name).count()) === 0;
    });
  }

  /** Opens our menu on words with one right click, wherever the cursor was before. */
  async function menuOn(phrase: string): Promise<void> {
    const { inside } = await here.workbench.phrase(phrase);
    done++;
    await here.workbench.page.mouse.click(inside.x, inside.y, { button: 'right' });
    await entry('Claimmark').hover();
    await entry('Tag as Verified').waitFor();
  }

  async function typed(text: string): Promise<void> {
    done++;
    await here.workbench.type(text);
  }

  async function open(name: string): Promise<void> {
    await here.workbench.openSideBar('Explorer');
    const row = here.workbench.page.locator('.explorer-folders-view .monaco-list-row').getByText(name, { exact: true });
    const tab = here.workbench.page.locator('.tab.active').filter({ hasText: name });
    // A file that comes in that moment moves the rows, and the click opens another one.
    done++;
    await eventually(`${name} in the editor`, async () => {
      await row.click();
      return comes(tab, 5000);
    });
  }

  it('tags the first claim of a window that was just opened, without selecting it', async () => {
    await took('the first tag from a cold start', 3, async () => {
      await open('01-amberlow.txt');
      await took('a claim', 2, async () => {
        await menuOn('voted on 14 May');
        await choose('Tag as Verified');
      });
    });
    const text = await here.written('01-amberlow.txt.claims.yaml', /tag: verified\n/);
    assert.match(text, /text: The council of Amberlow voted on 14 May 2026 to spend 3\.5 million crowns/);
    await here.highlighted('voted on 14 May');
  });

  it('offers the actions for an annotation, and takes evidence from the clipboard', async () => {
    await here.workbench.page.evaluate(() => navigator.clipboard.writeText('https://example.org/amberlow/minutes'));
    await took('evidence for it, from the clipboard', 5, async () => {
      await menuOn('voted on 14 May');
      await choose('More for These Words…');
      const list = here.workbench.page.locator('.action-widget');
      await list.getByText('Remove annotation').waitFor();
      assert.equal(await list.getByText('Dismiss suggestion').count(), 0);
      await click(list.getByText('Add evidence'));
      await click(here.workbench.quickInput.getByText('From the clipboard').first());
      await click(here.workbench.quickInput.getByText('Supports').first());
    });
    await here.written('01-amberlow.txt.claims.yaml', /url: https:\/\/example\.org\/amberlow\/minutes\n/);
  });

  it('makes a new tag for the workspace from the list of tags', async () => {
    await took('a new tag, its name typed', 9, async () => {
      await menuOn('“We waited eleven years');
      await choose('Tag As…');
      await here.workbench.quickInput.getByText('Unconfirmed').first().waitFor();
      await typed('Needs expert');
      await click(here.workbench.quickInput.getByText('New tag “Needs expert”…').first());
      await here.workbench.quickInput.getByText('Its key in triage').waitFor();
      await typed('x');
      await here.workbench.press('Enter');
      await click(here.workbench.quickInput.getByText('Purple').first());
      await click(here.workbench.quickInput.getByText('Settings of the workspace').first());
    });
    await here.written('.vscode/settings.json', /"id": "needs-expert"/);
    await here.written('01-amberlow.txt.claims.yaml', /tag: needs-expert\n/);
  });

  it('tags a quote in a transcript, and takes its speaker over', async () => {
    await open('05-eskford.txt');
    await took('a quote in a transcript', 2, async () => {
      await menuOn('We have spent 7.5');
      await choose('Tag as Quote');
    });
    const text = await here.written('05-eskford.txt.claims.yaml', /tag: quote\n/);
    assert.match(text, /speaker: .*vale/i);
  });

  it('decides each suggestion with a click, finishes the source and goes on with one more', async () => {
    const lens = (name: string | RegExp): Locator =>
      here.workbench.page.locator('.codelens-decoration a').filter({ hasText: name }).first();
    const spoken = (): Promise<string> => here.workbench.spoken('Triage:');
    await open('02-brackton.txt');
    const begin = here.workbench.page.locator('.editor-actions').getByRole('button', { name: /Triage/ });
    await took('triage begun', 1, () => click(begin));
    const count = await eventually('the first suggestion', async () => {
      const [, decided, all] = /^(\d+) of (\d+) decided/.exec(await spoken())?.map(Number) ?? [];
      return all !== undefined && all - (decided ?? 0);
    });
    await took(`a source with ${count} suggestions`, count, async () => {
      for (let step = 0; step < count && !(await spoken()).includes('Everything is decided'); step++) {
        const before = await spoken();
        await click(lens(/^U /));
        await eventually('the next', async () => (await spoken()) !== before);
      }
    });
    await eventually('the end', async () => (await spoken()).includes('Everything is decided'));
    await took('finished, and on to the next', 1, () => click(lens(/^F /)));
    await here.written('02-brackton.txt.claims.yaml', /^finished:\n {2}by: Cleo Marsh\n/m);
    await eventually('the next source', async () => /^\d+ of \d+ decided/.test(await spoken()));
  });

  it('opens the next untouched source from the tree', async () => {
    await here.workbench.openSideBar('Claimmark');
    const row = here.workbench.rows('Workspace').filter({ hasText: /\d+ untouched/ });
    await took('the next source', 2, async () => {
      done++;
      await row.hover();
      await click(row.getByRole('button').first());
    });
    await here.workbench.page.locator('.tab.active').filter({ hasText: '03-cawdry.txt' }).waitFor();
  });

  it('edits a claim in the details', async () => {
    const row = here.workbench.rows('Workspace').filter({ hasText: 'The council of Amberlow voted' }).first();
    await row.waitFor();
    await took('the details of a claim', 1, () => click(row));
    const page = await eventually('the details', async () => {
      for (const frame of here.workbench.page.frames()) {
        const words = frame.locator('main blockquote').first();
        if ((await words.innerText({ timeout: 500 }).catch(() => '')).includes('The council of Amberlow')) return frame;
      }
      return undefined;
    });
    await page.locator('[data-field="note"]').click();
    await here.workbench.type('Seen in the minutes.');
    await page.locator('[data-field="claim"]').click();
    await here.written('01-amberlow.txt.claims.yaml', /note: Seen in the minutes\.\n/);
  });

  /** Clicks an action in the head of the view, or in its menu. */
  async function fromHead(title: string, inMenu: boolean): Promise<void> {
    const pane = here.workbench.view('Workspace');
    await pane.hover();
    const head = pane.locator('.pane-header');
    if (!inMenu) return click(head.getByRole('button', { name: title }));
    await eventually(`“${title}” in the menu`, async () => {
      await head.getByRole('button', { name: /More Actions|Views and More/ }).click();
      return comes(entry(title), 2000);
    });
    done++;
    await choose(title);
  }

  it('finds all quotes of one speaker', async () => {
    await took('all that Vale said', 3, async () => {
      await fromHead('Go to Annotation…', false);
      await here.workbench.quickInput.locator('input:focus').waitFor();
      await typed('vale');
      // The list shrinks: a click on one of its rows would land outside and close it.
      await here.workbench.quickInput.getByText('The council of').first().waitFor({ state: 'hidden' });
    });
    await took('and goes there', 1, () =>
      click(here.workbench.quickInput.getByText('We have spent 7.5 million').first()),
    );
    await here.workbench.page.locator('.tab.active').filter({ hasText: '05-eskford.txt' }).waitFor();
  });

  it('makes a brief of the day', async () => {
    await took('the brief', 5, async () => {
      await fromHead('Make a Brief…', true);
      await here.workbench.quickInput.getByText('Which sources belong').waitFor();
      await click(here.workbench.quickInput.getByRole('button', { name: 'OK' }));
      await here.workbench.quickInput.getByText('Where should the brief be saved').waitFor();
      await here.workbench.press('Enter');
      await here.workbench.quickInput.getByText('Key takeaways').waitFor();
      await here.workbench.press('Enter');
    });
    assert.match(await here.written('brief.md', /Amberlow/), /The council of Amberlow voted/);
  });
});
