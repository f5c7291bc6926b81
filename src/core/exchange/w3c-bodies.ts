import type { Annotation, Message } from '../model/annotation';
import { circumstances, fieldsOf, isObject, type Json, messageFrom, own, ownString, personIn, pick } from './records';
import { iri } from './w3c-selectors';

/** The fields of an annotation that we write under `claimmark` rather than as bodies. */
export const ours = [
  'speaker',
  ...circumstances.filter((field) => field !== 'by' && field !== 'created' && field !== 'updated'),
] as const;

/** The purposes of our bodies, by field. */
export const purposes = { tag: 'tagging', note: 'commenting', claim: 'describing' } as const;

/** Whether an annotation has a motivation, such as `linking` or `replying`. */
export function isOf(item: Json, motivation: string): boolean {
  return [own(item, 'motivation')]
    .flat()
    .some((one) => typeof one === 'string' && one.replace(/^oa:/, '') === motivation);
}

/** The author and the times of an annotation. */
export function saidBy(item: Json): Partial<Annotation> {
  // Recogito writes them in the bodies only.
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

/** The bodies, with the first of each choice, and apart from them the other items of choices. */
function chosenIn(item: Json): { readonly chosen: readonly unknown[]; readonly others: readonly unknown[] } {
  const listed = ['body', 'bodies', 'bodyValue'].flatMap((field) => (own(item, field) ?? []) as unknown[]);
  const parts = listed.map((body): readonly [unknown[], unknown[]] => {
    const items: unknown = own(body, 'items');
    if (!Array.isArray(items)) return [[body], []];
    return [own(body, 'type')].flat().includes('Choice') ? [items.slice(0, 1), items.slice(1)] : [items, []];
  });
  return { chosen: parts.flatMap(([chosen]) => chosen), others: parts.flatMap(([, others]) => others) };
}

/** The bodies, with the first of each choice. */
export const bodiesOfItem = (item: Json): readonly unknown[] => chosenIn(item).chosen;

/** The texts of the bodies. */
export function textsIn(item: Json): string[] {
  return bodiesOfItem(item).flatMap((body) => (typeof body === 'string' ? body : (ownString(body, 'value') ?? [])));
}

/** The statement of a body: its words, a number, the name of the resource it points to, or its address. */
function wordsOf(body: unknown): string | undefined {
  const [value, source] = [own(body, 'value'), own(body, 'source')];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return ownString(body, 'value') ?? ownString(source, 'value') ?? ownString(source, 'label') ?? iri(source ?? body);
}

/** Tag, note, claim and evidence: exact for our own bodies, the closest fields for others. */
export function bodiesIn(item: Json): Partial<Annotation> {
  const bodies = bodiesOfItem(item);
  // A body without a purpose has that of the annotation; here, one that makes it a tag.
  const [whole] =
    [own(item, 'motivation')].flat().length > 1 ? [] : [purposes.tag, 'classifying'].filter((one) => isOf(item, one));
  const purposeOf = (body: unknown): string | undefined => ownString(body, 'purpose')?.replace(/^oa:/, '') ?? whole;
  const textsOf = (...wanted: readonly (string | undefined)[]): string[] =>
    bodies.flatMap((body) => (wanted.includes(purposeOf(body)) ? (wordsOf(body) ?? []) : []));
  // A tag in words is preferred to the address of a class.
  const [tag, ...tags] = [...textsOf(purposes.tag), ...textsOf('classifying')];
  const answers = bodies.filter((body) => purposeOf(body) === 'replying');
  const discussion = messagesIn(answers, saidBy(item));
  const classes = bodies.filter((body) => purposeOf(body) === 'classifying').flatMap(addressOfClass);
  const known = [purposes.tag, 'classifying', purposes.claim, 'linking', 'replying'];
  const plain = bodies.flatMap((body) => (known.includes(purposeOf(body) ?? '') ? [] : (wordsOf(body) ?? [])));
  // The description of a picture is no claim in words.
  const described = bodies.filter((body) => purposeOf(body) === purposes.claim);
  const [claim, ...claims] = described.flatMap((body) => ownString(body, 'value') ?? []);
  const pictured = described.flatMap((body) => (ownString(body, 'value') === undefined ? (wordsOf(body) ?? []) : []));
  // An answer without a name can't be a message, nor a second description a claim: they become notes.
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

/** Answers as messages, by the author and at the time of the annotation where they don't say. */
function messagesIn(answers: readonly unknown[], { by, created }: Partial<Annotation>): readonly Message[] {
  return answers.flatMap((body) => {
    const said = [personIn(own(body, 'creator')) ?? by, ownString(body, 'created') ?? created] as const;
    return messageFrom(ownString(body, 'value'), ...said) ?? [];
  });
}

/** The address of a class that has a name: its name is the tag, and the address goes into the note. */
function addressOfClass(body: unknown): string | readonly [] {
  const source = own(body, 'source');
  return (ownString(source, 'label') === undefined ? undefined : iri(source)) ?? [];
}

function extraIn(item: Json): Partial<Annotation> {
  const record = own(item, 'claimmark');
  return isObject(record) ? (pick({ id: '', tag: '', text: '', ...fieldsOf(record) }, ours) ?? {}) : {};
}

/** Counts the bodies of an annotation that are not read, or not chosen. */
export function silentIn(item: Json): number {
  const { chosen, others } = chosenIn(item);
  return chosen.filter((body) => wordsOf(body) === undefined).length + others.length;
}
