/** The part of `node:assert/strict` that suites use, for the web-worker host, which has no Node. */

export class AssertionError extends Error {
  override readonly name = 'AssertionError';
  constructor(
    message: string | undefined,
    readonly actual: unknown,
    readonly expected: unknown,
    what: string,
  ) {
    super(message ?? `${what}\n  actual:   ${show(actual)}\n  expected: ${show(expected)}`);
  }
}

export function ok(value: unknown, message?: string): void {
  if (!value) throw new AssertionError(message, value, true, 'Expected something true');
}

export function fail(message?: string): never {
  throw new AssertionError(message, undefined, undefined, 'Failed');
}

export function equal(actual: unknown, expected: unknown, message?: string): void {
  if (!Object.is(actual, expected)) throw new AssertionError(message, actual, expected, 'Expected the same');
}

export function notEqual(actual: unknown, expected: unknown, message?: string): void {
  if (Object.is(actual, expected)) throw new AssertionError(message, actual, expected, 'Expected something else');
}

export function deepEqual(actual: unknown, expected: unknown, message?: string): void {
  if (!same(actual, expected)) throw new AssertionError(message, actual, expected, 'Expected equal');
}

export function notDeepEqual(actual: unknown, expected: unknown, message?: string): void {
  if (same(actual, expected)) throw new AssertionError(message, actual, expected, 'Expected something unequal');
}

export function match(actual: string, expected: RegExp, message?: string): void {
  if (!expected.test(actual)) throw new AssertionError(message, actual, expected, 'Expected a match');
}

export function doesNotMatch(actual: string, expected: RegExp, message?: string): void {
  if (expected.test(actual)) throw new AssertionError(message, actual, expected, 'Expected no match');
}

export function throws(act: () => unknown, expected?: RegExp, message?: string): void {
  try {
    act();
  } catch (error) {
    if (expected) match(String(error), expected, message);
    return;
  }
  fail(message ?? 'Expected an exception');
}

export async function rejects(act: Promise<unknown> | (() => Promise<unknown>), expected?: RegExp): Promise<void> {
  try {
    await (typeof act === 'function' ? act() : act);
  } catch (error) {
    if (expected) match(String(error), expected);
    return;
  }
  fail('Expected a rejection');
}

function same(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
  if (left instanceof Set && right instanceof Set) return same([...left], [...right]);
  if (left instanceof Map && right instanceof Map) return same([...left], [...right]);
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && same(Reflect.get(left, key), Reflect.get(right, key)));
}

function show(value: unknown): string {
  if (value instanceof RegExp || value === undefined || typeof value === 'function') return String(value);
  return JSON.stringify(value, undefined, 2);
}

export default Object.assign(ok, {
  ok,
  fail,
  equal,
  notEqual,
  strictEqual: equal,
  notStrictEqual: notEqual,
  deepEqual,
  notDeepEqual,
  deepStrictEqual: deepEqual,
  match,
  doesNotMatch,
  throws,
  rejects,
  AssertionError,
});
