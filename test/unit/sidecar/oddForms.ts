/** Unusual sidecars that YAML allows, by name. Each value occurs only once in the text. */
export function oddForms(): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  const add = (name: string, text: string): void => void forms.set(name, text);
  for (const [name, list] of Object.entries(reviewForms)) add(`reviews ${name}`, file(`${entry}${list}`));
  for (const [name, list] of Object.entries(reviewForms)) {
    add(`reviews in the middle ${name}`, file(`${entry}${list}    by: Ana\n`));
    add(`evidence ${name}`, file(`${entry}${list.replaceAll('reviews', 'evidence').replace(/verdict: agree/g, 'url: "https://example.org/b"')}`)); // prettier-ignore
  }
  for (const [name, map] of Object.entries(mapForms)) {
    add(`resolved ${name}`, file(`${entry}${map.replace(/^(?=.)/gm, '    ').replaceAll('KEY', 'resolved')}`));
    add(`finished ${name}`, `claimmark: 1\nsource: a.txt\n${map.replaceAll('KEY', 'finished')}annotations:\n${entry}`);
  }
  for (const [name, about] of Object.entries(aboutForms))
    add(`about ${name}`, `claimmark: 1\nsource: a.txt\n${about}annotations:\n${entry}`);
  for (const [name, note] of Object.entries(noteForms)) {
    add(`note ${name}`, file(`${entry}${note}`));
    add(`note in the middle ${name}`, file(`${entry}${note}    by: Ana\n\n${other}`));
  }
  for (const [name, text] of Object.entries(entryForms)) {
    add(`entry ${name}`, file(text));
    add(`entry ${name}, then another`, file(`${text}\n${other}`));
    add(`entry ${name} after another`, file(`${other}\n${text}`));
  }
  for (const [name, list] of Object.entries(emptyLists)) {
    add(`annotations ${name}`, `claimmark: 1\nsource: a.txt\n${list.replaceAll('KEY', 'annotations')}`);
    add(`dismissed ${name}`, `${file(entry)}${list.replaceAll('KEY', 'dismissed')}`);
  }
  for (const [name, text] of Object.entries(wholeFiles)) add(`file ${name}`, text);
  for (const [name, text] of [...forms]) {
    add(`${name}, CRLF`, text.replaceAll('\n', '\r\n'));
    add(`${name}, without an end`, text.replace(/\n$/, ''));
    add(`${name}, with a mark`, `\ufeff${text}`);
  }
  return forms;
}

const entry = '  - id: aaaaaaa1\n    tag: quote\n    text: The tram turns here\n    line: 4\n    x-own: { k: v }\n';
const other = '  - id: bbbbbbb2\n    tag: verified\n    text: Two lines meet\n    line: 9\n    x-else: w # mine\n';
const file = (entries: string): string => `claimmark: 1\nsource: a.txt\nannotations:\n${entries}`;
const created = '"2026-11-22T10:00:00Z"';

const reviewForms: Readonly<Record<string, string>> = {
  empty: '    reviews: []\n',
  'empty with a blank': '    reviews: [ ]\n',
  'empty over lines': '    reviews: [\n    ]\n',
  'empty with comments': '    reviews: [ # none\n      # yet\n    ] # so far\n',
  'empty on the next line': '    reviews:\n      []\n',
  'empty below a comment': '    reviews: # who\n      # nobody\n      [] # yet\n',
  tilde: '    reviews: ~\n',
  'tilde with a comment': '    reviews: ~ # none\n',
  null: '    reviews: null\n',
  'without a value': '    reviews:\n',
  'with a comment alone': '    reviews: # none\n',
  'with a comment below': '    reviews:\n      # none\n',
  block: `    reviews:\n      - by: Bo\n        verdict: agree\n        created: ${created}\n`,
  'at the column of its key': `    reviews:\n    - by: Bo\n      verdict: agree\n      created: ${created}\n`,
  'dash alone': `    reviews:\n      -\n        by: Bo\n        verdict: agree\n        created: ${created}\n`,
  'dash alone and a blank line': `    reviews:\n      -\n\n        by: Bo\n        verdict: agree\n        created: ${created}\n`,
  'dash alone and a short blank line': `    reviews:\n      - \n  \n\n        by: Bo\n        verdict: agree\n        created: ${created}\n`,
  'dash and a comment': `    reviews:\n      - # first\n        by: Bo\n        verdict: agree\n        created: ${created}\n`,
  'dash and comments': `    reviews:\n      - # first\n\n        # of all\n        by: Bo\n        verdict: agree\n        created: ${created}\n`,
  'dash and a tab line': `    reviews:\n      - # c\n\t\n        by: Bo\n        verdict: agree\n        created: ${created}\n`,
  'two with dashes alone': `    reviews:\n      -\n        by: Bo\n        verdict: agree\n        created: ${created}\n      -\n\n        by: Cy\n        verdict: agree\n        created: ${created}\n`,
  'flow items': `    reviews:\n      - { by: Bo, verdict: agree, created: ${created} }\n`,
  flow: `    reviews: [{ by: Bo, verdict: agree, created: ${created} }]\n`,
  'flow over lines': `    reviews: [\n      { by: Bo, verdict: agree, created: ${created} }, # first\n      # last\n    ]\n`,
  'flow with a comma at its end': `    reviews: [ {by: Bo, verdict: agree, created: ${created}}, ]\n`,
  'JSON over lines': `    reviews:\n      [\n        {"by": "Bo",\n         "verdict": "agree", "created": ${created}}\n      ]\n`,
  'explicit keys': `    reviews:\n      - ? by\n        : Bo\n        ? verdict\n        : agree\n        ? created\n        : ${created}\n`,
  'an explicit key': `    ? reviews\n    : - by: Bo\n        verdict: agree\n        created: ${created}\n`,
  'a null item': '    reviews:\n      -\n',
  'an item that means nothing': '    reviews:\n      - just words\n',
  'an item that lacks much': '    reviews:\n      - by: Bo\n',
  'keys of its own': `    reviews:\n      - by: Bo\n        x-mood: calm # so\n        verdict: agree\n        created: ${created}\n`,
};

const mapForms: Readonly<Record<string, string>> = {
  block: `KEY:\n  by: Bo\n  created: ${created}\n`,
  flow: `KEY: { by: Bo, created: ${created} }\n`,
  'flow over lines': `KEY: { # c\n    by: Bo,\n    created: ${created}\n  }\n`,
  empty: 'KEY: {}\n',
  'empty over lines': 'KEY: { # c\n  }\n',
  tilde: 'KEY: ~ # not yet\n',
  nothing: 'KEY:\n',
  'with a comment': `KEY: # done\n  # at last\n  by: Bo\n  x-own: v\n  created: ${created}\n`,
};

const aboutForms: Readonly<Record<string, string>> = {
  tilde: 'about: ~\n',
  'tilde with a comment': 'about: ~ # nothing known\n',
  'tilde below': 'about:\n  ~\n',
  null: 'about: null\n',
  nothing: 'about:\n',
  'a comment': 'about: # unknown\n  # so far\n',
  empty: 'about: {}\n',
  flow: 'about: { publisher: The Herald, x-own: v } # c\n',
  'flow over lines': 'about: {\n  publisher: The Herald, # c\n  x-own: v }\n',
  block: 'about:\n  publisher: The Herald\n  x-own: v # c\n',
  'an explicit key': 'about:\n  ? publisher\n  : The Herald\n',
};

const noteForms: Readonly<Record<string, string>> = {
  'above a tab line': '    note: Seen\n\t\n',
  'above blanks': '    note: Seen\n          \n   \n',
  'above a deep comment': '    note: Seen\n        # deep\n',
  'above a tab and a comment': '    note: Seen\n\t# deep\n',
  tilde: '    note: ~ # none\n',
  'on the next line': '    note:\n      Seen\n',
  'on the next line in quotes': '    note: # c\n      "Seen"\n',
  'over lines': '    note: Seen by\n      many people\n',
  'quoted over lines': '    note: "Seen by\n\n      many people"\n',
  literal: '    note: |\n      Seen\n      by many\n',
  'literal that keeps lines': '    note: |+\n      Seen\n\n\n',
  'literal with an indent': '    note: |2-\n        Seen\n      by many\n',
  folded: '    note: >-  # c\n      Seen\n      by many\n',
  'folded that keeps lines': '    note: >+\n      Seen\n\n      by\n\n\n',
  'literal of one blank': '    note: |1\n     Seen\n      by\n',
  'literal that begins blank': '    note: |2\n\n        Seen\n',
  'literal of hashes': '    note: |\n      # no comment\n      Seen\n    # a comment\n',
  'literal with blanks at its ends': '    note: |\n      Seen   \n         \n',
  'literal of nothing': '    note: |\n',
  'escaped over lines': '    note: "Se\\\n      en \\u0041\\x41\\\n      "\n',
  'in single quotes over lines': "    note: 'Seen\n\n      it''s\n      by'\n",
  'behind a tab': '    note:\tSeen\t# c\n',
  'behind a wide key': '    note  :   Seen   # c\n',
  'of a very long line': `    note: ${'word '.repeat(4000)}end # c\n`,
  'with signs of YAML within': '    note: a:b c::d -e ?f http://x#y\n',
  'as an explicit key with a literal': '    ? note\n    : |\n      Seen\n',
  'as an explicit key without a value': '    ? note\n',
};

const entryForms: Readonly<Record<string, string>> = {
  'in braces': '  - { id: aaaaaaa1, tag: quote, text: The tram turns here, line: 4, x-own: v } # c\n',
  'in braces over lines':
    '  - { id: aaaaaaa1, # one\n      tag: quote,\n      text: The tram turns here, line: 4,\n      x-own: v }\n',
  'as JSON': '  - {"id": "aaaaaaa1", "tag": "quote", "text": "The tram turns here", "line": 4}\n',
  'with explicit keys':
    '  - ? id\n    : aaaaaaa1\n    ? tag\n    : quote\n    ? text\n    : The tram turns here\n    ? line\n    : 4\n',
  'with explicit keys and no id': '  - ? tag\n    : quote\n    ? text\n    : The tram turns here\n',
  'with one explicit key':
    '  - id: aaaaaaa1\n    ? tag # which\n    : quote\n    text: The tram turns here\n    line: 4\n',
  'below its dash': '  -\n    id: aaaaaaa1\n    tag: quote\n    text: The tram turns here\n    line: 4\n',
  'below its dash and a blank line': '  -\n\n    id: aaaaaaa1\n    tag: quote\n    text: The tram turns here\n',
  'below its dash and a comment':
    '  - # c\n\n    # d\n    id: aaaaaaa1\n    tag: quote\n    text: The tram turns here\n',
  'with a tab line': '  - id: aaaaaaa1\n\t\n    tag: quote\n    text: The tram turns here\n',
  'with tab lines below': '  - id: aaaaaaa1\n    tag: quote\n    text: The tram turns here\n    line: 4\n\t\n  \t \n',
  'with quoted keys': '  - "id": aaaaaaa1\n    \'tag\': quote\n    "text" : The tram turns here\n    line : 4\n',
  'without an id': '  - tag: quote\n    text: The tram turns here\n    line: 4\n',
  'with an id that is empty': '  - id:\n    tag: quote\n    text: The tram turns here\n',
  'far to the right': '          - id: aaaaaaa1\n            tag: quote\n            text: The tram turns here\n',
  'with a wide dash': '  -     id: aaaaaaa1\n        tag: quote\n        text: The tram turns here\n        line: 4\n',
  'with comments all over':
    '  # a\n  - id: aaaaaaa1 # b\n    # c\n    tag: quote # d\n      # e\n    text: The tram turns here # f\n    line: 4 # g\n    # h\n      # i\n',
};

const emptyLists: Readonly<Record<string, string>> = {
  empty: 'KEY: []\n',
  'empty with a blank and a comment': 'KEY: [ ] # none\n',
  'empty with a comment inside': 'KEY: [ # none yet\n  ]\n',
  'empty with comments below': 'KEY: [\n  # none yet\n  # at all\n]\n',
  'empty on the next line': 'KEY:\n  [] # c\n',
  'empty, a comment below': 'KEY: []\n# the end\n',
  'empty, a deep comment below': 'KEY: []\n    # the end\n',
  tilde: 'KEY: ~\n',
  nothing: 'KEY:\n',
  'a comment': 'KEY: # none\n  # none\n',
  'tab lines': 'KEY:\n\t\n \t\n',
};

const inBraces = 'claimmark: 1\nsource: a.txt\nannotations: [\n  {id: aaaaaaa1, tag: quote, text: The tram turns here, line: 4, x-own: v}, # one\n  # two\n  {id: bbbbbbb2, tag: quote, text: Two lines meet, line: 9}, # three\n]\n'; // prettier-ignore

const wholeFiles: Readonly<Record<string, string>> = {
  'with a version of YAML': `%YAML 1.1\n---\nclaimmark: 1\nsource: a.txt\nannotations:\n${entry}`,
  'with a version of YAML and comments': `# a\n%YAML 1.2\n# b\n--- # c\nclaimmark: 1\nsource: a.txt\nannotations:\n${entry}`,
  'with sections of its own': `claimmark: 1\nsource: a.txt\nx-a:\n  b: [1,\n   2]\nannotations:\n${entry}x-z: |\n  text\n  - id: no\n`,
  'with entries in brackets': inBraces,
  'of JSON': '{"claimmark": 1, "source": "a.txt", "annotations": [{"id": "aaaaaaa1", "tag": "quote", "text": "The tram turns here", "line": 4, "x-own": {"k": [1, true, null]}}], "x-tool": "t"}\n', // prettier-ignore
  'of JSON over lines': `${JSON.stringify({ claimmark: 1, source: 'a.txt', annotations: [{ id: 'aaaaaaa1', tag: 'quote', text: 'The tram turns here', line: 4 }], dismissed: [{ text: 'Two' }] }, null, 2)}\n`,
  'of JSON without entries': '{"claimmark": 1, "source": "a.txt", "annotations": []}\n',
  'in braces': '{ claimmark: 1, # c\n  source: a.txt, annotations: [ { tag: quote, text: The tram turns here } ] }\n',
  indented: `  claimmark: 1\n  source: a.txt\n  annotations:\n${entry.replace(/^/gm, '  ').trimEnd()}\n`,
  'with explicit keys': `? claimmark\n: 1\n? source\n: a.txt\n? annotations\n:\n${entry}`,
  'with quoted keys': `"claimmark": 1\n'source': a.txt\n"annotations":\n${entry}`,
  'with keys of many kinds': `claimmark: 1\nsource: a.txt\n"a key": 1\nno Ascii é: 2\nx.y: 3\nannotations:\n${entry}`,
  'that begins as a document': `# c\n---\nclaimmark: 1\nsource: a.txt\nannotations:\n${entry}`,
  'that ends as a document': `---\nclaimmark: 1\nsource: a.txt\nannotations:\n${entry}...\n`,
  'with comments around': `# a\n\nclaimmark: 1 # b\n# c\nsource: a.txt\n\n# d\nannotations: # e\n# f\n${entry}# g\n  # h\n`,
  'with lists at the margin': `claimmark: 1\nsource: a.txt\nannotations:\n- id: aaaaaaa1\n  tag: quote\n  text: The tram turns here\n  line: 4\ndismissed:\n- text: Two lines meet\n  x-own: v\n`,
  'without a source': `claimmark: 1\nannotations:\n${entry}`,
  'without annotations': 'claimmark: 1\nsource: a.txt\n',
  'with its keys in another order': `annotations:\n${entry}\nsource: a.txt\nclaimmark: 1\n`,
  'of comments alone': '# to be written\n',
  'with dismissed in brackets': `${file(entry)}dismissed: [{text: Two lines meet}, {text: Three}]\n`,
};
