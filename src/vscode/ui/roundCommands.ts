import * as vscode from 'vscode';
import type { KeyMode, Stop } from './keyMode';

/** What rounds do to annotations. */
interface RoundActions {
  /** Takes back the last action, and says so. */
  undo(): Promise<void>;
  /** Says of sources that they are done. */
  finish(sources: readonly string[], isFinished: boolean): Promise<void>;
}

/** The commands that every round has, whose code is loaded when one is first called: on, back, out of it, and back on what was done last. */
export function registerSteps<S extends Stop>(
  tour: () => KeyMode<S>,
  prefix: string,
  { undo, finish }: RoundActions,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(`${prefix}.undo`, () => tour().undo(undo)),
    vscode.commands.registerCommand(`${prefix}.next`, () => tour().press(() => tour().go(1))),
    vscode.commands.registerCommand(`${prefix}.previous`, () => tour().press(() => tour().go(-1))),
    vscode.commands.registerCommand(`${prefix}.leave`, () => tour().end()),
    vscode.commands.registerCommand(`${prefix}.onward`, () => tour().onward()),
    vscode.commands.registerCommand(`${prefix}.finish`, () =>
      tour().finish((source) => finish([source.toString()], true)),
    ),
  );
}
