import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { claimmark } from '../suite/claims';
import { git } from '../suite/repository';
import { openSituation, openSource } from '../suite/workspace';
import { Day } from './day';
import { filing } from './filing';
import { newBranch } from './model';
import { takeNew, tagging } from './tagging';
import { writing } from './writing';

/** `CLAIMMARK_SEED=1 npm run soak` does again what failed with that seed. */
const seed = Number(process.env['CLAIMMARK_SEED'] ?? Date.now() % 1_000_000);
const operations = Number(process.env['CLAIMMARK_OPERATIONS'] ?? 1000);

type Act = (day: Day) => Promise<void>;

/** How often each is done, among a thousand or so. */
const acts: readonly (readonly [number, Act])[] = [
  [240, writing.type],
  [45, writing.write],
  [35, writing.strike],
  [100, writing.remove],
  [35, writing.cut],
  [35, writing.paste],
  [70, writing.undo],
  [35, writing.redo],
  [35, writing.several],
  [30, writing.replaceAll],
  [15, writing.format],
  [80, tagging.tag],
  [35, tagging.untag],
  [35, tagging.undoTag],
  [20, tagging.confirm],
  [8, tagging.tagThroughSidecar],
  [35, filing.save],
  [25, filing.correct],
  [35, filing.note],
  [8, filing.move],
  [8, filing.moveInShell],
  [12, filing.checkout],
  [3, filing.reload],
  [2, filing.kill],
];

const total = acts.reduce((sum, [weight]) => sum + weight, 0);

function choose(day: Day): Act {
  let at = day.pick(total);
  for (const [weight, act] of acts) if ((at -= weight) < 0) return act;
  return writing.type;
}

async function begin(): Promise<Day> {
  console.log(MARK, `seed ${String(seed)}, ${String(operations)} operations`);
  await openSituation('article');
  await vscode.workspace.getConfiguration('files').update('autoSave', 'off', vscode.ConfigurationTarget.Global);
  const source = 'market-hall.txt';
  const editor = await openSource(source);
  git('init', '-q', '-b', 'main');
  return new Day(editor, { seed, step: 0, now: newBranch(source, editor.document.getText()) });
}

/** After the window came back: the unsaved text is there, and the tag that was being made is whole or not there. */
async function goOn(day: Day): Promise<void> {
  await day.shows();
  const { marks } = await claimmark();
  const fresh = marks(day.document.uri).filter(({ annotation }) => !day.model.words.has(annotation.id));
  if (day.tagging) fresh.forEach(({ annotation }) => day.model.mark(annotation.id, day.tagging ?? []));
  day.tagging = undefined;
  await takeNew(day);
}

describe('a long day at one source', () => {
  it('loses no annotation and points at no wrong words', async function () {
    this.timeout(0);
    await claimmark();
    const earlier = await Day.resume();
    const day = earlier ?? (await begin());
    if (earlier) await goOn(day);
    while (day.step < operations) {
      day.begin();
      const act = choose(day);
      day.count(act.name);
      try {
        await day.look();
        await act(day);
        assert.equal(day.document.getText(), day.model.text, 'the model has lost the text');
        if (day.step % 5 === 0) await day.check();
        if (day.step % 50 === 0) await day.checkDisk();
        await day.remember();
      } catch (error) {
        const place = `seed ${String(day.seed)}, step ${String(day.step)}, after ${day.recent.join(', ')}`;
        throw new Error(`${place}: ${String(error)} (see ${await day.testify()})`, { cause: error });
      }
      if (day.step % 100 === 0) console.log(MARK, `${String(day.step)} operations`);
    }
    await day.save();
    await day.check();
    await day.checkDisk();
    console.log(MARK, [...day.done].map(([name, times]) => `${name} ${String(times)}`).join(', '));
  });
});
