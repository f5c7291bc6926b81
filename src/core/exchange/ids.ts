/** The form of an id of ours. */
const sound = /^[A-Za-z0-9_-]{1,64}$/;

/** The ids of a file, each with the number of entries that wanted it. */
export type Taken = Map<string, number>;

/**
 * The id for an entry of a file of others. An entry read again gets the same id, so that a second import is recognized.
 * `taken` collects the ids of the file; no two entries share one.
 */
export function idFor(given: string | undefined, entry: string, taken: Taken): string {
  const wanted = given !== undefined && sound.test(given) ? given : shortId(`${given ?? ''}\n${entry}`);
  let [id, n] = [wanted, taken.get(wanted) ?? 0];
  for (; taken.has(id); n++) id = shortId(`${n}\n${given ?? ''}\n${entry}`);
  taken.set(wanted, Math.max(n, 1));
  if (id !== wanted) taken.set(id, 1);
  return id;
}

/** Makes ids for the entries of one text from their content; a long text is hashed once, not for each entry. */
export function idsIn(text: string, taken: Taken = new Map()): (...entry: readonly unknown[]) => string {
  const mark = checksum(text);
  return (...entry) => idFor(undefined, JSON.stringify([...entry, mark]), taken);
}

/** A GUID in the form of RFC 9562 version 8, always the same for the same name. */
export function guidFor(name: string): string {
  const hex = [1, 2, 3, 4].map((seed) => hash(name, seed).toString(16).padStart(8, '0')).join('');
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function shortId(entry: string): string {
  const number = (hash(entry, 1) * 2 ** 21 + (hash(entry, 2) >>> 11)) % 36 ** 8;
  return number.toString(36).padStart(8, '0');
}

/** A hash of 32 bits: FNV-1a with the finalizer of MurmurHash3. */
function hash(text: string, seed: number): number {
  let h = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b9);
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A checksum of a text, as eight hexadecimal digits. Briefs that people keep contain it, so it has to stay as it is.
 * Data of the program alone use the longer `fingerprint` of `core/text`.
 */
export function checksum(text: string): string {
  return hash(text, 1).toString(16).padStart(8, '0');
}
