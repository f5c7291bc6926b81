import assert from 'node:assert/strict';
import {
  annotatorOf,
  annotatorPath,
  copiedFrom,
  isHidden,
  sidecarPath,
  sourcePath,
} from '../../../src/core/sidecar/path';

describe('the paths of sidecars', () => {
  it('are next to their sources', () => {
    assert.equal(sidecarPath('x/a.txt'), 'x/a.txt.claims.yaml');
    assert.equal(annotatorPath('x/a.txt', 'Ana  Lima/7'), 'x/a.txt.Ana-Lima-7.claims.yaml');
    assert.equal(annotatorOf('x/a.txt.Ana-Lima.claims.yaml', 'x/a.txt'), 'Ana-Lima');
    assert.equal(annotatorOf('x/a.txt.claims.yaml', 'x/a.txt'), undefined);
    assert.equal(annotatorOf('x/b.txt.claims.yaml', 'x/a.txt'), undefined);
  });

  it('have copies named as sync programs do, but not as git mergetool does', () => {
    for (const copy of ['a.txt.claims (conflicted copy).yaml', 'a.txt.claims-desktop7.yaml', 'a.txt.claims.yml'])
      assert.equal(copiedFrom(`x/${copy}`), 'x/a.txt.claims.yaml', copy);
    for (const other of [
      'a.txt.claims.yaml',
      'a.txt.claims_LOCAL_4711.yaml',
      'a.txt.claims_BACKUP_4711.yaml',
      'claims.yaml',
    ])
      assert.equal(copiedFrom(`x/${other}`), undefined, other);
  });

  it('are hidden in the folders of version control in any spelling, and in no others', () => {
    for (const path of [
      '.git/x.txt',
      'a/.GIT/x.txt',
      'a\\.svn\\x.txt',
      'CVS/x',
      '.git./x',
      '.git ::$INDEX/x',
      'GIT~1/x',
      '.g\u200bit/x',
    ])
      assert.equal(isHidden(path), true, path);
    for (const path of ['git/x.txt', '.github/x.txt', 'a.git/x.txt', '.gitignore', 'cvs.txt', 'node_modules/x.txt'])
      assert.equal(isHidden(path), false, path);
  });

  it('lead to the source next to them, in whatever form of Unicode it is named', () => {
    const [composed, apart] = [
      'x/flo\u0308te.v\u00e4.txt'.normalize('NFC'),
      'x/flo\u0308te.v\u00e4.txt'.normalize('NFD'),
    ];
    for (const [own, named] of [
      [composed, apart],
      [apart, composed],
    ] as const)
      for (const ending of ['.claims.yaml', '.ana.claims.yaml'])
        assert.equal(sourcePath(own + ending, named.slice(2)), own);
  });

  it('lead to sources within the root and nowhere else', () => {
    const from = 'x/a.txt.claims.yaml';
    assert.equal(sourcePath(from, 'a.txt'), 'x/a.txt');
    assert.equal(sourcePath(from, './y/../a.txt'), 'x/a.txt');
    assert.equal(sourcePath(from, '../b.txt'), 'b.txt');
    for (const bad of [
      '../../b.txt',
      '/etc/passwd',
      'C:\\b.txt',
      '..\\b.txt',
      'file:///b.txt',
      'http://x',
      '',
      '..',
      'a\0b',
      '//x/y',
      'y/../../../b',
    ]) {
      assert.equal(sourcePath(from, bad), undefined, bad);
    }
  });
});
