import assert from 'node:assert/strict';
import type { Annotation, Selector } from '../../../src/core/model/annotation';
import { applyChanges } from '../../../src/core/text/change';
import type { Revision } from '../../../src/core/model/action';
import { readSidecar, type Sidecar } from '../../../src/core/sidecar/read';
import { revise } from '../../../src/core/sidecar/write';

const head = 'claimmark: 1\nsource: a.txt\n';
const lines = 'First line.\nSecond line.';
const dismissal: Revision = { of: 'dismissed', after: { text: 'D' } as Selector };

/** The file after revisions, its line ends LF or CRLF: it must say what was wanted, and nothing else. */
function revised(text: string, ...revise: ((sidecar: Sidecar) => Revision)[]): string {
  const [lf, crlf] = [text, text.replaceAll('\n', '\r\n')].map((text) => after(text, revise));
  assert.equal(crlf?.replaceAll('\r\n', '\n'), lf);
  return lf ?? '';
}

function after(text: string, wanted: readonly ((sidecar: Sidecar) => Revision)[]): string {
  const sidecar = readSidecar(text);
  const revisions = wanted.map((revision) => revision(sidecar));
  const result = applyChanges(text, revise(sidecar, revisions).changes);
  const records = new Map<string, unknown>(sidecar.entries.map(({ key, annotation }) => [key, annotation]));
  for (const revision of revisions) {
    if (revision.of !== 'annotation') continue;
    if (revision.after) records.set(revision.id, revision.after);
    else records.delete(revision.id);
  }
  const said = readSidecar(result);
  assert.equal(said.state, 'writable', result);
  assert.deepEqual(new Map(said.entries.map(({ key, annotation }) => [key, annotation])), records, result);
  return result;
}

const add =
  (fields: Partial<Annotation> = {}) =>
  (): Revision => ({
    of: 'annotation',
    id: 'nnnnnnnn',
    after: { id: 'nnnnnnnn', tag: 'quote', text: 'new', ...fields },
  });

const set =
  (key: string, fields: Partial<Annotation>, ...without: (keyof Annotation)[]) =>
  (sidecar: Sidecar): Revision => {
    const before = sidecar.entries.find((entry) => entry.key === key)?.annotation;
    assert.ok(before);
    const rest = Object.entries(before).filter(([name]) => !(without as string[]).includes(name));
    return {
      of: 'annotation',
      id: key,
      before,
      after: { ...(Object.fromEntries(rest) as object as Annotation), ...fields },
    };
  };

const remove =
  (key: string) =>
  (sidecar: Sidecar): Revision => {
    const before = sidecar.entries.find((entry) => entry.key === key)?.annotation;
    assert.ok(before);
    return { of: 'annotation', id: key, before };
  };

const entry = (id: string, ...rest: string[]): string =>
  [`  - id: ${id}`, '    tag: quote', '    text: one', ...rest, ''].join('\n');

const block = ['    note: |-', '      See the readout.', '', '      #security #summit'];

describe('a new section', () => {
  it('goes below the whole note at the end of the one before', () => {
    const text = `${head}annotations:\n${entry('aaaaaaaa', ...block)}\nteam: Desk 3\n`;
    const result = revised(text, () => dismissal);
    assert.ok(result.includes('#security #summit\n\ndismissed:\n'), result);
    assert.ok(result.endsWith('\nteam: Desk 3\n'), result);
  });

  it('goes below an annotation that is added with it, with or without comments', () => {
    for (const comment of ['', '# below\n', '    # deeper\n', '        # deepest\n\n      # and more\n# below\n'])
      for (const rest of ['team: Desk 3\n', '\nteam: Desk 3\n', '']) {
        const text = `${head}annotations:\n${entry('aaaaaaaa', ...block)}${comment}${rest}`;
        const result = revised(text, add({ note: lines }), () => dismissal);
        assert.equal(readSidecar(result).dismissed.length, 1, result);
      }
  });

  it('adds no line to a note that keeps its empty lines', () => {
    for (const rest of ['', 'team: Desk 3\n']) {
      const text = `${head}annotations:\n${entry('aaaaaaaa', '    note: |+', '      kept', '', '')}${rest}`;
      const result = revised(text, () => dismissal);
      revised(result, () => ({ of: 'dismissed', before: { text: 'D' } as Selector }));
    }
  });
});

describe('an indented comment', () => {
  const noted = entry('aaaaaaaa', '    note: |-', '      Two lines of a note,', '      in a block.');
  const checked = ['    evidence:', '      - url: https://x.org/1', '        # checked by Bo'];

  it('stays with its entry, and does not become part of the words above', () => {
    for (const gap of ['', '\n'])
      for (const rest of ['', `\n${entry('cccccccc')}`, '\ndismissed:\n  - text: D\n'])
        for (const space of ['', '\n']) {
          const own = entry('bbbbbbbb', ...checked.slice(0, 2)) + space + '        # checked by Bo\n';
          const text = `${head}annotations:\n${noted}${gap}${own}${rest}`;
          const result = revised(text, remove('bbbbbbbb'));
          assert.ok(!result.includes('Bo'), result);
        }
  });

  it('moves out if the field above it is removed', () => {
    const text = `${head}annotations:\n${noted}${checked.join('\n')}\n${entry('bbbbbbbb')}`;
    const result = revised(text, set('aaaaaaaa', {}, 'evidence'));
    assert.ok(result.includes('      in a block.\n    # checked by Bo\n'), result);
    const review = { by: 'Bo', verdict: 'agree', created: '2026-11-22T11:30:00Z', note: lines } as const;
    revised(text, set('aaaaaaaa', { reviews: [review] }, 'evidence'));
  });

  it('keeps its place below its line if something is added', () => {
    const text = `${head}annotations:\n${entry('aaaaaaaa', '      # Bo: look again')}`;
    const result = revised(text, set('aaaaaaaa', { note: lines }));
    assert.ok(result.includes('    text: one\n      # Bo: look again\n    note: |-\n'), result);
    revised(text, add({ note: lines }));
    revised(text, set('aaaaaaaa', { note: lines }), add({ note: lines }), () => dismissal);
  });

  it('stays out of a new list item, and of what is above a removed one', () => {
    const evidence = { url: 'https://x.org/1' };
    const text = `${head}annotations:\n${entry('aaaaaaaa', ...checked, '            # deeper')}`;
    const two = revised(text, set('aaaaaaaa', { evidence: [evidence, { url: 'https://x.org/2', note: lines }] }));
    const comment = `${two}            # deepest\n`;
    assert.equal(readSidecar(comment).entries[0]?.annotation.evidence?.[1]?.note, `${lines}\n  # deepest`);
    const three = `${two}      - url: https://x.org/3\n            # deepest\n`;
    revised(three, set('aaaaaaaa', { evidence: [evidence, { url: 'https://x.org/2', note: lines }] }));
  });

  it('makes the value above it be quoted', () => {
    for (const text of ['one', '"one"', '|-\n        one\n        two'])
      for (const comment of ['      # Bo', '        # Bo', '\n       # Bo', '      \n      # Bo']) {
        const file = `${head}annotations:\n  - id: aaaaaaaa\n    tag: quote\n    text: ${text}\n${comment}\n`;
        if (text.startsWith('|') && comment.includes('        #')) continue;
        const result = revised(file, set('aaaaaaaa', { text: lines }));
        assert.ok(result.includes('# Bo'), result);
      }
  });

  it('stays out of a list that was empty, and of an entry put before it', () => {
    for (const empty of [' []', '', ' # none']) {
      revised(`${head}annotations:${empty}\n        # deep\n`, add({ note: lines }));
      revised(`${head}annotations:${empty}\n        # deep\nteam: x\n`, add({ note: lines }), () => dismissal);
    }
    const text = `${head}annotations:\n        # deep\n${entry('bbbbbbbb', '    line: 9')}`;
    revised(text, add({ line: 1, note: lines }));
    revised(text, add({ line: 1, note: lines }), remove('bbbbbbbb'));
  });

  it('stays out of a field that had no value', () => {
    for (const comment of [' # todo', '\n        # todo', ' # todo\n        # later']) {
      const text = `${head}annotations:\n${entry('aaaaaaaa', `    note:${comment}`)}`;
      const sidecar = readSidecar(text);
      const before = sidecar.entries[0]?.annotation as Annotation;
      const { changes } = revise(sidecar, [
        { of: 'annotation', id: before.id, before, after: { ...before, note: lines } },
      ]);
      const result = applyChanges(text, changes);
      assert.equal(readSidecar(result).entries[0]?.annotation.note, lines, result);
      assert.ok(result.includes('# todo'), result);
    }
  });
});

describe('a literal block', () => {
  it('is replaced together with the blanks at its end', () => {
    for (const end of [' ', '\t', '\n         ', ' \n\n        \t', '\n         \n'])
      for (const rest of ['    note: x\n', '']) {
        const file = `${head}annotations:\n  - id: aaaaaaaa\n    tag: quote\n    text: |-\n      We will pay,\n      he said.${end}\n${rest}`;
        revised(file, set('aaaaaaaa', { text: 'We shall pay,\nhe said.' }));
        revised(file, set('aaaaaaaa', { text: 'We shall pay,\nhe said.', speaker: lines }), add({ note: lines }));
      }
  });

  it('that keeps its empty lines gets none from what goes below it', () => {
    const kept = entry('aaaaaaaa', '    note: |+', '      kept', '', '    claim: c');
    for (const gap of ['', '\n', '\n\n'])
      for (const rest of ['', entry('bbbbbbbb')]) {
        const text = `${head}annotations:\n${kept}${gap}${rest}`;
        revised(text, set('aaaaaaaa', {}, 'claim'));
        const two = `${head}annotations:\n${kept.replace('    claim: c\n', '')}${entry('cccccccc')}${gap}${rest}`;
        revised(two, remove('cccccccc'));
        if (rest !== '') revised(two, remove('cccccccc'), remove('bbbbbbbb'));
      }
  });
});

describe('a file of only blanks and comments', () => {
  it('becomes a sidecar, whatever is written into it first', () => {
    for (const text of ['', '\ufeff', '\n\n', '# only\n# comments', '\ufeff# c\n']) {
      const about: Revision = { of: 'about', before: {}, after: { title: 'T' } };
      const source: Revision = { of: 'source', before: '', after: 'a.txt' };
      const result = revised(text, add({ note: lines }), () => dismissal, () => about, () => source); // prettier-ignore
      assert.ok(result.startsWith(text), result);
      const said = readSidecar(result);
      assert.deepEqual([said.source, said.about.title, said.dismissed.length], ['a.txt', 'T', 1]);
      assert.deepEqual(said.problems, []);
    }
  });
});
