import { captioner } from './boilerplate';
import { headKey, isCueLine, isDirection, isTiming, longestHead, type Form } from './form';
import type { Label } from './labels';
import { isCapital, isDigit, type Line } from './paragraphs';

/** Heads of mails, numbers to call or to order by, and lines of a table of contents with dots before the page. */
const record =
  /^(?:Importance: (?:High|Normal|Low)$|(?:From|To|Cc|CC|Bcc|Subject|Date|Sent|Reply-To|Message-I[Dd]|In-Reply-To|References|Received|Return-Path|Delivered-To|MIME-Version|Content-[\w-]+|X-[\w-]+|Attachments?|Von|An|Kopie|Betreff|Gesendet|Datum|De|À|Objet|Envoyé|Para|Asunto|Enviado(?: el)?|Fecha|Oggetto|Inviato|Aan|Onderwerp|Verzonden|Till|Från|Ämne|Skickat|Temat|Wysłano|Від|Кому|Тема|Надіслано|Копія|Дата|От|Отправлено) ?: |(?:ISBN|ISSN|DOI|doi|Doi)\b[:. ]|(?:(?:Criminal|Civil|Case|Docket|Cause|Appeal|Application|Claim|File|Ref|Reference|Bill|Index)\.? ){1,2}(?:No|Nr|Number)s?\b[.:]?(?:[ ,&]+(?:and )?[^\s]*\d[^\s]*)+$|\[\d{4}\] [A-Z][\w() ]{1,30}\d+$|(?:Present|Apologies|In attendance|Also present|Attendees|Attending|Absent|Participants|Distribution|Coram|Before|Keywords|Key words|Mots-clés|Schlüsselwörter|Palabras clave|Anwesend|Beginn|Ende(?: der \p{L}+)?|Aktenzeichen|Az\.|Presenti|Présents|Asistentes|Присутні|Присутствовали|Venue|ROLL CALL|Roll call|PRESENT|ABSENT|ALSO PRESENT|Corresponding author|Received|Accepted|Date of \p{Lu}\p{Ll}+)(?: \([^()]{1,30}\))?: ?(?!.{60,}[a-z]\.$)|(?:Tel|Telephone|Phone|Fax|Mobile|Cell|Tél|Telefon|Teléfono)\b\.? ?:? ?[+(\d]|(?:On|Am|Le|El) .{6,110}(?:wrote|schrieb|a écrit|escribió) ?:$|(?:On|Am|Le|El) .{0,60}\d.{0,60}<[^<>@]+@[^<>]+>$|(?:\S+ ){0,3}wrote ?:$|Begin forwarded message|Sent from my \p{L}+(?: \p{L}+)?$|Get Outlook for |-{2,} ?(?:Original|Forwarded|Ursprüngliche))/u;
const contents = /(?:\.[ .]{3,}|…{2,}|_{4,}) ?\d{1,4}$|^[\p{Lu}\d](?:(?! {2}|\t).)+(?: {2,}|\t+)\d{1,4}$/u;

function isRecordLine(text: string, { from, begin, end }: Line): boolean {
  const unit = text.charCodeAt(begin);
  if (
    mayBeRecord(text, begin, end) &&
    (text.startsWith('wrote', end - 6) ||
      (unit > 64 && unit < 92) ||
      unit === 45 ||
      unit === 0xc0 ||
      (unit > 0x40f && unit < 0x430) ||
      unit === 100 ||
      unit === 119)
  )
    if (record.test(text.slice(begin, Math.min(end, begin + 160)))) return true;
  const last = text.charCodeAt(end - 1);
  return isDigit(last) && end - from < 200 && contents.test(text.slice(begin, end));
}

/** Whether a line has a colon or a digit near its beginning, or a colon at its end. */
function mayBeRecord(text: string, begin: number, end: number): boolean {
  const first = text.charCodeAt(begin);
  if (text.charCodeAt(end - 1) === 58 || first === 45 || (end - begin < 40 && (first === 83 || first === 71)))
    return true;
  for (let at = begin; at < Math.min(end, begin + 22); at++) {
    const unit = text.charCodeAt(at);
    if (unit === 58 || isDigit(unit)) return true;
  }
  return false;
}

const page =
  /^(?:(?:\d{1,2} \p{L}{3,9} \d{4} ?[:|–-] ?)?(?:column|col\.) \d{1,5}(?:wh)?|\[\d{4,7}\]|[-–—|[( ]*(?:page|seite|página|pág|p)?\.? ?\d{1,4}(?: ?(?:of|von|de|sur|\/) ?\d{1,4})?[-–—|\]) ]*)$/iu;
const pageOf = /^Page \d{1,4} of \d{1,4}\b/u;
const roman = /^[ivx]{1,5}$/u;
/** A time alone on its line: `0:08`, `9:14 AM`, `2h`. */
const clock = /^\d{1,2}(?:(?::\d\d){1,2}(?:[ \u202f]?[AaPp][Mm])?| ?(?:h|hrs?|m|mins?|d|w|mo)(?: ago)?)$/u;

const longestClock = 9;

/** The head of a page in a newspaper or book, with its number at one end: `6          THE ORLEN COURIER.` */
const numberedHead = /^\s*(?:\d{1,4} {3,}\p{Lu}[\p{Lu}\d .,'’&—–-]{3,}|\p{Lu}[\p{Lu}\d .,'’&—–-]{3,} {3,}\d{1,4})$/u;

/** What a line is if it is not part of the text: a page head or number, a line of subtitles, a stage direction. */
export function furnitureOf(text: string, line: Line, form: Form): 'page' | 'gone' | 'row' | undefined {
  const { begin, end } = line;
  const edges = isDigit(text.charCodeAt(line.from)) || isDigit(text.charCodeAt(end - 1));
  if (edges && end - line.from < longestHead && numberedHead.test(text.slice(line.from, end))) return 'page';
  if (isRecordLine(text, line)) return 'row';
  const first = text.charCodeAt(begin);
  if ((isCapital(first) || (first > 48 && first < 51)) && logged.test(text.slice(begin, Math.min(end, begin + 60))))
    return 'row';
  if (first === 80 && pageOf.test(text.slice(begin, Math.min(end, begin + 20)))) return 'page';
  if (first === 34 && field.test(text.slice(begin, Math.min(end, begin + 60)))) return 'row';
  if (text.charCodeAt(line.from) === 46 && directive.test(text.slice(line.from, Math.min(end, line.from + 60))))
    return 'row';
  if (text.charCodeAt(line.from) === 40 && numbered.test(text.slice(line.from, Math.min(end, line.from + 60))))
    return 'row';
  if ((first === 91 || first === 33) && definition.test(text.slice(begin, Math.min(end, begin + 1000)))) return 'row';
  if (isDigit(first) && end - begin < longestClock && clock.test(text.slice(begin, end))) return 'page';
  if (end - begin > longestHead) return form.isSubtitles && isTiming(text, line) ? 'gone' : undefined;
  if (form.isSubtitles && (isCueLine(text, line) || captioner.test(text.slice(begin, end)))) return 'gone';
  const last = text.charCodeAt(end - 1);
  if ((last === 95 || last === 41 || last === 37 || isDigit(last)) && cells.test(text.slice(begin, end))) return 'row';
  // Most lines end in a letter or a full stop, page numbers and stage directions do not.
  if (form.heads.size === 0 && last > 64 && last !== 93 && last !== 124 && last < 128 && end - begin > 5)
    return undefined;
  if (form.heads.size === 0 && last === 46 && text.charCodeAt(begin) > 64) return undefined;
  const words = text.slice(begin, end);
  if (examined.test(words)) return 'row';
  if (isDirection(words, form.dialogue.isSure || form.isSubtitles)) return 'gone';
  if (page.test(words) || roman.test(words) || (form.heads.size > 0 && form.heads.has(headKey(words)))) return 'page';
  return undefined;
}

/** Lines in the record of a trial that say who is sworn in, and who asks from there on. */
const examined =
  /^(?:(?:FURTHER )?(?:DIRECT|CROSS|REDIRECT|RECROSS)[- ]?(?:EXAMINATION)?(?: \(.{1,30}\))?|(?:EXAMINATION )?BY (?:MR|MRS|MS|DR|THE)\b.{1,40}:|\p{Lu}{2}[\p{Lu} .’'-]+, (?:sworn|affirmed|having been|called as|a witness)\b.{0,80})$/u;

/** Lines of a log: `2031-03-03 09:14:02 INFO server started`, `May  4 09:14:00 tarn sshd[2210]: Accepted`. */
const logged =
  /^(?:\p{Lu}\p{Ll}{2} [ \d]\d \d\d:\d\d:\d\d \S+ [\w./-]+(?:\[\d+\])?: |\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\S*.{0,20}\b(?:INFO|WARN(?:ING)?|ERROR|DEBUG|TRACE|FATAL|NOTICE)\b)/u;

/** `"year": 2027,` */
const field = /^"[\w .-]{1,40}" ?: ?(?:["\d[{-]|true|false|null)/u;

/** Directives of reStructuredText: `.. note:: …`, `.. [Ito27] …`. */
const directive = /^\.\. (?:\[[^\]\n]+\]|_[^:\n]+:|[a-z-]+::)/u;

/** A numbered field on the front of a patent: `(22) Filed: Mar. 3, 2029`. */
const numbered = /^\(\d\d\) \p{Lu}[\p{L} ’'()-]{2,40}: /u;

/** A line for a signature, or a row of figures. */
const cells =
  /_{5,}$|^\p{L}.{1,60}\S(?: {3,}|\t)[-+<>≤≥]?\d[\d.,]*(?: ?%| ?\([^()]{1,20}\))?$|^[^\d.!?]{0,40}(?:\s[-+]?\d[\d.,:%]*){3,}$/u;

/** Lines that a chat program writes itself: who joined and left, who liked a message. */
const notice =
  /^(?:(?:(?::[\w+-]+:|\p{Extended_Pictographic}\ufe0f?) ?\d* ?)+|\d+ repl(?:y|ies)\b.{0,40}|(?:joined|left|pinned|renamed|archived|set the) .{1,60})$/iu;
/** What it writes instead of a message, also after a name: something was left out or deleted. */
const inPlace =
  /^\u200e?(?:<?(?:media|image|video|audio|sticker|gif|document) omitted>?|messages and calls are end-to-end encrypted.*|(?:you deleted )?this message(?: was deleted)?\.?|missed (?:voice|video) call.{0,40}|<(?:medien ausgeschlossen|médias omis|multimedia omitido|медіа пропущено|без медиафайлов)>|(?:diese nachricht wurde|ce message a été|se eliminó este) (?:gelöscht|supprimé|mensaje)\.?|(?:це повідомлення|данное сообщение) (?:видалено|удалено)\.?)$/iu;
const ofIrc = /^[[(]?\d{1,2}:\d\d(?::\d\d)?[\])]? (?:-!-|\*{1,3}|<--|-->|—>|←|→) ?\S/u;
const ofGroups =
  /^\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \u202f]+\d{1,2}:\d\d(?::\d\d)?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?\]?(?: -)? (?:[\p{Lu}+\u200e][^:]{0,40} (?:joined|left|added|removed|created|changed|pinned|deleted|blocked)\b[^:]{0,60}|messages and calls are end-to-end encrypted.*)$/iu;

/** Whether the words of a message in a chat were written by the program. */
export const isInPlace = (source: string, from: number, end: number): boolean =>
  end - from < longestHead && inPlace.test(source.slice(from, end));

/** Whether a line of a chat was written by the program. */
export function isNotice(source: string, { begin, end }: Line): boolean {
  if (end - begin > longestHead) return false;
  const words = source.slice(begin, end);
  return (
    notice.test(words) || inPlace.test(words) || (/^[[(\d]/u.test(words) && (ofIrc.test(words) || ofGroups.test(words)))
  );
}

/** An image, the address of a link, a footnote of Markdown. */
const definition =
  /^(?:\[\[(?:Category|File|Image|Kategorie|Datei|Catégorie|Fichier|Categoría|Archivo|Kategoria|Plik|Категорія|Категория|Файл):.*|!\[[^\]]*\]\([^)]*\)|\[\^?[^\]]{1,60}\]: .*)$/u;

/** A line of a survey with an answer and its share: `The state 41%`. */
const share = /^(?!.*[.!?:;] )\p{L}[^\d!?]{1,50}[ \t]\d[\d.,]* ?%?$/u;

/** What separates the cells of a line, and how often, if it looks like the row of a table. */
function rowOf(words: string): string | undefined {
  const last = words.charCodeAt(words.length - 1);
  if ((last === 37 || isDigit(last)) && share.test(words)) return '%';
  if (!/[\t|]|[;,](?![ "”’])|","| {3}/u.test(words)) return undefined;
  for (const [separator, pattern] of separators) {
    const count = words.match(pattern)?.length ?? 0;
    if (count > 1 || (count > 0 && separator !== ',')) return `${separator}${String(count)}`;
  }
  return undefined;
}

const separators: readonly (readonly [string, RegExp])[] = [
  ['\t', /\t+/gu],
  ['|', / ?\| ?/gu],
  ['  ', /(?<=\S) {3,}(?=\S)/gu],
  [';', /;(?! )/gu],
  [',', /,(?! )/gu],
];

/** Whether a line is set apart and is no sentence: `THE BOROUGH OF SEDGE        Defendant`. */
function isApart(source: string, { begin, end }: Line): boolean {
  const words = source.slice(begin, Math.min(end, begin + longestHead));
  return /\S {6,}\S/u.test(words) && !/[.!?]["”’)]?$|[\p{Ll},] {6,}\p{Ll}/u.test(words);
}

/** A line with its kind: words, code, blank, or not part of the text. */
export interface SortedLine extends Line {
  kind: 'text' | 'code' | 'blank' | 'page' | 'gone' | 'row';
  label: Label | undefined;
  /** Whether it begins a paragraph whatever precedes it: a message with its time, a speaker after a dash. */
  readonly isStart: boolean;
}

/** A chapter with its time and title: `02:14 How it began`. */
const chapter = /^\(?(?:\d{1,2}:)?\d{1,2}:\d\d\)?(?: ?[-–—|])? \p{Lu}[^.!?:;]{2,70}$/u;

function isChapter(source: string, { begin, end }: Line): boolean {
  const from = source.lastIndexOf('\n', begin - 1) + 1;
  return end - from < longestHead && chapter.test(source.slice(from, end));
}

/** Marks the rows of tables: each is a line of its own without speech. */
export function markRows(source: string, lines: SortedLine[]): void {
  if (!mayHoldRows.test(source)) return;
  let first = 0;
  let shape: string | undefined;
  for (let i = 0; i <= lines.length; i++) {
    const line = lines[i];
    const own =
      line?.kind === 'text' && line.mark === 'none' && !line.label
        ? line.isStart && isChapter(source, line)
          ? 'chapter'
          : rowOf(source.slice(line.begin, Math.min(line.end, line.begin + longestRow)))
        : undefined;
    if (line && own?.startsWith('  ') && isApart(source, line)) line.kind = 'page';
    if (own !== undefined && own === shape) continue;
    if (shape !== undefined && i - first > 2) for (let at = first; at < i; at++) (lines[at] as SortedLine).kind = 'row';
    first = i;
    shape = own;
  }
}

const longestRow = 1000;

/** Most texts have nothing that could separate the cells of a row. */
const mayHoldRows = /[\t|]|[;,][^\s\d"”’]|","|,[\d.]+,| {3}|[ \t]\d[\d.,]* ?%?\r?\n|\n\(?\d{1,2}:\d\d/u;

const farewell =
  /^(?:(?:best|kind|warm|with best|with kind|many)?\s*(?:regards|wishes)|sincerely|yours (?:sincerely|faithfully|truly)|sincerely yours|respectfully submitted|your (?:loving|affectionate|obedient) \p{L}+|cheers|many thanks|thanks|respectfully|cordialement|bien à vous|mit freundlichen grüßen|(?:viele|beste|liebe) grüße|saludos(?: cordiales)?|atentamente|cordiali saluti),?!?$/iu;

/** Whether a line is short, or ends in a comma, an exclamation mark or a hyphen. */
function mayBeFarewell(source: string, { begin, end }: Line): boolean {
  const last = source.charCodeAt(end - 1);
  return last === 44 || last === 33 || last === 45 || end - begin < 20;
}

/** Marks the lines of a signature: after `-- `, or short ones after a closing such as `Regards,`. */
export function markSignatures(source: string, lines: SortedLine[]): void {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as SortedLine;
    if (line.kind !== 'text' || line.end - line.begin > 40 || !mayBeFarewell(source, line)) continue;
    const words = source.slice(line.begin, line.end);
    if (words !== '--' && !farewell.test(words)) continue;
    for (let at = i; at < Math.min(lines.length, i + 12); at++) {
      const one = lines[at] as SortedLine;
      // A row ends a signature: it may be the head of the next mail.
      if (one.kind === 'row') break;
      if (one.kind !== 'text') continue;
      if (one.end - one.begin > 60 && words !== '--') break;
      one.kind = 'row';
    }
  }
}
