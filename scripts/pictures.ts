// Makes a picture of the README in a real VS Code (the animated one: scripts/film.ts).
//
//   npx tsx scripts/pictures.ts annotate|triage|review|day
//
// The sources are the samples and those of the test with forty sources, about invented events.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeForty } from '../test/e2e/forty';
import { keysOf } from '../test/e2e/keys';
import { eventually, openWorkbench, type Theme, type Workbench } from '../test/e2e/workbench';
import { root } from '../test/vscode/run/bundle';

interface Picture {
  readonly theme: Theme;
  readonly size: { readonly width: number; readonly height: number };
  /** Fills the workspace folder. */
  fill(folder: string): Promise<unknown>;
  /** Prepares the scene. */
  show(workbench: Workbench): Promise<unknown>;
}

const sample = (folder: string): Promise<void> =>
  cp(path.join(root, 'test/fixtures/sample/lake-ostra'), folder, { recursive: true });

const pictures: Readonly<Record<string, Picture>> = {
  annotate: {
    theme: 'dark',
    size: { width: 1080, height: 620 },
    fill: sample,
    async show(workbench) {
      await read(workbench, 'brief.txt', 'Fourteen of the 17');
      await workbench.placeCursor('Lake Ostra stood');
      await workbench.hover('Fourteen of the 17');
    },
  },
  triage: {
    theme: 'light',
    size: { width: 900, height: 560 },
    fill: sample,
    async show(workbench) {
      await read(workbench, 'courier-article.txt', 'It was past 4');
      await workbench.press(...keysOf('claimmark.triage'));
      await decide(workbench, 'Triage:', 'u', 'V Verified');
    },
  },
  review: {
    theme: 'light',
    size: { width: 900, height: 600 },
    fill: sample,
    async show(workbench) {
      await read(workbench, 'brief.txt', 'Fourteen of the 17');
      await workbench.press('Control+Home', ...keysOf('claimmark.review'));
      await decide(workbench, 'Review:', 'a', 'A agree');
    },
  },
  day: {
    theme: 'light',
    size: { width: 1100, height: 760 },
    fill: writeForty,
    async show(workbench) {
      await read(workbench, '01-amberlow.txt', 'voted on 14 May');
      await workbench.placeCursor('voted on 14 May');
      await workbench.press(...keysOf('claimmark.tagVerified'));
      await workbench.press(...keysOf('claimmark.triage'));
      const spoken = (): Promise<string> => workbench.spoken('Triage:');
      for (let finished = 0; finished < 3;) {
        await eventually('triage', async () => (await spoken()) !== '');
        const before = await spoken();
        const isDone = before.includes('Everything is decided');
        await workbench.press(isDone ? 'f' : 'u');
        if (isDone) finished++;
        await eventually('the next', async () => (await spoken()) !== before);
      }
      await workbench.press('Escape');
      await workbench.statusBar('Triage:').waitFor({ state: 'hidden' });
    },
  },
};

/** Decides the first stop of a round, and waits for the next one with the keys above it. */
async function decide(workbench: Workbench, name: string, key: string, above: string): Promise<void> {
  const bar = workbench.statusBar(name).first();
  await bar.waitFor();
  const before = await bar.innerText();
  await workbench.press(key);
  await eventually('the next stop', async () => (await bar.innerText()) !== before);
  const keys = workbench.page.locator('.codelens-decoration').filter({ hasText: above });
  await eventually('the keys above it', async () => {
    const line = await keys.first().boundingBox();
    return line !== null && line.y > 0;
  });
}

/** Opens a source beside the tree, with the focus in it, once its highlights and the tree are shown. */
async function read(workbench: Workbench, name: string, phrase: string): Promise<void> {
  await workbench.openFile(name);
  await workbench.openSideBar('Claimmark');
  // VS Code shows a hover where the mouse rests.
  await workbench.page.mouse.move(0, 0);
  // Before anything is tagged, the tree names the keys.
  await eventually('the sources', async () =>
    /begun|Nothing is tagged yet|has an annotation yet/.test(await workbench.view('Workspace').innerText()),
  );
  await eventually('highlights', async () => (await workbench.phrase(phrase)).styles.length > 0);
  await workbench.press('Control+1');
}

async function take(name: string, { theme, size, fill, show }: Picture): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), 'claimmark-pictures-'));
  const folder = path.join(home, name);
  await fill(folder);
  const workbench = await openWorkbench({
    folder,
    theme,
    size,
    settings: {
      'claimmark.author': 'Cleo Marsh',
      'claimmark.suggestions.amount': 60,
      'claimmark.readingView': 'always',
      'editor.minimap.enabled': false,
      'breadcrumbs.enabled': false,
    },
  });
  const { page } = workbench;
  try {
    await show(workbench);
    let last = '';
    await eventually('a picture that stands still', async () => {
      const before = last;
      last = (await page.screenshot({ caret: 'hide' })).toString('base64');
      await page.waitForFunction(() => document.querySelector('.monaco-progress-container.active') === null);
      return last === before;
    });
    await page.screenshot({ caret: 'hide', path: path.join(root, `media/screenshots/${name}.png`) });
  } finally {
    await workbench.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const [name = ''] = process.argv.slice(2);
  const picture = pictures[name];
  if (!picture) throw new Error(`Which picture: ${Object.keys(pictures).join(', ')}?`);
  await take(name, picture);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
