import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { readSidecar } from '../../../src/core/sidecar/read';
import { anything, runs } from './any';
import { written } from './scribe';

describe('reading a sidecar', () => {
  it('returns what the YAML says, in any form', () => {
    for (let seed = 0; seed < runs(300); seed++) {
      const any = anything(seed);
      const file = written(any, any.below(4));
      const sidecar = readSidecar(file.text);
      const said = parse(file.text) as { annotations: object[] | null };
      try {
        assert.equal(sidecar.state, 'writable');
        assert.deepEqual(
          sidecar.entries.map((entry) => entry.annotation),
          file.annotations,
        );
        assert.deepEqual(sidecar.dismissed, file.dismissed);
        assert.equal(said.annotations?.length ?? 0, file.annotations.length);
      } catch (error) {
        console.error(seed, file.text, sidecar.problems);
        throw error;
      }
    }
  }).timeout(1e9);
});
