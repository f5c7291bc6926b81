/** The global objects of mocha's build for the browser. */
interface BrowserMocha {
  readonly mocha: {
    setup(options: Readonly<Record<string, unknown>>): void;
    run(done: (failures: number) => void): void;
  };
  readonly Mocha: { readonly reporters: { readonly Base: { consoleLog: (...args: unknown[]) => void } } };
}

/**
 * Runs the suites inside VS Code; rejects if one failed. Uses mocha's build for the browser in either host, since that
 * one needs no files. The report's lines have a mark, to distinguish them from VS Code's own log.
 */
export async function run(): Promise<void> {
  // mocha reads `location.search`, which Node lacks.
  if (!('location' in globalThis)) Object.assign(globalThis, { location: { search: '' } });
  await import('mocha/mocha');
  const { mocha, Mocha } = globalThis as unknown as BrowserMocha;
  Mocha.reporters.Base.consoleLog = (...args) => console.log(MARK, ...args);
  const options = { ui: 'bdd', reporter: 'spec', color: false, timeout: 60_000 };
  mocha.setup(GREP === '' ? options : { ...options, grep: GREP });
  await import('claimmark:suites');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
