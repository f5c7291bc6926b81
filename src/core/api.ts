// What the built library `dist/core.cjs` exports. Exports alone; the contracts stand at the declarations.
export { reanchor, reanchorAll, type Anchor } from './anchor/reanchor';
