import assert from 'node:assert/strict';
import { exclusively } from '../../../src/web/exclusive';

/** Locks as a browser's: one holder of a name at a time. */
function browserLocks(): Pick<LockManager, 'request'> {
  const turns = new Map<string, Promise<unknown>>();
  const request = (name: string, _: unknown, work: () => Promise<unknown>): Promise<unknown> => {
    const done = (turns.get(name) ?? Promise.resolve()).then(work);
    turns.set(
      name,
      done.catch(() => undefined),
    );
    return done;
  };
  return { request: request as LockManager['request'] };
}

describe('writing in the browser', () => {
  const slowly = (seen: string[], name: string) => async (): Promise<string> => {
    seen.push(`begin ${name}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    seen.push(`end ${name}`);
    return name;
  };

  it('keeps windows from writing what another one is writing, and from nothing else', async () => {
    const locks = browserLocks();
    const seen: string[] = [];
    const all = ['a', 'b'].map((name) => exclusively(locks, 'one', slowly(seen, name)));
    assert.deepEqual(await Promise.all(all), ['a', 'b']);
    assert.deepEqual(seen, ['begin a', 'end a', 'begin b', 'end b']);
    seen.length = 0;
    await Promise.all(['a', 'b'].map((name) => exclusively(locks, name, slowly(seen, name))));
    assert.deepEqual(seen, ['begin a', 'begin b', 'end a', 'end b']);
  });

  it('works without locks if there are none, or the browser gives none', async () => {
    const none = { request: () => Promise.reject(new Error('SecurityError')) };
    for (const locks of [undefined, none as Pick<LockManager, 'request'>])
      assert.equal(await exclusively(locks, 'one', slowly([], 'a')), 'a');
  });

  it('fails if its work fails, which is done once', async () => {
    const done: string[] = [];
    const work = (): Promise<never> => {
      done.push('work');
      return Promise.reject(new Error('disk full'));
    };
    await assert.rejects(exclusively(browserLocks(), 'one', work), /disk full/);
    assert.deepEqual(done, ['work']);
  });
});
