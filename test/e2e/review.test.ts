import assert from 'node:assert/strict';
import { keysOf } from './keys';
import { scene } from './scene';
import { eventually, type Theme } from './workbench';

const name = 'lake-ostra/brief.txt';
const seen: readonly Theme[] = ['dark', 'light', 'high-contrast'];

/** A reviewer gets a folder from a colleague and judges what she tagged, by keyboard. */
describe('reviewing by keyboard', () => {
  const here = scene('sample', {
    settings: { 'claimmark.author': 'Cleo Marsh', 'claimmark.suggestions.enabled': false, 'editor.wordWrap': 'on' },
  });
  const bar = () => here.workbench.statusBar('Review:');
  const sidecar = (): Promise<string> => here.read(`${name}.claims.yaml`);
  const spoken = (): Promise<string> => here.workbench.spoken('Review:');
  let given: string;

  before(async () => {
    given = await sidecar();
    await here.workbench.openFile(name);
    await here.workbench.press('Control+1');
  });

  it('shows what a colleague tagged', async () => {
    await here.highlighted('Fourteen of the 17 lake districts');
    const hover = await here.workbench.hover('agreed to cut withdrawals');
    assert.match(await hover.innerText(), /Bo Chen agrees[\s\S]*Ana Lima/);
    await here.workbench.press('Escape');
  });

  it('goes from one annotation to the next and takes a verdict with one key', async () => {
    await here.workbench.press('Control+Home', ...keysOf('claimmark.review'));
    await bar().waitFor();
    await here.workbench.page.locator('.codelens-decoration', { hasText: 'D disagree' }).waitFor();
    for (const theme of seen) {
      await here.workbench.setTheme(theme);
      await here.workbench.shoot(`review-${theme}`);
    }
    await here.workbench.press('Control+1');
    const keys = ['a', 'd', 's'];
    let steps = 0;
    for (; steps < 40 && !(await spoken()).includes('Everything is decided'); steps++) {
      const before = await spoken();
      assert.match(before, new RegExp(`^${steps} of \\d+ decided\\. .*(Ana Lima|Bo Chen).* A agree, D disagree`));
      const key = keys[steps % keys.length] ?? 'a';
      await here.workbench.press(key);
      if (key !== 'a') {
        // The reason is asked for, and may be skipped.
        await here.workbench.quickInput.locator('input:focus').waitFor();
        await here.workbench.press('Enter');
      }
      await eventually('the next annotation', async () => (await spoken()) !== before);
    }
    assert.ok(steps > 5, `${steps} steps`);
    await here.workbench.press('Escape');
    await bar().waitFor({ state: 'hidden' });
    await eventually('every verdict in the sidecar', async () => count(await sidecar(), 'by: Cleo Marsh') === steps);
  });

  it('leaves every line of the author unchanged', async () => {
    const lines = (await sidecar()).split('\n');
    let at = -1;
    for (const line of given.split('\n')) {
      at = lines.indexOf(line, at + 1);
      assert.ok(at >= 0, line);
    }
    for (const verdict of ['agree', 'disagree', 'unsure'])
      assert.match(await sidecar(), new RegExp(`by: Cleo Marsh\n {8}verdict: ${verdict}\n`));
  });

  it('discusses an annotation in a thread on its words', async () => {
    await here.workbench.press('Control+1', 'Control+Home');
    await here.workbench.placeCursor('Fourteen of the 17 lake districts', 0, 3);
    await here.workbench.press(...keysOf('claimmark.discuss'));
    const thread = here.workbench.page.locator('.review-widget');
    await thread.waitFor();
    // The keyboard is in the box, and no letter falls into the source.
    await thread.locator('.monaco-editor.focused').waitFor();
    await here.workbench.type('Which three did not sign?');
    await here.workbench.press('Control+Enter');
    await here.written(`${name}.claims.yaml`, /discussion:\n[\s\S]*note: Which three did not sign\?/);
    await thread.getByText('Which three did not sign?').first().waitFor();
    // The same in a thread that has messages.
    await here.workbench.press('Control+1');
    await here.workbench.placeCursor('Fourteen of the 17 lake districts', 0, 3);
    await here.workbench.press(...keysOf('claimmark.discuss'));
    await thread.locator('.monaco-editor.focused').waitFor();
    await here.workbench.type('Two of the north did.');
    await here.workbench.press('Control+Enter');
    await here.written(`${name}.claims.yaml`, /note: Which three did not sign\?[\s\S]*note: Two of the north did\./);
    await thread.getByText('Two of the north did.').first().waitFor();
    // A saved message is drawn once more and takes the keyboard, which would close a list that opens before that.
    await thread.getByRole('button', { name: 'Reply' }).waitFor();
    for (const theme of seen) {
      await here.workbench.setTheme(theme);
      await here.workbench.shoot(`thread-${theme}`);
    }
  });

  it('shows the box of a thread even if its words are at the bottom of the screen', async () => {
    const { page } = here.workbench;
    await page.locator('.review-widget').getByRole('button', { name: 'Collapse' }).first().click();
    await page.locator('.review-widget').waitFor({ state: 'hidden' });
    await here.workbench.press('Control+1', 'Control+Home');
    const { from } = await here.workbench.phrase('Corvane Hydro must release');
    const height = Math.round(from.y) + 60;
    await page.setViewportSize({ width: 1400, height });
    await here.workbench.placeCursor('Corvane Hydro must release', 0, 3);
    await here.workbench.press(...keysOf('claimmark.discuss'));
    const box = page.locator('.review-widget .monaco-editor.focused');
    await box.waitFor();
    await eventually('the box on the screen', async () => {
      const at = await box.boundingBox();
      return at !== null && at.y > 0 && at.y + at.height < height;
    });
    await page.setViewportSize({ width: 1400, height: 900 });
  });

  it('opens a report of the workspace', async () => {
    await here.workbench.runCommand('Claimmark: Show Report of the Workspace');
    const page = here.workbench.page.frameLocator('iframe.webview').frameLocator('iframe');
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const theme of seen) {
      await here.workbench.setTheme(theme);
      await here.workbench.shoot(`report-${theme}`);
    }
  });
});

const count = (text: string, words: string): number => text.split(words).length - 1;
