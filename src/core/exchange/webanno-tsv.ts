import type { Annotation } from '../model/annotation';
import { withLf } from '../text/lines';
import { eachInSteps } from '../text/steps';
import { textOf } from './bytes';
import type { Draft, Format, Parsing } from './format';
import { idsIn } from './ids';
import { linkDraft } from './links';
import { excerptOf } from './records';
import { tagAmong } from './uima-cas-json';

/**
 * WebAnno TSV 3.x of WebAnno and INCEpTION (https://webanno.github.io/webanno/releases/3.6.11/docs/user-guide.html):
 * one token per line with its offsets in UTF-16 and a column for each feature of each layer. Tokens whose values have
 * the same number in brackets are one span. Chains are not imported.
 */
export const webannoTsv: Format = {
  id: 'webanno-tsv',
  title: 'WebAnno TSV (WebAnno, INCEpTION)',
  extension: '.tsv',
  reads: 'WebAnno TSV 3',
  lossless: false,
  carries: { out: [], in: ['note', 'links', 'texts'] },
  parse,
};

interface Layer {
  readonly kind: 'SP' | 'CH' | 'RL';
  readonly name: string;
  /** Empty for a layer without features, which still has one column. */
  readonly features: readonly string[];
  /** For relations: the layer of the spans that they connect. */
  readonly base: string;
}

/** A token, or a part of one, with its cells. */
interface Row {
  readonly at: number;
  /** Its name in relations: `1-3`. */
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly token: string;
  readonly cells: readonly string[];
}

function* parse(content: string | Uint8Array): Parsing {
  const whole = textOf(content);
  if (typeof whole !== 'string') return whole;
  const lines = withLf(whole).split('\n');
  if (!/^#FORMAT=WebAnno TSV 3/.test(lines[0] ?? '')) return { code: 'not-this-format' };
  const layers = lines.flatMap((line) => layerOf(line) ?? []);
  const { rows, sentences, drafts } = yield* rowsIn(lines);
  const text = wholeText(sentences, rows);
  const spans: Spans = new Map();
  let column = 0;
  for (const layer of layers) {
    const width = Math.max(1, layer.features.length) + (layer.kind === 'RL' ? 1 : 0);
    const made =
      layer.kind === 'RL'
        ? yield* relationsOf(layer, rows, column, spans)
        : yield* draftsOf(layer, rows, column, text, spans);
    for (const draft of made) drafts.push(draft);
    column += width;
  }
  return { documents: [{ names: [], text, drafts: drafts.sort((a, b) => a.at - b.at) }], unit: 'utf-16', lines: true };
}

/** The tokens of a file with their sentences; other lines become left-out drafts. */
function* rowsIn(
  lines: readonly string[],
): Generator<undefined, { rows: Row[]; sentences: { text: string; first: number }[]; drafts: Draft[] }> {
  const rows: Row[] = [];
  const drafts: Draft[] = [];
  const sentences: { text: string; first: number }[] = [];
  for (const [i, line] of lines.entries()) {
    yield;
    if (line.startsWith('#Text=')) {
      const last = sentences.at(-1);
      // A sentence over several lines has a comment for each of them.
      if (last && lines[i - 1]?.startsWith('#Text=')) last.text += `\n${unescaped(line.slice(6))}`;
      else sentences.push({ text: unescaped(line.slice(6)), first: rows.length });
    }
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, id = '', from, to, token = '', rest = ''] =
      /^(\d+-\d+(?:\.\d+)?)\t(\d+)-(\d+)\t([^\t]*)(?:\t(.*))?$/.exec(line) ?? [];
    if (from === undefined) drafts.push({ at: i + 1, name: excerptOf(line), left: { code: 'malformed' } });
    else
      rows.push({
        at: i + 1,
        id,
        from: Number(from),
        to: Number(to),
        token: unescaped(token),
        cells: rest.split('\t'),
      });
  }
  return { rows, sentences, drafts };
}

function layerOf(line: string): Layer | undefined {
  const [, kind, name = '', features = ''] = /^#T_(SP|CH|RL)=([^|]*)((?:\|[^|]*)*)$/.exec(line.trim()) ?? [];
  if (kind === undefined) return undefined;
  const named = features
    .split('|')
    .slice(1)
    .filter((feature) => feature !== '' && !feature.startsWith('BT_'));
  const [, base = ''] = /\|BT_([^|]*)/.exec(features) ?? [];
  return { kind: kind as Layer['kind'], name, features: named, base };
}

/** The text, from the sentences and the offsets of their tokens, with blanks between sentences. */
function wholeText(sentences: readonly { text: string; first: number }[], rows: readonly Row[]): string {
  const parts: string[] = [];
  let length = 0;
  for (const { text, first } of sentences) {
    const row = rows[first];
    const start = row ? row.from - Math.max(0, text.indexOf(row.token)) : length;
    const gap = Math.min(Math.max(0, start - length), 1 << 20);
    parts.push(gap > 0 ? ' '.repeat(gap - 1) + '\n' : '', text);
    length += gap + text.length;
  }
  return parts.join('');
}

/** A cell or sentence with its escapes resolved. */
function unescaped(text: string): string {
  return text.replace(/\\([\\[\]|_\->;*tnr])/g, (_, unit: string) => ({ t: '\t', n: '\n', r: '\r' })[unit] ?? unit);
}

interface Open {
  readonly at: number;
  /** The first token. */
  readonly id: string;
  readonly from: number;
  to: number;
  readonly values: Map<string, string>;
}

/** The spans that relations refer to: by layer and first token, and by layer and number. */
type Spans = Map<string, Draft>;

const keyOf = (layer: string, token: string, number = '0'): string =>
  number === '0' ? `${layer} ${token}` : `${layer} [${number}]`;

/** Relations: each is at its end's token, with its start's token in a column of its own, `1-3` or `1-3[9_0]`. */
function* relationsOf(layer: Layer, rows: readonly Row[], column: number, spans: Spans): Generator<undefined, Draft[]> {
  const width = Math.max(1, layer.features.length);
  const all = yield* eachInSteps(rows, ({ at, id, token, cells }): readonly Draft[] => {
    const values = layer.features.map((_, n) => split(cells[column + n] ?? '').map(({ value }) => value));
    return (cells[column + width] ?? '').split('|').flatMap((start, i): readonly Draft[] => {
      const [, from, first, last] = /^(\d+-\d+(?:\.\d+)?)(?:\[(\d+)_(\d+)\])?$/.exec(start) ?? [];
      const said = values
        .flatMap((list) => list[i] ?? '*')
        .filter((value) => value !== '*')
        .map(unescaped);
      if (from === undefined && /^[_*]?$/.test(start) && said.length === 0) return [];
      const ends = [spans.get(keyOf(layer.base, from ?? '', first)), spans.get(keyOf(layer.base, id, last))];
      const name = excerptOf(layer.name.replace(/^.*\./, ''), ...said, from ?? start, '→', id, `“${token}”`);
      return [from === undefined ? { at, name, left: { code: 'malformed' } } : linkDraft({ at, name }, said[0], ends)];
    });
  });
  return all.flat();
}

function* draftsOf(
  layer: Layer,
  rows: readonly Row[],
  column: number,
  text: string,
  named: Spans,
): Generator<undefined, Draft[]> {
  const spans: Open[] = [];
  const byNumber = new Map<string, Open>();
  const features = layer.features.length > 0 ? layer.features : ['*'];
  for (const row of rows) {
    yield;
    // Several annotations of a token have the same order in each of its columns.
    const here: Open[] = [];
    features.forEach((feature, n) => {
      if (isSlot(features, n)) return;
      split(row.cells[column + n] ?? '').forEach(({ value, number }, i) => {
        const known = number === undefined ? here[i] : byNumber.get(number);
        const open = known ?? { at: row.at, id: row.id, from: row.from, to: row.to, values: new Map<string, string>() };
        if (!known) spans.push(open);
        here[i] = open;
        if (number !== undefined) byNumber.set(number, open);
        open.to = Math.max(open.to, row.to);
        if (value !== '*') open.values.set(feature, unescaped(value));
      });
    });
  }
  const idOf = idsIn(text);
  const drafts = yield* eachInSteps(spans, (span) => {
    const draft = draftOf(layer, span, text, idOf);
    const key = keyOf(layer.name, span.id);
    // If several begin at a token, relations use their numbers instead.
    if (draft.annotation && !named.has(key)) named.set(key, draft);
    return draft;
  });
  const ofSpans = new Map(spans.map((span, i) => [span, drafts[i]]));
  for (const [number, open] of byNumber) {
    const draft = ofSpans.get(open);
    if (draft?.annotation) named.set(keyOf(layer.name, '', number), draft);
  }
  return [...drafts, ...slotsOf(layer, rows, column)];
}

/** Whether a column is of a feature that refers to spans: its own column has the roles, the next their tokens. */
function isSlot(features: readonly string[], n: number): boolean {
  return isRole(features[n]) || isRole(features[n - 1]);
}

const isRole = (feature = ''): boolean => feature.startsWith('ROLE_');

/** Left-out drafts for the slots of a layer's spans. */
function slotsOf({ name, features }: Layer, rows: readonly Row[], column: number): Draft[] {
  const roles = features.flatMap((feature, n) => (isRole(feature) ? [n] : []));
  return rows.flatMap(({ at, token, cells }) =>
    roles.flatMap((n): readonly Draft[] => {
      const [role = '_', target = '_'] = [cells[column + n], cells[column + n + 1]];
      const isEmpty = [role, target].every((cell) => /^[_*|]*$/.test(cell));
      const said = excerptOf(name.replace(/^.*\./, ''), `“${token}”`, role, target);
      return isEmpty ? [] : [{ at, name: said, left: { code: 'no-place', kind: 'link' } }];
    }),
  );
}

/** The annotations in a cell, each with its number if it has one. */
function split(cell: string): { value: string; number: string | undefined }[] {
  if (cell === '_' || cell === '') return [];
  return (cell.match(/(?:\\.|[^|\\])+/g) ?? []).map((part) => {
    const [, value = part, number] = /^(.*?)(?<!\\)\[(\d+)\]$/s.exec(part) ?? [];
    return { value, number };
  });
}

function draftOf(layer: Layer, { at, from, to, values }: Open, text: string, idOf: ReturnType<typeof idsIn>): Draft {
  const short = layer.name.replace(/^.*\./, '');
  const words = text.slice(from, to);
  const plain = [...values].filter(([feature]) => feature !== '*');
  const name = excerptOf(short, ...plain.map(([, value]) => value), `“${words}”`);
  if (layer.kind !== 'SP') return { at, name, left: { code: 'no-place', kind: 'chain' } };
  const { tag, note } = tagAmong(plain, short);
  const id = idOf(layer.name, tag, from, to);
  const annotation: Annotation = { id, tag, text: '', ...(note !== '' && { note }) };
  return { at, name, annotation, pointer: { from, to } };
}
