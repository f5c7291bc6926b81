import * as vscode from 'vscode';
import { sectionsOf } from '../../core/detect/blocks';
import { gathered } from '../ui/debounce';
import { foldsOf } from '../../core/query/folds';
import { anchoredAnnotations, type AnchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { onOneLine } from '../../core/text/oneLine';
import { ownLanguages, sourceLanguages } from '../documents/openSources';
import { toRange } from '../ui/convert';
import { tagOf, tagsFor, type Tag } from '../ui/tags';

const sources = sourceLanguages.map((language): vscode.DocumentFilter => ({ language }));

/** Longest text, in UTF-16 units, that is shown with sections; and most annotations shown, as the tree has them, too. */
const longest = 200_000;
const most = 2000;

/** Shows sections and annotations of a source in the outline and the breadcrumbs. */
export function showSymbols(store: Store): vscode.Disposable {
  const provider: vscode.DocumentSymbolProvider = {
    provideDocumentSymbols: (document) => symbolsOf(store, document),
  };
  const register = (): vscode.Disposable =>
    vscode.languages.registerDocumentSymbolProvider(sources, provider, { label: 'Claimmark' });
  let registered = register();
  // The editor asks again only after a change of the text or a new provider, and would not show a new tag otherwise.
  const renewal = gathered(300, () => {
    registered.dispose();
    registered = register();
  });
  return vscode.Disposable.from(
    store.onDidChange(({ source, origin, stirred }) => {
      if (stirred && origin !== 'typing' && store.get(source)?.open) renewal.soon();
    }),
    new vscode.Disposable(() => {
      renewal.dispose();
      registered.dispose();
    }),
  );
}

function symbolsOf(store: Store, document: vscode.TextDocument): vscode.DocumentSymbol[] {
  const sheet = store.get(document.uri.toString());
  const placed = sheet?.open ? anchoredAnnotations(sheet).filter(({ span }) => span !== undefined) : [];
  const tags = tagsFor(document.uri);
  const annotations = placed.length > most ? [] : placed.map((anchored) => annotationSymbol(document, anchored, tags));
  const sections = sectionSymbols(document);
  return underSections(sections, annotations);
}

function annotationSymbol(
  document: vscode.TextDocument,
  { annotation, span, state }: AnchoredAnnotation,
  tags: readonly Tag[],
): vscode.DocumentSymbol {
  const range = toRange(document, span ?? { from: 0, to: 0 });
  const changed = state === 'edited' ? vscode.l10n.t('edited') : '';
  const tag = tagOf(annotation.tag, tags).label;
  const detail = [tag, annotation.speaker ?? '', changed].filter((part) => part !== '').join(' · ');
  const name = onOneLine(annotation.text, 60) || tag;
  return new vscode.DocumentSymbol(name, detail, kindOf(annotation.tag), range, range);
}

/** The kind of a symbol. Kinds are about code; these have suitable shapes: settled, open, words. */
function kindOf(tag: string): vscode.SymbolKind {
  switch (tag) {
    case 'verified':
      return vscode.SymbolKind.Constant;
    case 'unconfirmed':
      return vscode.SymbolKind.Variable;
    case 'quote':
      return vscode.SymbolKind.String;
    default:
      return vscode.SymbolKind.Key;
  }
}

/** The sections of a text; of Markdown none, since the outline has its headings already. */
function sectionSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
  if (document.languageId === 'markdown') return [];
  const text = document.getText();
  if (text.length > longest) return [];
  const ordered = sectionsOf(text);
  return ordered.map((section, index) => {
    const to = ordered[index + 1]?.heading.from ?? text.length;
    const range = toRange(document, { from: section.heading.from, to });
    const heading = toRange(document, section.heading);
    const name = onOneLine(section.title, 60) || vscode.l10n.t('Section');
    return new vscode.DocumentSymbol(name, '', vscode.SymbolKind.Namespace, range, heading);
  });
}

/** Puts annotations under the section in which they begin, or on the top level if they precede all, in order. */
function underSections(
  sections: readonly vscode.DocumentSymbol[],
  annotations: readonly vscode.DocumentSymbol[],
): vscode.DocumentSymbol[] {
  const loose: vscode.DocumentSymbol[] = [];
  for (const annotation of annotations) {
    const section = sections.find(({ range }) => range.contains(annotation.range.start));
    (section?.children ?? loose).push(annotation);
  }
  return [...loose, ...sections];
}

/** Longest text, in UTF-16 units, folded by section; longer ones fold by indentation, the editor's default. */
const longestFolding = 500_000;

/** Folds sections in our own languages: plain text keeps the default, and Markdown its own headings. */
export function showFolds(): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(ownLanguages, {
    provideFoldingRanges: (document) => {
      const text = document.getText();
      if (text.length > longestFolding) return undefined;
      return foldsOf(text).map(({ first, last }) => new vscode.FoldingRange(first - 1, last - 1));
    },
  });
}
