import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Suggestion } from '../../../src/core/detect/suggestion';
import { heads } from '../../../src/core/query/attention';
import { noFilter } from '../../../src/core/query/filter';
import { newSheet, opened, withSidecar, type Sheet } from '../../../src/core/state/sheet';
import { readSidecar } from '../../../src/core/sidecar/read';
import { withPlacements } from '../../../src/core/state/ranges';
import { createStore, type Store } from '../../../src/core/state/store';
import { nameOf } from '../../../src/vscode/suggestions/suggestions';
import { pathOf } from '../../../src/vscode/ui/names';
import type { Platform } from '../../../src/vscode/ui/platform';
import { createLayout, type LayoutHolder } from '../../../src/vscode/views/tree/layout';
import type { TreeNode } from '../../../src/vscode/ui/treeNodes';
import { createOutline } from '../../../src/vscode/views/tree/outline';
import { SourceTree } from '../../../src/vscode/views/tree/sourceTree';
import { createQueue, filterOfStep, type QueueOfSources } from '../../../src/vscode/views/tree/steps';
import { WorkspaceTree } from '../../../src/vscode/views/tree/workspaceTree';
import { noPendingSuggestions } from '../../../src/core/state/suggestions';
import type { OpenSuggestions } from '../../../src/vscode/views/tree/suggestionRows';
import { fileUri } from './workspace';

const platform: Platform = {
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
  replaceFile: () => Promise.resolve(false),
  pathBelow: () => Promise.resolve(undefined),
  gitUserName: () => Promise.resolve(undefined),
};

function memento(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, otherwise?: T) => (values.has(key) ? (values.get(key) as T) : otherwise) as T,
    update: (key, value) => Promise.resolve(void values.set(key, value)),
  };
}

const noSuggestions: OpenSuggestions = { in: () => noPendingSuggestions, find: () => undefined, sources: () => [] };

/** A sheet of entries such as `verified: two hundred people, Ana`, the words perhaps followed by an author. */
function sheetOf(name: string, entries: readonly string[], lost: readonly number[] = []): Sheet {
  const yaml = entries.map((entry, index) => {
    const [, tag = '', text = '', by] = /^([\w-]+): ([^,]*)(?:, (.*))?$/.exec(entry) ?? [];
    const author = by === undefined ? '' : `\n    by: ${by}`;
    return `  - id: ${name.replace(/\W/g, '')}${String(index)}\n    tag: ${tag}\n    text: "${text}"\n    line: ${String(index + 1)}${author}`;
  });
  const sidecar = readSidecar(`claimmark: 1\nsource: ${name}\nannotations:\n${yaml.join('\n')}\n`);
  const sheet = withSidecar(newSheet(fileUri(name).toString()), sidecar, []);
  const stands = lost.map((index) => [index, { span: undefined, state: 'lost' }] as const);
  return { ...sheet, spans: withPlacements(sheet.spans, stands) };
}

/** A source with claims suggested at these places, some more of them decided. */
async function suggestionsIn(
  name: string,
  content: string,
  places: readonly (readonly [number, number])[],
  decided: number,
): Promise<OpenSuggestions> {
  const source = fileUri(name).toString();
  const document = await vscode.workspace.openTextDocument({ content });
  const open = places.map(([from, to]): Suggestion => ({
    from,
    to,
    kind: 'claim',
    score: 1,
    why: [{ code: 'figure' }],
  }));
  return {
    in: (asked) => (asked === source ? { open, all: open, decided } : noPendingSuggestions),
    find(asked, wanted) {
      const suggestion = open.find((one) => asked === source && nameOf(one) === wanted);
      return suggestion && { document, suggestion };
    },
    sources: () => [source],
  };
}

/** The queue of the store's sources and of these. */
function queueOf(
  store: Store,
  names: readonly string[] = [],
  done: readonly string[] = [],
  me = '',
  isKnown = true,
): QueueOfSources {
  const isFinished = (source: string): boolean => done.some((name) => fileUri(name).toString() === source);
  return createQueue({
    store,
    sources: { isKnown, all: () => names.map(fileUri) },
    finished: { isFinished },
    self: () => Promise.resolve(me),
  });
}

describe('the tree', () => {
  let suggestions: OpenSuggestions;
  let store: Store;
  let layout: LayoutHolder;
  let tree: WorkspaceTree;

  function treeWith(queue = queueOf(store), shown = store): WorkspaceTree {
    return new WorkspaceTree(shown, layout, createOutline(shown, layout, platform, queue.stateOf), suggestions, queue);
  }

  beforeEach(() => {
    suggestions = noSuggestions;
    store = createStore();
    layout = createLayout(memento());
    tree = treeWith();
    store.set(sheetOf('b10.txt', ['quote: We waited, Bo', 'unconfirmed: It may rain']), 'disk');
    store.set(
      sheetOf('b9.txt', ['verified: Forty stalls are let, Ana', 'verified: It was built in 1887'], [1]),
      'disk',
    );
  });

  const words = (item: vscode.TreeItem): string => {
    const label = typeof item.label === 'string' ? item.label : (item.label?.label ?? '');
    return item.description ? `${label} — ${String(item.description)}` : label;
  };
  const rows = async (node?: TreeNode): Promise<string[]> =>
    (await tree.getChildren(node)).map((child) => words(tree.getTreeItem(child)));
  const row = async (start: string, under?: TreeNode): Promise<TreeNode> => {
    const nodes = await tree.getChildren(under);
    const found = nodes.find((node) => words(tree.getTreeItem(node)).startsWith(start));
    if (!found) throw new Error(`No row ${start} among ${(await rows(under)).join(' | ')}`);
    return found;
  };

  it('lists the sources in which nothing is tagged yet', async () => {
    const queue = queueOf(store, ['a1.txt', 'b9.txt', 'notes/a2.txt']);
    tree = treeWith(queue);
    const untouched = await row('Untouched');
    assert.deepEqual(
      (await tree.getChildren(untouched)).map((child) => (child.kind === 'source' ? child.source : child.kind)),
      ['a1.txt', 'notes/a2.txt'].map((name) => fileUri(name).toString()),
    );
  });

  it('begins with the progress and with what is lost, which is also listed in its source', async () => {
    assert.deepEqual(await rows(), [
      '2 of 2 begun — ▰▰▰▱▱▱ 2 of 4 checked · 1 lost',
      'Lost — 1',
      'b9.txt — 1 of 2 checked',
      'b10.txt — 1 of 2 checked',
    ]);
    assert.deepEqual(await rows(await row('b9.txt')), [
      'Forty stalls are let — line 1 · Verified',
      'It was built in 1887 — lost · line 2 · Verified',
    ]);
    const ids = await Promise.all(['Lost', 'b9.txt'].map(async (start) => tree.getChildren(await row(start))));
    const all = ids.flat().map((node) => tree.getTreeItem(node).id);
    assert.equal(new Set(all).size, 3, 'each row has an id of its own');
  });

  it('does not say of how many sources before the workspace has been searched', async () => {
    const queue = queueOf(store, [], [], '', false);
    tree = treeWith(queue);
    assert.equal((await rows())[0], '2 begun — ▰▰▰▱▱▱ 2 of 4 checked · 1 lost');
  });

  it('says what is to be done next, with rows that filter the tree', async () => {
    const queue = queueOf(store, ['a1.txt', 'b9.txt', 'b10.txt', 'c.txt'], ['c.txt', 'b10.txt'], 'Cleo');
    tree = treeWith(queue);
    assert.equal((await rows())[0], '3 of 4 begun — ▰▰▰▱▱▱ 2 of 4 checked · 2 finished · 3 to review · 1 lost');
    assert.deepEqual(await rows(await row('3 of 4 begun')), [
      '3 to review',
      '1 begun, not finished',
      '1 untouched — open the next',
      '2 finished',
    ]);
    assert.deepEqual((await rows()).slice(1), [
      'Lost — 1',
      'b9.txt — 1 of 2 checked',
      'b10.txt — 1 of 2 checked',
      'Untouched — 1',
      'Finished — 2',
    ]);
    assert.deepEqual(await rows(await row('Finished')), ['b10.txt', 'c.txt']);
    const signOf = (node: TreeNode): unknown => (tree.getTreeItem(node).iconPath as vscode.ThemeIcon).id;
    const signs = (await tree.getChildren(await row('3 of 4 begun'))).map(signOf);
    const needs = heads.map((need) => signOf({ kind: 'group', group: { need } }));
    assert.equal(new Set([...signs, ...needs]).size, signs.length + needs.length, 'each state has a sign of its own');
    layout.change({ filter: { ...noFilter, needs: ['lost'] } });
    assert.deepEqual((await rows()).slice(1), ['Lost — 1', 'b9.txt — 0 of 1 checked']);
  });

  it('shows only begun or only finished sources, including those without tags', async () => {
    const queue = queueOf(store, ['a1.txt', 'b9.txt', 'b10.txt', 'c.txt', 'd.txt'], ['c.txt', 'b10.txt'], 'Cleo');
    const dismissed = readSidecar('claimmark: 1\nsource: d.txt\ndismissed:\n  - text: It opened\n');
    store.set(withSidecar(newSheet(fileUri('d.txt').toString()), dismissed, []), 'disk');
    tree = treeWith(queue);
    const head = await row('4 of 5 begun');
    const press = async (start: string): Promise<void> => {
      const node = await row(start, head);
      assert.ok(node.kind === 'step');
      layout.change({ filter: filterOfStep(node.step, 'Cleo') ?? noFilter });
    };
    await press('2 begun, not finished');
    assert.deepEqual((await rows()).slice(1), ['Lost — 1', 'b9.txt — 1 of 2 checked', 'Begun — 2']);
    assert.deepEqual(await rows(await row('Begun')), ['b9.txt', 'd.txt']);
    assert.ok((await rows(head)).includes('2 begun, not finished — shown · press again for all'));
    assert.equal(
      tree.getParent({ kind: 'annotation', source: fileUri('b10.txt').toString(), id: 'b10txt0' }),
      undefined,
    );
    await press('2 finished');
    assert.deepEqual((await rows()).slice(1), ['b10.txt — 1 of 2 checked', 'Finished — 2']);
    assert.deepEqual(await rows(await row('b10.txt')), [
      'We waited — line 1 · Quote',
      'It may rain — line 2 · Unconfirmed',
    ]);
    layout.change({ filter: { ...noFilter, sources: ['finished'], text: 'rain' } });
    assert.deepEqual((await rows()).slice(1), ['b10.txt — 0 of 1 checked']);
  });

  it('shows a source by its title if it has one', async () => {
    const sidecar = readSidecar(
      'claimmark: 1\nsource: t.txt\nabout:\n  title: The new quay\nannotations:\n  - tag: quote\n    text: x\n',
    );
    store.set(withSidecar(newSheet(fileUri('t.txt').toString()), sidecar, []), 'disk');
    assert.ok((await rows()).includes('The new quay — t.txt · 1 of 1 checked'));
  });

  it('shows the new words of an edited annotation', async () => {
    const text = 'Sixty stalls are let';
    const sheet = opened(sheetOf('n.txt', ['verified: Forty stalls are let']), () => text);
    const edited = [[0, { span: { from: 0, to: text.length }, state: 'edited' }]] as const;
    store.set({ ...sheet, spans: withPlacements(sheet.spans, edited) }, 'typing');
    assert.deepEqual(await rows(await row('n.txt')), ['Sixty stalls are let — edited · line 1 · Verified']);
    assert.deepEqual(await rows(await row('Edited')), ['Sixty stalls are let — n.txt · line 1 · Verified']);
  });

  it('keeps the filter for the workspace', async () => {
    const kept = memento();
    createLayout(kept).change({ filter: { ...noFilter, speakers: ['Bo'], features: ['number'] } });
    assert.deepEqual(createLayout(kept).now().filter, { ...noFilter, speakers: ['Bo'], features: ['number'] });
  });

  it('tells reviewers how much waits for them, and how far they are', async () => {
    tree = treeWith(queueOf(store, [], [], 'Cem'));
    const sheet = store.get(fileUri('b10.txt').toString()) ?? newSheet('');
    const reviews = [{ by: 'Cem', verdict: 'agree' as const, tag: 'unconfirmed', created: '2026-11-20T10:00:00Z' }];
    store.set({ ...sheet, records: sheet.records.map((one, i) => (i === 1 ? { ...one, reviews } : one)) }, 'disk');
    assert.equal((await rows(await row('2 of 2 begun')))[0], '2 to review — 1 of 3 judged by you');
  });

  it('shows as contested what another annotation contradicts', async () => {
    const sheet = store.get(fileUri('b10.txt').toString()) ?? newSheet('');
    const id = sheet.records[0]?.id ?? '';
    const of = { source: 'b9.txt', id: 'x' };
    store.set(
      { ...sheet, doubts: new Map([[id, [{ why: 'rests-on-doubtful' as const, of, is: 'unconfirmed' as const }]]]) },
      'doubts',
    );
    const contested = await row('Contested');
    assert.match((await rows(contested))[0] ?? '', /^We waited — contested · b10\.txt/);
  });

  it('shows contested annotations before the groups, and the review status of the others', async () => {
    const verdicts = ['disagree', 'agree'].map(
      (verdict, index) =>
        `  - id: r${String(index)}\n    tag: verified\n    text: Claim ${String(index)}\n    line: 1\n    by: Ana\n    reviews:\n` +
        `      - by: Bo\n        verdict: ${verdict}\n        created: "2026-11-20T10:00:00Z"\n`,
    );
    const sidecar = readSidecar(`claimmark: 1\nsource: r.txt\nannotations:\n${verdicts.join('\n')}`);
    store.set(withSidecar(newSheet(fileUri('r.txt').toString()), sidecar, []), 'disk');
    assert.deepEqual(await rows(await row('Contested')), ['Claim 0 — contested · r.txt · line 1 · Verified']);
    assert.deepEqual(await rows(await row('r.txt')), [
      'Claim 0 — contested · line 1 · Verified',
      'Claim 1 — settled · line 1 · Verified',
    ]);
    layout.change({ filter: { ...noFilter, reviewStatuses: ['contested'] } });
    assert.deepEqual(await rows(), [
      '3 of 3 begun — ▱▱▱▱▱▱ 0 of 1 checked · 1 contested',
      'Contested — 1',
      'r.txt — 0 of 1 checked',
    ]);
    layout.change({ filter: { ...noFilter, openFor: ['Bo'] } });
    assert.ok(!(await rows()).some((text) => text.startsWith('r.txt')));
  });

  it('groups by tag, including unused tags, since annotations can be dropped on them', async () => {
    layout.change({ by: 'tag' });
    assert.deepEqual((await rows()).slice(2), ['Verified — 2', 'Unconfirmed — 1', 'Quote — 1']);
    assert.deepEqual(await rows(await row('Quote')), ['We waited — b10.txt · line 1']);
  });

  it('groups by author, with annotations of nobody last', async () => {
    layout.change({ by: 'author' });
    assert.deepEqual(
      (await rows()).slice(2).map((text) => text.split(' — ')[0]),
      ['Ana', 'Bo', 'Without an author'],
    );
  });

  it('groups linked annotations together, named by the first claim', async () => {
    const cluster = `${pathOf(fileUri('b9.txt'))}#b9txt0`;
    for (const [name, id] of [
      ['b9.txt', 'b9txt0'],
      ['b10.txt', 'b10txt0'],
    ] as const) {
      const sheet = store.get(fileUri(name).toString());
      if (sheet) store.set({ ...sheet, clusters: new Map([[id, cluster]]) }, 'doubts');
    }
    layout.change({ by: 'cluster' });
    assert.deepEqual((await rows()).slice(2), [
      'Forty stalls are let — Linked · 2 of 2 checked',
      'Not linked — 0 of 2 checked',
    ]);
    const joined = await rows(await row('Forty stalls'));
    assert.deepEqual(
      joined.map((text) => text.split(' — ')[0]),
      ['Forty stalls are let', 'We waited'],
    );
  });

  it('shows only what passes the filter, and marks the words', async () => {
    layout.change({ filter: { ...noFilter, text: 'RAIN' } });
    assert.deepEqual(await rows(), ['2 of 2 begun — ▱▱▱▱▱▱ 0 of 1 checked', 'b10.txt — 0 of 1 checked']);
    const [item] = (await tree.getChildren(await row('b10.txt'))).map((node) => tree.getTreeItem(node));
    assert.deepEqual(typeof item?.label === 'object' ? item.label.highlights : undefined, [[7, 11]]);
  });

  it('knows the parent of each annotation, so that it can be revealed', async () => {
    const lost = await row('Lost');
    const [annotation] = await tree.getChildren(lost);
    assert.ok(annotation);
    assert.equal(tree.getParent(annotation), lost);
  });

  it('shows a long group a page at a time', async () => {
    const many = Array.from({ length: 700 }, (_, index) => `quote: Words ${String(index)}`);
    store.set(sheetOf('long.txt', many), 'disk');
    const group = await row('long.txt');
    assert.equal((await rows(group)).length, 301);
    assert.equal((await rows(group)).at(-1), 'Show more — 400 left');
    await tree.showMore({ value: fileUri('long.txt').toString() });
    assert.equal((await rows(group)).length, 601);
    const last = { kind: 'annotation', source: fileUri('long.txt').toString(), id: 'longtxt699' } as const;
    await tree.showMore({ value: last.source }, last);
    assert.equal((await rows(group)).at(-1), 'Words 699 — line 700 · Quote');
  });

  it('has a row for an unreadable sidecar, which opens it at the error', async () => {
    const sidecar = readSidecar('claimmark: 1\nsource: c.txt\n<<<<<<< a\n=======\n>>>>>>> b\n');
    store.set(withSidecar(newSheet(fileUri('c.txt').toString()), sidecar, []), 'disk');
    const item = tree.getTreeItem(await row('c.txt.claims.yaml'));
    assert.equal(item.description, 'has conflict markers from a merge');
    assert.equal(item.contextValue, 'trouble.conflicted');
    const [, options] = item.command?.arguments as [vscode.Uri, { selection: vscode.Range }];
    assert.equal(options.selection.start.line, 2);
  });

  it('tells a screen reader everything in a row, and never shows anything by colour alone', async () => {
    const [lost] = await tree.getChildren(await row('Lost'));
    assert.ok(lost);
    const item = tree.getTreeItem(lost);
    assert.equal(item.accessibilityInformation?.label, 'Lost. Verified in b9.txt, line 2: It was built in 1887.');
    assert.equal((item.iconPath as vscode.ThemeIcon).id, 'warning');
  });

  it('says in words what the evidence says, and a screen reader hears the words shown', async () => {
    const entry = `  - id: aaaa1111
    tag: verified
    text: Fifty stalls are let
    was: Forty stalls are let
    line: 3
    evidence:
      - url: https://example.org/a
        says: supports
      - url: https://example.org/b
        says: supports
      - url: https://example.org/c
        says: contradicts
`;
    const sidecar = readSidecar(`claimmark: 1\nsource: b11.txt\nannotations:\n${entry}`);
    store.set(withSidecar(newSheet(fileUri('b11.txt').toString()), sidecar, []), 'disk');
    const [node] = await tree.getChildren(await row('b11.txt'));
    assert.ok(node);
    const item = tree.getTreeItem(node);
    assert.equal(item.description, 'edited · Evidence: Supports 2, Contradicts · line 3 · Verified');
    assert.equal(
      item.accessibilityInformation?.label,
      'Edited since tagged. Verified in b11.txt, line 3: Fifty stalls are let. Evidence: Supports 2, Contradicts.',
    );
  });

  it('shows the words of others as plain text', async () => {
    store.set(sheetOf('evil.txt', ['quote: [x](command:y) <b>$(bug)</b>']), 'disk');
    const [node] = await tree.getChildren(await row('evil.txt'));
    assert.ok(node);
    const tooltip = tree.resolveTreeItem(tree.getTreeItem(node), node).tooltip as vscode.MarkdownString;
    assert.equal(tooltip.isTrusted ?? false, false);
    assert.doesNotMatch(tooltip.value, /\]\(command:|<b>|[^\\]\$\(bug/);
  });

  it('draws again only what changed', async () => {
    await tree.getChildren();
    const drawn: (TreeNode | undefined)[] = [];
    const listening = tree.onDidChangeTreeData((node) => drawn.push(node));
    store.set(sheetOf('b9.txt', ['verified: Forty stalls are let, Ana', 'quote: It was built in 1887'], [1]), 'disk');
    await tree.refresh(new Set([fileUri('b9.txt').toString()]));
    listening.dispose();
    const sources = drawn.flatMap((node) => (node && 'source' in node ? [node.source] : []));
    assert.deepEqual(sources, [fileUri('b9.txt').toString()]);
    assert.ok(!drawn.includes(undefined));
  });

  it('shows the suggestions of an open source as its last row, with how many are decided', async () => {
    suggestions = await suggestionsIn(
      'b9.txt',
      'It opened on 3 May 1887. Nobody came.',
      [
        [0, 24],
        [25, 37],
      ],
      3,
    );
    tree = treeWith();
    assert.deepEqual(
      (await rows()).filter((text) => !text.startsWith('Lost')),
      [
        '2 of 2 begun — ▰▰▰▱▱▱ 2 of 4 checked · 1 lost · suggestions: 3 of 5 decided so far',
        'b9.txt — 1 of 2 checked · 2 suggested',
        'b10.txt — 1 of 2 checked',
      ],
    );
    const source = await row('b9.txt');
    assert.equal((await rows(source)).at(-1), 'Suggestions — 3 of 5 decided');
    assert.deepEqual(await rows(await row('Suggestions', source)), [
      'It opened on 3 May 1887. — line 1 · Claim?',
      'Nobody came. — line 1 · Claim?',
    ]);
    layout.change({ filter: { ...noFilter, text: 'stalls' } });
    assert.deepEqual(await rows(await row('b9.txt')), ['Forty stalls are let — line 1 · Verified']);
  });

  it('counts suggestions that are not marked, as triage does', async () => {
    const marked = await suggestionsIn('b9.txt', 'It opened on 3 May 1887. Nobody came.', [[0, 24]], 3);
    const all = await suggestionsIn(
      'b9.txt',
      '',
      [
        [0, 24],
        [25, 37],
      ],
      3,
    );
    suggestions = { ...marked, in: (source) => ({ ...marked.in(source), all: all.in(source).all }) };
    tree = treeWith();
    assert.match((await rows())[0] ?? '', /suggestions: 3 of 5 decided so far$/);
    assert.equal((await rows(await row('b9.txt'))).at(-1), 'Suggestions — 3 of 5 decided · 1 not marked');
  });

  it('lists a source with nothing but suggestions once somebody has begun', async () => {
    suggestions = await suggestionsIn('c.txt', 'It opened on 3 May 1887.', [[0, 24]], 0);
    tree = treeWith();
    assert.ok((await rows()).includes('c.txt — 1 suggested'));
    const empty = createStore();
    assert.deepEqual(await treeWith(queueOf(empty), empty).getChildren(), []);
  });

  it('is empty if nothing is tagged, so that the welcome text appears', async () => {
    const empty = createStore();
    assert.deepEqual(await treeWith(queueOf(empty), empty).getChildren(), []);
  });
});

describe('the tree of the current source', () => {
  it('shows lost annotations first, then all others in the order of the text', async () => {
    const store = createStore();
    const layout = createLayout(memento());
    const tree = new SourceTree(
      store,
      createOutline(store, layout, platform, () => undefined),
      noSuggestions,
    );
    store.set(sheetOf('a.txt', ['verified: One', 'quote: Two', 'unconfirmed: Three'], [1]), 'disk');
    tree.show(fileUri('a.txt').toString());
    const nodes = await tree.getChildren();
    assert.deepEqual(
      nodes.map((node) => (node.kind === 'annotation' ? node.id : node.kind)),
      ['summary', 'atxt1', 'atxt0', 'atxt2'],
    );
  });
});
