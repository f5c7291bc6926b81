// Downloads the browser and the editors for the suites, unless they are there:
// `tsx test/vscode/run/fetch.ts [newest|oldest|web]`, all without a word.
import { getBrowser } from './chromium';
import { getServer } from './served';
import { getWeb } from './web';

const editors: Readonly<Record<string, () => Promise<unknown>>> = {
  newest: () => getServer('newest'),
  oldest: () => getServer('oldest'),
  web: getWeb,
};

async function main(names: readonly string[]): Promise<void> {
  await getBrowser();
  for (const [name, get] of Object.entries(editors)) if (names.length === 0 || names.includes(name)) await get();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
