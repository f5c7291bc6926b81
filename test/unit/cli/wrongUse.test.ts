import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { version } from '../../../package.json';
import { workplace, type Outcome } from './calling';

describe('what the command line says to a wrong call', () => {
  let folder: string;

  const call = (...args: string[]): Promise<Outcome> => workplace(folder).call(...args);
  const put = (name: string, content: string | Uint8Array): Promise<void> =>
    writeFile(path.join(folder, name), content);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'claimmark-wrong-'));
    await put(
      'ferry.txt',
      'The ferry Borea carried 980 people in May.\n\nIts captain said: “We sail in any weather.”\n',
    );
    await mkdir(path.join(folder, 'drafts.txt'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('names an unknown option, and where the known ones are listed', async () => {
    const { code, err } = await call('list', '--jsn');
    assert.deepEqual(
      [code, err],
      [2, 'claimmark: list has no option --jsn. “claimmark list --help” lists those it has.\n'],
    );
  });

  it('refuses a folder in the place of a text', async () => {
    const { code, err } = await call('quotes', 'drafts.txt');
    assert.deepEqual([code, /drafts\.txt is a folder\. Name a file\./.test(err)], [2, true], err);
  });

  it('says that there is nothing to check in a folder without texts, or if no file matches a pattern', async () => {
    for (const args of [['detect'], ['kin', 'ferry.txt:1'], ['quotes', 'ferry.txt']]) {
      assert.deepEqual(await call(...args, 'drafts.txt'), {
        code: 2,
        out: '',
        err: 'claimmark: drafts.txt holds no text (*.txt, *.md).\n',
      });
      assert.deepEqual(await call(...args, 'drafts.txt/*.md'), {
        code: 2,
        out: '',
        err: 'claimmark: drafts.txt/*.md: no file matches this pattern.\n',
      });
    }
    const { err } = await workplace(path.join(folder, 'drafts.txt')).call('kin', '--text', 'The ferry sank.');
    assert.equal(err, 'claimmark: This folder holds no text (*.txt, *.md).\n');
  });

  it('names the version', async () =>
    assert.deepEqual(await call('--version'), { code: 0, out: `${version}\n`, err: '' }));

  it('says in git’s own words that there is no repository', async () => {
    const { code, err } = await call('diff', 'HEAD');
    assert.deepEqual([code, /git says: fatal: not a git repository/.test(err)], [2, true], err);
  });

  it('skips a file that is no text, says so, and checks the others', async () => {
    await put('harbour.txt', 'The ferry Borea carried 980 people in May, the harbour said.\n');
    await put('scan.txt', new Uint8Array([0x43, 0xff, 0xfe, 0x00]));
    const kin = await call('kin', 'ferry.txt:1');
    assert.deepEqual([kin.code, /^harbour\.txt:1:1: /m.test(kin.out)], [0, true], kin.out);
    assert.match(kin.err, /scan\.txt is not UTF-8: byte 1 .* It was left out\./);
    assert.equal((await call('kin', 'ferry.txt:1', 'scan.txt')).code, 2);
  });

  it('names a takeaway that is no annotation, and then makes no brief', async () => {
    await put('ferry.txt.claims.yaml', 'claimmark: 1\nsource: ferry.txt\nannotations:\n  - id: k3x9\n    tag: verified\n    text: The ferry Borea carried 980 people in May.\n'); // prettier-ignore
    const { code, out, err } = await call('brief', '--takeaway', 'ferry.txt#k3x9', '--takeaway', 'a “mess”');
    assert.deepEqual({ code, out }, { code: 2, out: '' });
    assert.equal(err, 'claimmark: --takeaway a “mess”: there is no such annotation. Name one as article.txt#k3x9.\n');
    const whole = await call('brief', '--takeaway', 'ferry.txt#k3x9');
    assert.match(whole.out, /## Key takeaways\n\n- The ferry Borea/);
  });

  for (const [said, shown] of [
    ['“We sail in any weather.”', '“We sail in any weather.”'],
    ['"We sail in any weather."', '“We sail in any weather.”'],
    ['Its captain said: “We sail in any weather.”', '“Its captain said: “We sail in any weather.””'],
    ['“We sail”, and “in any weather”', '““We sail”, and “in any weather””'],
  ] as const)
    it(`puts ${said} into quotation marks once`, async () => {
      await put('said.txt', `${said}\n`);
      await put('said.txt.claims.yaml', `claimmark: 1\nsource: said.txt\nannotations:\n  - tag: quote\n    text: ${JSON.stringify(said)}\n`); // prettier-ignore
      assert.equal((await call('list', 'said.txt')).out, `said.txt:1:1: quote: ${shown}\n`);
    });
});
