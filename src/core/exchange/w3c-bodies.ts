import type { Annotation, Message } from '../model/annotation';
import { circumstances, fieldsOf, isObject, type Json, messageFrom, own, ownString, personIn, pick } from './records';
import { iri } from './w3c-selectors';

/** The fields that a record of our own holds beside the bodies. */
export const ours = [
  'speaker',
  ...circumstances.filter((field) => field !== 'by' && field !== 'created' && field !== 'updated'),
] as const;

/** What a body of ours is for, by the field that it holds. */
export const purposes = { tag: 'tagging', note: 'commenting', claim: 'describing' } as const;

/** Whether an annotation is made for something, as `linking` or `replying`. */
export function isOf(item: Json, motivation: string): boolean {
  return [own(item, 'motivation')]
    .flat()
    .some((one) => typeof one === 'string' && one.replace(/^oa:/, '') === motivation);
}

/** Who made an annotation, and when. */
export function saidBy(item: Json): Partial<Annotation> {
  // Recogito says it of the bodies alone.
  const [body] = bodiesOfItem(item).filter(
    (one) => ownString(one, 'purpose') !== 'replying' && own(one, 'creator') !== undefined,
  );
  const by = [own(item, 'creator') ?? own(body, 'creator')]
    .flat()
    .flatMap((one) => personIn(one) ?? [])
    .join(', ');
  const [created, updated] = ['created', 'modified'].map((field) => ownString(item, field) ?? ownString(body, field));
  return { ...(by && { by }), ...(created !== undefined && { created }), ...(updated !== undefined && { updated }) };
}

/** The bodies one by one, of a choice the first; and what choices hold beside that. */
function chosenIn(item: Json): { readonly chosen: readonly unknown[]; readonly others: readonly unknown[] } {
  const listed = ['body', 'bodies', 'bodyValue'].flatMap((field) => (own(item, field) ?? []) as unknown[]);
  const parts = listed.map((body): readonly [unknown[], unknown[]] => {
    const items: unknown = own(body, 'items');
    if (!Array.isArray(items)) return [[body], []];
    return [own(body, 'type')].flat().includes('Choice') ? [items.slice(0, 1), items.slice(1)] : [items, []];
  });
  return { chosen: parts.flatMap(([chosen]) => chosen), others: parts.flatMap(([, others]) => others) };
}

/** The bodies one by one; of a choice the first. */
export const bodiesOfItem = (item: Json): readonly unknown[] => chosenIn(item).chosen;

/** What the bodies say in words. */
export function textsIn(item: Json): string[] {
  return bodiesOfItem(item).flatMap((body) => (typeof body === 'string' ? body : (ownString(body, 'value') ?? [])));
}

/** What a body says: its words, a number, the name of what it points to, or its address. */
function wordsOf(body: unknown): string | undefined {
  const [value, source] = [own(body, 'value'), own(body, 'source')];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return ownString(body, 'value') ?? ownString(source, 'value') ?? ownString(source, 'label') ?? iri(source ?? body);
}

/** Tag, note, claim and evidence: ours as we wrote them; of others, what their purposes come closest to. */
export function bodiesIn(item: Json): Partial<Annotation> {
  const bodies = bodiesOfItem(item);
  // What a body is for, the annotation says where the body does not: in this it is one for a tag.
  const [whole] =
    [own(item, 'motivation')].flat().length > 1 ? [] : [purposes.tag, 'classifying'].filter((one) => isOf(item, one));
  const purposeOf = (body: unknown): string | undefined => ownString(body, 'purpose')?.replace(/^oa:/, '') ?? whole;
  const textsOf = (...wanted: readonly (string | undefined)[]): string[] =>
    bodies.flatMap((body) => (wanted.includes(purposeOf(body)) ? (wordsOf(body) ?? []) : []));
  // A tag in words says more than the address of a class.
  const [tag, ...tags] = [...textsOf(purposes.tag), ...textsOf('classifying')];
  const answers = bodies.filter((body) => purposeOf(body) === 'replying');
  const { by, created } = saidBy(item);
  const discussion = answers.flatMap((body): Message | [] => {
    const said = [personIn(own(body, 'creator')) ?? by, ownString(body, 'created') ?? created] as const;
    return messageFrom(ownString(body, 'value'), ...said) ?? [];
  });
  // A class that is known by its name keeps its address beside it.
  const classes = bodies.flatMap((body) =>
    purposeOf(body) === 'classifying' && ownString(own(body, 'source'), 'label') !== undefined
      ? (iri(own(body, 'source')) ?? [])
      : [],
  );
  const known = [purposes.tag, 'classifying', purposes.claim, 'linking', 'replying'];
  const plain = bodies.flatMap((body) => (known.includes(purposeOf(body) ?? '') ? [] : (wordsOf(body) ?? [])));
  // What a picture describes is no claim in words.
  const described = bodies.filter((body) => purposeOf(body) === purposes.claim);
  const [claim, ...claims] = described.flatMap((body) => ownString(body, 'value') ?? []);
  const pictured = described.flatMap((body) => (ownString(body, 'value') === undefined ? (wordsOf(body) ?? []) : []));
  // Without a name an answer is no message, and a second description no claim: they are notes.
  const unsigned = answers
    .flatMap((body) => ownString(body, 'value') ?? [])
    .filter((note) => !discussion.some((one) => one.note === note));
  const notes = [...plain, ...claims, ...pictured, ...unsigned, ...classes];
  const { evidence = textsOf('linking').map((url) => ({ url })), ...rest } = extraIn(item);
  const note = [...notes, ...tags].join('\n\n');
  return {
    ...(tag && { tag }),
    ...((note !== '' || notes.length > 0) && { note }),
    ...(claim !== undefined && { claim }),
    ...(discussion.length > 0 && { discussion }),
    ...rest,
    ...(evidence.length > 0 && { evidence }),
  };
}

function extraIn(item: Json): Partial<Annotation> {
  const record = own(item, 'claimmark');
  return isObject(record) ? (pick({ id: '', tag: '', text: '', ...fieldsOf(record) }, ours) ?? {}) : {};
}

/** How many bodies of an annotation say nothing that is read, or nothing that is chosen. */
export function silentIn(item: Json): number {
  const { chosen, others } = chosenIn(item);
  return chosen.filter((body) => wordsOf(body) === undefined).length + others.length;
}
