import assert from 'node:assert/strict';
import { disagreements } from '../../../src/core/crosslink/disagreement';
import { indexSources } from '../../../src/core/state/sourceIndex';

/** Two articles on one invented event each, with a place (`#`) for a sentence; and pairs of sentences: `what they disagree on: one / other`, `agree` for nothing. */
interface Setting {
  readonly articles: readonly [string, string];
  readonly pairs: string;
}

const settings: Readonly<Record<string, Setting>> = {
  strike: {
    articles: [
      `Bus drivers of Quellen walk out

Bus drivers in Quellen walked out on Monday over the new shift plan of Stadtlinie, the city’s carrier. Union leader Mirko Danes called it the last resort. # Stadtlinie’s chief, Paula Hertz, asked passengers to be patient. The last strike in Quellen was in 2011.`,
      `No buses in Quellen as drivers strike

The depots of Stadtlinie in Quellen stayed shut on Monday as drivers struck against the shift plan. Paula Hertz, who heads the carrier, apologised to passengers. # The union, led by Mirko Danes, said that talks had failed.`,
    ],
    pairs: `
agree: Some 1,200 drivers of Stadtlinie joined the strike. / The strike was joined by 1,184 drivers of Stadtlinie.
agree: Well over 1,000 drivers joined the strike. / The strike was joined by 1,184 drivers.
agree: Upward of 1,000 drivers joined the strike. / The strike was joined by 1,384 drivers.
agree: Just under 1,200 drivers joined the strike. / The strike was joined by 1,184 drivers.
agree: Between 1,100 and 1,300 drivers joined the strike. / The strike was joined by 1,184 drivers.
agree: From 1,100 to 1,300 drivers joined the strike. / The strike was joined by 1,184 drivers.
agree: 1,100–1,300 drivers joined the strike. / The strike was joined by 1,184 drivers.
agree: Hundreds of drivers joined the strike. / The strike was joined by 384 drivers.
agree: More than half of the 1,184 drivers joined the strike. / The strike was joined by 640 drivers.
agree: Of 1,184 drivers 640 joined the strike. / The strike was joined by 640 of the 1,184 drivers.
agree: The union says 1,400 drivers joined the strike. / Stadtlinie put the number of drivers on strike at 900, the union at 1,400.
figure: Some 1,200 drivers joined the strike. / The strike was joined by 840 drivers.
figure: Between 1,100 and 1,300 drivers joined the strike. / The strike was joined by 640 drivers.
figure: The drivers want 6 percent more pay. / The drivers demand 9 percent more pay.
agree: The drivers want six and a half percent more pay. / The drivers demand 6.5 per cent more pay.
agree: The drivers want 6.5% more pay. / The drivers demand 180 euros more pay a month.
agree: The strike began on Monday at 4 a.m. / The strike began at 04:00 on Monday.
date: The strike began on Monday at 4 a.m. / The strike began at 6 a.m. on Monday.
agree: The strike is to last 48 hours. / The strike is to last two days.
figure: The strike is to last 72 hours. / The strike is to last two days.
figure: The strike is to last three days. / The strike is to last two days.
agree: The strike is to last three days. / The strike is to last until Wednesday evening.
agree: The strike cost Stadtlinie 300,000 euros a day. / The strike cost Stadtlinie 900,000 euros.
agree: About one in three buses ran. / Some 35 percent of the buses ran.
agree: Not a single bus left the depot before 9 a.m. / The first bus left the depot at 9.05 a.m.
agree: The union has 2,300 members. / The union’s 2,300 members were balloted and 1,900 voted.
agree: In the ballot 82 percent voted for the strike. / The strike was backed by more than four in five of the members.
figure: In the ballot 82 percent voted for the strike. / In the ballot 68 percent voted for the strike.
agree: The company offered 4 percent. / The drivers rejected an offer of four per cent and want seven.
agree: The company has offered 4 percent over two years. / The drivers want 7 percent over one year.
figure: The company has offered 4 percent over two years. / The offer of the company is 3 percent over two years.
agree: Danes, 44, has led the union since 2016. / Danes has led the union for eight years.
agree: “We did not want this strike,” Danes said. / “We did not want this strike, but we were left no choice,” said Danes.
quote: “We did not want this strike, but we were left no choice,” Danes said. / “We wanted this strike because we were left no choice,” said Danes.
agree: “We did not want this strike, but we were left no choice,” Danes said. / Danes said the union had been left no choice.
agree: “We did not want this strike,” Danes said. / “This strike hurts the wrong people,” Hertz said.
quote: “Nobody will be dismissed for striking this week,” Hertz said. / “Nobody will be dismissed for striking this year,” Hertz said.
agree: “Nobody will be dismissed for striking this week,” Hertz said. / “[N]obody will be dismissed for striking …,” Hertz said.
attendance: Danes attended the talks in person. / Danes joined the talks by video link.
attendance: Danes attended the talks on Sunday. / Danes did not attend the talks on Sunday.
agree: Danes attended the talks in person. / Danes was present at the talks.
agree: Danes attended the talks in person. / Hertz did not attend the talks.
attendance: Twelve delegates met in the town hall, all of them in person. / Nine delegates met in the town hall in person.
name: The arbitrator, Judge Elin Moss, has called both sides to a meeting. / The arbitrator, Judge Tove Lund, has called both sides to a meeting.
agree: The arbitrator, Judge Elin Moss, has called both sides to a meeting. / The arbitrator, Judge Moss, has called both sides to a meeting.
agree: Both sides will meet Judge Elin Moss. / Both sides will meet the arbitrator on Wednesday.
place: The talks will be held in Lindau. / The talks will be held in Bregen.
agree: The talks will be held in Lindau. / The talks will be held in a hotel in Lindau, an hour from Quellen.
agree: The talks will be held in Lindau. / The drivers marched from the depot in Bregen.
`,
  },
  flood: {
    articles: [
      `River Tamsel bursts its banks

The river Tamsel burst its banks near Orvin after three days of rain, the rescue service said. Fire chief Lore Madsen spoke of the worst flood since 1974. # The village of Little Orvin was cut off. Governor Pavel Stroud visited the shelter.`,
      `Orvin under water

After days of rain the Tamsel flooded the lower town of Orvin. # Governor Pavel Stroud thanked volunteers at the shelter. “We have seen nothing like it since 1974,” said Lore Madsen, who leads the fire brigade. Little Orvin can’t be reached by road.`,
    ],
    pairs: `
agree: The water rose to 4.2 metres at Orvin. / At Orvin the water rose to nearly 14 feet.
figure: The water rose to 4.2 metres at Orvin. / At Orvin the water rose to 9 feet.
agree: The water rose to 420 centimetres at Orvin. / At Orvin the water rose to 4.2 metres.
figure: The water rose to 420 centimetres at Orvin. / At Orvin the water rose to 5.2 metres.
agree: The flood covered 1,200 hectares of fields. / The flood covered 12 square kilometres of fields.
agree: The flood covered 1,200 hectares of fields. / The flood covered some 3,000 acres of fields.
figure: The flood covered 1,200 hectares of fields. / The flood covered 1,200 acres of fields.
figure: The flood covered 1,200 hectares of fields. / The flood covered 30 square kilometres of fields.
agree: Volunteers filled 30 tonnes of sand into bags. / Volunteers filled 30,000 kilograms of sand into bags.
figure: Volunteers filled 30 tonnes of sand into bags. / Volunteers filled 3,000 kilograms of sand into bags.
agree: Little Orvin lies five miles from the town. / Little Orvin lies eight kilometres from the town.
figure: Little Orvin lies five miles from the town. / Little Orvin lies 20 kilometres from the town.
agree: The water in the shelter was 12 degrees Celsius. / The water in the shelter was 54 degrees Fahrenheit.
figure: The water in the shelter was 12°C. / The water in the shelter was 70°F.
agree: The water in the shelter was 12°C. / The water in the shelter was 54°F.
agree: Within 24 hours 110 millimetres of rain fell. / Within a day 11 centimetres of rain fell.
agree: In 24 hours 110 litres of rain per square metre fell. / In 24 hours 110 mm of rain fell.
figure: In 24 hours 110 mm of rain fell on Orvin. / In 24 hours 65 mm of rain fell on Orvin.
agree: Two people drowned in the flood. / Two men drowned in the flood, and a third is missing.
figure: Two people drowned in the flood. / Five people drowned in the flood.
agree: At least two people drowned in the flood. / Five people drowned in the flood.
agree: By Tuesday two people had drowned in the flood. / Five people had drowned in the flood by Thursday.
agree: About 400 people spent the night in the shelter. / On the second night 230 people slept in the shelter.
figure: Firefighters rescued 31 people from roofs. / Firefighters rescued 13 people from roofs.
agree: Firefighters rescued 31 people, eight of them from roofs. / Firefighters rescued eight people from roofs.
agree: The damage is put at 40 million euros. / The damage is put at €40m.
agree: The damage is put at 40 million euros. / The damage is put at 43 million dollars.
agree: The damage is put at 0.9 billion euros. / The damage is put at 900 million euros.
agree: The damage is put at 900,000 thousand euros. / The damage is put at 900 million euros.
figure: The damage is put at 40 million euros. / The damage is put at 70 million euros.
agree: The damage is put at 40 to 70 million euros. / The damage is put at 55 million euros.
figure: The damage is put at 40 to 50 million euros. / The damage is put at 75 million euros.
agree: The water was flowing at 900 cubic metres a second. / The Tamsel carried 900 cubic metres per second.
agree: The wind reached 110 km/h. / The wind reached almost 70 mph.
figure: The wind reached 110 km/h. / The wind reached 45 mph.
agree: The dyke broke over a length of 60 yards. / The dyke broke over 55 metres.
agree: The flood killed 2,000 sheep. / The flood killed some two thousand sheep and 40 cows.
agree: The shelter holds 600 people. / On Tuesday 240 people were in the shelter.
agree: The village has 340 inhabitants. / Of the village’s inhabitants 120 had left.
figure: The village of 340 inhabitants was cut off. / The village of 430 inhabitants was cut off.
agree: Some 40 homes were flooded. / About 40 homes and 12 shops were flooded.
figure: Some 40 homes were flooded. / About 90 homes were flooded.
agree: Power was out in 5,000 homes at noon. / By evening power was out in 1,200 homes.
agree: The alarm was raised at 22:40. / The alarm was raised at about 10.30 p.m.
date: The alarm was raised at 22:40. / The alarm was raised at 8.40 p.m.
agree: The alarm was raised at 22:40. / The first houses were empty at 23:50.
agree: The last great flood was in 1974. / The flood of 1974 stood higher, that of 2002 lower.
figure: It was the third flood in 10 years; the water stood 3.1 metres high. / The water stood 2.3 metres high.
name: A volunteer, Nils Aker, was the first at the dam. / A volunteer, Jens Thorn, was the first at the dam.
agree: A volunteer, Nils Aker, was the first at the dam. / Among the volunteers was Jens Thorn, a baker.
agree: The rescuers came from Lindau and Bregen. / Rescuers came from Bregen, Lindau and Holt.
place: The dam broke at Lindau. / The dam broke at Bregen.
agree: The dam broke on Saturday at dawn. / The dam gave way early on Saturday.
date: The dam broke on 3 June. / The dam broke on 5 June.
agree: The dam was built in June 1931. / The dam broke in June.
date: The dam was built in 1931. / The dam was built in 1951.
`,
  },
  vote: {
    articles: [
      `Liberals ahead in Norrhaven

The Liberals of Astrid Munk came out ahead in the regional election in Norrhaven. # Turnout rose. The Farmers’ party of Egon Pell lost ground and Munk will have to seek a partner.`,
      `Munk wins in Norrhaven, needs partner

Astrid Munk’s Liberals won the vote in the region of Norrhaven but not a majority. # Egon Pell of the Farmers’ party conceded. More people voted than four years ago.`,
    ],
    pairs: `
agree: The Liberals won 34.6 percent of the vote. / The Liberals won 34.6% of the vote, up 4.1 points.
agree: The Liberals won just over a third of the vote. / The Liberals won 34.6% of the vote.
agree: The Liberals won roughly 35 percent of the vote. / The Liberals won 34.6% of the vote.
agree: The Liberals won 35 percent of the vote. / The Liberals won 34.6% of the vote.
figure: The Liberals won 34.6 percent of the vote. / The Liberals won 38.2 percent of the vote.
agree: The Liberals gained 4.1 percentage points. / The Liberals gained 13 percent more votes.
agree: The Liberals won 34.6 percent of the vote. / The Liberals won 41 percent of the seats.
figure: The Liberals will have 21 of the 51 seats. / The Liberals will have 24 of the 51 seats.
agree: The Liberals will have 21 seats, five short of a majority. / The Liberals will have 21 of the 51 seats.
agree: Turnout was 61.3 percent. / Turnout rose by 3.2 points to 61.3 percent.
figure: Turnout was 61.3 percent. / Turnout was 63.1 percent.
agree: Turnout was 61.3 percent. / At 4 p.m. turnout was 47 percent.
agree: Three in five voters went to the polls. / Turnout was 60 percent.
figure: Munk won by 1,240 votes in the town. / In the town Munk won by 2,140 votes.
agree: Pell’s Farmers got 22 percent of the vote. / The Liberals got 34.6 percent of the vote.
agree: Some 98 percent of the votes have been counted. / With 71 percent of the votes counted, Munk was ahead.
agree: The count was over at 23:15. / Munk spoke at 22:30.
agree: The Liberals won 34.6 percent, four points more than in 2019. / The Liberals, who had 30.6 percent in 2019, won 34.6.
agree: In Norrhaven town the Liberals won 41 percent. / In the region the Liberals won 34.6 percent.
agree: Among women the Liberals won 39 percent. / Among men the Liberals won 30 percent.
figure: Pell’s party lost seven seats. / Pell’s party lost four seats.
agree: Pell’s party lost seven seats. / Pell’s party has 11 seats left.
agree: The vote cost 2.1m crowns. / The vote cost 2.1 million crowns.
`,
  },
  trial: {
    articles: [
      `Accountant jailed for museum fraud

A court in Brennau sentenced the accountant Silas Crome for defrauding the museum of glass. Judge Nadia Orth spoke of greed. # The museum’s director, Ilka Stein, wept. Crome’s lawyer said he would appeal.`,
      `Crome guilty in museum fraud

Silas Crome, the former accountant of the Brennau museum of glass, was found guilty of fraud. # Judge Nadia Orth said he had acted out of greed. Ilka Stein, the director, said that the museum could breathe again.`,
    ],
    pairs: `
figure: Crome was sentenced to four years in prison. / Crome was sentenced to six years in prison.
agree: Crome was sentenced to four years in prison. / The prosecution had asked for six years in prison for Crome.
agree: Crome was sentenced to 18 months in prison. / Crome was sentenced to a year and a half in prison.
agree: Crome was sentenced to four and a half years in prison. / Crome was sentenced to 54 months in prison.
figure: Crome was sentenced to 18 months in prison. / Crome was sentenced to three years in prison.
figure: Crome, 47, took the verdict without a word. / Crome, 57, took the verdict without a word.
agree: Crome, 47, took the verdict without a word. / The 47-year-old Crome took the verdict calmly.
agree: He embezzled €312,000 over five years. / He embezzled more than 300,000 euros over five years.
figure: He embezzled €312,000 over five years. / He embezzled €213,000 over five years.
agree: He embezzled €312,000 between 2015 and 2019. / He embezzled €312,000 over five years.
agree: Crome was sentenced on Friday. / The sentence was handed down on Friday, two weeks after the trial opened on a Thursday.
date: Crome was sentenced on 14 May. / Crome was sentenced on 16 May.
agree: Crome was sentenced on 14 May. / Crome was sentenced on May 14th, 2024.
date: Crome was arrested in March 2022. / Crome was arrested in May 2022.
place: Crome was arrested at the airport of Vienna. / Crome was arrested at the airport of Zurich.
name: The prosecutor, Ruth Amsel, called it a fair verdict. / The prosecutor, Klara Dorn, called it a fair verdict.
quote: “You betrayed the people who trusted you most,” Judge Orth said. / “You betrayed the people who paid you most,” Judge Orth said.
agree: “You betrayed the people who trusted you most,” Judge Orth said. / “You betrayed the people who trusted you,” Judge Orth said.
agree: The trial lasted 11 days. / The trial lasted two weeks.
figure: The trial lasted 11 days. / The trial lasted five weeks.
agree: Crome must pay back 200,000 euros. / Crome took 312,000 euros.
agree: Crome was fined 5,000 euros. / Crome took 7,000 euros in cash.
agree: Crome was found guilty on 14 of 19 counts. / Crome was found guilty on fourteen counts.
figure: Crome was found guilty on 14 of 19 counts. / Crome was found guilty on nine counts.
place: The trial was moved to Ostrava. / The trial was moved to Lublin.
date: The appeal will be heard on Tuesday at 10 a.m. / The appeal will be heard on Tuesday at 2 p.m.
agree: The appeal will be heard at 10:00. / The appeal will be heard on Tuesday at 10 a.m.
agree: The court sat until 5 p.m. / The verdict came at 3 p.m.
name: His lawyer, Ansel Pohl, said nothing. / His lawyer, Peter Wiegand, said nothing.
agree: His lawyer, Ansel Pohl, said nothing. / A former colleague, Peter Wiegand, said nothing.
agree: Crome, of Brennau, said nothing. / Crome, who lives in Tarsk, said nothing.
`,
  },
  match: {
    articles: [
      `Rovers beat Athletic in the cup

Helmsby Rovers beat Carrow Athletic in the semi-final of the cup. # Coach Dario Finn praised his keeper, Jon Abel. Athletic had a man sent off. Rovers meet Tilbrook in the final.`,
      `Abel sends Rovers to the final

A save by keeper Jon Abel sent Helmsby Rovers past Carrow Athletic and to the final of the cup against Tilbrook. # Dario Finn, the coach of Rovers, said that it had been luck.`,
    ],
    pairs: `
agree: Rovers won 3-1. / Rovers beat Athletic by three goals to one.
agree: The semi-final was watched by 24,318 people. / More than 24,000 watched the semi-final.
figure: Abel saved two penalties. / Abel saved three penalties.
agree: Abel saved two penalties, his fifth and sixth this season. / Abel saved two penalties.
date: The final is on 22 May. / The final is on 29 May.
agree: Finn has coached Rovers for six years. / Finn has coached Rovers since 2018.
place: The final will be played in Harwick. / The final will be played in Dunmore.
agree: Rovers scored in the 12th and 70th minutes. / The first goal came after 12 minutes.
agree: Athletic played with ten men for 40 minutes. / Athletic had a man sent off after 50 minutes.
agree: It was the sixth win in a row for Rovers. / Rovers have won six in a row.
name: The only goal was scored by Ben Tarrow. / The only goal was scored by Milo Hart.
agree: The first goal was scored by Ben Tarrow. / The second goal was scored by Milo Hart.
agree: Ben Tarrow scored twice. / Milo Hart scored once, Ben Tarrow twice.
`,
  },
  money: {
    articles: [
      `Lumen raises its forecast

The lamp maker Lumen of Tarsk raised its forecast after a strong quarter, its chief executive Vera Coyle said. # Lumen employs people in four countries. Its shares rose. Rival Helio reports next week.`,
      `Strong quarter at Lumen

Lumen, the maker of lamps from Tarsk, did better than expected in the third quarter. # Chief executive Vera Coyle raised the forecast. The shares of Lumen rose while those of Helio fell.`,
    ],
    pairs: `
agree: Sales rose 12 percent to 240 million euros. / Sales climbed by 12% to €240m.
figure: Sales rose 12 percent to 240 million euros. / Sales climbed by 21 percent to 240 million euros.
figure: Sales rose 12 percent to 240 million euros. / Sales climbed by 21 percent.
agree: Sales rose from 214 to 240 million euros. / Sales were 214 million euros a year ago.
agree: Sales rose 12 percent in the quarter. / In the first nine months sales rose 7 percent.
agree: In the year to date Lumen sold 31 million lamps. / In the third quarter Lumen sold 11 million lamps.
agree: Lumen earned 1.20 euros per share. / Lumen earned 24 million euros.
agree: Lumen earned 24 million euros before tax. / Lumen earned 17 million euros after tax.
agree: Net profit was 17 million euros. / Operating profit was 29 million euros.
figure: Net profit was 17 million euros. / Net profit was 27 million euros.
agree: Net profit was 17.2 million euros. / Net profit was 17 million euros.
agree: Lumen employs 4,100 people. / Lumen employs 4,100 people, 1,300 of them in Tarsk.
figure: Lumen employs 4,100 people in four countries. / Lumen employs 5,400 people in four countries.
agree: Shares of Lumen rose 4.2 percent. / Shares of Lumen rose 4 percent in early trading.
agree: Shares of Lumen rose 4.2 percent. / Shares of Helio fell 3 percent.
agree: Lumen’s margin rose from 9 to 11 percent. / Lumen’s margin rose two points to 11 percent.
agree: The quarter’s sales were 240 million euros, against 214 million a year earlier. / Sales were 214 million euros in the same quarter of last year.
agree: Lumen will cut one in ten jobs. / Lumen will cut 10 percent of its jobs.
agree: Lumen will cut one in ten jobs. / Lumen will cut 410 jobs.
agree: Lumen will pay a dividend of 50 cents. / Lumen will pay a dividend of 0.50 euros.
figure: Lumen will pay a dividend of 50 cents a share. / Lumen will pay a dividend of 80 cents a share.
agree: Lumen was founded 80 years ago. / Lumen was founded in 1944.
date: Lumen was founded in 1934. / Lumen was founded in 1944.
agree: The forecast is now 950 million to a billion euros. / Lumen now expects sales of almost a billion euros.
agree: Sales reached £210 million. / Sales reached 240 million euros.
agree: Debt fell from 120 to 90 million euros. / Debt stood at 90 million euros at the end of the quarter.
agree: Debt fell by 30 to 90 million euros. / Debt fell by a quarter to 90 million euros.
agree: Orders rose 8 percent. / Sales rose 12 percent.
agree: Lumen made 12 percent more in the second quarter. / In the third quarter Lumen made 9 percent more.
figure: Lumen sold 11 million lamps in the third quarter. / In the third quarter Lumen sold 17 million lamps.
agree: Lumen sold 11 million lamps in the third quarter. / Lumen sells some 40 million lamps a year.
agree: The fourth plant will cost $90m. / The fourth plant will cost some 90 million dollars and employ 300.
agree: Lumen paid 3.4 billion yen for the plant. / Lumen paid 21 million euros for the plant.
agree: Lumen paid CHF 20 million for the plant. / Lumen paid 21 million euros for the plant.
agree: Shares closed at 41.20 euros. / Shares opened at 39.80 euros.
agree: Coyle’s pay is 2.1 million euros a year. / Coyle got 4.2 million euros over two years.
agree: The plant in Orlo will open in spring. / The plant in Mirn was closed last year.
place: The new plant will be built in Orlo. / The new plant will be built in Mirn.
date: The results will be published on 4 November. / The results will be published on 11 November.
agree: The results were published on 4 November. / The dividend will be paid on 11 November.
`,
  },
};

/** The aspects in which two sentences disagree, each within its article. */
function unlike(articles: readonly string[], sentences: readonly string[]): readonly string[] {
  const sources = articles.map((article, i) => ({
    name: String(i),
    text: article.replace('#', () => sentences[i] ?? ''),
  }));
  const [a, b] = sources.map(({ name, text }, i) => {
    const from = text.indexOf(sentences[i] ?? '');
    return { source: name, from, to: from + (sentences[i] ?? '').length };
  });
  assert.ok(a && b);
  return disagreements(indexSources(sources), a, b).map(({ aspect }) => aspect);
}

describe('disagreement of two reports on one event', () => {
  for (const [name, { articles, pairs }] of Object.entries(settings))
    for (const line of pairs.trim().split('\n')) {
      const [wanted = '', one = '', other = ''] = line.split(/: | \/ /u);
      it(`${name}: ${line}`, () => {
        for (const sentences of [
          [one, other],
          [other, one],
        ])
          assert.deepEqual(unlike(articles, sentences), wanted === 'agree' ? [] : [wanted]);
      });
    }
});
