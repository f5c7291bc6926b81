// Begins to replace the file that it is given, says so, and gets no further than the rename: it is to be killed.
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
