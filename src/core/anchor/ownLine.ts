import { hasWord, standsOnce } from '../text/words';
import type { Pattern } from './align';
import type { Candidate } from './score';

// The rest of the line in which words stood, and the question above it, if it is an answer: they go where the words go, while the
// next lines are others once a list is sorted.

/** What the line of a pattern says of places in a text. */
interface OwnLine {
  /** Of places with the very words only those in whose line all else stands, too, that is known of it; if there are none, all. */
  readonly only: (candidates: readonly Candidate[]) => readonly Candidate[];
  /** Whether a place with the very words has all of the line, with a figure or a question that is asked once: no other one is it. */
  readonly proves: (candidate: Candidate) => boolean;
}

export function ownLine({ whole, from, to }: Pattern, text: string): OwnLine {
  const line = whole.lastIndexOf('\n', from - 1) + 1;
  const question = /[^\n]*\?(?=\s*\n$)/u.exec(whole.slice(0, line));
  const head = whole.slice(question ? question.index : line, from);
  const tail = /^[^\n]*/.exec(whole.slice(to))?.[0] ?? '';
  const tells = hasWord(head + tail);
  const hasFigure = /\p{N}/u.test(head + tail);
  const isOn = ({ span, evidence: { same } }: Candidate): boolean =>
    tells && span !== null && same && text.endsWith(head, span.from) && text.startsWith(tail, span.to);
  return {
    only: (candidates) =>
      candidates.some(isOn) ? candidates.filter((each) => !each.evidence.same || isOn(each)) : candidates,
    proves: (candidate) => isOn(candidate) && (hasFigure || (question !== null && standsOnce(question[0], text))),
  };
}
