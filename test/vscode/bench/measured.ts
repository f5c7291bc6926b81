import * as fs from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { applyChanges } from '../../../src/core/text/change';
import { readSidecar } from '../../../src/core/sidecar/read';
import { newSidecar, revise } from '../../../src/core/sidecar/write';
import { annotate, prose } from '../../bench/large';
import type { Api } from '../../../src/vscode/extension';
import { workspaceFolder } from '../suite/workspace';

declare const MARK: string;

/** A source of invented prose with so many annotations, and its sidecar. */
export async function put(name: string, length: number, count: number, seed: number): Promise<vscode.Uri> {
  const text = prose(length, seed);
  const empty = readSidecar(newSidecar(path.basename(name)));
  const revisions = annotate(text, count).records.map((record) => {
    const after = { ...record, id: `${seed.toString(36)}${record.id}`.slice(0, 10) };
    return { of: 'annotation' as const, id: after.id, after };
  });
  const file = path.join(workspaceFolder().fsPath, name);
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, text);
  await fs.writeFile(`${file}.claims.yaml`, applyChanges(empty.text, revise(empty, revisions).changes));
  return vscode.Uri.file(file);
}

export async function activate(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('claimmark.claimmark');
  if (!extension) throw new Error('Claimmark is not here.');
  return extension.activate();
}

/** Of all that an extension host prints, the runner passes on what carries the mark. */
export function report(what: string, figure: string): void {
  console.log(MARK, `${what}: ${figure}`);
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Waits until nothing has run here for long through a whole second: what opening a text began is over. */
export async function quiet(): Promise<void> {
  for (let lag = Infinity; lag > 15;) {
    const stop = watchLag();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    lag = stop();
  }
}

export function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

/** The longest time for which nothing else could run in this extension host since it was called. */
export function watchLag(): () => number {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  return () => {
    clearInterval(timer);
    return longest;
  };
}
