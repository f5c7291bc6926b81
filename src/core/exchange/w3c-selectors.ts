import type { LeftOut, Pointer } from './format';
import { excerptOf, isObject, objectsIn, own, ownSpan, ownString, type Json } from './records';
import { percentDecoded } from './paths';

/** The source of a target and the pointer into it, including that of a fragment in its address. */
export function pointed(target: unknown): { source: string; pointer: Pointer | LeftOut } {
  const address = typeof target === 'string' ? target : (iri(own(target, 'source')) ?? iri(target) ?? '');
  const [source = '', fragment] = /^([^#]*)#(.*)$/s.exec(address)?.slice(1) ?? [address];
  const selectors = objectsIn(own(target, 'selector') ?? []);
  const named = [own(target, 'selector') ?? []].flat().filter((one) => typeof one === 'string');
  const pointers = selectors.map(pointerOf);
  const read = pointers.filter((pointer): pointer is Pointer => !('code' in pointer));
  // Several selectors are alternatives for the same words.
  if (read.length > 0)
    return {
      source: address.includes('#') && selectors.length > 0 ? source : address,
      pointer: Object.assign({}, ...read.reverse()) as Pointer,
    };
  const [left] = pointers.filter((pointer): pointer is LeftOut => 'code' in pointer);
  if (left) return { source, pointer: left };
  if (named[0] !== undefined) return { source, pointer: { code: 'selector', detail: named[0] } };
  if (fragment !== undefined) return { source, pointer: fragmentOf(fragment) };
  return { source: address, pointer: { code: 'page-note' } };
}

function pointerOf(selector: Json): Pointer | LeftOut {
  const outer = simplePointer(selector);
  const [refined] = objectsIn(own(selector, 'refinedBy') ?? []);
  if (!refined) return outer;
  const inner = pointerOf(refined);
  if ('code' in inner) return inner;
  if (!('code' in outer)) return { ...inner, within: inner.within ? { ...inner.within, within: outer } : outer };
  // If the selector it refines can't be read, its words are usable on their own, but not its offsets.
  const { from: _, to: __, ...words } = inner;
  return words.words === undefined ? outer : words;
}

function simplePointer(selector: Json): Pointer | LeftOut {
  const [named] = [own(selector, 'type') ?? own(selector, '@type')].flat();
  const type = typeof named === 'string' ? named.replace(/^oa:/, '') : '';
  switch (type) {
    case 'TextQuoteSelector': {
      const [words, before, after] = ['exact', 'prefix', 'suffix'].map((field) => ownString(selector, field));
      if (words === undefined) return { code: 'no-words' };
      return { words, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
    }
    case 'TextPositionSelector':
      return ownSpan(selector) ?? { code: 'no-words' };
    case 'RangeSelector': {
      const [start, end] = ['startSelector', 'endSelector'].map((field) => {
        const part = own(selector, field);
        return isObject(part) ? pointerOf(part) : undefined;
      });
      if (!start || !end) return { code: 'malformed' };
      if ('code' in start) return start;
      return 'code' in end ? end : { range: { start, end, through: false } };
    }
    case 'FragmentSelector':
      return fragmentOf(ownString(selector, 'value') ?? '', ownString(selector, 'conformsTo'));
    default: {
      // Programs running in a page store it in this form.
      const words = ownString(selector, 'quote');
      if (words === undefined) return { code: 'selector', detail: type || excerptOf(JSON.stringify(selector)) };
      return { words, ...ownSpan(selector) };
    }
  }
}

/** The pointer of a fragment: `char=3,17` or `line=1,2` of RFC 5147, or `:~:text=prefix-,start,end,-suffix`. */
function fragmentOf(fragment: string, standard = ''): Pointer | LeftOut {
  const [, unit, from = '', comma, to = ''] = /^#?(char|line)=(\d*)(,?)(\d*)(?:;.*)?$/.exec(fragment) ?? [];
  const counts = unit === 'line' ? 'lines' : 'rfc-5147';
  if (unit !== undefined && comma !== '' && `${from}${to}` !== '')
    return { ...(from !== '' && { from: Number(from) }), ...(to !== '' && { to: Number(to) }), counts };
  if (unit !== undefined) return { code: 'no-words' };
  const [, directive] = /:~:(?:.*&)?text=([^&]*)/.exec(fragment) ?? [];
  if (directive === undefined) return { code: 'selector', detail: `${standard} ${fragment}`.trim() };
  const parts = directive.split(',');
  const before = parts[0]?.endsWith('-') ? parts.shift()?.slice(0, -1) : undefined;
  const after = parts.at(-1)?.startsWith('-') ? parts.pop()?.slice(1) : undefined;
  const [start, end] = parts.map(percentDecoded);
  if (!start) return { code: 'no-words' };
  const sides = {
    ...(before !== undefined && { before: percentDecoded(before) }),
    ...(after !== undefined && { after: percentDecoded(after) }),
  };
  if (end === undefined) return { words: start, ...sides };
  const { after: last, ...first } = sides;
  return {
    range: {
      start: { words: start, ...first },
      end: { words: end, ...(last !== undefined && { after: last }) },
      through: true,
    },
  };
}

/** Splits a target whose fragment names several passages, `#:~:text=one&text=two`, into one target for each. */
function apart(target: unknown): unknown[] {
  if (typeof target === 'string') return directivesOf(target);
  const selector = own(target, 'selector');
  if (!isObject(target) || !isObject(selector) || typeof selector['value'] !== 'string') return [target];
  return directivesOf(selector['value']).map((value) => ({ ...target, selector: { ...selector, value } }));
}

function directivesOf(fragment: string): string[] {
  const [, start = '', all = ''] = /^(.*?:~:)(.*)$/s.exec(fragment) ?? [];
  const texts = all.split('&').filter((one) => one.startsWith('text='));
  return texts.length > 1 ? texts.map((one) => start + one) : [fragment];
}

/** The address of a resource: itself if it is a string, else its id. */
export function iri(value: unknown): string | undefined {
  return typeof value === 'string' ? value : (ownString(value, 'id') ?? ownString(value, '@id'));
}

/** The targets; the first of each choice, since only one is meant. */
export function targetsIn(target: unknown): unknown[] {
  const listed = Array.isArray(target) ? (target as unknown[]) : target === undefined ? [] : [target];
  return listed.flatMap((one) => {
    const items = own(one, 'items');
    if (!Array.isArray(items)) return apart(one);
    return targetsIn([own(one, 'type')].flat().includes('Choice') ? items.slice(0, 1) : items);
  });
}
