// Replaces the given file again and again by numbered ones, and prints each number in place, until it is killed.
import * as fs from 'node:fs/promises';
import { replaceFile } from '../../../src/node/replace';

/** A file of some 200 kB that begins and ends with its number, so that half a file is recognized. */
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
