import assert from 'node:assert/strict';
import { mapSpan } from '../../../src/core/state/edgeRules';
import { applyChanges, inOrder, type Change, type Span } from '../../../src/core/text/change';
import { mark, marked } from '../notation';

/** The span of a notation after changes, each `old -> new` of words that occur once; `lost` if it has no place. */
function after(notation: string, ...edits: string[]): string {
  const { text, spans } = marked(notation);
  const changes = inOrder(edits.map((edit) => changeOf(text, edit)));
  const span = mapSpan(spans[0] ?? { from: 0, to: 0 }, changes, text);
  return span ? mark(applyChanges(text, changes), [span]) : 'lost';
}

/** `old -> new`; a `|` in the old words is the place of an insertion. */
function changeOf(text: string, edit: string): Change {
  const [old = '', put = ''] = edit.split(' -> ').map((side) => side.slice(1, -1));
  const at = text.indexOf(old.replace('|', ''));
  assert.ok(at >= 0 && text.indexOf(old.replace('|', ''), at + 1) < 0, `“${old}” stands once`);
  const place: Span = old.includes('|')
    ? { from: at + old.indexOf('|'), to: at + old.indexOf('|') }
    : { from: at, to: at + old.length };
  return { ...place, text: put };
}

describe('the edges of a span', () => {
  it('1: text inserted inside belongs to it', () => {
    assert.equal(after('They said [a word] then.', '"a |word" -> "good "'), 'They said [a good word] then.');
  });

  it('2: text that replaces a word at an edge belongs to it, however many words it has', () => {
    assert.equal(after('They said [a word] then.', '"word" -> "long story"'), 'They said [a long story] then.');
    assert.equal(after('They said [nine words] then.', '"nine" -> "some ten"'), 'They said [some ten words] then.');
  });

  it('3: letters that join the word at the edge belong to it', () => {
    assert.equal(after('They said [a word] then.', '"word|" -> "s"'), 'They said [a words] then.');
    assert.equal(after('They said [words] then.', '"|words" -> "pass"'), 'They said [passwords] then.');
    assert.equal(after('They said [a word] then.', '"word|" -> "s galore"'), 'They said [a words] galore then.');
  });

  it('4: any other text inserted at an edge stays outside', () => {
    assert.equal(after('They said [a word] then.', '"word|" -> " or two"'), 'They said [a word] or two then.');
    assert.equal(after('They said [a word] then.', '"|a word" -> "once "'), 'They said once [a word] then.');
    assert.equal(after('They said [a word] then.', '"word|" -> ","'), 'They said [a word], then.');
  });

  it('5: text that replaces a word next to it stays outside', () => {
    assert.equal(after('They said [a word] then.', '"then" -> "there"'), 'They said [a word] there.');
    assert.equal(after('They said [a word] then.', '"said" -> "wrote"'), 'They wrote [a word] then.');
  });

  it('6: a deletion across an edge removes that part, and no blank is left at the edge', () => {
    assert.equal(after('They said [a few words] then.', '"words then" -> ""'), 'They said [a few] .');
    assert.equal(after('They said [a few words] then.', '"said a" -> ""'), 'They  [few words] then.');
  });

  it('7: without any of its words it is lost, whatever replaced them', () => {
    assert.equal(after('They said [a word] then.', '"a word" -> "nothing at all"'), 'lost');
    assert.equal(after('They said [a word] then.', '"said a word then" -> "said a word"'), 'lost');
    assert.equal(after('They said [a word, then].', '"a word" -> ""', '"then" -> ""'), 'lost');
  });

  it('8: replaced by a text that holds it whole and once, it stands there', () => {
    assert.equal(after('We met [Adler] there.', '"Adler" -> "Mayor Adler"'), 'We met Mayor [Adler] there.');
    assert.equal(
      after('We met [Adler] there.', '"Adler" -> "Adler Lund of Wick"'),
      'We met [Adler] Lund of Wick there.',
    );
    assert.equal(after('We met [Adler] there.', '"Adler" -> "Adlers"'), 'lost');
    assert.equal(after('We met [Adler] there.', '"Adler" -> "Adler and Adler"'), 'lost');
  });

  it('move along with changes before it, and ignore changes after it', () => {
    assert.equal(after('They said [a word] then.', '"They" -> "People"', '"then." -> "!"'), 'People said [a word] !');
  });

  it('are right for letters beyond the basic plane and for spans of one letter', () => {
    assert.equal(after('So [𝒂𝒃] stands.', '"𝒂𝒃|" -> "𝒄"'), 'So [𝒂𝒃𝒄] stands.');
    assert.equal(after('[x] stands.', '"x|" -> "y"'), '[xy] stands.');
  });
});
