import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { dropFolder, makeFolder, sidecarOf, workplace, type Workplace } from './calling';

const text = 'A first line, 100%: said.\nThe mill burnt: twice,\nthey say. It was rebuilt.\n';
const disagree = '    reviews:\n      - by: Bo\n        verdict: disagree\n        created: "2026-01-02T03:04:05Z"\n        note: "100% wrong: no"\n'; // prettier-ignore

interface SarifLog {
  readonly runs: readonly { readonly results: readonly { readonly locations: Places; readonly relatedLocations: Places }[] }[]; // prettier-ignore
}
type Places = readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];

describe('findings', () => {
  let at: Workplace;

  beforeEach(async () => {
    at = workplace(await makeFolder());
    await at.put('mill, old.txt', text);
    await at.put('mill, old.txt.claims.yaml', sidecarOf('mill, old.txt', text, [
      { id: 'mmmmm111', tag: 'verified', text: 'A first line, 100%: said.', more: disagree },
      { id: 'mmmmm222', tag: 'verified', text: 'The river froze.' },
      { id: 'mmmmm333', tag: 'quote', text: 'burnt: twice,\nthey say.' },
    ])); // prettier-ignore
  });
  afterEach(() => dropFolder(at.folder));

  it('are GitHub Actions commands at the words in the source, escaped correctly', async () => {
    const { code, out } = await at.call('check', '--format', 'github');
    const [, ...lines] = out.split('\n');
    assert.equal(code, 1);
    assert.equal(out.split('\n')[0], '::warning file=mill%2C old.txt,line=1,endLine=1,col=1,endColumn=26,title=Claimmark%3A contested::Contested, by Bo (100%25 wrong: no): “A first line, 100%25: said.” (mmmmm111)'); // prettier-ignore
    assert.ok(lines.some((line) => /^::error file=mill%2C old\.txt\.claims\.yaml,line=\d+,title=Claimmark%3A lost::/.test(line)), out); // prettier-ignore
    assert.ok(lines.some((line) => line.startsWith('::warning file=mill%2C old.txt,line=2,endLine=3,title=Claimmark%3A quote-without-speaker::')), out); // prettier-ignore
    assert.ok(
      lines.some((line) => line.startsWith('::notice file=mill%2C old.txt,line=1,')),
      out,
    );
  });

  it('are a GitLab Code Quality report, each with its own fingerprint', async () => {
    const report = JSON.parse((await at.call('check', '--format', 'gitlab')).out) as { check_name: string; severity: string; fingerprint: string; location: { path: string; lines: { begin: number } } }[]; // prettier-ignore
    assert.deepEqual(
      report.filter(({ severity }) => severity !== 'info').map(({ check_name, severity, location }) => [check_name, severity, location.path, location.lines.begin]), // prettier-ignore
      [
        ['contested', 'major', 'mill, old.txt', 1],
        ['lost', 'critical', 'mill, old.txt.claims.yaml', report.find((one) => one.check_name === 'lost')?.location.lines.begin ?? 0],
        ['quote-without-speaker', 'major', 'mill, old.txt', 2],
      ],
    ); // prettier-ignore
    assert.equal(new Set(report.map(({ fingerprint }) => fingerprint)).size, report.length);
  });

  it('are a summary in Markdown, the worst first, with links to lines', async () => {
    const { code } = await at.call(
      'check',
      '--format',
      'markdown',
      '--out',
      'summary.md',
      '--link-base',
      'https://example.org/r/blob/main/',
    );
    const lines = (await readFile(path.join(at.folder, 'summary.md'), 'utf8')).split('\n');
    assert.equal(code, 1);
    assert.equal(lines[0], '### Claimmark: 1 error, 2 warnings, 2 remarks');
    assert.deepEqual(lines.filter((line) => line.startsWith('**')), ['**Errors**', '**Warnings**', '**Remarks**']); // prettier-ignore
    assert.ok(lines.includes('- [mill, old.txt:1](https://example.org/r/blob/main/mill%2C%20old.txt#L1) Contested, by Bo (100% wrong: no): “A first line, 100%: said.” (mmmmm111)')); // prettier-ignore
  });

  it('name files from the root of the checkout for whoever shows them there', async () => {
    const above = { ...at, ...workplace(at.folder, undefined, { checkout: path.dirname(at.folder) }) };
    const name = `${path.basename(at.folder)}/mill, old.txt`;
    const uris = ({ runs: [run] }: SarifLog): readonly string[] =>
      (run?.results[0] ? [...run.results[0].locations, ...run.results[0].relatedLocations] : []).map(
        ({ physicalLocation }) => physicalLocation.artifactLocation.uri,
      );
    assert.deepEqual(uris(JSON.parse((await above.call('check', '--format', 'sarif')).out) as SarifLog), [
      `${name}.claims.yaml`.split('/').map(encodeURIComponent).join('/'),
      name.split('/').map(encodeURIComponent).join('/'),
    ]);
    assert.deepEqual(uris(JSON.parse((await at.call('check', '--format', 'sarif')).out) as SarifLog), [
      'mill%2C%20old.txt.claims.yaml',
      'mill%2C%20old.txt',
    ]);
    const [first] = JSON.parse((await above.call('check', '--format', 'gitlab')).out) as { location: { path: string } }[]; // prettier-ignore
    assert.equal(first?.location.path, name);
  });

  it('mention nobody and link no issue in a comment, whatever the words say', async () => {
    const said = '@ana asked (see #12, !7, GH-3, org/mill#4): 5 # of 6! Mail bo@example.org.';
    await at.put('mill, old.txt', `${said}\n`);
    await at.put('mill, old.txt.claims.yaml', sidecarOf('mill, old.txt', `${said}\n`, [{ id: 'mmmmm111', tag: 'verified', text: said }])); // prettier-ignore
    const { out } = await at.call('check', '--format', 'markdown');
    assert.match(out, /“@<!-- -->ana asked \(see #<!-- -->12, !<!-- -->7, GH-<!-- -->3, org\/mill#<!-- -->4\): 5 # of 6! Mail b…” \(mmmmm111\)\n$/); // prettier-ignore
    assert.match((await at.call('check')).out, /“@ana asked \(see #12, !7, GH-3, org\/mill#4\): 5 # of 6! Mail b…”/);
  });

  it('are limited to fifty of a kind in a comment, with the number of the rest', async () => {
    const many = Array.from({ length: 54 }, (_, i) => `Mill ${i + 10} was rebuilt.`);
    const whole = `${many.join('\n')}\n`;
    const entries = many.map((words, i) => ({ id: `mmmmmm${i + 10}`, tag: 'verified', text: words }));
    await at.put('mill, old.txt', 'Nothing of it.\n');
    await at.put('mill, old.txt.claims.yaml', sidecarOf('mill, old.txt', whole, entries));
    const { out } = await at.call('check', '--format', 'markdown');
    assert.match(out, /^### Claimmark: 54 errors/);
    const [, errors = ''] = /\*\*Errors\*\*\n\n([^]*?)\n(?:\n|$)/.exec(out) ?? [];
    assert.deepEqual([errors.split('\n').length, errors.endsWith('\n- and 4 more')], [51, true], errors);
  });

  it('are reported as none, in every format', async () => {
    await at.put('mill, old.txt.claims.yaml', sidecarOf('mill, old.txt', text, [{ id: 'mmmmm111', tag: 'unconfirmed', text: 'It was rebuilt.' }])); // prettier-ignore
    const out = async (format: string): Promise<string> => (await at.call('check', '--format', format)).out;
    assert.deepEqual(await Promise.all(['text', 'json', 'github', 'gitlab', 'markdown'].map(out)), ['', '[]\n', '', '[]\n', '### Claimmark: nothing to report\n']); // prettier-ignore
    assert.equal((await at.call('check', '--format', 'xml')).code, 2);
  });
});

describe('claimmark search', () => {
  let at: Workplace;

  beforeEach(async () => {
    at = workplace(await makeFolder());
    const note = '    speaker: Agnes Holt\n    note: Ask the archive.\n';
    await at.put('mill.txt', text);
    await at.put('mill.txt.claims.yaml', sidecarOf('mill.txt', text, [
      { id: 'mmmmm111', tag: 'quote', text: 'It was rebuilt.', more: note },
      { id: 'mmmmm222', tag: 'verified', text: 'The archive burnt.' },
    ])); // prettier-ignore
  });
  afterEach(() => dropFolder(at.folder));

  it('finds annotations by their words, notes and speakers, exact matches first', async () => {
    assert.equal((await at.call('search', 'archive')).out, 'mill.txt:lost: verified: “The archive burnt.”\nmill.txt:3:11: quote: “It was rebuilt.”\n'); // prettier-ignore
    assert.equal((await at.call('search', 'HOLT', 'rebuilt')).out, 'mill.txt:3:11: quote: “It was rebuilt.”\n');
    assert.deepEqual(JSON.parse((await at.call('search', 'holt', '--json')).out), [
      { source: 'mill.txt', line: 3, column: 11, id: 'mmmmm111', tag: 'quote', text: 'It was rebuilt.' },
    ]);
  });

  it('searches the lines of sources on request, and exits with 1 if nothing is found', async () => {
    assert.deepEqual(await at.call('search', 'first line'), { code: 1, out: '', err: '' });
    assert.equal(
      (await at.call('search', 'first', 'line', '--texts')).out,
      'mill.txt:1:3: “A first line, 100%: said.”\n',
    );
    assert.equal((await at.call('search')).code, 2);
    assert.equal((await at.call('search', 'archive', '--limit', '0')).code, 2);
    assert.match((await at.call('search', 'archive', '--limit', '1')).err, /the first 1;/);
  });
});
