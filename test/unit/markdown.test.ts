import assert from 'node:assert/strict';
import { escapeMarkdown } from '../../src/core/markdown';

describe('untrusted text in Markdown', () => {
  it('is literal', () => assert.equal(escapeMarkdown('a *b* [c](d)'), 'a \\*b\\* \\[c\\]\\(d\\)'));
  it('cannot hold HTML or entities', () =>
    assert.equal(escapeMarkdown('<img src=x> &lt;'), '&lt;img src=x\\> &amp;lt;'));
  it('cannot become a link by itself', () =>
    assert.ok(!escapeMarkdown('command:x https://a.b www.c.d').includes('command:x')));
  it('cannot begin a list, a rule or a heading', () => {
    assert.equal(escapeMarkdown('- a'), '\\- a');
    assert.equal(escapeMarkdown('1. a'), '1\\. a');
    assert.equal(escapeMarkdown('# a'), '\\# a');
  });
  it('stays on one line', () => assert.equal(escapeMarkdown('a\r\n\nb'), 'a b'));
});
