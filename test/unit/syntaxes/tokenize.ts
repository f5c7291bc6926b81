import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { OnigScanner, OnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, Registry, parseRawGrammar, type IGrammar, type IOnigLib } from 'vscode-textmate';

const root = join(import.meta.dirname, '../../..');

/** A stretch of a line and its innermost scope without the grammar's suffix, `null` for plain text. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

const grammars: Record<string, string> = {
  'source.yaml.claims': 'syntaxes/claims-yaml.tmLanguage.json',
  'text.claimmark-source': 'syntaxes/claimmark-source.tmLanguage.json',
};

async function loadEngine(): Promise<IOnigLib> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  return {
    createOnigScanner: (patterns) => new OnigScanner(patterns),
    createOnigString: (text) => new OnigString(text),
  };
}

const registry = new Registry({
  onigLib: loadEngine(),
  loadGrammar: (scope) => {
    const path = grammars[scope];
    return Promise.resolve(path ? parseRawGrammar(readFileSync(join(root, path), 'utf8'), path) : null);
  },
});

/** One of the extension's grammars, in VS Code's engine. */
export async function loadGrammar(scope: string): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`no grammar ${scope}`);
  return grammar;
}

/** The tokens of each line. */
export function tokenize(grammar: IGrammar, lines: readonly string[]): readonly (readonly Token[])[] {
  let state = INITIAL;
  return lines.map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map((token) => ({
      text: line.slice(token.startIndex, token.endIndex),
      scopes: token.scopes.slice(1),
    }));
  });
}

/** The stretches of a text with a scope that begins with `scope`, adjacent ones joined. */
export function scoped(grammar: IGrammar, text: string, scope: string): readonly string[] {
  const found: string[] = [];
  for (const line of tokenize(grammar, text.split('\n'))) {
    let open = false;
    for (const token of line) {
      const within = token.scopes.some((name) => name === scope || name.startsWith(`${scope}.`));
      if (within && open) found.push((found.pop() ?? '') + token.text);
      else if (within) found.push(token.text);
      open = within;
    }
  }
  return found;
}

/** Milliseconds of this process for tokenizing all lines without building tokens, like the editor. */
export function timeOf(grammar: IGrammar, lines: readonly string[]): number {
  let state = INITIAL;
  const before = process.cpuUsage();
  for (const line of lines) state = grammar.tokenizeLine2(line, state).ruleStack;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
