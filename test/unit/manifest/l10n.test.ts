import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const bundle = path.resolve('l10n/bundle.l10n.json');

describe('the words for translators', () => {
  it('are all in the bundle (CLAIMMARK_UPDATE=1 writes it anew)', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const said = [...new Set(files.flatMap((file) => sentencesOf(path.join('src', file))))].sort();
    if (process.env['CLAIMMARK_UPDATE'])
      writeFileSync(bundle, `${JSON.stringify(Object.fromEntries(said.map((text) => [text, text])), null, 2)}\n`);
    assert.deepEqual(Object.keys(JSON.parse(readFileSync(bundle, 'utf8')) as object), said);
  });
});

/** The sentences that a file says through `t(…)`, `l10n.t(…)` or `this.t(…)`. */
function sentencesOf(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    if (ts.isCallExpression(node) && first && ts.isStringLiteralLike(first) && calls(node, 't')) found.push(first.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true));
  return found;
}

function calls({ expression }: ts.CallExpression, name: string): boolean {
  if (ts.isIdentifier(expression)) return expression.text === name;
  return ts.isPropertyAccessExpression(expression) && expression.name.text === name;
}
