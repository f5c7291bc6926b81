import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import manifest from '../../../package.json';
import { publishing, releasedChangelog, whyNot } from '../../../scripts/release';

const address = manifest.homepage.replace(/#readme$/, '');

describe('where the project lives', () => {
  it('is written once: the other addresses in the manifest follow from its home page', () => {
    assert.match(address, /^https:\/\/github\.com\/[\w-]+\/[\w-]+$/);
    assert.equal(manifest.repository.url, `git+${address}.git`);
    assert.equal(manifest.bugs.url, `${address}/issues`);
  });

  it('is the same in every page and file that names it', () => {
    const files = [
      'README.md',
      'action.yml',
      '.pre-commit-hooks.yaml',
      ...readdirSync('docs').map((file) => `docs/${file}`),
    ];
    const others = files.filter(existsSync).flatMap((file) => {
      const named = readFileSync(file, 'utf8').matchAll(/https:\/\/github\.com\/[\w.-]+\/claimmark\b/g);
      return [...named].filter(([found]) => found !== address).map(([found]) => `${file}: ${found}`);
    });
    assert.deepEqual(others, []);
  });

  it('has the categories that people look under', () =>
    assert.deepEqual(manifest.categories.slice(0, 3), ['Education', 'Data Science', 'AI']));
});

describe('a release', () => {
  it('follows the one before it; only pre-releases have an odd minor version', () => {
    assert.equal(whyNot('0.2.0', '0.1.0', false), undefined);
    assert.equal(whyNot('0.3.0', '0.2.4', true), undefined);
    assert.equal(whyNot('1.0.0', '0.9.9', false), undefined);
    assert.match(whyNot('0.1.0', '0.1.0', false) ?? '', /does not follow/);
    assert.match(whyNot('0.1.9', '0.2.0', false) ?? '', /does not follow/);
    assert.match(whyNot('0.2.0', '0.1.0', true) ?? '', /is odd/);
    assert.match(whyNot('0.3.0', '0.2.0', false) ?? '', /is even/);
    assert.match(whyNot('0.2.0-beta.1', '0.1.0', true) ?? '', /no version/);
  });

  it('puts unreleased changes under its version, and begins a new heading', () => {
    const before = '# Changelog\n\n## Unreleased\n\n- A change.\n\n## 0.1.0 (2026-01-02)\n\n- All.\n';
    const after =
      '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-03-04)\n\n- A change.\n\n## 0.1.0 (2026-01-02)\n\n- All.\n';
    assert.equal(releasedChangelog(before, '0.2.0', '2026-03-04'), after);
    assert.throws(() => releasedChangelog(after, '0.4.0', '2026-05-06'), /nothing under/);
  });

  it('is tagged before it is published, as a release or a pre-release', () => {
    const steps = publishing('0.3.0', true).map((step) => step.join(' '));
    assert.equal(steps[1], 'git tag --annotate v0.3.0 --message Claimmark 0.3.0');
    const published = steps.filter((step) => / publish /.test(step));
    assert.equal(published.length, 5);
    assert.ok(published.slice(0, 4).every((step) => step.includes('--pre-release')));
    assert.match(published[4] ?? '', /^npm publish out\/claimmark-0\.3\.0\.tgz --tag next$/);
  });
});
