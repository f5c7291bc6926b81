import assert from 'node:assert/strict';
import { quoteMatches, checkQuote, type QuoteQuery } from '../../../src/core/crosslink/quoteCheck';
import { indexSources } from '../../../src/core/state/sourceIndex';

const ferry = [
  'The ferry Aurelia stopped 1.5 miles off Tarn Point on Monday with 240 people on board.',
  '“We’re not going to wait for a third failure,” said Ines Marlow, who heads the harbour board. “The engine will be replaced, and the crew won’t sail until it has been.”',
  'The owner, Bram Oster, did not agree. “She has said the same every winter, and every winter the ship has sailed,” he said. “Nobody was hurt.”',
  'Passengers were given soup, blankets and — after four hours — the truth. The café on deck ran out of “everything but tea”, one of them wrote.',
  'The board did not close the route in January, as some had asked, but it cut the number of crossings from eight to five.',
].join('\n\n');

const notes = [
  '> The *Aurelia* is **thirty-one** years old, and the [harbour board](https://example.org/board) has',
  '> inspected her twice since the exam-',
  '> ination rules changed.',
].join('\n');

const index = indexSources([
  { name: 'ferry.txt', text: ferry },
  { name: 'notes.md', text: notes },
]);
const verdict = (quote: string, query: QuoteQuery = {}): string => checkQuote(index, quote, query).verdict;

/** The words of the quotation and of the source that differ. */
function changed(quote: string): readonly string[] {
  const found = checkQuote(index, quote);
  if (found.verdict === 'absent') return ['absent'];
  const text = found.source === 'ferry.txt' ? ferry : notes;
  return found.differences.map(
    (one) => `${quote.slice(one.quote.from, one.quote.to)}|${text.slice(one.source.from, one.source.to)}`,
  );
}

describe('a quotation checked against the sources', () => {
  describe('is verbatim if only typography differs', () => {
    for (const [what, quote] of [
      ['other marks and apostrophes', '"We\'re not going to wait for a third failure"'],
      ['nested marks of another language', '« The café on deck ran out of „everything but tea“ »'],
      ['another dash', 'soup, blankets and - after four hours - the truth'],
      ['other blanks and line ends', 'did not close\r\nthe  route in\u00a0January'],
      ['a letter and its accent apart', 'The cafe\u0301 on deck'],
      ['a soft hyphen and a hidden blank', 'The en\u00adgine will be re\u200bplaced'],
      [
        'emphasis, links and quoted lines',
        'The Aurelia is thirty-one years old, and the harbour board has inspected her twice',
      ],
      ['a word broken at a line’s end', 'since the examination rules changed'],
    ] as const)
      it(what, () => assert.equal(verdict(quote), 'verbatim', quote));
  });

  describe('is honest if it differs as a careful writer may change it', () => {
    for (const [what, quote] of [
      ['the first letter', 'the engine will be replaced'],
      ['the first letter in brackets', '[P]assengers were given soup'],
      ['final punctuation', 'Nobody was hurt!'],
      ['an ellipsis', 'The board did not close the route ... but it cut the number of crossings'],
      ['an ellipsis in brackets', 'Passengers were given soup […] the truth'],
      ['an ellipsis with blanks', 'Passengers were given soup . . . the truth'],
      ['an ellipsis at the edge', '… the crew won’t sail until it has been'],
      ['words put in', 'The engine [of the Aurelia] will be replaced'],
      ['words put in place of others', '[The harbour board] has said the same every winter'],
      ['sic', 'every winter the ship [sic] has sailed'],
      ['the reporter’s words between', 'We’re not going to wait for a third failure. The engine will be replaced'],
      [
        'an ellipsis for the reporter’s words',
        'We’re not going to wait for a third failure … The engine will be replaced',
      ],
    ] as const)
      it(what, () => assert.equal(verdict(quote), 'honest', quote));
  });

  describe('is altered, with the changed words listed,', () => {
    for (const [what, quote, difference] of [
      ['where a word is dropped', 'The engine will replaced, and the crew', ['|be']],
      ['where a word is added', 'The engine will surely be replaced', ['surely|']],
      ['where a word is exchanged', 'The motor will be replaced, and the crew won’t sail', ['motor|engine']],
      ['where a figure loses its point', 'stopped 15 miles off Tarn Point on Monday', ['15|1.5']],
      ['where a figure changes', 'on Monday with 204 people on board', ['204|240']],
      ['where a unit changes', 'stopped 1.5 kilometres off Tarn Point', ['kilometres|miles']],
      ['where a contraction becomes a word', 'Were not going to wait for a third failure', ['Were|We’re']],
      ['where a negation goes', 'The board did close the route in January', ['|not']],
      ['where a negation comes', 'The engine will not be replaced, and the crew', ['not|']],
      ['where it ends inside a word', 'The engine will be repl', ['repl|replaced']],
      ['where a modal changes', 'The engine may be replaced, and the crew won’t sail', ['may|will']],
      ['where a pronoun changes', 'He has said the same every winter', ['He|She']],
    ] as const)
      it(what, () => {
        assert.equal(verdict(quote), 'altered');
        assert.deepEqual(changed(quote), difference);
      });
    it('if clauses change places', () =>
      assert.equal(verdict('the crew won’t sail until it has been, and the engine will be replaced'), 'altered'));
    it('if parts joined by an ellipsis are in the wrong order', () =>
      assert.equal(verdict('the crew won’t sail until it has been … The engine will be replaced'), 'altered'));
    it('if an ellipsis leaves out the “not” of the rest', () => {
      assert.equal(verdict('The board … close the route in January'), 'altered');
      assert.deepEqual(changed('The board … close the route in January'), ['…|did not']);
    });
    it('if brackets add or remove a negation', () => {
      assert.equal(verdict('The engine will [never] be replaced'), 'altered');
      assert.equal(verdict('The board [did indeed] close the route in January'), 'altered');
    });
    it('if words of two people are joined', () =>
      assert.equal(verdict('The engine will be replaced … every winter the ship has sailed'), 'altered'));
    it('if an ellipsis joins parts more than one paragraph apart', () =>
      assert.equal(verdict('The ferry Aurelia stopped … the number of crossings from eight to five'), 'altered'));
    it('if it joins two places without an ellipsis', () =>
      assert.equal(verdict('The ferry Aurelia stopped 1.5 miles off Tarn Point Nobody was hurt'), 'altered'));
  });

  it('is honest if an ellipsis leaves out a word that means “not” in another language', () => {
    const found = ([text, quote]: readonly [string, string]): string =>
      checkQuote(indexSources([{ name: 'news.txt', text }]), quote).verdict;
    assert.deepEqual(
      (
        [
          [
            'Le maire a promis de reconstruire le pont et de rouvrir la route avant la fin du mois de mars.',
            'Le maire a promis de reconstruire le pont […] de rouvrir la route avant la fin du mois',
          ],
          [
            'El alcalde prometió reconstruir el puente en marzo y abrir la carretera antes del verano.',
            'El alcalde prometió reconstruir el puente […] y abrir la carretera antes del verano',
          ],
          [
            'Der Koch sagte, dass er jeden Morgen ein frisches Ei aus dem Stall holt und es sofort kocht.',
            'dass er jeden Morgen ein frisches […] aus dem Stall holt und es sofort kocht',
          ],
        ] as const
      ).map(found),
      ['honest', 'honest', 'honest'],
    );
  });

  it('is altered if somebody else said it', () => {
    assert.equal(verdict('Nobody was hurt', { speaker: 'Mr. Oster' }), 'verbatim');
    assert.equal(verdict('Nobody was hurt', { speaker: 'Ines Marlow' }), 'altered');
    assert.equal(verdict('The engine will be replaced', { speaker: 'Marlow' }), 'verbatim');
    assert.equal(verdict('The engine will be replaced', { speaker: 'Bram Oster' }), 'altered');
  });

  it('is absent if its words are in no source, or not in the named one', () => {
    assert.equal(verdict('The bakery in Holm Street opens at six on Sundays'), 'absent');
    assert.equal(verdict('The engine will be replaced', { source: 'notes.md' }), 'absent');
    assert.equal(verdict(''), 'absent');
    assert.equal(verdict('“…”'), 'absent');
  });

  it('has the exact place of its words', () => {
    const found = checkQuote(index, '“the engine will be replaced”');
    assert.ok(found.verdict !== 'absent');
    assert.equal(ferry.slice(found.from, found.to), 'The engine will be replaced');
  });

  it('is listed for each source that has most of its words, the best first', () => {
    const copies = indexSources([
      { name: 'a', text: 'Rain fell on Holm for nine days. The mill stood still.' },
      { name: 'b', text: 'Rain fell on Holm for six days. The mill stood still.' },
      { name: 'c', text: 'In spring, rain fell on Holm for nine days.' },
    ]);
    const found = quoteMatches(copies, 'Rain fell on Holm for nine days');
    assert.deepEqual(
      found.map(({ source, verdict: said }) => `${source} ${said}`),
      ['a verbatim', 'c honest', 'b altered'],
    );
  });

  it('is checked in time that grows with the sources, whatever they hold', () => {
    const hostile = indexSources([
      { name: 'one word', text: 'ferry '.repeat(60_000) },
      { name: 'equal', text: 'The ferry sails at nine from Holm.\n'.repeat(3_000) },
    ]);
    const start = performance.now();
    assert.equal(checkQuote(hostile, 'The ferry sails at nine from Holm').verdict, 'verbatim');
    assert.equal(checkQuote(hostile, 'ferry '.repeat(1000)).verdict === 'absent', false);
    assert.ok(performance.now() - start < 15_000);
  });
});
