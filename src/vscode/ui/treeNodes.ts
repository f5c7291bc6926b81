import type { Head } from '../../core/query/attention';
import type { SourceState } from '../../core/query/filter';
import type { Group, List } from '../../core/query/group';

/** An annotation in the tree; its menus pass it to commands. */
export interface AnnotationNode {
  readonly kind: 'annotation';
  /** The source's URI as a string, the sheet's name in the store. */
  readonly source: string;
  readonly id: string;
  /** The head it is listed under; it has a row in its group, too. */
  readonly need?: Head;
}

/** A group of annotations. */
export interface GroupNode {
  readonly kind: 'group';
  readonly group: Group;
  /** The source's URI, if all of them are in the same source. */
  readonly source?: string;
}

/** The line that shows more of a long list. */
export interface MoreNode {
  readonly kind: 'more';
  readonly list: List;
  readonly left: number;
}

/** The undecided suggestions of a source. */
export interface SuggestionsNode {
  readonly kind: 'suggestions';
  readonly source: string;
}

/** A suggestion in the tree; its name is valid while the text does not change. */
export interface SuggestionNode {
  readonly kind: 'suggestion';
  readonly source: string;
  readonly name: string;
}

/** A source whose sidecar can't be written, or can be read only in part. */
export interface TroubleNode {
  readonly kind: 'trouble';
  readonly source: string;
}

/** A list of the workspace's sources: those with nothing tagged yet, those begun, or those finished. */
export interface SourcesNode {
  readonly kind: 'sources';
  readonly which: SourceList;
}

export type SourceList = 'untouched' | SourceState;

/** A source in one of these lists. */
export interface SourceNode {
  readonly kind: 'source';
  readonly source: string;
  readonly which: SourceList;
}

/** A next step for the workspace: how many there are to do, and where to begin. */
export interface StepNode {
  readonly kind: 'step';
  readonly step: Step;
  readonly count: number;
  /** The first source with something to do. */
  readonly source: string;
}

export type Step = SourceList | 'review';

/** The line with the progress of the work. */
export interface SummaryNode {
  readonly kind: 'summary';
}

export type TreeNode =
  | SummaryNode
  | TroubleNode
  | GroupNode
  | SourcesNode
  | StepNode
  | SourceNode
  | AnnotationNode
  | MoreNode
  | SuggestionsNode
  | SuggestionNode;

/** The name of a list, unique in its view. */
export function nameOf(list: List): string {
  if ('need' in list) return list.need;
  return 'value' in list ? `group:${list.value}` : `source:${list.source}`;
}

/**
 * The target of a Markdown link that runs a command on something. VS Code decodes it twice: encoded once, the address of
 * a source with a blank in its name would be another one. A bracket in an id would end the link.
 */
export function commandTarget(command: string, about: object): string {
  const words = encodeURIComponent(JSON.stringify([about]))
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
  return `command:${command}?${encodeURIComponent(words)}`;
}

/** The id of a node for VS Code, so that it stays open or closed and selected when the tree is read again. */
export function idOf(node: TreeNode): string {
  switch (node.kind) {
    case 'summary':
      return node.kind;
    case 'trouble':
      return `trouble:${node.source}`;
    case 'group':
      return nameOf(node.group);
    case 'more':
      return `more:${nameOf(node.list)}`;
    case 'suggestions':
      return `suggestions:${node.source}`;
    case 'suggestion':
      return `${node.source}?${node.name}`;
    case 'sources':
      return node.which;
    case 'source':
      return `${node.which}:${node.source}`;
    case 'step':
      return `step:${node.step}`;
    case 'annotation':
      return `${node.source}#${node.id}${node.need ? `?${node.need}` : ''}`;
  }
}

/** Whether a row occurs only in the tree of the workspace. */
export function isOfWorkspace(node: TreeNode): node is GroupNode | SourcesNode | SourceNode | StepNode {
  return ['group', 'sources', 'source', 'step'].includes(node.kind);
}
