import assert from 'node:assert/strict';
import { commandTarget } from '../../../src/vscode/ui/treeNodes';

describe('a link that runs a command', () => {
  it('ends where it should, whatever the id of an annotation holds', () => {
    const node = { kind: 'annotation', source: 'file:///harbour%20%281%29.txt', id: 'a) www.example.org (b' };
    const target = commandTarget('claimmark.open', node);
    assert.doesNotMatch(target, /[()\s<>[\]]/);
    assert.deepEqual(JSON.parse(decodeURIComponent(target.slice(target.indexOf('?') + 1))), [node]);
  });
});
