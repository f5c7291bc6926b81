// A report opened from disk, in light, dark and forced colours, with scripts off, by keyboard and under axe-core.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { parse } from 'yaml';
import type { About, Annotation } from '../../src/core/model/annotation';
import { locate } from '../../src/core/anchor/locate';
import type { Exported } from '../../src/core/exchange/format';
import { reportHtml } from '../../src/core/report/page';
import { makeReport } from '../../src/core/report/report';
import { launchChromium } from '../vscode/run/chromium';
import { wrongIn } from './axe';

const samples = path.resolve('test/fixtures/sample/lake-ostra');
const names = ['brief.txt', 'courier-article.txt'];
const created = '2026-11-30T00:00:00Z';

function sample(name: string): Exported {
  const text = readFileSync(path.join(samples, name), 'utf8');
  const sidecar = parse(readFileSync(path.join(samples, `${name}.claims.yaml`), 'utf8')) as { about?: About; annotations: Annotation[] }; // prettier-ignore
  const found = locate(text, sidecar.annotations);
  const annotations = sidecar.annotations.map((annotation, i) => {
    const verdict = i % 5 === 1 ? ('disagree' as const) : ('agree' as const);
    const span = i === 4 ? undefined : found[i]?.span;
    const reviews = i % 2 === 1 ? { reviews: [{ by: 'Bo', verdict, created }, { by: 'Cem', verdict: 'agree' as const, created }] } : {}; // prettier-ignore
    return { ...annotation, ...(i === 3 && { text: 'As it was said before' }), ...reviews, ...(span && { span }) };
  });
  return { source: name, text, about: sidecar.about ?? {}, annotations };
}

function sampleReport(): string {
  const sources = names.map(sample);
  const codings = sources.flatMap(({ source, text, annotations }) =>
    ['Ana', 'Bo', 'Cem'].map((annotator, k) => ({
      annotator,
      source,
      length: text.length,
      units: annotations.flatMap(({ span, tag }, i) => (span && (i + k) % 4 > 0 ? [{ span, tag: (i + k) % 6 > 0 ? tag : 'quote' }] : [])), // prettier-ignore
    })),
  );
  const tags = [{ id: 'verified' }, { id: 'unconfirmed' }, { id: 'quote' }, { id: 'opinion', label: 'Opinion' }];
  return reportHtml(makeReport(sources, { title: 'Lake Ostra', made: '23 November 2026', codings, tags }));
}

describe('a report opened from disk', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'claimmark-report-'));
  const address = pathToFileURL(path.join(folder, 'report.html')).href;
  let browser: Browser;

  before(async () => {
    for (const name of names) copyFileSync(path.join(samples, name), path.join(folder, name));
    writeFileSync(path.join(folder, 'report.html'), sampleReport());
    mkdirSync('out', { recursive: true });
    browser = await launchChromium();
  });

  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    const page = await context.newPage();
    await page.goto(address);
    return page;
  }

  const looks: [string, BrowserContextOptions][] = [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['high contrast', { forcedColors: 'active', colorScheme: 'dark' }],
    ['narrow', { viewport: { width: 420, height: 900 } }],
  ];
  for (const [name, options] of looks)
    it(`has nothing that axe-core finds wrong: ${name}`, async () => {
      const page = await open({ ...options, bypassCSP: true });
      await page.screenshot({ path: `out/report-${name.replace(' ', '-')}.png`, fullPage: true });
      assert.deepEqual(await wrongIn(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      assert.equal(wide, false, 'it runs off the screen');
      await page.context().close();
    });

  it('needs no script, loads nothing, and leads to the span by keyboard', async () => {
    const page = await open({ javaScriptEnabled: false });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    assert.deepEqual(asked, [address]);
    await page.locator('.strip a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(brief|courier-article)\.txt/);
    await page.context().close();
  });

  it('prints', async () => {
    const page = await open({});
    assert.ok((await page.pdf({ path: 'out/report.pdf' })).length > 10_000);
    await page.context().close();
  });
});
