import { parse } from 'yaml';
import type { Annotation, Selector } from '../../../src/core/model/annotation';
import type { Any } from './any';

/** The content of a file, and the file as a person might have written it. */
export interface Written {
  readonly text: string;
  readonly annotations: readonly Annotation[];
  readonly dismissed: readonly Selector[];
  readonly comments: readonly string[];
  /** The text of each entry on lines of its own, from its dash. */
  readonly entries: readonly string[];
}

/** Writes a sidecar like a person: odd quoting, comments, custom keys, flow maps, any order and indentation. */
export function written(any: Any, count: number): Written {
  const comments: string[] = [];
  const pen = penOf(any, comments);
  const annotations = Array.from({ length: count }, () => any.annotation());
  const dismissed = Array.from({ length: any.chance(0.3) ? 1 + any.below(2) : 0 }, () => any.selector());
  const out: string[] = [];
  if (any.chance(0.7)) out.push('# Claims in source.txt. Safe to edit by hand.');
  out.push(`claimmark: 1${pen.trailing()}`, `source: ${pen.scalar('source.txt', 0)}`);
  if (any.chance(0.4)) out.push('about:', `  title: ${pen.scalar(any.line(), 2)}`);
  if (any.chance(0.2)) out.push(`x-tool: ${pen.scalar(any.string(), 0)}`);
  out.push(...pen.comment(0));
  const entries: string[] = [];
  for (const [key, list] of [
    ['annotations', annotations],
    ['dismissed', dismissed],
  ] as const) {
    if (key === 'dismissed' && list.length === 0) continue;
    if (list.length === 0) {
      out.push(any.pick(['annotations: []', 'annotations:', 'annotations: [] # none yet']));
      continue;
    }
    out.push(`${key}:${pen.trailing()}`);
    const indent = any.pick([0, 2, 2, 2, 4]);
    for (const record of list) {
      out.push(...pen.comment(indent));
      const entry = pen.entry(record, indent);
      if (key === 'annotations') entries.push(entry.trimStart());
      out.push(entry);
      if (any.chance(0.8)) out.push('');
    }
  }
  const eol = any.pick(['\n', '\n', '\r\n']);
  const all = out.join('\n').replace(/\n+$/, '') + (any.chance(0.9) ? '\n' : '');
  const text = (any.chance(0.1) ? '\ufeff' : '') + all.replaceAll('\n', eol);
  return {
    text,
    annotations,
    dismissed,
    comments: comments.filter((comment) => text.includes(comment)),
    entries: entries.map((entry) => entry.replaceAll('\n', eol)),
  };
}

interface Pen {
  scalar(value: string, indent: number): string;
  entry(record: object, indent: number): string;
  comment(indent: number): readonly string[];
  trailing(): string;
}

function penOf(any: Any, comments: string[]): Pen {
  const remark = (): string => {
    const comment = `# ${any.line()} ${any.id()}`;
    comments.push(comment);
    return comment;
  };
  const trailing = (): string => (any.chance(0.04) ? ` ${remark()}` : '');
  const comment = (indent: number): readonly string[] => (any.chance(0.08) ? [' '.repeat(indent) + remark()] : []);
  const flow = (value: unknown): string => {
    if (typeof value === 'string')
      return any.chance(0.5) ? doubled(value, any) : flat(value) ? singled(value) : doubled(value, any);
    if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
    if (typeof value !== 'object' || value === null) return String(value);
    return `{${Object.entries(value)
      .map(([key, inner]) => `${key}: ${flow(inner)}`)
      .join(', ')}}`;
  };
  const scalar = (value: string, indent: number): string => {
    const kind = any.below(10);
    if (kind < 4 && isPlain(value)) return value + trailing();
    if (kind < 6 && flat(value)) return singled(value) + trailing();
    if (kind < 9 && isBlock(value)) return block(value, indent, any);
    return doubled(value, any) + trailing();
  };
  const pairs = (record: object, indent: number): string[] => {
    const entries: [string, unknown][] = Object.entries(record);
    if (any.chance(0.15)) entries.splice(any.below(entries.length + 1), 0, [`x-${any.id()}`, any.string()]);
    if (any.chance(0.2)) entries.sort(() => any.number() - 0.5);
    return entries.flatMap(([key, value]) => [
      ...comment(indent),
      `${' '.repeat(indent)}${key}:${inMap(value, indent)}`,
    ]);
  };
  const inMap = (value: unknown, indent: number): string => {
    if (typeof value === 'string') return ' ' + scalar(value, indent);
    if (typeof value !== 'object' || value === null) return ` ${String(value)}${trailing()}`;
    if (any.chance(0.1)) return ' ' + flow(value);
    if (!Array.isArray(value)) return '\n' + pairs(value, indent + any.pick([1, 2, 2, 4])).join('\n');
    const deeper = indent + any.pick([0, 2, 2, 4]);
    return '\n' + (value as object[]).map((item) => listed(item, deeper)).join('\n');
  };
  const listed = (record: object, indent: number): string => {
    if (any.chance(0.05)) return `${' '.repeat(indent)}- ${flow(record)}`;
    const gap = any.pick([1, 1, 1, 3]);
    const lines = pairs(record, indent + 1 + gap);
    const start = lines.findIndex((line) => !line.trimStart().startsWith('#'));
    lines.splice(0, start);
    return `${' '.repeat(indent)}-${' '.repeat(gap)}${lines.join('\n').trimStart()}`;
  };
  return { scalar, entry: listed, comment, trailing };
}

/** Whether a value is printable, on one line, and needs no escapes. */
function flat(value: string): boolean {
  return !/[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u.test(value);
}

function isPlain(value: string): boolean {
  if (!flat(value) || value.trim() !== value || value.length > 60 || value === '' || /^[&*!]/.test(value)) return false;
  if (/^[A-Za-z“][^:#]{6,}$/.test(value)) return true;
  if (value.includes(': ') || value.includes(' #')) return false;
  try {
    return (parse(`- k: ${value}\n`) as { k: unknown }[])[0]?.k === value;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

function singled(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function doubled(value: string, any: Any): string {
  const json = JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'),
  );
  return any.chance(0.1) ? json.replace(/^"[a-z]/, (start) => `"\\x${start.charCodeAt(1).toString(16)}`) : json;
}

function isBlock(value: string): boolean {
  return (
    value.split('\n').every((line) => flat(line)) &&
    /\S/.test(value) &&
    !value.startsWith('\n') &&
    !/^[\s]/.test(value) &&
    !/[^\S\n]+(?:\n|$)|\n\n$/.test(value)
  );
}

function block(value: string, indent: number, any: Any): string {
  const margin = ' '.repeat(indent + any.pick([2, 2, 1, 4]));
  const end = /\n*$/.exec(value)?.[0].length ?? 0;
  const header = end === 0 ? '|-' : '|';
  const body = (end === 0 ? value : value.slice(0, -1)).split('\n').map((line) => (line === '' ? '' : margin + line));
  return [header, ...body].join('\n');
}
