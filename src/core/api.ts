// What the built library `dist/core.cjs` exports. Exports alone; the contracts stand at the declarations.
export { describe } from './anchor/selector';
export { follow } from './anchor/withOlderText';
export { guess, reanchor, reanchorAll, type Anchor } from './anchor/locate';
export { detect, rank, type DetectOptions, type Detected } from './detect/detect';
export type { Headings } from './detect/sections';
export { sentenceAt } from './detect/sentences';
export { readSidecar, type Sidecar } from './sidecar/read';
export { createTracker, type Tracker } from './state/tracker';
export {
  checkQuote,
  disagreements,
  indexSources as createIndex,
  kin,
  type DisagreementFinding,
  type KinHit,
  type KinQuestion,
  type QuoteFinding,
} from './state/sourceIndex';
