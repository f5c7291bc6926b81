import { pathTarget, wellFormed } from '../text/links';
import { inEnglish, type Translate } from '../text/translate';
import { agreement, evidence, speakers } from './detail';
import { definitions, tagColors, type Drawing } from './drawing';
import { element, fragment, type Html } from './html';
import { attention, bars, broughtTogether, discussion, figuresOf, head, strips, tagsBySource } from './overview';
import { comparison } from './matrix';
import type { Cited, Report } from './report';

export interface PageOptions {
  readonly t?: Translate;
  /** The language of the words, as BCP 47. */
  readonly language?: string;
  /** The target of a link to an annotation, if any. By default it is in the source beside the page. */
  readonly href?: (cited: Cited) => string | undefined;
  /**
   * For a webview: the address of its only script, which finds the span of a link by `data-source` and `data-id`, and
   * the nonce that allows it. By default the page has no script.
   */
  readonly script?: { readonly nonce: string; readonly src: string };
  /** The path from the page to the folder of the sources, such as `../`. */
  readonly base?: string;
  /** For one of several pages: the page that leads to all of them. */
  readonly index?: string;
}

/** A report as one HTML page that needs no other files and no network. No markup in the data takes effect. */
export function reportHtml(report: Report, options: PageOptions = {}): string {
  const { t = inEnglish, base = '', href = (cited) => hrefBeside(cited, base), index } = options;
  const drawing: Drawing = { report, t, href };
  const back = index === undefined ? undefined : element('p', {}, element('a', { href: index }, t('All pages')));
  return htmlOf(report, options, fragment(head(figuresOf(report), t), element('main', {}, back, bodyOf(drawing))));
}

/** The nonce of saved pages, in which no script runs. */
const savedNonce = 'claimmark';

/** A text in every saved page, and in no page of other programs. */
export const pageMark = `nonce-${savedNonce}`;

/** A page with the given content. */
export function htmlOf(report: Pick<Report, 'title' | 'tags'>, options: PageOptions, content: Html): string {
  const { language = 'en', script } = options;
  const nonce = script?.nonce ?? savedNonce;
  const scripts = script ? `'nonce-${nonce}'` : `'none'`;
  const rules = [`style-src 'nonce-${nonce}'`, `script-src ${scripts}`, `base-uri 'none'`, `form-action 'none'`];
  const policy = [`default-src 'none'`, ...rules].join('; ');
  const page = element(
    'html',
    { lang: language },
    element(
      'head',
      {},
      element('meta', { charset: 'utf-8' }),
      element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
      element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      element('title', {}, report.title),
      own('style', nonce, style + tagColors(report.tags)),
    ),
    element('body', {}, definitions(), content, script && element('script', { nonce, src: script.src })),
  );
  return `<!doctype html>\n${page.html}\n`;
}

/** All sections of a report. */
export function bodyOf(drawing: Drawing): Html {
  return fragment(cardsOf(drawing), bars(drawing), sourcesOf(drawing));
}

/** What needs a person, and what was decided. */
export function cardsOf(drawing: Drawing): Html {
  return fragment(attention(drawing), discussion(drawing));
}

/** The sections about sources. */
export function sourcesOf(drawing: Drawing): Html {
  const sections = [tagsBySource, strips, comparison, speakers, evidence, broughtTogether, agreement];
  return fragment(...sections.map((draw) => draw(drawing)));
}

/** An element with the program's own style, which must not be escaped. */
function own(name: 'style', nonce: string, content: string): Html {
  const [start = '', end = ''] = element(name, { nonce }, '\n').html.split('\n');
  return { html: `${start}${content}${end}` };
}

/** A link that browsers follow to the words themselves, by a text fragment. */
function hrefBeside({ source, words }: Cited, base: string): string {
  const encoded = (text: string): string => encodeURIComponent(wellFormed(text)).replace(/-/g, '%2D');
  const all = words.trim().split(/\s+/);
  const text =
    all.length > 12
      ? `${encoded(all.slice(0, 5).join(' '))},${encoded(all.slice(-5).join(' '))}`
      : encoded(all.join(' '));
  return `${pathTarget(`${base}${source}`)}#:~:text=${text}`;
}

/** The page's style: in the colours of the editor, if any, else in its own, light or dark. */
const style = `
:root {
  color-scheme: light dark;
  --own-bg: #fcfbf8; --own-fg: #201f1c; --own-card: #ffffff; --own-link: #1b5fa8;
  --own-verified: #16784a; --own-unconfirmed: #b06f00; --own-quote: #1b66b5; --own-team: #7b3fb0; --own-bad: #b3261e;
  --bg: var(--vscode-editor-background, var(--own-bg));
  --fg: var(--vscode-editor-foreground, var(--own-fg));
  --card: var(--vscode-sideBar-background, var(--own-card));
  --link: var(--vscode-textLink-foreground, var(--own-link));
  --focus: var(--vscode-focusBorder, var(--own-link));
  --verified: var(--vscode-claimmark-verifiedForeground, var(--own-verified));
  --unconfirmed: var(--vscode-claimmark-unconfirmedForeground, var(--own-unconfirmed));
  --quote: var(--vscode-claimmark-quoteForeground, var(--own-quote));
  --team: var(--vscode-claimmark-teamTagForeground, var(--own-team));
  --bad: var(--vscode-errorForeground, var(--own-bad));
  --soft: color-mix(in srgb, var(--fg) 74%, var(--bg));
  --line: var(--vscode-contrastBorder, color-mix(in srgb, var(--fg) 16%, transparent));
  --faint: color-mix(in srgb, var(--fg) 7%, transparent);
}
@media (prefers-color-scheme: dark) {
  :root {
    --own-bg: #17181a; --own-fg: #e6e4df; --own-card: #1f2124; --own-link: #86bdf5;
    --own-verified: #57c88a; --own-unconfirmed: #e5a83b; --own-quote: #6fb1f5; --own-team: #c99bf0; --own-bad: #ff8a80;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 2.5rem clamp(1rem, 4vw, 3rem) 4rem; background: var(--bg); color: var(--fg);
  font: 15px/1.55 var(--vscode-font-family, system-ui, 'Segoe UI', 'Noto Sans', sans-serif);
}
main, header, footer { max-width: 66rem; margin-inline: auto; }
h1, h2, h3, blockquote { font-family: Charter, 'Iowan Old Style', 'Source Serif 4', Georgia, 'Noto Serif', serif; text-wrap: balance; }
h1 { font-size: clamp(1.9rem, 4vw, 2.7rem); line-height: 1.12; margin: 0.2rem 0 0.5rem; font-weight: 600; }
h2 { font-size: 1.4rem; margin: 2.2rem 0 0.8rem; font-weight: 600; }
h3 { font-size: 1.08rem; margin: 0; font-weight: 600; overflow-wrap: anywhere; }
p { margin: 0.3rem 0; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible, #filter:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
.kicker { text-transform: uppercase; letter-spacing: 0.09em; font-size: 0.78rem; color: var(--soft); }
.soft { color: var(--soft); }
.small { font-size: 0.87rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 0.75rem; margin: 1.1rem 0; padding: 0; list-style: none; }
.tile, .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.tile { padding: 0.8rem 1rem 0.9rem; }
.tile b { display: block; font: 600 2rem/1.1 Charter, Georgia, 'Noto Serif', serif; font-variant-numeric: tabular-nums; }
.tile.bad b { color: var(--bad); }
.card { padding: 1rem 1.15rem; margin: 0 0 0.9rem; }
.card > * + * { margin-top: 0.55rem; }
.bars { display: grid; gap: 1.1rem; margin-top: 2.2rem; }
.bar { display: block; width: 100%; height: 1.5rem; border-radius: 5px; overflow: hidden; }
.bar.thin { height: 0.95rem; min-width: 9rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; margin: 0.4rem 0 0; padding: 0; list-style: none; font-size: 0.87rem; }
.legend + .card { margin-top: 0.7rem; }
.legend svg { width: 0.8rem; height: 0.8rem; margin-right: 0.4rem; vertical-align: -0.08em; border-radius: 2px; }
.legend b { font-variant-numeric: tabular-nums; margin-left: 0.3rem; }
.strip { display: block; width: 100%; overflow: visible; }
.bar .gap { stroke: var(--card); stroke-width: 1.5; }
.strip .lane { fill: var(--faint); }
.strip a:hover rect, .strip a:focus-visible rect { stroke: var(--focus); stroke-width: 3; }
.strip a:focus-visible { outline: none; }
.row { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0 0.8rem; align-items: start; }
.lanes { list-style: none; margin: 0; padding: 0; font-size: 0.8rem; color: var(--soft); text-align: right; }
.lanes li { height: 20px; line-height: 20px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.axis { display: flex; justify-content: space-between; font-size: 0.78rem; color: var(--soft); grid-column: 2; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
caption { text-align: left; color: var(--soft); padding-bottom: 0.4rem; font-size: 0.87rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.7rem 0.45rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
thead th { color: var(--soft); font-size: 0.82rem; white-space: nowrap; }
[aria-labelledby='by-source'] thead th:nth-child(n + 3) { text-align: right; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.wide { min-width: 12rem; width: 34%; }
blockquote { margin: 0; padding: 0.1rem 0 0.1rem 1rem; border-left: 3px solid var(--quote); font-size: 1.06rem; line-height: 1.5; white-space: pre-line; overflow-wrap: anywhere; }
.speakers { columns: 2 24rem; column-gap: 0.9rem; }
.speakers .card { break-inside: avoid; }
.words { font-family: Charter, Georgia, 'Noto Serif', serif; white-space: pre-line; overflow-wrap: anywhere; }
.why { font-weight: 600; font-size: 0.87rem; }
.attention .why { color: var(--bad); }
.attention { border-left: 4px solid var(--bad); }
.lead { position: relative; }
.lead:hover { border-color: var(--link); }
.lead a::after { content: ''; position: absolute; inset: 0; }
.note { white-space: pre-line; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: 0.9rem; }
.grid .card { margin: 0; }
del { text-decoration-color: var(--bad); }
ul.plain { list-style: none; margin: 0; padding: 0; }
ul.plain li + li { margin-top: 0.35rem; }
search { display: block; position: sticky; top: 0; z-index: 1; padding: 0.5rem 0; background: var(--bg); }
#filter { width: 100%; padding: 0.45rem 0.7rem; font: inherit; color: var(--vscode-input-foreground, var(--fg)); background: var(--vscode-input-background, var(--card)); border: 1px solid var(--line); border-radius: 6px; }
#found { margin: 0; font-size: 0.87rem; color: var(--soft); }
.part + .part { border-top: 1px solid var(--line); margin-top: 2.5rem; }
summary { cursor: pointer; color: var(--link); font-size: 0.87rem; }
.gauge { display: block; width: 100%; max-width: 20rem; height: 2.1rem; }
.measures { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 0.4rem 1.6rem; }
.measure b { font-variant-numeric: tabular-nums; font-size: 1.15rem; margin-right: 0.3rem; }
.gauge text, .strip text { fill: var(--soft); font-size: 10px; }
.fill-verified { fill: var(--verified); } .fill-unconfirmed { fill: var(--unconfirmed); }
.fill-quote { fill: var(--quote); } .fill-team { fill: var(--team); }
.fill-bad { fill: var(--bad); } .fill-none { fill: var(--faint); } .fill-fg { fill: var(--fg); }
.fill-soft { fill: color-mix(in srgb, var(--fg) 38%, var(--bg)); }
.fill-dot { fill: var(--bg); }
.ink { stroke: var(--bg); stroke-width: 1.6; fill: none; }
.defs { position: absolute; width: 0; height: 0; }
footer { margin-top: 3.5rem; color: var(--soft); font-size: 0.82rem; border-top: 1px solid var(--line); padding-top: 0.8rem; }
@media (max-width: 40rem) { .row { grid-template-columns: 5rem minmax(0, 1fr); } .hide { display: none; } }
@media (forced-colors: active) {
  .bar, .strip, .gauge, .legend + .card { margin-top: 0.7rem; }
.legend svg { forced-color-adjust: none; background: Canvas; border: 1px solid CanvasText; }
  .strip, .gauge { border: 0; }
  .strip .lane { stroke: CanvasText; stroke-width: 0.5; }
  :root { --verified: CanvasText; --unconfirmed: CanvasText; --quote: CanvasText; --team: CanvasText; --bad: CanvasText; --bg: Canvas; --fg: CanvasText; --faint: Canvas; }
}
@media print {
  body { padding: 0; font-size: 10.5pt; }
  .card, .tile, tr, blockquote { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .bar, .strip, .legend svg, .gauge { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details > summary { display: none; }
  .more::details-content { content-visibility: visible; block-size: auto; }
  a { color: inherit; }
}
`;
