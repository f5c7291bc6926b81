/** An annotation in the tree: what commands are given by its menus. */
export interface AnnotationNode {
  readonly kind: 'annotation';
  /** The source's URI as a string, the sheet's name in the store. */
  readonly source: string;
  readonly id: string;
}
