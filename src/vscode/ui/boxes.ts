import * as vscode from 'vscode';

/** How a list is shown, as for `vscode.window.showQuickPick`. */
type ListOptions = Pick<vscode.QuickPickOptions, 'title' | 'placeHolder' | 'matchOnDescription' | 'matchOnDetail'>;

interface TextOptions {
  readonly title: string;
  readonly prompt: string;
  /** What is wrong with a text, which is then not accepted. */
  readonly faultOf?: (text: string) => string | undefined;
}

/** A list, or an input line. */
type Box = vscode.QuickInput & Pick<vscode.InputBox, 'onDidAccept'>;

/**
 * Asks several questions in turn. VS Code returns the keyboard to the source as soon as a box is closed, so that
 * whatever is typed before the next box, such as a second Enter, would go into the source. So the box of an answered
 * question stays until the next one is shown, or until there are no more questions.
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
 * The item that Enter chooses in a list. A person who types and presses Enter at once is faster than VS Code's active
 * items: if none is active, it is the item that is always shown, such as the typed text itself.
 */
export function chosenIn<T extends vscode.QuickPickItem>({ activeItems, items }: vscode.QuickPick<T>): T | undefined {
  return activeItems[0] ?? items.find(({ alwaysShow }) => alwaysShow);
}

/** The boxes of one series of questions, shown one at a time. */
export class Boxes {
  private shown: vscode.QuickInput | undefined;

  /** Shows a box made by the caller, and waits for the first answer; undefined where the person closes the box. */
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

  /** Asks for one item of a list, which may arrive after the box. An empty list is not shown to the end, and gives undefined. */
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

  /** Asks for any number of items; those with `picked` are ticked at first. */
  some<T extends vscode.QuickPickItem>(
    items: readonly T[],
    options: Pick<ListOptions, 'title' | 'matchOnDescription'>,
  ): Promise<readonly T[] | undefined> {
    const box = vscode.window.createQuickPick<T>();
    Object.assign(box, { items, canSelectMany: true, ...options });
    box.selectedItems = items.filter(({ picked }) => picked === true);
    return this.show(box, () => box.selectedItems);
  }

  /** Asks for a text, which may be empty. */
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
