import { builtInTags } from '../model/annotation';
import { textOf } from './bytes';
import type { Exported, ExportedTag, Format, Parsing, WriteOptions, Written } from './format';
import { guidFor } from './ids';
import { escapeXml, parsingXml, xml, type Element } from './xml';

/** The codebook of REFI-QDA 1.0 (https://www.qdasoftware.org): a tag is a code. */
export const refiQdaCodebook: Format = {
  id: 'refi-qda-codebook',
  extension: '.qdc',
  reads: '.qdc',
  title: 'REFI-QDA Codebook',
  lossless: false,
  write: writeCodebook,
  parse: readCodebook,
};

export const xmlHead = '<?xml version="1.0" encoding="utf-8"?>\n';

function writeCodebook(sources: readonly Exported[], options: WriteOptions = {}): Written {
  const codes = codesOf(tagsOf(sources, options));
  const book = xml('CodeBook', { xmlns: 'urn:QDA-XML:codebook:1.0', origin: 'Claimmark' }, [codes]);
  const count = sources.flatMap(({ annotations }) => annotations).length;
  return {
    files: [{ name: 'tags.qdc', content: `${xmlHead}${book}\n` }],
    dropped: count > 0 ? [{ field: 'text', count }] : [],
  };
}

function* readCodebook(content: string | Uint8Array): Parsing {
  const text = textOf(content);
  const root = typeof text === 'string' ? yield* parsingXml(text) : text;
  if ('code' in root) return root;
  if (root.name !== 'CodeBook') return { code: 'not-this-format' };
  return { documents: [], tags: codesIn(root).map(({ tag }) => tag), unit: 'code-points' };
}

/** The team's tags, then all others in use; never empty, since a codebook may not be. */
export function tagsOf(sources: readonly Exported[], { tags = [] }: WriteOptions): readonly ExportedTag[] {
  const known = new Set(tags.map(({ id }) => id));
  const used = new Set(sources.flatMap(({ annotations }) => annotations.map(({ tag }) => tag)));
  const all = [...tags, ...[...used].filter((id) => !known.has(id)).map((id) => ({ id }))];
  return all.length > 0 ? all : builtInTags.map((id) => ({ id }));
}

export function codeGuid(tag: string): string {
  return guidFor(`code ${tag}`);
}

/** The list of codes. A code is named by its tag's id, so that it is read back as the same tag. */
export function codesOf(tags: readonly ExportedTag[]): string {
  const codes = tags.map(({ id, label, color, description }) => {
    const said = [label === id ? undefined : label, description].filter((part) => part !== undefined).join(': ');
    const rgb = color !== undefined && /^#[0-9a-f]{6}$/i.test(color) ? color : undefined;
    const children = said === '' ? [] : [xml('Description', {}, [escapeXml(said)])];
    return xml('Code', { guid: codeGuid(id), name: id, isCodable: 'true', color: rgb }, children);
  });
  return xml('Codes', {}, codes);
}

/** Every code of a codebook with its GUID, including nested ones. */
export function codesIn(book: Element): { guid: string; tag: ExportedTag }[] {
  const codes: { guid: string; tag: ExportedTag }[] = [];
  const visit = (element: Element): void => {
    for (const child of element.children) {
      const [guid, id] = [child.attributes.get('guid'), child.attributes.get('name')];
      if (child.name === 'Code' && guid !== undefined && id)
        codes.push({ guid: plainGuid(guid), tag: tagOf(id, child) });
      if (child.name === 'Code' || child.name === 'Codes') visit(child);
    }
  };
  visit(book);
  return codes;
}

function tagOf(id: string, code: Element): ExportedTag {
  const color = code.attributes.get('color');
  const description = code.children.find(({ name }) => name === 'Description')?.text;
  return { id, ...(color !== undefined && { color }), ...(description !== undefined && { description }) };
}

/** A GUID in the form for comparing: without braces, in lower case. */
export function plainGuid(guid: string): string {
  return guid.replace(/[{}]/g, '').toLowerCase();
}
