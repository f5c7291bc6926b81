// Starts to replace the given file, says so, and waits before the rename, to be killed there.
import * as fs from 'node:fs/promises';
import { replaceFile } from '../../../src/node/replace';

const rename = (): Promise<never> => {
  console.log('renaming');
  return new Promise(() => setInterval(() => undefined, 1000));
};

async function main(file: string): Promise<void> {
  await replaceFile(file, await fs.readFile(file), new TextEncoder().encode('never'), { ...fs, rename });
}

void main(process.argv[2] ?? '');
