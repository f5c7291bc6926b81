import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workplace, type Outcome } from './calling';

const source = 'It rained for nine days. The dam held, the mayor said. Nobody was hurt.\n';
const sidecar = `# Claims in rain.txt. Safe to edit by hand.
claimmark: 1
source: rain.txt
annotations:
  - id: aaaa1111
    tag: verified
    text: It rained for nine days.
    line: 1
    column: 1
    before: ""
    after: " The dam held, the mayor said. Nobody was hurt.\\n"
    evidence:
      - url: https://example.org/weather
    by: Ana Lima

  # Ask the mayor again.
  - id: bbbb2222
    tag: quote
    text: The dam held
    line: 1
    column: 26
    before: "It rained for nine days. "
    after: ", the mayor said. Nobody was hurt.\\n"
    speaker: the mayor
    by: Bo Chen
`;

describe('the command line', () => {
  let folder: string;

  const call = (...args: string[]): Promise<Outcome> => workplace(folder).call(...args);

  const put = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  const get = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'claimmark-cli-'));
    await put('rain.txt', source);
    await put('rain.txt.claims.yaml', sidecar);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  describe('check', () => {
    it('prints nothing and exits with 0 if all is sound', async () =>
      assert.deepEqual(await call('check'), { code: 0, out: '', err: 'sidecars: 1, findings: 0, remarks: 0\n' }));

    it('names the folder of a pattern if it is missing, and exits with 2', async () => {
      const { code, err } = await call('check', 'nowhere/*.txt');
      assert.deepEqual([code, /nowhere\/\*\.txt: there is no folder .*nowhere/.test(err)], [2, true]);
    });

    it('prints each finding with its place in the sidecar, and exits with 1', async () => {
      await put('rain.txt', source.replace('The dam held, the mayor said. ', ''));
      const { code, out } = await call('check', 'rain.txt');
      assert.equal(code, 1);
      assert.match(
        out,
        /^rain\.txt\.claims\.yaml:\d+:\d+: error: These words are no longer in the source: “The dam held”/m,
      );
    });

    it('says that words occur in too many places to choose one', async () => {
      await put('rain.txt', `${'The sluice lets 5 barrels through; '.repeat(60)}\r\nThe dam held.\n`);
      await put(
        'rain.txt.claims.yaml',
        'claimmark: 1\nsource: rain.txt\nannotations:\n  - tag: verified\n    text: The sluice lets 5 barrels through;\n',
      );
      assert.match(
        (await call('check')).out,
        /:4:3: error: These words are in the source, but perhaps not where they were tagged; line, before and after can say where: “The sluice lets 5 barrels through;”/,
      );
    });

    it('says where a file is no valid YAML', async () => {
      await put('rain.txt.claims.yaml', sidecar.replace('tag: quote', 'tag: "quote'));
      const { code, out } = await call('check');
      assert.equal(code, 1);
      assert.match(out, /^rain\.txt\.claims\.yaml:\d+:\d+: error: /m);
    });

    it('never reports success if it has checked nothing', async () => {
      await mkdir(path.join(folder, 'empty'));
      for (const [given, said] of [
        ['*.nothing', /\*\.nothing: no file that has a sidecar matches/],
        ['empty', /empty holds no sidecar/],
        ['rain.txt.bak', /there is no such file/],
      ] as const) {
        const { code, out, err } = await call('check', given);
        assert.deepEqual([code, out, said.test(err)], [2, '', true], err);
      }
      for (const command of ['list', 'report', 'brief', 'fmt', 'anchor'])
        assert.equal((await call(command, '*.nothing')).code, 2, command);
    });

    it('takes patterns in a folder with special characters in its path', async () => {
      const outer = folder;
      await put('{a}[b]/sleet.txt', source);
      await put('{a}[b]/sleet.txt.claims.yaml', sidecar.replaceAll('rain.txt', 'sleet.txt'));
      folder = path.join(outer, '{a}[b]');
      assert.match((await call('check', '*.txt')).err, /^sidecars: 1,/);
      assert.match((await call('check', 'sleet.{txt,md}')).err, /^sidecars: 1,/);
      folder = outer;
      assert.match((await call('check', '{a}[b]')).err, /^sidecars: 1,/);
    });

    it('fails on warnings, or only on errors', async () => {
      const disagree =
        '    reviews:\n      - by: Bo\n        verdict: disagree\n        created: "2026-11-22T10:00:00Z"\n';
      await put('rain.txt.claims.yaml', sidecar.replace('    by: Ana Lima\n', `    by: Ana Lima\n${disagree}`));
      assert.equal((await call('check')).code, 1);
      assert.equal((await call('check', '--fail-on', 'warning')).code, 1);
      assert.equal((await call('check', '--fail-on', 'error')).code, 0);
      assert.equal((await call('check', '--fail-on', 'all')).code, 2);
    });

    it('checks only what git is about to commit', async () => {
      const git = (...args: readonly string[]): string =>
        execFileSync('git', [...args], { cwd: folder, encoding: 'utf8' });
      git('init', '-q');
      git('add', 'rain.txt', 'rain.txt.claims.yaml');
      await put('rain.txt', 'Nothing of it.\n');
      assert.deepEqual(await call('check', '--staged'), { code: 0, out: '', err: 'sidecars: 1, findings: 0, remarks: 0\n' }); // prettier-ignore
      git('add', 'rain.txt');
      assert.equal((await call('check', '--staged')).code, 1);
      git('reset', '-q');
      await put('plain.txt', 'No sidecar.\n');
      git('add', 'plain.txt');
      assert.equal((await call('check', '--staged')).code, 0);
    });

    it('names every setting with a wrong type, and the right type', async () => {
      const wrong: readonly (readonly [string, unknown, string])[] = [
        ...[null, 7, 'x', { id: 'x' }].map((value) => ['tags', value, 'claimmark.tags must be a list'] as const),
        ['tags', ['x'], 'claimmark.tags[0] must be an object'],
        ['tags', [{ id: 3 }], 'claimmark.tags[0].id must be a text'],
        ...[null, 7, 'x', []].map((value) => ['problems.rules', value, 'claimmark.problems.rules must be an object'] as const), // prettier-ignore
        ['problems.rules', { lost: 'loud' }, 'claimmark.problems.rules["lost"] must be one of error'],
        ['problems.rules', { lots: 'off' }, 'claimmark.problems.rules["lots"] names no rule'],
        ...[null, 'x', 1.5, []].map((value) => ['review.settledBy', value, 'must be a whole number'] as const),
        ['review.settledBy', 0, 'must be at least 1'],
        ...[null, 7, []].map((value) => ['ratings', value, 'claimmark.ratings must be an object'] as const),
        ['ratings', { verified: { name: 'True', value: '5', best: 5, worst: 1 } }, 'ratings["verified"].value must be a number'], // prettier-ignore
        ...[null, 7, []].map((value) => ['brief.template', value, 'brief.template must be an object'] as const),
        ['brief.template', { title: 7 }, 'brief.template.title must be a text'],
        [
          'brief.template',
          { sections: [{ content: 'all', title: 'x', line: 'x' }] },
          'sections[0].content must be one of',
        ],
        ['brief.template', { quotes: ['x'] }, 'quotes must be a list of two'],
      ];
      for (const [setting, value, said] of wrong) {
        await put('.vscode/settings.json', JSON.stringify({ [`claimmark.${setting}`]: value }));
        const { code, err } = await call('check');
        assert.deepEqual([code, err.includes('settings.json') && err.includes(said)], [2, true], `${setting}: ${err}`);
      }
      for (const [text, said] of [
        ['[]', 'must be an object'],
        ['{\n  "a" 1\n}', 'settings.json:2:7: this is not valid JSON (colon expected).'],
      ] as const) {
        // prettier-ignore
        await put('.vscode/settings.json', text);
        const { code, err } = await call('check');
        assert.deepEqual([code, err.includes(said)], [2, true], err);
      }
      await put('.vscode/settings.json', '');
      assert.equal((await call('check')).code, 0);
    });

    it('applies the rules that the team set in its workspace', async () => {
      await put(
        '.vscode/settings.json',
        '{\n  // ours\n  "claimmark.problems.rules": { "quote-without-speaker": "error", },\n}',
      );
      await put('rain.txt.claims.yaml', sidecar.replace('    speaker: the mayor\n', ''));
      assert.match((await call('check')).out, /error: A quote without a speaker/);
    });

    it('prints JSON and SARIF', async () => {
      await put('rain.txt', 'Nothing of it.\n');
      const [finding] = JSON.parse((await call('check', '--json')).out) as { rule: string }[];
      assert.equal(finding?.rule, 'lost');
      const sarif = JSON.parse((await call('check', '--format', 'sarif')).out) as {
        $schema: string;
        version: string;
        runs: {
          tool: { driver: { semanticVersion: string; rules: { shortDescription: { text: string } }[] } };
          results: {
            partialFingerprints: Record<string, string>;
            relatedLocations?: { physicalLocation: object }[];
          }[];
        }[];
      };
      assert.equal(sarif.version, '2.1.0');
      const [run] = sarif.runs;
      assert.equal(run?.results.length, 2);
      assert.match(sarif.$schema, /sarif-2\.1\.0\.json$/);
      assert.match(run.tool.driver.semanticVersion, /^\d+\.\d+\.\d+/);
      assert.ok(run.tool.driver.rules.every(({ shortDescription }) => shortDescription.text !== ''));
      await put('rain.txt', source);
      await put('rain.txt.claims.yaml', sidecar.replace('    speaker: the mayor\n', ''));
      const again = JSON.parse((await call('check', '--format', 'sarif')).out) as typeof sarif;
      const [result] = again.runs[0]?.results ?? [];
      assert.match(result?.partialFingerprints['claimmark/v1'] ?? '', /^[0-9a-f]{8}$/);
      assert.deepEqual(result?.relatedLocations?.[0]?.physicalLocation, {
        artifactLocation: { uri: 'rain.txt' },
        region: { startLine: 1, startColumn: 26, endLine: 1, endColumn: 38 },
      });
    });

    it('finds sidecars by folder, by source and by pattern', async () => {
      await put('deep/er/snow.txt', source);
      await put('deep/er/snow.txt.claims.yaml', sidecar.replaceAll('rain.txt', 'snow.txt'));
      for (const [given, count] of [
        ['.', 2],
        ['deep', 1],
        ['rain.txt', 1],
        ['**/*.txt', 2],
        ['deep/**/s?ow.{md,txt}', 1],
      ] as const)
        assert.match((await call('check', given)).err, new RegExp(`^sidecars: ${count},`), given);
    });
  });

  it('exits with 2 for wrong use, and says what to do', async () => {
    for (const args of [
      ['frobnicate'],
      ['check', 'nowhere.txt'],
      ['merge', 'one'],
      ['check', '--no-such-flag'],
      ['__proto__'],
    ]) {
      const { code, out, err } = await call(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, /^claimmark: /);
    }
  });

  it('lists annotations at their present places', async () => {
    await put('rain.txt', `New on top.\n${source}`);
    assert.equal(
      (await call('list')).out,
      'rain.txt:2:1: verified: “It rained for nine days.”\nrain.txt:2:26: quote: “The dam held” — the mayor\n',
    );
  });

  it('lists edited words as they were tagged and as they are', async () => {
    await put('rain.txt', source.replace('nine', 'eight'));
    assert.match((await call('list')).out, /^rain\.txt:1:1: verified: “It rained for nine days\.” → “It rained for eight days\.”$/m); // prettier-ignore
    const [rained, dam] = JSON.parse((await call('list', '--json')).out) as { text: string; now?: string }[];
    assert.deepEqual([rained?.text, rained?.now, dam?.now], ['It rained for nine days.', 'It rained for eight days.', undefined]); // prettier-ignore
  });

  it('prints no terminal command of a hostile sidecar', async () => {
    await put('rain.txt.claims.yaml', sidecar.replace('speaker: the mayor', 'speaker: "\\e]0;owned\\a\\u202e"'));
    const { out } = await call('list');
    assert.ok(![...out].some((c) => c !== '\n' && (c < ' ' || c === '\u202e')), JSON.stringify(out));
  });

  describe('anchor', () => {
    it('writes new places, and keeps comments and everything else', async () => {
      await put('rain.txt', `New on top.\n${source}`);
      assert.equal((await call('anchor', '--dry-run')).code, 0);
      assert.equal(await get('rain.txt.claims.yaml'), sidecar);
      await call('anchor');
      const text = await get('rain.txt.claims.yaml');
      assert.match(text, /line: 2\n {4}column: 26/);
      assert.match(text, /# Ask the mayor again\.\n/);
    });

    it('takes edited words over only if asked to', async () => {
      await put('rain.txt', source.replace('for nine days', 'for eight days'));
      const { err } = await call('anchor');
      assert.match(await get('rain.txt.claims.yaml'), /text: It rained for nine days\./);
      assert.match(err, /rain\.txt:1:1: edited: verified: “It rained for nine days\.” → “It rained for eight days\.”/);
      await call('anchor', '--accept-edited');
      assert.match(await get('rain.txt.claims.yaml'), /text: It rained for eight days\./);
    });
  });

  describe('merge', () => {
    const ours = sidecar.replace('tag: verified', 'tag: unconfirmed');
    const theirs = sidecar.replace('speaker: the mayor', 'speaker: Mayor Judith Okafor');

    it('puts both sides into OURS', async () => {
      await put('base', sidecar);
      await put('ours', ours);
      await put('theirs', theirs);
      assert.equal((await call('merge', 'base', 'ours', 'theirs')).code, 0);
      assert.equal(await get('ours'), ours.replace('speaker: the mayor', 'speaker: Mayor Judith Okafor'));
    });

    it('exits with 1 if both changed the same field', async () => {
      await put('base', sidecar);
      await put('ours', ours);
      await put('theirs', sidecar.replace('tag: verified', 'tag: quote'));
      const { code, err } = await call('merge', 'base', 'ours', 'theirs');
      assert.equal(code, 1);
      assert.match(err, /aaaa1111: tag changed on both sides/);
      assert.match(await get('ours'), /<<<<<<</);
    });

    it("shows both sides whole if one can't be read, so that nobody takes OURS for the merge", async () => {
      await put('base', sidecar);
      await put('ours', ours);
      await put('theirs', 'annotations: [\n');
      const { code, err } = await call('merge', 'base', 'ours', 'theirs');
      assert.equal(code, 1);
      assert.match(err, /theirs: error: this side can’t be read/);
      assert.equal(await get('ours'), `<<<<<<< ours\n${ours}=======\nannotations: [\n>>>>>>> theirs\n`);
    });

    it('works without an ancestor if that has conflict markers, as git makes from two ancestors', async () => {
      const entry = (id: string): string => `\n  - id: ${id}\n    tag: verified\n    text: Nobody was hurt.\n`;
      await put(
        'base',
        sidecar.replace('    tag: verified\n', '<<<<<<< ours\n=======\n    tag: verified\n>>>>>>> theirs\n'),
      );
      await put('ours', `${sidecar}${entry('mine1111')}`);
      await put('theirs', `${sidecar}${entry('other222')}`);
      assert.equal((await call('merge', 'base', 'ours', 'theirs')).code, 0);
      assert.equal(await get('ours'), `${sidecar}${entry('mine1111')}${entry('other222')}`);
    });
  });

  it('completes entries that were written by hand', async () => {
    await put(
      'rain.txt.claims.yaml',
      'claimmark: 1\nsource: rain.txt\nannotations:\n  - tag: verified\n    text: Nobody was hurt.\n',
    );
    assert.equal((await call('fmt', '--check')).code, 1);
    await call('fmt');
    assert.match(await get('rain.txt.claims.yaml'), /id: \w+/);
    assert.match(await get('rain.txt.claims.yaml'), /line: 1\n {4}column: 56/);
    assert.equal((await call('fmt', '--check')).code, 0);
  });

  it('says which entries it does not complete', async () => {
    await put(
      'rain.txt.claims.yaml',
      'claimmark: 1\nsource: rain.txt\nannotations:\n  - tag: verified\n    text: Everybody was dry.\n\n  - tag: quote\n    txt: Nobody\n',
    );
    const { code, err } = await call('fmt');
    assert.equal(code, 1);
    assert.match(err, /^rain\.txt\.claims\.yaml: error: not all of this sidecar can be read/m);
    assert.match(
      err,
      /^rain\.txt\.claims\.yaml: entries that get no place, since their words are not in the source: 1\.$/m,
    );
    assert.match(await get('rain.txt.claims.yaml'), /- id: \w+\n {4}tag: verified[^]* {4}txt: Nobody\n$/);
  });

  it('lists suggestions for a source', async () => {
    const { out } = await call('detect', 'rain.txt', '--json');
    const rows = JSON.parse(out) as { kind: string; text: string }[];
    assert.ok(rows.every((row) => source.includes(row.text)));
  });

  it('lists as many suggestions as the editor marks, or another share, or all', async () => {
    const sentences = Array.from(
      { length: 40 },
      (_, i) => `In 2019 the town of Velm sold ${String(400 + i)} tram cars.`,
    );
    await put('trams.txt', sentences.join('\n'));
    const told = async (...flags: string[]) =>
      (JSON.parse((await call('detect', 'trams.txt', '--json', ...flags)).out) as object[]).length;
    assert.equal(await told('--all'), 40);
    assert.equal(await told(), Math.floor(sentences.join('\n').length / 4 / 60));
    assert.equal(await told('--amount', '10'), Math.floor(sentences.join('\n').length / 10 / 60));
    assert.equal((await call('detect', 'trams.txt', '--amount', 'most')).code, 2);
    assert.match((await call('detect', 'trams.txt')).err, /more of less worth/);
  });

  it('makes a brief that cites word for word', async () => {
    const { out } = await call('brief');
    assert.match(out, /It rained for nine days\./);
    assert.match(out, /“The dam held”/);
  });

  describe('briefs and reports', () => {
    const conflicted = sidecar.replace('    tag: verified\n', '<<<<<<< a\n    tag: verified\n=======\n    tag: unconfirmed\n>>>>>>> b\n'); // prettier-ignore
    const commands = [['brief'], ['report', '--format', 'markdown'], ['export', '--format', 'claimreview'], ['export', '--format', 'w3c']]; // prettier-ignore

    for (const [name, text] of [
      ['conflicted', conflicted],
      ['broken', sidecar.replace('tag: quote', 'tag: "quote')],
      ['newer', sidecar.replace('claimmark: 1', 'claimmark: 2')],
    ] as const)
      it(`are not made from a ${name} sidecar, unless it is left out`, async () => {
        await put('rain.txt.claims.yaml', text);
        await put('snow.txt', source);
        await put('snow.txt.claims.yaml', sidecar.replaceAll('rain.txt', 'snow.txt'));
        for (const command of commands) {
          const { code, out, err } = await call(...command);
          assert.deepEqual([code, out], [1, ''], command.join(' '));
          assert.match(err, /^rain\.txt\.claims\.yaml: error: (?:not all of )?this sidecar/);
          const without = await call(...command, '--leave-out-broken');
          assert.equal(without.code, 0);
          assert.doesNotMatch(without.out, /rain\.txt/);
        }
      });

    it('count what all annotators agree on once, and the rest as contested', async () => {
      await rm(path.join(folder, 'rain.txt.claims.yaml'));
      const own = (name: string, tag: string): string => sidecar.replaceAll('by: Ana Lima', `by: ${name}`).replaceAll('by: Bo Chen', `by: ${name}`).replaceAll('1111', name).replaceAll('2222', name).replace('tag: verified', `tag: ${tag}`); // prettier-ignore
      await put('rain.txt.Ana.claims.yaml', own('Ana', 'verified'));
      await put('rain.txt.Bo.claims.yaml', own('Bo', 'unconfirmed'));
      const { out } = await call('brief', 'rain.txt');
      assert.equal(out.split('It rained').length, 2);
      assert.match(out, /## Unconfirmed\n\n- It rained for nine days\. \(contested\)/);
      assert.equal(out.split('The dam held').length, 2);
      assert.match((await call('report', '--format', 'markdown')).out, /Annotations: 2\. Sources: 1\./);
      await put('rain.txt.Bo.claims.yaml', own('Bo', 'verified'));
      assert.match((await call('brief', 'rain.txt')).out, /## Verified facts\n\n- It rained/);
      await put('rain.txt.claims.yaml', sidecar.replace('tag: verified', 'tag: unconfirmed'));
      assert.match((await call('brief', 'rain.txt')).out, /## Unconfirmed\n\n- It rained for nine days\. \(\[/);
    });

    it('leave out what all agree on if the file of one annotator, or the shared one, is left out', async () => {
      const own = (name: string): string => sidecar.replaceAll('by: Ana Lima', `by: ${name}`).replaceAll('by: Bo Chen', `by: ${name}`); // prettier-ignore
      for (const [half, whole] of [
        ['rain.txt.Cem.claims.yaml', ['rain.txt.Ana.claims.yaml', 'rain.txt.Bo.claims.yaml']],
        ['rain.txt.claims.yaml', ['rain.txt.Ana.claims.yaml', 'rain.txt.Bo.claims.yaml']],
      ] as const) {
        await rm(path.join(folder, 'rain.txt.claims.yaml'), { force: true });
        for (const file of whole) await put(file, own(file.slice(9, -12)));
        assert.match((await call('brief')).out, /## Verified facts\n\n- It rained/);
        await put(half, conflicted);
        for (const args of [['brief'], ['brief', 'rain.txt']]) {
          const { code, out, err } = await call(...args);
          assert.deepEqual([code, out], [1, ''], `${half} ${args.join(' ')}`);
          assert.match(err, new RegExp(`^${half}: error: this sidecar has conflict markers`));
          const without = await call(...args, '--leave-out-broken');
          assert.deepEqual([without.code, /It rained/.test(without.out)], [0, false], half);
        }
        await rm(path.join(folder, half));
      }
    });

    it('take contradictions from the rest of the workspace into account', async () => {
      await put('snow.txt', 'It snowed.\n');
      await put('snow.txt.claims.yaml', 'claimmark: 1\nsource: snow.txt\nannotations:\n  - id: snow0001\n    tag: unconfirmed\n    text: It snowed.\n'); // prettier-ignore
      await put('rain.txt.claims.yaml', sidecar.replace('- url: https://example.org/weather', '- source: snow.txt\n        id: snow0001')); // prettier-ignore
      assert.match(
        (await call('brief', 'rain.txt')).out,
        /## Unconfirmed\n\n- It rained for nine days\. \(contested\)/,
      );
      assert.match(
        (await call('check', 'rain.txt')).out,
        /warning: It rests on “It snowed\.” \(snow\.txt\), which is unconfirmed/,
      );
    });
  });

  it('makes a report as one page, and as Markdown', async () => {
    assert.match((await call('report')).out, /^<!doctype html>/i);
    assert.match((await call('report', '--format', 'markdown')).out, /^# /);
  });

  it('imports its own export as the same annotations', async () => {
    await call('export', 'rain.txt', '--format', 'jsonl', '--out', 'rain.jsonl');
    await put('rain.txt.claims.yaml', 'claimmark: 1\nsource: rain.txt\nannotations: []\n');
    await call('import', 'rain.jsonl', '--format', 'jsonl');
    const { out } = await call('list', '--json');
    assert.deepEqual(
      (JSON.parse(out) as { id: string }[]).map(({ id }) => id),
      ['aaaa1111', 'bbbb2222'],
    );
  });

  it('overwrites no existing file when it imports next to it, however often', async () => {
    await call('export', 'rain.txt', '--format', 'jsonl', '--out', 'rain.jsonl');
    const both = () => call('import', 'rain.jsonl', '--format', 'jsonl', '--existing', 'both');
    await both();
    const edited = (await get('rain.txt.claims.yaml')).replace(/(id: aaaa11112\n {4}tag: )verified/, '$1unconfirmed');
    await put('rain.txt.claims.yaml', edited);
    await both();
    const list = JSON.parse((await call('list', '--json')).out) as { id: string; tag: string }[];
    assert.deepEqual(
      list.map(({ id, tag }) => `${id} ${tag}`).sort(),
      ['aaaa1111 verified', 'aaaa11112 unconfirmed', 'aaaa111122 verified', 'bbbb2222 quote', 'bbbb22222 quote', 'bbbb222222 quote'], // prettier-ignore
    );
  });

  it('keeps an import inside the workspace', async () => {
    const hostile = { source: '../../out.txt', id: 'cccc3333', tag: 'verified', text: 'x' };
    await put('hostile.jsonl', `${JSON.stringify(hostile)}\n`);
    const { code } = await call('import', 'hostile.jsonl', '--format', 'jsonl');
    assert.notEqual(code, 0);
  });
});
