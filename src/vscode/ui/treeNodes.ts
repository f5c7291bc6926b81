import type { Head } from '../../core/query/attention';
import type { SourceState } from '../../core/query/filter';
import type { Group, List } from '../../core/query/group';

/** An annotation in the tree: what commands are given by its menus. */
export interface AnnotationNode {
  readonly kind: 'annotation';
  /** The source's URI as a string, the sheet's name in the store. */
  readonly source: string;
  readonly id: string;
  /** The head that it stands under; it has a row in its group as well. */
  readonly need?: Head;
}

/** Annotations that stand together. */
export interface GroupNode {
  readonly kind: 'group';
  readonly group: Group;
  /** The source's URI where all of them are of one. */
  readonly source?: string;
}

/** The line that shows more of a long list. */
export interface MoreNode {
  readonly kind: 'more';
  readonly list: List;
  readonly left: number;
}

/** The suggestions of a source that wait for a decision. */
export interface SuggestionsNode {
  readonly kind: 'suggestions';
  readonly source: string;
}

/** A suggestion in the tree; its name holds while the text stays as it is. */
export interface SuggestionNode {
  readonly kind: 'suggestion';
  readonly source: string;
  readonly name: string;
}

/** A source whose sidecar can't be written, or only in part be read. */
export interface TroubleNode {
  readonly kind: 'trouble';
  readonly source: string;
}

/** Sources of the workspace that stand together: those in which nothing is tagged yet, those that are begun, or those that are finished. */
export interface SourcesNode {
  readonly kind: 'sources';
  readonly which: SourceList;
}

export type SourceList = 'untouched' | SourceState;

/** A source among those. */
export interface SourceNode {
  readonly kind: 'source';
  readonly source: string;
  readonly which: SourceList;
}

/** What is to be done next in the workspace: how much there is of it, and where it begins. */
export interface StepNode {
  readonly kind: 'step';
  readonly step: Step;
  readonly count: number;
  /** The first source in which there is something to do. */
  readonly source: string;
}

export type Step = SourceList | 'review';

/** The line that says how far the work is. */
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

/** A list's name, unique in its view. */
export function nameOf(list: List): string {
  if ('need' in list) return list.need;
  return 'value' in list ? `group:${list.value}` : `source:${list.source}`;
}

/** The target of a link of Markdown that calls a command on something. */
export function commandTarget(command: string, about: object): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([about]))}`;
}

/** What VS Code knows a node by, so that it stays open or closed and selected when the tree is read again. */
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

/** Whether a row stands in the tree of the workspace alone. */
export function isOfWorkspace(node: TreeNode): node is GroupNode | SourcesNode | SourceNode | StepNode {
  return ['group', 'sources', 'source', 'step'].includes(node.kind);
}
