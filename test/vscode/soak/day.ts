import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import * as vscode from 'vscode';
import type { Change } from '../../../src/core/text/change';
import { readSidecar } from '../../../src/core/sidecar/read';
import { seeded } from '../../unit/random';
import { claimmark } from '../suite/claims';
import { eventually, fileExists, openSource, readFile, workspaceFolder } from '../suite/workspace';
import { Model, type Branch, type Cell } from './model';

/** The state that survives a window: the truth, and the progress of the day. */
interface Kept {
  readonly seed: number;
  readonly step: number;
  readonly done: ReadonlyMap<string, number>;
  readonly now: Branch;
  readonly branches: ReadonlyMap<string, Branch>;
  readonly onBranch: string;
  /** Where somebody was tagging when the window was killed. */
  readonly tagging: readonly Cell[] | undefined;
}

/** A long day at one source: actions of a person and other programs, and required results. It survives its windows. */
export class Day {
  readonly model: Model;
  readonly seed: number;
  readonly done: Map<string, number>;
  readonly branches: Map<string, Branch>;
  onBranch: string;
  tagging: readonly Cell[] | undefined;
  step: number;
  /** The last actions, for debugging a failure. */
  recent: readonly string[] = [];
  clipboard: readonly Cell[] = [];
  /** How many edits the editor's undo can revert without reverting more than text. */
  undoable = 0;
  /** Whether annotations were changed since the branch was checked out: only then undo refers to this branch. */
  hasTagged = false;
  private last: readonly unknown[] = [];
  private random: () => number = () => 0;

  constructor(
    public editor: vscode.TextEditor,
    kept: Omit<Kept, 'done' | 'branches' | 'onBranch' | 'tagging'> & Partial<Kept>,
  ) {
    this.seed = kept.seed;
    this.step = kept.step;
    this.model = new Model(kept.now);
    this.done = new Map(kept.done);
    this.branches = new Map(kept.branches);
    this.onBranch = kept.onBranch ?? 'main';
    this.tagging = kept.tagging;
  }

  /** The day that an earlier window began; undefined in the first one. */
  static async resume(): Promise<Day | undefined> {
    if (!(await fileExists('.git/day'))) return undefined;
    const kept = deserialize(readFileSync(keptIn())) as Kept;
    return new Day(await openSource(kept.now.source), kept);
  }

  keep(): void {
    const { seed, step, done, branches, onBranch, tagging } = this;
    const kept: Kept = { seed, step, done, now: this.model.branch(), branches, onBranch, tagging };
    writeFileSync(keptIn(), serialize(kept));
  }

  get document(): vscode.TextDocument {
    return this.editor.document;
  }

  get sidecar(): string {
    return `${this.model.source}.claims.yaml`;
  }

  /** Begins the next step. Its random choices depend only on the seed and its number. */
  begin(): void {
    this.step++;
    this.random = seeded(this.seed * 1_000_003 + this.step);
  }

  count(act: string): void {
    this.done.set(act, (this.done.get(act) ?? 0) + 1);
    this.recent = [...this.recent.slice(-11), act];
  }

  /** A whole number from 0 up to, but not including, `n`. */
  pick(n: number): number {
    return Math.floor(this.random() * n);
  }

  anyOf<T>(...things: readonly [T, ...T[]]): T {
    return things[this.pick(things.length)] ?? things[0];
  }

  async apply(changes: readonly Change[], pasted?: readonly Cell[]): Promise<void> {
    const { document } = this;
    const done = await this.editor.edit((edit) => {
      for (const { from, to, text } of changes)
        edit.replace(new vscode.Range(document.positionAt(from), document.positionAt(to)), text);
    });
    assert.ok(done, 'an edit was refused');
    this.model.edit(changes, pasted);
    this.undoable++;
  }

  select(from: number, to: number): void {
    this.editor.selection = new vscode.Selection(this.document.positionAt(from), this.document.positionAt(to));
  }

  /** Waits until the editor shows the model's state. */
  async shows(): Promise<void> {
    await eventually('the text in the editor', () => this.document.getText() === this.model.text, 20_000);
  }

  /** Saves, and waits until all is on the disk. */
  async save(): Promise<void> {
    if (this.document.isDirty) assert.ok(await this.document.save(), 'the source was not saved');
    await (await claimmark()).settled();
  }

  /** Continues with the source on the disk under the model's name; the model must agree with it. */
  async reopen(): Promise<void> {
    this.editor = await openSource(this.model.source);
    this.undoable = 0;
    this.clipboard = [];
    await this.shows();
  }

  /** Checks that every annotation is there, and none is on words of others. */
  async check(): Promise<void> {
    const { marks } = await claimmark();
    let faults: readonly string[] = [];
    await eventually(
      'no faults',
      () => {
        const all = marks(this.document.uri);
        const gone = [...this.model.words.keys()].filter((id) => !all.some(({ annotation }) => annotation.id === id));
        faults = [...all.flatMap((mark) => this.model.fault(mark, all) ?? []), ...gone.map((id) => `${id} is gone`)];
        return faults.length === 0;
      },
      20_000,
    ).catch((error: unknown) => assert.fail(`${String(error)}: ${faults.join('; ')}`));
  }

  /** Looks at the annotations before something is done. */
  async look(): Promise<void> {
    this.model.seen = (await claimmark()).marks(this.document.uri);
  }

  /** Remembers the state after a step, among the last ones. */
  async remember(): Promise<void> {
    const { marks } = await claimmark();
    const shown = marks(this.document.uri).map(({ annotation, span, state }) => ({ ...annotation, span, state }));
    const [step, act, text] = [this.step, this.recent.at(-1), this.document.getText()];
    this.last = [...this.last.slice(-19), { step, act, text, shown }];
  }

  /** Writes the present state and those after the last steps for debugging. Returns where. */
  async testify(): Promise<string> {
    await this.remember();
    const sidecar = (await fileExists(this.sidecar)) && (await readFile(this.sidecar));
    const path = join(tmpdir(), `claimmark-soak-${String(this.seed)}-${String(this.step)}.json`);
    writeFileSync(path, JSON.stringify({ sidecar, last: this.last }, null, 2));
    return path;
  }

  /** Checks that every annotation is on the disk, too. */
  async checkDisk(): Promise<void> {
    await (await claimmark()).settled();
    const text = (await fileExists(this.sidecar)) ? await readFile(this.sidecar) : '';
    const there = new Set(readSidecar(text).entries.map(({ key }) => key));
    const gone = [...this.model.words.keys()].filter((id) => !there.has(id));
    assert.deepEqual(gone, [], `these are not in ${this.sidecar}`);
  }
}

/** Beside the history, where neither the editor nor git looks. */
const keptIn = (): string => join(workspaceFolder().fsPath, '.git', 'day');
