import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { version } from '../../../package.json';
import { workplace, type Outcome } from './calling';

describe('what the command line says to a call that is wrong', () => {
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

  it('names the option that a command has not, and where those it has are listed', async () => {
    const { code, err } = await call('list', '--jsn');
    assert.deepEqual(
      [code, err],
      [2, 'claimmark: list has no option --jsn. “claimmark list --help” lists those it has.\n'],
    );
  });

  it('takes no folder for a text', async () => {
    for (const command of ['detect', 'quotes']) {
      const { code, err } = await call(command, 'drafts.txt');
      assert.deepEqual([code, /drafts\.txt is a folder\. Name a file\./.test(err)], [2, true], err);
    }
  });

  it('names the version', async () =>
    assert.deepEqual(await call('--version'), { code: 0, out: `${version}\n`, err: '' }));

  it('says in git’s own words that there is no repository', async () => {
    const { code, err } = await call('diff', 'HEAD');
    assert.deepEqual([code, /git says: fatal: not a git repository/.test(err)], [2, true], err);
  });

  it('leaves out a file of the folder that is no text, says so, and looks into the others', async () => {
    await put('harbour.txt', 'The ferry Borea carried 980 people in May, the harbour said.\n');
    await put('scan.txt', new Uint8Array([0x43, 0xff, 0xfe, 0x00]));
    const kin = await call('kin', 'ferry.txt:1');
    assert.deepEqual([kin.code, /^harbour\.txt:1:1: /m.test(kin.out)], [0, true], kin.out);
    assert.match(kin.err, /scan\.txt is not UTF-8: its byte 1 .* It was left out\./);
    assert.equal((await call('kin', 'ferry.txt:1', 'scan.txt')).code, 2);
  });
});
