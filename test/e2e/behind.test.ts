import assert from 'node:assert/strict';
import { keysOf } from './keys';
import { scene } from './scene';
import { drawnWords } from './screen';
import { eventually } from './workbench';

/** A busy machine: the extension host hears of keys two seconds late, and is heard two seconds late. */
describe('what is drawn while the extension host is far behind the window', () => {
  const delays = { toHost: 0, toWindow: 0 };
  const here = scene('article', {
    delays,
    settings: { 'claimmark.author': 'Ana Lima', 'claimmark.suggestions.enabled': false, 'editor.wordWrap': 'on' },
  });
  const drawn = (): Promise<readonly string[]> => drawnWords(here.workbench.page);

  before(() => here.workbench.openFile('market-hall.txt'));

  it('is right once typing pauses, and stays so', async function () {
    this.timeout(180_000);
    await here.workbench.selectByMouse('Canal Street opened');
    await here.workbench.press(...keysOf('claimmark.tagVerified'));
    await here.written('market-hall.txt.claims.yaml', /text: Canal Street opened/);
    await eventually('its words to be drawn', async () => (await drawn()).join('|') === 'Canal Street opened');
    /** Types at the end of some words, and waits until the resulting words, which occur once, are drawn. */
    const typed = async (at: string, text: string, expected: string): Promise<void> => {
      const { to } = await here.workbench.phrase(at);
      await here.workbench.page.mouse.click(to.x, to.y);
      for (const key of text) {
        await here.workbench.type(key);
        await here.workbench.page.waitForTimeout(60);
      }
      let seen: readonly string[] = [];
      const look = async (): Promise<boolean> => (seen = await drawn()).join('|') === expected;
      await eventually(expected, look, 60_000).catch((error: unknown) => {
        throw new Error(`${String(error)}; drawn is ${seen.join('|')}`);
      });
    };
    let after = 'Canal Street opened';
    for (const [toHost, toWindow] of [
      [2000, 0],
      [0, 2000],
      [2000, 2000],
    ] as const) {
      Object.assign(delays, { toHost, toWindow });
      // Letters at the last word's end are part of that word; words after it are not.
      await typed(after, 's late', (after += 's'));
      // Inside.
      await typed('Canal', ' X', (after = after.replace('Canal', 'Canal X')));
      // Letters at the first word's beginning are part of that word.
      await typed('The hall on ', 'Old', (after = `Old${after}`));
      await typed('The hall on Old', '', after);
      after = await restored(typed, after);
    }
    // Messages on their way have arrived once a later one has.
    Object.assign(delays, { toHost: 0, toWindow: 0 });
    await here.workbench.selectByMouse('roof garden will');
    await here.workbench.press(...keysOf('claimmark.tagVerified'));
    await here.written('market-hall.txt.claims.yaml', /text: roof garden will/);
    await here.highlighted('roof garden will');
    assert.deepEqual(await drawn(), [after, 'roof garden will']);
  });

  /** Deletes what was typed before the first word, so that the next round finds that word. */
  async function restored(
    typed: (at: string, text: string, expected: string) => Promise<void>,
    after: string,
  ): Promise<string> {
    const { to } = await here.workbench.phrase('The hall on Old');
    await here.workbench.page.mouse.click(to.x, to.y);
    await here.workbench.press('Backspace', 'Backspace', 'Backspace');
    await typed('The hall on ', '', after.slice(3));
    return after.slice(3);
  }
});
