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

/** What a team says of its sources: what briefs and reports are made from. */
interface Statement {
  /** The sources that are meant, each once. */
  readonly sources: readonly Gathered[];
  /** All sources of the workspace: they may speak against what is in `sources`. */
  readonly context: readonly Gathered[];
  /** What annotators marked apart in the sources that are meant. */
  readonly apart: readonly Apart[];
}

/**
 * Gathers what the team says of its sources, or of one of them: the shared sidecar, and where there is none what all
 * its annotators agree on, with the rest as contested. Undefined, and said, where a sidecar that is meant is not whole,
 * or the person, who works apart, does not want to see what the others marked.
 */
export async function gatherStatement(
  context: CommandContext,
  only: vscode.Uri | undefined,
): Promise<Statement | undefined> {
  const { store, platform } = context;
  const isMeant = ({ path }: vscode.Uri): boolean => !only || path === only.path;
  const files = await sidecars(context);
  const broken = files.filter((one) => !one.isWhole && (!only || one.file.path.startsWith(`${only.path}.`)));
  if (broken.length > 0 && !(await leavesOut(broken))) return undefined;
  const apart = (await annotatedApart(store, platform, undefined)).filter(({ annotators }) => annotators.length > 0);
  const meant = apart.filter(({ source }) => isMeant(source));
  const seen = meant.map(({ source }) => source);
  if (worksApart() && seen.length > 0 && !(await mayShowOthers(context, seen))) return undefined;
  const shared = worksApart() ? await sharedOnDisk(files, platform) : await sharedInStore(context, files);
  const agreed = apart.filter((one) => isAgreedOn(one, files)).map(agreedOn);
  const all = [...shared, ...agreed].sort((a, b) => a.source.localeCompare(b.source));
  return { sources: all.filter(({ uri }) => isMeant(uri)), context: all, apart: meant };
}

interface SidecarAt {
  readonly file: vscode.Uri;
  readonly sidecar: Sidecar;
  /** Whether it was read whole, and git has no merge of it under way. */
  readonly isWhole: boolean;
}

/** Every sidecar of the workspace: as the store knows it, else as it is read now. */
async function sidecars({ store }: CommandContext): Promise<readonly SidecarAt[]> {
  const half = await halfMerged();
  const at = (file: vscode.Uri, sidecar: Sidecar): SidecarAt => {
    return { file, sidecar, isWhole: isWhole(sidecar) && !half.has(file.toString()) };
  };
  const known = store
    .all()
    .flatMap(({ source, sidecar }) => (sidecar ? [at(sidecarOf(vscode.Uri.parse(source)), sidecar)] : []));
  const names = new Set(known.map(({ file }) => file.toString()));
  const others: SidecarAt[] = [];
  for (const file of await findSidecars()) {
    const read = names.has(file.toString()) ? undefined : await readNow(file, undefined);
    if (read) others.push(at(file, read.sidecar));
  }
  return [...known, ...others];
}

async function leavesOut(broken: readonly SidecarAt[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const leaveOut = t('Leave Them Out');
  const names = broken.map(({ file }) => placeOf(file)).join(', ');
  const message = t('Parts of {0} can’t be read. Correct them, or leave these files out.', names);
  return (await warn(message, leaveOut)) === leaveOut;
}

async function sharedInStore(
  { store, platform }: CommandContext,
  files: readonly SidecarAt[],
): Promise<readonly Gathered[]> {
  const broken = new Set(files.flatMap(({ file, isWhole }) => (isWhole ? [] : [file.toString()])));
  const gathered = await gather(store, platform);
  return gathered.filter(({ uri }) => !broken.has(sidecarOf(uri).toString()));
}

/** For whoever works apart: the store holds their own sidecars. */
async function sharedOnDisk(files: readonly SidecarAt[], platform: Platform): Promise<readonly Gathered[]> {
  const shared: Gathered[] = [];
  for (const { file, sidecar, isWhole } of files) {
    const { entries, about } = sidecar;
    if (!isWhole || sourceApart(file, sidecar.source)) continue;
    const uri = file.with({ path: file.path.slice(0, -suffix.length) });
    const read = await readSource(uri, platform);
    const records = entries.map(({ annotation }) => annotation);
    const place = (text: string): Promise<readonly Placed[]> => inSlices(placing(text, records), platform);
    shared.push(await gatheredFrom(uri, { about, records, read }, place));
  }
  return shared;
}

/** Whether what annotators agree on counts: where there is a shared sidecar, that does, and all of theirs have to be whole. */
function isAgreedOn({ source }: Apart, files: readonly SidecarAt[]): boolean {
  return files.every(({ file, isWhole }) => {
    if (file.path === sidecarPath(source.path)) return false;
    return isWhole || annotatorOf(file.path, source.path) === undefined;
  });
}

function agreedOn({ source, text, about, annotators }: Apart): Gathered {
  return { source: placeOf(source), uri: source, about, text, ...consensusOf(annotators) };
}
