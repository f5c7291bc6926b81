import assert from 'node:assert/strict';
import { escapeForHover, escapeMarkdown } from '../../../src/core/text/markdown';

describe('untrusted text in Markdown', () => {
  it('is literal', () => assert.equal(escapeForHover('a *b* [c](d)'), 'a \\*b\\* \\[c\\]\\(d\\)'));
  it('cannot hold HTML or entities', () =>
    assert.equal(escapeForHover('<img src=x> &lt;'), '&lt;img src=x\\> &amp;lt;'));
  it('cannot become a link by itself', () =>
    assert.ok(!escapeForHover('command:x https://a.b www.c.d').includes('command:x')));
  it('cannot begin a list, a rule or a heading', () => {
    assert.equal(escapeForHover('- a'), '\\- a');
    assert.equal(escapeForHover('1. a'), '1\\. a');
    assert.equal(escapeForHover('# a'), '\\# a');
  });
  it('changes no direction of writing', () => {
    for (const escape of [escapeForHover, escapeMarkdown]) assert.equal(escape('a\u202eb\u2067c\u009b'), 'abc');
  });
  it('stays on one line', () => assert.equal(escapeForHover('a\r\n\nb'), 'a b'));
});
