import path from 'node:path';
import { pathFrom } from '../node/pathFrom';
import { severityOf, sayProblem } from '../core/sidecar/problem';
import { assessTexts, keyOf, type Assessments } from '../core/review/grounds';
import { sayFinding } from '../core/review/words';
import { findings as judge, type Finding as Judged } from '../core/review/rules';
import { annotatorOf } from '../core/sidecar/path';
import { checkSidecar } from '../core/sidecar/check';
import { lineStarts, placeAt, withLf } from '../core/text/lines';
import { inEnglish } from '../core/text/translate';
import { shown } from './files';
import { byPlace, type Finding } from './findings';
import { type Loaded } from './loading';
import type { Settings } from './settings';
import { excerpt, inert, quoted, type Shell } from './shell';

type Rest = Pick<Finding, 'level' | 'rule' | 'message' | 'id' | 'place'>;

/**
 * Everything wrong with some sidecars: the files, their spans, and the team's rules. In the order of the files. `all`
 * are the sidecars of the workspace, since one may contradict another.
 */
export function checkAll(
  shell: Shell,
  loaded: readonly Loaded[],
  all: readonly Loaded[],
  settings: Settings,
  half: ReadonlySet<string> = new Set(),
): readonly Finding[] {
  const assessed = assessing(all, settings);
  return loaded.flatMap((one) =>
    half.has(one.file) ? [halfMerge(shell, one)] : check(shell, one, assessed(one), settings),
  );
}

function halfMerge(shell: Shell, { file, sidecar }: Loaded): Finding {
  const message =
    sidecar.state === 'conflicted'
      ? 'git has not finished merging this file: resolve what is between the markers, then git add it.'
      : 'git has not finished merging this file, and it may hold only one side. Merge it (git checkout --merge, or claimmark merge), then git add it.';
  return { file: shown(shell, file), line: 1, column: 1, level: 'error', rule: 'half-merge', message };
}

/** The assessments that count for a sidecar: an annotator's own is judged with the shared ones of other sources. */
export function assessing(all: readonly Loaded[], settings: Settings): (one: Loaded) => Assessments {
  const known = new Map<string, Assessments>();
  const whole = all.filter(({ sidecar }) => sidecar.state === 'writable');
  const shared = whole.filter((one) => ownerOf(one) === undefined).map((one) => one.exported);
  return (one) => {
    const owner = ownerOf(one) ?? '';
    const ours = known.get(owner);
    if (ours) return ours;
    const own = owner === '' ? [] : whole.filter((other) => ownerOf(other) === owner);
    const assessments = assessTexts(
      own.map((other) => other.exported),
      settings.settledBy,
      shared,
    );
    known.set(owner, assessments);
    return assessments;
  };
}

function ownerOf({ file, source }: Loaded): string | undefined {
  return source === undefined ? undefined : annotatorOf(file, source);
}

function check(shell: Shell, loaded: Loaded, assessments: Assessments, settings: Settings): readonly Finding[] {
  const { file, sidecar, text } = loaded;
  const starts = lineStarts(sidecar.text);
  const [name, sourceName] = [shown(shell, file), shown(shell, loaded.source ?? file)];
  const at = (offset: number, rest: Rest): Finding => {
    const { line, column } = placeAt(starts, offset);
    return { file: name, line, column, ...rest, message: inert(rest.message) };
  };
  const tags = settings.tags.map((tag) => tag.id);
  const inside = pathFrom(settings.root, file);
  const surroundings = inside.startsWith('../') ? { tags } : { tags, path: inside };
  const problems = checkSidecar(sidecar, surroundings).map((problem) =>
    at(problem.span.from, { level: severityOf(problem), rule: problem.code, message: sayProblem(problem, inEnglish) }),
  );
  if (text === undefined || loaded.unreadable !== undefined) return [...problems, at(0, missing(loaded))];
  const spans = new Map(sidecar.entries.map((entry) => [entry.annotation.id, entry.span.from]));
  const { source } = loaded.exported;
  const own = sidecar.entries.flatMap(({ annotation }) => assessments.get(keyOf(source, annotation.id)) ?? []);
  const sourceStarts = lineStarts(text);
  const plain = withLf(text);
  const judged = judge(own, settings.rules).map((one) =>
    at(spans.get(one.assessment.annotation.id) ?? 0, worded(one, sourceName, sourceStarts, plain)),
  );
  return [...problems, ...judged].sort(byPlace);
}

function missing({ source, unreadable }: Loaded): Rest {
  if (unreadable !== undefined) return { level: 'error', rule: 'not-text', message: unreadable };
  const message = source
    ? `The source ${path.basename(source)} is not here. The annotations wait for it; nothing is lost.`
    : 'The source is outside the workspace, so it is not read.';
  return { level: 'error', rule: 'no-source', message };
}

/** For lost words that still occur in their source: in too many places, or in another context. */
const notSurely =
  'These words are in the source, but perhaps not where they were tagged; line, before and after can say where';

function worded(finding: Judged, source: string, starts: readonly number[], text: string): Rest {
  const { rule, level, assessment } = finding;
  const { annotation, span } = assessment;
  const place = span && { file: source, from: placeAt(starts, span.from), to: placeAt(starts, span.to) };
  const isThere = rule === 'lost' && text.includes(annotation.text);
  const sentence = isThere ? notSurely : sayFinding(finding, inEnglish);
  return {
    level,
    rule,
    message: `${sentence}: ${quoted(annotation.text, 60)} (${excerpt(annotation.id, 20)})`,
    id: annotation.id,
    ...(place && { place }),
  };
}
