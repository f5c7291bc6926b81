import type { Page } from 'playwright-core';

/** A point of the page, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The place and the look of a phrase on the screen. */
export interface Drawn {
  /** The middle of the edge before its first character, and of the one after its last. */
  readonly from: Point;
  readonly to: Point;
  /** A point inside its first characters. */
  readonly inside: Point;
  /** The classes of decorations under and on it. */
  readonly classes: readonly string[];
  /** Their styles: each distinct `property: value`. */
  readonly styles: readonly string[];
}

/**
 * Finds `phrase` in the visible lines of the editor `index`, even if it is wrapped. Undefined if it is not on the
 * screen. `nth` chooses among several, from 0.
 */
export async function findPhrase(page: Page, phrase: string, nth = 0, index = 0): Promise<Drawn | undefined> {
  return page.evaluate(locate, { phrase, nth, index });
}

/** Runs in the page, so it is one function and uses nothing from outside. */
function locate({ phrase, nth, index }: { phrase: string; nth: number; index: number }): Drawn | undefined {
  const editor = document.querySelectorAll('.editor-instance .monaco-editor[role="code"], .monaco-editor[data-uri]')[
    index
  ];
  if (editor === undefined) return undefined;
  const rows = [...editor.querySelectorAll<HTMLElement>('.view-lines > .view-line')];
  rows.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  const places: { node: Text; offset: number }[] = [];
  let text = '';
  for (const row of rows) {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
      for (let offset = 0; offset < node.data.length; offset++) places.push({ node, offset });
      text += node.data.replaceAll('\u00a0', ' ').replaceAll('\u00b7', ' ');
    }
  }
  let start = -1;
  for (let count = 0; count <= nth; count++) start = text.indexOf(phrase, start + 1);
  const first = places[start];
  const last = places[start + phrase.length - 1];
  if (start < 0 || first === undefined || last === undefined) return undefined;
  const box = (place: { node: Text; offset: number }): DOMRect => {
    const range = document.createRange();
    range.setStart(place.node, place.offset);
    range.setEnd(place.node, place.offset + 1);
    return range.getBoundingClientRect();
  };
  const begin = box(first);
  const end = box(last);
  const inside = { x: begin.left + begin.width / 2, y: begin.top + begin.height / 2 };
  const over = [...editor.querySelectorAll<HTMLElement>('.view-overlays .cdr')].filter((element) => {
    const area = element.getBoundingClientRect();
    return area.left <= inside.x && inside.x <= area.right && area.top <= inside.y && inside.y <= area.bottom;
  });
  const inline = first.node.parentElement;
  const elements = inline === null ? over : [...over, inline];
  const decorated = elements.filter((element) => /\bced-/.test(element.className));
  const styles = decorated.flatMap((element) => {
    const style = getComputedStyle(element);
    return [
      `background: ${style.backgroundColor}`,
      `line: ${style.textDecorationLine} ${style.textDecorationStyle} ${style.textDecorationColor}`,
      `border: ${style.borderBottomStyle} ${style.borderBottomWidth} ${style.borderBottomColor}`,
      `outline: ${style.outlineStyle} ${style.outlineColor}`,
    ].filter((drawn) => !/: (none|rgba\(0, 0, 0, 0\))/.test(drawn));
  });
  return {
    from: { x: begin.left + 0.5, y: begin.top + begin.height / 2 },
    to: { x: end.right, y: end.top + end.height / 2 },
    inside,
    classes: [...new Set(decorated.flatMap((element) => [...element.classList].filter((name) => /^ced-/.test(name))))],
    styles: [...new Set(styles)],
  };
}

/** The words on the screen under an extension's decoration, in the order of the lines: each run of them. */
export async function drawnWords(page: Page): Promise<readonly string[]> {
  return page.evaluate(decorated);
}

/** Runs in the page, so it is one function and uses nothing from outside. */
function decorated(): readonly string[] {
  const editor = document.querySelector('.editor-instance .monaco-editor[role="code"], .monaco-editor[data-uri]');
  if (editor === null) return [];
  const overlays = [...editor.querySelectorAll<HTMLElement>('.view-overlays .cdr')]
    .filter((element) => /\bced-/.test(element.className))
    .map((element) => element.getBoundingClientRect());
  const rows = [...editor.querySelectorAll<HTMLElement>('.view-lines > .view-line')];
  rows.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  const runs: string[] = [];
  for (const row of rows) {
    let isOn = false;
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
      const isInline = node.parentElement?.closest('[class*="ced-"]') !== null;
      for (let offset = 0; offset < node.data.length; offset++) {
        const range = document.createRange();
        range.setStart(node, offset);
        range.setEnd(node, offset + 1);
        const box = range.getBoundingClientRect();
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const isUnder = overlays.some((area) => area.left <= x && x <= area.right && area.top <= y && y <= area.bottom);
        const was = isOn;
        isOn = isInline || isUnder;
        if (!isOn) continue;
        const unit = node.data.charAt(offset).replace(/[\u00a0\u00b7]/, ' ');
        if (was) runs.push((runs.pop() ?? '') + unit);
        else runs.push(unit);
      }
    }
  }
  return runs;
}
