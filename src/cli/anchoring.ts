import { describe } from '../core/anchor/selector';
import type { Revision } from '../core/model/action';
import { lineStarts, placeAt } from '../core/text/lines';
import { Call } from './call';
import { findSidecars, shown } from './files';
import { lineOf } from './list';
import { bringInto, load, type Loaded } from './loading';
import { followMoved } from './moved';
import { findings, inert, quoted, sound, WrongUse } from './shell';
import { working, type Work } from './work';

/** What became of one sidecar. */
interface Anchored {
  /** What is to be said of it, in lines. */
  readonly said: readonly string[];
  readonly lost: number;
  /** Whether it could not be done: its source can't be read, or the file can't be changed. */
  readonly isRefused: boolean;
  /** Why the call is wrong use by now; what was done stays. */
  readonly wrong?: string;
}

export const anchorWork: Work<Anchored> = {
  name: 'anchor',
  here: (call, files, real) =>
    Promise.all(files.map(async (file) => anchored(call, await load(file, call.settings, { real })))),
};

/** Writes places and surroundings anew where the saved ones are out of date. Edited words are taken on request alone. */
export async function anchor(call: Call): Promise<number> {
  let [lost, refused] = [0, await followMoved(call)];
  const wrong: string[] = [];
  for await (const one of working(call, await findSidecars(call.shell, call.paths), anchorWork)) {
    for (const line of one.said) call.shell.err(line);
    lost += one.lost;
    if (one.isRefused) refused++;
    if (one.wrong !== undefined) wrong.push(one.wrong);
  }
  // Several sidecars are written at a time: those after it were written, too, and all that was done is said.
  if (wrong.length > 0) throw new WrongUse(wrong.join('\n'));
  if (lost > 0) call.shell.err(`${lost} annotations are lost; their entries stay as they are.`);
  return lost + refused > 0 ? findings : sound;
}

async function anchored({ shell, ...rest }: Call, loaded: Loaded): Promise<Anchored> {
  const said: string[] = [];
  const call = new Call({ ...shell, err: (line) => void said.push(line) }, rest.settings, rest.paths, rest.values);
  const { text, unreadable } = loaded;
  if (unreadable !== undefined) call.shell.err(inert(unreadable));
  if (text === undefined) return { said, lost: 0, isRefused: unreadable !== undefined };
  const revisions = revisionsOf(call, loaded, text);
  const lost = loaded.found.filter((hit) => !hit).length;
  try {
    return { said, lost, isRefused: (await bringInto(call, loaded, revisions)) === 'refused' };
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    return { said, lost, isRefused: false, wrong: error.message };
  }
}

function revisionsOf(call: Call, { file, source, sidecar, found }: Loaded, text: string): readonly Revision[] {
  const starts = lineStarts(text);
  return sidecar.entries.flatMap(({ annotation }, index): Revision[] => {
    const hit = found[index];
    if (!hit) return [];
    if (hit.how === 'edited') {
      const { line, column } = placeAt(starts, hit.span.from);
      const now = quoted(text.slice(hit.span.from, hit.span.to));
      call.shell.err(
        `${inert(shown(call.shell, source ?? file))}:${line}:${column}: edited: ${lineOf(annotation)} → ${now}`,
      );
      if (!call.flag('accept-edited')) return [];
    }
    const { was: _, ...rest } = annotation;
    const after = { ...(call.flag('accept-edited') ? rest : annotation), ...describe(text, hit.span, starts) };
    return [{ of: 'annotation', id: annotation.id, before: annotation, after }];
  });
}
