import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Change } from '../../../src/core/change';
import { seeded } from '../../unit/random';
import { claimmark, run } from '../suite/claims';
import { eventually, fileExists, openSituation, openSource, readFile, writeFile } from '../suite/workspace';
import { Model, type Cell } from './model';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;
const seed = 20261123;
/** How many operations; `npm run soak` does them all. */
const operations = 10_000;

/** A person, and other programs, at work on one source for a long time. */
class Soak {
  private readonly random = seeded(seed);
  private clipboard: readonly Cell[] = [];
  private notes = 0;
  readonly made = new Set<string>();
  readonly done = new Map<string, number>();

  constructor(
    private editor: vscode.TextEditor,
    readonly model: Model,
  ) {}

  private pick(n: number): number {
    return Math.floor(this.random() * n);
  }

  async step(): Promise<void> {
    const acts = [
      ...Array.from({ length: 8 }, () => this.type),
      ...[
        this.remove,
        this.remove,
        this.cut,
        this.paste,
        this.undo,
        this.undo,
        this.redo,
        this.several,
        this.replaceAll,
      ],
      ...[this.tag, this.tag, this.undoTag, this.save, this.reload, this.noteFromElsewhere],
    ];
    const act = acts[this.pick(acts.length)] ?? this.type;
    this.done.set(act.name, (this.done.get(act.name) ?? 0) + 1);
    await act.call(this);
  }

  private async apply(changes: readonly Change[], pasted?: readonly Cell[]): Promise<void> {
    const { document } = this.editor;
    const range = ({ from, to }: Change): vscode.Range =>
      new vscode.Range(document.positionAt(from), document.positionAt(to));
    const done = await this.editor.edit((edit) =>
      changes.forEach((change) => edit.replace(range(change), change.text)),
    );
    assert.ok(done, 'an edit was refused');
    this.model.edit(changes, pasted);
  }

  private async type(): Promise<void> {
    const from = this.pick(this.model.text.length + 1);
    await this.apply([{ from, to: from, text: ['a', ' ', 'the ', '\n', 'é', '“', '12'][this.pick(7)] ?? 'x' }]);
  }

  private async remove(): Promise<void> {
    const from = this.pick(this.model.text.length);
    await this.apply([{ from, to: Math.min(this.model.text.length, from + 1 + this.pick(12)), text: '' }]);
  }

  private async cut(): Promise<void> {
    const from = this.pick(this.model.text.length);
    const to = Math.min(this.model.text.length, from + 20 + this.pick(200));
    if (this.clipboard.length > 0) return;
    this.clipboard = this.model.slice(from, to);
    await this.apply([{ from, to, text: '' }]);
  }

  private async paste(): Promise<void> {
    const cells = this.clipboard;
    if (cells.length === 0) return;
    this.clipboard = [];
    const at = this.pick(this.model.text.length + 1);
    await this.apply([{ from: at, to: at, text: cells.map(({ unit }) => unit).join('') }], cells);
  }

  private async several(): Promise<void> {
    const places = [this.pick(200), 300 + this.pick(200), 600 + this.pick(200)].filter(
      (at) => at <= this.model.text.length,
    );
    await this.apply(places.map((from) => ({ from, to: from, text: '#' })));
  }

  private async replaceAll(): Promise<void> {
    const [by, word] = this.pick(2) ? ['hall', 'house'] : ['house', 'hall'];
    const text = this.model.text;
    const changes: Change[] = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      changes.push({ from: at, to: at + word.length, text: by });
    if (changes.length > 0) await this.apply(changes);
  }

  private async undo(): Promise<void> {
    await vscode.commands.executeCommand('undo');
    assert.ok(this.model.restore(this.editor.document.getText()), 'undo led to a text that never was');
    this.clipboard = [];
  }

  private async redo(): Promise<void> {
    await vscode.commands.executeCommand('redo');
    assert.ok(this.model.restore(this.editor.document.getText()), 'redo led to a text that never was');
    this.clipboard = [];
  }

  private async tag(): Promise<void> {
    if (this.made.size >= 60) return;
    const { document } = this.editor;
    const from = this.pick(document.getText().length);
    const to = Math.min(document.getText().length, from + 12 + this.pick(80));
    this.editor.selection = new vscode.Selection(document.positionAt(from), document.positionAt(to));
    await run(['tagVerified', 'tagUnconfirmed', 'tagQuote'][this.pick(3)] ?? 'tagQuote');
    const { marks } = await claimmark();
    for (const { annotation, span } of marks(document.uri)) {
      if (this.made.has(annotation.id) || !span) continue;
      this.made.add(annotation.id);
      this.model.mark(annotation.id, span.from, span.to);
    }
  }

  private async undoTag(): Promise<void> {
    const { marks } = await claimmark();
    await run('undo');
    const left = new Set(marks(this.editor.document.uri).map(({ annotation }) => annotation.id));
    const gone = [...this.made].filter((id) => !left.has(id));
    await run('redo');
    const back = new Set(marks(this.editor.document.uri).map(({ annotation }) => annotation.id));
    assert.deepEqual(
      gone.filter((id) => !back.has(id)),
      [],
      'redo did not bring back what undo took',
    );
  }

  private async save(): Promise<void> {
    await this.editor.document.save();
  }

  /** Another program rewrites the saved source; the editor reads it anew, by itself or by revert. */
  private async reload(): Promise<void> {
    if (this.editor.document.isDirty) assert.ok(await this.editor.document.save(), 'the source was not saved');
    const text = this.model.text;
    const at = this.pick(text.length + 1);
    const change = { from: at, to: at, text: ' (corrected)' };
    const next = text.slice(0, at) + change.text + text.slice(at);
    await writeFile(source, next);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually('the reload', () => this.editor.document.getText() === next, 20_000);
    this.model.edit([change]);
  }

  /** Another program adds a note to an entry of the sidecar. */
  private async noteFromElsewhere(): Promise<void> {
    if (!(await fileExists(sidecar))) return;
    const text = await readFile(sidecar);
    if (!/\n {4}by: /.test(text)) return;
    await writeFile(sidecar, text.replace(/\n {4}by: /, `\n    # elsewhere ${this.notes++}\n    by: `));
  }

  /** Every annotation is still there, and none stands on words that are not its own. */
  async check(step: number): Promise<void> {
    let faults: (string | undefined)[] = [];
    const { marks } = await claimmark();
    await eventually(`no faults after ${step} operations`, () => {
      const all = marks(this.editor.document.uri);
      const missing = [...this.made].filter((id) => !all.some(({ annotation }) => annotation.id === id));
      faults = all.map(({ annotation, span, state }) =>
        state === 'unsought'
          ? `${annotation.id} is not sought yet`
          : this.model.fault(annotation.id, annotation.text, state, span?.from, span?.to),
      );
      faults = [...faults.filter((fault) => fault !== undefined), ...missing.map((id) => `${id} is gone`)];
      return faults.length === 0;
    }).catch((error: unknown) => assert.fail(`${String(error)}: ${faults.join('; ')}`));
  }
}

describe('a long day at one source', () => {
  it(`loses no annotation and points at no wrong words in ${operations} operations`, async function () {
    this.timeout(3_600_000);
    await openSituation('article');
    const editor = await openSource(source);
    await claimmark();
    const soak = new Soak(editor, new Model(editor.document.getText()));
    for (let step = 1; step <= operations; step++) {
      await soak.step();
      assert.equal(editor.document.getText(), soak.model.text, `the model has lost the text at ${step}`);
      if (step % 5 === 0) await soak.check(step);
      if (step % 1000 === 0)
        console.log(`${step} operations: ${[...soak.done].map((entry) => entry.join(' ')).join(', ')}`);
    }
    await editor.document.save();
    await eventually('every annotation on the disk', async () => {
      const text = await readFile(sidecar);
      return [...soak.made].every((id) => text.includes(`id: ${id}`));
    });
  });
});
