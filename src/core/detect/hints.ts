import { cues, type Cue } from './cues';
import { hashWord } from './words';

/** What some words and marks make worth a closer look: bits. */
export const hint = {
  /** A word that attributes. */
  cue: 1 << 0,
  /** A word of captions and credits. */
  credit: 1 << 1,
  /** A word of notes on who wrote it and when. */
  note: 1 << 2,
  /** A word of newsletters and buttons. */
  invitation: 1 << 3,
  /** A word of doubt or denial. */
  doubt: 1 << 4,
  /** A mark that may open a quotation, or code. */
  mark: 1 << 5,
  /** A word that attributes only before a certain other one. */
  lead: 1 << 6,
} as const;

/** For stretches that are not looked at to their end. */
export const allHints = (1 << 7) - 1;

/** For each kind of line, a word that each of its wordings has, the rarest where there is a choice. */
const lists: Readonly<Partial<Record<keyof typeof hint, string>>> = {
  credit:
    'credit image images photo photos photograph photographs picture pictures pic foto fotos bild video graphic illustration map getty reuters afp ap epa bloomberg shutterstock dpa xinhua associated wikimedia york',
  note:
    'reporting research writing editing graphics photography contributed reported reporter correspondent editor columnist journalist writer contributor producer photographer bureau fellow ' +
    'covers writes reports version article story piece report post interview transcript published updated posted modified copyright reserved aktualisiert publié mis actualizado',
  invitation:
    'sign signing subscribe subscribing subscriber newsletter inbox download follow click tweet share journalism affected tip touch send read gift terms privacy cookie cookies javascript updated',
};

/** The word without which another one attributes nothing: the `out` of `pointed out`, the `that` of `claims that`. */
const followerOf = ({ particle, form }: Cue): string | undefined => particle ?? (form === 'noun' ? 'that' : undefined);

/** For each word that leads, which one must follow; by hash. */
export const followers: ReadonlyMap<number, number> = new Map(
  [...cues].flatMap(([word, cue]) => {
    const follower = followerOf(cue);
    return follower === undefined ? [] : [[hashWord(word), hashWord(follower)] as const];
  }),
);

/** The bits of each word that hints at something by its letters alone, in lower case. */
export const hintWords: ReadonlyMap<string, number> = (() => {
  const bits = new Map<string, number>();
  for (const [word, cue] of cues) bits.set(word, followerOf(cue) === undefined ? hint.cue : hint.lead);
  for (const [name, list] of Object.entries(lists))
    for (const word of list.split(' ')) bits.set(word, (bits.get(word) ?? 0) | hint[name as keyof typeof hint]);
  return bits;
})();
