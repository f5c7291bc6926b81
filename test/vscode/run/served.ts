import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './bundle';
import { cached, exists, npmInstall, run } from './cache';
import { replaceNatives } from './natives';
import { pinned, type Edition } from './pinned';

/** A VS Code that runs on this machine's Node and is shown in a browser. */
export interface Served {
  /**
   * The address of the workbench on a folder; `payload` is VS Code's, such as `[['extensionDevelopmentPath', uri]]`.
   */
  url(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** The URI of a file of this machine in the workbench. */
  uri(file: string): string;
  /** The folder of settings, extensions and state; `stop` removes it. */
  readonly data: string;
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly edition?: Edition;
  /** User settings, in addition to `quiet`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly port?: number;
  /** For suites: reports their output and result to the page, and shows no notifications. */
  readonly driven?: boolean;
  /** An extension to install: its folder, which is linked, or its package. */
  readonly extension?: string;
}

/** Settings that disable VS Code's own panels, questions and network access. */
const quiet = {
  'chat.disableAIFeatures': true,
  'comments.openView': 'never',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'window.customMenuBarAltFocus': false,
  'window.enableMenuBarMnemonics': false,
  'workbench.accounts.experimental.showEntitlements': false,
  'workbench.enableExperiments': false,
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

export async function serve(options: ServeOptions = {}): Promise<Served> {
  const edition = options.edition ?? 'newest';
  const program = await getServer(edition);
  const data = await mkdtemp(path.join(tmpdir(), 'claimmark-served-'));
  await mkdir(path.join(data, 'data', 'User'), { recursive: true });
  const settings = JSON.stringify({ ...quiet, ...options.settings }, null, 2);
  await writeFile(path.join(data, 'data', 'User', 'settings.json'), settings);
  const args = [
    path.join(program.folder, 'out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--server-data-dir', data],
    ...['--without-connection-token', '--accept-server-license-terms'],
    ...['--disable-workspace-trust', '--telemetry-level', 'off'],
    ...(options.driven ? ['--enable-smoke-test-driver'] : []),
  ];
  if (options.extension !== undefined) await install(options.extension, program, data);
  const server = spawn(program.node, args, { stdio: ['ignore', 'pipe', 'pipe'], env: cleanEnvironment() });
  endWithUs(server, data);
  const port = await listeningPort(server);
  return {
    url: (folder, payload = []) =>
      `http://127.0.0.1:${port}/?folder=${encodeURIComponent(posix(folder))}` +
      (payload.length === 0 ? '' : `&payload=${encodeURIComponent(JSON.stringify(payload))}`),
    uri: (file) => `vscode-remote://127.0.0.1:${port}${posix(file)}`,
    data,
    stop: async () => {
      await stopped(server);
      await keepLogs(data);
      await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function install(extension: string, program: { node: string; folder: string }, data: string): Promise<void> {
  if (extension.endsWith('.vsix')) {
    const args = ['--install-extension', extension, '--server-data-dir', data];
    return run(program.node, [path.join(program.folder, 'out', 'server-main.js'), ...args], data);
  }
  await mkdir(path.join(data, 'extensions'));
  await symlink(extension, path.join(data, 'extensions', path.basename(extension)), 'junction');
}

/** To be increased if a cached VS Code needs another layout than that of earlier versions of this file. */
const layout = 3;

/** The folder of the served VS Code, and the Node that it needs. */
export async function getServer(edition: Edition): Promise<{ folder: string; node: string }> {
  const { vscode, server } = pinned[edition];
  const home = await cached(
    `served-${vscode}-${layout}`,
    `VS Code ${vscode} (to be served; about 700 MB)`,
    async (folder) => {
      await npmInstall(folder, server);
      const inner = inside(folder);
      await npmInstall(inner);
      await replaceNatives(inner);
      await rm(path.join(inner, 'extensions', 'copilot'), { recursive: true, force: true });
    },
  );
  return { folder: inside(home), node: await getNode(pinned[edition].node) };
}

const inside = (folder: string): string => path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');

/** This Node if its major version is right, else that version from npm. */
async function getNode(version: string): Promise<string> {
  if (process.versions.node.split('.')[0] === version.split('.')[0]) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const home = await cached(`${name}-${version}`, `Node ${version}`, (folder) =>
    npmInstall(folder, `${name}@${version}`),
  );
  return path.join(home, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

async function listeningPort(server: ChildProcess): Promise<number> {
  let output = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`VS Code's server ended with ${String(code)}:\n${output}`)));
  });
}

/** A name for the logs, so that stages of `npm test` running at the same time have their own. */
export const stageName = (process.env['CLAIMMARK_STAGE'] ?? 'last').replace(/\W+/g, '-');

/** Keeps the logs of the last run, including that of the extension host, for debugging. */
async function keepLogs(data: string): Promise<void> {
  const kept = path.join(root, 'out/logs/served', stageName);
  await rm(kept, { recursive: true, force: true });
  const logs = path.join(data, 'data', 'logs');
  if (await exists(logs)) await cp(logs, kept, { recursive: true });
}

/** Removes the server and its folder even after Ctrl+C and the like. */
function endWithUs(server: ChildProcess, data: string): void {
  process.once('exit', () => {
    server.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true, maxRetries: 2 });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(130));
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  const impatient = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(impatient);
}

/**
 * The environment without variables of a VS Code terminal or npm, which change the start of another VS Code; and
 * without a gallery of extensions, so that nothing is requested from the network.
 */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_)/.test(name));
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}

/** `C:\a\b` as `/C:/a/b`. */
function posix(file: string): string {
  const forward = path.resolve(file).replaceAll('\\', '/');
  return forward.startsWith('/') ? forward : `/${forward}`;
}
