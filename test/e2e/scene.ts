import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../vscode/run/bundle';
import { eventually, openWorkbench, type OpenOptions, type Workbench } from './workbench';

/** One workbench for the tests of a `describe`, on a folder of their own. */
export interface Scene {
  readonly workbench: Workbench;
  path(name: string): string;
  /** The content of a file in the folder; empty if it is missing. */
  read(name: string): Promise<string>;
  /** Waits until a file on the disk matches, and returns its text. */
  written(name: string, pattern: RegExp): Promise<string>;
  /** Waits until a phrase is drawn as an annotation, or no longer is. */
  highlighted(phrase: string, wanted?: boolean): Promise<void>;
}

/**
 * Opens a copy of test/fixtures/`situation`, or a folder filled by `prepare`, before the tests of the `describe` that
 * calls it, and closes it after them. Each test continues from the last, so that after a failure the rest is skipped. A
 * screenshot of a failure is kept in out/screenshots.
 */
export function scene(
  situation: string,
  { prepare, ...options }: Omit<OpenOptions, 'folder'> & { prepare?: (folder: string) => Promise<void> } = {},
): Scene {
  let home: string;
  let workbench: Workbench | undefined;
  const open = (): Workbench => {
    if (!workbench) throw new Error('The workbench opens before the first test, not before that.');
    return workbench;
  };
  const at = (name: string): string => path.join(home, situation, name);
  const read = (name: string): Promise<string> => readFile(at(name), 'utf8').catch(() => '');

  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'claimmark-e2e-'));
    if (prepare) await prepare(path.join(home, situation));
    else await cp(path.join(root, 'test/fixtures', situation), path.join(home, situation), { recursive: true });
    workbench = await openWorkbench({ folder: path.join(home, situation), ...options });
  });

  let failed = false;
  beforeEach(function () {
    if (failed) this.skip();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || !workbench) return;
    failed = true;
    const name = `failed: ${this.currentTest.title}`.replace(/[^\w]+/g, '-');
    console.log(`      what the screen showed: ${await workbench.shoot(name)}`);
  });

  after(async () => {
    await workbench?.close();
    await rm(home, { recursive: true, force: true });
  });

  return {
    get workbench() {
      return open();
    },
    path: at,
    read,
    written: async (name, pattern) => {
      let text = '';
      const look = async (): Promise<boolean> => pattern.test((text = await read(name)));
      await eventually(`${String(pattern)} in ${name}`, look).catch((error: unknown) => {
        console.log(text);
        throw error;
      });
      return text;
    },
    highlighted: async (phrase, wanted = true) => {
      const drawn = async (): Promise<boolean> => (await open().phrase(phrase)).styles.length > 0 === wanted;
      await eventually(`“${phrase}” ${wanted ? '' : 'not '}highlighted`, drawn);
    },
  };
}
