/** The kind of a value of the format. */
export type Shape =
  | { readonly kind: 'text' | 'url' | 'time' | 'place' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'list' | 'map'; readonly of: Fields };

export interface Field {
  readonly shape: Shape;
  readonly needed: boolean;
}

/** The fields of a map, in the order in which they are written. */
export type Fields = ReadonlyMap<string, Field>;

const text: Shape = { kind: 'text' };
const url: Shape = { kind: 'url' };
const time: Shape = { kind: 'time' };
const place: Shape = { kind: 'place' };

/** Makes fields of shapes; a name that ends in `!` is needed. */
function fields(shapes: Readonly<Record<string, Shape>>): Fields {
  return new Map(
    Object.entries(shapes).map(([name, shape]) => [name.replace('!', ''), { shape, needed: name.endsWith('!') }]),
  );
}

function choice(...choices: readonly string[]): Shape {
  return { kind: 'choice', choices };
}

const selector = { 'text!': text, line: place, column: place, before: text, after: text };

export const selectorFields: Fields = fields(selector);

export const evidenceFields: Fields = fields({
  url,
  source: text,
  id: text,
  says: choice('supports', 'contradicts', 'context'),
  quote: text,
  archived: url,
  retrieved: text,
  note: text,
});

export const reviewFields: Fields = fields({
  'by!': text,
  'verdict!': choice('agree', 'disagree', 'unsure'),
  tag: text,
  words: text,
  created: time,
  note: text,
});

export const messageFields: Fields = fields({ 'by!': text, 'note!': text, created: time });

export const linkFields: Fields = fields({
  'to!': text,
  'relation!': choice('same', 'supports', 'contradicts', 'differs', 'quotes'),
  by: text,
  created: time,
  note: text,
});

export const notLinkedFields: Fields = fields({ 'to!': text, text, by: text, created: time, note: text });

export const signatureFields: Fields = fields({ 'by!': text, 'created!': time });

export const finishedFields: Fields = fields({ 'by!': text, 'created!': time, words: text });

export const amongFields: Fields = fields({ 'by!': text, 'tag!': text });

export const adjudicationFields: Fields = fields({
  'by!': text,
  'created!': time,
  tag: text,
  words: text,
  among: { kind: 'list', of: amongFields },
  note: text,
});

export const importFields: Fields = fields({ 'from!': text, by: text, 'created!': time });

/** What people write comes right after the tag and the words, what the program needs at the end. */
export const annotationFields: Fields = fields({
  id: text,
  'tag!': text,
  'text!': text,
  was: text,
  note: text,
  claim: text,
  speaker: text,
  evidence: { kind: 'list', of: evidenceFields },
  reviews: { kind: 'list', of: reviewFields },
  discussion: { kind: 'list', of: messageFields },
  resolved: { kind: 'map', of: signatureFields },
  adjudicated: { kind: 'map', of: adjudicationFields },
  links: { kind: 'list', of: linkFields },
  notLinked: { kind: 'list', of: notLinkedFields },
  line: place,
  column: place,
  before: text,
  after: text,
  by: text,
  created: time,
  updated: time,
  imported: { kind: 'map', of: importFields },
});

export const aboutFields: Fields = fields({
  title: text,
  author: text,
  publisher: text,
  published: text,
  retrieved: text,
  url,
  archived: url,
});

export const finishedShape: Shape = { kind: 'map', of: finishedFields };

/** The lists of the file. */
export type ListKey = 'annotations' | 'dismissed';

/** The fields of an item, by list. */
export const itemFields: Readonly<Record<ListKey, Fields>> = {
  annotations: annotationFields,
  dismissed: selectorFields,
};

/** The keys of the file itself, in order. */
export const sections = ['claimmark', 'source', 'about', 'finished', 'annotations', 'dismissed'] as const;

/** The version of the format that is written. */
export const version = 1;
