import path from 'node:path';
import { severityOf, sayProblem, type Severity } from '../core/sidecar/problem';
import { findings as judge, type Finding as Judged, type Rule } from '../core/review/rules';
import { checkSidecar } from '../core/sidecar/check';
import { lineStarts, placeAt } from '../core/text/lines';
import { inEnglish } from '../core/text/translate';
import { shown } from './files';
import type { Placed } from '../core/exchange/format';
import type { Settings } from './settings';
import { exported, type Loaded } from './loading';
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
}

/** Everything wrong with a sidecar: the file, its spans, and the rules of the team. In the order of the file. */
export function check(shell: Shell, loaded: Loaded, settings: Settings): readonly Finding[] {
  const { file, sidecar, text } = loaded;
  const starts = lineStarts(sidecar.text);
  const at = (offset: number, rest: Pick<Finding, 'level' | 'rule' | 'message'>): Finding => {
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
  const judged = judge(text, exported(loaded, settings).annotations, settings.rules);
  return [...problems, ...judged.map((one) => at(spans.get(one.annotation.id) ?? 0, worded(one)))].sort(byPlace);
}

const byPlace = (a: Finding, b: Finding): number => a.line - b.line || a.column - b.column;

function missing({ source }: Loaded): Pick<Finding, 'level' | 'rule' | 'message'> {
  const message = source
    ? `The source ${path.basename(source)} is not here. The annotations wait for it; nothing is lost.`
    : 'The source lies out of the workspace, so it is not read.';
  return { level: 'error', rule: 'no-source', message };
}

function worded({ rule, level, annotation }: Judged<Placed>): Pick<Finding, 'level' | 'rule' | 'message'> {
  return {
    level,
    rule,
    message: `${sentence(rule)}: “${excerpt(annotation.text, 60)}” (${excerpt(annotation.id, 20)})`,
  };
}

function sentence(rule: Rule): string {
  switch (rule) {
    case 'lost':
      return 'These words are not in the source any more';
    case 'contested':
      return 'A reviewer disagrees with this tag';
    case 'verified-but-edited':
      return 'Verified, but the words have changed since';
    case 'unconfirmed-without-evidence':
      return 'Unconfirmed, and no evidence is given';
    case 'quote-without-speaker':
      return 'A quote without a speaker';
  }
}

/** Findings as `file:line:column: level: sentence`, as JSON, or as SARIF 2.1.0. */
export function written(all: readonly Finding[], format: 'text' | 'json' | 'sarif'): string {
  if (format === 'json') return `${JSON.stringify(all, null, 2)}\n`;
  if (format === 'sarif') return `${JSON.stringify(sarif(all), null, 2)}\n`;
  return all
    .map(({ file, line, column, level, message }) => `${inert(file)}:${line}:${column}: ${level}: ${message}\n`)
    .join('');
}

function sarif(all: readonly Finding[]): object {
  const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };
  const rules = [...new Set(all.map(({ rule }) => rule))].map((id) => ({ id }));
  const results = all.map(({ file, line, column, level, rule, message }) => ({
    ruleId: rule,
    level: levels[level],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  }));
  return {
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'claimmark', rules } }, columnKind: 'utf16CodeUnits', results }],
  };
}
