import * as vscode from 'vscode';
import { placing, type Placed } from '../../core/exchange/format';
import { consensusOf } from '../../core/review/adjudicate';
import { annotatorOf, sidecarPath } from '../../core/sidecar/path';
import { isWhole, type Sidecar } from '../../core/sidecar/read';
import { halfMerged } from '../documents/git';
import { annotatedApart, type Apart } from '../review/annotators';
import { mayShowOthers } from '../review/others';
import { findSidecars } from '../storage/files';
import { readNow } from '../storage/sidecars';
import { readSource } from '../storage/readSource';
import type { CommandContext } from '../storage/commandContext';
import { warn } from '../ui/dialogs';
import { placeOf, sidecarOf, sourceApart, suffix, worksApart } from '../ui/names';
import type { Platform } from '../ui/platform';
import { inSlices } from '../ui/timeSlices';
import { gather, gatheredFrom, type Gathered } from './gather';

/** What a team states about its sources: the basis of briefs and reports. */
interface Statement {
  /** The sources meant, each once. */
  readonly sources: readonly Gathered[];
  /** All sources of the workspace: they may speak against those in `sources`. */
  readonly context: readonly Gathered[];
  /** What annotators marked apart in the sources meant. */
  readonly apart: readonly Apart[];
}

/**
 * Gathers what the team states about its sources, or one of them: the shared sidecar, or, if there is none, what all
 * annotators agree on, with the rest contested. Undefined, with a message, where a sidecar was not read completely, or
 * where a person who works apart does not want to see the marks of others.
 */
export async function gatherStatement(
  context: CommandContext,
  only: vscode.Uri | undefined,
): Promise<Statement | undefined> {
  const { store, platform } = context;
  const isMeant = ({ path }: vscode.Uri): boolean => !only || path === only.path;
  const sidecars = await readSidecars(context);
  const broken = sidecars.broken.filter(({ path }) => !only || path.startsWith(`${only.path}.`));
  if (broken.length > 0 && !(await leavesOut(broken))) return undefined;
  const apart = (await annotatedApart(store, platform, undefined)).filter(({ annotators }) => annotators.length > 0);
  const meant = apart.filter(({ source }) => isMeant(source));
  const seen = meant.map(({ source }) => source);
  if (worksApart() && seen.length > 0 && !(await mayShowOthers(context, seen))) return undefined;
  const shared = worksApart() ? await sharedOnDisk(sidecars, platform) : await sharedInStore(context, sidecars);
  const agreed = apart.filter((one) => isAgreedOn(one, sidecars)).map(agreedOn);
  const all = [...shared, ...agreed].sort((a, b) => a.source.localeCompare(b.source));
  return { sources: all.filter(({ uri }) => isMeant(uri)), context: all, apart: meant };
}

interface SidecarAt {
  readonly file: vscode.Uri;
  readonly sidecar: Sidecar;
}

/** All sidecars of the workspace. */
interface Sidecars {
  readonly whole: readonly SidecarAt[];
  /** Those not read completely, or with an unfinished merge of git. */
  readonly broken: readonly vscode.Uri[];
}

/** Takes sidecars from the store, or else reads them now. */
async function readSidecars({ store }: CommandContext): Promise<Sidecars> {
  const half = await halfMerged();
  const all = store
    .all()
    .flatMap(({ source, sidecar }) => (sidecar ? [{ file: sidecarOf(vscode.Uri.parse(source)), sidecar }] : []));
  const known = new Set(all.map(({ file }) => file.toString()));
  for (const file of await findSidecars()) {
    const read = known.has(file.toString()) ? undefined : await readNow(file, undefined);
    if (read) all.push({ file, sidecar: read.sidecar });
  }
  const isBroken = ({ file, sidecar }: SidecarAt): boolean => !isWhole(sidecar) || half.has(file.toString());
  return { whole: all.filter((one) => !isBroken(one)), broken: all.filter(isBroken).map(({ file }) => file) };
}

async function leavesOut(broken: readonly vscode.Uri[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const leaveOut = t('Leave Them Out');
  const names = broken.map(placeOf).join(', ');
  const message = t('Parts of {0} can’t be read. Correct them, or leave these files out.', names);
  return (await warn(message, leaveOut)) === leaveOut;
}

async function sharedInStore({ store, platform }: CommandContext, { broken }: Sidecars): Promise<readonly Gathered[]> {
  const leftOut = new Set(broken.map(String));
  const gathered = await gather(store, platform);
  return gathered.filter(({ uri }) => !leftOut.has(sidecarOf(uri).toString()));
}

/** The shared sidecars, for a person who works apart: their store holds their own. */
async function sharedOnDisk({ whole }: Sidecars, platform: Platform): Promise<readonly Gathered[]> {
  const shared: Gathered[] = [];
  for (const { file, sidecar } of whole) {
    const { entries, about } = sidecar;
    if (sourceApart(file, sidecar.source)) continue;
    const uri = file.with({ path: file.path.slice(0, -suffix.length) });
    const read = await readSource(uri, platform);
    const records = entries.map(({ annotation }) => annotation);
    const place = (text: string): Promise<readonly Placed[]> => inSlices(placing(text, records), platform);
    shared.push(await gatheredFrom(uri, { about, records, read }, place));
  }
  return shared;
}

/** Whether the annotators' agreement counts: only without a shared sidecar, and if all of theirs were read completely. */
function isAgreedOn({ source }: Apart, { whole, broken }: Sidecars): boolean {
  const isShared = ({ path }: vscode.Uri): boolean => path === sidecarPath(source.path);
  const isOfIt = (file: vscode.Uri): boolean => isShared(file) || annotatorOf(file.path, source.path) !== undefined;
  return !whole.some(({ file }) => isShared(file)) && !broken.some(isOfIt);
}

function agreedOn({ source, text, about, annotators }: Apart): Gathered {
  return { source: placeOf(source), uri: source, about, text, ...consensusOf(annotators) };
}
