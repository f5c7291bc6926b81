import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { redrawing } from '../../../src/vscode/ui/redrawing';
import { createTracker } from '../../../src/core/state/tracker';
import { seeded } from '../random';

/** An editor and an extension host with delays between them. The editor moves what it has drawn along with typing. */
class Workbench {
  text = 'One [two three] four.'.replace(/[[\]]/g, '');
  drawn: [number, number] = [-1, -1];
  private version = 1;
  private hostVersion = 1;
  private readonly tracker = createTracker(this.text, [[4, 13]]);
  private readonly redraws = redrawing(() => this.draw());

  constructor(
    private readonly toHost: number,
    private readonly toEditor: number,
  ) {
    this.draw();
  }

  private draw(): void {
    const [span] = this.tracker.spans();
    this.redraws.drawn('x', this.hostVersion);
    setTimeout(() => void (this.drawn = span ?? [-1, -1]), this.toEditor);
  }

  /** A letter is typed in the editor; the extension host hears of it later. */
  press(at: number, letter: string): void {
    this.text = this.text.slice(0, at) + letter + this.text.slice(at);
    const [from, to] = this.drawn;
    this.drawn = [from + (at <= from ? 1 : 0), to + (at < to ? 1 : 0)];
    const version = ++this.version;
    setTimeout(() => {
      this.hostVersion = version;
      const [before] = this.tracker.spans();
      this.tracker.edit([[at, at, letter]]);
      const [after] = this.tracker.spans();
      this.redraws.changed('x', version);
      // What follows other rules than the editor's own is drawn at once.
      if (after && before && after[1] - before[1] !== (at < before[1] ? 1 : 0)) this.draw();
    }, this.toHost);
  }

  get shown(): string {
    return this.text.slice(...this.drawn);
  }

  get right(): string {
    const [span] = this.tracker.spans();
    return span ? this.text.slice(...span) : '';
  }
}

/** Lets time pass in small steps, so that whatever is due meanwhile happens. */
function pass(milliseconds: number): void {
  for (let passed = 0; passed < milliseconds; passed += 10) mock.timers.tick(10);
}

describe('what is drawn', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  for (const [toHost, toEditor] of [
    [0, 0],
    [2000, 0],
    [0, 2000],
    [2000, 2000],
  ] as const)
    it(`is right once typing pauses, with delays of ${toHost} ms to the extension host and ${toEditor} ms back`, () => {
      const random = seeded(5);
      for (let round = 0; round < 20; round++) {
        const bench = new Workbench(toHost, toEditor);
        pass(toEditor + 10);
        for (let key = 0; key < 30; key++) {
          const at = Math.floor(random() * (bench.text.length + 1));
          bench.press(key % 3 ? at : bench.text.indexOf('three') + 5, 'ab '[key % 3] ?? '');
          pass(Math.floor(random() * 400));
        }
        pass(2 * (toHost + toEditor) + 1000);
        assert.equal(bench.shown, bench.right);
      }
    });
});
