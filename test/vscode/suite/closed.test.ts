import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { claimmark } from './claims';
import { digestOf, PlacesCache } from '../../../src/vscode/documents/placesCache';
import { eventually, fileUri, openSituation, openSource, writeFile } from './workspace';

const texts: Readonly<Record<string, string>> = {
  'footbridge.txt': 'A note on top.\nThe council agreed that the footbridge stays open in winter.\nThe end.\n',
  'library.txt': 'The librarian signed the lease on Thursday.\n',
  'plums.txt': 'The orchard lost forty plum trees to the frost.\n',
};

const taggedIn = (source: string): string =>
  (texts[source] ?? '').split('\n').reduce((longest, line) => (line.length > longest.length ? line : longest), '');

const sidecarFor = (source: string): string => {
  const id = source.replace(/\W/g, '');
  const entry = [`  - id: ${id}`, 'tag: verified', `text: ${taggedIn(source)}`, 'before: ""', 'after: "\\n"'];
  const name = source.split('/').at(-1) ?? '';
  return `claimmark: 1\nsource: ${name}\nannotations:\n${entry.join('\n    ')}\n`;
};

/** The status of the one annotation of each source. */
async function states(): Promise<string> {
  const { marks } = await claimmark();
  return Object.keys(texts)
    .map((source) =>
      marks(fileUri(source))
        .map(({ state, span }) => (span ? `${state} at ${span.from}` : state))
        .join(),
    )
    .join(' ');
}

/** Waits for the expected states: the promised time after the last event of a file, and the time of the events. */
async function eventuallyStates(expected: string): Promise<void> {
  let last = '';
  const look = async (): Promise<boolean> => (last = await states()) === expected;
  await eventually(expected, look, 4000).catch((error: unknown) => {
    throw new Error(`${String(error)}; they are ${last}`);
  });
}

const problemsIn = (source: string): readonly string[] =>
  vscode.languages
    .getDiagnostics(fileUri(source))
    .filter((diagnostic) => diagnostic.source === 'Claimmark')
    .map(({ code, range }) => `${String(code)} ${range.start.line}`);

describe('sources that are not open', () => {
  beforeEach(async () => {
    await openSituation('article');
    for (const [source, text] of Object.entries(texts)) await writeFile(source, text);
    for (const source of Object.keys(texts)) await writeFile(`${source}.claims.yaml`, sidecarFor(source));
    await eventuallyStates('found found found');
  });

  it('show what was edited, lost or restored in their files, in the Problems too', async () => {
    const bridge = texts['footbridge.txt'] ?? '';
    await writeFile('footbridge.txt', `Another line.\n${bridge.replace('agreed', 'promised')}`);
    await writeFile('library.txt', 'Nothing is left of it.\n');
    await vscode.workspace.fs.delete(fileUri('plums.txt'));
    await eventuallyStates('edited lost lost');
    await eventually('problems', () => problemsIn('footbridge.txt').includes('verified-but-edited 2'));
    await eventually('problems', () => problemsIn('library.txt').join() === 'lost 0');
    await eventually('problems', () => problemsIn('plums.txt').join() === 'lost 0');
    for (const [source, text] of Object.entries(texts)) await writeFile(source, text);
    await eventuallyStates('found found found');
    await eventually('no problems', () => Object.keys(texts).every((source) => problemsIn(source).length === 0));
  });

  it('have placements for their annotations only while they are open', async () => {
    await writeFile(
      'footbridge.txt',
      `Another line.\n${(texts['footbridge.txt'] ?? '').replace('agreed', 'promised')}`,
    );
    await eventuallyStates('edited found found');
    const { document } = await openSource('footbridge.txt');
    const from = document.getText().indexOf('The council');
    await eventuallyStates(`edited at ${from} found found`);
    assert.ok(problemsIn('library.txt').length === 0);
  });
});

describe('placements in files that are not open, kept from one session to the next', () => {
  const bytes = new TextEncoder().encode('The ferry is late.\n');
  const source = 'file:///notes/ferry.txt';
  const places = [1, 4, 9, 1];

  beforeEach(() => openSituation('article'));

  /** The one file that is kept, once it holds the source. */
  async function keptFile(): Promise<vscode.Uri> {
    const folder = fileUri('storage/places');
    return eventually('a kept file', async () => {
      const [name] = (await vscode.workspace.fs.readDirectory(folder).then(undefined, () => []))[0] ?? [];
      return name === undefined ? undefined : vscode.Uri.joinPath(folder, name);
    });
  }

  it('hold only for the same bytes, the same annotations and the same version of Claimmark', async function () {
    const of = await digestOf(bytes, 'ferry');
    if (of === undefined) return this.skip();
    const others = [await digestOf(bytes, 'ferries'), await digestOf(bytes.slice(1), 'ferry'), 'x'];
    const cache = new PlacesCache(fileUri('storage'), '1', 10);
    await cache.keep(source, of, places);
    await keptFile();
    cache.dispose();
    const again = new PlacesCache(fileUri('storage'), '1');
    assert.deepEqual(await again.get(source, of), places);
    assert.equal(await again.get(`${source}.md`, of), undefined);
    for (const other of others) assert.equal(await again.get(source, other ?? ''), undefined);
    assert.equal(await new PlacesCache(fileUri('storage'), '2').get(source, of), undefined);
  });

  it('are ignored if their file is truncated, foreign or gone, and then written anew', async () => {
    const cache = new PlacesCache(fileUri('storage'), '1', 10);
    await cache.keep(source, 'of', places);
    const file = await keptFile();
    cache.dispose();
    const [, name = ''] = /([^/]*)$/.exec(file.path) ?? [];
    for (const text of [
      '{"version":"1","sources":[["file',
      '[]',
      'null',
      '{"version":"1","sources":{}}',
      '{"version":"1","sources":[1,null]}',
    ]) {
      await writeFile(`storage/places/${name}`, text);
      assert.equal(await new PlacesCache(fileUri('storage'), '1').get(source, 'of'), undefined, text);
    }
    await vscode.workspace.fs.delete(fileUri('storage'), { recursive: true });
    const again = new PlacesCache(fileUri('storage'), '1', 10);
    assert.equal(await again.get(source, 'of'), undefined);
    await again.keep(source, 'of', places);
    await keptFile();
    again.dispose();
    assert.deepEqual(await new PlacesCache(fileUri('storage'), '1').get(source, 'of'), places);
    const none = new PlacesCache(undefined, '1');
    await none.keep(source, 'of', places);
    assert.deepEqual(await none.get(source, 'of'), places);
    none.dispose();
  });
});
