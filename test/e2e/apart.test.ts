import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { scene } from './scene';
import { themes, type Theme } from './workbench';

const name = 'market-hall.txt';

/** Two people annotate one source without seeing each other’s work; a third makes one of it. */
describe('annotating apart', () => {
  const here = scene('article', {
    settings: { 'claimmark.author': 'Cleo Marsh', 'claimmark.suggestions.enabled': false, 'editor.wordWrap': 'on' },
  });
  const { entry, file } = sidecars();

  before(async () => {
    const both = entry('aaaa1111', 'quote', 'roof garden', 'Ana Lima');
    await writeFile(
      here.path(`${name}.Ana-Lima.claims.yaml`),
      file(both, entry('aaaa2222', 'verified', 'cost 4.2 million crowns', 'Ana Lima')),
    );
    await writeFile(
      here.path(`${name}.Bo-Chen.claims.yaml`),
      file(
        entry('bbbb1111', 'quote', 'roof garden', 'Bo Chen'),
        entry('bbbb2222', 'unconfirmed', 'cost 4.2 million crowns', 'Bo Chen'),
        entry('bbbb3333', 'verified', 'The hall is 92 metres long', 'Bo Chen'),
      ),
    );
    await here.workbench.openFile(name);
  });

  it('shows the marks of neither until somebody asks', async () => {
    await here.highlighted('roof garden', false);
    await here.workbench.runCommand('Claimmark: Show or Hide Annotations of Others');
    await here.highlighted('roof garden');
    await here.workbench.shoot('others-dark');
    await here.workbench.runCommand('Claimmark: Show or Hide Annotations of Others');
    await here.highlighted('roof garden', false);
  });

  it('lists the marks of both side by side, with counts and coefficients', async () => {
    await here.workbench.runCommand('Claimmark: Compare Annotators');
    const page = here.workbench.page.frameLocator('iframe.webview').frameLocator('iframe');
    await page.getByRole('row', { name: /cost 4.2 million crowns Verified Unconfirmed other tag/ }).waitFor();
    await page.getByText('Both marked 1 alike, 1 with different tags').waitFor();
    for (const theme of Object.keys(themes) as Theme[]) {
      await here.workbench.setTheme(theme);
      await here.workbench.shoot(`compare-${theme}`);
    }
    await here.workbench.setTheme('dark');
    await here.workbench.openFile(name);
  });

  it('goes through the differences by keyboard, and writes decisions to the shared sidecar', async () => {
    await here.workbench.runCommand('Claimmark: Adjudicate');
    const asked = (words: string) => here.workbench.page.locator('.quick-input-widget', { hasText: words });
    await asked(`Adjudicate ${name}, 1/3: 1 were marked alike; keep those that are ticked`).waitFor();
    await here.workbench.press('Enter');
    await asked(`Adjudicate ${name}, 2/3: other tag`).waitFor();
    await here.workbench.shoot('adjudicate-dark');
    await here.workbench.press('ArrowDown', 'Enter');
    await asked('Why “').waitFor();
    await here.workbench.press('Enter');
    await asked(`Adjudicate ${name}, 3/3: not by all`).waitFor();
    await here.workbench.press('Enter');
    await here.highlighted('The hall is 92 metres long');
    const text = await here.written(`${name}.claims.yaml`, /92 metres[\s\S]*roof garden|roof garden[\s\S]*92 metres/);
    assert.match(text, /tag: unconfirmed\n {4}text: cost 4\.2 million crowns/);
    // Who decided between whom is told; nobody's verdict is written for them.
    assert.match(text, /adjudicated:\n[\s\S]*among:\n[\s\S]*by: Ana Lima/);
    assert.doesNotMatch(text, /verdict:/);
    // The round goes on for a moment after the last decision is written, and a second one does not begin before its end.
    await here.workbench.told('Adjudicated: 3 of 3 questions');
    await here.workbench.runCommand('Claimmark: Adjudicate');
    await here.workbench.told('Everything the annotators marked has been adjudicated');
  });
});

/** How sidecars are written here. */
function sidecars(): {
  entry: (id: string, tag: string, text: string, by: string) => string;
  file: (...entries: readonly string[]) => string;
} {
  return {
    entry: (id, tag, text, by) =>
      `  - id: ${id}\n    tag: ${tag}\n    text: ${text}\n    by: ${by}\n    created: "2026-11-22T10:00:00Z"\n`,
    file: (...entries) => `claimmark: 1\nsource: ${name}\nannotations:\n${entries.join('\n')}`,
  };
}
