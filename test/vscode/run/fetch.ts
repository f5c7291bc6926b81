// Downloads the editors and the browser for the suites, unless they are there: `tsx test/vscode/run/fetch.ts`
import { getBrowser } from './chromium';
import { getServer } from './served';
import { getWeb } from './web';

async function main(): Promise<void> {
  for (const get of [getBrowser, () => getServer('newest'), () => getServer('oldest'), getWeb]) await get();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
