import assert from 'node:assert/strict';
import { setTimeout as later } from 'node:timers/promises';
import { afterPause, gathered, oneAfterAnother } from '../../../src/vscode/ui/debounce';

describe('postponed work', () => {
  it('is done once for all things named within a time that begins with the first', async () => {
    const done: string[][] = [];
    const work = gathered(20, (names) => done.push([...names]));
    work.soon('a');
    work.soon('b');
    work.soon('a');
    assert.deepEqual(done, []);
    await later(60);
    assert.deepEqual(done, [['a', 'b']]);
    work.soon('c');
    await later(60);
    assert.deepEqual(done, [['a', 'b'], ['c']]);
  });

  it('never overlaps, and goes on after one that failed', async () => {
    const seen: string[] = [];
    const work = gathered(5, async (names) => {
      seen.push(`begin ${[...names].join()}`);
      await later(30);
      seen.push('end');
      if (names.has('a')) throw new Error('a view is broken');
    });
    const { warn } = console;
    const warned: unknown[] = [];
    console.warn = (...words: unknown[]) => void warned.push(words);
    try {
      work.soon('a');
      await later(15);
      work.soon('b');
      await later(90);
    } finally {
      console.warn = warn;
    }
    assert.deepEqual(seen, ['begin a', 'end', 'begin b', 'end']);
    assert.equal(warned.length, 1);
  });

  it('waits for a pause of each thing separately', async () => {
    const done: string[] = [];
    const work = afterPause(40, (name) => done.push(name));
    work.soon('a');
    work.soon('b', 0);
    await later(20);
    work.soon('a');
    await later(25);
    assert.deepEqual(done, ['b']);
    await later(40);
    assert.deepEqual(done, ['b', 'a']);
  });

  it('is not done if it was cancelled or disposed of, even while it runs', async () => {
    const done: string[] = [];
    const pausing = afterPause(5, (name) => done.push(name));
    pausing.soon('a');
    pausing.cancel('a');
    for (const work of [gathered(5, (names) => done.push(...names)), pausing]) {
      work.soon('b');
      work.dispose();
      work.soon('c');
    }
    const slow = gathered(1, async () => {
      done.push('slow');
      await later(20);
    });
    slow.soon();
    await later(10);
    slow.soon();
    slow.dispose();
    await later(50);
    assert.deepEqual(done, ['slow']);
  });
});

describe('work in turn', () => {
  it('begins when earlier work has ended, well or not, and settles as its own does', async () => {
    const inTurn = oneAfterAnother();
    const seen: string[] = [];
    const work =
      (name: string, fails = false) =>
      async (): Promise<string> => {
        seen.push(`begin ${name}`);
        await later(5);
        seen.push(`end ${name}`);
        if (fails) throw new Error(name);
        return name;
      };
    const all = await Promise.allSettled([inTurn(work('a')), inTurn(work('b', true)), inTurn(work('c'))]);
    assert.deepEqual(seen, ['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c']);
    assert.deepEqual(
      all.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
  });
});
