import assert from 'node:assert/strict';
import { checkQuote, type QuoteQuery } from '../../../src/core/crosslink/quoteCheck';
import { indexSources } from '../../../src/core/state/sourceIndex';

// Sources of an invented town: an article, minutes, a transcript, an interview with single marks.
const article = `Holm votes on its ferry

“We’re not going to sell the ferry this year, and we can’t promise that we’ll keep it for ever,” said Judith Okafor, the mayor of Holm. “It costs us 2.5 million crowns a year — roughly €220,000 — and it carries fewer than 90,000 people.”

Oren Teyl, who leads the opposition, disagreed: “The mayor knows perfectly well that the ferry isn't the problem; the two new piers are. If the council had listened to the harbour board in 2021, we would have saved at least 40% of that money,” he told the Coast Courier on Friday, March 6.

The board’s own report says: “The piers were built in haste (some of them in winter), without a survey, and by the cheapest bidder. Most of the pillars stand in sand. None stands on rock.” Its author, Dr. Mira Saldane, declined to comment.

“I never said that the piers would sink,” Ms. Saldane told the Courier later. “I said they might sink if nobody looks after them,” she added. “That’s a different thing. Isn’t it?”

At 7:30 p.m. the members voted 14 to 9 to keep the ferry until the end of 2027, and to ask the government in Tarn for help; nobody abstained. The e-mail that Mr. Teyl sent to all co-workers the next morning was short: “We lost. We’ll be back.”`;

const minutes = `# Minutes of the harbour board

- **Brandt:** The *north* quay will be closed from 3 May to 9 June, and the [ferry](https://example.org/ferry) will land at Varga instead.
- **Marsk:** I don’t accept that. My members weren’t asked; they’d have told you that nobody can land at Varga in a south wind.
- **Brandt:** You were asked twice, Odo — in January and again last week.

> The board "regrets" the short notice.[^1]

[^1]: Letter of 2 April.
`;

const transcript = `OKAFOR: Good morning. I have three things to say, and I’ll be brief.

First, the ferry stays. Second, the fares don’t go up before 2028, not by a single crown. Third, the piers will be surveyed by someone who has no stake in them.

QUESTION: Will you apologise?

OKAFOR: No. I will not apologise for a decision that fourteen of twenty-three members took.

[00:04:12] TEYL: The mayor said “no stake.” That’s rich. She chaired the company that built them.
`;

const news = `‘It was,’ she said, ‘the worst night of my life.’ Lena Holt, 34, was on the upper deck. ‘Somebody shouted “Get down!” and I couldn’t see my son.’ Her husband Per said: ‘She’s the reason we’re alive.’ 

Norrline’s chief executive, Ulf Dahl, called the rescue “nothing short of a miracle” and said the firm would pay “every crown of the costs”. He said it would not, however, “speculate about blame”.

“It was over in an hour,” said Per.`;

const index = indexSources([
  { name: 'article.txt', text: article },
  { name: 'minutes.md', text: minutes },
  { name: 'transcript.txt', text: transcript },
  { name: 'news.txt', text: news },
]);

type Case = readonly [quote: string, asked?: QuoteQuery];

const passing: readonly Case[] = [
  ['WE’RE NOT GOING TO SELL THE FERRY THIS YEAR'],
  ['«We’re not going to sell the ferry this year, and we can’t promise that we’ll keep it for ever»'],
  ['”We’re not going to sell the ferry this year”'],
  ['Weʼre not going to sell the ferry this year, and we canʼt promise'],
  ['We´re not going to sell the ferry this year, and we can`t promise'],
  ['“It costs us 2.5 million crowns a year — roughly €220,000 — and it carries fewer than 90,000 people.”'],
  [
    'We’re not going to sell the ferry this year, and we can’t promise that we’ll keep it for ever. It costs us 2.5 million crowns a year',
  ],
  [
    '“We’re not going to sell the ferry this year, and we can’t promise that we’ll keep it for ever,” “It costs us 2.5 million crowns a year”',
  ],
  ['It costs us 2.5 million crowns a year – roughly €220,000 – and it carries fewer than 90,000 people'],
  ['It costs us 2.5 million crowns a year—roughly €220,000—and it carries fewer than 90,000 people'],
  ['The piers were built in haste (some of them in winter), without a survey, and by the cheapest bidder'],
  ['The piers were built in haste …, without a survey, and by the cheapest bidder'],
  ['The piers were built in haste (...) without a survey, and by the cheapest bidder'],
  [
    'The piers were built in haste (some of them in winter), without a survey, and by the cheapest bidder. … None stands on rock.',
  ],
  ['without a survey, and by the cheapest bidder. . . . None stands on rock.'],
  ['The mayor knows perfectly well that the ferry isn’t the problem <…> the two new piers are'],
  [
    'If the council had listened to the harbour board in 2021, we would have saved at least 40% of that money [the cost of the piers]',
  ],
  ['If [Holm] had listened to the harbour board in 2021, we would have saved at least 40% of that money'],
  ['[Ms. Okafor] knows perfectly well that the ferry isn’t the problem'],
  ['The mayor knows *perfectly well* that the ferry isn’t the problem [emphasis added]'],
  ['The piers were built in haste [*sic*] (some of them in winter), without a survey'],
  ['The piers were <b>built in haste</b> (some of them in winter), without a survey'],
  ['I never said that the piers _would_ sink'],
  ['‘I never said that the piers would sink’'],
  [
    'I never said that the piers would sink. I said they might sink if nobody looks after them. That’s a different thing.',
  ],
  ['That’s a different thing. Isn’t it?'],
  ['I said they might sink if nobody looks after them!'],
  ['the piers were built in haste'],
  ['[t]he piers were built in haste (some of them in winter)'],
  ['It costs us 2.5\u00a0million crowns a year'],
  ['roughly €\u2009220,000 — and it carries fewer than 90,000 people'],
  ['the members voted 14 to 9\r\nto keep the ferry until\r\nthe end of 2027'],
  ['to ask the govern-\nment in Tarn for help'],
  ['The e\u2011mail that Mr. Teyl sent to all co\u2011workers the next morning was short'],
  ['We lost. We’ll be back.'],
  ['Ｗｅ’ｒｅ not going to sell the ferry this year'],
  ['> The piers were built in haste (some of them in winter),\n> without a survey, and by the cheapest bidder.'],
  ['The\u2060 piers were built in haste'],
  ['“I never said that the piers would sink,”'],
  ['I never said that the piers would sink', { speaker: 'Saldane' }],
  ['It costs us 2.5 million crowns a year', { speaker: 'Judith Okafor' }],
  ['The north quay will be closed from 3 May to 9 June, and the ferry will land at Varga instead.'],
  ['The north quay will be closed from 3 May to 9 June', { speaker: 'Brandt' }],
  ['nobody can land at Varga in a south wind', { speaker: 'Odo Marsk' }],
  ['The board ‘regrets’ the short notice.'],
  ['The board “regrets” the short notice.'],
  ['You were asked twice, Odo - in January and again last week.'],
  ['The north quay will be closed … and the ferry will land at Varga instead.'],
  ['they’d have told you that nobody can land [there] in a south wind'],
  ['they[’d] have told you that nobody can land at Varga'],
  ['My members weren’t asked; they’d have told [the board] that nobody can land at Varga'],
  ['I have three things to say, and I’ll be brief. First, the ferry stays.'],
  ['the fares don’t go up before 2028, not by a single crown', { speaker: 'Okafor' }],
  ['I will not apologise for a decision that fourteen of twenty-three members took', { speaker: 'Judith Okafor' }],
  ['The mayor said ‘no stake.’ That’s rich.', { speaker: 'Teyl' }],
  ['It was the worst night of my life.'],
  ['“It was, the worst night of my life”'],
  ['‘It was,’ she said, ‘the worst night of my life.’'],
  ['“Somebody shouted ‘Get down!’ and I couldn’t see my son.”'],
  ['nothing short of a miracle', { source: 'news.txt' }],
  ['I [won’t] apologise for a decision that fourteen of twenty-three members took'],
  ['I will not apologise …'],
  ['First, the ferry stays. … Third, the piers will be surveyed by someone who has no stake in them.'],
  ['every crown of the costs', { speaker: 'Ulf Dahl' }],
  ['speculate about blame', { speaker: 'Dahl' }],
  ['… The ferry will land at Varga instead.'],
  ['[The ferry] stays. Second, the fares don’t go up before 2028'],
  ['It was over in an hour', { speaker: 'Per Holt' }],
];

const altered: readonly Case[] = [
  ['We were not going to sell the ferry this year'],
  ['We’re going to sell the ferry this year'],
  ['and we can promise that we’ll keep it for ever'],
  ['we can’t promise that we’d keep it for ever'],
  ['It costs us 25 million crowns a year'],
  ['It costs us 2,5 million crowns a year'],
  ['It costs us 2.5 crowns a year'],
  ['It costs us 2.5 million dollars a year'],
  ['roughly $220,000 — and it carries fewer than 90,000 people'],
  ['roughly €22,000 — and it carries fewer than 90,000 people'],
  ['and it carries more than 90,000 people'],
  ['and it carries 90,000 people'],
  ['It costs us 2.5 million crowns a year — €220,000 — and it carries fewer than 90,000 people'],
  ['It costs us 2.5 million crowns a month'],
  ['The mayor knows perfectly well that the ferry is the problem'],
  ['The mayor knows perfectly well that the ferry … the problem'],
  ['we would have saved at most 40% of that money'],
  ['we would have saved 40% of that money'],
  ['we would have saved at least 4% of that money'],
  ['we saved at least 40% of that money'],
  ['When the council had listened to the harbour board in 2021, we would have saved'],
  ['Because the council had listened to the harbour board in 2021'],
  ['If the council had listened to the harbour board in 2012'],
  ['All of the pillars stand in sand'],
  ['One stands on rock'],
  ['Most of the pillars stand in rock. None stands on sand.'],
  ['The piers were built in haste (all of them in winter), without a survey'],
  ['The piers were built in haste (some of them in winter), with a survey'],
  ['without a survey, and by the cheap bidder'],
  ['I said that the piers would sink'],
  ['I said they would sink if nobody looks after them'],
  ['I said they might sink if somebody looks after them'],
  ['they might sink if everybody looks after them'],
  ['We’re not going to sell the ferry this year … the two new piers are'],
  ['it carries fewer than 90,000 people … We’re not going to sell the ferry this year'],
  ['the members voted 9 to 14 to keep the ferry'],
  ['to keep the ferry until the end of 2028'],
  ['to ask the government in Tarn for help; one abstained'],
  ['to ask the government in Holm for help'],
  ['We won. We’ll be back.'],
  ['At 7:30 a.m. the members voted 14 to 9 to keep the ferry'],
  ['At 7:00 p.m. the members voted 14 to 9 to keep the ferry'],
  ['None stands on rock. Most of the pillars stand in sand.'],
  ['That’s a different thing. It is.'],
  ['I never said that the piers would sink', { speaker: 'Okafor' }],
  ['The mayor knows perfectly well that the ferry isn’t the problem', { speaker: 'Mira Saldane' }],
  ['The e-mail that Ms. Teyl sent to all co-workers the next morning was short'],
  ['without a survey, and by the cheapest bid'],
  ['the members voted [15] to 9 to keep the ferry'],
  ['The piers were [not] built in haste (some of them in winter), without a survey'],
  ['I [once] said that the piers would sink'],
  ['We’re [ready] to sell the ferry this year'],
  ['We’re not not going to sell the ferry this year'],
  ['the one new piers are. If the council had listened'],
  ['the ferry isn’t the problem; the ten new piers are'],
  ['The e-mail that Mr. Teyl sent to all workers the next morning was short'],
  ['Most of the pillars stand in sand. We lost. We’ll be back.'],
  ['Most of the pillars stand in sand … We’ll be back.'],
  ['The north quay will be closed from 9 May to 3 June'],
  ['The north quay will be closed from 3 May to 9 July'],
  ['The south quay will be closed from 3 May to 9 June'],
  ['The north quay may be closed from 3 May to 9 June'],
  ['I do accept that. My members weren’t asked'],
  ['My members were asked; they’d have told you that nobody can land at Varga'],
  ['they’ll have told you that nobody can land at Varga in a south wind'],
  ['they’d have told you that anybody can land at Varga in a south wind'],
  ['You were asked once, Odo — in January and again last week.'],
  ['in January and again next week'],
  ['nobody can land at Varga in a south wind. You were asked twice, Odo'],
  ['My members weren’t asked … You were asked twice, Odo'],
  ['I don’t accept that. My members weren’t asked', { speaker: 'Brandt' }],
  ['That’s rich. She chaired the company that built them.', { speaker: 'Okafor' }],
  ['the fares don’t go up after 2028'],
  ['the fares go up before 2028, not by a single crown'],
  ['Second, the fares go up before 2028 … by a single crown'],
  ['the piers will be surveyed by no one who has no stake in them'],
  ['the piers will be surveyed by someone who has a stake in them'],
  ['I will … apologise for a decision that fourteen of twenty-three members took'],
  ['I will [gladly] apologise for a decision that fourteen of twenty-three members took'],
  ['a decision that twenty-three of fourteen members took'],
  ['a decision that fourteen of twenty-four members took'],
  ['Will you apologise? No.'],
  ['First, the fares don’t go up before 2028'],
  ['nothing short of a miracle', { source: 'transcript.txt' }],
  ['Somebody shouted ‘Get down!’ and I couldn’t see my sons'],
  ['Somebody shouted ‘Get down!’ and I could see my son'],
  ['It was the best night of my life.'],
  ['I couldn’t see my son. She’s the reason we’re alive.'],
  ['She’s the reason we’re alive', { speaker: 'Lena Holt' }],
  ['nothing short of a miracle … speculate about blame'],
  ['each crown of the costs'],
  ['It was over in an hour', { speaker: 'Lena Holt' }],
];

const title = ([quote, asked]: Case): string =>
  `${quote.replace(/\s+/gu, ' ')}${asked ? ` ${JSON.stringify(asked)}` : ''}`;

describe('a quotation', () => {
  for (const one of passing)
    it(`passes: ${title(one)}`, () => {
      const { verdict } = checkQuote(index, one[0], one[1]);
      assert.ok(verdict === 'verbatim' || verdict === 'honest', verdict);
    });

  for (const one of altered)
    it(`does not pass: ${title(one)}`, () => {
      const { verdict } = checkQuote(index, one[0], one[1]);
      assert.ok(verdict === 'altered' || verdict === 'absent', verdict);
    });
});
