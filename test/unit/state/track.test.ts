import assert from 'node:assert/strict';
import { applyChanges, type Change } from '../../../src/core/text/change';
import { describe as describeSpan } from '../../../src/core/anchor/selector';
import { track } from '../../../src/core/state/track';
import type { Recalled, Uncertain } from '../../../src/core/state/anchorAgain';
import type { Reason } from '../../../src/core/state/undoLog';
import { newSheet, anchoredAnnotations, opened, withRevisions, type Sheet } from '../../../src/core/state/sheet';
import { sameWords } from '../../../src/core/text/words';
import { seeded } from '../random';
import { marked } from '../notation';

/** A source with its annotations, edited step by step. */
class Desk {
  text: string;
  sheet: Sheet;
  recalled: Recalled | undefined;
  uncertain: Uncertain | undefined;
  constructor(notation: string) {
    const { text, spans } = marked(notation);
    this.text = text;
    const places = new Map(spans.map((span, index) => [`a${index}`, span]));
    const revisions = spans.map((span, index) => {
      const id = `a${index}`;
      return { of: 'annotation' as const, id, after: { id, tag: 'verified', ...describeSpan(text, span) } };
    });
    this.sheet = opened(withRevisions(newSheet('x'), revisions, places), () => text);
  }

  edit(...changes: Change[]): this {
    return this.change(changes);
  }

  undo(...changes: Change[]): this {
    return this.change(changes, 'undo');
  }

  private change(changes: readonly Change[], reason?: Reason): this {
    this.text = applyChanges(this.text, changes);
    const tracked = track(this.sheet, changes, reason);
    this.sheet = tracked.sheet;
    this.recalled = tracked.recalled;
    this.uncertain = tracked.uncertain;
    return this;
  }

  replace(words: string, by: string): this {
    const from = this.text.indexOf(words);
    assert.notEqual(from, -1, words);
    return this.edit({ from, to: from + words.length, text: by });
  }

  get stands(): string[] {
    return anchoredAnnotations(this.sheet).map(
      ({ span, state }) => `${state}: ${span ? this.text.slice(span.from, span.to) : ''}`,
    );
  }
}

describe('annotations while somebody types', () => {
  it('stand on their words when text above them changes', () =>
    assert.deepEqual(new Desk('One. [Two.] Three.').replace('One.', 'Number one.').stands, ['found: Two.']));

  it('are edited when text inside them changes, and found again when it is changed back', () => {
    const desk = new Desk('It was [three hundred people] then.').replace('three', 'four');
    assert.deepEqual(desk.stands, ['edited: four hundred people']);
    assert.deepEqual(desk.replace('four', 'three').stands, ['found: three hundred people']);
  });

  it('are whole again, changed words and all, when a cut of all or across an edge is undone', () => {
    const desk = new Desk('It was [three hundred people] then.').replace('three', 'four');
    desk.replace('people then', '').undo({ from: 20, to: 20, text: 'people then' });
    assert.deepEqual(desk.stands, ['edited: four hundred people']);
    desk.replace('was four hundred people then', '').undo({ from: 3, to: 3, text: 'was four hundred people then' });
    assert.deepEqual(desk.stands, ['edited: four hundred people']);
    desk.undo({ from: 7, to: 11, text: 'three' });
    assert.deepEqual(desk.stands, ['found: three hundred people']);
  });

  it('stay where somebody put them when an earlier change at the old place is undone', () => {
    const desk = new Desk('First [the fox ran] off. Then the fox ran on.').replace('ran off', 'sprinted off');
    const at = desk.text.lastIndexOf('the fox ran');
    const place = { from: at, to: at + 11 };
    const [before] = desk.sheet.records;
    assert.ok(before);
    const after = { ...before, ...describeSpan(desk.text, place) };
    desk.sheet = withRevisions(desk.sheet, [{ of: 'annotation', id: 'a0', before, after }], new Map([['a0', place]]));
    desk.undo({ from: 14, to: 26, text: 'ran off' });
    assert.deepEqual(desk.stands, ['found: the fox ran']);
    assert.equal(desk.sheet.spans.from[0], desk.text.lastIndexOf('the fox ran'));
  });

  it('are whole again when a cut is undone after the rest of their words was saved', () => {
    const desk = new Desk('It was [three hundred people] then.').replace('people then', '');
    const [before] = desk.sheet.records;
    assert.ok(before);
    const after = { ...before, text: 'three hundred', was: before.text };
    const places = new Map([['a0', { from: 7, to: 20 }]]);
    desk.sheet = withRevisions(desk.sheet, [{ of: 'annotation', id: 'a0', before, after }], places);
    assert.deepEqual(desk.stands, ['edited: three hundred']);
    desk.undo({ from: 21, to: 21, text: 'people then' });
    assert.deepEqual(desk.stands, ['found: three hundred people']);
  });

  it('are whole again when several cuts are undone at once', () => {
    const desk = new Desk('It was [three hundred people] then.').replace('three', 'four');
    for (let at = 28; at > 20; at--) desk.edit({ from: at - 1, to: at, text: '' });
    assert.deepEqual(desk.stands, ['edited: four hundred']);
    desk.undo({ from: 20, to: 20, text: 'people t' });
    assert.deepEqual(desk.stands, ['edited: four hundred people']);
  });

  it('are whole again when changes next to them and in them are undone at once', () => {
    const desk = new Desk('One [two three] four.').edit({ from: 4, to: 4, text: 'zz' }).replace('zztwo', 'q');
    assert.deepEqual(desk.undo({ from: 4, to: 5, text: 'two' }).stands, ['found: two three']);
    desk.replace('One ', '').replace('two', 'q');
    assert.deepEqual(desk.undo({ from: 0, to: 1, text: 'One two' }).stands, ['found: two three']);
    desk.replace(' four', '').replace('three', 'q');
    assert.deepEqual(desk.undo({ from: 8, to: 9, text: 'three four' }).stands, ['found: two three']);
  });

  it('are whole again, changed words and all, when typing over them with several cursors is undone at once', () => {
    const desk = new Desk('It was [three hundred people] then. No people then.').replace('three', 'four');
    desk.edit({ from: 20, to: 31, text: 'a' }, { from: 36, to: 47, text: 'a' });
    desk.edit({ from: 21, to: 21, text: 'b' }, { from: 27, to: 27, text: 'b' });
    assert.deepEqual(desk.text, 'It was four hundred ab. No ab.');
    desk.undo({ from: 20, to: 22, text: 'people then' }, { from: 27, to: 29, text: 'people then' });
    assert.deepEqual(desk.stands, ['edited: four hundred people']);
  });

  it('are lost when their text is cut, and found when it is pasted much later, elsewhere', () => {
    const desk = new Desk('A start. [The columns had rusted through.] An end.').replace(
      'The columns had rusted through.',
      '',
    );
    assert.deepEqual(desk.stands, ['lost: ']);
    desk.replace('An end.', 'An end, with more.').replace('A start.', 'A start. The columns had rusted through.');
    assert.deepEqual(desk.stands, ['found: The columns had rusted through.']);
  });

  it('come back as edited when their edited text is cut and pasted much later, elsewhere', () => {
    const desk = new Desk('It was [three hundred people] then. Now it rains.').replace('three', 'four');
    assert.deepEqual(desk.replace('four hundred people', '').stands, ['lost: ']);
    desk.replace('then.', 'nobody at all.').edit({ from: 0, to: 0, text: 'Some four hundred people came. ' });
    assert.deepEqual(desk.stands, ['edited: four hundred people']);
  });

  it('are whole again when words come back that a search could not find', () => {
    const desk = new Desk('Seen by [three hundred people.\n\nNobody] left early.').replace('\n\nNobody', '\n\n');
    desk.sheet = { ...desk.sheet, spans: { ...desk.sheet.spans, to: new Int32Array([29]) } };
    assert.deepEqual(desk.stands, ['edited: three hundred people.']);
    assert.deepEqual(desk.edit({ from: 31, to: 31, text: 'Nobody' }).stands, [
      'found: three hundred people.\n\nNobody',
    ]);
  });

  it('do not come back next to text that is typed beside a look-alike of their rest', () => {
    const desk = new Desk('Yes. - The hall is [- The ]long.').edit({ from: 19, to: 25, text: '' });
    assert.deepEqual(desk.replace('hall', 'house').stands, ['lost: ']);
  });

  it('are left to a search if pasted text may hold them, changed', () => {
    const desk = new Desk('It was [three hundred people] then. Now it rains.').replace('three hundred people', '');
    const text = 'Later, about three hundred persons came. ';
    assert.deepEqual(desk.edit({ from: 7, to: 7, text: 'a few' }).recalled, { indices: [], within: [] });
    assert.deepEqual(desk.edit({ from: 0, to: 0, text }).recalled, {
      indices: [0],
      within: [{ from: 0, to: text.length }],
    });
  });

  it('cover all their words again when text between these is removed, however they are wrapped', () => {
    const desk = new Desk('They saw [three hundred people] leave.').replace('hundred ', '\n');
    desk.sheet = { ...desk.sheet, spans: { ...desk.sheet.spans, to: new Int32Array([14]) } };
    desk.replace('people', 'or hundred people');
    assert.deepEqual(desk.stands, ['edited: three']);
    assert.deepEqual(desk.replace('or ', '').stands, ['found: three \nhundred people']);
  });

  it('stay if all of their tagged words are left, but little of what they grew to', () => {
    const desk = new Desk('[eleven boats.] More.');
    const [record] = desk.sheet.records;
    assert.ok(record);
    const after = { ...record, text: `eleven ${'very '.repeat(30)}boats.`, was: 'eleven boats.' };
    const [before, places] = [record, new Map([['a0', { from: 0, to: after.text.length }]])];
    desk.text = desk.text.replace('eleven boats.', after.text);
    desk.sheet = withRevisions(desk.sheet, [{ of: 'annotation', id: 'a0', before, after }], places);
    assert.deepEqual(desk.replace(`${'very '.repeat(30)}boats`, 'ships').stands, ['edited: eleven ships.']);
  });

  it('are whole again when their tagged words come back after a save with other words, in full or by their ends', () => {
    const desk = new Desk('It was [three hundred people] then.');
    const [record] = desk.sheet.records;
    assert.ok(record);
    desk.replace('three hundred', 'four');
    const after = { ...record, text: 'four people', was: record.text };
    const places = new Map([['a0', { from: 7, to: 18 }]]);
    desk.sheet = withRevisions(desk.sheet, [{ of: 'annotation', id: 'a0', before: record, after }], places);
    assert.deepEqual(desk.stands, ['edited: four people']);
    assert.deepEqual(desk.replace('four', 'three hundred').stands, ['found: three hundred people']);
    assert.deepEqual(desk.replace('hundred ', '').stands, ['edited: three people']);
    assert.deepEqual(desk.replace('three', 'four').stands, ['edited: four people']);
  });

  it('do not come back if only a short word of theirs is typed', () => {
    const desk = new Desk('It was [the tenth] then.').replace('e tenth', '').replace('th ', ' ');
    assert.deepEqual(desk.edit({ from: 7, to: 7, text: 'th' }).stands, ['lost: ']);
  });

  it('do not jump to a short look-alike that is typed elsewhere', () => {
    const desk = new Desk('He said [no] to it. She went home after a long day at work.').replace(' no', '');
    assert.deepEqual(desk.replace('home', 'no home').stands, ['lost: ']);
  });

  it('do not return to the same short words of another sentence that replaces theirs', () => {
    const rest = 'She went home after a long day at work.';
    const desk = new Desk(`He said [no] to it. ${rest}`).replace('He said no to it.', 'It rained.');
    desk.replace('It rained.', 'It was no day for a walk, since no bus went and all the shops were shut.');
    assert.deepEqual(desk.stands, ['lost: ']);
    desk.replace('It was no day for a walk', 'There was no bus. He said no to it');
    const text = desk.text.indexOf('no to it');
    assert.deepEqual(desk.stands, ['found: no']);
    assert.equal(desk.sheet.spans.from[0], text);
  });

  it('do not come back within a new line if they were at the edge of theirs', () => {
    for (const eol of ['\n', '\r\n']) {
      const lines = (notation: string): string => notation.replaceAll('|', eol);
      const put = (notation: string, line: string, put: string): readonly string[] => {
        const desk = new Desk(lines(notation)).replace(lines(line), '');
        return desk.edit({ from: desk.text.length, to: desk.text.length, text: lines(put) }).stands;
      };
      const rest = 'The lake is deep.|Nobody swims there.|';
      const first = [`[Oldmere] in the hills is small.|${rest}`, 'Oldmere in the hills is small.|'] as const;
      assert.deepEqual(put(...first, 'They saw the clerk of Oldmere in June, she wrote.|'), ['lost: ']);
      assert.deepEqual(put(...first, 'Oldmere in June is green.|'), ['found: Oldmere']);
      const amid = [`${rest}[the mill], 1987|That was all.|`, 'the mill, 1987|'] as const;
      assert.deepEqual(put(...amid, 'Nobody saw the mill, 1987 or later, in use.|'), ['lost: ']);
      assert.deepEqual(put(...amid, 'the mill, 1987 or later|'), ['found: the mill']);
      const last = [`${rest}It is run by [Bo Tarr]|That was all.|`, 'It is run by Bo Tarr|'] as const;
      assert.deepEqual(put(...last, 'It was mended by Bo Tarr in the spring, they say.|'), ['lost: ']);
      assert.deepEqual(put(...last, 'It was mended by Bo Tarr|'), ['found: Bo Tarr']);
    }
  });

  it('do not jump to the same short words of another line that is cut and pasted, copied or new', () => {
    const rows = '- Hallow gave 4 boats.\nNo more came.\n- Wick gave 9 [boats].\nThat was all.\n';
    const lost = (): Desk => new Desk(rows).replace('9 boats', '9 rafts and poles');
    const cut = lost().replace('- Hallow gave 4 boats.\n', '');
    assert.deepEqual(cut.replace('That was', '- Hallow gave 4 boats.\nThat was').stands, ['lost: ']);
    assert.deepEqual(lost().replace('That was', '- Hallow gave 4 boats.\nThat was').stands, ['lost: ']);
    assert.deepEqual(lost().replace('That was', '- Arlen gave 3 boats.\nThat was').stands, ['lost: ']);
    assert.deepEqual(lost().replace('9 rafts and poles', '9 boats').stands, ['found: boats']);
  });

  it('stay when somebody rewords all of them bit by bit', () => {
    const desk = new Desk('They say [three boats sank], and more.').replace('three boats', 'four ships');
    desk.replace('more', 'less').replace(' sank', '');
    assert.deepEqual(desk.stands, ['edited: four ships']);
  });

  it('return with the lines that they were cut with, whatever the line endings', () => {
    for (const eol of ['\n', '\r\n']) {
      const lines = (notation: string): string => notation.replaceAll('|', eol);
      const desk = new Desk(lines('Ada was asked first, as ever.||[Yes.]||Bo came next.||Then all of them went home.'));
      desk.replace(lines('as ever.||Yes.||Bo came'), '');
      assert.deepEqual(desk.stands, ['lost: ']);
      assert.deepEqual(desk.edit({ from: 0, to: 0, text: lines('as ever.||Yes.||Bo came') }).stands, ['found: Yes.']);
    }
  });

  it('stay on their words when one line ending becomes another', () => {
    const desk = new Desk('One.\r\nTwo.\nThree.\r\n[The pier is closed.]\r\n');
    const after = 'One.\nTwo.\nThree.\r\nThe pier is closed.\r\n';
    assert.deepEqual(desk.edit({ from: 0, to: desk.text.length, text: after }).stands, ['found: The pier is closed.']);
  });

  it('do not move to the same short words at the end of a text that replaces theirs', () => {
    const desk = new Desk('When asked he said [no] to it. She went home.');
    desk.replace('When asked he said no to it', 'Since the last bus had gone there was no');
    assert.deepEqual(desk.stands, ['lost: ']);
  });

  it('are whole again when a cut across their edge is undone', () => {
    const desk = new Desk('One [two three] four.').replace('three four', '');
    assert.deepEqual(desk.stands, ['edited: two']);
    assert.deepEqual(desk.replace('two ', 'two three four').stands, ['found: two three']);
  });

  it('are lost, not moved to other words, when all of them is typed over', () =>
    assert.deepEqual(new Desk('One [two three four] five.').replace('two three four', 'x').stands, ['lost: ']));

  it('keep the rest of their words when somebody types over an edge, whatever a search would find', () => {
    const desk = new Desk('It was said that [three hundred people came] to see it.').replace('that three hundred', 'x');
    assert.deepEqual(desk.stands, ['edited: people came']);
    assert.deepEqual(desk.uncertain?.indices, []);
  });

  it('are anchored again if one replacement covers all of the text, as a reload does, and changes their words', () => {
    const desk = new Desk('One\n[two\nthree]\nfour');
    desk.edit({ from: 0, to: desk.text.length, text: 'Five\ntwo or so\nthree\nfour, and six more' });
    assert.deepEqual(desk.uncertain?.indices, [0]);
  });

  it('wait for their search if one replacement is too large to be read at once', () => {
    const many = 'The harbour was closed at nine. '.repeat(8000);
    const desk = new Desk(`${many}[The pilot came aboard.] ${many}`);
    const [was] = anchoredAnnotations(desk.sheet).map(({ span }) => span);
    const before = desk.text;
    desk.edit({ from: 0, to: before.length, text: `${many}A pilot came aboard. ${many}` });
    assert.deepEqual(desk.stands, ['unsought: ']);
    assert.deepEqual([desk.uncertain?.indices, desk.uncertain?.spans], [[0], [was]]);
    assert.ok(desk.uncertain?.text?.toString() === before);
    desk.undo({ from: 0, to: desk.text.length, text: before });
    assert.deepEqual(desk.stands, ['found: The pilot came aboard.']);
  });

  it('are never found on other words than their own, whatever is done', () => {
    const random = seeded(7);
    const pick = (n: number): number => Math.floor(random() * n);
    for (let round = 0; round < 200; round++) {
      const desk = new Desk(
        round % 2
          ? 'aa bb [cc dd] ee [ff] aa [bb cc] dd ee ff gg [hh ii jj] kk'
          : '“aa” (bb [c.c d-d) ee\\ [f/f?] *aa* [bb, {cc]}] dd^ ee$ f+f \u200b[é é\n\n#|&~@ jj!] k\uD83D\uDE00k',
      );
      for (let step = 0; step < 20; step++) {
        const from = pick(desk.text.length + 1);
        const to = Math.min(desk.text.length, from + pick(6));
        const text = pick(2) ? '' : desk.text.slice(pick(desk.text.length), pick(desk.text.length));
        desk.edit({ from, to, text });
        for (const { annotation, span, state } of anchoredAnnotations(desk.sheet)) {
          if (state === 'found') assert.ok(sameWords(desk.text.slice(span?.from, span?.to), annotation.text));
          if (span) assert.ok(span.from < span.to && span.to <= desk.text.length);
        }
      }
    }
  });
});

describe('identical lines', () => {
  const list = '- One is [here].\n- The hall is [92 metres] long.\n- Three is [there].\n';
  const line = '- The hall is 92 metres long.\n';

  /** The start of each annotation's line among all lines, counted from 0. */
  const lines = ({ sheet, text }: Desk): readonly (number | undefined)[] =>
    anchoredAnnotations(sheet).map(({ span }) => span && text.slice(0, span.from).split('\n').length - 1);

  function copiedDown(notation = list, copy = line): { desk: Desk; from: number } {
    const desk = new Desk(notation);
    const from = desk.text.indexOf(copy.trim());
    return { desk: desk.edit({ from, to: from, text: copy }), from };
  }

  it('keep the annotation in the upper one if an editor copied it down and leaves the cursor in the lower one', () => {
    const { desk, from } = copiedDown();
    assert.deepEqual(lines(desk), [0, 1, 3]);
    desk.edit({ from: from + line.length + 14, to: from + line.length + 16, text: '29' });
    assert.deepEqual(desk.stands, ['found: here', 'found: 92 metres', 'found: there']);
  });

  it('do so with CRLF, on the last line and with several cursors', () => {
    assert.deepEqual(lines(copiedDown(list.replaceAll('\n', '\r\n'), line.replace('\n', '\r\n')).desk), [0, 1, 3]);
    assert.deepEqual(lines(copiedDown('One.\n[The hall] is long.', 'The hall is long.\n').desk), [1]);
    const desk = new Desk('[One].\n[Two].\n');
    desk.edit({ from: 0, to: 0, text: 'One.\n' }, { from: 5, to: 5, text: 'Two.\n' });
    assert.deepEqual(lines(desk), [0, 2]);
  });

  it('have it where it was after a copy is undone, or one of the two is deleted', () => {
    const { desk, from } = copiedDown();
    assert.deepEqual(lines(desk.undo({ from, to: from + line.length, text: '' })), [0, 1, 2]);
    for (const deleted of [from, from + line.length]) {
      const { desk } = copiedDown();
      assert.deepEqual(lines(desk.edit({ from: deleted, to: deleted + line.length, text: '' })), [0, 1, 2]);
      assert.deepEqual(desk.stands, ['found: here', 'found: 92 metres', 'found: there']);
    }
  });

  it('do not count as identical if the text around the words differs', () => {
    const desk = new Desk('| Ana | [yes] |\n| Bob | yes |\n');
    assert.deepEqual(desk.edit({ from: 0, to: 14, text: '' }).stands, ['lost: ']);
  });

  it('leave a span whole that continues on the next line', () => {
    const desk = new Desk('One.\nTwo [one.\nTwo] one.\n').edit({ from: 5, to: 5, text: 'Two one.\n' });
    assert.deepEqual(desk.stands, ['found: one.\nTwo']);
  });
});
