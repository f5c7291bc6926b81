import path from 'node:path';
import { version } from '../../package.json';
import { severityOf, sayProblem, type Severity } from '../core/sidecar/problem';
import { assessTexts, keyOf, type Assessments } from '../core/review/grounds';
import { describeRule, sayFinding } from '../core/review/words';
import { findings as judge, rules, type Finding as Judged, type Rule } from '../core/review/rules';
import { annotatorOf } from '../core/sidecar/path';
import { checkSidecar } from '../core/sidecar/check';
import { lineStarts, placeAt, type Place } from '../core/text/lines';
import { inEnglish } from '../core/text/translate';
import { wordsHash } from '../core/text/wordsHash';
import { shown } from './files';
import { exported, type Loaded } from './loading';
import type { Settings } from './settings';
import { excerpt, inert, type Shell } from './shell';

/** One thing wrong, at a place of a sidecar. */
export interface Finding {
  /** As people read it, from where they stand. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly level: Severity | 'information';
  /** The rule or problem, for machines. */
  readonly rule: string;
  /** Inert: it may hold words of the source. */
  readonly message: string;
  /** The id of the annotation, where it is about one. */
  readonly id?: string;
  /** Where its words stand in the source. */
  readonly place?: { readonly file: string; readonly from: Place; readonly to: Place };
}

type Rest = Pick<Finding, 'level' | 'rule' | 'message' | 'id' | 'place'>;

/**
 * Everything wrong with some sidecars: the files, their spans, and the rules of the team. In the order of the files.
 * `all` are the sidecars of the workspace: what one of them says may speak against another.
 */
export function checkAll(
  shell: Shell,
  loaded: readonly Loaded[],
  all: readonly Loaded[],
  settings: Settings,
  half: ReadonlySet<string> = new Set(),
): readonly Finding[] {
  const assessed = assessing(all, settings);
  return loaded.flatMap((one) => [
    ...(half.has(one.file) ? [halfMerge(shell, one)] : []),
    ...check(shell, one, assessed(one), settings),
  ]);
}

function halfMerge(shell: Shell, { file, sidecar }: Loaded): Finding {
  const message =
    sidecar.state === 'conflicted'
      ? 'git has not finished merging this file: settle what stands between the markers, then git add it.'
      : 'git has not finished merging this file, and it may hold one side alone. Merge it (git checkout --merge, or claimmark merge), then git add it.'; // prettier-ignore
  return { file: shown(shell, file), line: 1, column: 1, level: 'error', rule: 'half-merge', message };
}

/** The assessments that count for a sidecar: an annotator's own ones are judged with the shared ones of other sources. */
export function assessing(all: readonly Loaded[], settings: Settings): (one: Loaded) => Assessments {
  const known = new Map<string, Assessments>();
  const whole = all.filter(({ sidecar }) => sidecar.state === 'writable');
  const shared = whole.filter((one) => ownerOf(one) === undefined).map((one) => exported(one, settings));
  return (one) => {
    const owner = ownerOf(one) ?? '';
    const ours = known.get(owner);
    if (ours) return ours;
    const own = owner === '' ? [] : whole.filter((other) => ownerOf(other) === owner);
    const assessments = assessTexts(own.map((other) => exported(other, settings)), settings.settledBy, shared); // prettier-ignore
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
  const at = (offset: number, rest: Rest): Finding => {
    return { file: shown(shell, file), ...placeAt(starts, offset), ...rest, message: inert(rest.message) };
  };
  const tags = settings.tags.map((tag) => tag.id);
  const inside = path.relative(settings.root, file).replaceAll(path.sep, '/');
  const surroundings = inside.startsWith('../') ? { tags } : { tags, path: inside };
  const problems = checkSidecar(sidecar, surroundings).map((problem) =>
    at(problem.span.from, { level: severityOf(problem), rule: problem.code, message: sayProblem(problem, inEnglish) }),
  );
  if (text === undefined) return [...problems, at(0, missing(loaded))];
  const spans = new Map(sidecar.entries.map((entry) => [entry.annotation.id, entry.span.from]));
  const { source } = exported(loaded, settings);
  const own = sidecar.entries.flatMap(({ annotation }) => assessments.get(keyOf(source, annotation.id)) ?? []);
  const sourceStarts = lineStarts(text);
  const judged = judge(own, settings.rules).map((one) =>
    at(spans.get(one.assessment.annotation.id) ?? 0, worded(one, shown(shell, loaded.source ?? file), sourceStarts)),
  );
  return [...problems, ...judged].sort(byPlace);
}

const byPlace = (a: Finding, b: Finding): number => a.line - b.line || a.column - b.column;

/** Findings of several rounds as one: files in the order in which they came, each file's in its own order. */
export function inFileOrder(all: readonly Finding[]): readonly Finding[] {
  const files = [...new Set(all.map(({ file }) => file))];
  return [...all].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || byPlace(a, b));
}

function missing({ source, unreadable }: Loaded): Rest {
  if (unreadable !== undefined) return { level: 'error', rule: 'not-text', message: unreadable };
  const message = source
    ? `The source ${path.basename(source)} is not here. The annotations wait for it; nothing is lost.`
    : 'The source lies out of the workspace, so it is not read.';
  return { level: 'error', rule: 'no-source', message };
}

function worded(finding: Judged, source: string, starts: readonly number[]): Rest {
  const { rule, level, assessment } = finding;
  const { annotation, span } = assessment;
  const place = span && { file: source, from: placeAt(starts, span.from), to: placeAt(starts, span.to) };
  const sentence = sayFinding(finding, inEnglish);
  return {
    level,
    rule,
    message: `${sentence}: “${excerpt(annotation.text, 60)}” (${excerpt(annotation.id, 20)})`,
    id: annotation.id,
    ...(place && { place }),
  };
}

/** Findings as `file:line:column: level: sentence`, as JSON, or as SARIF 2.1.0. */
export function written(all: readonly Finding[], format: 'text' | 'json' | 'sarif'): string {
  if (format === 'json') return `${JSON.stringify(all, null, 2)}\n`;
  if (format === 'sarif') return `${JSON.stringify(sarif(all), null, 2)}\n`;
  return all
    .map(({ file, line, column, level, message }) => `${inert(file)}:${line}:${column}: ${level}: ${message}\n`)
    .join('');
}

/** With the place in the sidecar first, that of the words in the source beside it, and what tells it from others. */
function sarif(all: readonly Finding[]): object {
  const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };
  const ids = [...new Set(all.map(({ rule }) => rule))];
  const results = all.map(({ file, line, column, level, rule, message, id, place }) => ({
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: levels[level],
    message: { text: message },
    locations: [location(file, { startLine: line, startColumn: column })],
    ...(place && { relatedLocations: [{ id: 1, ...location(place.file, regionOf(place)), message: { text: 'The words in the source' } }] }), // prettier-ignore
    partialFingerprints: { 'claimmark/v1': wordsHash(`${file}\n${rule}\n${id ?? message}`) },
  }));
  const driver = {
    name: 'Claimmark',
    semanticVersion: version,
    rules: ids.map((id) => ({ id, shortDescription: { text: describe(id) } })),
  };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
}

function location(file: string, region: object): object {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri }, region } };
}

function regionOf({ from, to }: NonNullable<Finding['place']>): object {
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

function describe(id: string): string {
  if ((rules as readonly string[]).includes(id)) return describeRule(id as Rule, inEnglish);
  return id === 'no-source' ? 'The source of a sidecar is not there' : `The sidecar has a problem: ${id}`;
}
