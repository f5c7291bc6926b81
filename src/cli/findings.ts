import { version } from '../../package.json';
import type { Severity } from '../core/sidecar/problem';
import { describeRule } from '../core/review/words';
import { rules, type Rule } from '../core/review/rules';
import type { Place } from '../core/text/lines';
import { escapeMarkdown } from '../core/text/markdown';
import { inEnglish } from '../core/text/translate';
import { wordsHash } from '../core/text/hashes';
import { inert, json } from './shell';

/** A problem, at a place of a sidecar. */
export interface Finding {
  /** The displayed path, from the current folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly level: Severity | 'information';
  /** The rule or problem, for machines. */
  readonly rule: string;
  /** Made inert, since it may contain words of the source. */
  readonly message: string;
  /** The id of the annotation, if it is about one. */
  readonly id?: string;
  /** The place of its words in the source. */
  readonly place?: { readonly file: string; readonly from: Place; readonly to: Place };
}

/** The order of the findings of one file. */
export const byPlace = (a: Finding, b: Finding): number => a.line - b.line || a.column - b.column;

/** Merges findings of several rounds: files in a given order, else as they came; each file's findings by place. */
export function inFileOrder(all: readonly Finding[], order: readonly string[] = []): readonly Finding[] {
  const files = new Map(order.map((file, index) => [file, index]));
  for (const { file } of all) if (!files.has(file)) files.set(file, files.size);
  return [...all].sort((a, b) => (files.get(a.file) ?? 0) - (files.get(b.file) ?? 0) || byPlace(a, b));
}

/** Formats of findings: `github` is for the log of a GitHub Actions job, `gitlab` is GitLab's Code Quality report. */
export const findingFormats = ['text', 'json', 'sarif', 'github', 'gitlab', 'markdown'] as const;
type FindingFormat = (typeof findingFormats)[number];

/** The places of files, for programs that show findings elsewhere. */
export interface FindingPlaces {
  /** A file's path from the top of the checkout. */
  fromTop(file: string): string;
  /** Prefix of that path in a link; without it, links are relative to the page. */
  readonly linkBase?: string | undefined;
}

/** Findings as `file:line:column: level: sentence`, or in a program's format. */
export function written(all: readonly Finding[], format: FindingFormat, places: FindingPlaces): string {
  switch (format) {
    case 'json':
      return `${json(all)}\n`;
    case 'sarif':
      return `${json(sarif(all, places))}\n`;
    case 'github':
      return all.map((one) => `${githubLine(one, places)}\n`).join('');
    case 'gitlab':
      return `${json(codeQuality(all, places))}\n`;
    case 'markdown':
      return summary(all, places);
    case 'text':
      return all
        .map(({ file, line, column, level, message }) => `${inert(file)}:${line}:${column}: ${level}: ${message}\n`)
        .join('');
  }
}

/** The place of a finding in a review: that of the words in the source, else that in the sidecar. */
function seen({ file, line, column, place }: Finding): { file: string; from: Place; to?: Place } {
  return place ?? { file, from: { line, column } };
}

const githubLevels = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

/** A command of GitHub Actions that shows a finding at its line in the pull request. */
function githubLine(finding: Finding, { fromTop }: FindingPlaces): string {
  const { file, from, to } = seen(finding);
  // GitHub uses columns only for words on one line.
  const columns = to?.line === from.line ? { col: from.column, endColumn: to.column } : {};
  const properties = {
    file: inert(fromTop(file)),
    line: from.line,
    ...(to && { endLine: to.line }),
    ...columns,
    title: `Claimmark: ${finding.rule}`,
  };
  const told = Object.entries(properties).map(([name, value]) => `${name}=${quotedFor(String(value), /[%\r\n:,]/g)}`);
  return `::${githubLevels[finding.level]} ${told.join(',')}::${quotedFor(finding.message, /[%\r\n]/g)}`;
}

const quotedFor = (text: string, signs: RegExp): string =>
  text.replace(signs, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

const gitlabLevels = { error: 'critical', warning: 'major', information: 'info', hint: 'info' };

/** GitLab's Code Quality report. Identical findings get different fingerprints. */
function codeQuality(all: readonly Finding[], { fromTop }: FindingPlaces): readonly object[] {
  const times = new Map<string, number>();
  return all.map((finding) => {
    const { file, from } = seen(finding);
    const print = fingerprintOf(finding);
    const before = times.get(print) ?? 0;
    times.set(print, before + 1);
    return {
      description: finding.message,
      check_name: finding.rule,
      fingerprint: before === 0 ? print : wordsHash(`${print}\n${before}`),
      severity: gitlabLevels[finding.level],
      location: { path: fromTop(file), lines: { begin: from.line } },
    };
  });
}

const titles = { error: 'Errors', warning: 'Warnings', information: 'Remarks', hint: 'Remarks' };

/** Most items of a kind listed in a comment, since hosts cut off or drop longer comments. */
const mostOfAKind = 50;

/** A list under a heading for a comment, with the number of omitted items. */
export function listed<T>(name: string, all: readonly T[], itemOf: (one: T) => string): readonly string[] {
  if (all.length === 0) return [];
  const more = all.length > mostOfAKind ? [`- and ${all.length - mostOfAKind} more`] : [];
  return [`**${name}**`, '', ...all.slice(0, mostOfAKind).map(itemOf), ...more, ''];
}

/** For a job's summary or a comment: errors first, each finding with a link to its line. */
function summary(all: readonly Finding[], places: FindingPlaces): string {
  const count = (title: string): number => all.filter(({ level }) => titles[level] === title).length;
  const parts = [...new Set(Object.values(titles))].filter((title) => count(title) > 0);
  const named = (title: string): string => (count(title) === 1 ? title.slice(0, -1) : title).toLowerCase();
  const head = parts.map((title) => `${count(title)} ${named(title)}`).join(', ');
  const itemOf = (one: Finding): string => `- ${placeLink(seen(one), places)} ${escapeForComment(one.message)}`;
  const lists = parts.flatMap((title) => {
    const own = all.filter(({ level }) => titles[level] === title);
    return listed(title, own, itemOf);
  });
  return [`### Claimmark: ${head || 'nothing to report'}`, '', ...lists].join('\n').replace(/\n*$/, '\n');
}

/**
 * Text as literal Markdown for a comment on GitHub or GitLab that mentions nobody and refers to no issue. Escaping with
 * a backslash does not prevent that, since hosts search the rendered text: @ana, #12, !12, GH-12.
 */
export function escapeForComment(text: string): string {
  return escapeMarkdown(text).replace(/\\?(@(?=[\p{L}\p{N}_-])|[#!](?=\d)|\bGH-(?=\d))/giu, '$1<!-- -->');
}

/** A link to a line of a file, with both as its text. */
export function placeLink(
  { file, from, to }: { readonly file: string; readonly from: Place; readonly to?: Place },
  { fromTop, linkBase }: FindingPlaces,
): string {
  const lines = to && to.line !== from.line ? `#L${from.line}-L${to.line}` : `#L${from.line}`;
  const name = linkBase === undefined ? file : fromTop(file);
  const target = name
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));
  return `[${escapeForComment(inert(file))}:${from.line}](${linkBase ?? ''}${target}${lines})`;
}

function fingerprintOf({ file, rule, id, message }: Finding): string {
  return wordsHash(`${file}\n${rule}\n${id ?? message}`);
}

/** SARIF: the place in the sidecar first, then that of the words in the source, and a fingerprint. */
function sarif(all: readonly Finding[], { fromTop }: FindingPlaces): object {
  const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };
  const ids = [...new Set(all.map(({ rule }) => rule))];
  const results = all.map((finding) => {
    const { file, line, column, level, rule, message, place } = finding;
    return {
      ruleId: rule,
      ruleIndex: ids.indexOf(rule),
      level: levels[level],
      message: { text: message },
      locations: [location(fromTop(file), { startLine: line, startColumn: column })],
      ...(place && {
        relatedLocations: [
          { id: 1, ...location(fromTop(place.file), regionOf(place)), message: { text: 'The words in the source' } },
        ],
      }),
      partialFingerprints: { 'claimmark/v1': fingerprintOf(finding) },
    };
  });
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
