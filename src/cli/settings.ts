import path from 'node:path';
import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { builtInTags } from '../core/model/annotation';
import type { ExportedTag, Rating } from '../core/exchange/format';
import type { BriefTemplate } from '../core/brief/template';
import { rules, type Level, type Rule } from '../core/review/rules';
import { lineStarts, placeAt } from '../core/text/lines';
import { defaultAmount } from '../core/state/suggestions';
import { readText } from './files';
import { WrongUse } from './shell';

/** The team's settings in its workspace, `.vscode/settings.json`, shared by editor and command line. */
export interface Settings {
  /** The folder with `.vscode`; paths outside of it are outside of the workspace. */
  readonly root: string;
  readonly tags: readonly ExportedTag[];
  readonly rules: Readonly<Partial<Record<Rule, Level>>>;
  readonly settledBy: number;
  readonly ratings: Readonly<Record<string, Rating>>;
  readonly template: Partial<BriefTemplate>;
  /** How much of a text suggestions may mark, in percent of its characters. */
  readonly amount: number;
}

/** The settings of the nearest folder above that has some, else the defaults. */
export async function readSettings(cwd: string): Promise<Settings> {
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    const file = path.join(folder, '.vscode', 'settings.json');
    const text = await readText(file);
    if (text !== undefined) return settingsFrom(folder, new Values(parsed(text, file), file));
    if (path.dirname(folder) === folder) return settingsFrom(path.resolve(cwd), new Values({}, ''));
  }
}

/** Parses JSON with comments and trailing commas, like the editor; an empty file sets nothing. */
function parsed(text: string, file: string): object {
  const json = text.replace(/^\ufeff/, '');
  const errors: ParseError[] = [];
  const value: unknown = parse(json, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [error] = errors;
  if (error) {
    const { line, column } = placeAt(lineStarts(json), error.offset);
    const what = printParseErrorCode(error.error)
      .replace(/\B[A-Z]/g, ' $&')
      .toLowerCase();
    throw new WrongUse(`${file}:${line}:${column}: this is not valid JSON (${what}).`);
  }
  if (value === undefined) return {};
  if (!isRecord(value)) throw new WrongUse(`${file}: the settings must be an object in braces.`);
  return value;
}

type Shape = 'text' | 'integer' | 'number' | 'object' | 'list';

const called: Readonly<Record<Shape, string>> = {
  text: 'a text in quotation marks',
  integer: 'a whole number',
  number: 'a number',
  object: 'an object in braces',
  list: 'a list in square brackets',
};

/** The values in a settings file. A value of the wrong type is wrong use, and named. */
class Values {
  constructor(
    private readonly json: object,
    private readonly file: string,
  ) {}

  /** The value of a setting; undefined if it is not set. */
  of(setting: string, shape: Shape): unknown {
    const value = (this.json as Record<string, unknown>)[`claimmark.${setting}`];
    return value === undefined ? undefined : this.need(value, shape, `claimmark.${setting}`);
  }

  need(value: unknown, shape: Shape, name: string): unknown {
    if (!isOf(value, shape)) throw this.wrong(name, `must be ${called[shape]}`);
    return value;
  }

  text(value: unknown, name: string): string {
    return this.need(value, 'text', name) as string;
  }

  wrong(name: string, must: string): WrongUse {
    return new WrongUse(`${this.file}: the setting ${name} ${must}.`);
  }
}

function isOf(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'text':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'object':
      return isRecord(value);
    case 'list':
      return Array.isArray(value);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function settingsFrom(root: string, values: Values): Settings {
  const own = tagsIn(values);
  const missing = builtInTags.filter((id) => !own.some((tag) => tag.id === id)).map((id) => ({ id }));
  const settledBy = (values.of('review.settledBy', 'integer') ?? 1) as number;
  if (settledBy < 1) throw values.wrong('claimmark.review.settledBy', 'must be at least 1');
  const amount = (values.of('suggestions.amount', 'integer') ?? defaultAmount) as number;
  if (amount < 1 || amount > 100) throw values.wrong('claimmark.suggestions.amount', 'must be from 1 to 100');
  return {
    root,
    tags: [...missing, ...own],
    rules: rulesIn(values),
    settledBy,
    ratings: ratingsIn(values),
    template: templateIn(values),
    amount,
  };
}

function tagsIn(values: Values): readonly ExportedTag[] {
  const list = (values.of('tags', 'list') ?? []) as readonly unknown[];
  return list.map((item, i): ExportedTag => {
    const name = `claimmark.tags[${i}]`;
    const tag = values.need(item, 'object', name) as Readonly<Record<string, unknown>>;
    const id = values.text(tag['id'], `${name}.id`);
    if (id.trim() === '') throw values.wrong(`${name}.id`, 'must not be empty');
    for (const field of ['label', 'color', 'description', 'key'])
      if (tag[field] !== undefined && !(field === 'color' && isRecord(tag[field])))
        values.text(tag[field], `${name}.${field}`);
    return tag as unknown as ExportedTag;
  });
}

const levels: readonly unknown[] = ['error', 'warning', 'information', 'off'] satisfies readonly Level[];

function rulesIn(values: Values): Settings['rules'] {
  const set = (values.of('problems.rules', 'object') ?? {}) as Readonly<Record<string, unknown>>;
  for (const [rule, level] of Object.entries(set)) {
    const name = `claimmark.problems.rules["${rule}"]`;
    if (!(rules as readonly string[]).includes(rule))
      throw values.wrong(name, `names no rule; there are ${rules.join(', ')}`);
    if (!levels.includes(level)) throw values.wrong(name, `must be one of ${levels.join(', ')}`);
  }
  return set;
}

function ratingsIn(values: Values): Settings['ratings'] {
  const set = (values.of('ratings', 'object') ?? {}) as Readonly<Record<string, unknown>>;
  for (const [tag, item] of Object.entries(set)) {
    const name = `claimmark.ratings["${tag}"]`;
    const rating = values.need(item, 'object', name) as Readonly<Record<string, unknown>>;
    values.text(rating['name'], `${name}.name`);
    for (const field of ['value', 'best', 'worst']) values.need(rating[field], 'number', `${name}.${field}`);
  }
  return set as Settings['ratings'];
}

const contents: readonly unknown[] = ['takeaways', 'verified', 'quote', 'unconfirmed', 'tag', 'sources'];

function templateIn(values: Values): Partial<BriefTemplate> {
  const set = (values.of('brief.template', 'object') ?? {}) as Readonly<Record<string, unknown>>;
  for (const [field, value] of Object.entries(set)) {
    const name = `claimmark.brief.template.${field}`;
    if (field === 'sections') checkSections(values, values.need(value, 'list', name) as readonly unknown[], name);
    else if (field === 'quotes') checkQuotes(values, values.need(value, 'list', name) as readonly unknown[], name);
    else values.text(value, name);
  }
  return set;
}

function checkSections(values: Values, sections: readonly unknown[], name: string): void {
  sections.forEach((item, i) => {
    const section = values.need(item, 'object', `${name}[${i}]`) as Readonly<Record<string, unknown>>;
    for (const field of ['title', 'line']) values.text(section[field], `${name}[${i}].${field}`);
    if (!contents.includes(section['content']))
      throw values.wrong(`${name}[${i}].content`, `must be one of ${contents.join(', ')}`);
    if (section['content'] === 'tag') values.text(section['tag'], `${name}[${i}].tag`);
  });
}

function checkQuotes(values: Values, quotes: readonly unknown[], name: string): void {
  if (quotes.length !== 2) throw values.wrong(name, 'must be a list of two quotation marks');
  quotes.forEach((mark, i) => values.text(mark, `${name}[${i}]`));
}
