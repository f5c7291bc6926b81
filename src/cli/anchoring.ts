import { describe } from '../core/anchor/selector';
import type { Revision } from '../core/model/action';
import { lineStarts, placeAt } from '../core/text/lines';
import { Call } from './call';
import { findSidecars, shown, type RealPath } from './files';
import { lineOf } from './list';
import { bringInto, load, type Loaded } from './loading';
import { followMoved } from './moved';
import { findings, inert, sound } from './shell';
import { errorOf, failureOf, working, type Failure, type Work } from './work';

/** The outcome for one sidecar. */
interface Anchored {
  /** Messages about it, by line. */
  readonly said: readonly string[];
  readonly lost: number;
  /** Whether it was refused: its source can't be read, or the file can't be changed. */
  readonly isRefused: boolean;
  /** Why the whole call fails; what was done already stays. */
  readonly failed?: Failure;
}

export const anchorWork: Work<Anchored> = { name: 'anchor', one: anchored };

/** Updates saved places and context that are out of date. Edited words are saved only on request. */
export async function anchor(call: Call): Promise<number> {
  let [lost, refused] = [0, await followMoved(call)];
  const failures: Failure[] = [];
  for await (const one of working(call, await findSidecars(call.shell, call.paths), anchorWork)) {
    for (const line of one.said) call.shell.err(line);
    lost += one.lost;
    if (one.isRefused) refused++;
    if (one.failed) failures.push(one.failed);
  }
  // Several sidecars are written at a time, so later ones may have been written, too; all outcomes are told first.
  if (failures.length > 0)
    throw errorOf({
      message: failures.map(({ message }) => message).join('\n'),
      isWrongUse: failures.every(({ isWrongUse }) => isWrongUse),
    });
  if (lost > 0) call.shell.err(`Annotations lost: ${lost}. Their entries stay as they are.`);
  return lost + refused > 0 ? findings : sound;
}

/** Never rejects: the outcomes of others being read and written at the same time must be told. */
async function anchored({ shell, ...rest }: Call, file: string, real: RealPath): Promise<Anchored> {
  const said: string[] = [];
  const call = new Call({ ...shell, err: (line) => void said.push(line) }, rest.settings, rest.paths, rest.values);
  let lost = 0;
  try {
    const loaded = await load(file, call.settings, { real });
    const { text, unreadable } = loaded;
    if (unreadable !== undefined) call.shell.err(inert(unreadable));
    if (text === undefined || unreadable !== undefined) return { said, lost, isRefused: unreadable !== undefined };
    lost = loaded.found.filter((hit) => !hit).length;
    const written = await bringInto(call, loaded, revisionsOf(call, loaded, text));
    return { said, lost, isRefused: written === 'refused' };
  } catch (error) {
    return { said, lost, isRefused: false, failed: failureOf(error, call.shell) };
  }
}

function revisionsOf(call: Call, { file, source, sidecar, found }: Loaded, text: string): readonly Revision[] {
  const starts = lineStarts(text);
  return sidecar.entries.flatMap(({ annotation }, index): Revision[] => {
    const hit = found[index];
    if (!hit) return [];
    if (hit.how === 'edited') {
      const { line, column } = placeAt(starts, hit.span.from);
      const words = lineOf(annotation, text.slice(hit.span.from, hit.span.to));
      call.shell.err(`${inert(shown(call.shell, source ?? file))}:${line}:${column}: edited: ${words}`);
      if (!call.flag('accept-edited')) return [];
    }
    const { was: _, ...rest } = annotation;
    const after = { ...(call.flag('accept-edited') ? rest : annotation), ...describe(text, hit.span, starts) };
    return [{ of: 'annotation', id: annotation.id, before: annotation, after }];
  });
}
