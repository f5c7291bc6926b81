import assert from 'node:assert/strict';
import { applyChanges, type Change } from '../../../src/core/text/change';
import { SourceText } from '../../../src/core/text/sourceText';
import { seeded } from '../random';

describe('the text of a source', () => {
  const random = seeded(11);
  const pick = (n: number): number => Math.floor(random() * n);
  const words = (length: number): string => Array.from({ length }, () => 'abc \n'[pick(5)]).join('');

  it('reads like a string after any edits, in pieces of any number', () => {
    let text = words(40_000);
    let source = SourceText.of(text);
    for (let step = 0; step < 500; step++) {
      const changes: Change[] = [];
      for (let at = pick(9000); at < text.length && changes.length < 6; at += 1 + pick(9000)) {
        const to = Math.min(text.length, at + pick(pick(20) ? 5 : 20_000));
        changes.unshift({ from: at, to, text: words(pick(pick(20) ? 5 : 20_000)) });
        at = to;
      }
      text = applyChanges(text, changes);
      source = source.edited(changes);
      assert.equal(source.length, text.length);
      const [from, to] = [pick(text.length), pick(text.length)];
      assert.equal(source.slice(from, to), to > from ? text.slice(from, to) : '');
    }
    assert.equal(source.toString(), text);
    assert.ok(source.equals(SourceText.of(text)));
    assert.ok(!source.equals(SourceText.of(`${text.slice(0, -1)}#`)));
  });

  it('is the same as itself after an edit and its opposite', () => {
    const source = SourceText.of(words(30_000));
    const edited = source.edited([{ from: 12_345, to: 12_350, text: 'x' }]);
    assert.ok(!edited.equals(source));
    assert.ok(edited.edited([{ from: 12_345, to: 12_346, text: source.slice(12_345, 12_350) }]).equals(source));
  });
});
