import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes lines to a file, like the native logger but without rotation. */
const spdlog = `
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
class Logger {
  constructor(type, name, file) {
    this.file = file;
    this.level = 2;
    for (const [level, word] of levels.entries())
      this[word] = (message) => {
        if (level >= this.level) appendFileSync(file, new Date().toISOString() + ' [' + word + '] ' + message + '\\n');
      };
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() {}
}
const create = async (name, file) => {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
};
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

/** Ends the extension host when the process that started it has ended. */
const watchdog = `
const alive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
exports.start = (pid) => setInterval(() => alive(pid) || process.exit(87), 3000).unref();
exports.exit = (code) => process.exit(code || 0);
`;

/** Replaces two native modules with plain JavaScript, since a machine with only Node can't compile them. */
export async function replaceNatives(vscode: string): Promise<void> {
  for (const [name, code] of Object.entries({ spdlog, 'native-watchdog': watchdog })) {
    const folder = path.join(vscode, 'node_modules', '@vscode', name);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'index.js'), code);
  }
}
