import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { prose } from '../../bench/large';
import { annotateAs, claimmark, eventuallyReads, eventuallyStanding, placeCursor, run, standing } from './claims';
import { eventually, fileExists, fileUri, openSituation, openSource, readFile, writeFile } from './workspace';

const source = 'harbour.txt';
const sidecar = `${source}.claims.yaml`;
const claim = 'The harbour wall was raised by 80 centimetres in 2024.';
const quote = '“We have not lost a single boat since,”';
const doubts = ['The cost has not been disclosed.', 'A second wall may follow in 2027.'];
const text = `The wall holds

${claim}

${quote} said Oda Brandt, the harbour master. “Nobody wants the old wall back.”

Unconfirmed
- ${doubts.join('\n- ')}
`;

describe('what is suggested', () => {
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    await openSituation('article');
    await writeFile(source, text);
    editor = await openSource(source);
    await claimmark();
    await annotateAs('Ana Lima');
  });

  /** Calls a command at some words until it had something to act on: the text may not have been looked at yet. */
  async function at(words: string, command: string): Promise<string> {
    return eventually(`${command} at ${words}`, async () => {
      placeCursor(editor, words);
      await run(command);
      return (await fileExists(sidecar)) ? await readFile(sidecar) : undefined;
    });
  }

  it('is accepted with its tag, a quote with the one who says it', async () => {
    const written = await at(quote, 'accept');
    assert.match(written, /tag: quote\n/);
    assert.match(written, /speaker: Oda Brandt\n/);
    await eventuallyStanding(editor.document, [`quote found: ${quote}`]);
  });

  it('is dismissed for everybody, and offered again after undo', async () => {
    const written = await at(claim, 'dismiss');
    assert.match(written, /^dismissed:\n {2}- text: The harbour wall/m);
    assert.deepEqual(await standing(editor.document), []);
    await run('dismiss');
    assert.equal(await readFile(sidecar), written);
    await run('undo');
    await eventually('nothing is dismissed', async () => !(await readFile(sidecar)).includes('harbour wall'));
    await at(claim, 'dismiss');
    await eventuallyReads(sidecar, /- text: The harbour wall/);
  });

  it('comes in a source of megabytes too, and leaves the host time to answer', async () => {
    await writeFile('long.txt', `${text}\n${prose(5_000_000)}`);
    let longest = 0;
    let last = Date.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, Date.now() - last);
      last = Date.now();
    }, 2);
    editor = await openSource('long.txt');
    await eventually('the quote is accepted', async () => {
      placeCursor(editor, quote);
      await run('accept');
      return fileExists('long.txt.claims.yaml');
    });
    clearInterval(timer);
    assert.ok(longest < 1000, `held up for ${String(longest)} ms`);
  });

  it('has no tag where it is a claim, which a person must give', async () => {
    await at(quote, 'accept');
    placeCursor(editor, claim);
    await run('accept');
    await eventuallyStanding(editor.document, [`quote found: ${quote}`]);
  });

  it('is not taken for other words after the text has changed under a row', async () => {
    await at(quote, 'accept');
    const stale = { kind: 'offer', source: fileUri(source).toString(), name: 'claim:0-14' };
    await run('tagVerified', stale);
    await run('dismiss', stale);
    await eventuallyStanding(editor.document, [`quote found: ${quote}`]);
  });

  it('is decided one by one, each decision leading to the next', async () => {
    await at(quote, 'dismiss');
    placeCursor(editor, 'The wall holds');
    await run('triage');
    await run('triage.verified');
    await eventuallyStanding(editor.document, [`verified found: ${claim}`]);
    await run('triage.dismiss');
    await run('triage.accept');
    await run('triage.unconfirmed');
    const all = [`verified found: ${claim}`, ...doubts.map((words) => `unconfirmed found: ${words}`)];
    await eventuallyStanding(editor.document, all);
    await run('triage.undo');
    await eventuallyStanding(editor.document, all.slice(0, 2));
    await run('triage.leave');
    assert.equal(editor.document.getText(), text);
  });
});
