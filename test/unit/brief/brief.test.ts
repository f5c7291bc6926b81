import assert from 'node:assert/strict';
import { makeBrief } from '../../../src/core/brief/brief';
import type { Exported } from '../../../src/core/exchange/format';
import { seeded } from '../random';
import { exported, source } from '../exchange/samples';

const text =
  'Intro.\n[26 countries have committed] to it. [“Europe is stepping up,\nfor the first time,”] he said. [A fleet may sail] soon. [The vote was close].';
const disagree = [{ by: 'Bo', verdict: 'disagree' as const, created: '2026-11-22T11:30:00Z' }];

function summit(...fields: Parameters<typeof source>[2][]): Exported {
  const base = [
    { id: 'k7m2q9xd', tag: 'verified', claim: '26 countries pledged troops.', evidence: [{ url: 'https://example.org/readout?a=(b)' }] }, // prettier-ignore
    { id: '9fj3w0pe', tag: 'quote', speaker: 'The host' },
    { id: 'unc00001', tag: 'unconfirmed', note: 'No *second* source.' },
    { id: 'ver00002', tag: 'verified' },
  ];
  const made = source('paris summit.txt', text, ...base.map((entry, i) => ({ ...entry, ...fields[i] })));
  return { ...made, about: { title: 'Leaders meet', publisher: 'Northfield Gazette', published: '2026-11-20', url: 'https://example.org/summit' } }; // prettier-ignore
}

const verified = (markdown: string): string => /## Verified facts\n([^]*?)\n## /.exec(markdown)?.[1] ?? '';

const first = makeBrief([summit()], { takeaways: ['paris summit.txt#unc00001', 'paris summit.txt#k7m2q9xd'] });

describe('a brief', () => {
  it('has its sections, and each line cites source and line and links to the span', () => {
    assert.equal(
      first.markdown.replace(/<!-- claimmark:.*-->\n/, '(footer)'),
      `# Brief

## Key takeaways

- A fleet may sail (unconfirmed) ([paris summit.txt, line 3](paris%20summit.txt#L3,31 "unc00001"))
- 26 countries pledged troops. ([paris summit.txt, line 2](paris%20summit.txt#L2,1 "k7m2q9xd"))

## Verified facts

- 26 countries pledged troops. ([paris summit.txt, line 2](paris%20summit.txt#L2,1 "k7m2q9xd")) [example.org](https://example.org/readout?a=%28b%29)
- The vote was close ([paris summit.txt, line 3](paris%20summit.txt#L3,54 "ver00002"))

## Official statements

- The host: “Europe is stepping up, for the first time,” ([paris summit.txt, line 2](paris%20summit.txt#L2,36 "9fj3w0pe"))

## Unconfirmed

- A fleet may sail ([paris summit.txt, line 3](paris%20summit.txt#L3,31 "unc00001")): No second source.

## Sources

- Leaders meet. Northfield Gazette, 2026-11-20. <https://example.org/summit> [paris summit.txt](paris%20summit.txt "about")

(footer)`,
    );
    assert.deepEqual([first.withheld, first.kept], [[], 0]);
  });

  describe('with linked claims', () => {
    const town = (words: string): Exported =>
      source('town.txt', `[${words}].`, {
        id: 'aa',
        tag: 'verified',
        links: [{ to: 'mill.txt#bb', relation: 'same' }],
      });
    const mill = (words: string): Exported => source('mill.txt', `Intro.\n[${words}].`, { id: 'bb', tag: 'quote' });

    it("cites every source that says the same at both lines, with the line's own source last", () => {
      const { markdown } = makeBrief([town('The hall cost 4 million'), mill('Four million went into it')]);
      assert.match(
        markdown,
        /- The hall cost 4 million \(\[mill\.txt, line 2\]\(mill\.txt#L2,1\); \[town\.txt, line 1\]\(town\.txt#L1,1 "aa"\)\)/,
      );
      assert.match(
        markdown,
        /“Four million went into it” \(\[town\.txt, line 1\]\(town\.txt#L1,1\); \[mill\.txt, line 2\]/,
      );
      assert.doesNotMatch(markdown, /one origin/);
    });

    it('says that two sources have one origin if one copies the other', () => {
      const words = 'The hall cost 4 million crowns, the council of the town said on Friday';
      const { markdown } = makeBrief([town(words), mill(words)]);
      assert.match(markdown, /on Friday \(all of these have one origin\) \(\[mill\.txt, line 2\]/);
    });

    it('stays the same when it is made again', () => {
      const both = [town('The hall cost 4 million'), mill('Four million went into it')];
      const { markdown } = makeBrief(both);
      assert.equal(makeBrief(both, { existing: markdown }).markdown, markdown);
    });
  });

  it('says at both lines that a link calls them contradicting or different', () => {
    const made = (relation: 'contradicts' | 'differs' | 'same'): string =>
      makeBrief([summit({}, { links: [{ to: '#unc00001', relation }] })]).markdown;
    assert.match(made('contradicts'), /time,” \(contradicts paris summit\.txt, line 3\) \(\[/);
    assert.match(made('contradicts'), /- A fleet may sail \(contradicts paris summit\.txt, line 2\) \(\[/);
    assert.match(made('differs'), /- A fleet may sail \(differs from paris summit\.txt, line 2\) \(\[/);
    assert.doesNotMatch(made('same'), /contradicts|differs/);
  });

  it('lists nothing contested, edited or lost as a verified fact', () => {
    for (const [field, why] of [
      [{ reviews: disagree }, 'contested'],
      [{ updated: '2026-11-23T00:00:00Z', reviews: disagree }, 'contested'],
      [{ text: 'The vote was clear' }, 'edited'],
    ] as const) {
      const { markdown, withheld } = makeBrief([summit({}, {}, {}, field)]);
      assert.doesNotMatch(verified(markdown), /ver00002/);
      assert.match(markdown, /## Unconfirmed[^]*The vote was close \((contested|the words changed)/);
      assert.deepEqual(withheld, [{ source: 'paris summit.txt', id: 'ver00002', why }]);
    }
    const lost = exported('a.txt', 'nothing', [{ id: 'lost0001', tag: 'verified', text: 'gone' }]);
    const brief = makeBrief([lost]);
    assert.doesNotMatch(brief.markdown, /gone/);
    assert.deepEqual(brief.withheld, [{ source: 'a.txt', id: 'lost0001', why: 'lost' }]);
  });

  it('cites a quote word for word, in quotation marks', () => {
    const { markdown } = makeBrief([
      source('a.txt', 'He said [they’ll *stay*] .', { tag: 'quote', text: 'they will stay' }),
    ]);
    assert.match(
      markdown,
      /- Unnamed speaker: “they’ll \\\*stay\\\*” \(the words changed since they were tagged\) \(\[a\.txt/,
    );
  });

  it('links to evidence on the web and in the workspace, wherever the brief is', () => {
    const evidence = [
      { url: 'https://example.org/x' },
      { url: 'https://bank.example@other.example/y' },
      { source: '../minutes.md', id: 'a' },
      ...['../../../out.md', '..\\..\\..\\out.md', '\\\\host\\share\\a.md', '//host/a.md', 'file:///etc/a'].map(
        (out) => ({ source: out }),
      ),
      { url: 'file://host/share/a' },
    ];
    const { markdown } = makeBrief(
      [source('a/b/c.txt', '[x]', { evidence, note: 'See [it](x.md), **bold**\n- one' })],
      {
        context: [source('a/minutes.md', '[y]', { id: 'a' })],
        href: (path) => `../${path}`,
        template: { sections: [{ content: 'verified', title: 'V', line: '{evidence}: {note}' }] },
      },
    );
    assert.match(markdown, /^\[example\.org\]\(https:\/\/example\.org\/x\), \[other\.example\]\(https:\/\/bank\.example@other\.example\/y\), \[minutes\.md\]\(\.\.\/a\/minutes\.md\), file\\:\/\/host\/share\/a: See it, bold one \(\[a/m); // prettier-ignore
  });

  it('shows evidence that is no web address as text, and marks evidence that contradicts', () => {
    const evidence = [
      { url: 'urn:isbn:9780000000002' },
      { url: 'Town archive, box 7 *sealed*', says: 'contradicts' as const },
      { url: 'mailto:clerk@town.example', says: 'supports' as const },
      { url: 'data:text/html,<b>x' },
      { note: 'told me on the phone' },
    ];
    const { markdown } = makeBrief([source('a.txt', '[x]', { evidence })], {
      template: { sections: [{ content: 'verified', title: 'V', line: '{claim}: {evidence}' }] },
    });
    assert.match(markdown, /^x: urn:isbn:9780000000002, Town archive, box 7 \\\*sealed\\\* \(contradicts it\), mailto:clerk\\@town\.example \(\[a\.txt/m); // prettier-ignore
  });

  it('takes titles, order, language and forms of citation from a template', () => {
    const { markdown } = makeBrief([summit()], {
      template: {
        title: 'Dossier',
        citation: '{title}, Zeile {line}',
        sections: [
          { content: 'quote', title: 'Zitate', line: '* {quote} — {speaker}' },
          { content: 'tag', tag: 'unconfirmed', title: 'Offen', line: '* [[{claim}]][[ {speaker}]]' },
        ],
      },
    });
    assert.equal(
      markdown.replace(/<!--.*\n/, ''),
      `# Dossier

## Zitate

* “Europe is stepping up, for the first time,” — The host ([Leaders meet, Zeile 2](paris%20summit.txt#L2,36 "9fj3w0pe"))

## Offen

* A fleet may sail ([Leaders meet, Zeile 3](paris%20summit.txt#L3,31 "unc00001"))

`,
    );
  });
});

describe('a brief made again', () => {
  const again = (existing: string, sources: readonly Exported[], takeaways: string[] = []) =>
    makeBrief(sources, { existing, takeaways });

  it('is the same if nothing changed', () => {
    assert.equal(again(first.markdown, [summit()]).markdown, first.markdown);
    const crlf = first.markdown.replaceAll('\n', '\r\n');
    assert.equal(again(crlf, [summit()]).markdown, crlf);
  });

  const edited = first.markdown
    .replace('# Brief', '# Security guarantees\n\nBy Ana. See [the plan](plan.md).')
    .replace('## Verified facts\n', '## Verified facts\n\nWhat holds:\n')
    .replace('- The vote was close', 'A word of mine in between.\n\n- The vote was close')
    .replace('## Sources', '## My view\n\n- It will not last.\n\n## Sources');

  it('keeps what the author wrote between and around its lines, byte for byte', () => {
    assert.equal(again(edited, [summit()]).markdown, edited);
  });

  it('updates its own lines, adds new ones and removes outdated ones', () => {
    const changed = summit({ claim: '26 states pledged troops.' }, {}, { tag: 'verified' }, { reviews: disagree });
    const { markdown, kept } = again(edited, [changed]);
    assert.equal(kept, 0);
    assert.match(markdown, /What holds:\n\n- 26 states pledged troops\. \([^]*- A fleet may sail \([^]*A word of mine in between\.\n\n\n## Official/); // prettier-ignore
    assert.match(markdown, /## Unconfirmed\n\n- The vote was close \(contested\)/);
    assert.match(markdown, /## My view\n\n- It will not last\.\n/);
    assert.match(markdown, /^# Security guarantees\n\nBy Ana\. See \[the plan\]\(plan\.md\)\.\n/);
  });

  it('keeps one of its lines that the author rewrote, as long as it is true', () => {
    const rewritten = first.markdown.replace('- The vote was close', '- The vote was *very* close');
    const same = again(rewritten, [summit()]);
    assert.equal(same.markdown.includes('- The vote was *very* close (['), true);
    assert.equal(same.kept, 1);
    assert.equal(again(same.markdown, [summit()]).markdown.includes('- The vote was *very* close (['), true);
  });

  it('moves it out of the verified facts, without losing a word, if it is no longer true', () => {
    const rewritten = first.markdown.replace('- The vote was close', '- The vote was *very* close');
    const { markdown } = again(rewritten, [summit({}, {}, {}, { reviews: disagree })]);
    assert.doesNotMatch(/## Verified facts\n([^]*?)\n## /.exec(markdown)?.[1] ?? '', /close/);
    assert.match(markdown, /## Withdrawn\n\n- The vote was \*very\* close/);
    assert.match(again(markdown, [summit({}, {}, {}, { reviews: disagree })]).markdown, /very/);
  });

  it('removes a line that the author put under the verified facts by hand', () => {
    const line = first.markdown.split('\n').find((line) => line.startsWith('- A fleet may sail (')) ?? '';
    const smuggled = first.markdown.replace('## Verified facts\n\n', `## Verified facts\n\n${line}\n`);
    const { markdown } = again(smuggled, [summit()]);
    assert.doesNotMatch(/## Verified facts\n([^]*?)\n## /.exec(markdown)?.[1] ?? '', /fleet/);
  });

  it('lets no other section have the title of the verified facts', () => {
    const renamed = first.markdown.replace('## Verified facts\n', '## Mine\n').replace('## Unconfirmed\n', '## Verified facts\n'); // prettier-ignore
    const once = again(renamed, [summit()]).markdown;
    for (const markdown of [once, again(once, [summit()]).markdown]) {
      assert.doesNotMatch(/## Verified facts\n([^]*?)\n## /.exec(`${markdown}\n## `)?.[1] ?? '', /fleet/);
      assert.match(markdown, /## Unconfirmed\n\n- A fleet may sail/);
    }
  });

  it("puts no line of its own under the author's heading if that has the title of the verified facts", () => {
    const line = first.markdown.split('\n').find((one) => one.startsWith('- A fleet may sail (')) ?? '';
    const doubled = first.markdown.replace('## Sources', `## Verified facts\n\n${line}\n\n## Sources`).replace('## Verified facts\n', '## Verified facts\n\nMine.\n'); // prettier-ignore
    const { markdown } = again(doubled, [summit()]);
    const blocks = markdown.split(/^(?=## )/m).filter((block) => block.startsWith('## Verified facts'));
    assert.ok(blocks.length > 1);
    for (const block of blocks) assert.doesNotMatch(block, /fleet/);
    assert.match(markdown, /Mine\./);
  });

  it('withdraws what a person wrote of a doubtful claim under such a heading, word for word', () => {
    const line = first.markdown.split('\n').find((one) => one.startsWith('- A fleet may sail (')) ?? '';
    const mine = line.replace('A fleet', 'Surely a fleet');
    const { markdown } = again(`${first.markdown.replace(/\n<!--[^]*$/, '')}\n## Verified facts\n\n${mine}\n\n${/<!--[^]*$/.exec(first.markdown)?.[0] ?? ''}`, [summit()]); // prettier-ignore
    const blocks = markdown.split(/^(?=## )/m);
    for (const block of blocks.filter((one) => one.startsWith('## Verified facts')))
      assert.doesNotMatch(block, /fleet/);
    assert.match(blocks.find((one) => one.startsWith('## Withdrawn')) ?? '', /- Surely a fleet may sail/);
  });

  it('finds a section again after its title changed, and adds one that was removed', () => {
    const renamed = first.markdown.replace('## Official statements', '## What they said').replace(/## Unconfirmed[^]*?(?=## Sources)/, ''); // prettier-ignore
    const { markdown } = again(renamed, [summit({}, { speaker: 'The host of the day' })]);
    assert.match(markdown, /## What they said\n\n- The host of the day: /);
    assert.doesNotMatch(markdown, /## Official statements/);
    assert.match(markdown, /The host of the day[^]*## Unconfirmed\n\n- A fleet may sail[^]*## Sources/);
  });

  it("keeps the takeaways under the author's title, without those that the author removed", () => {
    const renamed = first.markdown
      .replace('## Key takeaways', '## In short')
      .replace(/- A fleet may sail \(unc.*\n/, '');
    const { markdown } = again(renamed, [summit({ claim: '26 states pledged.' })]);
    assert.match(markdown, /^# Brief\n\n## In short\n\n- 26 states pledged\. \([^\n]*\n\n## Verified/);
    assert.doesNotMatch(markdown, /## (Key takeaways|Withdrawn)/);
    assert.equal(again(markdown, [summit({ claim: '26 states pledged.' })]).markdown, markdown);
  });

  it("keeps the chosen takeaways in the author's order, and adds new ones", () => {
    const { markdown } = again(first.markdown, [summit()], ['paris summit.txt#9fj3w0pe']);
    const section = /## Key takeaways\n\n([^]*?)\n\n## /.exec(markdown)?.[1]?.split('\n') ?? [];
    assert.deepEqual(section.map((line) => /"(\w+)"/.exec(line)?.[1]), ['unc00001', 'k7m2q9xd', '9fj3w0pe']); // prettier-ignore
  });
});

describe('a brief made again and again', () => {
  it('loses nothing that a person wrote, and states nothing unverified as verified', () => {
    const random = seeded(11);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    for (let round = 0; round < 200; round++) {
      const lines = first.markdown.trimEnd().split('\n');
      const written: string[] = [];
      for (let edit = 0; edit < 4; edit++) {
        const words = `Mine ${round}.${edit}`;
        const at = 1 + Math.floor(random() * (lines.length - 1));
        const line = lines[at] ?? '';
        if (random() < 0.5 && line.startsWith('- ')) lines[at] = line.replace('- ', `- ${words} `);
        else lines.splice(at, 0, pick([words, `- ${words}`, `## ${words}`, `> ${words}`]));
        written.push(words);
      }
      const state = (): object => pick([{}, { tag: 'unconfirmed' }, { tag: 'verified' }, { reviews: disagree }, { span: undefined }, { text: 'x' }]); // prettier-ignore
      const sources = [summit(state(), state(), state(), state())];
      const { markdown } = makeBrief(sources, { existing: lines.join('\n') });
      for (const words of written) assert.ok(markdown.includes(words), `${words} in\n${markdown}`);
      const sound = new Set(sources.flatMap(({ text, annotations }) => annotations.filter((one) => one.tag === 'verified' && one.span && !one.reviews && text.slice(one.span.from, one.span.to).replace('\n', '') === one.text.replace('\n', '')).map(({ id }) => id))); // prettier-ignore
      const stated = verified(markdown).match(/"(\w+)"\)/g) ?? [];
      for (const id of stated) assert.ok(sound.has(id.slice(1, -2)), `${id} in\n${markdown}`);
      assert.equal(makeBrief(sources, { existing: markdown }).markdown, markdown);
    }
  });
});

describe('untrusted text in a brief', () => {
  it('takes time in proportion to its length', () => {
    const begun = process.cpuUsage();
    for (const note of [
      ' '.repeat(200_000),
      '**a '.repeat(50_000),
      '[a]('.repeat(50_000),
      '\n'.repeat(200_000),
      '* '.repeat(99_999),
    ]) {
      const made = makeBrief([
        source('a.txt', `x${' '.repeat(100_000)}[y]`, { tag: 'unconfirmed', note, claim: note }),
      ]);
      makeBrief([], { existing: `# ${note}\n${made.markdown}` });
    }
    assert.ok(process.cpuUsage(begun).user < 5_000_000);
  });

  it('is inert', () => {
    const nasty = '# x <script>alert(1)</script> [l](command:evil) ![i](https://x.example/i) `c` **b** $m$ &lt; http://auto.example www.auto.example a@b.example | - \u001b[31m\n> q'; // prettier-ignore
    const made = exported('a.txt', nasty, [
      { span: { from: 0, to: nasty.length }, speaker: '<img src=x>', tag: 'quote', evidence: [{ url: 'javascript:alert(1)' }, { url: 'https://e.example/"onx=)<' }] }, // prettier-ignore
    ]);
    const { markdown } = makeBrief([{ ...made, about: { title: '](x)', url: 'command:evil' } }]);
    const line = markdown.split('\n').find((line) => line.includes('script')) ?? '';
    assert.match(
      line,
      /^- \\<img src=x\\>: “\\# x \\<script\\>alert\(1\)\\<\/script\\> \\\[l\\\]\(command:evil\) !\\\[i\\\]/,
    );
    assert.doesNotMatch(line, /(?<!\\)[`*$|]|\u001b/);
    assert.doesNotMatch(markdown, /javascript:|<command/);
    assert.match(markdown, /http\\:\/\/auto\.example www\\\.auto\.example a\\@b\.example/);
  });
});
