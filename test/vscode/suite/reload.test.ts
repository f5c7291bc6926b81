import * as vscode from 'vscode';
import { eventuallyReads, eventuallyStanding, openArticle, run, select } from './claims';
import { eventually, readFile, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Longer than a search in a short source takes, with the pause before it. */
const sought = 400;

describe('an edited annotation whose source another program changes', () => {
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    editor = await openArticle();
  });

  async function tag(words: string): Promise<void> {
    select(editor, words);
    await run('tagVerified');
    await eventuallyReads(sidecar, /tag: verified/);
  }

  async function replace(words: string, by: string): Promise<void> {
    const at = editor.document.getText().indexOf(words);
    const { document } = editor;
    const range = new vscode.Range(document.positionAt(at), document.positionAt(at + words.length));
    await editor.edit((edit) => edit.replace(range, by));
  }

  /** Another program writes the source, and the editor, without unsaved edits, reloads it. */
  async function rewrite(change: (text: string) => string): Promise<void> {
    const text = change(await readFile(source));
    await writeFile(source, text);
    await eventually('the reload', () => editor.document.getText() === text);
  }

  it('keeps its place even if too little is left around it for a search', async () => {
    await tag('the roof garden will open');
    await replace('roof garden', 'terrace');
    await editor.document.save();
    const edited = ['verified edited: the terrace will open'];
    await eventuallyStanding(editor.document, edited);
    await rewrite((text) => text.replace(/^- The council says .*$/m, '- It cost more than planned.'));
    await later(sought);
    await eventuallyStanding(editor.document, edited);
    await rewrite((text) => text.replace(/^Northfield’s covered market .*$/m, 'In the town it rained.'));
    await later(sought);
    await eventuallyStanding(editor.document, edited);
  });

  it('does not go to the tagged words elsewhere while its edited words are unchanged', async () => {
    const words = 'It remains unclear who will pay for the nine weeks of delay.';
    await rewrite((text) => text.replace('- Nobody has said yet', `- ${words}\n- Nobody has said yet`));
    const from = editor.document.getText().lastIndexOf(words);
    const [start, end] = [editor.document.positionAt(from), editor.document.positionAt(from + words.length)];
    editor.selection = new vscode.Selection(start, end);
    await run('tagVerified');
    await eventuallyReads(sidecar, /tag: verified/);
    const nine = start.translate(0, words.indexOf('the nine'));
    await editor.edit((edit) => edit.replace(new vscode.Range(nine, nine.translate(0, 8)), 'ten'));
    await editor.document.save();
    const edited = [`verified edited: ${words.replace('the nine', 'ten')}`];
    await eventuallyStanding(editor.document, edited);
    await rewrite((text) => text.replace(/^- Two of the former .*$/m, '- Nothing is settled.'));
    await later(sought);
    await eventuallyStanding(editor.document, edited);
  });
});
