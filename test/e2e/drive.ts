// Opens VS Code with the extension on a copy of a folder and does what it reads, line by line, from standard input:
//
//   tsx test/e2e/drive.ts [--folder DIR] [--theme dark|light|high-contrast|high-contrast-light] [--web]
//                         [--setting NAME=JSON]... [--size 1400x900] [--oldest]
//
//   open NAME · press KEY... · type TEXT · run COMMAND · answer TEXT · pick TEXT · line N · select PHRASE (by mouse) ·
//   keyselect PHRASE · cursor PHRASE · hover PHRASE · click TEXT or css=… · side NAME (a side bar) · rightclick PHRASE · drawn PHRASE · rows VIEW ·
//   html CSS · text CSS · wait MS · reload · theme NAME · size 900x600 · shot NAME · cat FILE · sh COMMAND (in the folder) · repeat N LINE
import { execSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { root } from '../vscode/run/bundle';
import { openWorkbench, themes, type Theme, type Workbench } from './workbench';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: path.join(root, 'test/fixtures/article') },
    theme: { type: 'string', default: 'dark' },
    web: { type: 'boolean', default: false },
    oldest: { type: 'boolean', default: false },
    setting: { type: 'string', multiple: true, default: [] },
    size: { type: 'string', default: '1400x900' },
  },
});

async function main(): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), 'claimmark-drive-'));
  const folder = path.join(home, path.basename(values.folder));
  await cp(values.folder, folder, { recursive: true });
  const [width = 1400, height = 900] = values.size.split('x').map(Number);
  const settings = values.setting.map((setting) => [
    setting.slice(0, setting.indexOf('=')),
    JSON.parse(setting.slice(setting.indexOf('=') + 1)) as unknown,
  ]);
  const workbench = await openWorkbench({
    folder,
    theme: values.theme in themes ? (values.theme as Theme) : 'dark',
    host: values.web ? 'web' : 'node',
    edition: values.oldest ? 'oldest' : 'newest',
    settings: Object.fromEntries(settings) as Record<string, unknown>,
    size: { width, height },
  });
  try {
    for await (const line of createInterface({ input: process.stdin }))
      await obey(workbench, folder, line).catch((error: unknown) => {
        console.error(error);
        process.exitCode = 1;
      });
  } finally {
    await workbench.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function obey(workbench: Workbench, folder: string, line: string): Promise<void> {
  if (line.trim() === '' || line.startsWith('#')) return;
  const [, verb = '', rest = ''] = /^\s*(\S+)\s*(.*)$/.exec(line) ?? [];
  const act = verbs[verb];
  if (act === undefined) throw new Error(`No such verb: ${verb}`);
  console.log(`> ${line}`);
  const shown = await act(workbench, rest, folder).catch(async (error: unknown) => {
    console.log(`What the screen showed is in ${await workbench.shoot('drive-failed')}.`);
    throw error;
  });
  if (typeof shown === 'string') console.log(shown);
}

const verbs: Readonly<Record<string, (workbench: Workbench, rest: string, folder: string) => Promise<unknown>>> = {
  open: (workbench, name) => workbench.openFile(name),
  press: (workbench, keys) => workbench.press(...keys.split(/\s+/)),
  type: (workbench, text) => workbench.type(text),
  run: (workbench, title) => workbench.runCommand(title),
  answer: (workbench, text) => workbench.answer(text),
  pick: (workbench, text) => workbench.pick(text),
  line: (workbench, line) => workbench.goToLine(Number(line)),
  select: (workbench, phrase) => workbench.selectByMouse(phrase),
  keyselect: (workbench, phrase) => workbench.selectByKeyboard(phrase),
  cursor: (workbench, phrase) => workbench.placeCursor(phrase),
  hover: async (workbench, phrase) => (await workbench.hover(phrase)).innerText(),
  click: ({ page }, text) =>
    (text.startsWith('css=') ? page.locator(text) : page.getByText(text)).first().click({ timeout: 5000 }),
  side: (workbench, name) => workbench.openSideBar(name),
  rightclick: async (workbench, phrase) => {
    const { inside } = await workbench.phrase(phrase);
    await workbench.page.mouse.click(inside.x + 2, inside.y, { button: 'right' });
  },
  drawn: async (workbench, phrase) => JSON.stringify(await workbench.phrase(phrase), undefined, 2),
  rows: async (workbench, view) => (await workbench.rowTexts(view)).join('\n'),
  html: ({ page }, css) =>
    page
      .locator(css)
      .first()
      .evaluate((element) => element.outerHTML),
  text: async ({ page }, css) => (await page.locator(css).allInnerTexts()).join('\n'),
  wait: ({ page }, milliseconds) => page.waitForTimeout(Number(milliseconds)),
  reload: (workbench) => workbench.reload(),
  theme: (workbench, theme) => workbench.setTheme(theme as Theme),
  size: ({ page }, size) => {
    const [width = 1400, height = 900] = size.split('x').map(Number);
    return page.setViewportSize({ width, height });
  },
  shot: (workbench, name) => workbench.shoot(name),
  cat: (_, name, folder) => readFile(path.join(folder, name), 'utf8'),
  sh: async (_, command, folder) => execSync(command, { cwd: folder, encoding: 'utf8' }),
  repeat: async (workbench, rest, folder) => {
    const [, times = '1', line = ''] = /^(\d+)\s+(.*)$/.exec(rest) ?? [];
    for (let i = 0; i < Number(times); i++) await obey(workbench, folder, line);
  },
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
