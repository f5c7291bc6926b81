import assert from 'node:assert/strict';
import path from 'node:path';
import { isInside, isPattern } from '../../../src/cli/files';

describe('whether a file lies in a folder', () => {
  it('is decided by whole names', () => {
    assert.ok(isInside('/news', '/news/a.txt', path.posix));
    assert.ok(isInside('/news', '/news/..drafts/a.txt', path.posix));
    assert.ok(!isInside('/news', '/newsroom/a.txt', path.posix));
    assert.ok(!isInside('/news', '/a.txt', path.posix));
  });

  it('is decided on Windows regardless of case, and never across drives or shares', () => {
    assert.ok(isInside('C:\\News', 'c:\\news\\sub\\a.txt', path.win32));
    assert.ok(isInside('C:\\News', 'C:\\News\\..drafts\\a.txt', path.win32));
    assert.ok(!isInside('C:\\News', 'D:\\News\\a.txt', path.win32));
    assert.ok(!isInside('C:\\News', '\\\\server\\news\\a.txt', path.win32));
    assert.ok(!isInside('C:\\News', 'C:\\a.txt', path.win32));
  });
});

describe('whether a name is a pattern', () => {
  for (const [name, on, is] of [
    ['sources/*.txt', path.posix, true],
    ['{a,b}.txt', path.posix, true],
    ['\\[old\\] wire/*.txt', path.posix, true],
    ['what\\?.txt', path.posix, false],
    ['sources\\*.txt', path.win32, true],
    ['C:\\News\\**\\*.md', path.win32, true],
    ['C:\\News\\a.txt', path.win32, false],
  ] as const)
    it(`${name}: ${is ? 'it is' : 'it is not'}`, () => assert.equal(isPattern(name, on), is));
});
