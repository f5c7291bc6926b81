import path from 'node:path';
import { builtInTags } from '../core/model/annotation';
import type { ExportedTag, Rating } from '../core/exchange/format';
import type { BriefTemplate } from '../core/brief/template';
import type { Level, Rule } from '../core/review/rules';
import { readText } from './files';
import { WrongUse } from './shell';

/** What the team has set in its workspace, `.vscode/settings.json`, so that editor and command line agree. */
export interface Settings {
  /** The folder that holds `.vscode`; paths out of it are out of the workspace. */
  readonly root: string;
  readonly tags: readonly ExportedTag[];
  readonly rules: Readonly<Partial<Record<Rule, Level>>>;
  readonly settledBy: number;
  readonly ratings: Readonly<Record<string, Rating>>;
  readonly template: Partial<BriefTemplate>;
}

/** The settings of the nearest folder above that has some, else the defaults. */
export async function readSettings(cwd: string): Promise<Settings> {
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    const file = path.join(folder, '.vscode', 'settings.json');
    const text = await readText(file);
    if (text !== undefined) return settingsFrom(folder, parse(text, file));
    if (path.dirname(folder) === folder) return settingsFrom(path.resolve(cwd), {});
  }
}

function settingsFrom(root: string, json: Readonly<Record<string, unknown>>): Settings {
  const get = <T>(name: string, fallback: T): T => (json[`claimmark.${name}`] as T | undefined) ?? fallback;
  const own = get<readonly ExportedTag[]>('tags', []).filter((tag) => typeof tag.id === 'string');
  const missing = builtInTags.filter((id) => !own.some((tag) => tag.id === id)).map((id) => ({ id }));
  return {
    root,
    tags: [...missing, ...own],
    rules: get('problems.rules', {}),
    settledBy: get('review.settledBy', 1),
    ratings: get('ratings', {}),
    template: get('brief.template', {}),
  };
}

/** JSON with comments and trailing commas, as the editor's settings are. */
function parse(text: string, file: string): Readonly<Record<string, unknown>> {
  const plain = text
    .replace(/^\ufeff/, '')
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//g, (_, quoted?: string) => quoted ?? '')
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, quoted?: string) => quoted ?? '');
  try {
    return JSON.parse(plain) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) throw new WrongUse(`${file} is not valid JSON: ${error.message}`);
    throw error;
  }
}
