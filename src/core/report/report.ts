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
  /** When it was made, as it is to be shown. */
  readonly made?: string;
  /** The team's tags in their order; tags that are only used come after them. */
  readonly tags?: readonly ExportedTag[];
  /** How many agreeing reviewers make an annotation settled. */
  readonly settledBy?: number;
  /** What annotators marked blindly, each in a file of their own. */
  readonly codings?: readonly Coding[];
  /** The other sources of the workspace: what they say may speak against what is reported. */
  readonly context?: readonly Exported[];
}

/** An annotation where it stands, as every part of a report cites it. */
export interface Cited {
  readonly source: string;
  readonly id: string;
  readonly tag: string;
  /** As they stand in the source; what was tagged where it is lost. */
  readonly words: string;
  readonly text: string;
  /** Absent where it is lost. */
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

/** An annotation that somebody has to look at. */
export interface Attention {
  readonly cited: Cited;
  readonly why: 'lost' | 'contested' | 'edited' | 'stale';
  /** What speaks against it. */
  readonly doubts: readonly Doubt[];
  /** Verdicts that are about something else than what stands there now. */
  readonly stale: readonly Judgement[];
}

/** A claim that several annotations state, and what each source says to it, parallel to the sources. */
export interface ComparedClaim {
  readonly claim: string;
  readonly cells: readonly { readonly says: MatrixCell; readonly cited: readonly Cited[] }[];
}

/** What one import brought of what stands in the report. */
export interface ImportedAnnotations extends Import {
  readonly cited: readonly Cited[];
}

/** Clusters of linked claims against the sources that say something to one of them. */
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
  /** Quotes by speaker, who said most first; without a name last. */
  readonly speakers: readonly { readonly speaker: string; readonly quotes: readonly Cited[] }[];
  /** What rests on evidence, in the order of the sources. */
  readonly evidence: readonly { readonly cited: Cited; readonly evidence: readonly Evidence[] }[];
  readonly stances: ReadonlyMap<Stance, number>;
  /** Verified claims without evidence. */
  readonly bare: readonly Cited[];
  /** What somebody has to look at: lost, contested, edited since it was tagged, changed since its review. */
  readonly attention: readonly Attention[];
  /** Questions of reviewers who are unsure. */
  readonly questions: readonly { readonly cited: Cited; readonly question: Review }[];
  /** Annotations whose discussion is not resolved, with what was said last. */
  readonly discussed: readonly { readonly cited: Cited; readonly last: Message }[];
  /** What adjudicators decided. */
  readonly decisions: readonly { readonly cited: Cited; readonly decision: Adjudication }[];
  /** What imports brought or changed last, file by file, in the order of time. */
  readonly imports: readonly ImportedAnnotations[];
  /** The same words under the same tag more than once, as two branches that are merged leave them. */
  readonly twice: readonly (readonly Cited[])[];
  /** Linked claims against the sources: who says so, differs, contradicts, quotes. */
  readonly comparison: Comparison;
  readonly agreement?: Agreement;
  readonly reviews?: ReviewAgreement;
}

/** What there is to say of some sources. */
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

/** How far annotators who worked apart agree, and reviewers. */
export function agreementIn(
  records: readonly Placed[],
  codings: readonly Coding[] | undefined,
): Pick<Report, 'agreement' | 'reviews'> {
  const reviews = reviewAgreement(records);
  // Two reviewers who judged nothing in common have nothing to compare.
  const pairs = reviews.pairs.filter(({ counts }) => counts.same + counts.other > 0);
  return {
    ...(codings && { agreement: agreement(codings) }),
    ...(pairs.length > 0 && { reviews: { ...reviews, pairs } }),
  };
}

/** What linked annotations say, source by source; `cited` has the annotations of all of the sources. */
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

/** What people asked, discuss and decided, each with the annotation that it is about. */
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
  const imports = new Map<string, Import & { readonly cited: Cited[] }>();
  cited.forEach((one, i) => {
    const imported = records[i]?.imported;
    if (!imported) return;
    const key = JSON.stringify([imported.from, imported.by, imported.created]);
    const known = imports.get(key) ?? { ...imported, cited: [] };
    imports.set(key, known);
    known.cited.push(one);
  });
  return [...imports.values()].sort((a, b) => a.created.localeCompare(b.created));
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

/** The built-in tags and the team's that are known or used, in their order. */
function tagsOf(cited: readonly Cited[], team: readonly ExportedTag[]): readonly ExportedTag[] {
  const known = new Map(team.map((tag) => [tag.id, tag]));
  const ids = [...(team.length > 0 ? known.keys() : builtInTags), ...cited.map(({ tag }) => tag)];
  return [...new Set(ids)].map((id) => known.get(id) ?? { id });
}

function speakersOf(cited: readonly Cited[]): { speaker: string; quotes: Cited[] }[] {
  const speakers = new Map<string, Cited[]>();
  for (const one of cited) {
    if (one.tag !== 'quote') continue;
    const speaker = (one.speaker ?? '').trim();
    const quotes = speakers.get(speaker) ?? [];
    quotes.push(one);
    speakers.set(speaker, quotes);
  }
  return [...speakers]
    .map(([speaker, quotes]) => ({ speaker, quotes }))
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

function inOrder<K>(counts: ReadonlyMap<K, number>, keys: readonly K[]): Map<K, number> {
  return new Map(keys.map((key) => [key, counts.get(key) ?? 0]));
}
