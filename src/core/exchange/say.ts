import { escapeMarkdown } from '../text/markdown';
import { eachInSteps } from '../text/steps';
import type { Translate } from '../text/translate';
import type { Ledger, LedgerLine } from './importPlan';
import type { Dropped, FileProblem, FileRemark, Foreign, LeftOut } from './format';

/** Says what a format leaves out on export, and for how many annotations. */
export function sayDropped({ field, count }: Dropped, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    lost: t('annotations that are lost in their source: {0}', count),
    doubtful: t('annotations that are contested, edited or lost: {0}', count),
    untagged: t('annotations whose tag has no rating: {0}', count),
    characters: t('characters that the format forbids (annotations: {0})', count),
    about: t('where the source comes from (sources: {0})', count),
  };
  return words[field] ?? t('“{0}” (annotations: {1})', field, count);
}

/** Says why a file of others is not read at all; `reads`: which files of its format are. */
export function sayFileProblem({ code, at = 0, detail = '' }: FileProblem, t: Translate, reads?: string): string {
  return {
    'not-this-format':
      reads === undefined
        ? t('This file is not in that format.')
        : t('This file is not in that format. Of that format, these can be read: {0}.', reads),
    archive: t(
      'This file is a zip archive or a workbook. Unpack it, or save the workbook as CSV, and import what is in it.',
    ),
    'no-columns': t('This file has no row that names these columns: {0}.', detail),
    'not-text':
      detail === 'utf-8'
        ? t('This file is not UTF-8: byte {0} is invalid. Save it as UTF-8.', at)
        : t('This file claims to be UTF-16, but byte {0} is invalid.', at),
    'too-deep': t('This file is nested too deeply to be read.'),
    'too-large': t('This file unpacks to more than {0} MB, so it was not read.', Math.round(at / 1024 / 1024)),
    forbidden: t('This file has a document type, which is refused for safety.'),
  }[code];
}

export function sayFileRemark({ code, detail }: FileRemark, t: Translate): string {
  if (code === 'above') return t('Skipped above the column names: {0}', detail);
  if (code === 'open-quote')
    return t(
      'A quotation mark on line {0} is not closed, so the rows below it may have been read as part of its cell.',
      detail,
    );
  if (code === 'fields') return t('Left out because there is no place for it here, or its form is wrong: {0}.', detail);
  return t('The file is one page of a larger collection: {0} annotations. Import the other pages, too.', detail);
}

/** Names the reviewers whose verdicts stay on changed annotations, since the format has no place for verdicts. */
export function sayKept(names: readonly string[], t: Translate): string {
  return t('The verdicts of {0} remain as they are here.', names.join(', '));
}

/** Sums up how many records the file has, with their outcomes. */
export function saySum({ records, broughtIn, thereAlready, leftOut }: Ledger, t: Translate): string {
  return t(
    'Records: {0}. Imported: {1}. Already there: {2}. Left out: {3}.',
    records,
    broughtIn,
    thereAlready,
    leftOut,
  );
}

/** The outcome of one record, with its remarks. */
export function sayLine({ outcome, why, remarks }: LedgerLine, t: Translate): string {
  if (outcome === 'left' && why) return t('left out: {0}', sayLeftOut(why, t));
  const said = remarks.map((remark) => {
    switch (remark) {
      case 'gaps-filled':
        return t('its parts became one span, with what is between them');
      case 'moved':
        return t('its offsets were wrong; its words were found elsewhere');
      case 'recounted':
        return t('its offsets were read in another unit, since otherwise they cut words; check the words');
      case 'lost':
        return t('its words are not in the source, as when it was exported');
      case 'differs':
        return t('what is here differs, and stays as it is');
    }
  });
  const what =
    outcome === 'there' ? t('already there') : outcome === 'changed' ? t('changes what is here') : t('imported');
  return [what, ...said].join('; ');
}

/**
 * The whole ledger as a document: the sum, records left out, records with a remark, all others. Names are untrusted. In
 * steps, since there may be hundreds of thousands of lines.
 */
export function* ledgerMarkdown(file: string, ledger: Ledger, t: Translate): Generator<undefined, string> {
  const { lines, inLines, remarks } = ledger;
  const rows = yield* eachInSteps(lines, (line) => {
    const where = inLines ? t('line {0}', line.at) : t('record {0}', line.at);
    const source = line.source === undefined ? '' : ` (${escapeMarkdown(line.source)})`;
    return `- ${where}: ${escapeMarkdown(line.name)}: ${escapeMarkdown(sayLine(line, t))}${source}`;
  });
  const section = (title: string, wanted: (line: LedgerLine) => boolean): string[] => {
    const items = rows.filter((_, i) => wanted(lines[i] as LedgerLine));
    return items.length > 0 ? ['', `## ${title}`, '', ...items] : [];
  };
  const isLeft = ({ outcome }: LedgerLine): boolean => outcome === 'left';
  return [
    `# ${t('Import of {0}', escapeMarkdown(file))}`,
    '',
    saySum(ledger, t),
    ...remarks.map((remark) => `\n${escapeMarkdown(sayFileRemark(remark, t))}`),
    ...section(t('Left out'), isLeft),
    ...section(t('With a remark'), (line) => !isLeft(line) && line.remarks.length > 0),
    ...section(t('Everything else'), (line) => !isLeft(line) && line.remarks.length === 0),
    '',
  ].join('\n');
}

/** Says why a record is left out. */
function sayLeftOut(why: LeftOut, t: Translate): string {
  switch (why.code) {
    case 'malformed':
      return why.detail === undefined ? t('it does not follow that format') : t('it lacks “{0}”', why.detail);
    case 'no-place':
      return t('there is no place here for {0}', sayForeign(why.kind, t));
    case 'cancelled':
      return t('the annotator cancelled it');
    case 'rejected':
      return t('it was rejected');
    case 'draft':
      return t('it is a draft');
    case 'predicted':
      return t('a program predicted it, not a person');
    case 'hidden':
      return t('it is hidden or flagged there');
    case 'page-note':
      return t('it is about the whole text and points to no words');
    case 'selector':
      return t('its kind of selector is not read: {0}', why.detail);
    case 'no-words':
      return t('it gives neither words nor a place for them');
    case 'answers-nothing':
      return t('what it is about is not imported');
    default:
      return sayMisplaced(why, t);
  }
}

function sayMisplaced(why: Extract<LeftOut, { code: string }>, t: Translate): string {
  switch (why.code) {
    case 'outside':
      return t(
        'its source “{0}” would be outside the workspace, or in a folder where nothing is annotated',
        why.detail,
      );
    case 'no-source':
      return why.detail === ''
        ? t('it does not say which source it is about; name one')
        : t('there is no source “{0}” here, and its words lead to no other', why.detail);
    case 'unread':
      return why.detail;
    case 'other-text':
      return t('it is about a different text than the source here: “{0}”', why.detail);
    case 'text-not-here':
      return t('its text comes with the file and is in no source here; it could become “{0}”', why.detail);
    case 'not-found':
      return t('its words are not in the source');
    case 'ambiguous':
      return t('its words occur in several places, and nothing tells which is meant');
    case 'bytes':
      return t('the file “{0}” in it is neither UTF-8 nor UTF-16', why.detail);
    case 'unreadable-sidecar':
      return t('nothing can be written to {0} as it is; “check” says why', why.detail);
    default:
      return why.code;
  }
}

function sayForeign(kind: Foreign, t: Translate): string {
  switch (kind) {
    case 'relation':
      return t('relations');
    case 'event':
      return t('events');
    case 'attribute':
      return t('attributes');
    case 'modification':
      return t('modifications');
    case 'normalization':
      return t('normalizations');
    case 'equivalence':
      return t('equivalences');
    case 'answer':
      return t('answers to questions');
    case 'comment':
      return t('comments');
    case 'note':
      return t('notes on such things');
    case 'memo':
      return t('memos');
    case 'link':
      return t('links of that kind');
    case 'case':
      return t('cases');
    case 'set':
      return t('sets');
    case 'chain':
      return t('chains');
    case 'region':
      return t('regions of pages, pictures, sound or film');
    case 'unknown':
      return t('things of that kind');
  }
}
