import assert from 'node:assert/strict';
import { commandTarget } from '../../../src/vscode/ui/treeNodes';

describe('a link that runs a command', () => {
  it('names its target as VS Code reads it, which decodes twice, whatever names and ids hold', () => {
    for (const source of [
      'file:///harbour.txt',
      'file:///the%20harbour%20%281%29.txt',
      'file:///100%25%20%C3%A4.txt',
    ]) {
      const node = { kind: 'annotation', source, id: 'a) www.example.org (b 5%' };
      const target = commandTarget('claimmark.open', node);
      assert.doesNotMatch(target, /[()\s<>[\]]/);
      const [, query = ''] = target.split('?');
      assert.deepEqual(JSON.parse(decodeURIComponent(decodeURIComponent(query))), [node]);
    }
  });
});
