import * as vscode from 'vscode';
import type { Desk } from '../ui/commandContext';
import type { Platform } from '../storage/platform';
import { registerBrief } from '../commands/brief';
import { registerExchange } from '../commands/exchange';
import { registerReport } from '../commands/report';

/** What leaves the workspace: briefs, reports, and exchange with other tools. */
export function registerSharing(desk: Desk, platform: Platform, media: vscode.Uri): vscode.Disposable {
  return vscode.Disposable.from(
    registerBrief(desk.store, platform),
    registerExchange(desk, platform),
    registerReport(desk.store, platform, media),
  );
}
