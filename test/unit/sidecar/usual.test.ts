import assert from 'node:assert/strict';
import { outline } from '../../../src/core/sidecar/outline';
import type { Span } from '../../../src/core/text/change';
import { readAnyYaml } from '../../../src/core/sidecar/yaml/any';
import type { Node } from '../../../src/core/sidecar/yaml/node';
import { readUsualYaml } from '../../../src/core/sidecar/yaml/usual';
import { anything, runs } from './any';
import { oddForms } from './oddForms';
import { written } from './scribe';

/** A node without the places of values that are not in the text. */
function plain(node: Node): unknown {
  // There are two ways to give the end of a map or list whose last key has no value.
  const span = node.kind === 'scalar' && node.from < node.to ? [node.from, node.to] : [];
  if (node.kind === 'scalar') return [node.type, node.value, ...span];
  if (node.kind === 'list') return ['list', node.flow, ...span, ...node.items.map(plain)];
  return ['map', node.flow, ...span, ...node.pairs.map(({ key, keySpan, value }) => [key, keySpan, plain(value)])];
}

// As in the reader: these are left to the full one.
const odd = /[\0-\t\v\f\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)/;

/** How many parts of a text the fast reader read; then the full one must read the same. */
function compared(text: string): number {
  const plan = outline(text);
  const sections = (plan && 'sections' in plan ? plan.sections : undefined) ?? [
    { from: 0, to: text.length, chunks: undefined },
  ];
  const spans = sections.flatMap((section): readonly Span[] => section.chunks ?? [section]);
  return spans.filter(({ from, to }) => {
    const part = text.slice(from, to);
    const fast = odd.test(part) ? undefined : readUsualYaml(text, from, to);
    if (!fast) return false;
    const { node, faults } = readAnyYaml(text, from, to);
    assert.deepEqual(faults, [], part);
    assert.ok(node, part);
    assert.deepEqual(plain(fast), plain(node), part);
    return true;
  }).length;
}

describe('the fast reader of YAML', () => {
  it('reads what it accepts exactly as `yaml` does, with the same places', () => {
    let read = 0;
    for (const text of oddForms().values()) read += compared(text);
    const count = runs(500);
    for (let seed = 0; seed < count; seed++) {
      const any = anything(seed);
      let { text } = written(any, 1 + any.below(3));
      for (let wounds = any.below(3); wounds > 0; wounds--) {
        const at = any.below(text.length + 1);
        const scrap = any.pick([
          '',
          ' ',
          '\n',
          '\n ',
          '- ',
          ': ',
          '#',
          ' #',
          '"',
          "'",
          '|',
          '>',
          '?',
          ',',
          '[',
          '~',
          'x',
        ]);
        text = text.slice(0, at) + scrap + text.slice(at + any.below(3));
      }
      read += compared(text);
    }
    console.log(`      ${String(read)} parts of ${String(count + oddForms().size)} texts read by both`);
    assert.ok(read > 2 * count);
  });
});
