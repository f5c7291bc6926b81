import assert from 'node:assert/strict';
import { claimmark, eventuallyReads, openArticle, run, select } from './claims';
import { fileExists, fileUri, readFile } from './workspace';

const sidecar = 'market-hall.txt.claims.yaml';

// In the browser, windows exclude each other by its locks.
describe('a window that writes a sidecar', () => {
  /** Does something while another window, as it were, is writing the sidecar. */
  async function whileAnotherWrites(work: () => Promise<void>): Promise<void> {
    await navigator.locks.request(`claimmark ${fileUri(sidecar).toString()}`, work);
  }

  it('waits for another window that is writing it', async () => {
    const editor = await openArticle();
    const writing = { ended: false };
    let settled: Promise<void> = Promise.resolve();
    await whileAnotherWrites(async () => {
      select(editor, 'roof garden');
      void run('tagVerified');
      await new Promise((resolve) => setTimeout(resolve, 500));
      settled = (await claimmark()).settled().then(() => void (writing.ended = true));
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal(writing.ended, false);
      assert.equal(await fileExists(sidecar), false);
    });
    await settled;
    assert.match(await readFile(sidecar), /text: roof garden/);
    await eventuallyReads(sidecar, /text: roof garden/);
  });
});
