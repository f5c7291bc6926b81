import type { Exported } from '../core/exchange/format';
import { consensusOf } from '../core/review/adjudicate';
import { isWhole } from '../core/sidecar/read';
import { annotatorOf, sidecarPath, suffix } from '../core/sidecar/path';
import type { Call } from './call';
import { shown } from './files';
import { halfMerged } from './git';
import { annotatorIn, loadWorkspace, type Loaded, type Placed } from './loading';
import { inert, type Shell } from './shell';
import { grouped } from '../core/text/grouped';

/** A team's statement about its sources: the input of briefs, reports and exports. */
interface Statement {
  /** The sources that the call means, each once. */
  readonly sources: readonly Exported[];
  /** All sources of the workspace, which may contradict `sources`. */
  readonly context: readonly Exported[];
  /** The sidecars that the call means, including annotators' own ones. */
  readonly loaded: readonly Loaded[];
}

/**
 * Gathers the statement for readers: the shared sidecar of each source; without one, the annotations on which all its
 * annotators agree, with the others as contested. If a sidecar is incomplete, says so and returns undefined, unless the
 * call leaves such sidecars out.
 */
export async function gatherStatement(call: Call): Promise<Statement | undefined> {
  const { loaded, all } = await loadWorkspace(call);
  const meant = new Set(loaded);
  const half = await halfMerged(call.shell.cwd);
  const why = (one: Loaded): Broken | undefined => whyNotWhole(one) ?? whyNotMerged(one, half);
  const broken = loaded.flatMap((one) => why(one) ?? []);
  if (!mayLeaveOut(call, broken)) return undefined;
  const notWhole = all.filter((one) => why(one) !== undefined);
  const isLeftOut = new Set(notWhole);
  const whole = all.filter((one) => !isLeftOut.has(one));
  const statedIn = (read: readonly Loaded[]): readonly Exported[] =>
    bySource(read).flatMap((group) => stated(group, notWhole));
  return {
    loaded: loaded.filter((one) => !isLeftOut.has(one)),
    sources: statedIn(whole.filter((one) => meant.has(one))),
    context: statedIn(whole),
  };
}

/** An incomplete sidecar, and why. */
export interface Broken {
  readonly file: string;
  readonly why: string;
}

/** Names the incomplete sidecars. Returns whether to go on without them. */
export function mayLeaveOut(call: Call, broken: readonly Broken[]): boolean {
  const isLeft = call.flag('leave-out-broken');
  const then = isLeft
    ? ', so it is left out.'
    : ', so nothing is made from it. Fix it, or leave it out with --leave-out-broken.';
  for (const { file, why } of broken) call.shell.err(`${inert(shown(call.shell, file))}: error: ${why}${then}`);
  return broken.length === 0 || isLeft;
}

/** Why a sidecar with an unfinished merge is incomplete: without conflict markers it holds one side alone. */
export function whyNotMerged({ file }: Pick<Loaded, 'file'>, half: ReadonlySet<string>): Broken | undefined {
  return half.has(file) ? { file, why: 'git has not finished merging this sidecar' } : undefined;
}

/** Why a sidecar was not read whole, so that the unread part might contradict the rest; undefined if it was. */
export function whyNotWhole({ file, sidecar, unreadable }: Loaded): Broken | undefined {
  if (unreadable !== undefined && sidecar.state === 'writable') return { file, why: 'its source can’t be read' };
  const why = whyHalf(sidecar);
  return why === undefined ? undefined : { file, why };
}

/** Why a sidecar may have been read only in part; undefined if it is whole. */
export function whyHalf(sidecar: Loaded['sidecar']): string | undefined {
  return isWhole(sidecar) ? undefined : reasons[sidecar.state];
}

/** Names the sidecars that may have been read only in part. Returns how many. */
export async function sayHalf({ shell }: Call, loaded: readonly Pick<Loaded, 'file' | 'sidecar'>[]): Promise<number> {
  const merging = await halfMerged(shell.cwd);
  const half = loaded.flatMap((one) => {
    const why = whyHalf(one.sidecar) ?? whyNotMerged(one, merging)?.why;
    return why === undefined ? [] : [halfLine(shell, one.file, why)];
  });
  half.forEach((line) => shell.err(line));
  return half.length;
}

export const halfLine = (shell: Shell, file: string, why: string): string =>
  `${inert(shown(shell, file))}: error: ${why}; what can be read of it may be half.`;

const reasons = {
  conflicted: 'this sidecar has conflict markers of git',
  broken: 'this sidecar can’t be read',
  newer: 'this sidecar has a newer version',
  writable: 'not all of this sidecar can be read (“claimmark check” says why)',
};

export function bySource(loaded: readonly Loaded[]): readonly (readonly Loaded[])[] {
  return [...grouped(loaded, ({ source, file }) => source ?? file.slice(0, -suffix.length)).values()];
}

/**
 * The statement of all sidecars of one source. The agreement of its annotators counts only if all their files are
 * whole, and there is no shared one, not even an unreadable one.
 */
export function stated(group: readonly Placed[], notWhole: readonly Pick<Loaded, 'file'>[]): readonly Exported[] {
  const shared = group.find(({ file, source }) => source === undefined || annotatorOf(file, source) === undefined);
  const [first] = group;
  if (shared || !first) return [(shared ?? (first as Placed)).exported];
  const { source = '' } = first;
  const isHalf = notWhole.some(({ file }) => file === sidecarPath(source) || annotatorOf(file, source) !== undefined);
  if (isHalf) return [];
  const annotators = group.map((one) => ({ name: annotatorIn(one) ?? '', annotations: one.exported.annotations }));
  return [{ ...first.exported, ...consensusOf(annotators) }];
}
