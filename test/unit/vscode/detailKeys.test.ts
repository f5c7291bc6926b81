import assert from 'node:assert/strict';
import type { Link } from '../../../src/core/model/annotation';
import type { LinkEnd } from '../../../src/vscode/ui/linkLines';
import { evidenceKeys, linkKeys } from '../../../src/vscode/views/details/parts';
import { SeenParts } from '../../../src/vscode/views/details/seen';

/** The end of a link, as the details list it. */
function end(id: string, relation: Link['relation'], isOwn = true): LinkEnd {
  const node = { kind: 'annotation', source: 'file:///harbour.txt', id } as const;
  const link: Link = { to: isOwn ? `harbour.txt#${id}` : 'market.txt#own', relation };
  return { relation, words: `Words of ${id}.`, place: 'harbour.txt:3', node, link, isOwn };
}

/** A note is saved to the item it was begun on, and a button acts on its own item, whatever a pull brings. */
describe('the keys of links and evidence in the details', () => {
  it('is the same for a link whatever is added or removed before it', () => {
    const [ferry, crane, other] = [end('ferry', 'same'), end('crane', 'differs'), end('other', 'same')];
    const [, wanted] = linkKeys([ferry, crane]);
    assert.equal(linkKeys([other, ferry, crane]).indexOf(wanted ?? ''), 2);
    assert.equal(linkKeys([crane]).indexOf(wanted ?? ''), 0);
    assert.equal(linkKeys([other, ferry]).indexOf(wanted ?? ''), -1, 'a link that is gone is no other one');
  });

  it('tells links to one annotation apart: by relation, by the end that has it, and equal ones by number', () => {
    const ends = [
      end('a', 'same'),
      end('a', 'differs'),
      end('a', 'same', false),
      end('b', 'same', false),
      end('a', 'same'),
    ];
    assert.equal(new Set(linkKeys(ends)).size, ends.length);
    const edited = ends.map((one) => ({ ...one, words: 'Others.', link: { ...one.link, note: 'A note.' } }));
    assert.deepEqual(linkKeys(edited), linkKeys(ends), 'what is written in the details changes none');
  });

  it('is the same for evidence, by its page, its source or the annotation that it is', () => {
    const page = { url: 'https://ferry.example/list' };
    const file = { source: 'harbour.txt', quote: 'Three ferries.' };
    const mark = { source: 'harbour.txt', id: 'a1' };
    const keys = evidenceKeys([page, file, mark, file]);
    assert.equal(new Set(keys).size, 4);
    assert.deepEqual(evidenceKeys([{ url: 'https://crane.example/' }, page, file, mark, file]).slice(1), keys);
    assert.deepEqual(evidenceKeys([{ ...page, note: 'Read twice.', says: 'supports' }, file, mark, file]), keys);
  });
});

describe('a drawn annotation in the details', () => {
  const [ferry, crane] = [end('ferry', 'same'), end('crane', 'differs', false)];
  const [page] = [{ url: 'https://ferry.example/list' }];
  const [ferryKey = '', craneKey = ''] = linkKeys([ferry, crane]);
  const [pageKey = ''] = evidenceKeys([page]);
  const seen = new SeenParts();
  beforeEach(() => seen.see('harbour#1', [ferry, crane], [page]));

  it('is known after a pull has removed it, so that a note being written on it is kept', () => {
    seen.see('harbour#1', [], []);
    const { links, evidence } = seen.of('harbour#1');
    assert.deepEqual([links.get(ferryKey), evidence.get(pageKey)], [ferry.link, page]);
  });

  it('does not hold what the other end of a link has written', () => {
    assert.equal(seen.of('harbour#1').links.get(craneKey), undefined);
  });

  it('is forgotten when another annotation is drawn', () => {
    seen.see('harbour#2', [], []);
    for (const name of ['harbour#1', 'harbour#2'])
      assert.deepEqual([seen.of(name).links.size, seen.of(name).evidence.size], [0, 0]);
  });
});
