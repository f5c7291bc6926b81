import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AnchoredAnnotation } from '../../../src/core/state/sheet';
import { claimmark, run } from '../suite/claims';
import { eventually, fileExists, fileUri, readFile } from '../suite/workspace';
import type { Day } from './day';

/** A person's actions on annotations. */
export const tagging = { tag, untag, undoTag, confirm, tagThroughSidecar };

const most = 60;

async function tag(day: Day): Promise<void> {
  if (day.model.words.size >= most) return;
  const length = day.document.getText().length;
  const from = day.pick(length);
  day.select(from, Math.min(length, from + 12 + day.pick(80)));
  await run(day.anyOf('tagVerified', 'tagUnconfirmed', 'tagQuote'));
  day.hasTagged = true;
  await takeNew(day);
}

/** The characters of annotations made just now. */
export async function takeNew(day: Day): Promise<void> {
  for (const { annotation, span } of await marksOf(day)) {
    if (day.model.words.has(annotation.id) || !span) continue;
    day.model.mark(annotation.id, day.model.slice(span.from, span.to));
  }
}

/** Removes an annotation, mostly a lost one if there are many. */
async function untag(day: Day): Promise<void> {
  if (day.model.words.size < most / 2) return;
  // What somebody else changed meanwhile would not be removed: all has to be read first.
  await day.check();
  const marks = await marksOf(day);
  const lost = marks.filter(({ state }) => state === 'lost');
  const from = lost.length > 0 ? lost : marks;
  const mark = from[day.pick(from.length)];
  if (!mark) return;
  const { id } = mark.annotation;
  await run('remove', { kind: 'annotation', id, source: day.document.uri.toString() });
  assert.ok(!(await marksOf(day)).some(({ annotation }) => annotation.id === id), `${id} was not removed`);
  day.model.forget(id);
  day.hasTagged = true;
}

/** Undo and redo of actions on annotations: nothing changes. */
async function undoTag(day: Day): Promise<void> {
  if (!day.hasTagged) return;
  await day.check();
  const ids = async (): Promise<string[]> => (await marksOf(day)).map(({ annotation }) => annotation.id).sort();
  const before = await ids();
  await run('undo');
  await run('redo');
  const missing = before.filter((id) => day.model.words.has(id));
  const after = new Set(await ids());
  assert.deepEqual(
    missing.filter((id) => !after.has(id)),
    [],
    'redo did not bring back what undo took',
  );
}

/** Accepts the changed words as the annotation's own. */
async function confirm(day: Day): Promise<void> {
  const edited = (await marksOf(day)).filter(({ state }) => state === 'edited');
  const mark = edited[day.pick(edited.length)];
  if (!mark?.span) return;
  const { id } = mark.annotation;
  await run('confirmWords', { kind: 'annotation', id, source: day.document.uri.toString() });
  const now = (await marksOf(day)).find(({ annotation }) => annotation.id === id);
  if (now?.span && now.state === 'found') day.model.mark(id, day.model.slice(now.span.from, now.span.to));
}

/** Tags while the sidecar is open with edits of one's own, which are then saved or thrown away. */
async function tagThroughSidecar(day: Day): Promise<void> {
  const uri = fileUri(day.sidecar);
  await (await claimmark()).settled();
  if (!(await fileExists(day.sidecar))) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const isRead = async (): Promise<boolean> => document.getText() === (await readFile(day.sidecar));
  await eventually('the sidecar in the editor', isRead, 20_000);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), `# ${day.step}\n`);
  assert.ok(await vscode.workspace.applyEdit(edit));
  await tag(day);
  if (await document.save()) return;
  // The editor refuses to save where it has not heard of the last write yet: the person takes what is on the disk.
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await day.reopen();
}

async function marksOf(day: Day): Promise<readonly AnchoredAnnotation[]> {
  return (await claimmark()).marks(day.document.uri);
}
