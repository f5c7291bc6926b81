import { inOrder, inserted, shiftOf, type Change } from './change';

/**
 * A change of a whole text in which nothing but the line endings became others, as the changes of each of them;
 * undefined where by the text's length it is another change. All line endings of a text are alike.
 */
export function eolChangesIn({ from, to, text }: Change): readonly Change[] | undefined {
  const [ending, before] = text.includes('\r\n') ? ['\r\n', '\n'] : ['\n', '\r\n'];
  const changes: Change[] = [];
  let shift = 0;
  for (let at = text.indexOf(ending); at >= 0; at = text.indexOf(ending, at + ending.length)) {
    changes.push({ from: at + shift, to: at + shift + before.length, text: ending });
    shift += before.length - ending.length;
  }
  return from === 0 && to === text.length + shift ? changes : undefined;
}

/**
 * The changes of one edit, in the order in which an editor tells of them, as simultaneous ones, where line endings
 * became others with it: an editor that undoes both at once tells of the edit first and then, as a change of all the
 * text after it, of the line endings. Undefined where the last change is another one.
 */
export function withEolChanges(told: readonly Change[]): readonly Change[] | undefined {
  const last = told.at(-1);
  const endings = last && eolChangesIn(last);
  if (!endings) return undefined;
  const edit = inOrder(told.slice(0, -1));
  const places = inserted(edit);
  const changes: Change[] = [];
  let next = 0;
  let shift = 0;
  for (const ending of endings) {
    for (let past = edit[next]; past && (places[next]?.to ?? 0) <= ending.from; past = edit[++next])
      shift += shiftOf(past);
    if ((places[next]?.from ?? Infinity) <= ending.from && ending.to <= (places[next]?.to ?? 0)) continue;
    changes.push({ ...ending, from: ending.from - shift, to: ending.to - shift });
  }
  const ending = endings[0]?.text ?? '\n';
  return inOrder([...edit.map((change) => ({ ...change, text: change.text.replace(/\r?\n/g, ending) })), ...changes]);
}
