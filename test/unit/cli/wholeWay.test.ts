import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { disagreements } from '../../../src/core/crosslink/disagreement';
import { kin } from '../../../src/core/crosslink/kin';
import { indexSources } from '../../../src/core/state/sourceIndex';
import { workplace, type Outcome } from './calling';

const fixture = (name: string): string => readFileSync(`test/fixtures/strait/${name}`, 'utf8');
const [post, courier, draft] = [fixture('post.txt'), fixture('courier.txt'), fixture('draft.md')];

const entry = (id: string, tag: string, text: string, link = ''): string =>
  `  - id: ${id}\n    tag: ${tag}\n    text: ${JSON.stringify(text)}\n    by: Ana Lima\n${link}`;
const linked = (to: string, relation: string): string =>
  `    links:\n      - to: courier.txt#${to}\n        relation: ${relation}\n`;
const sidecar = (name: string, ...entries: readonly string[]): string =>
  `claimmark: 1\nsource: ${name}\nannotations:\n${entries.join('')}`;

describe('a brief made from two articles', () => {
  let folder: string;
  const call = (...args: string[]): Promise<Outcome> => workplace(folder).call(...args);

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'claimmark-way-'));
    const files = {
      'post.txt': post,
      'courier.txt': courier,
      'draft.md': draft,
      'post.txt.claims.yaml': sidecar(
        'post.txt',
        entry(
          'post0001',
          'verified',
          'Ministers of ten countries met in Varga on Thursday',
          linked('cour0001', 'same'),
        ),
        entry('post0002', 'verified', 'The watch would be led from the port of Tarn and would cost $40 million a year.', linked('cour0002', 'contradicts')), // prettier-ignore
      ),
      'courier.txt.claims.yaml': sidecar(
        'courier.txt',
        entry('cour0001', 'verified', 'The foreign ministers of ten nations gathered in Varga this Thursday'),
        entry('cour0002', 'verified', 'Led from the port of Tarn, the watch is expected to cost $60 million a year.'),
      ),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('lists its altered quotation, word by word, and the claim that no source states', async () => {
    const { code, out } = await call('quotes', 'draft.md', 'post.txt', 'courier.txt', '--claims');
    assert.equal(code, 1);
    assert.deepEqual(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/ \(nearest.*/, '')),
      [
        'draft.md:5:1: warning: Not word for word (without “not”, “ships” for “a single ship”): “We will send ships before the survey is done,” (post.txt:10)',
        'draft.md:9:1: information: No source clearly states this: “The owner of the tanker paid a fine of $2 million in April”',
      ],
    );
  });

  it('lists the figure that differs between a source and a draft', async () => {
    const line = 'The watch would be led from the port of Tarn and would cost $60 million a year.';
    await writeFile(path.join(folder, 'second.md'), `# The watch\n\n${line}\n`);
    const { code, out } = await call('quotes', 'second.md', 'post.txt', '--claims', '--json');
    await rm(path.join(folder, 'second.md'));
    const found = (JSON.parse(out) as { rule: string; level: string; line: number; column: number }[]).map(
      ({ rule, level, line: at, column }) => [rule, level, at, column],
    );
    assert.deepEqual([code, found], [0, [['claim-otherwise', 'information', 3, line.indexOf('60') + 1]]]);
  });

  it('finds the matching sentence of the other article for each, and how they differ', () => {
    const index = indexSources([
      { name: 'post', text: post },
      { name: 'courier', text: courier },
    ]);
    const found = (start: string): readonly string[] => {
      const from = post.indexOf(start);
      const asked = { source: 'post', from, to: post.indexOf('\n', from) };
      const [hit] = kin(index, asked, 5);
      assert.ok(hit);
      const unlike = disagreements(index, asked, hit).map(
        ({ aspect, a, b }) => `${aspect}: ${post.slice(a.from, a.to)} | ${courier.slice(b.from, b.to)}`,
      );
      return [courier.slice(hit.from, hit.to).split(' ').slice(0, 4).join(' '), ...unlike];
    };
    assert.deepEqual(found('Ministers of ten'), ['The foreign ministers of']);
    assert.deepEqual(found('Twenty-six'), ['According to Ilse Brandt,']);
    assert.deepEqual(found('The watch would'), ['Led from the port', 'figure: 40 million | 60 million']);
    assert.deepEqual(found('Only four'), ['All ten ministers attended', 'attendance: four | ten']);
    assert.deepEqual(found('Norrland'), ['Norrland will not send']);
    assert.deepEqual(found('The strait has'), ['The strait was closed', 'date: March 3 | 5 March']);
  });

  it('is linked, and its links are a matrix', async () => {
    assert.equal((await call('links')).code, 0);
    const { out } = await call('matrix', '--format', 'csv');
    assert.deepEqual(out.trimEnd().split('\r\n'), [
      'claim,courier.txt,post.txt',
      'The foreign ministers of ten nations gathered in Varga this Thursday,said,said',
      '"Led from the port of Tarn, the watch is expected to cost $60 million a year.",said,contradicts',
    ]);
    const page = (await call('report')).out;
    assert.match(page, /What the sources say/);
    assert.match(page, /\$60 million[\s\S]{0,400}says so[\s\S]{0,800}contradicts[\s\S]{0,200}\$40 million/);
    assert.match(
      (await call('check')).out,
      /warning: It contradicts “Led from the port of Tarn.*which is verified, too/,
    );
  });

  it('cites both sources, and marks the two lines that contradict each other', async () => {
    await call('brief', '--out', 'brief.md');
    const lines = (await readFile(path.join(folder, 'brief.md'), 'utf8')).split('\n');
    const line = (words: string): string => lines.find((one) => one.includes(words)) ?? '';
    assert.match(line('gathered in Varga'), /\[post\.txt, line 6\].*\[courier\.txt, line 5\]/);
    assert.match(line('40 million'), /\(contested; contradicts courier\.txt, line 11\)/);
    assert.match(line('60 million'), /\(contested; contradicts post\.txt, line 12\)/);
  });
});
