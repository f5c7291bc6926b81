import * as vscode from 'vscode';
import type { Round, Stop } from './round';

/** What rounds need of actions on annotations. */
interface RoundActions {
  /** Takes back the last action, with a message. */
  undo(): Promise<void>;
  /** Marks sources as finished or unfinished. */
  finish(sources: readonly string[], isFinished: boolean): Promise<void>;
}

/** Registers the commands of every round; `round` loads its code when one is first called. */
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
