import type { Exported } from '../exchange/format';
import { assessTexts } from '../review/grounds';
import { belongs, citables, lineOf, sourceLine, type Citable, type Withheld } from './lines';
import { defaultTemplate, type BriefSection, type BriefTemplate } from './template';
import { compose, update, type BriefPart } from './update';

interface BriefOptions {
  /** The parts of the template that replace the default. */
  readonly template?: Partial<BriefTemplate>;
  /** The key takeaways, as `source#id`, in the author's order; those of the existing brief stay. */
  readonly takeaways?: readonly string[];
  /** The present brief, to be updated. */
  readonly existing?: string;
  /** The path from the brief to a source; by default both are in the same folder. */
  readonly href?: (source: string) => string;
  /** The other sources of the workspace: they may speak against what the brief is made from. */
  readonly context?: readonly Exported[];
}

export interface Brief {
  readonly markdown: string;
  /** What is not stated under its tag: lost annotations nowhere, doubtful ones under unconfirmed. */
  readonly withheld: readonly Withheld[];
  /** How many lines were kept because a person had rewritten them. */
  readonly kept: number;
}

/** Makes a brief in Markdown from the annotations of some sources, or updates an existing one. */
export function makeBrief(sources: readonly Exported[], options: BriefOptions = {}): Brief {
  const template = withOwnTitles({ ...defaultTemplate(), ...options.template });
  const href = options.href ?? ((source: string) => source);
  const { citable, lost } = citables(sources, assessTexts(sources, 1, options.context));
  const line = (cited: Citable, section: BriefSection) => lineOf(cited, section, template, href);
  const parts = template.sections.map((section): BriefPart => {
    const { content, title, tag } = section;
    const part = { content, title, ...(tag !== undefined && { tag }) };
    if (content === 'sources')
      return { ...part, lines: sources.map((source) => sourceLine(source, section, href(source.source))) };
    if (content !== 'takeaways')
      return {
        ...part,
        lines: citable.filter((cited) => belongs(section, cited)).map((cited) => line(cited, section)),
      };
    const all = citable.map((cited) => line(cited, section));
    return { ...part, lines: chosen(citable, options).flatMap((i) => all[i] ?? []), optional: all };
  });
  const doubtful = citable.flatMap(({ source, annotation, doubt }): Withheld[] =>
    annotation.tag === 'verified' && doubt ? [{ source: source.source, id: annotation.id, why: doubt }] : [],
  );
  const withheld = [...lost, ...doubtful];
  if (options.existing === undefined || options.existing.trim() === '')
    return { markdown: compose(template.title, parts), withheld, kept: 0 };
  const { markdown, kept } = update(options.existing, template.title, parts, template.withdrawn);
  return { markdown, withheld, kept: kept.length };
}

/** Gives each section a title of its own, so that nothing unconfirmed appears under the heading of verified facts. */
function withOwnTitles(template: BriefTemplate): BriefTemplate {
  const taken = new Set<string>([template.withdrawn]);
  const sections = template.sections.map((section) => {
    let title = section.title.trim();
    for (let turn = 2; taken.has(title); turn++) title = `${section.title.trim()} (${String(turn)})`;
    taken.add(title);
    return { ...section, title };
  });
  return { ...template, sections };
}

/** The indices in `citable` of the requested takeaways, in their order. */
function chosen(citable: readonly Citable[], { takeaways = [] }: BriefOptions): number[] {
  const places = new Map(citable.map(({ source, annotation }, i) => [`${source.source}#${annotation.id}`, i]));
  return [...new Set(takeaways)].flatMap((takeaway) => places.get(takeaway) ?? []);
}
