// Makes the animated picture of the README: tagging, triage and review in a real VS Code, a frame at each step.
//
//   npx tsx scripts/film.ts [FILE]        needs ImageMagick (`convert`, or what CONVERT names)
//
// The sources are the samples, about invented events.
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keysOf } from '../test/e2e/keys';
import { eventually, openWorkbench, type Workbench } from '../test/e2e/workbench';
import { root } from '../test/vscode/run/bundle';

/** A picture, with its duration in hundredths of a second. */
interface Frame {
  readonly file: string;
  readonly length: number;
}

const target = process.argv[2] ?? path.join(root, 'media/screenshots/film.gif');

/** Few colours make a small file; the editor uses no more. */
const colors = 96;

async function main(): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), 'claimmark-film-'));
  const folder = path.join(home, 'lake-ostra');
  await cp(path.join(root, 'test/fixtures/sample/lake-ostra'), folder, { recursive: true });
  const workbench = await openWorkbench({
    folder,
    theme: 'light',
    size: { width: 900, height: 560 },
    settings: {
      'claimmark.author': 'Cleo Marsh',
      'claimmark.suggestions.amount': 60,
      'claimmark.readingView': 'never',
      'editor.minimap.enabled': false,
      'breadcrumbs.enabled': false,
      'editor.wordWrap': 'on',
    },
  });
  try {
    join(await play(workbench));
  } finally {
    await workbench.close();
    await rm(home, { recursive: true, force: true });
  }
  console.log(`${target}: ${(await stat(target)).size} bytes`);
}

/** Performs the scenes. */
async function play(workbench: Workbench): Promise<readonly Frame[]> {
  const frames: Frame[] = [];
  const see = async (length: number): Promise<void> => {
    // The cursor blinks, and highlights appear with a delay, so wait until the picture no longer changes.
    let last = '';
    await eventually('a picture that stands still', async () => {
      const before = last;
      last = (await workbench.page.screenshot({ caret: 'hide' })).toString('base64');
      return last === before;
    }).catch(() => undefined);
    frames.push({ file: await workbench.shoot(`film-${String(frames.length).padStart(2, '0')}`), length });
  };
  const said = (name: string) => (): Promise<string> => workbench.spoken(`${name}:`);
  const press = async (spoken: () => Promise<string>, key: string, length: number): Promise<void> => {
    const before = await spoken();
    await workbench.press(key);
    await eventually('the next', async () => (await spoken()) !== before);
    await see(length);
  };

  await workbench.openFile('courier-article.txt');
  await workbench.openSideBar('Claimmark');
  await workbench.phrase('It was past 4');
  await eventually('suggestions', async () => (await workbench.rowTexts('Current Source')).join().includes('uggest'));
  await workbench.placeCursor('It was past 4', 0, 3);
  await see(150);
  await workbench.press(...keysOf('claimmark.tagVerified'));
  await eventually('the tag', async () =>
    (await workbench.phrase('It was past 4')).styles.some((one) => /border/.test(one)),
  );
  await see(150);
  await workbench.page.evaluate(() => navigator.clipboard.writeText('https://example.org/accord/protocol'));
  await workbench.press(...keysOf('claimmark.addEvidence'));
  await workbench.quickInput.getByText('From the clipboard').waitFor();
  await see(150);
  await workbench.press('Enter');
  await workbench.quickInput.getByText('Supports').first().waitFor();
  await see(120);
  await workbench.press('Enter');
  await workbench.quickInput.waitFor({ state: 'hidden' });
  await see(150);

  const triage = said('Triage');
  await workbench.press('Control+1', ...keysOf('claimmark.triage'));
  await eventually('triage', async () => (await triage()) !== '');
  await see(180);
  for (const key of ['q', 'u', 'd', 'u']) await press(triage, key, 100);
  await workbench.press('Escape');
  await workbench.statusBar('Triage:').waitFor({ state: 'hidden' });

  const review = said('Review');
  await workbench.openSideBar('Explorer');
  await workbench.openFile('brief.txt');
  await workbench.openSideBar('Claimmark');
  await workbench.phrase('Fourteen of the 17');
  await workbench.press('Control+1', 'Control+Home', ...keysOf('claimmark.review'));
  await eventually('review', async () => (await review()) !== '');
  await see(180);
  for (const key of ['a', 'a', 'a']) await press(review, key, 110);
  await workbench.press('Escape');
  await workbench.statusBar('Review:').waitFor({ state: 'hidden' });
  await see(200);
  return frames;
}

function join(frames: readonly Frame[]): void {
  const pictures = frames.flatMap(({ file, length }) => ['-delay', String(length), file]);
  const small = ['+dither', '-colors', String(colors), '-layers', 'OptimizeTransparency', '-loop', '0'];
  execFileSync(process.env['CONVERT'] ?? 'convert', [...pictures, ...small, target]);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
