/** HTML that is safe in the page. Only `element` and `fragment` make it. */
export interface Html {
  readonly html: string;
}

/** A child of an element. Strings are text: they are shown and have no effect as markup. */
export type Child = Html | string | readonly Child[] | undefined;

const empty: ReadonlySet<string> = new Set(['meta', 'rect', 'path', 'line', 'circle', 'link', 'use', 'br', 'input']);

/** An element. Attributes that are undefined or false are left out; names are the program's own, never data. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean | undefined>>,
  ...children: readonly Child[]
): Html {
  const given = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === undefined || value === false) return [];
    return [value === true ? ` ${key}` : ` ${key}="${escapeHtml(String(value))}"`];
  });
  const start = `<${name}${given.join('')}>`;
  return { html: empty.has(name) ? start.replace(/>$/, '/>') : `${start}${write(children)}</${name}>` };
}

export function fragment(...children: readonly Child[]): Html {
  return { html: write(children) };
}

function write(child: Child): string {
  if (child === undefined) return '';
  if (typeof child === 'string') return escapeHtml(child);
  return 'html' in child ? child.html : child.map(write).join('');
}

// Controls that HTML can't contain, and characters that begin or end markup.
const special = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff&<>"']/g;

function escapeHtml(text: string): string {
  return text.replace(special, (unit) => (/[&<>"']/.test(unit) ? `&#${unit.charCodeAt(0)};` : ''));
}
