import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { keysOf } from './keys';
import { scene } from './scene';
import { eventually } from './workbench';

/** Two articles on one event, and a draft made from them: read against each other, linked, and made into a brief. */
describe('the way from two articles to a brief', () => {
  const here = scene('strait', {
    settings: { 'claimmark.author': 'Ana Lima', 'claimmark.suggestions.enabled': false, 'editor.wordWrap': 'on' },
  });
  const [post, courier] = ['post.txt.claims.yaml', 'courier.txt.claims.yaml'];

  /** Tags the sentence with this phrase as verified, in the source that is open. */
  async function verify(phrase: string): Promise<void> {
    await here.workbench.placeCursor(phrase, 0, 3);
    await here.workbench.press(...keysOf('claimmark.tagVerified'));
    await here.highlighted(phrase);
  }

  it('finds the altered quotation of the draft', async () => {
    await here.workbench.openFile('draft.md');
    await here.workbench.runCommand('Claimmark: Check Quotes in This Draft');
    await here.workbench.press('Control+Shift+m');
    const row = here.workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'Not word for word' });
    await row.waitFor();
    assert.match(await row.innerText(), /the source also has “not”/);
    await here.workbench.shoot('way-draft');
    await here.workbench.press('Control+Shift+m');
  });

  it('compares the figures of both articles, and links their lines', async () => {
    await here.workbench.openFile('post.txt');
    await verify('The watch would be led');
    await here.workbench.press(...keysOf('claimmark.findKin'));
    const answer = here.workbench.quickInput.locator('.monaco-list-row', { hasText: 'the watch is expected to cost' });
    await answer.waitFor();
    assert.match(await answer.innerText(), /Different figure: “40 million” here, “60 million” there/);
    await here.workbench.shoot('way-kin');
    await answer.click();
    await here.workbench.pick('They can’t both be true');
    await here.written(post, /links:\n\s+- to: ["']?courier\.txt#\w+["']?\n\s+relation: contradicts/);
    await here.written(courier, /tag: unconfirmed\n\s+text: Led from the port of Tarn/);
  });

  it('links a line with the selection in the other article, by one key', async () => {
    const words = 'The foreign ministers of ten nations';
    await here.workbench.openFile('courier.txt');
    await here.workbench.selectByKeyboard(words);
    await here.workbench.openFile('post.txt');
    await verify('Ministers of ten countries met');
    await here.workbench.press(...keysOf('claimmark.link'));
    await here.workbench.quickInput.getByText('Selected elsewhere').waitFor();
    await here.workbench.shoot('way-link');
    await here.workbench.pick(words);
    await here.workbench.pick('Both state the same fact');
    await here.written(post, /relation: same/);
    // What states the same as a verified claim is verified, else one fact would have two tags.
    await here.written(courier, /tag: verified\n\s+text: The foreign ministers of ten nations\n/);
  });

  it('follows the link, side by side', async () => {
    await here.workbench.placeCursor('The watch would be led', 0, 3);
    await here.workbench.press(...keysOf('claimmark.followLink'));
    await eventually('both articles', async () => {
      return (await here.workbench.page.locator('.editor-instance .monaco-editor:visible').count()) === 2;
    });
    await eventually('the other line', async () => (await here.workbench.visibleText()).includes('$60 million a year'));
    await here.workbench.shoot('way-both');
    await here.workbench.press('Control+1');
  });

  it('shows what each source says, as a matrix in the report', async () => {
    await here.workbench.runCommand('Claimmark: Show Report of the Workspace');
    const report = await eventually('the report', async () => {
      const found = await Promise.all(here.workbench.page.frames().map(async (frame) => ((await hasMatrix(frame)) ? frame : []))); // prettier-ignore
      return found.flat()[0];
    });
    const row = report.locator('[aria-labelledby="comparison"] tr', { hasText: 'the watch is expected to cost' });
    assert.deepEqual((await row.locator('td').allInnerTexts()).map((cell) => /contradicts/.test(cell)), [false, true]); // prettier-ignore
    await row.scrollIntoViewIfNeeded();
    await here.workbench.shoot('way-matrix');
  });

  it('makes a brief that cites both, and marks contradictions', async () => {
    await here.workbench.runCommand('Claimmark: Make a Brief…');
    for (const question of ['Which sources belong', 'Where should the brief be saved', 'Key takeaways']) {
      await here.workbench.quickInput.getByText(question).waitFor();
      await here.workbench.press('Enter');
    }
    const brief = await here.written('brief.md', /40 million/);
    const line = (words: string): string => brief.split('\n').find((one) => one.includes(words)) ?? '';
    const facts = brief.slice(brief.indexOf('## Verified facts'), brief.indexOf('## Official statements'));
    assert.match(facts, /ministers of ten .*\[courier\.txt, line 5\].*\[post\.txt, line 6\]/i);
    assert.match(line('40 million'), /contradicts courier\.txt, line 11/);
    assert.match(line('60 million'), /contradicts post\.txt, line 12/);
    await here.workbench.tab('brief.md').waitFor();
    await here.workbench.shoot('way-brief');
  });
});

/** Whether a frame is the report, with its table of what the sources say. */
const hasMatrix = (frame: Frame): Promise<boolean> =>
  frame
    .getByText('What the sources say')
    .count()
    .then(
      (count) => count > 0,
      () => false,
    );
