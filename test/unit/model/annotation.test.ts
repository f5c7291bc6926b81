import assert from 'node:assert/strict';
import { tagIdOf } from '../../../src/core/model/annotation';

describe('the id of a new tag', () => {
  const made = (name: string, ...taken: string[]): string => tagIdOf(name, taken);

  it('is its name in small letters, without accents and blanks', () => {
    assert.equal(made('Needs expert'), 'needs-expert');
    assert.equal(made('  Überprüft, später!  '), 'uberpruft-spater');
    assert.equal(made('already_so-2'), 'already_so-2');
  });

  it('is allowed in settings and sidecars, whatever the name', () => {
    for (const name of ['', '—', '未確認', 'x'.repeat(90), 'Мнение', `${'a'.repeat(35)} b c`])
      assert.match(made(name), /^[\w-]{1,40}$/, name);
    assert.equal(made('未確認'), 'tag');
  });

  it('is not the id of another tag', () => {
    assert.equal(made('Quote', 'verified', 'quote'), 'quote-2');
    assert.equal(made('未確認', 'tag', 'tag-2'), 'tag-3');
  });
});
