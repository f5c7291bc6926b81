import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import english from '../../l10n/bundle.l10n.json';
import manifestWords from '../../package.nls.json';
import { wordsHash } from '../../src/core/text/hashes';

const root = path.resolve(__dirname, '../..');
const languages = ['de', 'es', 'fr', 'uk'];
const read = (file: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, string>;

/**
 * Hashes of the English words from which the translations of the manifest were made; those of the bundle are keys
 * themselves. After translating changed words, write it anew with CLAIMMARK_UPDATE=1.
 */
const madeOf = path.join(root, 'test/package/translated.json');

/** Words that are the same in another language: names, and words that languages share. */
const shared: Readonly<Record<string, RegExp>> = {
  de: /^(?:Ana Lima|Commits|Orange|\{0\} in \{1\}: \{2\}|Markdown|Claimmark|Claims \(YAML\)|Filter: \{0\})$/,
  es: /^(?:Ana Lima|Markdown|Claimmark|Claims \(YAML\)|No)$/,
  fr: /^(?:Ana Lima|Commits|Markdown|Claimmark|Claims \(YAML\)|(?:1 |\{0\} )?[Aa]nnotations?|Discussion|Message|Orange|[Nn]ote…?|Pages?|Passage|Section|[Ss]ources?|Suggestions|date|modifications|relations)$/,
  uk: /^(?:Ana Lima|Markdown|Claimmark|Claims \(YAML\))$/,
};

for (const language of languages)
  describe(`the translation into ${language}`, () => {
    const parts = [
      { name: `l10n/bundle.l10n.${language}.json`, words: english as Readonly<Record<string, string>> },
      { name: `package.nls.${language}.json`, words: manifestWords as Readonly<Record<string, string>> },
    ];

    for (const { name, words } of parts) {
      it(`has every string in ${name}, and none that is no longer used`, () => {
        assert.ok(existsSync(path.join(root, name)));
        assert.deepEqual(Object.keys(read(name)).sort(), Object.keys(words).sort());
      });

      it(`leaves nothing in English in ${name}`, () => {
        const same = Object.entries(read(name)).filter(([key, text]) => text === words[key] && /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, ''))); // prettier-ignore
        assert.deepEqual(same.map(([, text]) => text).filter((text) => !shared[language]?.test(text)), []); // prettier-ignore
      });

      it(`keeps placeholders, targets of links and code in ${name}`, () => {
        const kept = /\{\w+\}|\(command:[^)]*\)|`[^`]+`|\*\*|<<|https:\/\/|claimmark: ?1|\[\[…\]\]/g;
        const signs = (text: string): string => (text.match(kept) ?? []).filter((sign) => !/^`(?:verified|unconfirmed|quote)`$/.test(sign)).sort().join(' '); // prettier-ignore
        const wrong = Object.entries(read(name)).filter(([key, text]) => signs(text) !== signs(words[key] ?? ''));
        assert.deepEqual(wrong, []);
      });
    }
  });

describe('the translations of the manifest', () => {
  it('are made from the present English words', () => {
    const now = Object.fromEntries(Object.entries(manifestWords).map(([key, text]) => [key, wordsHash(text)]));
    if (process.env['CLAIMMARK_UPDATE']) writeFileSync(madeOf, `${JSON.stringify(now, null, 2)}\n`);
    const then = JSON.parse(readFileSync(madeOf, 'utf8')) as Record<string, string>;
    assert.deepEqual(Object.keys(now).filter((key) => now[key] !== then[key]), []); // prettier-ignore
  });

  it('cover exactly the languages that are tested', () => {
    const there = readdirSync(root).flatMap((file) => /^package\.nls\.([\w-]+)\.json$/.exec(file)?.[1] ?? []);
    assert.deepEqual(there.sort(), languages);
    const bundles = readdirSync(path.join(root, 'l10n')).flatMap((file) => /^bundle\.l10n\.([\w-]+)\.json$/.exec(file)?.[1] ?? []); // prettier-ignore
    assert.deepEqual(bundles.sort(), languages);
  });
});
