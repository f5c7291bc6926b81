import assert from 'node:assert/strict';
import manifest from '../../../package.json';

type Keys = Readonly<Record<string, boolean | string>>;

/** What the editor's menu has where the context keys are so, each command without its prefix. */
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
const at = (name: string): Keys => ({ [`claimmark.at${name}`]: true });
const annotation = at('Annotation');
const selected = { editorHasSelection: true };

describe('the context menu of the editor', () => {
  it('has at bare words what makes an annotation of them', () => {
    assert.deepEqual(menu({}), [...tags, 'findKin', 'showActions']);
    for (const editorLangId of ['markdown', 'claimmark-markdown'])
      assert.deepEqual(menu({ editorLangId }), [...tags, 'findKin', 'checkDraft', 'showActions']);
    assert.deepEqual(menu(selected), [...tags, 'useSelectionAsEvidence', 'findKin', 'showActions']);
  });

  it('has at an annotation what belongs to it', () => {
    const own = ['editNote', 'addEvidence', 'showDetails', 'findKin', 'remove', 'showActions'];
    assert.deepEqual(menu(annotation), [...tags, ...own]);
    const said = ['editNote', 'editSpeaker', 'addEvidence', 'findKin', 'remove', 'showActions'];
    assert.deepEqual(menu({ ...annotation, ...at('Spoken') }), [...tags, ...said]);
    const changed = ['confirmWords', 'compareWords', 'editNote', 'addEvidence', 'remove', 'showActions'];
    assert.deepEqual(menu({ ...annotation, ...at('Edited') }).sort(), [...tags, ...changed].sort());
  });

  it('has at a suggestion what decides it', () => {
    const own = ['findKin', 'triage', 'dismiss', 'showActions'];
    assert.deepEqual(menu(at('Suggestion')), [...tags, ...own]);
    const tagged = { ...at('Suggestion'), ...at('TaggedSuggestion') };
    assert.deepEqual(menu(tagged), [...tags, 'accept', ...own]);
  });

  it('has never more than ten entries', () => {
    const places = [{}, annotation, { ...annotation, ...at('Edited') }, { ...annotation, ...at('Spoken') }];
    const both = { ...annotation, ...at('Edited'), ...at('Spoken') };
    const offered = { ...at('Suggestion'), ...at('TaggedSuggestion') };
    for (const place of [...places, both, offered])
      for (const selection of [{}, selected])
        for (const editorLangId of ['plaintext', 'markdown'])
          assert.ok(menu({ ...place, ...selection, editorLangId }).length <= 10, JSON.stringify(place));
  });
});
