import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { IGrammar } from 'vscode-textmate';
import sidecarWords from '../../../syntaxes/claims-yaml.language-configuration.json';
import proseWords from '../../../syntaxes/claimmark-source.language-configuration.json';
import { loadGrammar, scoped } from './tokenize';

const read = (name: string): string => readFileSync(`test/fixtures/sample/lake-ostra/${name}`, 'utf8');

describe('the sample sources, coloured', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadGrammar('text.claimmark-source');
  });
  const found = (name: string, scope: string) => scoped(grammar, read(name), scope);

  it('show the sections of a brief', () => {
    assert.deepEqual(found('brief.txt', 'markup.heading'), [
      'Key Takeaways',
      'Verified Facts',
      'Official Statements',
      'Context & Impact',
      'Unconfirmed',
      'Bottom Line',
    ]);
  });

  it('dim the furniture of an article, and nothing that is reported', () => {
    assert.deepEqual(found('courier-article.txt', 'comment'), [
      'Listen to this article · 7:45 min',
      'Credit...Ruta Hallam for The Tarsk Courier',
      ' By Nadia Ferrell and Jonas Beck',
      'Credit...Ruta Hallam for The Tarsk Courier',
      'Reporting was contributed by Ilse Brandt in Sarne.',
      'Share',
      'Leave a comment',
      'See more on: Lake Ostra, Water, Velmora, Irdania, Sarne',
    ]);
    assert.deepEqual(found('ledger-analysis.txt', 'comment'), ['Share this article', 'Most read']);
  });

  it('tell quotes from apostrophes, with single marks too', () => {
    const quotes = found('ledger-analysis.txt', 'string.quoted');
    assert.equal(quotes.length, 8);
    assert.equal(quotes[0], '‘the price of having a text at all’');
    assert.deepEqual(found('abkommen.txt', 'string.quoted').length, 4);
  });

  it('name the speakers of a transcript', () => {
    const speakers = new Set(found('press-conference.txt', 'entity.name.type.speaker'));
    assert.equal(speakers.size, 9);
    assert.ok(speakers.has('PRIME MINISTER KARLO (interpreted)'));
  });
});

describe('the language configurations', () => {
  it('take words of prose whole: with apostrophe, hyphen and decimals', () => {
    const word = new RegExp(proseWords.wordPattern.pattern, `g${proseWords.wordPattern.flags}`);
    const text = 'The lake’s “cease-fire”, 1.48 and o’clock: Élysée.';
    assert.deepEqual(text.match(word), ['The', 'lake’s', 'cease-fire', '1.48', 'and', 'o’clock', 'Élysée']);
  });

  it('never close an apostrophe by themselves in prose', () => {
    const closed = proseWords.autoClosingPairs.map(({ open }) => open);
    assert.ok(!closed.some((open) => /['"’‘]/.test(open)));
  });

  it('indent under a key without a value and under the first key of an entry', () => {
    const rule = (line: string) =>
      sidecarWords.onEnterRules.find(({ beforeText }) => new RegExp(beforeText).test(line));
    assert.equal(rule('    evidence:')?.action.indent, 'indent');
    assert.equal(rule('    note: |-')?.action.indent, 'indent');
    assert.equal(rule('  - tag: verified')?.action.appendText, '  ');
    assert.equal(rule('    text: 12:30'), undefined);
  });
});
