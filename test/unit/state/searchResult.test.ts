import assert from 'node:assert/strict';
import { describe as describeSpan } from '../../../src/core/anchor/selector';
import { applyChanges, type Change } from '../../../src/core/text/change';
import { track } from '../../../src/core/state/track';
import { moved, overtaken, withSearchResult, type SearchResult } from '../../../src/core/state/searchResult';
import { anchoredAnnotations, newSheet, opened, withRevisions, type Sheet } from '../../../src/core/state/sheet';
import { withPlacements, type Placement } from '../../../src/core/state/ranges';
import { marked } from '../notation';

/** A source with one annotation that is searched for while somebody types. */
class Search {
  private text: string;
  private sheet: Sheet;
  private readonly then: Sheet;
  private hits: SearchResult = { ids: [], found: [] };
  private readonly since: (readonly Change[])[] = [];

  constructor(notation: string, stand?: Placement) {
    const { text, spans } = marked(notation);
    const [span = { from: 0, to: 0 }] = spans;
    const after = { id: 'a', tag: 'verified', ...describeSpan(text, span) };
    const sheet = withRevisions(newSheet('x'), [{ of: 'annotation', id: 'a', after }], new Map([['a', span]]));
    this.text = text;
    this.sheet = opened(stand ? { ...sheet, spans: withPlacements(sheet.spans, [[0, stand]]) } : sheet, () => text);
    this.then = this.sheet;
  }

  finds(words: string, state: 'found' | 'edited' = 'edited'): this {
    const from = this.text.indexOf(words);
    this.hits = { ids: ['a'], found: [{ span: { from, to: from + words.length }, state }] };
    return this;
  }

  findsNothing(): this {
    this.hits = { ids: ['a'], found: [{ span: undefined, state: 'lost' }] };
    return this;
  }

  meanwhile(words: string, by: string): this {
    const from = this.text.indexOf(words);
    const changes = [{ from, to: from + words.length, text: by }];
    this.text = applyChanges(this.text, changes);
    this.sheet = track(this.sheet, changes).sheet;
    this.since.push(changes);
    return this;
  }

  /** The place of the annotation after the search has ended, and whether it is searched for again. */
  ends(stays = false): string {
    const hits = moved(this.hits, this.since);
    const sheet = withSearchResult(this.sheet, hits, this.then, stays);
    const again = overtaken(sheet, hits, this.since).length > 0 ? ', sought again' : '';
    return anchoredAnnotations(sheet)
      .map(({ state, span }) => `${state}: ${span ? this.text.slice(span.from, span.to) : ''}${again}`)
      .join();
  }
}

const unsought: Placement = { span: undefined, state: 'unsought' };
const edited = (from: number, to: number): Placement => ({ span: { from, to }, state: 'edited' });

describe('the result of a search while somebody types', () => {
  it('is moved to the place of the words by then', () => {
    const search = new Search('One. [Two three.] Four.', unsought).finds('Two three.', 'found');
    assert.equal(search.meanwhile('One.', 'Number one.').ends(), 'found: Two three.');
  });

  it('is searched for again if somebody typed into it, and has no place until then if it had none', () => {
    const search = new Search('One. [Two three.] Four.', unsought).finds('Two three.', 'found');
    assert.equal(search.meanwhile('three', '3').ends(), 'unsought: , sought again');
  });

  it('is searched for again if somebody typed into it, and keeps its place if it is to stay', () => {
    const search = new Search('One. [Two three.] Four.', edited(5, 15)).finds('Two three.');
    assert.equal(search.meanwhile('three', 'or so').ends(true), 'edited: Two or so., sought again');
  });

  it('keeps its place if somebody typed into a better place that was just found', () => {
    const search = new Search('One. [Two three.] Four. Two and three.', edited(5, 15)).finds('Two and three.');
    assert.equal(search.meanwhile('and', '&').ends(true), 'edited: Two three., sought again');
  });

  it('does not replace what a person did with it meanwhile', () => {
    const search = new Search('One. [Two three.] Four. Two and three.').finds('Two and three.');
    assert.equal(search.meanwhile('Two three.', '').ends(), 'lost: ');
  });

  it('is searched for again if it was not found and a new text may hold it', () => {
    const search = (): Search => new Search('One. [Two three.] Four.', unsought).findsNothing();
    assert.equal(search().meanwhile('One.', 'Six.').ends(), 'lost: ');
    assert.equal(search().meanwhile('One.', 'Two, three, and one.').ends(), 'lost: , sought again');
  });
});
