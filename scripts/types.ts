// `npm run build:types`: dist/types, the type declarations of the library: `src/core/api.ts` and everything it refers
// to.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const core = path.resolve(__dirname, '../src/core');
const types = path.resolve(__dirname, '../dist/types');

const config = ts.getParsedCommandLineOfConfigFile(path.join(core, 'tsconfig.json'), {}, {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: (fault) => {
    throw new Error(ts.flattenDiagnosticMessageText(fault.messageText, '\n'));
  },
} as ts.ParseConfigFileHost);
if (!config) throw new Error('src/core/tsconfig.json can’t be read.');
const emitting = { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: core, outDir: types };
const declared = new Map<string, string>();
ts.createProgram(config.fileNames, { ...config.options, ...emitting }).emit(undefined, (file, text) => {
  declared.set(path.resolve(file), text);
});

/** The files to which a declaration refers, including itself. */
function* reached(file: string, seen = new Set<string>()): Generator<string> {
  const text = declared.get(file);
  if (text === undefined || seen.has(file)) return;
  seen.add(file);
  yield file;
  for (const [, name = ''] of text.matchAll(/(?:from|import\()\s*['"](\.[^'"]+)['"]/g))
    yield* reached(path.resolve(path.dirname(file), `${name}.d.ts`), seen);
}

rmSync(types, { recursive: true, force: true });
for (const file of reached(path.join(types, 'api.d.ts'))) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, declared.get(file) ?? '');
}
