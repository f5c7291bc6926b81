import assert from 'node:assert/strict';
import { webAddressOf } from '../../../src/core/text/links';

describe('webAddressOf', () => {
  it('takes an address as it stands', () => {
    for (const address of [
      'https://müller.example/ä',
      'https://example.org/readout',
      'http://example.org',
      'https://example.org/a?b=c%20d#e',
    ])
      assert.equal(webAddressOf(`  ${address} `), address);
  });

  it('puts the https:// that was left out before a host', () => {
    assert.equal(webAddressOf('example.org/readout'), 'https://example.org/readout');
    assert.equal(webAddressOf('www.example.org:8080/x'), 'https://www.example.org:8080/x');
  });

  it('refuses what is no address of the web', () => {
    for (const typed of [
      '',
      'the readout',
      'readout',
      'javascript:alert(1)',
      'file:///x.y',
      'https://',
      'a b.org',
      '.org',
      'https://exa<mple.org',
      'https://somebody@example.org',
      'example.org:port/x',
    ])
      assert.equal(webAddressOf(typed), undefined, typed);
  });
});
