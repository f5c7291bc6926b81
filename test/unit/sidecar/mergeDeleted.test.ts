import assert from 'node:assert/strict';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
describe('a comment that one side deleted and the other left alone', () => {
  const head = 'claimmark: 1\nsource: a.txt\nannotations:\n';
  const e = (id: string, x = ''): string => `  - id: ${id}\n    tag: quote # why\n    text: word ${id}\n${x}`;
  const base = `${head}  # A\n  # B\n${e('aaaaaaaa', '    # inside\n    note: x\n')}\n  # C\n${e('bbbbbbbb')}`;
  const cases: [string, string, string, string][] = [
    [
      'above an entry, where the other adds one',
      base.replace('  # B\n', '  # B\n  # D\n'),
      base.replace('  # A\n', ''),
      base.replace('  # A\n', '').replace('  # B\n', '  # B\n  # D\n'),
    ],
    [
      'within an entry that the other changes',
      base.replace('tag: quote # why\n    text: word a', 'tag: verified # why\n    text: word a'),
      base.replace('    # inside\n', ''),
      base
        .replace('tag: quote # why\n    text: word a', 'tag: verified # why\n    text: word a')
        .replace('    # inside\n', ''),
    ],
    [
      'beside a value of an entry that the other changes',
      base.replace('note: x', 'note: later'),
      base.replace(' # why\n    text: word a', '\n    text: word a'),
      base.replace('note: x', 'note: later').replace(' # why\n    text: word a', '\n    text: word a'),
    ],
    [
      'above an entry that the other changes',
      base.replace('word bbbbbbbb\n', 'word bbbbbbbb\n    note: z\n'),
      base.replace('  # C\n', ''),
      base.replace('  # C\n', '').replace('word bbbbbbbb\n', 'word bbbbbbbb\n    note: z\n'),
    ],
  ];
  for (const [name, ours, theirs, want] of cases)
    it(`stays deleted ${name}`, () => {
      assert.deepEqual(mergeSidecars(base, ours, theirs), { text: want, conflicts: [] });
      assert.deepEqual(mergeSidecars(base, theirs, ours), { text: want, conflicts: [] });
    });
});
