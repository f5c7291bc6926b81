import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import manifest from '../../../package.json';

type Theme = 'dark' | 'light' | 'highContrast' | 'highContrastLight';
type Rgb = readonly [number, number, number];

/** VS Code's default themes: the editor's background and text, and the token colours that the grammars lead to. */
const themes: readonly { name: string; kind: Theme; background: string; text: string; tokens: string }[] = [
  {
    name: 'Dark Modern',
    kind: 'dark',
    background: '#1F1F1F',
    text: '#CCCCCC',
    tokens: '#CE9178 #B5CEA8 #C586C0 #DCDCAA #4EC9B0 #569CD6',
  },
  {
    name: 'Dark 2026',
    kind: 'dark',
    background: '#121314',
    text: '#BBBEBF',
    tokens: '#A5D6FF #B5CEA8 #C586C0 #DCDCAA #4EC9B0 #79C0FF',
  },
  {
    name: 'Light Modern',
    kind: 'light',
    background: '#FFFFFF',
    text: '#3B3B3B',
    tokens: '#A31515 #098658 #AF00DB #795E26 #267F99 #800000',
  },
  {
    name: 'Light 2026',
    kind: 'light',
    background: '#FFFFFF',
    text: '#202020',
    tokens: '#0A3069 #098658 #AF00DB #795E26 #267F99 #0550AE',
  },
  {
    name: 'High Contrast',
    kind: 'highContrast',
    background: '#000000',
    text: '#FFFFFF',
    tokens: '#CE9178 #B5CEA8 #C586C0 #DCDCAA #4EC9B0 #6796E6',
  },
  {
    name: 'High Contrast Light',
    kind: 'highContrastLight',
    background: '#FFFFFF',
    text: '#292929',
    tokens: '#0F4A85 #096D48 #B5200D #5E2CBC #185E73',
  },
];
const tags = ['verified', 'unconfirmed', 'quote', 'teamTag'] as const;
const icons = [
  ...['verified', 'unconfirmed', 'quote', 'team', 'edited', 'contested'].map((shape) => `${shape}-dark`),
  'suggestion',
];
const gutter = {
  verified: 'verified',
  unconfirmed: 'unconfirmed',
  quote: 'quote',
  teamTag: 'team',
  edited: 'edited',
  contested: 'contested',
};

/** The value of a colour in a theme, references to other colours followed. */
function valueOf(id: string, theme: Theme): string {
  const color = manifest.contributes.colors.find((each) => each.id === id);
  assert.ok(color, `no colour ${id}`);
  const value = color.defaults[theme];
  return value.startsWith('#') ? value : valueOf(value, theme);
}

const channel = (hex: string, at: number): number => parseInt(hex.slice(1 + 2 * at, 3 + 2 * at), 16);
const solid = (hex: string): Rgb => [channel(hex, 0), channel(hex, 1), channel(hex, 2)];

/** A colour with its own alpha laid over another. */
function over(hex: string, below: Rgb): Rgb {
  const alpha = hex.length > 7 ? channel(hex, 3) / 255 : 1;
  const mix = (at: 0 | 1 | 2): number => channel(hex, at) * alpha + below[at] * (1 - alpha);
  return [mix(0), mix(1), mix(2)];
}

/** Relative luminance and contrast as in WCAG 2.2. */
function luminance(color: Rgb): number {
  const linear = (value: number): number =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
}
function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

describe('the colours', () => {
  for (const { name, kind: theme, background, text, tokens } of themes) {
    const editor = solid(background);

    it(`leave text on a highlight readable: ${name}`, () => {
      for (const tag of tags) {
        const highlight = over(valueOf(`claimmark.${tag}Background`, theme), editor);
        const found = contrast(solid(text), highlight);
        assert.ok(found >= 7, `${tag}: ${found.toFixed(2)}`);
        for (const token of tokens.split(' ')) {
          const kept = contrast(solid(token), highlight) / contrast(solid(token), editor);
          assert.ok(kept > 0.7, `${tag}: ${token} keeps ${kept.toFixed(2)} of its contrast`);
        }
        const triaged = contrast(solid(text), over(valueOf('claimmark.suggestionBackground', theme), highlight));
        assert.ok(triaged >= 4.5, `${tag}, being decided: ${triaged.toFixed(2)}`);
      }
    });

    it(`leave text readable if two highlights overlap: ${name}`, () => {
      for (const below of tags)
        for (const above of tags) {
          const one = over(valueOf(`claimmark.${below}Background`, theme), editor);
          const both = over(valueOf(`claimmark.${above}Background`, theme), one);
          const found = contrast(solid(text), both);
          assert.ok(found >= 4.5, `${above} over ${below}: ${found.toFixed(2)}`);
        }
    });

    it(`make every mark stand out from the editor: ${name}`, () => {
      for (const { id } of manifest.contributes.colors) {
        if (id.endsWith('Background')) continue;
        const found = contrast(over(valueOf(id, theme), editor), editor);
        assert.ok(found >= 4.5, `${id}: ${found.toFixed(2)}`);
      }
    });
  }

  it('are the same as those of the icons next to the text', () => {
    for (const [color, shape] of Object.entries(gutter))
      for (const theme of ['dark', 'light'] as const) {
        const icon = readFileSync(`media/gutter/${shape}-${theme}.svg`, 'utf8');
        assert.ok(icon.includes(valueOf(`claimmark.${color}Foreground`, theme)), `${shape}-${theme}`);
      }
  });

  it('make the one icon of suggestions visible in every theme', () => {
    const [color] = /#[0-9A-F]{6}/.exec(readFileSync('media/gutter/suggestion.svg', 'utf8')) ?? [];
    for (const { name, background } of themes) {
      const found = contrast(solid(color ?? ''), solid(background));
      assert.ok(found >= 3, `${name}: ${found.toFixed(2)}`);
    }
  });

  it('are not the only difference between the icons', () => {
    const forms = icons.map((icon) => readFileSync(`media/gutter/${icon}.svg`, 'utf8').replace(/#[0-9A-F]{6}/g, ''));
    assert.equal(new Set(forms).size, icons.length);
  });
});
