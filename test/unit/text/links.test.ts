import assert from 'node:assert/strict';
import { webAddressOf } from '../../../src/core/text/links';

describe('webAddressOf', () => {
  it('takes an address unchanged', () => {
    for (const address of [
      'https://müller.example/ä',
      'https://example.org/readout',
      'http://example.org',
      'https://example.org/a?b=c%20d#e',
    ])
      assert.equal(webAddressOf(`  ${address} `), address);
  });

  it('adds a missing https:// before a host', () => {
    assert.equal(webAddressOf('example.org/readout'), 'https://example.org/readout');
    assert.equal(webAddressOf('www.example.org:8080/x'), 'https://www.example.org:8080/x');
  });

  it('finds the only address among other words', () => {
    for (const around of [
      '<https://example.org/a>',
      '“https://example.org/a”',
      'https://example.org/a).',
      '(https://example.org/a)',
      '[The report](https://example.org/a)',
      'The report: https://example.org/a, page 3.',
      'https://example.org/a, that is <https://example.org/a>',
    ])
      assert.equal(webAddressOf(around), 'https://example.org/a', around);
  });

  it('keeps signs that belong to an address on its own', () => {
    for (const address of ['https://example.org/wiki/Quay_(Brackton)', 'https://example.org/wiki/Quay_Inc.'])
      assert.equal(webAddressOf(address), address);
    assert.equal(webAddressOf('See https://example.org/Quay_(Brackton).'), 'https://example.org/Quay_(Brackton)');
  });

  it('turns a DOI into the address that resolves it', () => {
    for (const number of ['10.1234/ab.56', 'doi:10.1234/ab.56', 'DOI: 10.1234/ab.56'])
      assert.equal(webAddressOf(number), 'https://doi.org/10.1234/ab.56');
    assert.equal(webAddressOf('10.1.2.3/ab'), 'https://10.1.2.3/ab');
  });

  it('refuses everything that is no web address', () => {
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
      'https://example.org/a or https://example.org/b',
      'see ftp://example.org/a',
    ])
      assert.equal(webAddressOf(typed), undefined, typed);
  });
});
