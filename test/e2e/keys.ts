import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../vscode/run/bundle';

interface Manifest {
  readonly contributes: {
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly args?: unknown }[];
  };
}

const names: Readonly<Record<string, string>> = {
  ctrl: 'Control',
  alt: 'Alt',
  shift: 'Shift',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  enter: 'Enter',
  escape: 'Escape',
  delete: 'Delete',
  backspace: 'Backspace',
  space: 'Space',
};

/** The keys that the manifest binds to a command, as Playwright names them: one string for each chord. */
export function keysOf(command: string): string[] {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
  const binding = manifest.contributes.keybindings.find((one) => one.command === command);
  if (binding === undefined) throw new Error(`${command} has no key.`);
  return binding.key.split(' ').map((chord) =>
    chord
      .split('+')
      .map((key) => names[key] ?? key)
      .join('+'),
  );
}
