import os from 'node:os';
import path from 'node:path';
import { decodeText } from '../core/text/encoding';
import { userFolders } from './folders';
import { whyRefused } from './refusals';
import { run } from './run';
import { inert, wrongUse, type Shell } from './shell';
import { isThread, threadsOf } from './threads';

const watched = process.stderr.isTTY;

/** The user's home folder; empty if there is no such user, as in a container with an arbitrary user id. */
function home(): string {
  try {
    return os.homedir();
  } catch {
    return '';
  }
}

const shell: Shell = {
  cwd: process.cwd(),
  checkout: process.env['GITHUB_WORKSPACE'] ?? process.env['CI_PROJECT_DIR'],
  folders: userFolders(process.platform, process.env, home(), path),
  threads: threadsOf(__filename),
  input: async () => {
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(part as Buffer);
    const bytes = Buffer.concat(parts);
    // Windows shells pass on UTF-16 with its mark.
    const decoded = decodeText(bytes);
    return 'text' in decoded ? decoded.text : bytes.toString('utf8');
  },
  out: (text) => void process.stdout.write(text),
  err: (line) => void process.stderr.write(`${line}\n`),
  progress: (text) => watched && void process.stderr.write(`\r\u001b[K${text}`),
};

// A reader may stop early, like `head`; that is no error. Output that can't be written ends the call.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    if (stream === process.stdout) shell.err(`claimmark: Standard output ${whyRefused(error) ?? error.message}`);
    process.exit(wrongUse);
  });

if (!isThread()) main();

function main(): void {
  run(process.argv.slice(2), shell).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      shell.err(`claimmark: ${inert(error instanceof Error ? error.message : String(error))}`);
      process.exitCode = wrongUse;
    },
  );
}
