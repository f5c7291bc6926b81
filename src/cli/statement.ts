import type { Exported } from '../core/exchange/format';
import { consensusOf } from '../core/review/adjudicate';
import { severityOf } from '../core/sidecar/problem';
import { annotatorOf, sidecarPath, suffix } from '../core/sidecar/path';
import type { Call } from './call';
import { shown } from './files';
import { annotatorIn, loadWorkspace, type Loaded } from './loading';
import { inert } from './shell';

/** What a team says of its sources: what briefs, reports and exports are made from. */
export interface Statement {
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
  const broken = loaded.filter((one) => !isWhole(one));
  for (const { file, sidecar, unreadable } of broken)
    call.shell.err(`${inert(shown(call.shell, file))}: error: ${unreadable === undefined ? whyNotWhole[sidecar.state] : 'its source can’t be read'}${leaveOut(call)}`); // prettier-ignore
  if (broken.length > 0 && !call.flag('leave-out-broken')) return undefined;
  const whole = all.filter(isWhole);
  const notWhole = all.filter((one) => !isWhole(one));
  const statedIn = (read: readonly Loaded[]): readonly Exported[] => bySource(read).flatMap((group) => stated(group, notWhole)); // prettier-ignore
  return {
    loaded: loaded.filter(isWhole),
    sources: statedIn(whole.filter((one) => meant.has(one))),
    context: statedIn(whole),
  };
}

/** Whether all of a sidecar was read: what could not be might speak against the rest. */
function isWhole({ sidecar, unreadable }: Loaded): boolean {
  return (
    unreadable === undefined &&
    sidecar.state === 'writable' &&
    !sidecar.problems.some((problem) => severityOf(problem) === 'error')
  );
}

const whyNotWhole = {
  conflicted: 'this sidecar has conflict markers of git',
  broken: 'this sidecar can’t be read',
  newer: 'this sidecar is of a newer version',
  writable: 'not all of this sidecar can be read (“claimmark check” says why)',
};

function leaveOut(call: Call): string {
  return call.flag('leave-out-broken')
    ? ', so it is left out.'
    : ', so nothing is made from it. Mend it, or leave it out with --leave-out-broken.';
}

function bySource(loaded: readonly Loaded[]): readonly (readonly Loaded[])[] {
  const groups = new Map<string, Loaded[]>();
  for (const one of loaded) {
    const name = one.source ?? one.file.slice(0, -suffix.length);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()];
}

/**
 * What all sidecars of one source come to. What its annotators agree on is told only where all of their files are whole,
 * and there is no shared one, not even one that can't be read.
 */
function stated(group: readonly Loaded[], notWhole: readonly Loaded[]): readonly Exported[] {
  const shared = group.find(({ file, source }) => source === undefined || annotatorOf(file, source) === undefined);
  const [first] = group;
  if (shared || !first) return [(shared ?? (first as Loaded)).exported];
  const { source = '' } = first;
  const isHalf = notWhole.some(({ file }) => file === sidecarPath(source) || annotatorOf(file, source) !== undefined);
  if (isHalf) return [];
  const annotators = group.map((one) => ({ name: annotatorIn(one) ?? '', annotations: one.exported.annotations }));
  return [{ ...first.exported, ...consensusOf(annotators) }];
}
