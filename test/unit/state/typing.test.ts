import assert from 'node:assert/strict';
import { createTracker, type Tracker } from '../../../src/core/state/tracker';
import { applyChanges } from '../../../src/core/text/change';
import { mark, marked } from '../notation';

type Edit = readonly [from: number, to: number, text: string];

/** Hands at a keyboard: a text with tagged spans, in the notation `[a b] c`, and what they do to it. */
class Hands {
  private text: string;
  private readonly tracker: Tracker;
  private at = 0;
  private readonly past: string[] = [];

  constructor(notation: string) {
    const { text, spans } = marked(notation);
    this.text = text;
    this.tracker = createTracker(
      text,
      spans.map(({ from, to }) => [from, to]),
    );
  }

  edits(changes: readonly Edit[], reason?: 'undo' | 'redo'): this {
    if (!reason) this.past.push(this.text);
    this.text = applyChanges(
      this.text,
      changes.map(([from, to, text]) => ({ from, to, text })),
    );
    this.tracker.edit(changes, reason);
    return this;
  }

  edit(from: number, to: number, text: string, reason?: 'undo' | 'redo'): this {
    this.at = from + text.length;
    return this.edits([[from, to, text]], reason);
  }

  where(words: string): number {
    const at = this.text.indexOf(words);
    assert.notEqual(at, -1, `${words} in ${this.text}`);
    return at;
  }

  after(words: string): this {
    this.at = this.where(words) + words.length;
    return this;
  }

  before(words: string): this {
    this.at = this.where(words);
    return this;
  }

  type(words: string): this {
    for (const letter of words) this.edit(this.at, this.at, letter);
    return this;
  }

  /** Selects words and types over them, letter by letter. */
  typeOver(words: string, by: string): this {
    const [first = '', ...rest] = by;
    const from = this.where(words);
    return this.edit(from, from + words.length, first).type(rest.join(''));
  }

  backspace(times: number): this {
    for (let i = 0; i < times; i++) this.edit(this.at - 1, this.at, '');
    return this;
  }

  del(times: number): this {
    for (let i = 0; i < times; i++) this.edit(this.at, this.at + 1, '');
    return this;
  }

  paste(words: string): this {
    return this.edit(this.at, this.at, words);
  }

  replace(words: string, by: string): this {
    const from = this.where(words);
    return this.edit(from, from + words.length, by);
  }

  /** All of the text at once, as a formatter, a sort or a reload sends it: from the first line that differs to the last. */
  becomes(text: string, reason?: 'undo' | 'redo'): this {
    let from = 0;
    while (from < text.length && text[from] === this.text[from]) from++;
    from = text.lastIndexOf('\n', from - 1) + 1;
    let tail = 0;
    const most = Math.min(text.length, this.text.length) - from;
    while (tail < most && text[text.length - 1 - tail] === this.text[this.text.length - 1 - tail]) tail++;
    return this.edit(from, this.text.length - tail, text.slice(from, text.length - tail), reason);
  }

  /** Undoes this many steps at once, or one by one. */
  undo(steps = 1): this {
    const text = this.past.at(-steps) ?? '';
    this.past.length -= steps;
    return this.becomes(text, 'undo');
  }

  get stands(): string {
    const spans = this.tracker.spans().map((span) => ({ from: span?.[0] ?? -1, to: span?.[1] ?? -1 }));
    return mark(
      this.text,
      spans.filter(({ from }) => from >= 0),
    );
  }
}

const hands = (notation: string): Hands => new Hands(notation);
const list = (...items: readonly string[]): string => items.map((item) => `- ${item}\n`).join('');

describe('words typed at an edge', () => {
  const source = 'It was [three hundred people] then.';

  it('belong to the span if they replace its last or its first word', () => {
    assert.equal(hands(source).typeOver('people', 'guests').stands, 'It was [three hundred guests] then.');
    assert.equal(hands(source).typeOver('three', 'about four').stands, 'It was [about four hundred people] then.');
    assert.equal(
      hands(source).typeOver('hundred people', 'or four of them').stands,
      'It was [three or four of them] then.',
    );
    assert.equal(hands('Ana said [he had gone] home.').typeOver('he', 'she').stands, 'Ana said [she had gone] home.');
  });

  it('belong to it if its words are erased letter by letter, or word by word, and typed again', () => {
    assert.equal(
      hands(source).after('people').backspace(6).type('guests').stands,
      'It was [three hundred guests] then.',
    );
    assert.equal(hands(source).before('three').del(5).type('four').stands, 'It was [four hundred people] then.');
    assert.equal(hands(source).replace('people', '').type('guests').stands, 'It was [three hundred guests] then.');
    assert.equal(hands(source).after('people').backspace(3).type('ny').stands, 'It was [three hundred peony] then.');
  });

  it('belong to it with slips and backspaces, over its edge and back', () => {
    const typo = hands(source).typeOver('people', 'gusets').backspace(4).type('ests');
    assert.equal(typo.stands, 'It was [three hundred guests] then.');
    const beyond = hands(source).after('then').backspace(7).type('le there');
    assert.equal(beyond.stands, 'It was [three hundred people] there.');
  });

  it('belong to it if they are inserted at once: pasted, composed, corrected, by case', () => {
    assert.equal(hands(source).replace('people', 'paying guests').stands, 'It was [three hundred paying guests] then.');
    assert.equal(hands(source).replace('people', 'PEOPLE').stands, 'It was [three hundred PEOPLE] then.');
    const from = source.indexOf('people') - 1;
    const composed = hands(source)
      .edit(from, from + 6, 'r')
      .edit(from, from + 1, 'ren')
      .edit(from, from + 3, '人');
    assert.equal(composed.stands, 'It was [three hundred 人] then.');
    const corrected = hands(source).typeOver('people', 'geusts');
    assert.equal(
      corrected.edit(from, from + 6, 'guests').type(' and all').stands,
      'It was [three hundred guests and all] then.',
    );
  });

  it('belong to it with several cursors, each in its place', () => {
    const two = hands('[one cat], [two cat], cat.');
    two.edits([
      [4, 7, 'd'],
      [13, 16, 'd'],
      [18, 21, 'd'],
    ]);
    two.edits([
      [5, 5, 'o'],
      [12, 12, 'o'],
      [15, 15, 'o'],
    ]);
    two.edits([
      [6, 6, 'g'],
      [14, 14, 'g'],
      [18, 18, 'g'],
    ]);
    assert.equal(two.stands, '[one dog], [two dog], dog.');
  });

  it('belong to it if each letter replaces one, in overtype mode', () => {
    const over = hands(source);
    const from = source.indexOf('people') - 1;
    [...'guests'].forEach((letter, i) => over.edit(from + i, from + i + 1, letter));
    assert.equal(over.stands, 'It was [three hundred guests] then.');
  });

  it('belong to it if they make one word with the word at the edge', () => {
    assert.equal(hands('a [known guest] here').after('guest').type('s').stands, 'a [known guests] here');
    assert.equal(hands('a [known guest] here').before('known').type('un').stands, 'a [unknown guest] here');
    assert.equal(hands('In [19] then').after('19').type('87').stands, 'In [1987] then');
  });

  it('stay outside if they are words of their own', () => {
    assert.equal(hands(source).after('people').type(' or more').stands, 'It was [three hundred people] or more then.');
    assert.equal(hands(source).before('three').type('nearly ').stands, 'It was nearly [three hundred people] then.');
    assert.equal(
      hands(source).after('people').type(', not all').stands,
      'It was [three hundred people], not all then.',
    );
    assert.equal(
      hands(source).before('three').type('“').after('people').type('”').stands,
      'It was “[three hundred people]” then.',
    );
  });

  it('stay outside if they replace a word next to the span', () => {
    assert.equal(hands(source).typeOver('then', 'at last').stands, 'It was [three hundred people] at last.');
    assert.equal(
      hands(source).after('then').backspace(5).type(' later').stands,
      'It was [three hundred people] later.',
    );
    assert.equal(hands(source).typeOver('was ', 'saw ').stands, 'It saw [three hundred people] then.');
  });

  it('are judged anew after something was typed elsewhere', () => {
    const back = hands(source)
      .typeOver('people', 'guests')
      .after('It')
      .type(' never')
      .after('guests')
      .type(' of honour');
    assert.equal(back.stands, 'It never was [three hundred guests] of honour then.');
  });

  it('belong to a span of several lines, whatever the line endings', () => {
    for (const eol of ['\n', '\r\n']) {
      const text = `One.${eol}[Two boats${eol}were missing.]${eol}Four.${eol}`;
      assert.equal(hands(text).typeOver('missing', 'found').stands, text.replace('missing', 'found'));
      assert.equal(hands(text).after('boats').type(`${eol}all`).stands, text.replace('boats', `boats${eol}all`));
    }
  });
});

describe('a span that loses words', () => {
  it('is lost when all of them are deleted or typed over, whatever is typed there', () => {
    assert.equal(hands('One [two three] four.').typeOver('two three', 'five').stands, 'One five four.');
    assert.equal(hands('One [two three] four.').before('two').del(9).type('five').stands, 'One five four.');
    assert.equal(hands('One [two three], four.').replace('two three', '').type('x').stands, 'One x, four.');
    assert.equal(hands('One [two!] four.').before('two').del(3).type('five').stands, 'One five! four.');
  });

  it('keeps the words that are left', () => {
    assert.equal(hands('One [two three] four five.').replace('three four', '').stands, 'One [two]  five.');
    assert.equal(hands('One [two three] four.').replace('One two ', '').stands, '[three] four.');
  });
});

describe('a span whose line moves', () => {
  const france = 'France pledged 12 million.';
  const estonia = '[Estonia pledged 12 million.]';
  const norway = 'Norway pledged [31 million].';

  it('moves with its line when similar lines are sorted, reversed or corrected', () => {
    const source = hands(list(france, estonia, norway));
    assert.equal(
      source.becomes(list(estonia, france, norway).replace(/[[\]]/g, '')).stands,
      list(estonia, france, norway),
    );
    assert.equal(
      source.becomes(list(norway, france, estonia).replace(/[[\]]/g, '')).stands,
      list(norway, france, estonia),
    );
    const indented = list(norway, france, estonia).replace(/^- /gm, '  * ');
    assert.equal(source.becomes(indented.replace(/[[\]]/g, '')).stands, indented);
  });

  it('stays in its line when marks are put around all lines at once', () => {
    const rows =
      'Holm paid 88 in gold and silver.\nBrey paid 88 [in gold and] silver.\nOster paid 39 in gold and silver.\n';
    const items = rows.replace(/^(.+)$/gm, '<p>$1</p>');
    assert.equal(hands(rows).becomes(items.replace(/[[\]]/g, '')).stands, items);
  });

  it('stays in its line when the first and the last line change at once', () => {
    const rows =
      'Holm: 37 crowns a seat, tea free\nBrey: 11 crowns a seat, tea free\nOster: 23 [crowns a seat, tea] free\n';
    const now = rows.replace('Holm', 'All').replace('] free', '] gone');
    const { start, end } = { start: rows.indexOf('Holm'), end: rows.indexOf(' free\n', rows.indexOf(']')) + 3 };
    const plain = (text: string): string => text.replace(/[[\]]/g, '');
    assert.equal(hands(rows).edit(start, end, plain(now).slice(0, -1)).stands, now);
  });

  it('keeps the marks at its edges when blanks change', () => {
    assert.equal(
      hands('[- Holm: 5]\n- Brey: 6\n').becomes('-\tHolm:  5\n-  Brey: 6\n').stands,
      '[-\tHolm:  5]\n-  Brey: 6\n',
    );
  });

  it('moves with its line when that, or a neighbour, is moved or cut and pasted', () => {
    const line = `- ${estonia.slice(1, -1)}\n`;
    const source = hands(list(france, estonia, norway));
    const at = source.where(line);
    source.edits([
      [at - line.length + 1, at - line.length + 1, line],
      [at, at + line.length, ''],
    ]);
    assert.equal(source.stands, list(estonia, france, norway));
    const cut = hands(list(france, estonia, norway)).replace(line, '');
    assert.equal(cut.after('31 million.\n').paste(line).stands, list(france, norway, estonia));
    assert.equal(
      cut.before('- France').paste(line).stands,
      list(estonia.replace(/[[\]]/g, ''), france, norway, estonia),
    );
  });

  it('moves with its sentence or its words when these are dragged', () => {
    const text = 'Ada came. [Bo left early.] Cy stayed on.';
    const source = hands(text);
    source.edits([
      [0, 0, 'Bo left early. '],
      [10, 25, ''],
    ]);
    assert.equal(source.stands, '[Bo left early.] Ada came. Cy stayed on.');
    const short = hands('It was [yes] or no. Yes?');
    short.edits([
      [7, 11, ''],
      [22, 22, ' yes'],
    ]);
    assert.equal(short.stands, 'It was or no. Yes? [yes]');
  });

  it('moves with the text around its short words, and not to the same words elsewhere', () => {
    const source = hands('Ada: yes\nBo: [yes]\nCy: no\n');
    assert.equal(
      source.replace('Bo: yes\n', '').after('Cy: no\n').paste('Bo: yes\n').stands,
      'Ada: yes\nCy: no\nBo: [yes]\n',
    );
    const other = hands('Ada: yes\nBo: [yes]\nCy: no\n').replace('Bo: yes\n', '').after('Cy: no\n').paste('Di: yes\n');
    assert.equal(other.stands, 'Ada: yes\nCy: no\nDi: yes\n');
  });

  it('stays if a copy is put elsewhere', () => {
    assert.equal(
      hands('[One two.]\nThree.\n').after('Three.\n').paste('One two.\n').stands,
      '[One two.]\nThree.\nOne two.\n',
    );
  });

  it('stays on its words when marks are put on both sides at once, as by a link that is pasted over them', () => {
    const strong = (words: string): string => `<b>${words}</b>`;
    const tolls = () => hands('Tolls [rose by six] in May.');
    assert.equal(tolls().replace('rose by six', strong('rose by six')).stands, 'Tolls <b>[rose by six]</b> in May.');
    assert.equal(tolls().replace('by six in', strong('by six in')).stands, 'Tolls [rose <b>by six] in</b> May.');
    assert.equal(tolls().replace('by six', strong('by six')).stands, 'Tolls [rose <b>by six]</b> in May.');
    assert.equal(tolls().replace('rose by six', 'fell').stands, 'Tolls fell in May.');
  });

  it('stays on its words when these are wrapped in another way', () => {
    const text = 'One two\n[three four\nfive] six\nseven.\n';
    assert.equal(
      hands(text).becomes('One two three four five six seven.\n').stands,
      'One two [three four five] six seven.\n',
    );
    assert.equal(
      hands(text).becomes('One\ntwo three\nfour five six\nseven.\n').stands,
      'One\ntwo [three\nfour five] six\nseven.\n',
    );
    assert.equal(
      hands('(“[three four]”)\nfive\n').becomes('(“three\nfour”) five\n').stands,
      '(“[three\nfour]”) five\n',
    );
  });
});

describe('undo and redo', () => {
  it('restore exactly the earlier state, one step or many at a time', () => {
    const source = 'It was [three hundred people] then. [Nobody] came.';
    const all = hands(source);
    all.typeOver('people', 'guests').after('It').type(' really').replace('hundred guests then. Nobody', 'x');
    assert.equal(all.stands, 'It really was [three] x came.');
    assert.equal(all.undo(1).stands, 'It really was [three hundred guests] then. [Nobody] came.');
    assert.equal(all.undo(7).stands, 'It was [three hundred guests] then. [Nobody] came.');
    assert.equal(all.undo(6).stands, source);
    assert.equal(
      all.becomes('It was three hundred guests then. Nobody came.', 'redo').stands,
      'It was [three hundred guests] then. [Nobody] came.',
    );
    assert.equal(
      all.becomes('It really was three hundred guests then. Nobody came.', 'redo').stands,
      'It really was [three hundred guests] then. [Nobody] came.',
    );
    assert.equal(all.becomes('It really was three x came.', 'redo').stands, 'It really was [three] x came.');
  });

  it('return to the place of typing, which continues as one run', () => {
    const source = hands('It was [three hundred people] then.').after('people').backspace(6).type('ge');
    assert.equal(source.undo(2).stands, 'It was [three hundred]  then.');
    assert.equal(source.after('hundred ').type('guests').stands, 'It was [three hundred guests] then.');
  });
});
