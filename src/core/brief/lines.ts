import { LinkGraph } from '../crosslink/links';
import { originsOf } from '../crosslink/origins';
import type { Exported, Placed } from '../exchange/format';
import type { Relation } from '../model/annotation';
import { keyOf, type Assessments, type Doubt } from '../review/grounds';
import { lineStarts, placeAt } from '../text/lines';
import { resolvePath, pathTarget, webTarget } from '../text/links';
import { escapeMarkdown, link, unbroken, withoutMarkup } from '../text/markdown';
import type { BriefSection, BriefTemplate } from './template';

/** A line of a brief. Its key, the target of its citation and the id in its title, identifies it in the document. */
export interface BriefLine {
  readonly key: string;
  readonly markdown: string;
}

/** An annotation that is not listed under its tag, and why. */
export interface Withheld {
  readonly source: string;
  readonly id: string;
  readonly why: 'lost' | 'contested' | 'edited';
}

/** An annotation with the words at its span, and what makes it doubtful. */
export interface Citable {
  readonly source: Exported;
  readonly annotation: Placed;
  /** In the form of the source. */
  readonly words: string;
  readonly line: number;
  readonly column: number;
  readonly doubt?: 'contested' | 'edited';
  /** Annotations that a link, from either end, says contradict it or differ from it. */
  readonly against?: readonly Clash[];
  /** Annotations of other sources that links, over any number of steps, join with it: the same, supporting or quoting it. */
  readonly together?: readonly Citable[];
}

interface Clash {
  readonly relation: 'contradicts' | 'differs';
  readonly source: Exported;
  readonly line: number;
}

/** Adds the annotations linked as contradicting or differing, in either direction, if they are citable. */
function withClashes(citable: readonly Citable[]): Citable[] {
  const known = new Map(citable.map((cited) => [keyOf(cited.source.source, cited.annotation.id), cited]));
  const clashes = new Map<Citable, Clash[]>();
  const add = (one: Citable, relation: Clash['relation'], { source, line }: Citable): void => {
    const found = clashes.get(one) ?? [];
    if (!found.some((clash) => clash.source === source && clash.line === line)) found.push({ relation, source, line });
    clashes.set(one, found);
  };
  for (const one of citable)
    for (const { to, relation } of one.annotation.links ?? []) {
      const [, file = '', id = ''] = /^([^#]*)#(.+)$/s.exec(to) ?? [];
      const path = file === '' ? one.source.source : resolvePath(one.source.source, file);
      const other = path === undefined ? undefined : known.get(keyOf(path, id));
      if (!other || other === one || !isClash(relation)) continue;
      add(one, relation, other);
      add(other, relation, one);
    }
  return citable.map((cited) => {
    const against = clashes.get(cited);
    return against ? { ...cited, against } : cited;
  });
}

/** Adds the annotations of other sources that say the same, by links from either end; without contested ones. */
function withOthers(citable: readonly Citable[]): Citable[] {
  const joining = citable.map(({ source, annotation }) => ({
    source: source.source,
    annotations: [{ ...annotation, links: (annotation.links ?? []).filter(({ relation }) => !isClash(relation)) }],
  }));
  const known = new Map(citable.map((cited) => [keyOf(cited.source.source, cited.annotation.id), cited]));
  const others = new Map<Citable, readonly Citable[]>();
  for (const cluster of new LinkGraph(joining).clusters()) {
    const members = cluster.flatMap((key) => known.get(key) ?? []);
    for (const one of members)
      others.set(
        one,
        members.filter(({ source, doubt }) => source !== one.source && doubt !== 'contested'),
      );
  }
  return citable.map((cited) => {
    const together = others.get(cited) ?? [];
    return together.length > 0 ? { ...cited, together } : cited;
  });
}

const isClash = (relation: Relation): relation is Clash['relation'] =>
  relation === 'contradicts' || relation === 'differs';

/** The annotations with a place, in the order of the sources and their texts, and those that are lost. */
export function citables(
  sources: readonly Exported[],
  assessments: Assessments,
): { citable: Citable[]; lost: Withheld[] } {
  const lost: Withheld[] = [];
  const citable = sources.flatMap((source) => {
    const starts = lineStarts(source.text);
    const placed = source.annotations.flatMap((annotation): Citable[] => {
      const { span, id } = annotation;
      if (!span) return (lost.push({ source: source.source, id, why: 'lost' }), []);
      const doubt = doubtOf(assessments.get(keyOf(source.source, id))?.doubts);
      const words = source.text.slice(span.from, span.to);
      return [{ source, annotation, words, ...placeAt(starts, span.from), ...(doubt && { doubt }) }];
    });
    return placed.sort((a, b) => (a.annotation.span?.from ?? 0) - (b.annotation.span?.from ?? 0));
  });
  return { citable: withOthers(withClashes(citable)), lost };
}

function doubtOf(doubts: readonly Doubt[] = []): Citable['doubt'] {
  if (doubts.some(({ why }) => why !== 'lost' && why !== 'edited')) return 'contested';
  return doubts.some(({ why }) => why === 'edited') ? 'edited' : undefined;
}

/** Whether a section lists an annotation. Only what is verified, undisputed and unchanged is a verified fact. */
export function belongs({ content, tag }: BriefSection, { annotation, doubt }: Citable): boolean {
  return {
    verified: annotation.tag === 'verified' && doubt === undefined,
    unconfirmed: annotation.tag === 'unconfirmed' || (annotation.tag === 'verified' && doubt !== undefined),
    quote: annotation.tag === 'quote',
    tag: annotation.tag === tag && (tag !== 'verified' || doubt === undefined),
    takeaways: false,
    sources: false,
  }[content];
}

/** The line of an annotation in a section. `href` gives the path from the brief to a source. */
export function lineOf(
  cited: Citable,
  section: BriefSection,
  template: BriefTemplate,
  href: (source: string) => string,
): BriefLine {
  const { annotation, words, line, column, source } = cited;
  const target = pathTarget(href(source.source));
  const where = citation(template, source, line);
  // The line's own citation comes last, since it identifies the line.
  const also = (cited.together ?? []).map((one) => {
    const path = pathTarget(href(one.source.source));
    return `${link(citation(template, one.source, one.line), `${path}#L${one.line},${one.column}`)}; `;
  });
  const cite = `(${also.join('')}${link(where, `${target}#L${line},${column}`, annotation.id)})`;
  const unknown = annotation.tag === 'quote' ? template.unknownSpeaker : undefined;
  const speaker = annotation.speaker?.trim() ? annotation.speaker : unknown;
  const values = {
    text: escapeMarkdown(words),
    quote: quoted(escapeMarkdown(words), template.quotes),
    claim: escapeMarkdown(annotation.claim ?? words),
    speaker: speaker === undefined ? undefined : escapeMarkdown(speaker),
    note: annotation.note === undefined ? undefined : escapeMarkdown(withoutMarkup(annotation.note)),
    evidence: evidenceOf(cited, template, href),
    why: whyOf(cited, section, template),
    cite,
  };
  return { key: `${target} ${annotation.id}`, markdown: filled(section.line, values) };
}

/** The line of a source in the list of sources. */
export function sourceLine({ source, about }: Exported, section: BriefSection, href: string): BriefLine {
  const target = pathTarget(href);
  const url = about.url === undefined ? undefined : webTarget(about.url);
  const archived = about.archived === undefined ? undefined : webTarget(about.archived);
  const texts = Object.entries(about).map(([field, value]: [string, string]) => [field, escapeMarkdown(value)]);
  const values = {
    ...Object.fromEntries(texts),
    url: url && `<${url}>`,
    archived: archived && `<${archived}>`,
    cite: link(escapeMarkdown(source), target, 'about'),
  };
  return { key: `${target} about`, markdown: filled(section.line, values) };
}

/** The key of a line of ours, from its last citation. */
export function keyIn(line: string): string | undefined {
  const [, target, id] = /^.*\]\(([^()\s#]+)(?:#L\d+(?:,\d+)?)? "([A-Za-z0-9_-]+)"\)/.exec(line) ?? [];
  return target === undefined || id === undefined ? undefined : `${target} ${id}`;
}

function citation(template: BriefTemplate, { source, about }: Exported, line: number): string {
  const values = { source, line: String(line), title: about.title ?? source };
  return escapeMarkdown(
    template.citation.replace(/\{(source|line|title)\}/g, (_, name: keyof typeof values) => values[name]),
  );
}

function whyOf(cited: Citable, section: BriefSection, template: BriefTemplate): string | undefined {
  const { annotation, doubt, against = [] } = cited;
  const isOut = section.content !== 'unconfirmed' && annotation.tag === 'unconfirmed';
  const own = doubt ? template[doubt] : isOut ? template.unconfirmed : undefined;
  const others = against.map(({ relation, source, line }) => {
    const form = relation === 'contradicts' ? template.against : template.differing;
    return escapeMarkdown(form).replace(/\\?\{other\\?\}/, () => citation(template, source, line));
  });
  const origin = isOneOrigin(cited) ? [escapeMarkdown(template.oneOrigin)] : [];
  const reasons = [...(own === undefined ? [] : [escapeMarkdown(own)]), ...others, ...origin];
  return reasons.length > 0 ? reasons.join('; ') : undefined;
}

/** Whether all sources of a line copy one passage. */
function isOneOrigin({ source, words, together = [] }: Citable): boolean {
  if (together.length === 0) return false;
  const passages = [{ source, words }, ...together].map((one) => ({ source: one.source.source, text: one.words }));
  return originsOf(passages).length === 1;
}

/** An address that is a program, or contains its own data, and names nothing that a reader could look up. */
const isCode = /^\s*(?:javascript|vbscript|data|command):/i;

/**
 * The evidence of an annotation: web addresses as links named by their host, without a user name, which may look like a
 * host; sources of the workspace as links by name; any other address (`urn:isbn:…`, “Archive, box 7”) as text.
 * Contradicting evidence is marked.
 */
function evidenceOf(
  { source, annotation }: Citable,
  template: BriefTemplate,
  href: (source: string) => string,
): string | undefined {
  const named = (annotation.evidence ?? []).flatMap(({ url, source: other, says }) => {
    const path = other === undefined ? undefined : resolvePath(source.source, other);
    const target = url === undefined ? path && pathTarget(href(path)) : webTarget(url);
    const name = (url ?? path ?? '').replace(/^https?:\/\/(?:[^/?#]*@)?([^/?#]*).*$|^.*\//is, '$1');
    const against = says === 'contradicts' ? ` (${escapeMarkdown(template.contradicts)})` : '';
    if (target) return [`${link(escapeMarkdown(name), target)}${against}`];
    return url === undefined || isCode.test(url) ? [] : [`${escapeMarkdown(url)}${against}`];
  });
  return named.length > 0 ? [...new Set(named)].join(', ') : undefined;
}

/** Puts words in the template's quotation marks, unless they have marks of their own. */
function quoted(words: string, [opening, closing]: readonly [string, string]): string {
  return /^["“„«»‘'‚「『]/.test(words) && /["”“»«’'」』][.,;:!?]?$/.test(words)
    ? words
    : `${opening}${words}${closing}`;
}

/** Fills in a form. The rest of the form stays as the team wrote it. */
function filled(form: string, values: Readonly<Record<string, string | undefined>>): string {
  const cited = form.includes('{cite}') ? form : `${form} {cite}`;
  const fill = (part: string): string => part.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const missing = (part: string): boolean => [...part.matchAll(/\{(\w+)\}/g)].some(([, name = '']) => !values[name]);
  const shown = cited.split(/(\[\[.*?\]\])/).map((part) => {
    if (!part.startsWith('[[')) return fill(part);
    return missing(part) ? '' : fill(part.slice(2, -2));
  });
  return unbroken(shown.join('')).trimEnd();
}
