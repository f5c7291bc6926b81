import type { Span } from '../text/change';
import { daysIn, namesIn, type DayMention } from './details';
import { entitiesIn, type Entities } from './entities';
import { figuresIn, type Figure } from './figures';
import type { SourceIndex } from './index';
import { notationOf, type Notation } from './notations';
import { termOf } from './terms';
import { scanWords } from './words';

/** The features of an article by which two articles are compared for being about one event. */
export interface Article {
  readonly text: string;
  readonly notation: Notation;
  /** The terms of its content words. */
  readonly terms: ReadonlySet<string>;
  /** Those of its headline and first lines, which tell the subject. */
  readonly lead: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** Figures of two and more digits as they are written, except years. */
  readonly numbers: ReadonlySet<string>;
  readonly years: ReadonlySet<string>;
  readonly weekdays: ReadonlySet<number>;
  readonly monthDays: ReadonlySet<number>;
  readonly figures: readonly Figure[];
  readonly days: readonly DayMention[];
  readonly entities: Entities;
}

/** A passage of a source, prepared for comparing. */
export interface Side {
  readonly text: string;
  readonly span: Span;
  readonly words: string;
  readonly terms: ReadonlySet<string>;
  readonly figures: readonly Figure[];
  readonly days: readonly DayMention[];
  readonly article: Article;
}

/** A passage of a source of the index; undefined if there is no such source. */
export function sideOf(index: SourceIndex, source: string, span: Span): Side | undefined {
  const text = index.source(source)?.text;
  return text === undefined ? undefined : index.derived(noArticles).side(source, text, span);
}

/** The text right before a place in a passage, up to `reach` UTF-16 units. */
export const before = ({ text, span }: Side, { from }: Span, reach: number): string =>
  text.slice(Math.max(span.from, from - reach), from);

/** The terms of content words near a place of a passage. */
export const contentNear = ({ text, span }: Side, { from, to }: Span, reach: number): ReadonlySet<string> =>
  contentOf(text, Math.max(span.from, from - reach), Math.min(span.to, to + reach));

/** UTF-16 units of a very long source that count as the article of a passage. Guessed. */
const longestArticle = 100_000;
/** UTF-16 units of articles kept, such as those compared with a draft; in memory a few times as much. Guessed. */
const mostKept = 1_000_000;

/** The articles of passages, each made when one of its passages is compared. */
export class Articles {
  private readonly kept = new Map<string, Article>();
  private size = 0;

  /** A passage of a text with a name. */
  side(name: string, text: string, { from, to }: Span): Side {
    const span = { from, to };
    const article = this.articleAt(name, text, from);
    return {
      text,
      span,
      words: text.slice(from, to),
      terms: contentOf(text, from, to),
      figures: figuresIn(text, span, article.notation),
      days: daysIn(text, span, article.notation),
      article,
    };
  }

  private articleAt(name: string, text: string, offset: number): Article {
    const { kept } = this;
    const part = Math.floor(offset / longestArticle);
    const key = `${String(part)} ${name}`;
    const known = kept.get(key);
    const article =
      known ??
      articleOf(text.length <= longestArticle ? text : text.slice(part * longestArticle).slice(0, longestArticle));
    kept.delete(key);
    kept.set(key, article);
    if (!known) this.size += article.text.length;
    for (const [oldest, { text: gone }] of kept) {
      if (this.size <= mostKept) break;
      kept.delete(oldest);
      this.size -= gone.length;
    }
    return article;
  }
}

const noArticles = (): Articles => new Articles();

/** The length of headline and first lines, in UTF-16 units. */
const lengthOfLead = 250;

function articleOf(text: string): Article {
  const all = { from: 0, to: text.length };
  const notation = notationOf(text);
  const [days, names] = [daysIn(text, all, notation), namesIn(text, all, notation)];
  return {
    text,
    notation,
    terms: contentOf(text, 0, text.length),
    lead: contentOf(text, 0, Math.min(text.length, lengthOfLead)),
    names: new Set(names.flatMap(({ words }) => words.map(termOf))),
    numbers: new Set((text.match(/\d[\d,.]*\d/gu) ?? []).filter((number) => !isYear.test(number))),
    years: new Set(text.match(/\b(?:19|20)\d\d\b/gu) ?? []),
    weekdays: new Set(days.flatMap(({ weekday }) => weekday ?? [])),
    monthDays: new Set(
      days.flatMap(({ month, day }) => (month === undefined || day === undefined ? [] : month * 40 + day)),
    ),
    figures: figuresIn(text, all, notation),
    days,
    entities: entitiesIn(text, names, notation),
  };
}

const isYear = /^(?:19|20)\d\d$/u;

const common = new Set(
  'the a an of to in on at for by with and or but as is was were are be been it its that this he she they his her their them who which from has have had said say says will would after not one two'
    .split(' ')
    .map(termOf),
);

/** Whether a word is a content word. */
export const isContent = (word: string): boolean => !common.has(termOf(word)) && word.length > 2;

/** The terms of the content words in a stretch of text. */
function contentOf(text: string, from: number, to: number): ReadonlySet<string> {
  const terms = new Set<string>();
  scanWords(text, from, to, (start, end) => {
    const term = termOf(text.slice(start, end));
    if (!common.has(term) && term.length > 1) terms.add(term);
  });
  return terms;
}
