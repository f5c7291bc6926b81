import type { Change } from './change';

/**
 * A change of a whole text in which nothing but the line endings became others, as the changes of each of them;
 * undefined where by the text's length it is another change. All line endings of a text are alike.
 */
export function endingsIn({ from, to, text }: Change): readonly Change[] | undefined {
  const [ending, before] = text.includes('\r\n') ? ['\r\n', '\n'] : ['\n', '\r\n'];
  const changes: Change[] = [];
  let shift = 0;
  for (let at = text.indexOf(ending); at >= 0; at = text.indexOf(ending, at + ending.length)) {
    changes.push({ from: at + shift, to: at + shift + before.length, text: ending });
    shift += before.length - ending.length;
  }
  return from === 0 && to === text.length + shift ? changes : undefined;
}
