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

/** What a team says of its sources: what briefs, reports and exports are made from. */
interface Statement {
  /** The sources that the call means, each once. */
  readonly sources: readonly Exported[];
  /** All sources of the workspace: they may speak against what is in `sources`. */
  readonly context: readonly Exported[];
  /** The sidecars that the call means, as they were read, annotators' own ones among them. */
  readonly loaded: readonly Loaded[];
}

/**
 * Gathers what the call means, for readers: the shared sidecar of each source, and where there is none what all its
 * annotators agree on, with the rest as contested. Undefined, and said, where a sidecar is not whole, unless the call
 * leaves such ones out.
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

/** A sidecar that is not whole, and why. */
export interface Broken {
  readonly file: string;
  readonly why: string;
}

/** Says which sidecars are not whole. Answers whether something is made all the same. */
export function mayLeaveOut(call: Call, broken: readonly Broken[]): boolean {
  const isLeft = call.flag('leave-out-broken');
  const then = isLeft
    ? ', so it is left out.'
    : ', so nothing is made from it. Mend it, or leave it out with --leave-out-broken.';
  for (const { file, why } of broken) call.shell.err(`${inert(shown(call.shell, file))}: error: ${why}${then}`);
  return broken.length === 0 || isLeft;
}

/** Of a sidecar of which git has a merge under way: one without markers holds one side alone, and what the other says is elsewhere. */
export function whyNotMerged({ file }: Pick<Loaded, 'file'>, half: ReadonlySet<string>): Broken | undefined {
  return half.has(file) ? { file, why: 'git has not finished merging this sidecar' } : undefined;
}

/** Why not all of a sidecar was read: what could not be might speak against the rest. Undefined where all of it was. */
export function whyNotWhole({ file, sidecar, unreadable }: Loaded): Broken | undefined {
  if (unreadable !== undefined && sidecar.state === 'writable') return { file, why: 'its source can’t be read' };
  const why = whyHalf(sidecar);
  return why === undefined ? undefined : { file, why };
}

/** Why what was read of a sidecar may be half of it; undefined where it is whole. */
export function whyHalf(sidecar: Loaded['sidecar']): string | undefined {
  return isWhole(sidecar) ? undefined : reasons[sidecar.state];
}

/** Says which sidecars may have been read by half. Answers how many. */
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
  newer: 'this sidecar is of a newer version',
  writable: 'not all of this sidecar can be read (“claimmark check” says why)',
};

export function bySource(loaded: readonly Loaded[]): readonly (readonly Loaded[])[] {
  return [...grouped(loaded, ({ source, file }) => source ?? file.slice(0, -suffix.length)).values()];
}

/**
 * What all sidecars of one source come to. What its annotators agree on is told only where all of their files are whole,
 * and there is no shared one, not even one that can't be read.
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
