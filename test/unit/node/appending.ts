// Appends a hundred lines with a name to the given file, while another program does the same.
import * as fs from 'node:fs/promises';
import { replaceFile } from '../../../src/node/replace';

async function main(file: string, name: string): Promise<void> {
  for (let i = 0; i < 100; i++)
    for (;;) {
      const current = await fs.readFile(file);
      const next = new TextEncoder().encode(`${current.toString()}\n${name} ${String(i)}`);
      if (await replaceFile(file, current, next)) break;
    }
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
