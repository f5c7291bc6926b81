import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readSidecar } from '../../../src/core/sidecar/read';
import { newSheet, withSidecar } from '../../../src/core/state/sheet';
import { createStore } from '../../../src/core/state/store';
import { wordsHash } from '../../../src/core/text/hashes';
import { FinishedSources } from '../../../src/vscode/documents/finished';
import type { Actions } from '../../../src/vscode/storage/log';
import { annotateAs, run } from './claims';
import { eventually, fileUri, openSituation, openSource, readFile, writeFile } from './workspace';

const nothing = (): Promise<undefined> => Promise.resolve(undefined);
const noActions: Actions = {
  perform: nothing,
  goOn: nothing,
  keepUp: nothing,
  undo: nothing,
  redo: nothing,
  forget: () => undefined,
};

describe('a finished source', () => {
  before(async () => {
    await openSituation('article');
    await annotateAs('Cleo Marsh');
  });

  after(() => annotateAs('Ana Lima'));

  it('is marked as finished in its sidecar until a changed text is saved', async () => {
    const sidecar = 'market-hall.txt.claims.yaml';
    const editor = await openSource('market-hall.txt');
    await run('markFinished');
    const words = wordsHash(editor.document.getText());
    const text = await eventually('the sidecar', async () => {
      const text = await readFile(sidecar).catch(() => '');
      return /^finished:/m.test(text) ? text : undefined;
    });
    assert.match(text, new RegExp(`^finished:\n {2}by: Cleo Marsh\n {2}created: .*\n {2}words: "?${words}"?\n`, 'm'));
    await editor.document.save();
    assert.match(await readFile(sidecar), /^finished:/m, 'the same text again changes nothing');
    await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), 'Later: '));
    await editor.document.save();
    await eventually('unfinished', async () => !/^finished:/m.test(await readFile(sidecar)));
  });

  it('stays finished as long as its file holds the same text, even if it is not open', async () => {
    const [name, done] = ['pier.txt', 'The pier is open.\n'];
    await writeFile(name, done);
    const store = createStore();
    const known = Object.assign(() => Promise.resolve('Cleo Marsh'), { known: () => Promise.resolve('Cleo Marsh') });
    const finished = new FinishedSources(store, noActions, known);
    const source = fileUri(name).toString();
    const said = `finished:\n  by: Cleo Marsh\n  created: "2026-11-20T10:00:00Z"\n  words: "${wordsHash(done)}"\n`;
    const sidecar = readSidecar(`claimmark: 1\nsource: ${name}\n${said}annotations: []\n`);
    store.set(withSidecar(newSheet(source), sidecar, []), 'disk');
    const is = (wanted: boolean) => (): boolean => finished.isFinished(source) === wanted;
    await eventually('finished', is(true));
    await writeFile(name, 'The pier is closed.\n');
    await eventually('unfinished', is(false));
    await writeFile(name, done);
    await eventually('finished again', is(true));
    finished.dispose();
  });
});
