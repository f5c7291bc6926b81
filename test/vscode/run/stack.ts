import { readFile } from 'node:fs/promises';
import { SourceMap, type SourceMapPayload } from 'node:module';
import path from 'node:path';

/**
 * Returns a function that maps a bundle's stack traces to sources: `out/suites/node.js:11335:32` becomes
 * `test/vscode/suite/x.test.ts:12:5`. Frames of mocha become empty.
 */
export async function readStacks(bundle: string): Promise<(line: string) => string | undefined> {
  const map = new SourceMap(JSON.parse(await readFile(`${bundle}.map`, 'utf8')) as SourceMapPayload);
  const place = new RegExp(`\\(?\\S*out/suites/${path.basename(bundle)}\\S*?:(\\d+):(\\d+)\\)?`, 'g');
  return (line) => {
    let library = false;
    const named = line.replace(place, (whole, row: string, column: string) => {
      const entry = map.findEntry(Number(row) - 1, Number(column) - 1);
      if (!('originalSource' in entry)) return whole;
      library ||= entry.originalSource.includes('node_modules');
      const source = path.relative(process.cwd(), path.resolve(path.dirname(bundle), entry.originalSource));
      return `(${source}:${entry.originalLine + 1}:${entry.originalColumn + 1})`;
    });
    return library && /^\s*at /.test(line) ? undefined : named;
  };
}
