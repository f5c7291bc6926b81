import path from 'node:path';
import { pathFrom } from '../node/pathFrom';
import { describe } from '../core/anchor/selector';
import { makeBrief } from '../core/brief/brief';
import { isBrief } from '../core/brief/update';
import { suggest } from '../core/detect/detect';
import { why, type Suggestion } from '../core/detect/suggestion';
import { worthiest } from '../core/state/suggestions';
import type { Revision } from '../core/model/action';
import { lineStarts, placeAt } from '../core/text/lines';
import { excerpt, findings, inert, json, quoted, sound, WrongUse } from './shell';
import { gatherStatement, halfLine, whyHalf } from './statement';
import type { Call } from './call';
import { bringInto, loading, type Loaded } from './loading';
import { findTexts, readSource, shown, textIn } from './files';

export async function detectAll(call: Call): Promise<number> {
  if (call.paths.length === 0) throw new WrongUse('Name the sources to look at: claimmark detect article.txt');
  const amount = call.flag('all') ? 100 : amountOf(call);
  const rows: object[] = [];
  for (const { file } of await findTexts(call.shell, call.paths)) {
    const given = shown(call.shell, file);
    const read = await readSource(file, call.settings.root);
    if (!read) throw new WrongUse(`${given}: there is no such file.`);
    if ('unreadable' in read) throw new WrongUse(read.unreadable);
    const { text } = read;
    const starts = lineStarts(text);
    const all = suggest(text);
    const found = call.flag('all') ? all : worthiest(all, text.length, amount);
    for (const one of found) {
      const place = placeAt(starts, one.from);
      if (call.flag('json')) rows.push({ source: given, ...place, ...rowOf(text, one) });
      else
        call.shell.out(
          `${inert(given)}:${place.line}:${place.column}: ${one.kind}: ${quoted(text.slice(one.from, one.to))} (${inert(why(one.why))})\n`,
        );
    }
    if (found.length < all.length)
      call.shell.err(`claimmark: ${inert(given)}: ${all.length - found.length} more of less worth; --all shows them.`);
  }
  if (call.flag('json')) call.shell.out(`${json(rows)}\n`);
  return sound;
}

function amountOf(call: Call): number {
  const given = call.option('amount');
  if (given === undefined) return call.settings.amount;
  if (!/^\d{1,3}$/.test(given) || Number(given) < 1 || Number(given) > 100)
    throw new WrongUse('--amount is a number from 1 to 100: how much of a text may be marked, in percent.');
  return Number(given);
}

function rowOf(text: string, { from, to, kind, score, why: reasons, name, speaker }: Suggestion): object {
  const named = name ?? speaker;
  const said = named && text.slice(named.from, named.to).replace(/\s+/g, ' ');
  return { start: from, end: to, kind, speaker: said, score, text: text.slice(from, to), why: why(reasons) };
}

export async function brief(call: Call): Promise<number> {
  const { bytes } = await call.readOut(isBrief);
  const statement = await gatherStatement(call);
  if (!statement) return findings;
  const unknown = call
    .options('takeaway')
    .find(
      (name) =>
        !statement.sources.some(({ source, annotations }) => annotations.some(({ id }) => name === `${source}#${id}`)),
    );
  if (unknown !== undefined)
    throw new WrongUse(`--takeaway ${unknown}: there is no such annotation. Name one as article.txt#k3x9.`);
  const { out } = call;
  const target = out === undefined ? undefined : path.resolve(call.shell.cwd, out);
  const existing = bytes && textIn(target ?? '', bytes);
  const from = path.dirname(target ?? path.join(call.settings.root, 'brief.md'));
  const made = makeBrief(statement.sources, {
    template: call.settings.template,
    takeaways: call.options('takeaway'),
    href: (source) => pathFrom(from, path.join(call.settings.root, source)),
    context: statement.context,
    ...(existing === undefined ? {} : { existing }),
  });
  await call.write(made.markdown, { bytes });
  for (const { source, id, why: reason } of made.withheld)
    call.shell.err(`${inert(source)}#${excerpt(id, 20)}: ${reason}`);
  return sound;
}

/**
 * Completes entries that were written by hand; everything in them keeps its bytes. A file in flow style or JSON is put
 * into the usual form. Entries that can't be read stay as they are; these and those without a place are told.
 */
export async function format(call: Call): Promise<number> {
  const { shell } = call;
  let [changed, refused] = [0, 0];
  for await (const loaded of loading(call, call.paths)) {
    const { file, sidecar } = loaded;
    const { revisions, unplaced } = completing(loaded);
    const why = sidecar.state === 'writable' ? whyHalf(sidecar) : undefined;
    if (why !== undefined) shell.err(halfLine(shell, file, why));
    if (unplaced > 0)
      shell.err(
        `${inert(shown(shell, file))}: entries that get no place, since their words are not in the source: ${unplaced}.`,
      );
    const outcome = await bringInto(call, loaded, revisions, true);
    if (outcome === 'written') changed++;
    if (outcome === 'refused' || why !== undefined) refused++;
  }
  return refused > 0 || (call.flag('check') && changed > 0) ? findings : sound;
}

/** What completes the entries of a sidecar: ids, and places. `unplaced` have none, nor do their words. */
function completing({ sidecar, text, found }: Loaded): { revisions: readonly Revision[]; unplaced: number } {
  let unplaced = 0;
  const revisions = sidecar.entries.flatMap(({ annotation, hasId }, index): Revision[] => {
    const hit = found[index];
    const bare = annotation.line === undefined || annotation.before === undefined || annotation.after === undefined;
    const place = hit && hit.how !== 'edited' && text !== undefined ? describe(text, hit.span) : undefined;
    if (bare && !place) unplaced++;
    if (hasId && !(bare && place)) return [];
    return [{ of: 'annotation', id: annotation.id, before: annotation, after: { ...annotation, ...place } }];
  });
  return { revisions, unplaced };
}
