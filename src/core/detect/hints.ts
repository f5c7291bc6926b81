import { cues } from './cues';

/** What some words make worth a closer look: bits. */
export const hint = {
  /** A word that attributes. */
  cue: 1 << 0,
  /** A word of captions and credits. */
  credit: 1 << 1,
  /** A word of notes on who wrote it and when. */
  note: 1 << 2,
  /** A word of newsletters and buttons. */
  invitation: 1 << 3,
} as const;

const lists: Readonly<Partial<Record<keyof typeof hint, string>>> = {
  credit:
    'credit image images photo photos photograph photographs picture pictures pic foto fotos bild video graphic illustration map getty reuters afp ap epa bloomberg shutterstock dpa xinhua press via times',
  note:
    'reporting research writing editing graphics photography contributed reported reporter correspondent editor columnist journalist writer contributor producer photographer chief fellow ' +
    'covers writes reports version article story piece report post interview transcript published updated posted modified copyright rights aktualisiert publié mis actualizado',
  invitation:
    'sign signing subscribe subscribing subscriber newsletter inbox download follow click tweet share journalism stay affected tip touch send read gift terms privacy cookie cookies javascript',
};

const words: ReadonlyMap<string, number> = (() => {
  const bits = new Map<string, number>();
  for (const word of cues.keys()) bits.set(word, hint.cue);
  for (const [name, list] of Object.entries(lists))
    for (const word of list.split(' ')) bits.set(word, (bits.get(word) ?? 0) | hint[name as keyof typeof hint]);
  return bits;
})();

const cell = (first: number, second: number, last: number, length: number): number =>
  (Math.imul(((first & 31) << 15) | ((second & 31) << 10) | ((last & 31) << 5) | length, 0x9e3779b1) >>> 16) & 0xffff;

/** A word's first, second and last letter and its length leave few candidates: nearly all others need no look-up. */
const likely: Uint8Array = [...words.keys()].reduce(
  (cells, word) => {
    cells[cell(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(word.length - 1), word.length)] = 1;
    return cells;
  },
  new Uint8Array(1 << 16),
);

/** The hints in a stretch of text. */
export function hintsIn(text: string, from: number, to: number): number {
  let found = 0;
  for (let at = from; at < to; at++) {
    const start = at;
    let unit = text.charCodeAt(at);
    while (unit > 64 && (unit < 0x2010 || unit > 0x206f) && at < to) unit = text.charCodeAt(++at);
    const length = at - start;
    if (length < 2 || length > 15) continue;
    const last = text.charCodeAt(at - 1);
    if (likely[cell(text.charCodeAt(start), text.charCodeAt(start + 1), last, length)] !== 1) continue;
    found |= words.get(text.slice(start, at).toLowerCase()) ?? 0;
  }
  return found;
}

export function hasCue(text: string, from: number, to: number): boolean {
  return (hintsIn(text, from, to) & hint.cue) !== 0;
}
