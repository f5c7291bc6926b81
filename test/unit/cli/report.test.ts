import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { dropFolder, makeFolder, sidecarOf, workplace, type Workplace } from './calling';

const text = 'The mill burnt on Monday.\nTwo sheds stood.\n';
const entries = [
  { id: 'mill0001', tag: 'verified', text: 'The mill burnt on Monday.' },
  { id: 'shed0001', tag: 'unconfirmed', text: 'Two sheds stood.' },
];

describe('claimmark report --pages', () => {
  let folder: string;
  let place: Workplace;
  beforeEach(async () => {
    folder = await makeFolder();
    place = workplace(folder);
    for (const name of ['a.txt', 'sub/b.txt', 'c.txt']) {
      await place.put(name, text);
      await place.put(`${name}.claims.yaml`, sidecarOf(name, text, entries));
    }
  });
  afterEach(() => dropFolder(folder));

  const written = async (out: string): Promise<Record<string, string>> => {
    const names = await readdir(path.join(folder, out));
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, out, name), 'utf8')] as const))); // prettier-ignore
  };

  it('says the same of each source as the one page, with its links and contradictions from other sidecars', async () => {
    const more = '    evidence:\n      - source: c.txt\n        id: shed0001\n';
    const [mill, shed] = entries as [(typeof entries)[number], (typeof entries)[number]];
    await place.put('a.txt.claims.yaml', sidecarOf('a.txt', text, [{ ...mill, more } as never, shed]));
    await place.put('sub/b.txt.mo.claims.yaml', sidecarOf('sub/b.txt', text, [{ ...mill, tag: 'unconfirmed' }]));
    assert.equal((await place.call('report', '--pages', '--out', 'pages')).code, 0);
    assert.equal((await place.call('report', '--out', 'whole.html')).code, 0);
    const { 'page-0001.html': page = '', 'index.html': index = '', ...others } = await written('pages');
    assert.deepEqual(others, {});
    const whole = await readFile(path.join(folder, 'whole.html'), 'utf8');
    const section = (html: string, id: string): string => new RegExp(`<section[^>]*"${id}".*?</section>`, 's').exec(html)?.[0].replaceAll('../', '') ?? ''; // prettier-ignore
    assert.match(section(whole, 'attention'), /a\.txt/);
    for (const id of ['attention', 'by-source', 'evidence']) assert.equal(section(page, id), section(whole, id), id);
    const head = (html: string): string => /<header>.*?<\/header>/s.exec(html)?.[0] ?? '';
    assert.equal(head(index), head(whole));
  });

  it("makes nothing if a sidecar can't be read whole, unless it may leave it out", async () => {
    await place.put('c.txt.claims.yaml', 'claimmark: 1\nsource: [\n');
    const { code, err } = await place.call('report', '--pages', '--out', 'pages');
    assert.deepEqual([code, err], [1, 'c.txt.claims.yaml: error: this sidecar can’t be read, so nothing is made from it. Fix it, or leave it out with --leave-out-broken.\n']); // prettier-ignore
    await assert.rejects(readdir(path.join(folder, 'pages')), { code: 'ENOENT' });
    assert.equal((await place.call('report', '--pages', '--out', 'pages', '--leave-out-broken')).code, 0);
    assert.match((await written('pages'))['index.html'] ?? '', /sources: 2/);
  });

  it('overwrites its own index, and nobody else’s', async () => {
    await place.put('site/index.html', '<!doctype html>\n<title>Our harbour</title>\n');
    const { code, err } = await place.call('report', '--pages', '--out', 'site');
    assert.deepEqual([code, err], [2, `claimmark: ${path.join('site', 'index.html')} is not a page of a report. Name another folder.\n`]); // prettier-ignore
    assert.deepEqual(await written('site'), { 'index.html': '<!doctype html>\n<title>Our harbour</title>\n' });
    for (let times = 0; times < 2; times++)
      assert.equal((await place.call('report', '--pages', '--out', 'pages')).code, 0);
  });

  it('takes only the given sources, judged with all others, and writes nothing in a dry run', async () => {
    const dry = await place.call('report', 'sub', '--pages', '--out', 'pages', '--dry-run');
    assert.deepEqual([dry.code, dry.err], [0, 'Would write pages/page-0001.html\nWould write pages/index.html\n']);
    await place.call('report', 'sub', '--pages', '--out', 'pages');
    const { 'page-0001.html': page = '' } = await written('pages');
    assert.match(page, /href="\.\.\/sub\/b\.txt/);
    assert.doesNotMatch(page, /href="\.\.\/[ac]\.txt/);
  });
});
