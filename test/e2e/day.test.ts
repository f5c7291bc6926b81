import assert from 'node:assert/strict';
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../vscode/run/bundle';
import { writeForty } from './forty';
import { keysOf } from './keys';
import { scene } from './scene';
import { eventually } from './workbench';

/**
 * A day with forty sources, by keyboard alone. `out/stopwatch.txt` counts the actions: a key with its modifiers, a
 * typed word, a source opened by its name, a place gone to.
 */
describe('a day with forty sources', () => {
  const here = scene('forty', {
    prepare: async (folder) => void (await writeForty(folder)),
    settings: { 'claimmark.author': 'Cleo Marsh', 'claimmark.suggestions.amount': 100, 'editor.wordWrap': 'on' },
  });
  const spoken = (name: string) => (): Promise<string> => here.workbench.spoken(`${name}:`);
  const triage = spoken('Triage');
  let acts = 0;

  async function press(...keys: readonly string[]): Promise<void> {
    acts += keys.length;
    await here.workbench.press(...keys);
  }

  async function type(word: string): Promise<void> {
    acts++;
    await here.workbench.type(word);
  }

  /** Records how many actions something took, which must be no more than `most`. */
  async function took(what: string, most: number, act: () => Promise<void>): Promise<void> {
    const before = acts;
    await act();
    const taken = acts - before;
    await mkdir(path.join(root, 'out'), { recursive: true });
    await appendFile(path.join(root, 'out/stopwatch.txt'), `${what}: ${taken}\n`);
    assert.ok(taken <= most, `${what}: ${taken} actions, at most ${most}`);
  }

  async function open(name: string): Promise<void> {
    acts++;
    await here.workbench.openFile(name);
    await here.workbench.press('Control+1');
  }

  async function goTo(line: number, column: number): Promise<void> {
    acts++;
    await here.workbench.goToLine(line, column);
  }

  it('tags the first claim of a window that was just opened with one key, wherever the cursor is in it', async () => {
    await took('the first tag from a cold start', 3, async () => {
      await open('01-amberlow.txt');
      await goTo(3, 30);
      await took('a claim, the cursor in it', 1, () => press(...keysOf('claimmark.tagVerified')));
    });
    const text = await here.written('01-amberlow.txt.claims.yaml', /tag: verified\n/);
    assert.match(text, /text: The council of Amberlow voted on 14 May 2026 to spend 3\.5 million crowns/);
  });

  it('tags a claim as verified, with an address in the clipboard as evidence, with four keys', async () => {
    await here.workbench.page.evaluate(() => navigator.clipboard.writeText('https://example.org/amberlow/minutes'));
    await goTo(3, 130);
    await took('a verified claim with an address', 4, async () => {
      await press(...keysOf('claimmark.tagVerified'), ...keysOf('claimmark.addEvidence'));
      await here.workbench.quickInput.getByText('From the clipboard').waitFor();
      await press('Enter');
      await here.workbench.quickInput.getByText('Supports').first().waitFor();
      await press('Enter');
    });
    const text = await here.written('01-amberlow.txt.claims.yaml', /url: https:\/\/example\.org\/amberlow\/minutes\n/);
    assert.match(text, /tag: verified\n\s+text: It expects 11 percent[\s\S]*url: https/);
  });

  it('makes a new tag for the workspace from the list of tags, with one key', async () => {
    await goTo(5, 8);
    await press(...keysOf('claimmark.tagAs'));
    await here.workbench.quickInput.getByText('Unconfirmed').first().waitFor();
    await here.workbench.type('Needs expert');
    await here.workbench.quickInput.getByText('New tag “Needs expert”…').first().waitFor();
    await press('Enter');
    await here.workbench.quickInput.getByText('Its key in triage').waitFor();
    await here.workbench.type('x');
    await press('Enter');
    await here.workbench.quickInput.getByText('Purple').first().waitFor();
    await press('ArrowDown', 'Enter');
    await here.workbench.quickInput.getByText('Settings of the workspace').first().waitFor();
    await press('Enter');
    const settings = await here.written('.vscode/settings.json', /"id": "needs-expert"/);
    assert.match(settings, /"label": "Needs expert",\s+"key": "x",\s+"color": "charts\.purple"/);
    await here.written('01-amberlow.txt.claims.yaml', /tag: needs-expert\n/);
  });

  it('turns the reading view on with one key, and off with another press', async () => {
    await here.workbench.press('Control+1');
    const height = async (): Promise<string> =>
      here.workbench.page
        .locator('.view-line')
        .first()
        .evaluate((line) => line.style.height);
    const asCode = await height();
    await press(...keysOf('claimmark.readingView'));
    await here.workbench.statusBar('Source (reading view)').waitFor();
    await eventually('wider lines', async () => (await height()) !== asCode);
    await here.written('.vscode/settings.json', /"claimmark\.readingView": "always"/);
    await press(...keysOf('claimmark.readingView'));
    await here.workbench.statusBar('Plain Text').waitFor();
    await eventually('lines as before', async () => (await height()) === asCode);
    await here.written('.vscode/settings.json', /"claimmark\.readingView": "never"/);
  });

  it('tags a quote in a transcript with one key, and takes its speaker over', async () => {
    await open('05-eskford.txt');
    await goTo(3, 20);
    await took('a quote in a transcript', 1, () => press(...keysOf('claimmark.tagQuote')));
    const text = await here.written('05-eskford.txt.claims.yaml', /tag: quote\n/);
    assert.match(text, /text: We have spent 7\.5 million/);
    assert.match(text, /speaker: .*vale/i);
  });

  it('decides each suggestion with one key, and finishes a source and goes on with one more', async () => {
    await open('02-brackton.txt');
    await took('triage begun', 1, () => press(...keysOf('claimmark.triage')));
    const left = async (): Promise<number> => {
      const [, decided, all] = /^(\d+) of (\d+) decided/.exec(await triage())?.map(Number) ?? [];
      return (all ?? 0) - (decided ?? 0);
    };
    const begun = (): Promise<boolean> => left().then((count) => count > 0);
    await eventually('the first suggestion', begun);
    const seen = new Set<string>();
    for (let source = 0; source < 6; source++) {
      const count = await left();
      await took(`a source with ${count} suggestions`, count, async () => {
        for (let step = 0; step < count && !(await triage()).includes('Everything is decided'); step++) {
          const before = await triage();
          await press(step % 2 === 0 ? 'u' : 'd');
          await eventually('the next', async () => (await triage()) !== before);
        }
      });
      const end = await triage();
      const [, name = ''] = /Everything is decided in (.+?)\. /.exec(end) ?? [];
      assert.ok(name !== '' && !seen.has(name), end);
      seen.add(name);
      await took('finished, and on to the next', 1, () => press('f'));
      await here.written(`${name}.claims.yaml`, /^finished:\n {2}by: Cleo Marsh\n/m);
      await eventually('the next source', begun);
    }
    await press('Escape');
  });

  it('shows in the tree how many sources are finished', async () => {
    await here.workbench.openSideBar('Claimmark');
    const head = await eventually('the head', async () =>
      (await here.workbench.rowTexts('Workspace')).find((row) => / of 40 begun/.test(row)),
    );
    assert.match(head, /^7 of 40 begun.*· 6 finished/);
    for (const theme of ['light', 'dark'] as const) {
      await here.workbench.setTheme(theme);
      await here.workbench.shoot(`day-${theme}`);
    }
  });

  it('no longer shows a source as finished when its text changes', async () => {
    await open('02-brackton.txt');
    await press('Control+End');
    // It was closed to typing in triage, and opens a moment after it is shown again.
    await eventually('a line more', async () => {
      await here.workbench.type('A line more.');
      return (await here.workbench.visibleText()).includes('A line more.');
    });
    await press('Control+s');
    await eventually(
      'no longer finished',
      async () => !/^finished:/m.test(await here.read('02-brackton.txt.claims.yaml')),
    );
    const heads = async (): Promise<string> => (await here.workbench.rowTexts('Workspace')).join('\n');
    await eventually('five finished', async () => /7 of 40 begun.*· 5 finished/.test(await heads()));
  });

  it('finds all quotes of one speaker', async () => {
    await took('all that Vale said', 3, async () => {
      await press(...keysOf('claimmark.goToAnnotation'));
      await here.workbench.quickInput.locator('input:focus').waitFor();
      await type('vale');
    });
    await here.workbench.quickInput.getByText('We have spent 7.5 million').first().waitFor();
    // The words are shown at once; Escape leads back to where the person was and keeps the keyboard there.
    await here.workbench.page.locator('.tab.active').filter({ hasText: '01-amberlow.txt' }).waitFor();
    await press('Escape', 'F1');
    await here.workbench.page.locator('.tab.active').filter({ hasText: '02-brackton.txt' }).waitFor();
    assert.equal(await here.workbench.quickInput.locator('input:focus').inputValue(), '>');
    await press('Escape');
    await here.workbench.quickInput.waitFor({ state: 'hidden' });
  });

  it('makes a brief of the day', async () => {
    await here.workbench.runCommand('Claimmark: Make a Brief…');
    await took('the brief, once asked for', 3, async () => {
      await here.workbench.quickInput.getByText('Which sources belong').waitFor();
      await press('Enter');
      await here.workbench.quickInput.getByText('Where should the brief be saved').waitFor();
      await press('Enter');
      await here.workbench.quickInput.getByText('Key takeaways').waitFor();
      await press('Enter');
    });
    const brief = await here.written('brief.md', /Amberlow/);
    assert.match(brief, /The council of Amberlow voted/);
  });
});
