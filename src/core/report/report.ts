import {
  builtInTags,
  type About,
  type Adjudication,
  type Evidence,
  type Import,
  type Message,
  type Review,
  type Stance,
} from '../model/annotation';
import { matrixOf, type MatrixCell } from '../crosslink/links';
import type { Exported, ExportedTag, Placed } from '../exchange/format';
import { agreement, reviewAgreement, type Agreement, type Coding, type ReviewAgreement } from '../review/agreement';
import { assessTexts, keyOf, type Assessment, type Assessments, type Doubt } from '../review/grounds';
import {
  isThreadOpen,
  judgements,
  openQuestions,
  reviewStatuses,
  type Judgement,
  type ReviewStatus,
} from '../review/status';
import { lineStarts, placeAt, withLf } from '../text/lines';
import { countBy, grouped } from '../text/grouped';

export interface ReportOptions {
  readonly title: string;
  /** When it was made, in the form to be shown. */
  readonly made?: string;
  /** The team's tags in their order; other used tags come after them. */
  readonly tags?: readonly ExportedTag[];
  /** How many agreeing reviewers make an annotation settled. */
  readonly settledBy?: number;
  /** What annotators marked blindly, each in a separate file. */
  readonly codings?: readonly Coding[];
  /** The other sources of the workspace: they may speak against what is reported. */
  readonly context?: readonly Exported[];
}

/** An annotation with its place, in the form that all parts of a report cite. */
export interface Cited {
  readonly source: string;
  readonly id: string;
  readonly tag: string;
  /** Its present words in the source; the tagged ones if it is lost. */
  readonly words: string;
  readonly text: string;
  /** Absent if it is lost. */
  readonly place?: { readonly line: number; readonly column: number; readonly from: number; readonly to: number };
  readonly status: ReviewStatus;
  readonly edited: boolean;
  readonly speaker?: string;
  readonly note?: string;
  readonly by?: string;
}

export interface ReportedSource {
  readonly source: string;
  readonly about: About;
  /** Of the text, in UTF-16 units. */
  readonly length: number;
  readonly lines: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly cited: readonly Cited[];
}

/** An annotation that needs a person. */
export interface Attention {
  readonly cited: Cited;
  readonly why: 'lost' | 'contested' | 'edited' | 'stale';
  /** What speaks against it. */
  readonly doubts: readonly Doubt[];
  /** The verdicts that are not about the present state. */
  readonly stale: readonly Judgement[];
}

/** A claim that several annotations state, and what each source says to it, parallel to the sources. */
export interface ComparedClaim {
  readonly claim: string;
  readonly cells: readonly { readonly says: MatrixCell; readonly cited: readonly Cited[] }[];
}

/** The annotations in the report that one import brought. */
export interface ImportedAnnotations extends Import {
  readonly cited: readonly Cited[];
}

/** Clusters of linked claims against the sources that are not silent on all of them. */
export interface Comparison {
  readonly sources: readonly string[];
  readonly rows: readonly ComparedClaim[];
}

export interface Report {
  readonly title: string;
  readonly made?: string;
  readonly tags: readonly ExportedTag[];
  readonly total: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<ReviewStatus, number>;
  readonly sources: readonly ReportedSource[];
  /** The quotes by speaker, those with most first, the unnamed last. */
  readonly speakers: readonly { readonly speaker: string; readonly quotes: readonly Cited[] }[];
  /** The annotations with evidence, in the order of the sources. */
  readonly evidence: readonly { readonly cited: Cited; readonly evidence: readonly Evidence[] }[];
  readonly stances: ReadonlyMap<Stance, number>;
  /** Verified claims without evidence. */
  readonly bare: readonly Cited[];
  /** The annotations that need a person: lost, contested, edited, or changed since their review. */
  readonly attention: readonly Attention[];
  /** The questions of unsure reviewers. */
  readonly questions: readonly { readonly cited: Cited; readonly question: Review }[];
  /** The annotations with an open discussion, and its last message. */
  readonly discussed: readonly { readonly cited: Cited; readonly last: Message }[];
  /** The decisions of adjudicators. */
  readonly decisions: readonly { readonly cited: Cited; readonly decision: Adjudication }[];
  /** What imports brought or last changed, by import, in the order of time. */
  readonly imports: readonly ImportedAnnotations[];
  /** The same words tagged more than once with the same tag, as after a merge of two branches. */
  readonly twice: readonly (readonly Cited[])[];
  /** The linked claims against the sources: who states them, differs, contradicts, quotes. */
  readonly comparison: Comparison;
  readonly agreement?: Agreement;
  readonly reviews?: ReviewAgreement;
}

/** Makes the report on some sources. */
export function makeReport(sources: readonly Exported[], options: ReportOptions): Report {
  const assessments = assessTexts(sources, options.settledBy ?? 1, options.context);
  const reported = sources.map((source) => reportedSource(source, assessments));
  const cited = reported.flatMap((source) => source.cited);
  const records = sources.flatMap(({ annotations }) => annotations);
  const evidence = cited.flatMap((one, i) => {
    const its = records[i]?.evidence ?? [];
    return its.length > 0 ? [{ cited: one, evidence: its }] : [];
  });
  const rested = new Set(evidence.map((one) => one.cited));
  const stances = evidence.flatMap((one) => one.evidence.map(({ says }) => says ?? 'supports'));
  return {
    title: options.title,
    ...(options.made !== undefined && { made: options.made }),
    tags: tagsOf(cited, options.tags ?? []),
    total: cited.length,
    counts: countBy(cited, ({ tag }) => tag),
    statuses: inOrder(
      countBy(cited, (one) => one.status),
      reviewStatuses,
    ),
    sources: reported,
    speakers: speakersOf(cited),
    evidence,
    stances: inOrder(
      countBy(stances, (says) => says),
      ['supports', 'contradicts', 'context'],
    ),
    bare: cited.filter((one) => one.tag === 'verified' && !rested.has(one)),
    attention: attentionOf(cited, assessments),
    ...discussionOf(cited, records),
    imports: importsOf(cited, records),
    twice: twiceTagged(cited),
    comparison: comparisonOf(sources, cited),
    ...agreementIn(records, options.codings),
  };
}

/** The agreement of annotators who worked apart, and of reviewers. */
export function agreementIn(
  records: readonly Placed[],
  codings: readonly Coding[] | undefined,
): Pick<Report, 'agreement' | 'reviews'> {
  const reviews = reviewAgreement(records);
  // Two reviewers without common annotations have nothing to compare.
  const pairs = reviews.pairs.filter(({ counts }) => counts.same + counts.other > 0);
  return {
    ...(codings && { agreement: agreement(codings) }),
    ...(pairs.length > 0 && { reviews: { ...reviews, pairs } }),
  };
}

/** What linked annotations say, by source; `cited` has the annotations of all sources. */
function comparisonOf(sources: readonly Exported[], cited: readonly Cited[]): Comparison {
  const { sources: names, rows } = matrixOf(sources);
  const known = new Map(cited.map((one) => [`${one.source}#${one.id}`, one]));
  const spoken = names.map((_, i) => rows.some(({ cells }) => cells[i]?.says !== 'silent'));
  return {
    sources: names.filter((_, i) => spoken[i]),
    rows: rows.map(({ claim, cells }) => ({
      claim,
      cells: cells
        .filter((_, i) => spoken[i])
        .map(({ says, keys }) => ({ says, cited: keys.flatMap((key) => known.get(key) ?? []) })),
    })),
  };
}

/** The open questions, discussions and decisions, each with its annotation. */
function discussionOf(
  cited: readonly Cited[],
  records: readonly Placed[],
): Pick<Report, 'questions' | 'discussed' | 'decisions'> {
  const both = cited.flatMap((one, i) => {
    const record = records[i];
    return record ? [{ cited: one, record }] : [];
  });
  return {
    questions: both.flatMap(({ cited: one, record }) =>
      openQuestions(record, one.edited).map((question) => ({ cited: one, question })),
    ),
    discussed: both.flatMap(({ cited: one, record }) => {
      const last = isThreadOpen(record) ? record.discussion?.at(-1) : undefined;
      return last ? [{ cited: one, last }] : [];
    }),
    decisions: both.flatMap(({ cited: one, record: { adjudicated: decision } }) =>
      decision ? [{ cited: one, decision }] : [],
    ),
  };
}

function importsOf(cited: readonly Cited[], records: readonly Placed[]): Report['imports'] {
  const all = cited.flatMap((one, i) => (records[i]?.imported ? [{ one, imported: records[i].imported }] : []));
  const alike = grouped(all, ({ imported: { from, by, created } }) => JSON.stringify([from, by, created]));
  return [...alike.values()]
    .flatMap((same) => (same[0] ? [{ ...same[0].imported, cited: same.map(({ one }) => one) }] : []))
    .sort((a, b) => a.created.localeCompare(b.created));
}

function twiceTagged(cited: readonly Cited[]): Report['twice'] {
  const placed = cited.filter(({ place }) => place);
  const alike = grouped(placed, ({ source, place, tag }) => JSON.stringify([source, place?.from, place?.to, tag]));
  return [...alike.values()].filter(({ length }) => length > 1);
}

function reportedSource({ source, about, text, annotations }: Exported, assessments: Assessments): ReportedSource {
  const starts = lineStarts(text);
  const cited = annotations.map((annotation): Cited => {
    const { id, tag, span, speaker, note, by } = annotation;
    const assessment = assessments.get(keyOf(source, id));
    return {
      source,
      id,
      tag,
      text: annotation.text,
      words: span ? withLf(text.slice(span.from, span.to)) : annotation.text,
      ...(span && { place: { ...placeAt(starts, span.from), ...span } }),
      status: assessment?.status ?? 'unreviewed',
      edited: assessment?.state === 'edited',
      ...(speaker !== undefined && { speaker }),
      ...(note !== undefined && { note }),
      ...(by !== undefined && { by }),
    };
  });
  return { source, about, length: text.length, lines: starts.length, counts: countBy(cited, ({ tag }) => tag), cited };
}

/** The team's tags, or else the built-in ones, then other used tags. */
function tagsOf(cited: readonly Cited[], team: readonly ExportedTag[]): readonly ExportedTag[] {
  const known = new Map(team.map((tag) => [tag.id, tag]));
  const ids = [...(team.length > 0 ? known.keys() : builtInTags), ...cited.map(({ tag }) => tag)];
  return [...new Set(ids)].map((id) => known.get(id) ?? { id });
}

function speakersOf(cited: readonly Cited[]): { speaker: string; quotes: Cited[] }[] {
  const quotes = cited.filter(({ tag }) => tag === 'quote');
  return [...grouped(quotes, ({ speaker = '' }) => speaker.trim())]
    .map(([speaker, own]) => ({ speaker, quotes: own }))
    .sort((a, b) => Number(a.speaker === '') - Number(b.speaker === '') || b.quotes.length - a.quotes.length);
}

function attentionOf(cited: readonly Cited[], assessments: Assessments): Report['attention'] {
  const order = ['lost', 'contested', 'edited', 'stale'] as const;
  const all = cited.flatMap((one) => {
    const assessment = assessments.get(keyOf(one.source, one.id));
    return assessment ? attentionTo(one, assessment) : [];
  });
  return order.flatMap((reason) => all.filter(({ why }) => why === reason));
}

function attentionTo(cited: Cited, { annotation, doubts }: Assessment): readonly Attention[] {
  const stale = judgements(annotation, cited.edited).filter(
    ({ review, changed }) => changed !== undefined && review.verdict !== 'disagree',
  );
  const relied = cited.tag === 'verified' || cited.tag === 'quote';
  const why = !cited.place
    ? 'lost'
    : cited.status === 'contested'
      ? 'contested'
      : cited.edited && relied
        ? 'edited'
        : stale.length > 0
          ? 'stale'
          : undefined;
  return why ? [{ cited, why, doubts, stale }] : [];
}

/** Counts of all keys, in their order. */
export function inOrder<K>(counts: ReadonlyMap<K, number>, keys: readonly K[]): Map<K, number> {
  return new Map(keys.map((key) => [key, counts.get(key) ?? 0]));
}
