// What the built library `dist/core.cjs` exports. Exports alone; the contracts stand at the declarations.
export { describe } from './anchor/describe';
export { follow } from './anchor/diff';
export { guess } from './anchor/guess';
export { reanchor, reanchorAll, type Anchor } from './anchor/reanchor';
export { detect, rank, type DetectOptions, type Detected } from './detect/detect';
export type { Headings } from './detect/sections';
export { sentenceAt } from './detect/sentences';
