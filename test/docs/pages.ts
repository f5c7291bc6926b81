// The pages of docs/ that are made from the program itself: `npm run docs` writes them, a test compares them.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../package.json';
import words from '../../package.nls.json';
import schema from '../../media/claims.schema.json';
import { commandNames, helpOf } from '../../src/cli/help';
import { formatsPage } from './formats';

/** Each page by its path, as it has to be. */
export const pages: Readonly<Record<string, () => string>> = {
  'docs/formats.md': formatsPage,
  'docs/keys.md': keysPage,
  'docs/sidecar.md': sidecarPage,
  'docs/command-line.md': commandLinePage,
};

const made = 'Made by `npm run docs` from the program; a test fails if it is out of date.';

function commandLinePage(): string {
  const commands = commandNames.flatMap((name) => [
    `## claimmark ${name}`,
    '',
    '```text',
    helpOf(name) ?? '',
    '```',
    '',
  ]);
  return [
    '# Command line',
    '',
    made,
    '',
    '`claimmark` does from a shell what the extension does in the editor. Nothing is written unless you ask for it. Exit code 0',
    'means no findings, 1 findings, 2 wrong use. `--json` prints results for programs. Paths and patterns name sources, sidecars',
    'or folders; without any, everything in the current folder is meant.',
    '',
    '```sh',
    'claimmark check',
    'claimmark list lake-ostra/brief.txt',
    'claimmark search lake',
    'claimmark detect lake-ostra/ledger-analysis.txt',
    "claimmark check 'lake-ostra/*.txt' --format sarif > findings.sarif",
    'ls lake-ostra/*.txt | claimmark check -',
    '```',
    '',
    ...commands,
  ].join('\n');
}

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
}

/** A sidecar of the samples with as many of its entries as show the most keys. */
function exampleSidecar(): string {
  const whole = readFileSync(path.resolve('test/fixtures/sample/lake-ostra/courier-article.txt.claims.yaml'), 'utf8');
  return whole.split('\n\n').slice(0, 3).join('\n\n');
}

function sidecarPage(): string {
  const { annotation: _, ...others } = schema.$defs;
  const about = schema.properties.about as Schema;
  const parts: readonly (readonly [string, Schema])[] = [
    ['The file', schema],
    ['about', about],
    ['An annotation', schema.$defs.annotation],
    ...Object.entries(others).filter(([name]) => name !== 'selector'),
  ];
  return [
    '# The sidecar',
    '',
    made,
    '',
    'The annotations of `article.txt` are in `article.txt.claims.yaml` next to it, which is YAML. An entry that is written by hand',
    'needs `tag` and `text`; Claimmark fills in the rest at its next write of that entry. Everything else keeps',
    'its bytes: comments, order, quoting, and keys that it does not know. `text` with `before` and `after` says where the span is;',
    '`line` and `column` are hints. `media/claims.schema.json` says the same for programs.',
    '',
    '```yaml',
    exampleSidecar(),
    '```',
    '',
    'Keys in **bold** must be there.',
    '',
    ...parts.flatMap(([name, { properties = {}, required = [] }]) => [
      `## ${/^[a-z]/.test(name) ? `\`${name}\`` : name}`,
      '',
      ...table(
        ['Key', 'Meaning'],
        Object.entries(properties).map(([key, value]) => [
          required.includes(key) ? `**\`${key}\`**` : `\`${key}\``,
          escaped([value.description ?? meaningOf(value), ...valuesOf(value)].join(' ')),
        ]),
      ),
      '',
    ]),
  ].join('\n');
}

/** The words that a key takes, where it takes no others. */
function valuesOf({ enum: values }: Schema): readonly string[] {
  return values ? [`One of ${values.map((value) => `\`${value}\``).join(', ')}.`] : [];
}

/** What is said of a map where it is defined, for a key that only points there. */
function meaningOf(value: object): string {
  const [, name = ''] = /^#\/\$defs\/(\w+)$/.exec(String((value as { $ref?: string }).$ref ?? '')) ?? [];
  return name === '' ? '' : `see \`${name}\``;
}

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function keysPage(): string {
  const titles = new Map(manifest.contributes.commands.map(({ command, title }) => [command, wordsOf(title)]));
  const bound = manifest.contributes.keybindings as readonly {
    command: string;
    key: string;
    mac?: string;
    when?: string;
  }[];
  const rows = bound.flatMap(({ command, key, mac }) => {
    const title = titles.get(command);
    return title === undefined ? [] : [[title, `\`${shownKey(key)}\``, `\`${shownKey(mac ?? key)}\``]];
  });
  const unique = [...new Map(rows.map((row) => [row.join(), row])).values()];
  const names = new Set(unique.map(([title]) => title));
  const unbound = [...new Set(titles.values())].filter((title) => !names.has(title)).sort();
  return [
    '# Keys',
    '',
    made,
    '',
    'Every command is in the command palette, too, with its key beside it. _Preferences: Open Keyboard Shortcuts_ changes keys.',
    '',
    ...table(['', 'Linux, Windows', 'macOS'], unique),
    '',
    '## Commands without a key',
    '',
    ...unbound.map((title) => `- ${title}`),
    '',
  ].join('\n');
}

function wordsOf(title: string): string {
  const name = /^%(.+)%$/.exec(title)?.[1];
  return name === undefined ? title : ((words as Readonly<Record<string, string>>)[name] ?? title);
}

const shownKey = (key: string): string =>
  key.split(' ').map((chord) => chord.split('+').map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('+')).join(' '); // prettier-ignore

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((cell, i) => Math.max(3, cell.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

if (process.argv[1]?.endsWith('pages.ts'))
  for (const [file, page] of Object.entries(pages)) writeFileSync(path.resolve(file), page());
