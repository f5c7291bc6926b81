// The report of the editor in a browser instead of a webview: scrolling, filtering and clicking.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Exported } from '../../src/core/exchange/format';
import { makeReport } from '../../src/core/report/report';
import { ScrolledReport } from '../../src/core/report/scrolled';
import { launchChromium } from '../vscode/run/chromium';
import { wrongIn } from './axe';

/** Six sources of 150 annotations: three parts of two each. */
const sources = ['pier', 'lock', 'weir', 'ferry', 'quay', 'dock'].map((name): Exported => {
  const lines = Array.from({ length: 150 }, (_, i) => `At the ${name}, boat ${i} was counted.`);
  const text = lines.join('\n');
  const annotations = lines.map((line, i) => {
    const from = text.indexOf(line);
    return { id: `${name}${i}`, tag: 'verified', text: line, span: { from, to: from + line.length } };
  });
  return { source: `${name}.txt`, text, about: {}, annotations };
});

interface Asked {
  readonly words?: string;
  readonly index?: number;
  readonly id?: string;
}

describe('the report in the editor', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'claimmark-scrolled-'));
  let browser: Browser;
  let page: Page;
  let asked: Asked[];
  /** Answers that are held back, by the words that they are for. */
  let held: Map<string, () => void>;

  before(async () => {
    cpSync('media/report.js', path.join(folder, 'report.js'));
    mkdirSync('out', { recursive: true });
    browser = await launchChromium();
  });

  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    [asked, held] = [[], new Map()];
    const report = new ScrolledReport(makeReport(sources, { title: 'Boats' }), { href: () => '#', script: { nonce: 'n', src: 'report.js' } }); // prettier-ignore
    writeFileSync(path.join(folder, 'report.html'), report.page());
    const context = await browser.newContext({ viewport: { width: 1200, height: 700 }, bypassCSP: true });
    page = await context.newPage();
    await page.exposeFunction('tell', (message: Asked) => {
      asked.push(message);
      const { words, index } = message;
      if (words === undefined || index === undefined) return;
      const answer = (): void => void page.evaluate((part) => window.postMessage(part), report.part(words, index)); // prettier-ignore
      if (words === 'lock') held.set(words, answer);
      else answer();
    });
    await page.addInitScript('window.acquireVsCodeApi = () => ({ postMessage: window.tell });');
    await page.goto(pathToFileURL(path.join(folder, 'report.html')).href);
  });

  afterEach(() => page.context().close());

  const parts = (count: number): Promise<unknown> =>
    page.waitForFunction((wanted) => document.querySelectorAll('.part').length === wanted, count);
  const shown = (): Promise<readonly string[]> =>
    page.evaluate(() => [...new Set([...document.querySelectorAll('[data-source]')].map((one) => one.getAttribute('data-source') ?? ''))].sort()); // prettier-ignore
  const toTheEnd = (): Promise<void> => page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));

  it('draws only the part that is scrolled to', async () => {
    await parts(1);
    assert.deepEqual(await shown(), ['lock.txt', 'pier.txt']);
    await toTheEnd();
    await parts(2);
    await toTheEnd();
    await parts(3);
    assert.equal((await shown()).length, 6);
    await toTheEnd();
    assert.deepEqual(asked.map(({ index }) => index), [0, 1, 2]); // prettier-ignore
  });

  it('shows annotations with the words of the filter, even if the answer for earlier words comes late', async () => {
    await parts(1);
    const filter = page.getByRole('searchbox');
    await filter.fill('lock');
    while (!held.has('lock')) await page.waitForTimeout(10);
    await filter.fill('ferry 7');
    await page.waitForFunction(() => document.querySelector('#parts [data-source="ferry.txt"]') !== null);
    held.get('lock')?.();
    // A message that was posted later has been taken when this one has.
    await page.evaluate(() => new Promise((resolve) => { window.addEventListener('message', resolve, { once: true }); window.postMessage({}); })); // prettier-ignore
    assert.deepEqual(await shown(), ['ferry.txt']);
    assert.equal(await page.getByRole('status').textContent(), '24 annotations');
    await filter.fill('nowhere');
    await page.getByText('No annotation here has these words.').waitFor();
    await filter.fill('');
    await page.waitForFunction(() => document.querySelector('#parts [data-source="pier.txt"]') !== null);
    assert.deepEqual(await shown(), ['lock.txt', 'pier.txt']);
  });

  it('opens the annotation that was clicked, and has nothing that axe-core finds wrong', async () => {
    await parts(1);
    await page.screenshot({ path: 'out/report-scrolled.png' });
    await page.locator('[data-id="pier3"]').first().dispatchEvent('click');
    while (!asked.some(({ id }) => id === 'pier3')) await page.waitForTimeout(10);
    assert.deepEqual(await wrongIn(page), []);
  });
});
