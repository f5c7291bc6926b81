import * as vscode from 'vscode';
import type { Round, Stop } from './round';

/** What rounds do to annotations. */
interface RoundActions {
  /** Takes back the last action, and says so. */
  undo(): Promise<void>;
  /** Says of sources that they are done. */
  finish(sources: readonly string[], isFinished: boolean): Promise<void>;
}

/** The commands that every round has, whose code is loaded when one is first called: on, back, out of it, and back on what was done last. */
export function registerRound<S extends Stop>(
  round: () => Round<S>,
  prefix: string,
  { undo, finish }: RoundActions,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(`${prefix}.undo`, () => round().undo(undo)),
    vscode.commands.registerCommand(`${prefix}.next`, () => round().press(() => round().go(1))),
    vscode.commands.registerCommand(`${prefix}.previous`, () => round().press(() => round().go(-1))),
    vscode.commands.registerCommand(`${prefix}.leave`, () => round().end()),
    vscode.commands.registerCommand(`${prefix}.onward`, () => round().onward()),
    vscode.commands.registerCommand(`${prefix}.finish`, () =>
      round().finish((source) => finish([source.toString()], true)),
    ),
  );
}
