import * as vscode from 'vscode';
import type { Verdict } from '../../core/model/annotation';
import type { CommandContext } from '../storage/commandContext';
import { undoLast } from '../storage/undo';
import type { Round } from '../ui/round';
import { registerRound } from '../ui/roundCommands';
import type { Rows } from '../ui/targets';
import { WhenNeeded } from '../ui/whenNeeded';
import { beginReview, judge, noteOn, reviewOfSources, type Reviewer } from './review';

/** Registers review: a reviewer goes through unreviewed annotations and gives each a verdict with one key. */
export function registerReview(context: CommandContext): vscode.Disposable {
  const reviewer: Reviewer = { name: '' };
  const made = new WhenNeeded(() => reviewOfSources(context, reviewer));
  const round = (): Round => made.get();
  const on = (name: string, run: (...rows: Rows) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`claimmark.${name}`, (...rows: [...Rows]) => run(...rows));
  const verdict =
    (name: Verdict) =>
    (...rows: Rows) =>
      context.tagged().then(() => judge(context, round(), rows, name));
  return vscode.Disposable.from(
    made,
    on('review', (...rows) => beginReview(context, round(), reviewer, rows)),
    on('agree', verdict('agree')),
    on('disagree', verdict('disagree')),
    on('unsure', verdict('unsure')),
    on('review.agree', verdict('agree')),
    on('review.disagree', verdict('disagree')),
    on('review.unsure', verdict('unsure')),
    on('review.note', () => round().press(() => noteOn(context, round()))),
    registerRound(round, 'claimmark.review', { undo: () => undoLast(context), finish: context.finish }),
  );
}
