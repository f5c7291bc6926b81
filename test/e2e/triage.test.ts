import assert from 'node:assert/strict';
import { keysOf } from './keys';
import { scene } from './scene';
import { eventually } from './workbench';

const name = 'market-hall.txt';

/** A source is decided from its first suggestion to its last without a mouse. */
describe('triage by keyboard alone', () => {
  const here = scene('article', {
    settings: { 'claimmark.author': 'Ana Lima', 'claimmark.suggestions.amount': 100, 'editor.wordWrap': 'on' },
  });
  const bar = () => here.workbench.statusBar('Triage:');
  const spoken = (): Promise<string> => here.workbench.spoken('Triage:');
  const sidecar = (): Promise<string> => here.read(`${name}.claims.yaml`);
  const isDone = (words: string): boolean => words.includes('Everything is decided');
  const entries = async (): Promise<number> => (await sidecar()).match(/^ {2}- /gm)?.length ?? 0;

  before(() => here.workbench.openFile(name));

  it('keeps the icon of an annotation if a suggestion begins on the same line', async () => {
    await here.highlighted('The hall on Canal Street opened');
    await here.workbench.selectByMouse('The hall on');
    await here.workbench.press(...keysOf('claimmark.tagVerified'));
    await eventually('the icon', async () => (await icons()).some((icon) => icon.includes('verified-dark.svg')));
    await here.workbench.press(...keysOf('claimmark.undo'));
    await eventually('no icon', async () => !(await icons()).some((icon) => icon.includes('verified-dark.svg')));
  });

  it('begins with one key, and tells a screen reader which suggestion is current', async () => {
    await here.highlighted('opened on Tuesday with 48');
    await here.workbench.press('Control+1');
    await here.workbench.press(...keysOf('claimmark.triage'));
    await bar().waitFor();
    await here.workbench.shoot('triage');
    assert.match(await spoken(), /^0 of \d+ decided\. .+ V Verified.*D dismiss/);
    assert.equal(await bar().getByRole('status').count(), 1, 'what changes in it is read out');
  });

  it('decides each suggestion with one key, and announces the next', async () => {
    const keys = ['v', 'u', 'd', 'q'];
    const heard = new Set<string>();
    let reached: { decided: number; all: number | undefined } = { decided: -1, all: undefined };
    for (let step = 0; step < 60 && !isDone(await spoken()); step++) {
      const before = await spoken();
      heard.add(before);
      const [, decided, all] = /^(\d+) of (\d+) decided\. \S/.exec(before)?.map(Number) ?? [];
      // A tag on a sentence decides the quote in it as well.
      assert.ok(decided !== undefined && decided >= step && decided > reached.decided, before);
      assert.ok(reached.all === undefined || reached.all === all, `${before}, before that of ${reached.all}`);
      reached = { decided, all };
      await here.workbench.press(keys[step % keys.length] ?? 'v');
      await eventually('the next suggestion', async () => (await spoken()) !== before);
    }
    // The source stays closed to keys until the person leaves.
    await here.workbench.press('v', 'd');
    assert.ok(isDone(await spoken()));
    await here.workbench.press('Escape');
    await bar().waitFor({ state: 'hidden' });
    assert.ok(heard.size > 10, `${heard.size} steps`);
    await eventually(`all of ${heard.size} in the sidecar`, async () => (await entries()) === heard.size);
  });

  it('has not changed the source, and has saved each decision', async () => {
    const text = await sidecar();
    for (const tag of ['verified', 'unconfirmed', 'quote']) assert.match(text, new RegExp(`tag: ${tag}\n`));
    assert.match(text, /^dismissed:\n {2}- text: /m);
    assert.doesNotMatch(await here.workbench.visibleText(), /[vudq]{2}The hall/);
    assert.equal(await here.workbench.tab(name).and(here.workbench.page.locator('.dirty')).count(), 0);
  });

  it('undoes the last decision, and lets it be made again', async () => {
    const before = await entries();
    await here.workbench.press(...keysOf('claimmark.undo'));
    await eventually('one entry less', async () => (await entries()) === before - 1);
    await here.workbench.press(...keysOf('claimmark.triage'));
    await bar().waitFor();
    await here.workbench.press('d');
    await eventually('as many entries as before', async () => (await entries()) === before);
  });

  it('removes its line even if the person goes elsewhere at once', async () => {
    const line = here.workbench.page.locator('.codelens-decoration').filter({ hasText: 'All decided' });
    await line.first().waitFor();
    await here.workbench.press('Escape');
    await bar().waitFor({ state: 'hidden' });
    await here.workbench.press('F1');
    await here.workbench.quickInput.waitFor();
    await line.first().waitFor({ state: 'hidden' });
    assert.ok(await here.workbench.quickInput.isVisible(), 'the keyboard is still elsewhere');
    await here.workbench.press('Escape');
  });

  /** The icons next to the lines. */
  async function icons(): Promise<string[]> {
    const drawn = here.workbench.page.locator('.glyph-margin-widgets .cgmr');
    return drawn.evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundImage));
  }
});
