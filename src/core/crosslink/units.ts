/** What a unit measures, and its conversion to other units of the same. */
interface Measure {
  readonly of: 'length' | 'area' | 'volume' | 'mass' | 'speed' | 'temperature' | 'time';
  /** Units of one system are converted exactly; between systems people round. */
  readonly system: 'metric' | 'other' | 'time';
  /** Its size in meters, square meters, liters, kilograms, kilometers an hour, degrees Celsius, hours. */
  readonly factor: number;
  /** Its zero, in degrees Celsius. */
  readonly zero?: number;
}

const table = (of: Measure['of'], system: Measure['system'], factors: Readonly<Record<string, number>>) =>
  Object.entries(factors).map(([unit, factor]): readonly [string, Measure] => [unit, { of, system, factor }]);

const measures: ReadonlyMap<string, Measure> = new Map([
  ...table('length', 'metric', { millimeter: 0.001, centimeter: 0.01, meter: 1, kilometer: 1000 }),
  ...table('length', 'other', { inch: 0.0254, foot: 0.3048, yard: 0.9144, mile: 1609.344, 'nautical mile': 1852 }),
  ...table('area', 'metric', { 'square meter': 1, hectare: 1e4, 'square kilometer': 1e6 }),
  ...table('area', 'other', { 'square foot': 0.0929, 'square yard': 0.836, acre: 4046.86, 'square mile': 2_589_988 }),
  ...table('volume', 'metric', { milliliter: 0.001, liter: 1, 'cubic meter': 1000 }),
  ...table('volume', 'other', { gallon: 3.785, barrel: 158.987, 'cubic foot': 28.317 }),
  ...table('mass', 'metric', { milligram: 1e-6, gram: 0.001, kilogram: 1, tonne: 1000, 'metric ton': 1000 }),
  ...table('mass', 'other', { ounce: 0.02835, pound: 0.4536, ton: 960 }),
  ...table('speed', 'metric', { 'kilometer an hour': 1 }),
  ...table('speed', 'other', { 'mile an hour': 1.609344, knot: 1.852 }),
  ...table('time', 'time', { second: 1 / 3600, minute: 1 / 60, hour: 1, day: 24, week: 168, month: 730.5, year: 8766 }),
  ...table('time', 'time', { decade: 87_660 }),
  ['degree celsius', { of: 'temperature', system: 'metric', factor: 1, zero: 0 }],
  ['degree fahrenheit', { of: 'temperature', system: 'other', factor: 5 / 9, zero: -160 / 9 }],
]);

/** Spellings of units, by the names in `measures`. */
const sameUnit: Readonly<Record<string, string>> = {
  m: 'meter',
  km: 'kilometer',
  cm: 'centimeter',
  mm: 'millimeter',
  ft: 'foot',
  feet: 'foot',
  mi: 'mile',
  kg: 'kilogram',
  kilo: 'kilogram',
  lb: 'pound',
  ha: 'hectare',
  kph: 'kilometer an hour',
  'km/h': 'kilometer an hour',
  mph: 'mile an hour',
  inche: 'inch',
  '°c': 'degree celsius',
  '°f': 'degree fahrenheit',
  krona: 'crown',
  kronor: 'crown',
  rouble: 'ruble',
};

const unitAfter =
  /^[\s-]?((?:square|sq\.?|cubic|nautical|metric)[\s-])?(km\/h|m|km|cm|mm|ft|mi|kg|kph|mph|ha|lb|(?:kilo|centi|milli)?met(?:re|er)s?|feet|foot|miles?|yards?|inch(?:es)?|(?:kilo|milli)?grams?|kilos?|pounds?|tons?|tonnes?|ounces?|(?:milli)?lit(?:re|er)s?|gallons?|barrels?|hectares?|acres?|knots?|°\s?[CF]|degrees?(?:\s(?:celsius|fahrenheit|[CF](?![\p{L}\p{N}])))?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|crowns?|kron(?:a|or)|francs?|yen|yuan|rupees?|pesos?|r[ou]+bles?)([²³])?(?![\p{L}\p{N}])(\s(?:an|per)\shour\b)?/iu;

const raised: Readonly<Record<string, string>> = { '²': 'square ', '³': 'cubic ' };

/** A unit by its name in `measures`, and the length of its text. */
export interface WrittenUnit {
  readonly unit: string;
  readonly length: number;
}

/** The unit at the beginning of `after`: ` miles`, `km`, `-square-kilometre`, ` degrees Fahrenheit`, ` crowns`. */
export function unitAt(after: string): WrittenUnit | undefined {
  const [all = '', kind = '', word, power = '', hourly] = unitAfter.exec(after) ?? [];
  if (word === undefined) return undefined;
  const one = word
    .toLowerCase()
    .replace(/^degrees?\s([cf])$/u, '°$1')
    .replace(/^°\s/u, '°')
    .replace(/^(\p{L}{2,})s(?=\s|$)/u, '$1')
    .replace(/tre$/u, 'ter');
  const prefix =
    raised[power] ??
    kind
      .toLowerCase()
      .replace('-', ' ')
      .replace(/^sq\.? /u, 'square ');
  const speed = hourly === undefined ? '' : ' an hour';
  return { unit: prefix + (sameUnit[one] ?? one) + speed, length: all.length };
}

/** What a unit measures; the unit itself if it has no conversion. */
export const measuredBy = (unit: string): string => measures.get(unit)?.of ?? unit;

/** Most difference, as a share, of equal values in two systems: rounding, three tons, miles at sea. Guessed. */
const tolerance = 0.2;
/** Lengths of time are rounded more: *two weeks* of 11 days. Guessed. */
const toleranceOfTime = 0.25;
/** In degrees Celsius. Guessed. */
const toleranceOfDegrees = 2;

/** The conversion of values to another unit, `value * factor + shift`, and how near equal values must be. */
export interface Conversion {
  readonly factor: number;
  readonly shift: number;
  /** A share of the larger value, or an absolute distance. */
  readonly near: number;
  readonly isAbsolute: boolean;
}

const same: Conversion = { factor: 1, shift: 0, near: 0, isAbsolute: false };

/** The conversion between two units; undefined if they do not measure the same. */
export function conversion(from: string | undefined, into: string | undefined): Conversion | undefined {
  if (from === undefined || into === undefined || from === into) return same;
  const [a, b] = [measures.get(from), measures.get(into)];
  if (!a || !b || a.of !== b.of) return undefined;
  return {
    factor: a.factor / b.factor,
    shift: ((a.zero ?? 0) - (b.zero ?? 0)) / b.factor,
    near:
      a.of === 'temperature'
        ? toleranceOfDegrees / b.factor
        : a.system === 'time'
          ? toleranceOfTime
          : a.system === b.system && a.system === 'metric'
            ? 0
            : tolerance,
    isAbsolute: a.of === 'temperature',
  };
}
