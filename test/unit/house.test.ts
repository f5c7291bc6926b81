import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A file of `src` with what it imports: files of ours by their path in `src`, packages by name. */
interface Module {
  readonly file: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly string[];
}

const src = path.resolve('src');

const modules = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map(moduleOf);

describe('the house', () => {
  const rooms = importTable(readFileSync('CONTRIBUTING.md', 'utf8'));

  it('has each file in a room of the table in CONTRIBUTING.md', () => {
    const homeless = modules.filter(({ file }) => roomOf(file, rooms) === undefined).map(({ file }) => file);
    assert.deepEqual(homeless, []);
  });

  for (const [room, allowed] of rooms)
    it(`lets ${room} import only what the table in CONTRIBUTING.md allows`, () => {
      const mine = modules.filter(({ file }) => roomOf(file, rooms) === room);
      const trespasses = mine.flatMap(({ file, imports }) =>
        imports
          .map((imported) => ({ imported, from: roomOf(imported, rooms) ?? imported }))
          .filter(({ from }) => from !== room && !allowed.some((one) => from === one || from.startsWith(`${one}/`)))
          .map(({ imported }) => `${file} imports ${imported}`),
      );
      assert.deepEqual(trespasses, []);
    });

  it('sees every way to import', () => {
    const text = `import a from './a'; import './b'; export * from './c'; export { d } from './d';
      type E = import('./e').E; const f = await import('./f'); const g = require('./g'); import h = require('./h');`;
    const { imports } = parsed('x/y.ts', text);
    assert.deepEqual(
      imports,
      [...'abcdefgh'].map((name) => `x/${name}`),
    );
  });

  it('has no files that import each other in a circle', () => {
    assert.deepEqual(circles(modules), []);
  });

  it('lets no view import another', () => {
    const viewOf = (file: string): string | undefined => /^vscode\/views\/([^/.]+)/.exec(file)?.[1];
    const found = modules.flatMap(({ file, imports }) =>
      imports
        .filter((imported) => ![undefined, 'index', viewOf(imported)].includes(viewOf(file)))
        .filter((imported) => viewOf(imported) !== undefined)
        .map((imported) => `${file} imports ${imported}`),
    );
    assert.deepEqual(found, []);
  });

  it('lets nobody call our own commands: functions are called instead', () => {
    const found = modules.filter(({ tree }) => /executeCommand\(\s*['"`]claimmark\./.test(tree.text));
    assert.deepEqual(namesOf(found), []);
  });

  it('keeps no state in a module, and runs nothing when a module is imported', () => {
    const found = modules.filter(({ file }) => !/^(cli|node|web)\/main\.ts$/.test(file)).flatMap(stateOf);
    assert.deepEqual(found, []);
  });

  it('shows messages only through the one function that prevents links in them', () => {
    const found = modules.filter(({ tree }) => /\.show\w+Message\(/.test(tree.text));
    assert.deepEqual(namesOf(found), ['vscode/ui/dialogs.ts']);
  });

  it('has a README for each room of the core that names all its files and no others', () => {
    const core = [...rooms.keys()].filter((room) => /^core\/(?!api)\w+$/.test(room));
    for (const room of core) {
      const page = readFileSync(path.join(src, room, 'README.md'), 'utf8');
      const named = [...page.matchAll(/`(?:\w+\/)?([\w-]+)(\.ts)?`/g)];
      const names = new Set(named.map(([, name = '']) => name));
      const inRoom = modules.filter(({ file }) => file.startsWith(`${room}/`));
      const files = new Set(inRoom.map(({ file }) => path.basename(file, '.ts')));
      const missing = [...files].filter((name) => !names.has(name));
      const gone = named.filter(([, name = '', ending]) => ending && !files.has(name)).map(([name]) => name);
      assert.deepEqual({ room, missing, gone }, { room, missing: [], gone: [] });
    }
  });
});

const namesOf = (found: readonly Module[]): string[] => found.map(({ file }) => file);

/** The rooms of the import table, each with the rooms and packages that it may import. */
function importTable(text: string): ReadonlyMap<string, readonly string[]> {
  const table = /<!-- imports -->\n([\s\S]*?)<!-- end of imports -->/.exec(text)?.[1] ?? '';
  const rows = table.split('\n').filter((line) => /^\| `/.test(line));
  const words = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((word) => word[1] ?? '');
  return new Map(
    rows.flatMap((row) => {
      const cells = row.split('|');
      return words(cells[1]).map((room) => [room, words(cells[3])] as const);
    }),
  );
}

/** The innermost room that holds a file. */
function roomOf(file: string, rooms: ReadonlyMap<string, unknown>): string | undefined {
  const holding = [...rooms.keys()].filter(
    (room) => file === room || file === `${room}.ts` || file.startsWith(`${room}/`),
  );
  return holding.sort((a, b) => b.length - a.length)[0];
}

function moduleOf(file: string): Module {
  return parsed(file, readFileSync(path.join(src, file), 'utf8'));
}

function parsed(file: string, text: string): Module {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const imports: string[] = [];
  const visit = (node: ts.Node): void => {
    const named = specifierOf(node);
    if (named !== undefined) imports.push(named.startsWith('.') ? path.posix.join(path.dirname(file), named) : named);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { file, tree, imports };
}

/** What a node imports, whichever way it does so. */
function specifierOf(node: ts.Node): string | undefined {
  const literal = (one: ts.Node | undefined): string | undefined =>
    one && ts.isStringLiteralLike(one) ? one.text : undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : undefined;
  if (ts.isExternalModuleReference(node)) return literal(node.expression);
  if (!ts.isCallExpression(node)) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  return isImport || isRequire ? literal(node.arguments[0]) : undefined;
}

/** Variables that a module keeps, collections that it can fill, and statements that run on import. */
function stateOf({ file, tree }: Module): string[] {
  return tree.statements.flatMap((statement) => {
    const at = `${file}:${tree.getLineAndCharacterOfPosition(statement.getStart()).line + 1}`;
    if (ts.isVariableStatement(statement)) {
      const { flags, declarations } = statement.declarationList;
      if ((flags & ts.NodeFlags.Const) === 0) return [`${at} keeps a variable`];
      return declarations.filter(isFillable).map((one) => `${at} keeps ${one.name.getText()}, which can be filled`);
    }
    const declares =
      ts.isImportDeclaration(statement) ||
      ts.isImportEqualsDeclaration(statement) ||
      ts.isExportDeclaration(statement) ||
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isEnumDeclaration(statement);
    return declares ? [] : [`${at} runs on import`];
  });
}

/** Whether a constant starts as an empty collection: somebody means to fill it. */
function isFillable({ initializer, type }: ts.VariableDeclaration): boolean {
  if (type && /^(Readonly|readonly )/.test(type.getText())) return false;
  if (!initializer) return false;
  if (ts.isNewExpression(initializer)) return (initializer.arguments?.length ?? 0) === 0;
  return (
    (ts.isArrayLiteralExpression(initializer) && initializer.elements.length === 0) ||
    (ts.isObjectLiteralExpression(initializer) && initializer.properties.length === 0)
  );
}

/** The groups of files that reach each other by their imports. */
function circles(all: readonly Module[]): string[][] {
  const byName = new Map(all.map((one) => [one.file.replace(/\.ts$/, ''), one]));
  const found: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const visit = (name: string): void => {
    order.set(name, order.size);
    lowest.set(name, order.get(name) ?? 0);
    stack.push(name);
    for (const next of byName.get(name)?.imports ?? []) {
      if (!byName.has(next)) continue;
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(name, Math.min(lowest.get(name) ?? 0, lowest.get(next) ?? 0));
    }
    if (lowest.get(name) !== order.get(name)) return;
    const circle = stack.splice(stack.indexOf(name));
    if (circle.length > 1) found.push(circle.sort());
  };
  for (const name of byName.keys()) if (!order.has(name)) visit(name);
  return found;
}
