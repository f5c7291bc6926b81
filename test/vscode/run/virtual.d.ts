/** Defined by the bundle of the suites: see bundle.ts. */
declare const GREP: string;
declare const MARK: string;
declare const AGAIN: string;
declare const KEY: string;

declare module 'claimmark:suites' {}

declare module 'claimmark:fixtures' {
  /** Path relative to test/fixtures, with `/` -> content in base64. */
  const fixtures: Readonly<Record<string, string>>;
  export default fixtures;
}

declare module 'mocha/mocha' {}
