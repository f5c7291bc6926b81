import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import { restored } from '../../../src/core/state/restore';
import { SourceText } from '../../../src/core/text/sourceText';

describe('text that comes back at many places', () => {
  /** How often the words of annotations are asked for when text is inserted into each of many edited ones. */
  function asked(count: number): number {
    let times = 0;
    const line = 'The ferry carried 40 sacks of meal that day.\n';
    const records = Array.from({ length: count }, (_, i): Annotation => ({
      id: `r${i}`,
      tag: 'verified',
      get text() {
        times++;
        return 'ferry carried 90 sacks';
      },
    }));
    const from = Int32Array.from(records, (_, i) => i * line.length + 4);
    const to = from.map((at) => at + 22);
    const spans = { from, to, state: new Uint8Array(count).fill(2) };
    const places = [...from].map((at) => ({ from: at + 14, to: at + 16 }));
    const stands = restored({ records, spans, gone: new Map() }, places, [], SourceText.of(line.repeat(count)));
    assert.equal(stands.size, 0);
    return times;
  }

  it('is compared only with the annotations near each place', () => {
    const [few, many] = [asked(200), asked(800)];
    assert.ok(many <= 4.4 * few, `${few} times for 200, ${many} for 800`);
  });
});
