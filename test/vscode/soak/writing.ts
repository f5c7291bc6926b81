import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Change } from '../../../src/core/text/change';
import { eventually } from '../suite/workspace';
import type { Day } from './day';
import { textOf } from './model';

/** A person's edits of the text. */
export const writing = { type, remove, cut, paste, undo, redo, several, replaceAll, format, write, strike };

async function type(day: Day): Promise<void> {
  const from = day.pick(day.model.text.length + 1);
  await day.apply([{ from, to: from, text: typed(day) }]);
}

const words = 'harbour seven copper although meadow quiet lantern twelve river under bishop candle orange winter';

const syllables = 'bor den fal gu hem ist jan kel lo mir nes oth pru quen ras sto tav ulm vik wen yar zel ang ebb ost';

/** A letter, a blank or a word; the words go on changing, as they do in texts. */
function typed(day: Day): string {
  const word = wordOf(day, words);
  return day.anyOf('a', ' ', '\n', 'é', '“', `${word} `, ` ${word}${String(day.pick(100))}`);
}

async function remove(day: Day): Promise<void> {
  const { length } = day.model.text;
  const from = day.pick(length);
  await day.apply([{ from, to: Math.min(length, from + 1 + day.pick(12)), text: '' }]);
}

async function cut(day: Day): Promise<void> {
  const { length } = day.model.text;
  const from = day.pick(length);
  const to = Math.min(length, from + 20 + day.pick(200));
  if (day.clipboard.length > 0) return;
  day.clipboard = day.model.slice(from, to);
  await day.apply([{ from, to, text: '' }]);
}

async function paste(day: Day): Promise<void> {
  const cells = day.clipboard;
  if (cells.length === 0) return;
  day.clipboard = [];
  const at = day.pick(day.model.text.length + 1);
  await day.apply([{ from: at, to: at, text: textOf(cells) }], cells);
}

/** A source stays about as long as this, in UTF-16 units: what is written takes the place of what was struck out. */
const [short, long] = [3000, 8000];

/** A paragraph is written, at the beginning of another or at the end. */
async function write(day: Day): Promise<void> {
  const { text } = day.model;
  if (text.length > long) return;
  const at = anyOf(day, paragraphsOf(text))?.from ?? text.length;
  await day.apply([{ from: at, to: at, text: `${paragraph(day)}\n\n` }]);
}

/** A paragraph is struck out, with all that was tagged in it. */
async function strike(day: Day): Promise<void> {
  const { text } = day.model;
  const paragraph = anyOf(day, paragraphsOf(text));
  if (text.length < short || !paragraph) return;
  await day.apply([{ ...paragraph, text: '' }]);
}

/** Sentences of which no two are alike: half of their words and all of their figures stand nowhere else. */
function paragraph(day: Day): string {
  const token = (): string => day.anyOf(wordOf(day, words), name(day), name(day), String(day.pick(100_000)));
  return Array.from({ length: 2 + day.pick(4) }, () => {
    const said = Array.from({ length: 8 + day.pick(10) }, token).join(' ');
    return `${day.anyOf('The', 'A', 'No')} ${said}.`;
  }).join(' ');
}

const name = (day: Day): string => Array.from({ length: 2 + day.pick(3) }, () => wordOf(day, syllables)).join('');

function paragraphsOf(text: string): readonly { from: number; to: number }[] {
  return [...text.matchAll(/(?<=^|\n\n)[^\n].*?(?:\n\n|$)/gs)].map(({ index, 0: { length } }) => ({
    from: index,
    to: index + length,
  }));
}

const anyOf = <T>(day: Day, things: readonly T[]): T | undefined => things[day.pick(things.length)];

const wordOf = (day: Day, words: string): string => anyOf(day, words.split(' ')) ?? '';

async function undo(day: Day): Promise<void> {
  if (day.undoable === 0) return;
  day.undoable--;
  await step(day, 'undo');
}

async function redo(day: Day): Promise<void> {
  await step(day, 'redo');
}

async function step(day: Day, command: 'undo' | 'redo'): Promise<void> {
  const before = day.document.getText();
  await vscode.commands.executeCommand(command);
  const after = day.document.getText();
  if (command === 'redo' && before !== after) day.undoable++;
  assert.ok(day.model.restore(after), `${command} led to a text that never was`);
  day.clipboard = [];
}

/** Types with several cursors. */
async function several(day: Day): Promise<void> {
  const { length } = day.model.text;
  const places = [day.pick(length), day.pick(length), day.pick(length)].sort((a, b) => a - b);
  const apart = places.filter((at, index) => index === 0 || at > (places[index - 1] ?? 0) + 1);
  day.editor.selections = apart.map((at) => {
    const position = day.document.positionAt(at);
    return new vscode.Selection(position, position);
  });
  await vscode.commands.executeCommand('type', { text: '#' });
  day.model.edit(apart.map((from) => ({ from, to: from, text: '#' })));
  day.undoable++;
  await day.shows();
}

async function replaceAll(day: Day): Promise<void> {
  const [word, by] = day.anyOf(['hall', 'house'], ['house', 'hall']);
  const { text } = day.model;
  const changes: Change[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    changes.push({ from: at, to: at + word.length, text: by });
  if (changes.length > 0) await day.apply(changes);
}

/** Rewraps lines like a formatter, at one width or another, and removes superfluous blanks. */
async function format(day: Day): Promise<void> {
  const text = wrapped(day.model.text, day.anyOf(60, 90, 1000));
  if (text === day.model.text) return;
  const formatter = vscode.languages.registerDocumentFormattingEditProvider('*', {
    provideDocumentFormattingEdits: (document) => {
      const all = new vscode.Range(new vscode.Position(0, 0), document.positionAt(document.getText().length));
      return [vscode.TextEdit.replace(all, text)];
    },
  });
  // In a window that has just come back, the editor may not have the focus yet.
  await eventually('the text to be formatted', async () => {
    await vscode.window.showTextDocument(day.document);
    await vscode.commands.executeCommand('editor.action.formatDocument');
    return day.document.getText() === text;
  });
  formatter.dispose();
  day.model.reflow(text);
  day.undoable++;
  await day.shows();
}

function wrapped(text: string, width: number): string {
  const lines = text.split('\n').flatMap((line) => {
    const made = [''];
    for (const word of line.split(/\s+/).filter((word) => word !== '')) {
      const last = made.at(-1) ?? '';
      if (last === '') made[made.length - 1] = word;
      else if (last.length + word.length < width) made[made.length - 1] = `${last} ${word}`;
      else made.push(word);
    }
    return made;
  });
  return lines.join('\n');
}
