import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import manifest from '../../../package.json';
import { defaultLevels, rules } from '../../../src/core/review/rules';

/** The recipes of CONTRIBUTING.md, step by step: the name of a failing test is the step that was forgotten. */
describe('the recipe for a command', () => {
  const registered = commandsRegistered();
  const { commands, menus, keybindings } = manifest.contributes;
  const contributed = new Set(commands.map(({ command }) => command));

  it('step 1: each command of the manifest is registered', () => {
    forgotten(
      [...contributed].filter((command) => !registered.has(command)),
      'step 1: register it, in src/vscode/commands or in the room that it belongs to',
    );
  });

  it('step 2: each registered command is in the manifest, or bound to a key of a mode', () => {
    const bound = new Set(keybindings.flatMap(({ command, args }) => [command, (args as Args)?.command ?? command]));
    forgotten(
      [...registered].filter((command) => !contributed.has(command) && !bound.has(command) && !internal.has(command)),
      'step 2: give it an entry in contributes.commands, with its title in package.nls.json',
    );
  });

  it('step 3: its entries in menus name existing commands', () => {
    const named = Object.values(menus).flatMap((entries) =>
      entries.map((entry) => ('command' in entry ? entry.command : '')),
    );
    forgotten(
      named.filter((command) => command.startsWith('claimmark.') && !contributed.has(command)),
      'step 3: mend the name in contributes.menus',
    );
  });

  it('step 3: the palette shows it only if it does something', () => {
    const told = new Set(menus.commandPalette.filter(({ when }) => when !== '').map(({ command }) => command));
    forgotten(
      [...contributed].filter((command) => !told.has(command) && !always.has(command)),
      'step 3: say in commandPalette `when` it does something, or add it to `always` in this test',
    );
  });
});

describe('the recipe for a setting', () => {
  const settings = Object.entries(
    Object.assign({}, ...manifest.contributes.configuration.map(({ properties }) => properties)) as Settings,
  );

  it('step 1: its description is translated', () => {
    forgotten(
      settings
        .filter(([, { description = '', markdownDescription = description }]) => !/^%.+%$/.test(markdownDescription))
        .map(([name]) => name),
      'step 1: put its description into package.nls.json',
    );
  });
});

describe('the recipe for a rule of check', () => {
  const properties = Object.assign(
    {},
    ...manifest.contributes.configuration.map((part) => part.properties),
  ) as Settings;
  const levels = properties['claimmark.problems.rules']?.properties ?? {};

  it('step 3: its level can be set, and the default is that of the program', () => {
    forgotten(
      rules.filter((rule) => levels[rule]?.default !== defaultLevels[rule]),
      'step 3: put it into claimmark.problems.rules of package.json, with its default level',
    );
  });

  it('step 3: no level can be set for a rule that does not exist', () => {
    const known: ReadonlySet<string> = new Set(rules);
    forgotten(
      Object.keys(levels).filter((name) => !known.has(name)),
      'step 3: take it out of claimmark.problems.rules in package.json',
    );
  });
});

describe('the recipe for a message', () => {
  it('step 1: it goes through l10n.t, or through the Translate that the core is given', () => {
    const doors = /(?<!console\.)\b(?:inform|warn|reportError|showBriefly)\(\s*['"`]/;
    forgotten(
      sources()
        .filter(({ file, text }) => file.startsWith('vscode/') && doors.test(text))
        .map(({ file }) => file),
      'step 1: write vscode.l10n.t(…) around the sentence',
    );
  });
});

type Args = { readonly command?: string } | undefined;
type Settings = Readonly<Record<string, Setting>>;

interface Setting {
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly default?: unknown;
  readonly properties?: Settings;
}

/** Commands that do something, or say why not, whatever is open. */
const always = new Set(
  [
    'goToAnnotation',
    'showDetails',
    'undo',
    'redo',
    'toggleHighlights',
    'readingView',
    'openSidecar',
    'groupBy',
    'sortBy',
    'filter',
    'revealInTree',
    'refresh',
    'findText',
    'brief',
    'export',
    'import',
    'report',
    'saveReport',
    'agreement',
  ].map((name) => `claimmark.${name}`),
);

/** What keybindings of people's own call with a tag, and nothing in the manifest does. */
const internal: ReadonlySet<string> = new Set(['claimmark.tagWith']);

function forgotten(found: readonly string[], step: string): void {
  assert.deepEqual(found, [], `${found.join(', ')}: ${step} (see CONTRIBUTING.md, Recipes).`);
}

function sources(): { file: string; text: string }[] {
  const src = path.resolve('src');
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file: file.replaceAll(path.sep, '/'), text: readFileSync(path.join(src, file), 'utf8') }));
}

/** The commands that the code registers: every string `claimmark.…` that is the first argument of a call. */
function commandsRegistered(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { file, text } of sources()) {
    const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
    const prefixes = [...text.matchAll(/registerCommand\(\s*`claimmark\.(\w+\.)?\$\{/g)].map((match) => match[1] ?? '');
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const [first] = node.arguments;
        const called = node.expression.getText();
        if (first && ts.isStringLiteralLike(first) && /registerCommand$|onKey$|^on(?:Rows)?$|^register$/.test(called)) {
          if (first.text.startsWith('claimmark.')) found.add(first.text);
          else for (const prefix of prefixes) found.add(`claimmark.${prefix}${first.text}`);
        }
        if (/^registerRound$/.test(called) && node.arguments[1] && ts.isStringLiteralLike(node.arguments[1]))
          for (const step of ['undo', 'next', 'previous', 'leave', 'onward', 'finish'])
            found.add(`${node.arguments[1].text}.${step}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return found;
}

describe('the key chord that begins a round', () => {
  const rounds = ['claimmark.triage', 'claimmark.review'];
  const closing = 'workbench.action.files.setActiveEditorReadonlyInSession';
  const commandsOf = ({ args }: { args?: unknown }): readonly string[] => (args as { commands?: string[] })?.commands ?? []; // prettier-ignore

  for (const round of rounds)
    it(`closes the editor before ${round}, even while the extension is still starting`, () => {
      const bound = manifest.contributes.keybindings.filter((one) => commandsOf(one).at(-1) === round);
      assert.deepEqual(bound.map(commandsOf), [[closing, round]]);
      // What the extension alone sets is not set yet: nothing of it may be needed.
      assert.doesNotMatch(bound[0]?.when ?? '', /(?:^|&& )claimmark\./);
    });
});
