// `npm run package`: the two packages of the extension, `out/claimmark.vsix` for every desktop and server, and
// `out/claimmark-web.vsix` for editors in a browser. Each host needs its own build of the code (see esbuild.mjs), so
// one package for both would contain the program twice. Both are made by `vsce`, which refuses what a marketplace would.
import { deflateAsync } from '@gfx/zopfli';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { transformSync } from 'esbuild';
import { unzipSync, Zip, ZipPassThrough } from 'fflate';
import manifest from '../package.json';

const root = path.resolve(__dirname, '..');

/** The manifest's texts in other languages. */
const translations = readdirSync(root).filter((file) => /^package\.nls\.[\w-]+\.json$/.test(file));

/** The contents of both packages besides the code. `.vscodeignore` has to include them. */
const both = [
  'package.nls.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  '.vscodeignore',
  'l10n',
  'media',
  'syntaxes',
  'test/fixtures/sample',
] as const;

/**
 * Left out: pictures that the README shows from the repository, where `vsce` finds them; and the English texts, which
 * are for translators, since the program contains them and an editor reads only those of its own language.
 */
const leftOut: ReadonlySet<string> = new Set([
  path.join('media', 'screenshots'),
  path.join('l10n', 'bundle.l10n.json'),
]);

/** The packages by name: their code, the key of the manifest that names it, and the target of `vsce`. */
export const packages = {
  desktop: { file: 'out/claimmark.vsix', code: ['dist/node.cjs', 'dist/rooms'], entry: 'main', target: undefined },
  web: { file: 'out/claimmark-web.vsix', code: ['dist/web.js'], entry: 'browser', target: 'web' },
} as const;

/** Copies the files of a package into a folder of their own. Returns it. */
export function stage(name: keyof typeof packages): string {
  const folder = path.join(root, 'out/stage', name);
  const { code, entry } = packages[name];
  rmSync(folder, { recursive: true, force: true });
  for (const file of [...both, ...code, ...translations]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    const filter = (from: string): boolean => !leftOut.has(path.relative(root, from));
    cpSync(path.join(root, file), path.join(folder, file), { recursive: true, filter });
  }
  pack(folder);
  const { main, browser, bin: _bin, exports: _exports, types: _types, files: _files, scripts: _scripts, devDependencies: _dev, publishConfig: _publish, ...rest } = manifest; // prettier-ignore
  const own = { ...rest, ...(entry === 'main' ? { main } : { browser }) };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(own));
  return folder;
}

/**
 * Removes blanks from files that only programs read; samples are for people, and bundles are minified already.
 */
function pack(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file));
  for (const file of files.filter((one) => !one.includes(path.join('test', 'fixtures')))) {
    const text = (): string => readFileSync(file, 'utf8');
    if (file.endsWith('.json')) writeFileSync(file, JSON.stringify(JSON.parse(text())));
    else if (/[\\/]media[\\/]\w+\.js$/.test(file))
      writeFileSync(file, transformSync(text(), { minify: true, charset: 'utf8' }).code);
  }
}

/** Makes one package. Returns its path. */
export async function makePackage(name: keyof typeof packages, preRelease = false): Promise<string> {
  const { file, target } = packages[name];
  const packagePath = path.join(root, file);
  mkdirSync(path.dirname(packagePath), { recursive: true });
  await createVSIX({
    cwd: stage(name),
    packagePath,
    dependencies: false,
    preRelease,
    ...(target && { target }),
  });
  writeFileSync(packagePath, await squeezed(readFileSync(packagePath)));
  return packagePath;
}

/** A zip file recompressed as far as possible: 29 KB less than from `vsce`, in some seconds. */
async function squeezed(packed: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part);
  });
  for (const [name, bytes] of Object.entries(unzipSync(packed))) {
    const file = new Squeezed(name, new Uint8Array(await deflateAsync(bytes, { numiterations: 3 })));
    zip.add(file);
    file.push(bytes, true);
  }
  zip.end();
  return Buffer.concat(parts);
}

/** A file of a zip, compressed beforehand. */
class Squeezed extends ZipPassThrough {
  /** The method number of deflate. */
  override compression = 8;

  constructor(
    name: string,
    private readonly packed: Uint8Array<ArrayBuffer>,
  ) {
    super(name);
  }

  protected override process(): void {
    this.ondata(null, this.packed, true);
  }
}

async function main(): Promise<void> {
  for (const name of Object.keys(packages) as (keyof typeof packages)[]) await makePackage(name);
}

if (process.argv[1] === __filename) void main();
