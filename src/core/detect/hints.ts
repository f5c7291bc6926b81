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

const cell = (first: number, last: number, length: number): number =>
  ((first & 31) << 9) | ((last & 31) << 4) | (length & 15);

/** A word's first and last letter and its length leave few candidates: nearly all others are passed over without a look-up. */
const likely: Uint8Array = [...words.keys()].reduce(
  (cells, word) => {
    cells[cell(word.charCodeAt(0), word.charCodeAt(word.length - 1), word.length)] = 1;
    return cells;
  },
  new Uint8Array(1 << 14),
);

/** The hints in a stretch of text; looking ends where all of `wanted` are found. */
export function hintsIn(text: string, from: number, to: number, wanted = 15): number {
  let found = 0;
  for (let at = from; at < to; at++) {
    const start = at;
    let unit = text.charCodeAt(at);
    while (unit > 64 && at < to) unit = text.charCodeAt(++at);
    const length = at - start;
    if (length < 2 || length > 15) continue;
    if (likely[cell(text.charCodeAt(start), text.charCodeAt(at - 1), length)] !== 1) continue;
    found |= words.get(text.slice(start, at).toLowerCase()) ?? 0;
    if ((found & wanted) === wanted) return found;
  }
  return found;
}

export function hasCue(text: string, from: number, to: number): boolean {
  return (hintsIn(text, from, to, hint.cue) & hint.cue) !== 0;
}
