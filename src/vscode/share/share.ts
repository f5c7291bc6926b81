import * as vscode from 'vscode';
import type { Desk } from '../desk';
import type { Platform } from '../platform';
import { registerBrief } from './brief';
import { registerExchange } from './exchange';
import { registerReport } from './report';

/** What leaves the workspace: briefs, reports, and exchange with other tools. */
export function registerSharing(desk: Desk, platform: Platform, media: vscode.Uri): vscode.Disposable {
  return vscode.Disposable.from(
    registerBrief(desk.store, platform),
    registerExchange(desk, platform),
    registerReport(desk.store, platform, media),
  );
}
