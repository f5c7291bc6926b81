import { appendFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { root } from '../vscode/run/bundle';
import { launchChromium } from '../vscode/run/chromium';
import { serve, stageName, type ServeOptions } from '../vscode/run/served';
import { serveWeb } from '../vscode/run/web';
import { findPhrase, type Drawn } from './screen';

/** Our names for VS Code's own themes, with theirs. */
export const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

const labels = {
  ...themes,
  'high-contrast': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
} as const;

export type Theme = keyof typeof themes;

export interface OpenOptions extends ServeOptions {
  /** Absolute; in the web host a copy in memory is used. */
  readonly folder: string;
  readonly theme?: Theme;
  readonly host?: 'node' | 'web';
  readonly size?: { readonly width: number; readonly height: number };
  /** Delays between the window and the extension host; may change at any time. */
  readonly delays?: Delays;
}

/** In milliseconds. */
export interface Delays {
  toHost: number;
  toWindow: number;
  /** Whether only the extension host is delayed, not the files. */
  readonly isOfHostAlone?: boolean;
}

/** How long to wait for something, in milliseconds. */
const patience = 90_000;

/** The log of the workbench and the extension host in the last run. */
const log = path.join(root, 'out/logs', `workbench ${stageName}.log`);

/** Starts VS Code with the extension on a folder, and shows it. */
export async function openWorkbench(options: OpenOptions): Promise<Workbench> {
  const settings = { 'workbench.colorTheme': themes[options.theme ?? 'dark'], ...options.settings };
  const server = await startServer({ extension: root, ...options, settings });
  const browser = await launchChromium(process.env['CLAIMMARK_VISIBLE'] !== undefined);
  const viewport = options.size ?? { width: 1400, height: 900 };
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // tsx names functions with a helper that is missing in the page.
  await context.addInitScript('globalThis.__name = (value) => value');
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  await mkdir(path.dirname(log), { recursive: true });
  await writeFile(log, '');
  page.on('console', (message) => appendFileSync(log, `${message.type()}: ${message.text()}\n`));
  page.on('pageerror', (error) => appendFileSync(log, `uncaught: ${String(error)}\n`));
  if (options.delays) await delay(page, options.delays);
  const workbench = new Workbench(page, browser, server);
  await page.goto(server.url);
  await workbench.whenReady();
  return workbench;
}

/** Delays all messages between the window and the server of the extension host, keeping their order. */
async function delay(page: Page, delays: Delays): Promise<void> {
  /** Passes on each message at its time, after those before it. */
  const later = (wait: () => number): ((pass: () => void) => void) => {
    let last: Promise<void> = Promise.resolve();
    return (pass) => {
      const due = Date.now() + wait();
      last = last.then(async () => {
        const left = due - Date.now();
        if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
        pass();
      });
    };
  };
  await page.routeWebSocket(/.*/, (window) => {
    const host = window.connectToServer();
    let isDelayed = delays.isOfHostAlone !== true;
    const [toHost, toWindow] = [
      later(() => (isDelayed ? delays.toHost : 0)),
      later(() => (isDelayed ? delays.toWindow : 0)),
    ];
    window.onMessage((message) => {
      // The first message of a connection tells its purpose.
      isDelayed ||= message.toString().includes('"desiredConnectionType":2');
      toHost(() => host.send(message));
    });
    host.onMessage((message) => toWindow(() => window.send(message)));
  });
}

/** A served VS Code, on one folder. */
interface Shown {
  readonly url: string;
  stop(): Promise<void> | void;
}

async function startServer(options: OpenOptions): Promise<Shown> {
  if (options.host === 'web') {
    // This host has no user settings at its start, so they are written into the folder.
    await mkdir(path.join(options.folder, '.vscode'), { recursive: true });
    await writeFile(path.join(options.folder, '.vscode/settings.json'), JSON.stringify(options.settings));
    return serveWeb(options.extension ?? root, options.folder);
  }
  const server = await serve(options);
  return { url: server.url(options.folder), stop: server.stop };
}

/** A person's eyes and hands on the workbench. Every method waits for what it needs. */
export class Workbench {
  constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly server: Shown,
  ) {}

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }

  async whenReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await this.page.locator('.sidebar .monaco-list-row, .editor-instance .view-line').first().waitFor();
  }

  /** Reloads the window like a person. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.whenReady();
  }

  async setTheme(theme: Theme): Promise<void> {
    const base = { dark: 'vs-dark', light: 'vs', 'high-contrast': 'hc-black', 'high-contrast-light': 'hc-light' }[
      theme
    ];
    // A list is closed if a thread is drawn and focused at that moment: then open it again.
    await eventually(`the theme ${theme}`, async () => {
      this.page.setDefaultTimeout(15_000);
      try {
        await this.runCommand('Preferences: Color Theme');
        await this.answer(labels[theme]);
        await this.page.locator(`.monaco-workbench.${base}`).waitFor();
        return true;
      } catch {
        return false;
      } finally {
        this.page.setDefaultTimeout(patience);
      }
    });
  }

  // Hands

  /** Presses keys one after the other, each named like `Control+Alt+V`. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Runs a command from the palette, by its title there; the palette may list others before it. */
  async runCommand(title: string): Promise<void> {
    await this.press('F1');
    await this.quickInput.locator('input').fill(`>${title}`);
    await this.take(title);
  }

  /** Accepts the row of the open list with this name. */
  private async take(name: string): Promise<void> {
    const label = this.page.locator('.label-name').getByText(name, { exact: true });
    const row = this.quickInput.locator('.monaco-list-row').filter({ has: label }).first();
    await row.waitFor();
    await this.stepTo(row);
    await this.press('Enter');
  }

  /** Presses the down arrow until a row of the list or tree that has the focus is the focused one. */
  async stepTo(row: Locator): Promise<void> {
    await eventually('the row to be focused', async () => {
      if (/\bfocused\b/.test((await row.getAttribute('class')) ?? '')) return true;
      await this.press('ArrowDown');
      return false;
    });
  }

  /** Opens a file of the folder by its name; again if a new window shows nothing in it. */
  async openFile(name: string): Promise<void> {
    const lines = this.page.locator('.editor-instance .monaco-editor .view-line').first();
    await eventually(`${name} in the editor`, async () => {
      await this.askForFile(name);
      await this.tab(path.basename(name)).waitFor();
      return comes(lines, 30_000);
    });
  }

  private async askForFile(name: string): Promise<void> {
    const row = this.page
      .locator('.explorer-folders-view .monaco-list-row')
      .getByText(path.basename(name), { exact: true });
    if (await row.isVisible()) return row.dblclick();
    await this.press('Control+p');
    await this.quickInput.locator('input').fill(name);
    await this.take(path.basename(name));
  }

  async goToLine(line: number, column = 1): Promise<void> {
    await this.press('Control+g');
    await this.answer(`:${line}:${column}`);
  }

  /** Types into the open question or list and accepts the first offer. */
  async answer(text: string): Promise<void> {
    const input = this.quickInput.locator('input');
    await input.waitFor();
    await input.fill(text);
    const rows = this.quickInput.locator('.monaco-list-row');
    const words = text.replace(/^[>:]/, '');
    if ((await this.quickInput.locator('.quick-input-list:visible').count()) > 0 && !text.startsWith(':'))
      await rows.filter({ hasText: words }).first().waitFor();
    await this.press('Enter');
    await eventually('the question to be gone', async () => {
      const [shown] = await this.quickInput
        .locator('input')
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
      return shown !== text;
    });
  }

  /** Accepts the row of the open list with this text. */
  async pick(text: string | RegExp): Promise<void> {
    await this.quickInput.locator('.monaco-list-row').filter({ hasText: text }).first().click();
  }

  /** Shows a side bar by its icon in the activity bar. */
  async openSideBar(name: string): Promise<void> {
    const icon = this.page.locator('.activitybar').getByRole('tab', { name: new RegExp(`^${name}`) });
    if ((await icon.getAttribute('aria-selected')) !== 'true') await icon.click();
  }

  /** Drags the mouse over a phrase on the screen. */
  async selectByMouse(phrase: string, nth = 0): Promise<void> {
    const { from, to } = await this.phrase(phrase, nth);
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
    await this.page.mouse.move(to.x, to.y, { steps: 4 });
    await this.page.mouse.up();
  }

  /** Clicks before a phrase and extends the selection over it with Shift and the arrows. */
  async selectByKeyboard(phrase: string, nth = 0): Promise<void> {
    await this.placeCursor(phrase, nth);
    for (let i = 0; i < phrase.length; i++) await this.press('Shift+ArrowRight');
  }

  /** Puts the cursor before a phrase, or `offset` characters into it. */
  async placeCursor(phrase: string, nth = 0, offset = 0): Promise<void> {
    await eventually('the cursor in the editor', async () => {
      const { from } = await this.phrase(phrase, nth);
      await this.page.mouse.click(from.x, from.y);
      return this.page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null);
    });
    for (let i = 0; i < offset; i++) await this.press('ArrowRight');
  }

  /** Waits until a phrase no longer moves on the screen. Returns its place. */
  async phrase(phrase: string, nth = 0): Promise<Drawn> {
    let last: Drawn | undefined;
    return eventually(`“${phrase}” on the screen`, async () => {
      const before = last;
      last = await findPhrase(this.page, phrase, nth);
      return last && JSON.stringify(before?.from) === JSON.stringify(last.from) && last;
    });
  }

  /** Rests the mouse on a phrase. Returns the hover that appears. */
  async hover(phrase: string, nth = 0): Promise<Locator> {
    const hovers = this.page.locator('.monaco-editor .monaco-hover:visible, .monaco-resizable-hover:visible');
    const hover = hovers.filter({ hasNotText: /^Loading/ }).first();
    // A redraw under the mouse closes the hover; the next move opens it again.
    return eventually(`a hover over “${phrase}”`, async () => {
      const { inside } = await this.phrase(phrase, nth);
      await this.page.mouse.move(inside.x, inside.y - 40);
      await this.page.mouse.move(inside.x + 6, inside.y, { steps: 3 });
      return hover.waitFor({ timeout: 5000 }).then(
        () => hover,
        () => undefined,
      );
    });
  }

  // Eyes

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  tab(name: string): Locator {
    return this.page.locator(`.tabs-container .tab[data-resource-name="${name}"]`);
  }

  /** The view with this title, in a side bar or the panel. */
  view(title: string): Locator {
    return this.page.locator('.pane').filter({ has: this.page.locator('.pane-header .title', { hasText: title }) });
  }

  /** The rows of a view's tree on the screen. */
  rows(title: string): Locator {
    return this.view(title).locator('.monaco-list-row');
  }

  async rowTexts(title: string): Promise<string[]> {
    const texts = await this.rows(title).allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  statusBar(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** The label of an item of the status bar for screen readers; empty if there is no such item. */
  async spoken(text: string): Promise<string> {
    return this.statusBar(text).evaluateAll(([first]) => first?.getAttribute('aria-label') ?? '');
  }

  /** Waits for a notification, in the list of notifications: elsewhere it disappears by itself. */
  async told(text: string | RegExp): Promise<void> {
    await this.runCommand('Notifications: Show Notifications');
    await this.page.locator('.notifications-center .notification-list-item').filter({ hasText: text }).waitFor();
  }

  /** The text of the lines on the screen. */
  async visibleText(): Promise<string> {
    const rows = await this.page.locator('.editor-instance .view-lines > .view-line').allInnerTexts();
    return rows.join('\n').replaceAll('\u00a0', ' ');
  }

  /** Takes a screenshot into out/screenshots. */
  async shoot(name: string): Promise<string> {
    const file = path.join(root, 'out/screenshots', `${name}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }
}

/** Whether something appears within `ms` milliseconds. */
export const comes = (wanted: Locator, ms: number): Promise<boolean> =>
  wanted.waitFor({ timeout: ms }).then(
    () => true,
    () => false,
  );

/**
 * Waits until `look` returns anything but undefined or false, and returns it; fails after `patience` ms, which suffices
 * for machines several times slower, and costs nothing otherwise.
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  patience = 60_000,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`Not within ${patience} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
