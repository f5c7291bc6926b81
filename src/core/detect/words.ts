/**
 * The classes of words that tell a checkable statement from talk. A word belongs to the first class that lists it;
 * `function` words also stand for themselves in patterns.
 */
const lists = {
  me: 'i me my mine myself i’m i’ve i’ll i’d',
  us: 'we us our ours ourselves we’ve we’re we’ll we’d',
  you: 'you your yours yourself you’re you’ve you’ll you’d',
  other: 'he she him her his hers himself herself he’s she’s he’d he’ll',
  others: 'they them their theirs they’re they’ve they’ll they’d themselves',
  it: 'it its it’s itself there there’s',
  pointing: 'this that these those that’s here here’s',
  article: 'the a an',
  future: 'will shall gonna won’t',
  modal: 'would should could may might can must ought can’t couldn’t wouldn’t shouldn’t cannot',
  is: 'is are am be isn’t aren’t',
  was: 'was were been wasn’t weren’t being',
  has: 'have has haven’t hasn’t having',
  had: 'had hadn’t',
  does: 'do does don’t doesn’t',
  did: 'did didn’t done',
  negation: 'not never no none nor neither nothing nobody',
  preposition: 'of to in for on with at by from as into against between through after before without within among',
  opinion:
    'think believe feel hope guess suppose want wish love like know understand mean agree need try trust care wonder imagine prefer intend consider thought felt believes thinks wants',
  saying:
    'said says say told tell ask asked announced called calls talked talk talking talks mentioned claimed claims stated testified argued answered spoke speak saying reported according quoted suggested indicated warned confirmed denied',
  number:
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety',
  magnitude: 'hundred thousand million billion trillion hundreds thousands millions billions dozen dozens bn',
  share: 'half third quarter percent per twice double triple doubled tripled majority rate average ratio percentage %',
  quantity:
    'more most less fewer least many few several much all every each any some both lot lots enough only almost nearly about over under than',
  comparison:
    'higher lower bigger larger smaller greater better worse faster slower stronger weaker older younger longer shorter cheaper richer poorer highest lowest biggest largest smallest greatest best worst first second fourth last latest',
  calendar:
    'january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday jan feb aug sept oct nov dec',
  time: 'year years month months week weeks day days decade decades century ago since yesterday today tonight during until annual annually yearly recently past previous earlier',
  rise: 'increased increase increases increasing rose rise risen rising grew grown grow growing growth gained gain raised raise raising expanded added add',
  fall: 'decreased decrease declined decline fell fallen falling dropped drop lost lose losing cut cuts cutting reduced reduce reduction lowered shrunk eliminated slashed',
  act: 'voted vote votes signed passed vetoed veto proposed opposed supported supports opposes promised appointed spent paid invaded killed created built sent sold bought won elected introduced served attacked invested hired fired closed opened approved rejected ended started began made gave got took put went came brought left kept found provided refused failed met agreed received led ran',
  money:
    'tax taxes jobs job budget deficit debt inflation unemployment spending income wages trade economy oil gas energy prices price cost costs dollars dollar money interest insurance medicare social security medicaid welfare poverty surplus revenue exports imports',
  state:
    'congress senate house president administration government republican republicans democrat democrats senator governor bill law legislation program policy court federal party plan treaty nato un soviet union',
  question: 'what who why how when where which whom whose',
  courtesy: 'thank thanks please sorry welcome gentlemen good evening applause',
  talk: 'well now look let let’s okay uh yes oh yeah so but and because if',
  value:
    'great bad wrong right important strong weak terrible wonderful tremendous proud fair unfair true false nice serious honest fundamental',
} as const;

const functionWords =
  'the a an of to in for on with at by from as and or but that this it is are was were be been have has had do does did not will would should could can may might must i we you he she they my our your his her their me us him them if because so what who when where why how which there than then more most';

export type WordClass = keyof typeof lists;

const names = Object.keys(lists) as WordClass[];

/** The number of a class, from 1: the shapes that `tokens` knows by themselves come after them. */
export function classNumber(name: WordClass): number {
  return names.indexOf(name) + 1;
}

export const classCount = names.length + 1;

/** FNV-1a over lower-case UTF-16 units, with every apostrophe as `'`. `fold` gives one unit its folded form. */
export function hashWord(word: string): number {
  let hash = hashStart;
  for (let i = 0; i < word.length; i++) hash = hashUnit(hash, fold(word.charCodeAt(i)));
  return hash;
}

export const hashStart = 0x811c9dc5 | 0;

export function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

export function fold(unit: number): number {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
  if (unit === 0x2019) return 0x27;
  return unit >= 0xc0 && unit <= 0xde && unit !== 0xd7 ? unit + 0x20 : unit;
}

const classes = new Map<number, number>();
for (const name of names) {
  for (const word of lists[name].split(' ')) {
    const hash = hashWord(word);
    if (!classes.has(hash)) classes.set(hash, classNumber(name));
  }
}

const functions = new Set(functionWords.split(' ').map(hashWord));

/** Looks words up by their hash in open addressing: a map of objects would cost half the time of a pass. */
export class WordTable {
  private readonly keys = new Int32Array(4096);
  private readonly values = new Uint8Array(4096);

  constructor() {
    for (const [hash, number] of classes) this.put(hash, number);
    for (const hash of functions) this.put(hash, this.get(hash) | 0x80);
  }

  /** The class number in the low seven bits, 0 for none; the high bit says that it is a function word. */
  get(hash: number): number {
    let at = slot(hash);
    while (this.keys[at] !== 0) {
      if (this.keys[at] === hash) return this.values[at] ?? 0;
      at = (at + 1) & 4095;
    }
    return 0;
  }

  private put(hash: number, value: number): void {
    let at = slot(hash);
    while (this.keys[at] !== 0 && this.keys[at] !== hash) at = (at + 1) & 4095;
    this.keys[at] = hash;
    this.values[at] = value;
  }
}

function slot(hash: number): number {
  return (hash ^ (hash >>> 15)) & 4095;
}
