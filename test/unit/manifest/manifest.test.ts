import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import manifest from '../../../package.json';
import words from '../../../package.nls.json';

/** Every string of a JSON value. */
function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* stringsOf(part);
}

describe('the manifest', () => {
  const named = [...stringsOf(manifest)].flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []);

  it('has words for every name it uses, and no unused words', () => {
    const known = Object.keys(words);
    assert.deepEqual(
      named.filter((name) => !known.includes(name)),
      [],
    );
    assert.deepEqual(
      known.filter((name) => !named.includes(name)),
      [],
    );
  });

  it('keeps every word for people where it can be translated', () => {
    const read = ['title', 'description', 'markdownDescription', 'label', 'shortTitle', 'contents', 'altText'];
    const seen: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, part] of Object.entries(value)) {
        if (typeof part === 'string' && read.includes(key) && part !== 'Claimmark' && !/^%.+%$/.test(part))
          seen.push(`${key}: ${part}`);
        if (key !== 'defaultSnippets') walk(part);
      }
    };
    walk(manifest.contributes);
    assert.deepEqual(seen, []);
  });

  it('names only files that exist', () => {
    const paths = [...stringsOf(manifest.contributes), manifest.icon].filter((text) =>
      /^(?:\.\/)?(?:media|syntaxes)\//.test(text),
    );
    assert.ok(paths.length > 5);
    assert.deepEqual(
      paths.filter((path) => !/[*$]/.test(path) && !existsSync(path)),
      [],
    );
  });

  it('changes only its own languages', () => {
    const defaults: Readonly<Record<string, object>> = manifest.contributes.configurationDefaults;
    const languages = Object.keys(defaults).filter((key) => key.startsWith('['));
    const own = manifest.contributes.languages.map(({ id }) => `[${id}]`);
    assert.deepEqual(languages.sort(), own.sort());
    const files = manifest.contributes.languages.flatMap((language) =>
      'extensions' in language ? language.extensions : [],
    );
    assert.deepEqual(files, ['.claims.yaml']);
  });

  it('gives every setting a description, a default of its type and a scope', () => {
    for (const { properties } of manifest.contributes.configuration)
      for (const [id, schema] of Object.entries(properties) as [string, Record<string, unknown>][]) {
        assert.ok(schema['description'] ?? schema['markdownDescription'], `${id} has no description`);
        assert.ok(['resource', 'window', 'machine'].includes(String(schema['scope'])), `${id} has no scope`);
        const value = schema['default'];
        const type = Array.isArray(value) ? 'array' : typeof value;
        assert.ok(type === schema['type'] || (type === 'number' && schema['type'] === 'integer'), `${id}: ${type}`);
      }
  });

  it('has no setting that nothing reads', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const code = files.map((file) => readFileSync(`src/${file}`, 'utf8')).join('\n');
    const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
    // It may be read in full, or by its last part from its group.
    const isRead = (id: string): boolean =>
      [id.slice('claimmark.'.length), id.slice(id.lastIndexOf('.') + 1)].some((name) => code.includes(`'${name}'`));
    assert.deepEqual(
      settings.filter((id) => !isRead(id)),
      [],
    );
  });
});
