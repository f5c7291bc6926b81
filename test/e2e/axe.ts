import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { root } from '../vscode/run/bundle';

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly any: readonly { readonly message: string }[] }[];
  }[];
}

/** The problems that axe-core finds in a page: each rule, with its places. */
export async function wrongIn(page: Page | Frame): Promise<readonly string[]> {
  const file = createRequire(path.join(root, 'package.json')).resolve('axe-core/axe.min.js');
  await page.evaluate(readFileSync(file, 'utf8'));
  const { violations } = (await page.evaluate('axe.run(document)')) as Found;
  return violations.map(({ id, nodes }) => {
    const places = nodes.map(({ html, any }) => `${html.slice(0, 200)} ${any[0]?.message ?? ''}`);
    return `${id}: ${places.join(' ')}`;
  });
}
