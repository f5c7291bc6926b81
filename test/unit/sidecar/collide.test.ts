import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import { applyChanges } from '../../../src/core/text/change';
import type { Revision } from '../../../src/core/model/action';
import { readSidecar } from '../../../src/core/sidecar/read';
import { revise } from '../../../src/core/sidecar/write';

const head = 'claimmark: 1\nsource: a.txt\nannotations:\n';
const before: Annotation = { id: 'a1', tag: 'quote', text: 'words', note: 'mine' };
const entry = '  - id: a1\n    tag: quote\n    text: words\n    note: mine\n';

/** The file after a revision, and the fields that collided. */
function revised(body: string, ...revisions: readonly Revision[]): { body: string; collided: readonly string[] } {
  const text = head + body;
  const { changes, collisions } = revise(readSidecar(text), revisions);
  const result = applyChanges(text, changes);
  return { body: result.slice(head.length), collided: collisions.map(({ field }) => field) };
}

function revision(after: Partial<Annotation> | undefined, from: Annotation = before): Revision {
  return { of: 'annotation', id: from.id, before: from, ...(after ? { after: { ...from, ...after } } : {}) };
}

describe('revising what somebody else changed meanwhile', () => {
  it('keeps their fields', () => {
    const theirs = entry.replace('quote', 'verified');
    assert.deepEqual(revised(theirs, revision({ note: 'new' })), { body: theirs.replace('mine', 'new'), collided: [] });
  });

  it('removes words that waited to be confirmed if it sets new words of the span', () => {
    const theirs = entry.replace('text: words', 'text: words again\n    was: wards');
    const undo = revision({ text: 'words' }, { ...before, text: 'wards' });
    assert.equal(revised(theirs, undo).body, entry);
  });

  it('does nothing if they did the same', () => {
    const theirs = entry.replace('mine', 'new');
    assert.deepEqual(revised(theirs, revision({ note: 'new' })), { body: theirs, collided: [] });
  });

  it('keeps both notes', () => {
    const theirs = entry.replace('mine', 'theirs');
    assert.deepEqual(revised(theirs, revision({ note: 'ours' })), {
      body: entry.replace('mine', '|-\n      theirs\n\n      ours'),
      collided: ['note'],
    });
  });

  it('keeps their note if ours was deleted', () => {
    const theirs = entry.replace('mine', 'theirs');
    const { note: _, ...after } = before;
    const removal: Revision = { of: 'annotation', id: 'a1', before, after };
    assert.deepEqual(revised(theirs, removal), { body: theirs, collided: ['note'] });
  });

  it('keeps the passages of one page that each cites, and a note with its passage', () => {
    const page = { url: 'https://example.org/tides' };
    const piece = (quote: string): string => `      - url: ${page.url}\n        quote: ${quote}\n`;
    const cited = `${entry}    evidence:\n`;
    assert.deepEqual(
      revised(cited + piece('High at six.'), revision({ evidence: [{ ...page, quote: 'Low at noon.' }] })),
      {
        body: cited + piece('High at six.') + piece('Low at noon.'),
        collided: [],
      },
    );
    const [high, low] = ['High at six.', 'Low at noon.'].map((quote) => ({ ...page, quote }));
    const theirs = `${cited}${piece('High at six.')}        note: by the clock\n${piece('Low at noon.')}`;
    const two = { ...before, evidence: [high, low].flatMap((one) => one ?? []) };
    const { body } = revised(theirs, revision({ evidence: two.evidence.slice(1) }, two));
    assert.equal(body, theirs);
  });

  it('keeps what somebody wrote into evidence by hand if its quotation changes', () => {
    const page = { url: 'https://example.org/tides' };
    const cited = `${entry}    evidence:
      # read on paper
      - url: ${page.url}
        quote: Hihg at six. # sic
        page: 12
      - url: ${page.url}
        quote: Low at noon.
`;
    const [wrong, right, low] = ['Hihg at six.', 'High at six.', 'Low at noon.'].map((quote) => ({ ...page, quote }));
    const from = { ...before, evidence: [wrong!, low!] };
    assert.deepEqual(revised(cited, revision({ evidence: [right!, low!] }, from)), {
      body: cited.replace('Hihg', 'High'),
      collided: [],
    });
  });

  it('keeps a manual correction of a quotation and a note added here as one piece of evidence', () => {
    const page = { url: 'https://example.org/tides', quote: 'Hihg at six.' };
    const cited = `${entry}    evidence:\n      - url: ${page.url} # bookmarked\n        quote: High at six.\n`;
    const from = { ...before, evidence: [page] };
    assert.deepEqual(revised(cited, revision({ evidence: [{ ...page, note: 'by the clock' }] }, from)), {
      body: `${cited}        note: by the clock\n`,
      collided: [],
    });
  });

  it('keeps both quotations if each corrected the same one', () => {
    const page = { url: 'https://example.org/tides' };
    const piece = (quote: string): string => `      - url: ${page.url}\n        quote: ${quote}\n`;
    const from = { ...before, evidence: [{ ...page, quote: 'Hihg at six.' }] };
    const cited = `${entry}    evidence:\n${piece('High at six.')}`;
    assert.deepEqual(revised(cited, revision({ evidence: [{ ...page, quote: 'High at 6.' }] }, from)), {
      body: cited + piece('High at 6.'),
      collided: [],
    });
  });

  it('keeps what somebody wrote into a link by hand if its relation changes', () => {
    const linked = `${entry}    links:\n      - to: b.txt#b1 # see page 3\n        relation: same\n        mine: 1\n`;
    const from: Annotation = { ...before, links: [{ to: 'b.txt#b1', relation: 'same' }] };
    assert.deepEqual(revised(linked, revision({ links: [{ to: 'b.txt#b1', relation: 'differs' }] }, from)), {
      body: linked.replace('same', 'differs'),
      collided: [],
    });
  });

  it('prefers our tag, and says so', () => {
    const theirs = entry.replace('quote', 'verified');
    assert.deepEqual(revised(theirs, revision({ tag: 'unconfirmed' })), {
      body: entry.replace('quote', 'unconfirmed'),
      collided: ['tag'],
    });
  });

  it('keeps an entry that they changed and we removed', () => {
    const theirs = entry.replace('mine', 'theirs');
    assert.deepEqual(revised(theirs, revision(undefined)), { body: theirs, collided: ['entry'] });
  });

  it('restores an entry that they removed and we changed', () => {
    const other = '  - id: b1\n    tag: quote\n    text: other\n';
    assert.deepEqual(revised(other, revision({ note: 'new' })), {
      body: `${other}\n${entry.replace('mine', 'new')}`,
      collided: ['entry'],
    });
  });

  it('does not restore one only because its place changed', () => {
    const other = '  - id: b1\n    tag: quote\n    text: other\n';
    assert.deepEqual(revised(other, revision({ line: 7 })), { body: other, collided: [] });
  });

  it('merges reviews', () => {
    const review = (by: string) => ({ by, verdict: 'agree' as const, created: '2026-11-22T10:00:00Z' });
    const theirs = `${entry}    reviews:\n      - by: Bo\n        verdict: agree\n        created: "2026-11-22T10:00:00Z"\n`;
    const { body, collided } = revised(theirs, revision({ reviews: [review('Cy')] }));
    assert.deepEqual(collided, []);
    assert.equal(body, `${theirs}      - by: Cy\n        verdict: agree\n        created: "2026-11-22T10:00:00Z"\n`);
  });

  it('keeps an unreadable value next to a new one', () => {
    const theirs = entry.replace('mine', '[a, b]');
    const { note: _, ...unread } = before;
    assert.deepEqual(revised(theirs, revision({ note: 'new' }, unread)), {
      body: entry.replace('mine', '|-\n      [a, b]\n\n      new'),
      collided: ['note'],
    });
  });

  it('takes the whole span from whoever moved it last', () => {
    const theirs = entry.replace('words', 'longer words\n    line: 9');
    assert.deepEqual(revised(theirs, revision({ line: 3, before: 'x' })), { body: theirs, collided: [] });
  });

  it('combines steps of one annotation into one', () => {
    const added: Annotation = { id: 'n1', tag: 'quote', text: 'new' };
    const retagged = { ...added, tag: 'verified' };
    const steps: Revision[] = [
      { of: 'annotation', id: 'n1', after: added },
      { of: 'annotation', id: 'n1', before: added, after: retagged },
    ];
    assert.equal(revised(entry, ...steps).body, `${entry}\n  - id: n1\n    tag: verified\n    text: new\n`);
    const undone: Revision = { of: 'annotation', id: 'n1', before: retagged };
    assert.equal(revised(entry, ...steps, undone).body, entry);
  });

  it('removes what was added and removed again, if it is in the file by now in any of its states', () => {
    const added: Annotation = { id: 'n1', tag: 'quote', text: 'new' };
    const retagged = { ...added, tag: 'verified' };
    const steps: Revision[] = [
      { of: 'annotation', id: 'n1', after: added },
      { of: 'annotation', id: 'n1', before: added, after: retagged },
      { of: 'annotation', id: 'n1', before: retagged },
    ];
    for (const tag of ['quote', 'verified'])
      assert.deepEqual(revised(`${entry}\n  - id: n1\n    tag: ${tag}\n    text: new\n`, ...steps), {
        body: entry,
        collided: [],
      });
    const theirs = `${entry}\n  - id: n1\n    tag: unconfirmed\n    text: new\n`;
    assert.deepEqual(revised(theirs, ...steps), { body: theirs, collided: ['entry'] });
  });

  it('restores what was removed and added again, if it is not in the file by now', () => {
    const other = '  - id: b1\n    tag: quote\n    text: other\n';
    const steps = [revision(undefined), { of: 'annotation', id: 'a1', after: before } as const];
    assert.deepEqual(revised(other, ...steps), { body: `${other}\n${entry}`, collided: [] });
    assert.deepEqual(revised(entry, ...steps), { body: entry, collided: [] });
  });

  it('removes an entry although the program has updated its words meanwhile', () => {
    const theirs = entry.replace('text: words', 'text: new words\n    was: words');
    assert.notEqual(theirs, entry);
    assert.deepEqual(revised(`${theirs}\n  - id: b1\n    tag: quote\n    text: other\n`, revision(undefined)), {
      body: '  - id: b1\n    tag: quote\n    text: other\n',
      collided: [],
    });
  });
});

describe('writing entries by hand', () => {
  it('gives an entry without an id the derived id when it is revised', () => {
    const text = `${head}  - tag: quote # why\n    text: words\n`;
    const sidecar = readSidecar(text);
    const from = sidecar.entries[0]?.annotation;
    assert.ok(from && !sidecar.entries[0]?.hasId);
    const { changes } = revise(sidecar, [revision({ note: 'new' }, from)]);
    const after = applyChanges(text, changes);
    assert.equal(after, `${head}  - id: ${from.id}\n    tag: quote # why\n    text: words\n    note: new\n`);
    assert.equal(readSidecar(after).entries[0]?.key, from.id);
  });

  it('gives a copy its own id', () => {
    const text = `${head}${entry}\n${entry}`;
    const sidecar = readSidecar(text);
    const [first, second] = sidecar.entries.map(({ annotation }) => annotation);
    assert.ok(first && second && first.id === 'a1' && second.id !== 'a1');
    assert.deepEqual(
      sidecar.problems.map(({ code, span }) => [code, text.slice(span.from, span.to)]),
      [['duplicate-id', 'a1']],
    );
    const { changes } = revise(sidecar, [revision({ note: 'new' }, second)]);
    assert.equal(
      applyChanges(text, changes),
      `${head}${entry}\n${entry.replace('a1', second.id).replace('mine', 'new')}`,
    );
  });

  it('writes about and source, and the name in its own header', () => {
    const text = '# Claims in a.txt. Safe to edit by hand.\nclaimmark: 1\nsource: a.txt # x\nannotations: []\n';
    const { changes } = revise(readSidecar(text), [
      { of: 'source', before: 'a.txt', after: 'b.txt' },
      { of: 'about', before: {}, after: { title: 'A title', published: '2026-11-20' } },
    ]);
    assert.equal(
      applyChanges(text, changes),
      '# Claims in b.txt. Safe to edit by hand.\nclaimmark: 1\nsource: b.txt # x\nabout:\n  title: A title\n  published: "2026-11-20"\nannotations: []\n',
    );
  });

  it('adds dismissals at the end, and removes them without a trace', () => {
    const selector = { text: 'words', line: 3 };
    const text = head + entry;
    const sidecar = readSidecar(text);
    const { changes } = revise(sidecar, [{ of: 'dismissed', after: selector }]);
    const after = applyChanges(text, changes);
    assert.equal(after, `${text}\ndismissed:\n  - text: words\n    line: 3\n`);
    assert.equal(
      applyChanges(after, revise(readSidecar(after), [{ of: 'dismissed', before: selector }]).changes),
      text,
    );
  });

  it('writes nothing to a file that is newer, conflicted or broken', () => {
    for (const text of [
      `claimmark: 2\nannotations:\n${entry}`,
      `<<<<<<< a\n${head}=======\n${head}>>>>>>> b\n${entry}`,
      `${head}${entry}junk\n`,
    ]) {
      const sidecar = readSidecar(text);
      assert.notEqual(sidecar.state, 'writable');
      assert.equal(sidecar.entries.length, 1);
      assert.deepEqual(revise(sidecar, [revision({ note: 'n' })]).changes, []);
    }
  });
});
