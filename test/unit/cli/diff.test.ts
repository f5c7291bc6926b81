import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dropFolder, makeFolder, sidecarOf, workplace, type Workplace } from './calling';

const text = [
  'The bridge was opened in May.',
  'It cost nine million.',
  'The engineer called it safe.',
  'Two lanes are closed.',
  'Nobody was asked.',
  '',
].join('\n');

const entries = [
  { id: 'aaaaa111', tag: 'verified', text: 'The bridge was opened in May.' },
  { id: 'bbbbb111', tag: 'verified', text: 'It cost nine million.' },
  { id: 'ccccc111', tag: 'quote', text: 'The engineer called it safe.' },
  { id: 'ddddd111', tag: 'unconfirmed', text: 'Two lanes are closed.' },
];

const disagree = '    reviews:\n      - by: Bo\n        verdict: disagree\n        created: "2026-01-02T03:04:05Z"\n';

/** A bare repository as a server, and two clones of it: what a pull request goes through, without its host. */
describe('claimmark diff', () => {
  let home: string;
  let ana: Workplace;

  const clone = (name: string): Workplace => {
    execFileSync('git', ['clone', '-q', path.join(home, 'server.git'), path.join(home, name)], { stdio: 'ignore' });
    return workplace(path.join(home, name));
  };

  beforeEach(async () => {
    home = await makeFolder();
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', path.join(home, 'server.git')]);
    ana = clone('ana');
    ana.git('checkout', '-q', '-b', 'main');
    await ana.put('bridge.txt', text);
    await ana.put('bridge.txt.claims.yaml', sidecarOf('bridge.txt', text, entries));
    ana.git('add', '.');
    ana.git('commit', '-qm', 'The bridge');
    ana.git('push', '-q', 'origin', 'main');
    ana.git('checkout', '-q', '-b', 'work');
  });
  afterEach(() => dropFolder(home));

  /** A change of each kind. */
  async function change(): Promise<void> {
    const now = text.replace('nine million', 'ten million').replace('called it safe', 'called it sound').replace('Two lanes are closed.\n', ''); // prettier-ignore
    await ana.put('bridge.txt', now);
    const [opened, cost, quote, lanes] = entries.map(
      (entry) => sidecarOf('bridge.txt', text, [entry]).split('annotations:\n')[1],
    );
    const fresh = sidecarOf('bridge.txt', now, [{ id: 'eeeee111', tag: 'verified', text: 'Nobody was asked.' }]).split('annotations:\n')[1]; // prettier-ignore
    const retagged = opened?.replace('tag: verified', 'tag: unconfirmed') + '    note: Only in part.\n' + disagree;
    await ana.put('bridge.txt.claims.yaml', `claimmark: 1\nsource: bridge.txt\nannotations:\n${[retagged, cost, quote, lanes, fresh].join('\n')}`); // prettier-ignore
  }

  const told = [
    'bridge.txt: lost: unconfirmed: “Two lanes are closed.”',
    'bridge.txt:1:1: contested: verified → unconfirmed: “The bridge was opened in May.” (Contested, by Bo)',
    'bridge.txt:2:1: edited since verified: verified: “It cost nine million.” → “It cost ten million.”',
    'bridge.txt:3:1: quote no longer word for word: quote: “The engineer called it safe.” → “The engineer called it sound.”',
    'bridge.txt:1:1: retagged: verified → unconfirmed: “The bridge was opened in May.”',
    'bridge.txt:4:1: new: verified: “Nobody was asked.”',
    'bridge.txt:1:1: reviewed: verified → unconfirmed: “The bridge was opened in May.” (Bo: disagree)',
    'bridge.txt:1:1: changed: verified → unconfirmed: “The bridge was opened in May.” (note)',
    '',
  ].join('\n');

  it('describes each change in plain words, worst first, committed or not', async () => {
    await change();
    assert.deepEqual((await ana.call('diff', 'main')).out, told);
    ana.git('commit', '-qam', 'Work');
    assert.deepEqual((await ana.call('diff', 'main')).out, told);
    const { code, out, err } = await ana.call('diff', 'main', 'work');
    assert.deepEqual([code, out], [0, told]);
    assert.equal(err, 'lost: 1, contested: 1, edited since verified: 1, quote no longer word for word: 1, retagged: 1, new: 1, reviewed: 1, changed: 1\n'); // prettier-ignore
  });

  it('leaves out what others changed on the base branch, before and after a rebase', async () => {
    const bo = clone('bo');
    await bo.put('tunnel.txt', text);
    await bo.put('tunnel.txt.claims.yaml', sidecarOf('tunnel.txt', text, [{ ...entries[0]!, id: 'ttttt111' }]));
    bo.git('add', '.');
    bo.git('commit', '-qm', 'The tunnel');
    bo.git('push', '-q', 'origin', 'main');
    await change();
    ana.git('commit', '-qam', 'Work');
    ana.git('fetch', '-q');
    assert.equal((await ana.call('diff', 'origin/main')).out, told);
    ana.git('rebase', '-q', 'origin/main');
    assert.equal((await ana.call('diff', 'origin/main')).out, told);
  });

  it('says the same of a branch that was squashed into one commit', async () => {
    await change();
    ana.git('commit', '-qam', 'Work');
    ana.git('checkout', '-q', 'main');
    ana.git('merge', '-q', '--squash', 'work');
    ana.git('commit', '-qm', 'Squashed');
    assert.equal((await ana.call('diff', 'main~1', 'main')).out, told);
    assert.equal((await ana.call('diff', 'main', 'main')).out, '');
  });

  it('counts what was removed, moved with its source, and unchanged', async () => {
    ana.git('mv', 'bridge.txt', 'crossing.txt');
    ana.git('mv', 'bridge.txt.claims.yaml', 'crossing.txt.claims.yaml');
    await ana.put('crossing.txt.claims.yaml', sidecarOf('crossing.txt', text, entries.slice(0, 3)));
    const rows = JSON.parse((await ana.call('diff', 'main', '--json')).out) as { counts: object; changes: { kind: string; id: string; source: string; why?: string[] }[] }; // prettier-ignore
    assert.deepEqual(rows.counts, { removed: 1, moved: 3 });
    assert.deepEqual(rows.changes[0], { kind: 'removed', source: 'bridge.txt', id: 'ddddd111', tag: 'unconfirmed', text: 'Two lanes are closed.', line: 4, column: 1 }); // prettier-ignore
    assert.deepEqual(rows.changes[1]?.why, ['from bridge.txt']);
  });

  it('reports a claim that now rests on something doubtful, although nobody touched its file', async () => {
    const more = '    evidence:\n      - source: bridge.txt\n        id: bbbbb111\n';
    await ana.put('budget.txt', 'Nine million were spent.\n');
    await ana.put('budget.txt.claims.yaml', sidecarOf('budget.txt', 'Nine million were spent.\n', [{ id: 'fffff111', tag: 'verified', text: 'Nine million were spent.', more }])); // prettier-ignore
    ana.git('add', '.');
    ana.git('commit', '-qm', 'The budget');
    await ana.put('bridge.txt', text.replace('nine million', 'ten million'));
    assert.match((await ana.call('diff', 'HEAD')).out, /^budget\.txt:1:1: contested: verified: “Nine million were spent\.” \(It rests on “It cost nine million\.” \(bridge\.txt\)/m); // prettier-ignore
  });

  it('writes a summary with the words and links to lines, in which the words stay plain text', async () => {
    const odd = 'See <b>[this](https://example.org)</b> & `that` @ana.\n';
    await ana.put('odd (1).txt', odd);
    await ana.put('odd (1).txt.claims.yaml', sidecarOf('odd (1).txt', odd, [{ id: 'ooooo111', tag: 'verified', text: odd.trim() }])); // prettier-ignore
    const { out } = await ana.call(
      'diff',
      'main',
      '--format',
      'markdown',
      '--link-base',
      'https://example.org/r/blob/abc',
    );
    assert.equal(out, [
      '### Annotations: new: 1',
      '',
      '**New**',
      '',
      '- [odd (1).txt:1](https://example.org/r/blob/abc/odd%20%281%29.txt#L1) verified: “See \\<b\\>\\[this\\](https\\://example.org)\\</b\\> \\& \\`that\\` @<!-- -->ana.”',
      '',
    ].join('\n')); // prettier-ignore
    assert.equal((await ana.call('diff', 'HEAD', 'HEAD', '--format', 'markdown')).out, '### Annotations: no annotation has changed\n'); // prettier-ignore
  });

  it('puts words that are already quoted into only one pair of quotation marks', async () => {
    const said = '„Die Brücke hält“ – so hieß es.\n„Sie hält nicht.“\n';
    await ana.put('talk.txt', said);
    await ana.put('talk.txt.claims.yaml', sidecarOf('talk.txt', said, [{ id: 'ttttt111', tag: 'quote', text: '„Sie hält nicht.“' }])); // prettier-ignore
    const { out } = await ana.call('diff', 'main', '--format', 'markdown');
    assert.match(out, /^- \[talk\.txt:2\]\(talk\.txt#L2\) quote: “Sie hält nicht\.”$/m);
  });

  it('refuses a name that git does not know, and a call without one', async () => {
    assert.deepEqual([(await ana.call('diff')).code, (await ana.call('diff', 'never')).code], [2, 2]);
    assert.equal((await ana.call('diff', 'main', '--format', 'html')).code, 2);
  });

  it('reports changes in a submodule, at either of its commits or in its folder', async () => {
    const outer = workplace(path.join(home, 'outer'));
    await outer.put('readme.md', 'All of it.\n');
    outer.git('init', '-q', '-b', 'main');
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', path.join(home, 'server.git'), 'lib');
    outer.git('add', '.');
    outer.git('commit', '-qm', 'All');
    const lost = 'lib/bridge.txt: lost: unconfirmed: “Two lanes are closed.”\n';
    const inner = workplace(path.join(outer.folder, 'lib'));
    await inner.put('bridge.txt', text.replace('Two lanes are closed.\n', ''));
    assert.equal((await outer.call('diff', 'HEAD')).out, lost);
    inner.git('commit', '-qam', 'Lanes');
    outer.git('commit', '-qam', 'Another commit of it');
    for (const names of [['HEAD~1'], ['HEAD~1', 'HEAD']])
      assert.deepEqual(await outer.call('diff', ...names), { code: 0, out: lost, err: 'lost: 1\n' });
    outer.git('submodule', '--quiet', 'deinit', '-f', 'lib');
    const notHere = 'lib is a submodule with a missing commit: what changed in it is not shown.';
    const { out, err } = await outer.call('diff', 'HEAD~1');
    assert.deepEqual([out, err], ['', `No change to an annotation was found.\n${notHere}\n`]);
    const { notCompared } = JSON.parse((await outer.call('diff', 'HEAD~1', '--json')).out) as { notCompared: unknown };
    assert.deepEqual(notCompared, [notHere]);
  });

  it('says that its report is incomplete for a sidecar that git has not finished merging', async () => {
    const sidecar = await readFile(path.join(ana.folder, 'bridge.txt.claims.yaml'), 'utf8');
    for (const [branch, tag] of [
      ['one', 'quote'],
      ['two', 'unconfirmed'],
    ] as const) {
      ana.git('checkout', '-q', '-b', branch, 'main');
      await ana.put('bridge.txt.claims.yaml', sidecar.replace('tag: verified', `tag: ${tag}`));
      ana.git('commit', '-qam', branch);
    }
    assert.throws(() => ana.git('merge', 'one'));
    const notWhole = 'bridge.txt.claims.yaml is not sound: not all that changed in it is told.';
    assert.ok((await ana.call('diff', 'HEAD')).err.endsWith(`${notWhole}\n`));
    const { out } = await ana.call('diff', 'HEAD', '--format', 'markdown');
    assert.ok(out.includes(`\n- bridge.txt.claims.yaml is not sound: `), out);
  });
});

describe('a pre-commit hook', () => {
  it('stops a commit that would lose words, and lets others pass', async () => {
    const home = await makeFolder();
    try {
      const at = workplace(home);
      at.git('init', '-q', '-b', 'main');
      await at.put('bridge.txt', text);
      await at.put('bridge.txt.claims.yaml', sidecarOf('bridge.txt', text, entries.slice(0, 2)));
      const cli = path.resolve('src/cli/main.ts');
      const hook = path.join(home, '.git/hooks/pre-commit');
      await writeFile(hook, `#!/bin/sh\nexec "${process.execPath}" --import "${require.resolve('tsx')}" "${cli}" check --staged --fail-on error\n`, { mode: 0o755 }); // prettier-ignore
      at.git('add', '.');
      at.git('commit', '-qm', 'Sound');
      await at.put('bridge.txt', text.replace('It cost nine million.\n', ''));
      at.git('add', '.');
      assert.throws(() => at.git('commit', '-qm', 'Lost'), /These words are no longer in the source/);
      assert.equal(at.git('log', '--format=%s'), 'Sound\n');
      assert.match(await readFile(path.join(home, 'bridge.txt'), 'utf8'), /opened in May/);
    } finally {
      await dropFolder(home);
    }
  });
});
