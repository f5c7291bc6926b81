import { classCount } from './words';

/** What a token looks like where no list knows it: its digits, its capitals, its ending, or the mark that it is. */
const shapes =
  'year decimal grouped digits digit name acronym ing ed ly tion ity ment ness ive ous able al er est s , ; : . ? ! " ( ) - $ mark'.split(
    ' ',
  );

export function shapeNumber(shape: string): number {
  const index = shapes.indexOf(shape);
  return classCount + (index < 0 ? shapes.length - 1 : index);
}

/** One more than the highest class number. */
export const tokenClasses = classCount + shapes.length;

export const numberClasses = {
  year: shapeNumber('year'),
  decimal: shapeNumber('decimal'),
  grouped: shapeNumber('grouped'),
  digits: shapeNumber('digits'),
  digit: shapeNumber('digit'),
};
export const nameClasses = { name: shapeNumber('name'), acronym: shapeNumber('acronym') };

const firstMark = shapeNumber(',');

export function isNumber(kind: number): boolean {
  return kind >= numberClasses.year && kind <= numberClasses.digit;
}

/** Whether a class is that of neither a word nor a number. */
export function isMark(kind: number): boolean {
  return kind >= firstMark;
}

/** The class of each ASCII mark. */
export const markClasses = new Uint8Array(128).fill(shapeNumber('mark'));
for (const mark of ',;:.?!"()-$') markClasses[mark.charCodeAt(0)] = shapeNumber(mark);
