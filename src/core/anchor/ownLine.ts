import { hasWord, standsOnce } from '../text/words';
import type { Pattern } from './align';
import type { Candidate } from './score';

// The rest of the words' line, and the question above it if the line is an answer: they move together with the words,
// while the next lines differ after a list is sorted.

/** Evidence from the line of a pattern about places in a text. */
interface OwnLine {
  /** Of the places with exactly the words, those with all other known text of the line, too; if there are none, all. */
  readonly only: (candidates: readonly Candidate[]) => readonly Candidate[];
  /** Whether a place with exactly words and line is proved by a figure in the line, or by a question asked once. */
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
