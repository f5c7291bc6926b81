import type { Annotation } from '../core/model/annotation';
import { isEdited, keyOf } from '../core/review/grounds';
import { lineStarts, placeAt } from '../core/text/lines';
import type { Call } from './call';
import { assessing } from './check';
import { bound, namesIn } from './digest';
import { findSidecars, shown } from './files';
import { halfMerged } from './git';
import { findWorkspace, load, loadingAll, type Loaded } from './loading';
import { excerpt, findings, inert, json, quoted, sound } from './shell';
import { halfLine, whyHalf, whyNotMerged } from './statement';
import { allOf, working, type Work } from './work';

/** The list items of a sidecar, with the names of other sources on which they may depend. */
interface Listed {
  readonly file: string;
  readonly source: string;
  readonly names: readonly string[];
  readonly unreadable: string | undefined;
  /** Why it can't be read whole, if it can't. */
  readonly half: string | undefined;
  /** A line or a JSON object for each annotation. */
  readonly rows: readonly string[];
}

export const listWork: Work<Listed> = {
  name: 'list',
  one: async (call, file, real) => listed(call, await load(file, call.settings, { real })),
};

export async function listAll(call: Call): Promise<number> {
  const isJson = call.flag('json');
  const { meant, all } = isJson
    ? await findWorkspace(call, call.paths)
    : allMeant(await findSidecars(call.shell, call.paths));
  const known: Listed[] = [];
  const merging = await halfMerged(call.shell.cwd);
  let broken = 0;
  for await (const one of working(call, all, listWork)) {
    if (one.unreadable !== undefined) call.shell.err(inert(one.unreadable));
    const why = one.half ?? whyNotMerged(one, merging)?.why;
    if (meant.has(one.file) && why !== undefined) {
      broken++;
      call.shell.err(halfLine(call.shell, one.file, why));
    }
    if (isJson) known.push(one);
    else for (const row of one.rows) call.shell.out(`${row}\n`);
  }
  if (isJson) await writeJson(call, known, meant);
  return broken > 0 ? findings : sound;
}

const allMeant = (all: readonly string[]): { readonly meant: ReadonlySet<string>; readonly all: readonly string[] } => {
  return { meant: new Set(all), all };
};

/** Writes one JSON list. Sidecars that affect each other are read again together, to know the state of their claims. */
async function writeJson(call: Call, known: readonly Listed[], meant: ReadonlySet<string>): Promise<void> {
  const held = await allOf(loadingAll(call, [...bound(known)], { quiet: true }));
  const again = new Map(held.map((one) => [one.file, one]));
  const assessed = assessing(held, call.settings);
  let before = '[\n';
  for (const { file, rows } of known.filter((one) => meant.has(one.file))) {
    const one = again.get(file);
    for (const row of one ? rowsOf(call, one, assessed) : rows) {
      call.shell.out(`${before}${row}`);
      before = ',\n';
    }
  }
  call.shell.out(before === '[\n' ? '[]\n' : '\n]\n');
}

function listed(call: Call, loaded: Loaded): Listed {
  const { file, unreadable, sidecar, exported } = loaded;
  const rows = rowsOf(call, loaded, assessing([loaded], call.settings));
  return { file, source: exported.source, names: namesIn(loaded), unreadable, half: whyHalf(sidecar), rows };
}

/** The annotations as lines, or with `--json` as items of a list. */
function rowsOf(call: Call, loaded: Loaded, assessed: ReturnType<typeof assessing>): readonly string[] {
  const { source: name } = loaded.exported;
  const text = loaded.text ?? '';
  const starts = lineStarts(text);
  const source = shown(call.shell, loaded.source ?? loaded.file);
  const assessments = call.flag('json') ? assessed(loaded) : undefined;
  return loaded.exported.annotations.map((placed) => {
    const { span, ...annotation } = placed;
    const place = span ? placeAt(starts, span.from) : undefined;
    const now = span && isEdited(text, placed) ? text.slice(span.from, span.to) : undefined;
    if (!assessments)
      return `${inert(source)}:${place ? `${place.line}:${place.column}` : 'lost'}: ${lineOf(annotation, now)}`;
    const { line, column } = place ?? {};
    const status = assessments.get(keyOf(name, annotation.id))?.status;
    return `  ${json({ source, ...annotation, line, column, lost: !span, now, status }).replaceAll('\n', '\n  ')}`;
  });
}

/** An annotation on one line; `now` are the words at its place if they differ from the tagged ones. */
export function lineOf({ tag, text, was = text, speaker }: Annotation, now: string | undefined): string {
  const words = now === undefined ? quoted(text) : `${quoted(was)} → ${quoted(now)}`;
  return `${excerpt(tag, 40)}: ${words}${speaker ? ` — ${excerpt(speaker, 60)}` : ''}`;
}
