import path from 'node:path';
import { isBrief } from '../core/brief/update';
import type { SourceIndex } from '../core/crosslink/index';
import { kin, shownFrom } from '../core/crosslink/kin';
import { LinkGraph, matrixCsv, matrixMarkdown, matrixOf } from '../core/crosslink/links';
import { originsOf } from '../core/crosslink/origins';
import type { QuoteMatch } from '../core/crosslink/quoteCheck';
import { sentenceAt } from '../core/detect/sentences';
import { readingDraft, type DraftClaim, type DraftUnlike, type DraftQuote } from '../core/state/draft';
import { indexSources } from '../core/state/sourceIndex';
import type { Span } from '../core/text/change';
import { drain } from '../core/text/steps';
import { lineStarts, offsetAt, placeAt, placesIn } from '../core/text/lines';
import type { Call } from './call';
import { byPlace, written, type Finding } from './findings';
import { findTexts, readText, shown } from './files';
import { load, loadWorkspace } from './loading';
import { linkedSources } from './references';
import { excerpt, findings, inert, json, quoted, sound, WrongUse } from './shell';
import { sayHalf } from './statement';
import { sidecarPath } from '../core/sidecar/path';

/**
 * The texts that the paths mean, or of all sources below the current folder, by their displayed paths. A named file
 * must be a text; among the others, briefs and files that are no texts are left out and named.
 */
async function textsOf(
  call: Call,
  given: readonly string[],
  besides: readonly string[] = [],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const { file, isNamed } of await findTexts(call.shell, given.length > 0 ? given : ['.'])) {
    if (besides.includes(file)) continue;
    const text = await readText(file).catch((error: unknown) => {
      if (isNamed || !(error instanceof WrongUse)) throw error;
      call.shell.err(inert(`${error.message} It was left out.`));
      return null;
    });
    if (text === undefined) throw new WrongUse(`${shown(call.shell, file)}: there is no such file.`);
    if (text !== null && (isNamed || !isBrief(text))) texts.set(shown(call.shell, file), text);
  }
  return texts;
}

const indexOf = (texts: ReadonlyMap<string, string>): SourceIndex =>
  indexSources([...texts].map(([name, text]) => ({ name, text })));

/** Lists the sentences of other sources that state the same fact as a line, an annotation or given words. */
export async function showKin(call: Call): Promise<number> {
  const words = call.option('text');
  const place = words === undefined ? call.paths[0] : undefined;
  const others = words === undefined ? call.paths.slice(1) : call.paths;
  if (words === undefined && place === undefined)
    throw new WrongUse(
      'Name a line or an annotation: claimmark kin article.txt:12, article.txt#k7m2q9xd; or --text WORDS.',
    );
  const asked = place === undefined ? undefined : await placeOf(call, place);
  const texts = await textsOf(call, others);
  if (asked) texts.set(asked.source, asked.text);
  const query = asked ? { source: asked.source, ...asked.span } : { text: words ?? '' };
  const found = kin(indexOf(texts), query, 20).filter(({ score }) => call.flag('all') || score >= shownFrom);
  const textOf = (source: string): string => texts.get(source) ?? '';
  const at = placesIn(textOf);
  const rows = found.map(({ source, from, to, score, why }) => ({
    source,
    ...at(source, from),
    ...{ start: from, end: to, score, text: textOf(source).slice(from, to), why },
  }));
  // The passage asked about is one of the passages, since a copy of it is no confirmation.
  const own = asked ? [{ source: asked.source, text: asked.text.slice(asked.span.from, asked.span.to) }] : [];
  const passages = [...own, ...rows];
  const origins = originsOf(passages);
  if (call.flag('json')) {
    const originOf = (row: number): number => origins.findIndex((one) => one.passages.includes(row + own.length));
    call.shell.out(`${json(rows.map((row, i) => ({ ...row, origin: originOf(i) })))}\n`);
    return sound;
  }
  for (const { source, line, column, text, why } of rows) {
    const words = why.flatMap((one) => one.words).join(', ');
    call.shell.out(`${inert(source)}:${line}:${column}: ${quoted(text, 200)} (${inert(words)})\n`);
  }
  if (passages.length > 1)
    call.shell.err(`sources: ${new Set(passages.map(({ source }) => source)).size}, origins: ${origins.length}`);
  if (rows.length === 0) call.shell.err('No other source clearly states this. --all shows the closest matches.');
  return sound;
}

async function placeOf(call: Call, given: string): Promise<{ source: string; text: string; span: Span }> {
  const [, name = '', line, id] = /^(.*?)(?::(\d+)(?::\d+)?|#([^#]+))$/su.exec(given) ?? [];
  const file = path.resolve(call.shell.cwd, name);
  const text = name === '' ? undefined : await readText(file);
  if (text === undefined)
    throw new WrongUse(
      `${given}: there is no such line or annotation. Name a line, as article.txt:12, or an annotation, as article.txt#k3x9.`,
    );
  const source = shown(call.shell, file);
  if (line !== undefined) {
    const starts = lineStarts(text);
    if (Number(line) < 1 || Number(line) > starts.length) throw new WrongUse(`${given}: there is no such line.`);
    return { source, text, span: sentenceAt(text, offsetAt(starts, { line: Number(line), column: 1 })) };
  }
  const { sidecar, found } = await load(sidecarPath(file), call.settings);
  const at = sidecar.entries.findIndex(({ annotation }) => annotation.id === id);
  const span = found[at]?.span;
  if (!span) throw new WrongUse(`${given}: there is no such annotation, or its words are lost.`);
  return { source, text, span };
}

/** Checks each quotation of a draft against sources, word for word. */
export async function checkQuotes(call: Call): Promise<number> {
  const format = call.format(['text', 'json', 'sarif']);
  const [draft, ...sources] = call.paths;
  if (draft === undefined)
    throw new WrongUse('Name the draft, and the sources that it quotes: claimmark quotes draft.md a.txt b.txt');
  const file = path.resolve(call.shell.cwd, draft);
  const text = await readText(file);
  if (text === undefined) throw new WrongUse(`${draft}: there is no such file.`);
  const texts = await textsOf(call, sources, [file]);
  if (texts.size === 0) throw new WrongUse('There is no source to search.');
  const index = indexOf(texts);
  const { quotes, claims } = drain(readingDraft(index, text));
  const compared = comparing(shown(call.shell, file), text, texts);
  const altered = quotes.flatMap((one) => judged(compared, one));
  const unstated = call.flag('claims') ? claims.flatMap((one) => unsupported(compared, one)) : [];
  call.shell.out(written([...altered, ...unstated].sort(byPlace), format, call.places));
  if (format === 'text')
    call.shell.err(`quotations: ${quotes.length}, findings: ${altered.length}${said(claims, call)}`);
  return altered.length > 0 ? findings : sound;
}

const said = (claims: readonly DraftClaim[], call: Call): string =>
  call.flag('claims')
    ? `, claims: ${claims.length}, not found in a source: ${claims.filter(({ isStated }) => !isStated).length}`
    : '';

/** A draft and its sources. The line starts of each are computed once for all findings. */
interface Compared {
  readonly draft: string;
  readonly textOf: (source: string) => string;
  /** The place of an offset in the draft. */
  readonly at: (offset: number) => Pick<Finding, 'file' | 'line' | 'column'>;
  readonly placeIn: (source: string, span: Span) => NonNullable<Finding['place']>;
}

function comparing(file: string, draft: string, texts: ReadonlyMap<string, string>): Compared {
  const lines = lineStarts(draft);
  const textOf = (source: string): string => texts.get(source) ?? '';
  const at = placesIn(textOf);
  return {
    draft,
    textOf,
    at: (offset) => ({ file, ...placeAt(lines, offset) }),
    placeIn: (source, { from, to }) => ({ file: source, from: at(source, from), to: at(source, to) }),
  };
}

/** What sources state otherwise than a draft's claim; or, as a remark, that none states it in similar words. */
function unsupported(compared: Compared, { from, to, nearest, isStated, unlike }: DraftClaim): readonly Finding[] {
  if (isStated) return unlike.map((one) => otherwise(compared, one));
  const [best] = nearest;
  const at = { ...compared.at(from), level: 'information' as const, rule: 'claim-without-source' };
  const message = `No source clearly states this: ${quoted(compared.draft.slice(from, to), 80)}`;
  if (!best) return [{ ...at, message: inert(message) }];
  const place = compared.placeIn(best.source, best);
  return [{ ...at, message: inert(`${message} (nearest: ${best.source}:${place.from.line})`), place }];
}

function otherwise({ draft, textOf, at, placeIn }: Compared, { aspect, a, b, source }: DraftUnlike): Finding {
  const place = placeIn(source, b);
  const [here, there] = [excerpt(draft.slice(a.from, a.to), 40), excerpt(textOf(source).slice(b.from, b.to), 40)];
  const message = `Another ${aspect}: “${here}” here, “${there}” in ${source}:${place.from.line}`;
  return { ...at(a.from), level: 'information', rule: 'claim-otherwise', message: inert(message), place };
}

function judged(compared: Compared, { from, to, found }: DraftQuote): readonly Finding[] {
  const quote = compared.draft.slice(from, to);
  if (found.verdict === 'verbatim' || found.verdict === 'honest') return [];
  const at = { ...compared.at(from), level: 'warning' as const };
  if (found.verdict === 'absent')
    return [{ ...at, rule: 'quote-absent', message: inert(`No source has these words: ${quoted(bare(quote), 80)}`) }];
  const place = compared.placeIn(found.source, found);
  const reason = reasonOf(found, quote, compared.textOf(found.source));
  const message = `${reason}: ${quoted(bare(quote), 80)} (${found.source}:${place.from.line})`;
  return [{ ...at, rule: 'quote-altered', message: inert(message), place }];
}

/** A quotation without its quotation marks. */
const bare = (quote: string): string => quote.replace(/^["“„«»‘'‚]+|["”“»«’']+$/gu, '');

function reasonOf({ fault, differences }: QuoteMatch, quote: string, text: string): string {
  const changes = differences.slice(0, 3).map((one) => {
    const [here, there] = [quote.slice(one.quote.from, one.quote.to), text.slice(one.source.from, one.source.to)];
    if (there === '') return `“${excerpt(here, 40)}” added`;
    return `${here === '' ? 'without' : `“${excerpt(here, 40)}” for`} “${excerpt(there, 40)}”`;
  });
  const words = changes.length > 0 ? ` (${changes.join(', ')})` : '';
  if (fault === 'speaker') return 'The source attributes these words to somebody else';
  if (fault === 'joined') return `Words of different people are joined${words}`;
  if (fault === 'negation') return `A negation is left out or put in${words}`;
  return `Not word for word${words}`;
}

/** Writes what each source states about each cluster of linked claims. */
export async function showMatrix(call: Call): Promise<number> {
  const format = call.choice('format', ['markdown', 'csv'], call.out?.endsWith('.csv') ? 'csv' : 'markdown');
  const before = await call.readOut();
  const { loaded } = await loadWorkspace(call);
  const half = await sayHalf(call, loaded);
  const matrix = matrixOf(linkedSources(call, loaded));
  if (call.flag('json')) call.shell.out(`${json(matrix)}\n`);
  else await call.write(format === 'csv' ? matrixCsv(matrix) : matrixMarkdown(matrix), before);
  return half > 0 ? findings : sound;
}

/** Lists the links of sources, in both directions. */
export async function showLinks(call: Call): Promise<number> {
  const { loaded, all } = await loadWorkspace(call);
  const half = await sayHalf(call, loaded);
  const graph = new LinkGraph(linkedSources(call, all));
  const meant = new Set(linkedSources(call, loaded).map(({ source }) => source));
  const isMeant = (key: string): boolean => meant.has(key.slice(0, key.lastIndexOf('#')));
  const edges = graph.edges.filter(({ from, to }) => isMeant(from) || isMeant(to));
  const rows = edges.map(({ from, to, link }) => ({
    from,
    to,
    relation: link.relation,
    by: link.by,
    created: link.created,
    note: link.note,
    dangling: graph.annotation(to) === undefined,
  }));
  if (call.flag('json')) call.shell.out(`${json(rows)}\n`);
  else
    for (const { from, to, relation, dangling } of rows)
      call.shell.out(
        `${inert(from)} ${relation} ${inert(to)}${dangling ? ' (not there)' : ''}: ${quoted(graph.annotation(from)?.text ?? '', 60)} — ${quoted(graph.annotation(to)?.text ?? '', 60)}\n`,
      );
  return half > 0 || rows.some(({ dangling }) => dangling) ? findings : sound;
}
