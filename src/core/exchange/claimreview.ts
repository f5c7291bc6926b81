import type { About } from '../model/annotation';
import { assessTexts, keyOf } from '../review/grounds';
import { droppedFields, type Json } from './records';
import type { Dropped, Exported, Format, Placed, Rating, WriteOptions, Written } from './format';
/**
 * schema.org ClaimReview (https://schema.org/ClaimReview) in JSON-LD, for the tags that a team maps to ratings. It is
 * for publishing: it states the claim, who made it and where, and its rating. It is not read back.
 */
export const claimreview: Format = {
  id: 'claimreview',
  title: 'ClaimReview',
  extension: '.jsonld',
  lossless: false,
  carries: { out: ['note', 'claim', 'speaker', 'evidence', 'by', 'created', 'updated', 'about', 'lost'], in: [] },
  write,
};

function write(sources: readonly Exported[], options: WriteOptions = {}): Written {
  const ratings = new Map(Object.entries(options.ratings ?? {}));
  const assessments = assessTexts(sources, 1, options.context);
  const isDoubtful = (source: string, { id }: Placed): boolean => {
    return (assessments.get(keyOf(source, id))?.doubts.length ?? 0) > 0;
  };
  const graph = sources.flatMap(({ source, about, annotations }) =>
    annotations.flatMap((annotation) => {
      const rating = ratings.get(annotation.tag);
      return rating && !isDoubtful(source, annotation) ? [reviewOf(source, about, annotation, rating, options)] : [];
    }),
  );
  const content = `${JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }, null, 2)}\n`;
  const rated = (annotation: Placed): boolean => ratings.has(annotation.tag);
  const doubtful = sources.flatMap(({ source, annotations }) =>
    annotations.filter((annotation) => rated(annotation) && isDoubtful(source, annotation)),
  ).length;
  const fields = ['reviews', 'adjudicated', 'discussion', 'links', 'before', 'after', 'id'] as const;
  const dropped: Dropped[] = [
    ...(doubtful > 0 ? [{ field: 'doubtful' as const, count: doubtful }] : []),
    ...unrated(sources, rated),
    ...droppedFields(sources, fields, rated),
  ];
  return { files: [{ name: 'claimreview.jsonld', content }], dropped };
}

function unrated(sources: readonly Exported[], rated: (annotation: Placed) => boolean): Dropped[] {
  const count = sources.flatMap(({ annotations }) => annotations).filter((annotation) => !rated(annotation)).length;
  return count > 0 ? [{ field: 'untagged', count }] : [];
}

function reviewOf(source: string, about: About, annotation: Placed, rating: Rating, { publisher }: WriteOptions): Json {
  const { claim, text, note, by, evidence = [], created, updated } = annotation;
  const citation = evidence.flatMap(({ url }) => url ?? []);
  const date = (updated ?? created)?.slice(0, 10);
  return {
    '@type': 'ClaimReview',
    url: publisher?.url,
    claimReviewed: claim ?? text,
    datePublished: date,
    ...(publisher ? { author: { '@type': 'Organization', ...publisher } } : by !== undefined && { author: person(by) }),
    reviewRating: {
      '@type': 'Rating',
      ratingValue: rating.value,
      bestRating: rating.best,
      worstRating: rating.worst,
      alternateName: rating.name,
    },
    itemReviewed: claimOf(source, about, annotation),
    reviewBody: note,
    ...(citation.length > 0 && { citation }),
  };
}

function claimOf(source: string, about: About, { text, speaker }: Placed): Json {
  const { title, author, publisher, published, url, archived } = about;
  return {
    '@type': 'Claim',
    text,
    ...(speaker !== undefined && { author: person(speaker) }),
    datePublished: published,
    appearance: {
      '@type': 'CreativeWork',
      headline: title ?? source,
      url,
      datePublished: published,
      ...(author !== undefined && { author: person(author) }),
      ...(publisher !== undefined && { publisher: { '@type': 'Organization', name: publisher } }),
      archivedAt: archived,
    },
  };
}

function person(name: string): Json {
  return { '@type': 'Person', name };
}
