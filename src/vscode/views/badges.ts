import * as vscode from 'vscode';
import { gathered } from '../ui/debounce';
import { noFilter } from '../../core/query/filter';
import { tallying, type Tally } from '../../core/query/count';
import type { Sheet } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { wordsOfNeeds } from '../ui/reviewStatus';

/** Shows the number of a source's annotations in the explorer, with `!` if some need a person, in a colour for what they need. */
export function showBadges(store: Store): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri[] | undefined>();
  const tallyOf = tallying('source', noFilter);
  const firing = gathered(200, (sources) => {
    // VS Code handles a few hundred files at once; beyond that it may ask again for all it shows.
    changed.fire(sources.size > 200 ? undefined : [...sources].map((source) => vscode.Uri.parse(source)));
  });
  return vscode.Disposable.from(
    changed,
    store.onDidChange(({ source, stirred }) => stirred && firing.soon(source)),
    vscode.workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration('claimmark.explorerBadges') && changed.fire(undefined),
    ),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: (file) => decorationOf(store.get(file.toString()), tallyOf),
    }),
    firing,
  );
}

function decorationOf(sheet: Sheet | undefined, tallyOf: (sheet: Sheet) => Tally): vscode.FileDecoration | undefined {
  if (!sheet || sheet.records.length === 0) return undefined;
  if (!vscode.workspace.getConfiguration('claimmark').get('explorerBadges', true)) return undefined;
  const { t } = vscode.l10n;
  const tally = tallyOf(sheet);
  const { total, attention: needs, lost, contested, questioned, edited } = tally;
  const look = lost > 0 ? 'lost' : contested + questioned > 0 ? 'contested' : edited > 0 ? 'edited' : undefined;
  const color = look && new vscode.ThemeColor(`claimmark.${look}Foreground`);
  const count = total === 1 ? t('1 annotation') : t('{0} annotations', total);
  const words = [count, ...wordsOfNeeds(tally)].join(', ');
  return needs > 0
    ? new vscode.FileDecoration(needs > 9 ? '!+' : `!${String(needs)}`, words, color)
    : new vscode.FileDecoration(total > 99 ? '9+' : String(total), words);
}
