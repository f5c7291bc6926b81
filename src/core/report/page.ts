import { pathTarget, wellFormed } from '../text/links';
import { inEnglish, type Translate } from '../text/translate';
import { definitions } from './charts';
import { agreement, evidence, speakers } from './detail';
import { element, type Html } from './html';
import { attention, head, strips, tagsBySource } from './overview';
import { tagColors } from './looks';
import type { Drawing } from './parts';
import type { Cited, Report } from './report';
import { style } from './style';

export interface PageOptions {
  readonly t?: Translate;
  /** The language of the words, as BCP 47. */
  readonly language?: string;
  /** Where a click on an annotation leads; nowhere where undefined. By default into the source beside the page. */
  readonly href?: (cited: Cited) => string | undefined;
  /**
   * For a webview: the address of its one script, which finds the span of a link by `data-source` and `data-id`, and
   * the nonce that allows it. Without, the page has no script.
   */
  readonly script?: { readonly nonce: string; readonly src: string };
}

/** A report as one HTML page that needs nothing else: no network, and nothing of the data comes alive in it. */
export function reportHtml(report: Report, options: PageOptions = {}): string {
  const { t = inEnglish, language = 'en', href = hrefBeside, script } = options;
  const drawing: Drawing = { report, t, href };
  const nonce = script?.nonce ?? 'claimmark';
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
    element(
      'body',
      {},
      definitions(),
      head(drawing),
      body(drawing),
      script && element('script', { nonce, src: script.src }),
    ),
  );
  return `<!doctype html>\n${page.html}\n`;
}

function body(drawing: Drawing): Html {
  const sections = [attention, tagsBySource, strips, speakers, evidence, agreement];
  return element('main', {}, ...sections.map((draw) => draw(drawing)));
}

/** The program's own style, which is no text to be escaped. */
function own(name: 'style', nonce: string, content: string): Html {
  const [start = '', end = ''] = element(name, { nonce }, '\n').html.split('\n');
  return { html: `${start}${content}${end}` };
}

/** A link that browsers follow to the words themselves, by a text fragment. */
function hrefBeside({ source, words }: Cited): string {
  const encoded = (text: string): string => encodeURIComponent(wellFormed(text)).replace(/-/g, '%2D');
  const all = words.trim().split(/\s+/);
  const text =
    all.length > 12
      ? `${encoded(all.slice(0, 5).join(' '))},${encoded(all.slice(-5).join(' '))}`
      : encoded(all.join(' '));
  return `${pathTarget(source)}#:~:text=${text}`;
}
