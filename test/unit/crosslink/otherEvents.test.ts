import assert from 'node:assert/strict';
import { disagreements } from '../../../src/core/crosslink/disagreement';
import { kin, shownFrom } from '../../../src/core/crosslink/kin';
import { indexSources } from '../../../src/core/state/sourceIndex';

/** Two reports on one event and one on another of the same kind, told in the same words. What states the same begins with the same letter. */
const topics: Readonly<Record<string, readonly [one: string, same: string, other: string]>> = {
  'a flood': [
    `a The Tamsel burst its banks near Orvin on Saturday night after three days of rain.
b Firefighters took 31 people off roofs by boat.
c Governor Pavel Stroud declared a state of emergency for the district.
d The water rose to 4.2 metres, the highest mark since 1974.
e Some 400 people spent the night in the sports hall.`,
    `a Three days of rain were too much for the Tamsel: on Saturday night it flooded the lower town of Orvin.
b Boats brought 31 residents to safety who had fled to their roofs.
c An emergency was declared in the district by the governor, Pavel Stroud.
d Not since 1974 had the gauge stood as high as the 4.2 metres that were read on Sunday morning.
x A dairy farmer said that he had lost all of his herd.`,
    `- The Rell burst its banks near Kastel on Tuesday night after a dam had failed.
- Firefighters took 12 people off roofs by helicopter.
- Governor Lena Moor declared a state of emergency for the valley.
- The water rose to 3.1 metres, the highest mark since 1995.
- Some 150 people spent the night in a school.`,
  ],
  'a bridge, with two names each': [
    `a The Halm bridge was closed in April after a crack was found.
b The crack is 2.1 metres long.
c It carries 22,000 vehicles a day.
d The bridge was built in 1968 by Torsen.
e Traffic is diverted to the ferry.`,
    `a A crack in a girder led to the closure of the Halm bridge.
b The crack measures 2.1 metres.
c Daily traffic is 22,000 vehicles.
d Built by Torsen in 1968, it is the oldest bridge of the town.
x Shops fear for their customers.`,
    `- The Orle viaduct was closed in December after a crack was found.
- The crack is 0.4 metres long.
- It carries 9,000 vehicles a day.
- The viaduct was built in 1991 by Brunn.
- Traffic is diverted to the old road.`,
  ],
  'a fire in French, with two names in the other': [
    `a Un incendie a détruit mardi l’usine de meubles Larche à Brévan.
b Quelque 85 pompiers ont lutté contre les flammes.
c Trois salariés ont été légèrement blessés.
d Le maire, Alain Ferret, a promis de l’aide.
e Une école voisine a été évacuée.`,
    `a Mardi, l’usine de meubles Larche, à Brévan, a été détruite par le feu.
b Les flammes ont mobilisé 85 pompiers.
c Trois employés de l’usine ont été légèrement blessés.
d Le maire de Brévan, Alain Ferret, a promis une aide.
x Le bois venait du Jura.`,
    `- Un incendie a détruit jeudi la scierie Moreau à Taillac.
- Quelque 30 pompiers ont lutté contre les flammes.
- Un salarié a été gravement blessé.
- Le toit s’est effondré.
- Une route voisine a été fermée.`,
  ],
  'an election': [
    `a The Liberals of Astrid Munk won Sunday’s regional election in Norrhaven with 34.6 percent of the vote.
b Egon Pell, whose Farmers’ party fell to 22 percent, conceded before midnight.
c Munk said that she would talk to the Greens first.
d Turnout was 61.3 percent, three points more than four years ago.
e In the fishing port of Skaar a polling station had to open late.`,
    `a With 34.6 percent Astrid Munk’s Liberals came first in the election held in Norrhaven on Sunday.
b The leader of the Farmers’ party, Egon Pell, admitted defeat late in the evening; his party got 22 percent.
c Her first talks would be with the Greens, Munk announced.
d More people voted than four years ago: 61.3 percent of the electorate.
x Pollsters had seen the Liberals below 30 percent.`,
    `- The Conservatives of Ole Brask won Sunday’s regional election in Sudermark with 38.1 percent of the vote.
- Ida Holm, whose Labour party fell to 27 percent, conceded before midnight.
- Brask said that he would talk to the Centre first.
- Turnout was 58.9 percent, two points less than four years ago.
- In the town of Vessel a polling station had to open late.`,
  ],
  'a trial': [
    `a A court in Brennau sentenced the accountant Silas Crome to four years in prison for fraud on Friday.
b Crome had diverted €312,000 from the museum of glass to accounts of his own.
c “You betrayed people who trusted you,” Judge Nadia Orth told him.
d His lawyer, Theo Lang, said that he would appeal.
e The museum will reopen in May.`,
    `a Silas Crome, a former accountant, must go to prison for four years, the court of Brennau ruled on Friday.
b The museum of glass lost 312,000 euros, which he had moved to his own accounts.
c Nadia Orth, the judge, spoke of a betrayal of those who had trusted him.
d An appeal will be lodged, according to defence counsel Theo Lang.
x The director wept when the verdict was read.`,
    `- A court in Mornau sentenced the treasurer Rita Falk to three years in prison for fraud on Wednesday.
- Falk had diverted €190,000 from a choir to accounts of her own.
- “You have shown no remorse,” Judge Karl Amsel told her.
- Her lawyer, Jutta Rehm, said that she would appeal.
- The choir will sing again in June.`,
  ],
  'a quarter': [
    `a Lumen, the lamp maker of Tarsk, raised its forecast on Tuesday after sales had grown by 12 percent to €240 million in the third quarter.
b Net profit rose to 17 million euros.
c Chief executive Vera Coyle said that the new plant in Orlo would open in spring.
d The shares of Lumen gained 4 percent.
e Lumen employs 4,100 people.`,
    `a After a third quarter in which its sales grew 12 percent, to 240 million euros, Lumen expects more of the year, the company from Tarsk announced on Tuesday.
b It earned 17 million euros net.
c The factory in Orlo will begin work in spring, according to Vera Coyle, the head of the company.
d Investors liked it: Lumen shares rose by 4 percent.
x Analysts had expected less.`,
    `- Helio, the lamp maker of Brask, cut its forecast on Thursday after sales had shrunk by 9 percent to €180 million in the third quarter.
- Net profit fell to 3 million euros.
- Chief executive Olaf Renn said that the plant in Mirn would close in autumn.
- The shares of Helio lost 11 percent.
- Helio employs 3,200 people.`,
  ],
};

interface Line {
  readonly letter: string;
  readonly words: string;
}

const linesOf = (report: string): readonly Line[] =>
  report.split('\n').map((line) => ({ letter: line.charAt(0), words: line.slice(2) }));
const textOf = (report: string): string =>
  linesOf(report)
    .map(({ words }) => words)
    .join(' ');

describe('another event of the same kind', () => {
  for (const [name, [one, same, other]] of Object.entries(topics)) {
    const texts: Readonly<Record<string, string>> = { one: textOf(one), same: textOf(same), other: textOf(other) };
    const index = indexSources(Object.entries(texts).map(([source, text]) => ({ name: source, text })));
    const place = (source: string, words: string) => {
      const from = texts[source]?.indexOf(words) ?? -1;
      return { source, from, to: from + words.length };
    };

    it(`is no kin of ${name}, which ranks below what states the same`, () => {
      for (const { letter, words } of linesOf(one)) {
        const hits = kin(index, place('one', words), 10);
        const shown = hits.filter(({ score }) => score >= shownFrom);
        assert.deepEqual(
          shown.filter(({ source }) => source === 'other'),
          [],
          words,
        );
        const twin = linesOf(same).find((line) => line.letter === letter);
        if (!twin || !hits[0]) continue;
        const { source, from, to } = hits[0];
        assert.equal(texts[source]?.slice(from, to), twin.words);
      }
    });

    it(`does not disagree with ${name}`, () => {
      linesOf(one).forEach(({ words }, i) => {
        const like = linesOf(other)[i]?.words ?? '';
        assert.deepEqual(disagreements(index, place('one', words), place('other', like)), [], words);
      });
    });
  }

  it('is no kin in a folder with all of these reports', () => {
    const sources = Object.entries(topics).flatMap(([topic, texts]) =>
      texts.map((lines, i) => ({ name: `${topic} ${String(i)}`, text: textOf(lines), lines })),
    );
    const index = indexSources(sources);
    for (const { name, text, lines } of sources.filter((source) => !source.name.endsWith('2')))
      for (const { words } of linesOf(lines)) {
        const from = text.indexOf(words);
        const shown = kin(index, { source: name, from, to: from + words.length }, 10).filter(
          ({ score }) => score >= shownFrom,
        );
        assert.deepEqual(
          shown.filter(({ source }) => source.slice(0, -1) !== name.slice(0, -1) || source.endsWith('2')),
          [],
          words,
        );
      }
  });
});
