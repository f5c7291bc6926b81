import assert from 'node:assert/strict';
import manifest from '../../../package.json';

type Keys = Readonly<Record<string, boolean | string>>;

/** The entries of the editor's menu for some context keys, each command without its prefix. */
function menu(keys: Keys): string[] {
  const entries = manifest.contributes.menus['claimmark.editor'] as readonly { command: string; when?: string }[];
  return entries.flatMap(({ command, when }) => (holds(when ?? '', keys) ? [command.replace('claimmark.', '')] : []));
}

/** A `when` of keys, `!`, `==`, `=~` and `&&`. */
function holds(when: string, keys: Keys): boolean {
  return when.split('&&').every((part) => {
    const [, not, key = '', value, pattern] =
      /^\s*(!?)([\w.]*)(?:\s*==\s*(\w+)|\s*=~\s*\/(.+)\/)?\s*$/.exec(part) ?? [];
    if (key === '') return true;
    const is =
      pattern !== undefined
        ? new RegExp(pattern).test(String(keys[key]))
        : value === undefined
          ? keys[key] === true
          : keys[key] === value;
    return not === '!' ? !is : is;
  });
}

const tags = ['tagVerified', 'tagUnconfirmed', 'tagQuote', 'tagAs'];

describe('the context menu of the editor', () => {
  it('offers what fits any words, and at the end the list of all that fits these', () => {
    assert.deepEqual(menu({}), [...tags, 'findKin', 'showActions']);
    for (const editorLangId of ['markdown', 'claimmark-markdown'])
      assert.deepEqual(menu({ editorLangId }), [...tags, 'findKin', 'checkDraft', 'showActions']);
    const offered = { 'claimmark.hasSuggestions': true };
    assert.deepEqual(menu(offered), [...tags, 'findKin', 'triage', 'showActions']);
    const selected = { editorHasSelection: true };
    assert.deepEqual(menu({ ...offered, ...selected }), [...tags, 'useSelectionAsEvidence', 'findKin', 'showActions']);
  });

  it('has at most ten entries', () => {
    assert.ok(manifest.contributes.menus['claimmark.editor'].length <= 10);
  });

  it('depends on nothing that the extension sets when the cursor moves, because a right click comes first', () => {
    const whens = manifest.contributes.menus['claimmark.editor'].map((entry) => ('when' in entry ? entry.when : ''));
    assert.doesNotMatch(whens.join(' '), /claimmark\.at/);
  });
});
