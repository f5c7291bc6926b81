import assert from 'node:assert/strict';
import { suggest } from '../../../src/core/detect/detect';

/** The full name of each quotation's speaker, `-` if the text has only the words of the speaker itself. */
const names = (text: string): string[] =>
  suggest(text)
    .filter(({ kind }) => kind === 'quote')
    .map(({ name }) => (name ? text.slice(name.from, name.to) : '-'));

describe('the full names of speakers', () => {
  for (const [text, ...expected] of [
    ['“It is shut,” said Ms. Lima. Mayor Ana Lima was elected in May.', 'Ana Lima'],
    ['Tim Moss backed the deal. “It is fine,” Moss said.', 'Tim Moss'],
    ['“It is fine,” said Tim Moss. The council met on Monday. “It is late,” he added.', '-', 'Tim Moss'],
    ['Tim Moss backed it. “It is fine,” Moss said. Dora Osei did not. “I object,” she said.', 'Tim Moss', 'Dora Osei'],
    ['Tim Moss, the mayor, smiled. “It is fine,” he said.', 'Tim Moss'],
    ['“It is late,” Dora Osei said. The town’s coach, Tim Moss, smiled. “It is fine,” he said.', '-', 'Tim Moss'],
    ['Outside the hall, the owner, miller Tim Moss, raised a fist. “It is fine,” he said.', 'Tim Moss'],
    ['“It is late,” Dora Osei said. Among the guests was baker Tim Moss. “It is fine,” he said.', '-', 'Tim Moss'],
    ['In the yard behind the mill, Dora Osei counts sacks. “It is late,” she says.', 'Dora Osei'],
    ['When the river rose, Dora Osei moved her goats. “It is late,” she says.', 'Dora Osei'],
    ['Dora Osei left. “It is fine,” said Tim Moss. Osei, 61, came back. “It is late,” she said.', '-', 'Dora Osei'],
    ["I'm Tim, and this is Tim Moss. “It is fine,” Moss said. “It is fine,” said Tim.", 'Tim Moss', '-'],
    ['“It is late,” Dora Osei said. In the back row sat Mayor Tim Moss. “It is fine,” he said.', '-', 'Mayor Tim Moss'],
  ] as const)
    it(text, () => assert.deepEqual(names(text), expected));

  for (const [why, text, ...expected] of [
    ['somebody else stands between', '“It is fine,” Tim Moss said. His wife sighed. “It is not,” she said.', '-', '-'],
    ['the title says otherwise', '“It is fine,” Mr. Moss said. “I object,” she said.', '-', '-'],
    ['two are named', 'Dora Osei and Tim Moss met. “It is fine,” she said.', '-'],
    ['the text has no full name', 'Police searched the mill. “It is late,” he said.', '-'],
    ['a day is no person', 'Last Sunday there was no bread. “It is fine,” he said.', '-'],
    ['it is no person', 'The Orlen Post was sold. “It is fine,” he said.', '-'],
    ['a place is no person', 'A year later, in New Orlen, it fell. “It is fine,” he said.', '-'],
    ['a hill is no person', 'In the city is Mount Orlen Hill. “It is fine,” he said.', '-'],
    ['a ship is no person', 'The port’s ferry, the old Orlen Queen, sank. “It is fine,” he said.', '-'],
  ] as const)
    it(`are left open if ${why}: ${text}`, () => assert.deepEqual(names(text), expected));
});
