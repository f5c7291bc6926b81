import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../vscode/run/bundle';
import { keysOf } from './keys';
import { eventually, openWorkbench, themes, type Theme, type Workbench } from './workbench';

/** One person's afternoon with one source; each step goes on from the last. */
describe('annotating a source', function () {
  this.bail(true);
  let home: string;
  let workbench: Workbench;
  const source = (): string => path.join(home, 'article', 'market-hall.txt');
  const sidecar = (): Promise<string> => readFile(`${source()}.claims.yaml`, 'utf8').catch(() => '');

  /** Waits until the sidecar on the disk is as it should be. */
  const written = (what: string, pattern: RegExp): Promise<string> =>
    eventually(`${what} in the sidecar`, async () => {
      const text = await sidecar();
      return pattern.test(text) && text;
    });

  /** Waits until a phrase is drawn as an annotation, or is not. */
  const highlighted = (phrase: string, wanted = true): Promise<unknown> =>
    eventually(
      `“${phrase}” ${wanted ? '' : 'not '}highlighted`,
      async () => (await workbench.phrase(phrase)).styles.length > 0 === wanted,
    );

  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'claimmark-e2e-'));
    await cp(path.join(root, 'test/fixtures/article'), path.join(home, 'article'), { recursive: true });
    workbench = await openWorkbench({
      folder: path.join(home, 'article'),
      settings: {
        'claimmark.author': 'Ana Lima',
        'claimmark.readingView': 'never',
        'claimmark.suggestions.enabled': false,
        'editor.wordWrap': 'on',
      },
    });
    await workbench.openFile('market-hall.txt');
  });

  after(async () => {
    await workbench?.close();
    await rm(home, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      console.log(`      what the screen showed: ${await workbench.shoot('failed')}`);
      console.log(await sidecar());
    }
  });

  it('tags what the mouse selects, with one key', async () => {
    await workbench.selectByMouse('The hall on Canal Street opened on Tuesday');
    await workbench.press(...keysOf('claimmark.tagVerified'));
    await written('the claim', /tag: verified\n {4}text: The hall on Canal Street opened on Tuesday\n/);
    await highlighted('Canal Street opened');
  });

  it('tags what the keyboard selects', async () => {
    await workbench.selectByKeyboard('cost 4.2 million crowns');
    await workbench.press(...keysOf('claimmark.tagUnconfirmed'));
    await written('the claim', /tag: unconfirmed\n {4}text: cost 4\.2 million crowns\n/);
    await highlighted('cost 4.2 million');
  });

  it('tags the sentence at the cursor, and retags it with another key', async () => {
    await workbench.placeCursor('and the first loaf was sold');
    await workbench.press(...keysOf('claimmark.tagUnconfirmed'));
    await written('the sentence', /tag: unconfirmed\n {4}text: Some three hundred people waited .* past the hour\.?\n/);
    await workbench.press(...keysOf('claimmark.tagVerified'));
    await written('the new tag', /tag: verified\n {4}text: Some three hundred people/);
  });

  it('tags a quote and writes a note on it', async () => {
    await workbench.selectByMouse('“I would rather be late than under a falling roof.”');
    await workbench.press(...keysOf('claimmark.tagQuote'));
    await written('the quote', /tag: quote\n {4}text: “I would rather be late than under a falling roof\.”\n/);
    await workbench.press(...keysOf('claimmark.editNote'));
    await workbench.answer('Said to the crowd at *seven* o’clock');
    await written('the note', /note: Said to the crowd at \*seven\* o’clock\n/);
    const hover = await workbench.hover('rather be late');
    assert.match(await hover.innerText(), /Quote[\s\S]*Said to the crowd at seven o’clock[\s\S]*Ana Lima/);
    await workbench.press('Escape');
  });

  it('undoes and redoes by key, and leaves the text alone', async () => {
    const text = await readFile(source(), 'utf8');
    await workbench.press(...keysOf('claimmark.undo'));
    await eventually('no note', async () => !(await sidecar()).includes('note:'));
    await workbench.press(...keysOf('claimmark.undo'));
    await eventually('no quote', async () => !(await sidecar()).includes('tag: quote'));
    await highlighted('rather be late', false);
    await workbench.press(...keysOf('claimmark.redo'), ...keysOf('claimmark.redo'));
    await written('the note', /note: Said to the crowd/);
    await highlighted('rather be late');
    assert.equal(await readFile(source(), 'utf8'), text);
  });

  it('retags in the tree, by key', async () => {
    await workbench.openSideBar('Claimmark');
    const rows = workbench.rows('Current Source');
    await eventually('four annotations under a summary', async () => (await rows.count()) === 5);
    const row = rows.filter({ hasText: 'cost 4.2 million' });
    await row.click();
    await workbench.press(...keysOf('claimmark.tagVerified'));
    await written('the new tag', /tag: verified\n {4}text: cost 4\.2 million crowns\n/);
    await row.filter({ hasText: 'Verified' }).waitFor();
    await workbench.press(...keysOf('claimmark.undo'));
    await written('the old tag', /tag: unconfirmed\n {4}text: cost 4\.2 million crowns\n/);
  });

  it('follows text typed above a span, without a change to the sidecar', async () => {
    const before = await sidecar();
    await workbench.placeCursor('Northfield reopens');
    await workbench.press('Control+Home');
    await workbench.type('CORRECTED\n');
    await highlighted('Canal Street opened');
    await workbench.press('Control+s');
    await eventually('the saved source', async () => (await readFile(source(), 'utf8')).startsWith('CORRECTED\n'));
    assert.equal(await sidecar(), before);
  });

  it('says that words within a span were edited, and takes them when they are confirmed', async () => {
    const before = await sidecar();
    await workbench.placeCursor('opened on Tuesday');
    await workbench.type('was opened and ');
    const row = workbench.rows('Current Source').filter({ hasText: 'The hall on Canal Street' });
    await row.filter({ hasText: 'changed' }).waitFor();
    const hover = await workbench.hover('was opened and');
    assert.match(await hover.innerText(), /words have changed/);
    await workbench.press('Escape');
    assert.equal(await sidecar(), before);
    await workbench.placeCursor('was opened and');
    await workbench.press(...keysOf('claimmark.confirmWords'));
    const after = await written('the new words', /text: The hall on Canal Street was opened and opened on Tuesday\n/);
    assert.equal(withoutEntry(after, 'Canal Street was'), withoutEntry(before, 'The hall on Canal Street opened'));
    await workbench.press('Control+s');
  });

  it('shows everything again after the window is reloaded', async () => {
    const before = await sidecar();
    await workbench.reload();
    await workbench.openFile('market-hall.txt');
    await highlighted('Canal Street was opened');
    await highlighted('cost 4.2 million');
    await highlighted('rather be late');
    assert.equal(await sidecar(), before);
  });

  it('shows at once what is written into the sidecar by hand', async () => {
    const text = await sidecar();
    await writeFile(
      `${source()}.claims.yaml`,
      `${text.trimEnd()}\n\n  - tag: verified\n    text: The hall is 92 metres long\n`,
    );
    await highlighted('The hall is 92 metres long');
  });

  for (const theme of Object.keys(themes) as Theme[])
    it(`can be seen in ${theme}`, async () => {
      await workbench.setTheme(theme);
      await workbench.placeCursor('Northfield reopens');
      await highlighted('Canal Street was opened');
      await workbench.shoot(`annotated-${theme}`);
    });
});

/** The sidecar's bytes but those of the entry that holds some words. */
function withoutEntry(sidecar: string, words: string): string {
  return sidecar
    .split(/(?=^ {2}- )/m)
    .filter((entry) => !entry.includes(words))
    .join('');
}
