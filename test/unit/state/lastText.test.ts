import assert from 'node:assert/strict';
import { describe as describeSpan } from '../../../src/core/anchor/selector';
import { packed, unpacked } from '../../../src/core/exchange/bytes';
import { anchoringByLastText, isLastText, lastTextOf } from '../../../src/core/state/lastText';
import { newSheet, opened, withRevisions, type Sheet } from '../../../src/core/state/sheet';
import { drain } from '../../../src/core/text/steps';
import { mark, marked } from '../notation';

function sheetOf(notation: string): Sheet {
  const { text, spans } = marked(notation);
  const places = new Map(spans.map((span, index) => [`a${String(index)}`, span]));
  const revisions = [...places].map(([id, span]) => {
    return { of: 'annotation' as const, id, after: { id, tag: 'verified', ...describeSpan(text, span) } };
  });
  return opened(withRevisions(newSheet('x'), revisions, places), () => text);
}

/** The places of annotations after their text has changed while nothing followed it. */
function after(notation: string, now: string, records = sheetOf(notation).records): string {
  const last = lastTextOf(sheetOf(notation));
  const kept = unpacked(packed(last));
  assert.ok(isLastText(kept));
  const found = drain(anchoringByLastText(kept, now, records));
  return mark(
    now,
    [...found.values()].flatMap((span) => span ?? []),
  );
}

describe('the last text in which annotations were placed', () => {
  it('moves them to their places in a text that it became', () => {
    const source = 'The hall opened in May.\nIt has [92 seats] and two doors.\nNobody came.\n';
    const now = 'New.\nThe hall opened in May.\nIt has 92 seats and two doors.\nSomebody came.\n';
    assert.equal(after(source, now), now.replace('92 seats', '[92 seats]'));
    assert.equal(after(source, source.replace(/[[\]]/g, '')), source);
  });

  it('leaves out those that somebody has moved since', () => {
    const source = 'It has [92 seats] and two doors.\n';
    const now = source.replace(/[[\]]/g, '');
    const [record] = sheetOf(source).records;
    assert.ok(record);
    assert.equal(after(source, now, [{ ...record, text: 'two doors' }]), now);
  });

  it('is unknown if the kept record is broken', () => {
    assert.equal(unpacked(new Uint8Array([1, 2, 3])), undefined);
    assert.equal(unpacked(packed({ text: 'a', places: [] }).slice(0, 9)), undefined);
  });
});
