// Writes the numbers that follow that of the file it is given, one file after the other, and says each that is in place:
// it is to be killed at any time.
import * as fs from 'node:fs/promises';
import { replaceFile } from '../../../src/node/replace';

/** A file of some 200 kB that begins and ends with its number, so that half of one is seen to be that. */
const numbered = (n: number): string => `${String(n)}\n${'what people wrote\n'.repeat(11_000)}${String(n)}`;

async function main(file: string): Promise<void> {
  console.log('begins');
  for (;;) {
    const current = await fs.readFile(file);
    const n = Number(current.toString().split('\n')[0]) + 1;
    if (await replaceFile(file, current, new TextEncoder().encode(numbered(n)))) console.log(n);
  }
}

void main(process.argv[2] ?? '');
