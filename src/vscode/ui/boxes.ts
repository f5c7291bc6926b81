import * as vscode from 'vscode';

/** How a list is shown, said as to `vscode.window.showQuickPick`. */
type ListOptions = Pick<vscode.QuickPickOptions, 'title' | 'placeHolder' | 'matchOnDescription' | 'matchOnDetail'>;

interface TextOptions {
  readonly title: string;
  readonly prompt: string;
  /** What is wrong with a text, which can't be given as an answer then. */
  readonly faultOf?: (text: string) => string | undefined;
}

/** A list, or a line to type in. */
type Box = vscode.QuickInput & Pick<vscode.InputBox, 'onDidAccept'>;

/**
 * Asks several things one after the other. VS Code gives the keyboard back to the source as soon as a box is closed; what
 * is typed before the extension has shown the next one, as a second Enter, would fall into the source. So the box of a
 * question that was answered stays until the next one is there, or until nothing more is asked.
 */
export async function askInTurn<T>(ask: (boxes: Boxes) => Promise<T>): Promise<T> {
  const boxes = new Boxes();
  try {
    return await ask(boxes);
  } finally {
    boxes.close();
  }
}

/**
 * What Enter chooses in a list. Who types and presses Enter at once is ahead of VS Code's word on what is active: where
 * nothing of the list matches, that is the item that is shown whatever is typed, such as what was typed itself.
 */
export function chosenIn<T extends vscode.QuickPickItem>({ activeItems, items }: vscode.QuickPick<T>): T | undefined {
  return activeItems[0] ?? items.find(({ alwaysShow }) => alwaysShow);
}

/** The boxes of one round of questions, of which one is there at a time. */
export class Boxes {
  private shown: vscode.QuickInput | undefined;

  /** Shows a box that its caller made, and waits for the first answer; undefined where the person closes the box. */
  show<T>(box: Box, answer: () => T | undefined): Promise<T | undefined> {
    return new Promise((resolve) => {
      box.onDidAccept(() => {
        const given = answer();
        if (given !== undefined) resolve(given);
      });
      box.onDidHide(() => resolve(undefined));
      const before = this.shown;
      this.shown = box;
      box.show();
      before?.dispose();
    });
  }

  /** One of a list, which may come later than the box. A list of nothing is answered by nobody. */
  async choose<T extends vscode.QuickPickItem>(
    items: readonly T[] | Promise<readonly T[]>,
    { placeHolder, ...options }: ListOptions = {},
  ): Promise<T | undefined> {
    const box = vscode.window.createQuickPick<T>();
    Object.assign(box, { placeholder: placeHolder, busy: true, ...options });
    const chosen = this.show(box, () => chosenIn(box));
    const list = await items;
    if (list.length === 0) return undefined;
    box.items = list;
    box.busy = false;
    return chosen;
  }

  /** Any number of a list; those that are `picked` are ticked at first. */
  some<T extends vscode.QuickPickItem>(
    items: readonly T[],
    options: Pick<ListOptions, 'title' | 'matchOnDescription'>,
  ): Promise<readonly T[] | undefined> {
    const box = vscode.window.createQuickPick<T>();
    Object.assign(box, { items, canSelectMany: true, ...options });
    box.selectedItems = items.filter(({ picked }) => picked === true);
    return this.show(box, () => box.selectedItems);
  }

  /** A text, which may be empty. */
  type({ faultOf = () => undefined, ...options }: TextOptions): Promise<string | undefined> {
    const box = vscode.window.createInputBox();
    Object.assign(box, { ignoreFocusOut: true, ...options });
    box.onDidChangeValue((value) => (box.validationMessage = faultOf(value)));
    return this.show(box, () => (faultOf(box.value) === undefined ? box.value : undefined));
  }

  close(): void {
    this.shown?.dispose();
  }
}
