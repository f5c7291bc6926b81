import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import manifest from '../../../package.json';
import words from '../../../package.nls.json';

describe('the README', () => {
  const readme = readFileSync('README.md', 'utf8');
  const bound = new Set(manifest.contributes.keybindings.map(({ key }) => key));

  it('names only keys that are bound', () => {
    const named = [...readme.matchAll(/`((?:Shift|Alt|Ctrl)\+[\w+]+)`/g)].map(([, key]) => (key ?? '').toLowerCase());
    assert.ok(named.length > 10);
    assert.deepEqual(
      named.filter((key) => !bound.has(key)),
      [],
    );
  });

  it('names only settings and commands that exist', () => {
    const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
    const named = [...readme.matchAll(/(?<![/.])claimmark\.[\w.]*\w/g)].map(([name]) => name);
    assert.deepEqual(
      named.filter((name) => !settings.some((id) => id === name || id.startsWith(`${name}.`))),
      [],
    );
    const titles = new Set(Object.values(words));
    const commands = [...readme.matchAll(/_Claimmark:\s+([^_]+)_/g)].map(([, title]) =>
      (title ?? '').replace(/\s+/g, ' '),
    );
    assert.ok(commands.length > 0);
    assert.deepEqual(
      commands.filter((title) => !titles.has(title)),
      [],
    );
  });

  it('links only to files and scripts that exist', () => {
    for (const text of [readme, readFileSync('CONTRIBUTING.md', 'utf8')]) {
      const files = [...text.matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)].map(([, path]) => path ?? '');
      assert.deepEqual(
        files.filter((path) => !existsSync(path)),
        [],
      );
      const scripts = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? '');
      assert.deepEqual(
        scripts.filter((name) => !(name in manifest.scripts)),
        [],
      );
    }
  });
});
