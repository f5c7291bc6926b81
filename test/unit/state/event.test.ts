import assert from 'node:assert/strict';
import { emitter } from '../../../src/core/state/event';

describe('an event', () => {
  it('reaches whoever listens, in order, until they stop', () => {
    const { event, fire } = emitter<string>();
    const heard: string[] = [];
    const first = event((word) => heard.push(`first ${word}`));
    event((word) => heard.push(`second ${word}`));
    fire('a');
    first.dispose();
    fire('b');
    assert.deepEqual(heard, ['first a', 'second a', 'second b']);
  });

  it('reaches the others if one fails, and the failure is reported', async () => {
    const { event, fire } = emitter<string>();
    const heard: string[] = [];
    event(() => {
      throw new Error('a view is broken');
    });
    event((word) => heard.push(word));
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    const unhandled = new Promise((resolve) => process.once('unhandledRejection', resolve));
    fire('a');
    assert.match(String(await unhandled), /a view is broken/);
    others.forEach((listener) => process.on('unhandledRejection', listener));
    assert.deepEqual(heard, ['a']);
  });
});
