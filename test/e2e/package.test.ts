import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listFiles } from '@vscode/vsce';
import { makePackage, stage } from '../../scripts/package';
import { root } from '../vscode/run/bundle';
import { eventually, openWorkbench } from './workbench';

describe('the packaged extension', () => {
  const packagePath = path.join(root, 'out/claimmark.vsix');

  before(() => makePackage('desktop'));

  it('stays under 700 KB', async () => {
    for (const file of [packagePath, await makePackage('web')]) {
      const { size } = await stat(file);
      assert.ok(size < 700_000, `${file}: ${Math.round(size / 1000)} KB`);
    }
  });

  it('holds no sources, tests or tools, and only the sample sources of the test folder', async () => {
    const files = await listFiles({ cwd: stage('desktop'), packageManager: 0 });
    const others = files.filter((file) => !file.startsWith('test/fixtures/sample/'));
    assert.deepEqual(
      others.filter((file) => /^(src|test|node_modules|out)\/|\.ts$|\.map$/.test(file)),
      [],
    );
    assert.deepEqual(
      others.filter((file) => file.startsWith('l10n/')).sort(),
      ['de', 'es', 'fr', 'uk'].map((language) => `l10n/bundle.l10n.${language}.json`),
    );
  });

  it('installs into VS Code and tags a claim there', async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'claimmark-package-'));
    const folder = path.join(home, 'article');
    await cp(path.join(root, 'test/fixtures/article'), folder, { recursive: true });
    const workbench = await openWorkbench({
      folder,
      extension: packagePath,
      settings: { 'claimmark.author': 'Ana Lima', 'editor.wordWrap': 'on' },
    });
    try {
      await workbench.openFile('market-hall.txt');
      await workbench.selectByMouse('opened on Tuesday with 48 of its 60 stalls let');
      await workbench.runCommand('Claimmark: Tag as Verified');
      const sidecar = path.join(folder, 'market-hall.txt.claims.yaml');
      const written = await eventually('a sidecar', () => readFile(sidecar, 'utf8').catch(() => undefined));
      assert.match(written, /text: opened on Tuesday with 48 of its 60 stalls let\n/);
    } finally {
      await workbench.close();
      await rm(home, { recursive: true, force: true });
    }
  });
});
