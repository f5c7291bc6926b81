import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

// Forty sources about invented towns: articles, Markdown, subtitles and transcripts, each with something to check.

const towns = [
  'Amberlow',
  'Brackton',
  'Cawdry',
  'Dunmere',
  'Eskford',
  'Farleigh',
  'Gorsey',
  'Hexley',
  'Ilvering',
  'Jarrow',
];
const people = ['Nora Vale', 'Piet Hale', 'Sana Idris', 'Milo Grant'];

interface Told {
  readonly town: string;
  readonly person: string;
  readonly spent: number;
  readonly share: number;
}

function toldIn(index: number): Told {
  return {
    town: towns[index % towns.length] ?? '',
    person: people[index % people.length] ?? '',
    spent: 3 + index,
    share: 11 + ((index * 7) % 60),
  };
}

function article({ town, person, spent, share }: Told): string {
  return [
    `${town} votes on its new bridge`,
    '',
    `The council of ${town} voted on 14 May 2026 to spend ${spent}.5 million crowns on a bridge over the Wend. ` +
      `It expects ${share} percent of the lorries that cross the old one today to use it.`,
    '',
    `“We waited eleven years for this vote,” said ${person}, who led the planning.`,
    '',
    `It is not known yet when the works in ${town} begin.`,
    '',
  ].join('\n');
}

function transcript({ town, person, spent, share }: Told): string {
  const name = person.split(' ')[1]?.toUpperCase() ?? '';
  return [
    `Minutes of the council of ${town}, 14 May 2026`,
    '',
    `${name}: We have spent ${spent}.5 million crowns on the bridge since 2019, and ${share} percent of that on its piers.`,
    '',
    `CHAIR: Thank you. The council will vote on Friday.`,
    '',
  ].join('\n');
}

function cue(number: number, words: string, dot: string): string {
  const time = (second: number): string => `00:00:${String(second).padStart(2, '0')}${dot}000`;
  return `${number}\n${time(number * 4)} --> ${time(number * 4 + 4)}\n${words}\n`;
}

function subtitles({ town, person, spent, share }: Told, kind: 'srt' | 'vtt'): string {
  const dot = kind === 'srt' ? ',' : '.';
  const lines = [
    `The council of ${town} spent ${spent}.5 million crowns`,
    `on the bridge, ${person} said on 14 May 2026.`,
    `It carries ${share} percent of all lorries.`,
  ];
  const cues = lines.map((line, index) => cue(index + 1, line, dot)).join('\n');
  return kind === 'vtt' ? `WEBVTT\n\n${cues}` : cues;
}

/** Writes the forty into a folder. Returns their names in the order of the workspace. */
export async function writeForty(folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const names = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const told = toldIn(index);
      const [ending, text] =
        index % 8 === 5
          ? ['srt', subtitles(told, 'srt')]
          : index % 8 === 6
            ? ['vtt', subtitles(told, 'vtt')]
            : index % 8 === 7
              ? ['md', `# ${article(told)}`]
              : ['txt', index % 8 === 4 ? transcript(told) : article(told)];
      const name = `${String(index + 1).padStart(2, '0')}-${told.town.toLowerCase()}.${ending}`;
      await writeFile(path.join(folder, name), text);
      return name;
    }),
  );
  return names;
}
