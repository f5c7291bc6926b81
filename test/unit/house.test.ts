import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const src = path.resolve('src');

/** What each room may import: rooms of ours, and packages. */
const allowed: Readonly<Record<string, readonly RegExp[]>> = {
  core: [/^core\//, /^(yaml|fflate)$/],
  vscode: [/^(core|vscode)\//, /^vscode$/],
  node: [/^(core|vscode|node)\//, /^vscode$/, /^node:/],
  web: [/^(core|vscode|web)\//, /^vscode$/],
  cli: [/^(core|cli)\//, /^node\/replace$/, /^(node:|yaml$)/],
};

describe('the house', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

  for (const [room, rules] of Object.entries(allowed))
    it(`lets ${room} import only what it may`, () => {
      const trespasses = files
        .filter((file) => file.startsWith(`${room}${path.sep}`))
        .flatMap((file) => importsOf(file).map((imported) => ({ file, imported })))
        .filter(({ imported }) => !rules.some((rule) => rule.test(imported)));
      assert.deepEqual(trespasses, []);
    });

  it('lets no module keep a variable of its own', () => {
    const found = files.filter((file) => /^(export )?let /m.test(readFileSync(path.join(src, file), 'utf8')));
    assert.deepEqual(found, []);
  });

  it('lets no message past the one door behind which nothing in it becomes a link', () => {
    const found = files.filter((file) => /\.show\w+Message\(/.test(readFileSync(path.join(src, file), 'utf8')));
    assert.deepEqual(found, [path.join('vscode', 'ui', 'dialogs.ts')]);
  });
});

/** What a file imports: packages by name, files of ours by their path in src. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(src, file), 'utf8');
  const names = [...text.matchAll(/^(?:import|export)\b[^'"]*?from '([^']+)'|^import '([^']+)'/gm)].map(
    (m) => m[1] ?? m[2] ?? '',
  );
  return names.map((name) =>
    name.startsWith('.') ? path.posix.join(path.dirname(file).replaceAll(path.sep, '/'), name) : name,
  );
}
