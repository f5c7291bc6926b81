import assert from 'node:assert/strict';
import { kin, shownFrom } from '../../../src/core/crosslink/kin';
import { indexSources } from '../../../src/core/state/sourceIndex';

/**
 * The sentences of a source, each after the letter of the fact that it states, or a dash if no other source states it.
 */
type Source = readonly string[];

const town: readonly Source[] = [
  [
    'a Brindal will close its open-air pool in June, the council of Brindal decided on Monday.',
    'b The repair of the Brindal pool would cost 2.3 million crowns.',
    'c Mayor Sofia Lund of Brindal called the decision painful.',
    'd In Brindal, 1,400 people have signed a petition for the pool.',
    'e The pool of Brindal was opened in 1964.',
  ],
  [
    'a The open-air pool in Brindal is to be shut in June after a vote of the Brindal council on Monday.',
    'b Mending the pool of Brindal is put at 2.3 million crowns.',
    'd A petition for the pool has been signed by 1,400 people in Brindal.',
    '- A swimming club from Brindal trains in the neighbouring town for now.',
    '- Schools in Brindal will bus their pupils to lessons.',
  ],
  [
    'f Brindal moves its Saturday market to the station square in September.',
    'g About sixty traders sell at the market in Brindal.',
    '- Florists in Brindal fear for their trade.',
    'h Work on the old market square of Brindal lasts until next spring.',
  ],
  [
    'f The Saturday market in Brindal will move to the station square from September.',
    'g Some sixty traders have a stall in Brindal.',
    '- Brindal has 18,000 inhabitants.',
    "- Brindal's brass band plays at the farewell.",
  ],
  [
    '- Brindal was cut off by a flood for two days.',
    '- Firefighters in Brindal pumped out ninety cellars.',
    '- A bridge near Brindal lost its railing.',
    '- The army brought sandbags to Brindal.',
  ],
  [
    '- Brindal gets a puppet theatre in the former brewery.',
    '- Tickets for the theatre in Brindal cost eight crowns.',
    '- The director moved to Brindal from the coast.',
  ],
];

const company: readonly Source[] = [
  [
    'a Vexmoor lifted its profit to 46 million euros in the third quarter.',
    'b Vexmoor sold 31,000 heat pumps from July to September, a tenth more than a year ago.',
    'c Vexmoor expects a slower winter, chief executive Henrik Aalto said.',
    '- Vexmoor spends a twentieth of its revenue on research.',
  ],
  [
    'a Profit at Vexmoor rose to 46 million euros in the third quarter.',
    'b From July to September Vexmoor sold 31,000 heat pumps.',
    'c Henrik Aalto, chief executive of Vexmoor, expects a slower winter.',
    '- Shares of Vexmoor fell after an analyst cut his target.',
  ],
  [
    'd Vexmoor will build a plant for compressors in Tellin.',
    'e Vexmoor wants to hire 350 workers for the plant.',
    'f Vexmoor gets a grant of 20 million euros from the region.',
    '- Vexmoor rejected a site in the north.',
  ],
  [
    'd A compressor plant is to be built by Vexmoor in Tellin.',
    'e For the plant Vexmoor is looking for 350 workers.',
    'f The region supports Vexmoor with a grant of 20 million euros.',
    '- Vexmoor must plant trees beside the access road.',
  ],
  [
    '- Vexmoor recalls a series of fans because of loose blades.',
    '- Vexmoor will pay customers for the dismounting.',
    '- Vexmoor found the fault during an inspection.',
  ],
  [
    '- Vexmoor is being sued by a former supplier over patents.',
    '- Vexmoor considers the claims baseless.',
    '- Vexmoor has set nothing aside for the trial.',
  ],
  ['g Vexmoor hired a law firm from the capital.', '- Vexmoor lost a similar case four years back.'],
];

const person: readonly Source[] = [
  [
    'a Mara Delling crossed the Sarn glacier alone in 19 days.',
    'b Mara Delling pulled a sledge of 70 kilos.',
    'c On the fifth day Mara Delling fell into a crevasse.',
    'd Mara Delling dedicated the tour to her grandmother.',
  ],
  [
    'a Alone and in 19 days Mara Delling got across the Sarn glacier.',
    'c Mara Delling says that she fell into a crevasse on day five.',
    '- Mara Delling dreams of a bath.',
    '- Mara Delling eats porridge every morning.',
  ],
  [
    'e Mara Delling publishes a book on ice in May.',
    'f The publisher paid Mara Delling an advance of 90,000 dollars.',
    '- Mara Delling wrote in a hut without electricity.',
    '- Mara Delling drew the maps herself.',
  ],
  [
    'e In May a book on ice by Mara Delling comes out.',
    'f Mara Delling received an advance of 90,000 dollars from her publisher.',
    '- Mara Delling was seen at a wedding.',
    '- Mara Delling sold her flat in the harbour quarter.',
  ],
];

interface Found {
  readonly asked: number;
  readonly answered: number;
  readonly wrong: number;
}

/** What is shown unasked in a folder of these sources, for each sentence in turn. */
function shownIn(folder: readonly Source[]): Found {
  const facts = folder.flatMap((sentences, source) => {
    let to = -1;
    return sentences.map((line) => {
      const from = to + 1;
      to = from + line.length - 2;
      return { source: String(source), fact: line.charAt(0), from, to };
    });
  });
  const texts = folder.map((sentences) => sentences.map((line) => line.slice(2)).join(' '));
  const index = indexSources(texts.map((text, i) => ({ name: String(i), text })));
  let [asked, answered, wrong] = [0, 0, 0];
  for (const { source, fact, from, to } of facts) {
    const same = facts.filter((other) => fact !== '-' && other.fact === fact && other.source !== source);
    const shown = kin(index, { source, from, to }, 5).filter(({ score }) => score >= shownFrom);
    const right = shown.filter((hit) => same.some((one) => one.source === hit.source && one.from === hit.from));
    asked += Math.min(1, same.length);
    answered += Math.min(1, right.length);
    wrong += shown.length - right.length;
  }
  return { asked, answered, wrong };
}

describe('a small folder in which each sentence has the same name', () => {
  for (const [matter, folder] of Object.entries({ town, company, person }))
    it(`shows what states the same of a ${matter}, and little else`, () => {
      const { asked, answered, wrong } = shownIn(folder);
      assert.ok(answered >= 0.7 * asked, `${answered} of ${asked} answered`);
      assert.ok(wrong < answered / 2, `${wrong} wrong beside ${answered}`);
    });

  it('shows it in a folder of two sources, too', () => {
    const { asked, answered, wrong } = shownIn(company.slice(0, 2));
    assert.deepEqual({ asked, answered }, { asked: 6, answered: 6 });
    assert.ok(wrong <= answered / 2, `${wrong} wrong`);
  });
});
