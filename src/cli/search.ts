import { createSearch } from '../core/query/search';
import { placesIn } from '../core/text/lines';
import { drain } from '../core/text/steps';
import type { Call } from './call';
import { shown } from './files';
import { loadWorkspace, type Loaded } from './loading';
import { excerpt, findings, inert, json, quoted, sound, WrongUse } from './shell';
import { sayHalf } from './statement';

/** Most results without `--limit`, more than anybody reads. */
const usualLimit = 100;

/** Searches annotations, and on request the lines of their sources. */
export async function search(call: Call): Promise<number> {
  const query = call.paths.join(' ').trim();
  if (query === '') throw new WrongUse('Say what to search for: claimmark search nine million');
  const limit = limitOf(call);
  const { loaded } = await loadWorkspace(call, []);
  await sayHalf(call, loaded);
  const rows = [...annotationsWith(call, loaded, query, limit)];
  if (call.flag('texts')) rows.push(...linesWith(call, loaded, query, limit - rows.length));
  if (call.flag('json')) call.shell.out(`${json(rows)}\n`);
  else for (const row of rows) call.shell.out(lineOf(row));
  if (rows.length === limit) call.shell.err(`claimmark: these are the first ${limit}; --limit sets another number.`);
  return rows.length > 0 ? sound : findings;
}

interface Row {
  readonly source: string;
  /** From 1; undefined if the words are lost. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** Only for annotations, not for lines of a text. */
  readonly id?: string;
  readonly tag?: string;
  readonly text: string;
}

function limitOf(call: Call): number {
  const given = call.option('limit') ?? String(usualLimit);
  if (!/^[1-9]\d{0,6}$/.test(given)) throw new WrongUse('--limit is a number from 1.');
  return Number(given);
}

function* annotationsWith(call: Call, loaded: readonly Loaded[], query: string, limit: number): Generator<Row> {
  const byFile = new Map(loaded.map((one) => [one.file, one]));
  const sheets = loaded.map(({ file, sidecar }) => ({
    source: file,
    records: sidecar.entries.map((one) => one.annotation),
  }));
  const names = {
    nameOf: (file: string) => shown(call.shell, byFile.get(file)?.source ?? file),
    labelOf: (_: string, tag: string) => call.settings.tags.find(({ id }) => id === tag)?.label ?? tag,
  };
  const placeAt = placesIn((file) => byFile.get(file)?.text ?? '');
  for (const { source: file, annotation } of drain(createSearch().find(sheets, query, limit, names))) {
    const one = byFile.get(file);
    const at = one?.sidecar.entries.findIndex((entry) => entry.annotation === annotation) ?? -1;
    const span = one?.found[at]?.span;
    const place = span && placeAt(file, span.from);
    yield {
      source: names.nameOf(file),
      line: place?.line,
      column: place?.column,
      id: annotation.id,
      tag: annotation.tag,
      text: annotation.text,
    };
  }
}

/** The lines of sources that contain every word, in any case. */
function* linesWith(call: Call, loaded: readonly Loaded[], query: string, limit: number): Generator<Row> {
  const words = query.toLowerCase().split(/\s+/);
  const seen = new Set<string>();
  let left = limit;
  for (const { file, source = file, text } of loaded) {
    if (text === undefined || seen.has(source)) continue;
    seen.add(source);
    for (const [i, line] of text.split(/\r\n|\r|\n/).entries()) {
      const lower = line.toLowerCase();
      if (!words.every((word) => lower.includes(word))) continue;
      if (left-- <= 0) return;
      yield { source: shown(call.shell, source), line: i + 1, column: lower.indexOf(words[0] ?? '') + 1, text: line };
    }
  }
}

function lineOf({ source, line, column, tag, text }: Row): string {
  const place = line === undefined ? 'lost' : `${line}:${column}`;
  return `${inert(source)}:${place}: ${tag === undefined ? '' : `${excerpt(tag, 40)}: `}${quoted(text)}\n`;
}
