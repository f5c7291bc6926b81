import type { Span } from '../text/change';
import { headKey, isCueLine, isDirection, isTiming, longestHead, type Form } from './form';
import type { Label } from './labels';
import { isCapital, type Line } from './paragraphs';
import { hint } from './vocabulary';

/**
 * Whether a paragraph is the page's own: byline, date, menu, share line, caption, credit, note on the reporters, address.
 * Nothing in it is a claim. Long paragraphs never are. `hints` are those of its words.
 */
export function isBoilerplate(text: string, { from, to }: Span, isBullet: boolean, hints: number): boolean {
  const length = to - from;
  if (length > 420 || (length > 160 && (hints & (hint.credit | hint.note | hint.invitation)) === 0)) return false;
  const line = text.slice(from, to);
  if (hints & hint.credit && credit.test(line)) return true;
  if (hints & hint.note && notes.test(line.toLowerCase())) return true;
  if (hints & hint.invitation && invitation.test(line.toLowerCase())) return true;
  if (length > 160) return false;
  if (
    line.startsWith('©') ||
    caption.test(line) ||
    captioner.test(line) ||
    (length < longestGreeting && ',:!'.includes(text.charAt(to - 1)) && greeting.test(line))
  )
    return true;
  if (procedure.test(line) || sittingAbroad.test(line)) return true;
  const seen = glance(text, from, to);
  if ((isBullet || seen & bar) && isMenu(line, isBullet)) return true;
  if (seen & digit && (sitting.test(line) || counter.test(line))) return true;
  if (((seen & words) === 0 && address.test(line)) || (seen & digit && dateLine.test(line))) return true;
  return !ends.includes(text.charAt(to - 1)) && (isByline(line) || shareLine.test(line));
}

const longestGreeting = 60;
/** So long at most are the lines of minutes and papers that may also begin news, in UTF-16 units. Guessed. */
const longestProcedure = 90;
const greeting =
  /^(?:(?:My )?[Dd]ear(?:est)?|Hi|Hello|Hey|Good (?:morning|afternoon|evening)|To whom it may concern|Sehr geehrte[rs]?|Liebe[rs]?|Hallo|Guten Tag|Ch(?:er|ère|ers)|Bonjour|Madame|Monsieur|Estimad[oa]s?|Querid[oa]s?|Hola|Gentile|Egregi[oa]|Car[oaie]|Geachte|Beste|Kære|Hej|Prezad[oa]s?|Szanown[aiy]|Уважаем\p{L}+)(?:[ ,][^.!?:;]*)?[,:!]$/u;

/** What a table or a picture shows, which stands beside it. */
const caption =
  /^[*_]{0,2}(?:FIG|Fig)S?\. ?\d+[a-zA-Z]?(?:(?:,|,? (?:and|to)) \d+[a-zA-Z]?)* (?:is|are|shows?|illustrates?|depicts?) (?:an? |the )?.*\b(?:views?|diagrams?|sections?|drawings?|schematics?|elevations?|charts?|graphs?|plans?)\b|^[*_]{0,2}(?:Table|Tables|Figure|Figures|Fig\.|Chart|Box|Map|Exhibit|Plate|Annex|Appendix|Tableau|Tabelle|Abbildung|Abb\.|Tabla|Cuadro|Gráfico|Figura) (?:\d+|[A-Z]|[IVX]+)(?:[.-]\d+)*[.:] /u;

/** Who made the captions. */
const captioner =
  /^(?:Captions?|Captioned|Captioning|Subtitles?|Subtitled|Transcript(?:ion)?|Untertitel|Sous-titres|Subtítulos|Sottotitoli)(?: (?:by|made|provided|sponsored|von|de|por|di))? [^.]{2,60}$/u;

/** One of a list of references: `Smith, J. (2019). Rivers. Press.`, `Lind O. Tired pilots. 2026.` */
const entry =
  /^\[[\w+-]{1,14}\][ \t]+\p{Lu}[\p{L}'’-]+, \p{Lu}\.|^(?:\[\d{1,3}\][ \t]+)?(?:\p{Lu}[\p{L}'’-]+, (?:\p{Lu}\.[- ]?){1,3}|(?:\p{Lu}\. ?){1,3}\p{Lu}[\p{L}'’-]+),? (?:and |& |et al|[“"]|\p{Lu}).{0,250}\b(?:19|20)\d\d\)?\.?$|^(?:\^ ?)?\p{Lu}[\p{L}'’-]+(?:, (?:\p{Lu}\.[- ]?){1,3}| \p{Lu}{1,2}[.,]).{0,120}?\((?:19|20)\d\d[a-z]?\)|^(?:\^ ?)?\p{Lu}[\p{L}'’-]+ \p{Lu}{1,2}(?:, \p{Lu}[\p{L}'’-]+ \p{Lu}{1,2}){0,8}\. .{5,200}(?:19|20)\d\d\b|^\p{Lu}[\p{L}'’-]+(?:,| (?:and|to|&) \p{Lu}).{3,160}(?:, \d{1,4}(?:[–-]\d{1,4})?|\b(?:box|folder|fol|reel|file|vol|no)\.? \d{1,4}[a-z]?)\.$|^["“][^"“”]{3,120},["”] \p{Lu}.{2,80}\b(?:1[6-9]|20)\d\d(?:, (?:sec\. )?[A-Z]?\d{1,3}(?:[–-]\d{1,3})?)?\.$/u;

/** Whether a paragraph is an entry of a list of references. */
export const isReference = (text: string, { from, to }: Span): boolean =>
  to - from < longestEntry &&
  (text.charCodeAt(from) === 91 || /\d/u.test(text.slice(from, to))) &&
  entry.test(text.slice(from, to));

const longestEntry = 420;

const ends = '.!?…"”\'’»';

/** A digit; a mark that may stand between the items of a menu; a letter or digit after a blank. */
const [digit, bar, words] = [1, 2, 4] as const;

/** What a line has that some of the expressions need or exclude: most lines are told apart by that. */
function glance(text: string, from: number, to: number): number {
  let seen = 0;
  let afterBlank = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 32) afterBlank = words;
    else if (unit > 64 && unit < 123) seen |= afterBlank;
    else if (unit > 47 && unit < 58) seen |= digit | afterBlank;
    else if (
      unit === 124 ||
      unit === 62 ||
      unit === 47 ||
      unit === 0xb7 ||
      unit === 0x2022 ||
      unit === 0x203a ||
      unit === 0xbb
    )
      seen |= bar;
  }
  return seen;
}

const credit =
  /\bCredit(?:\.{2,}|…|:)|\b(?:Images?|Photos?|Photographs?|Pictures?|Pic|Fotos?|Bild|Video|Graphic|Illustration|Map)(?: (?:by|credit|courtesy))?: ?\p{L}|\((?:Photo|AP Photo|Image|Picture|Credit|Foto)\b[^)]*\)?\.?$|\/(?:Reuters|AFP|AP|EPA|Getty|Getty Images|Bloomberg|Shutterstock|Associated Press|The New York Times|dpa|Xinhua)\b[^.]{0,30}\.?$|\bvia (?:Getty Images|AP|Reuters|Shutterstock|AFP|Wikimedia Commons)\b|©|\bGetty Images\b/u;

const roles =
  '(?:reporter|correspondent|editor|columnist|journalist|staff writer|writer|contributor|producer|photographer|fellow at this|bureau chief|newsletter)';

/** Notes on who wrote it, and on where it stood before; in small letters, which are matched ten times faster than any case. */
const notes = new RegExp(
  [
    '^(?:additional |further )?(?:reporting|research|writing|editing|graphics|photography)(?: (?:was|were))?(?: (?:and|,) \\p{L}+)* (?:contributed )?by\\b',
    '\\bcontributed (?:reporting|research|to this (?:report|article|story))\\b',
    "^(?:\\p{L}[\\p{L}.’'-]* ){1,4}reported from \\p{L}[^.]{0,80}\\.",
    `^(?:\\p{L}[\\p{L}.’'-]* ){2,4}(?:is|was) (?:an?|the|our|[\\p{L}’' ]+’s) [^.]{0,80}\\b${roles}\\b`,
    `^(?:\\p{L}[\\p{L}.’'-]* ){1,4}(?:covers|writes about|reports on) [^.]+\\.$`,
    '^(?:a version of )?this (?:article|story|piece|report|post|interview|transcript) (?:was|is|has been|appears|appeared|originally|first)\\b|^this (?:leaflet|page|document|guidance|guide|form|notice|factsheet|fact sheet|policy) (?:was|is|has been) (?:last|next)\\b',
    '^(?:first|originally) published\\b|^(?:published|updated|posted|last (?:updated|modified)|modified|aktualisiert|publié|mis à jour|actualizado)\\b.{0,60}$',
    '^(?:this|the information in this) (?:e-?mail|message|communication|transmission)\\b.*\\b(?:confidential|intended|attachments|recipient)',
    '^\\(?continued (?:on|from) (?:page|p\\.)',
    '^(?:all rights reserved|copyright\\b)',
  ].join('|'),
  'u',
);

/** What asks the reader to do something; in small letters. */
const invitation =
  /\bsign(?:ing)? up (?:for|to) (?:our|the|your|this|\p{L})|\bsubscrib(?:e|ing) (?:to|now|today|for)\b|\b(?:our|free|daily|weekly|morning) newsletter\b|\b(?:in|to) your inbox\b|\bdownload (?:our|the) app\b|\bfollow (?:us|\p{L}+ \p{L}+) on (?:twitter|x|facebook|instagram|bluesky|linkedin|whatsapp|telegram|mastodon)\b|\bclick here\b|^(?:share|tweet) this\b|\bsupport our (?:journalism|work)\b|^(?:already a subscriber|want to stay updated|have you been affected|do you have a (?:story|tip)|get in touch|send us)\b|\bread more (?:at|on|about|here)\b|\bgift this article\b|\bour (?:terms of (?:use|service)|privacy policy|cookie)|\baccept (?:all )?cookies\b|\benable javascript\b|\byou(?:['’]re| are) receiving this\b|\bunsubscribe\b|\bview (?:this (?:e-?mail )?)?in (?:your )?browser\b/u;

const monthNames =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const dayNames = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)';

/** `412 points (96% upvoted)`, `40 Likes` */
const counter =
  /^(?:\d[\d.,]*[KMk]? (?:points?|upvotes?|likes?|views?|comments?|shares?|retweets?|reposts?|quotes?|bookmarks?|followers?|replies|reads?|reactions?|subscribers?|ratings?|reviews?|downloads?)\b[ ·|,]*(?:\(.{1,30}\))?)+(?: (?:ago|so far|today))?$|^\d[\d,]* (?:people|persons?|readers?|customers?|members?) found this (?:review |answer |page )?(?:helpful|useful)\.?$/iu;

/** `The House met at 2.30 p.m.`, `The meeting was adjourned at 21:05.` */
const sitting =
  /^(?:The )?(?:House|Senate|Council|Committee|Board|Court|Assembly|Parliament|Chamber|Sitting|Meeting|Session|Hearing|meeting|sitting|session|hearing|council|committee|board|court|house)\b[^.]{0,40}\b(?:met|convened|assembled|sat|rose|adjourned|suspended|opened|closed|resumed|began|ended|started|order)\b.{0,30}\b\d{1,2}(?:[.:]\d\d)?(?: ?(?:[ap]\.?m\.?|o[’']clock|hours|noon))?\.?$|\bcalled (?:the )?(?:meeting|session|hearing|house|council|board) to order\b|^(?:CALL TO ORDER|ADJOURNMENT|Adjournment|Adjourned|RECESS|Recess)\b.{0,20}\d|^(?:It was )?(?:MOTION|Motion|MOVED|Moved|moved|Proposed|SECONDED|Seconded)\b(?: by| to|:).{0,90}\b(?:[Ss]econd|SECOND|[Cc]arried|CARRIED|\d{1,2}[–-]\d)/u;

/** A name with what stands between names in credits; none of it goes on as a sentence. */
const credited =
  "(?:(?:\\p{Lu}[\\p{L}’'-]*|and|with|for|by|of|the|at|in|edited|hosted|mixed|presented|produced|series|editor|producer|sound|design|music|original|theme|&)[,;.]?(?: |$)){1,16}";

/**
 * How minutes begin and end, what is put to a vote, and what papers and tables say of themselves. News
 * begin with the same words (`Presented by Labour in March, the bill …`): so each tells how it ends, too, and most are short.
 */
const procedure = new RegExp(
  `^(?:${[
    'Confidentiality [Nn]otice ?[:.]',
    '(?:The following|This|Below) is an? (?:[\\p{L}-]+ ){0,3}transcript(?:ion)? of\\b',
    '(?:CAUTION|EXTERNAL)[:. ]',
    'Please consider the environment',
    '[\\p{Lu}, .’-]+, (?:C\\. )?JJ?\\.,(?: [\\p{L}, .’-]+,)? (?:delivered|filed|announced|took no part|joined)\\b',
    'Having regard to (?:.*[,;]|[^,.!?…]{1,80})$',
    '(?:Ordinary|Special) [Rr]esolution(?: (?:No\\. ?)?\\d+)?(?: ?[:.–—-] ?|$)',
    'Minutes of (?:the|an?) (?!.*\\b(?:shows?|showed|says?|said|suggest(?:s|ed)?|reveal(?:s|ed)?|record(?:s|ed)?|were|was)\\b).*(?:\\bheld\\b|\\d{4})',
    `(?=.{0,${String(longestProcedure)}}$)(?:${[
      'There being no (?:further|other) (?:business|matters?|questions?|items?|comments?|speakers?)\\b(?!.*\\b(?:court|jury|judges?)\\b)',
      'The minutes of .{3,80} were (?:agreed|approved|confirmed|accepted|taken as read|signed)\\b.{0,40}$',
      '.{3,60} declared (?:an?|no) (?:[\\p{L}-]+ ){0,3}interests?(?: in (?:agenda )?items? [^ ]*\\d.{0,30})?\\.?$',
      'Apologies(?: for absence)? (?:were|was|had been|have been) (?:received|accepted|noted|tendered|given)\\b',
      '(?:AI(?:-generated)? |AI )?(?:[Nn]otes|[Ss]ummaries|[Tt]ranscripts?|[Cc]aptions|[Aa]nswers|[Rr]esponses|[Ii]nformation)(?: generated by AI)? (?:may|can) (?:contain|include) (?:errors|mistakes|inaccuracies)\\b',
      'This (?:Act|Law|Regulation|Directive|Decision|Order|Treaty|Agreement|Convention) (?:may be cited|shall (?:enter|come) into force|(?:enters|comes) into force|shall apply from)\\b',
      'Be it (?:therefore )?enacted\\b',
      'S(?:EC|ECTION|ec|ection)\\.? \\d{1,4}[A-Z]?\\. \\p{Lu}[\\p{L} ,;’-]+\\.?$',
      'Last (?:reviewed|checked|edited|revised|verified)\\b.{0,40}$',
      'Was this (?:page|article|answer) helpful',
      '(?:Music|Theme music|Cover art|Artwork|Sound design): ',
      `(?:Produced|Hosted|Presented|Edited|Mixed) by ${credited}(?:(?<=\\. )New episodes .{0,40})?$`,
      '(?:Read (?:also|more)|Читайте також|Читайте также|Zobacz też|Lire aussi|Lesen Sie auch|Leer más|Leggi anche) ?: .*[^.]$',
      '(?:Фото ?:|Fot\\.) .*[^.]$',
      '(?:ACTION|Action)(?: [Pp]oint| [Ii]tem)?(?: \\d+)? ?: ',
      '(?:Date of (?:the )?)?[Nn]ext [Mm]eeting(?: is| will be| to be held)?(?: on)? ?:? .*\\d',
      '(?:Our|The|Your|And (?:our|the)) (?:first|second|third|next|last|final|following) question (?:today )?(?:comes|is coming|will come|is) from (?:the line of )?',
      '[\\w-]{2,40} (?:approved these changes|force-pushed the|requested (?:changes|a? ?review)|merged (?:commit|\\d)|self-assigned this|mentioned this|pushed \\d+ commits?|(?:re)?opened this|closed this|added the)\\b',
      'The (?:gentleman|gentlewoman|gentlelady|Senator|Member)\\b.{0,40} is (?:now )?recognized\\b',
      'I (?:yield (?:myself|back|to)|reserve the balance)\\b',
      '.{3,50} \\(instructed by [^()]{2,60}\\) for the ',
      'Hearing dates?: ',
      'Done at \\p{Lu}[^.]{1,60}\\d{4}(?:,? in [^.]{2,40})?\\.?$',
      '(?:(?:Sources?|Base): [^.]{2,80}\\. )?(?:Figures|Totals|Numbers|Percentages|Columns|Amounts) (?:may|might|do) not (?:add|sum)\\b[^,]{0,45}$',
      'Funding[:.] (?:.*\\b[Nn]one(?: declared| reported| received)?|.*\\(grant (?:no|number)\\.? [\\p{L}\\d/-]+\\)|.*\\bno (?:external|outside|specific) (?:funding|grants?))\\.?$',
      '(?:Conflicts? of [Ii]nterests?(?: Disclosures?)?|Competing interests|Trial registration|Ethics approval|Data availability|Correspondence(?: to)?) ?[:.] ',
    ].join('|')})`,
  ].join('|')})`,
  'u',
);

/** `La seduta termina alle 14,10.`, `Se suspende la sesión a las dos.` */
const sittingAbroad =
  /^(?:(?:La|Die|Der|El|Se)\b.{0,30}\b(?:seduta|sesión|séance|Sitzung|sessão|reunión|riunione|réunion)\b.{0,20}\b(?:termina|comienza|comincia|inizia|levanta|suspende|endet|beginnt|schließt|geschlossen|eröffnet|levée|ouverte|suspendue|aperta|abre|sospesa)\b|Se (?:abre|levanta|suspende|reanuda) la sesión\b)/u;

/** A date or a time that stands alone. */
const dateLine = new RegExp(
  `^(?:(?:published|updated|posted)(?: on| at)?:? )?(?:${dayNames},? )?(?:(?:${monthNames} \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)? ${monthNames}),? \\d{4}|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{4}-\\d\\d-\\d\\d)[\\s,·|•–—-]*(?:(?:updated|at)?:? ?[\\d:., apmestgutcbdz|·-]*)?$`,
  'iu',
);

const address =
  /^(?:(?:https?:\/\/|www\.)\S+|\S+@\S+\.\p{L}{2,}|[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:com|org|net|co|gov|edu|info|io|de|fr|uk|news|eu)(?:\/\S*)?)[\s|:·-]*$/iu;

const bylineStart =
  /^(?:by|words by|story by|text by|photographs? by|interview by|von|par|por|di|door|av|written by|reported by)[ :]+/iu;

/** `By Ana Lima and Bo Chen, Political Editor`: names, offices, and nothing like a verb. */
function isByline(line: string): boolean {
  const lead = bylineStart.exec(line)?.[0];
  if (lead === undefined) return false;
  const words = line.slice(lead.length).split(/[\s,|·]+/u);
  const isName = (word: string) =>
    word === '' ||
    /^(?:and|und|et|y|e|of|for|in|the|at|de|von|van|der|da|di|del|la|le|bin|al|ibn|for|with|&)$/u.test(word) ||
    !/^\p{Ll}/u.test(word);
  return words.length <= 16 && words.filter((word) => !isName(word)).length <= 2;
}

const between = '[\\s|·•:/,>»→–—-]';

/**
 * Words of buttons and labels, and nothing else; or a label with a colon. No sign is both in a word and between words:
 * else a row of colons could be divided in too many ways to try.
 */
const shareLine = new RegExp(
  `^(?:[:,]${between}*)?(?:(?:${[
    'shares?|tweet|e-?mail|print|save|copy|copied|link|whatsapp|facebook|twitter|linkedin|reddit|telegram|bluesky|comments?|reply|likes?|follow|subscribe|log|sign|in|up|register',
    'menu|search|home|back|to|top|skip|main|content|listen|this|article|story|watch|live|now|play|pause|video|audio|gallery|advertisement|advertising|sponsored|promoted|paid|post',
    'read|more|next|also|later|app|learn|show|load|see|view|all|on|related|recommended|trending|breaking|news|exclusive|opinion|analysis|leave|a|an|few|ago|mins?|minutes?|hours?|days?',
    'replies|continues|below|continue|reading|close|previous|page|of|updated|published|[\\d.]+|[ap]\\.?m\\.?|et|gmt',
  ].join(
    '|',
  )})(?:${between}+|$))*$|^(?:see more on|more on|related|filed under|tags?|topics?|categories|read more|see also|via|sources?|photos?|images?|caption|share(?: this)?|reporting|editing|correction):.{0,140}$`,
  'iu',
);

/** Few words each, with bars or dots between them; or a bullet of a word or two. */
function isMenu(line: string, isBullet: boolean): boolean {
  const parts = line.split(/\s+[|·•›»>/]\s+|\s*\|\s*/u).filter((part) => part !== '');
  if (parts.length >= 3) return parts.every((part) => part.split(' ').length <= 5) && !/[.!?]$/u.test(line);
  return isBullet && !/[\p{N}.!?:“"„«]/u.test(line) && line.split(' ').length <= 2;
}

/** Heads of mails, numbers to call and to order by; dots before the page in a table of contents. */
const record =
  /^(?:Importance: (?:High|Normal|Low)$|(?:From|To|Cc|CC|Bcc|Subject|Date|Sent|Reply-To|Message-I[Dd]|In-Reply-To|References|Received|Return-Path|Delivered-To|MIME-Version|Content-[\w-]+|X-[\w-]+|Attachments?|Von|An|Kopie|Betreff|Gesendet|Datum|De|À|Objet|Envoyé|Para|Asunto|Enviado(?: el)?|Fecha|Oggetto|Inviato|Aan|Onderwerp|Verzonden|Till|Från|Ämne|Skickat|Temat|Wysłano|Від|Кому|Тема|Надіслано|Копія|Дата|От|Отправлено) ?: |(?:ISBN|ISSN|DOI|doi|Doi)\b[:. ]|(?:(?:Criminal|Civil|Case|Docket|Cause|Appeal|Application|Claim|File|Ref|Reference|Bill|Index)\.? ){1,2}(?:No|Nr|Number)s?\b[.:]?(?:[ ,&]+(?:and )?[^\s]*\d[^\s]*)+$|\[\d{4}\] [A-Z][\w() ]{1,30}\d+$|(?:Present|Apologies|In attendance|Also present|Attendees|Attending|Absent|Participants|Distribution|Coram|Before|Keywords|Key words|Mots-clés|Schlüsselwörter|Palabras clave|Anwesend|Beginn|Ende(?: der \p{L}+)?|Aktenzeichen|Az\.|Presenti|Présents|Asistentes|Присутні|Присутствовали|Venue|ROLL CALL|Roll call|PRESENT|ABSENT|ALSO PRESENT|Corresponding author|Received|Accepted|Date of \p{Lu}\p{Ll}+)(?: \([^()]{1,30}\))?: ?(?!.{60,}[a-z]\.$)|(?:Tel|Telephone|Phone|Fax|Mobile|Cell|Tél|Telefon|Teléfono)\b\.? ?:? ?[+(\d]|(?:On|Am|Le|El) .{6,110}(?:wrote|schrieb|a écrit|escribió) ?:$|(?:On|Am|Le|El) .{0,60}\d.{0,60}<[^<>@]+@[^<>]+>$|(?:\S+ ){0,3}wrote ?:$|Begin forwarded message|Sent from my \p{L}+(?: \p{L}+)?$|Get Outlook for |-{2,} ?(?:Original|Forwarded|Ursprüngliche))/u;
const contents = /(?:\.[ .]{3,}|…{2,}|_{4,}) ?\d{1,4}$|^[\p{Lu}\d](?:(?! {2}|\t).)+(?: {2,}|\t+)\d{1,4}$/u;

function isRecord(text: string, { from, begin, end }: Line): boolean {
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
  return last > 47 && last < 58 && end - from < 200 && contents.test(text.slice(begin, end));
}

/** A colon or a figure near the beginning, or a colon at the end. */
function mayBeRecord(text: string, begin: number, end: number): boolean {
  const first = text.charCodeAt(begin);
  if (text.charCodeAt(end - 1) === 58 || first === 45 || (end - begin < 40 && (first === 83 || first === 71)))
    return true;
  for (let at = begin; at < Math.min(end, begin + 22); at++) {
    const unit = text.charCodeAt(at);
    if (unit === 58 || (unit > 47 && unit < 58)) return true;
  }
  return false;
}

const page =
  /^(?:(?:\d{1,2} \p{L}{3,9} \d{4} ?[:|–-] ?)?(?:column|col\.) \d{1,5}(?:wh)?|\[\d{4,7}\]|[-–—|[( ]*(?:page|seite|página|pág|p)?\.? ?\d{1,4}(?: ?(?:of|von|de|sur|\/) ?\d{1,4})?[-–—|\]) ]*)$/iu;
const pageOf = /^Page \d{1,4} of \d{1,4}\b/u;
const roman = /^[ivx]{1,5}$/u;
/** `0:08`, alone on its line. */
const clock = /^\d{1,2}(?::\d\d){1,2}$/u;

const longestClock = 9;

/** `6          THE ORLEN COURIER.`: the head of a page of a newspaper or a book, with its number at an edge. */
const numberedHead = /^\s*(?:\d{1,4} {3,}\p{Lu}[\p{Lu}\d .,'’&—–-]{3,}|\p{Lu}[\p{Lu}\d .,'’&—–-]{3,} {3,}\d{1,4})$/u;

const isDigit = (unit: number): boolean => unit > 47 && unit < 58;

/** What a line is where it is none of the text: a page's head or number, furniture of subtitles, a stage direction. */
export function furnitureOf(text: string, line: Line, form: Form): 'page' | 'gone' | 'row' | undefined {
  const { begin, end } = line;
  const edges = isDigit(text.charCodeAt(line.from)) || isDigit(text.charCodeAt(end - 1));
  if (edges && end - line.from < longestHead && numberedHead.test(text.slice(line.from, end))) return 'page';
  if (isRecord(text, line)) return 'row';
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
  if (first > 47 && first < 58 && end - begin < longestClock && clock.test(text.slice(begin, end))) return 'page';
  if (end - begin > longestHead) return form.isSubtitles && isTiming(text, line) ? 'gone' : undefined;
  if (form.isSubtitles && (isCueLine(text, line) || captioner.test(text.slice(begin, end)))) return 'gone';
  const last = text.charCodeAt(end - 1);
  if ((last === 95 || last === 41 || last === 37 || (last > 47 && last < 58)) && cells.test(text.slice(begin, end)))
    return 'row';
  // Most lines end in a letter or a full stop, as no page's number does and no stage direction.
  if (form.heads.size === 0 && last > 64 && last !== 93 && last !== 124 && last < 128 && end - begin > 5)
    return undefined;
  if (form.heads.size === 0 && last === 46 && text.charCodeAt(begin) > 64) return undefined;
  const words = text.slice(begin, end);
  if (examined.test(words)) return 'row';
  if (isDirection(words, form.dialogue.isSure || form.isSubtitles)) return 'gone';
  if (page.test(words) || roman.test(words) || (form.heads.size > 0 && form.heads.has(headKey(words)))) return 'page';
  return undefined;
}

/** Heads in the record of a trial: who is sworn, and who asks from there on. */
const examined =
  /^(?:(?:FURTHER )?(?:DIRECT|CROSS|REDIRECT|RECROSS)[- ]?(?:EXAMINATION)?(?: \(.{1,30}\))?|(?:EXAMINATION )?BY (?:MR|MRS|MS|DR|THE)\b.{1,40}:|\p{Lu}{2}[\p{Lu} .’'-]+, (?:sworn|affirmed|having been|called as|a witness)\b.{0,80})$/u;

/** `2031-03-03 09:14:02 INFO server started`, `May  4 09:14:00 tarn sshd[2210]: Accepted`: what a program writes down. */
const logged =
  /^(?:\p{Lu}\p{Ll}{2} [ \d]\d \d\d:\d\d:\d\d \S+ [\w./-]+(?:\[\d+\])?: |\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\S*.{0,20}\b(?:INFO|WARN(?:ING)?|ERROR|DEBUG|TRACE|FATAL|NOTICE)\b)/u;

/** `"year": 2027,` */
const field = /^"[\w .-]{1,40}" ?: ?(?:["\d[{-]|true|false|null)/u;

/** `.. note:: …`, `.. [Ito27] …`, as reStructuredText has them. */
const directive = /^\.\. (?:\[[^\]\n]+\]|_[^:\n]+:|[a-z-]+::)/u;

/** `(22) Filed: Mar. 3, 2029`, as the front of a patent is printed. */
const numbered = /^\(\d\d\) \p{Lu}[\p{L} ’'()-]{2,40}: /u;

/** A place to sign; a row of figures. */
const cells =
  /_{5,}$|^\p{L}.{1,60}\S(?: {3,}|\t)[-+<>≤≥]?\d[\d.,]*(?: ?%| ?\([^()]{1,20}\))?$|^[^\d.!?]{0,40}(?:\s[-+]?\d[\d.,:%]*){3,}$/u;

/** What a program for chats says itself: who came and went, who liked it. */
const notice =
  /^(?:(?::[\w+-]+: ?\d* ?)+|\d+ repl(?:y|ies)\b.{0,40}|(?:joined|left|pinned|renamed|archived|set the) .{1,60})$/iu;
/** What it says in the place of a message, also behind a name: what was left out or deleted. */
const inPlace =
  /^\u200e?(?:<?(?:media|image|video|audio|sticker|gif|document) omitted>?|messages and calls are end-to-end encrypted.*|(?:you deleted )?this message(?: was deleted)?\.?|missed (?:voice|video) call.{0,40}|<(?:medien ausgeschlossen|médias omis|multimedia omitido|медіа пропущено|без медиафайлов)>|(?:diese nachricht wurde|ce message a été|se eliminó este) (?:gelöscht|supprimé|mensaje)\.?|(?:це повідомлення|данное сообщение) (?:видалено|удалено)\.?)$/iu;
const ofIrc = /^[[(]?\d{1,2}:\d\d(?::\d\d)?[\])]? (?:-!-|\*{1,3}|<--|-->|—>|←|→) ?\S/u;
const ofGroups =
  /^\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \u202f]+\d{1,2}:\d\d(?::\d\d)?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?\]?(?: -)? (?:[\p{Lu}+\u200e][^:]{0,40} (?:joined|left|added|removed|created|changed|pinned|deleted|blocked)\b[^:]{0,60}|messages and calls are end-to-end encrypted.*)$/iu;

/** Whether what a chat gives as somebody's message is its program's own. */
export const isInPlace = (source: string, from: number, end: number): boolean =>
  end - from < longestHead && inPlace.test(source.slice(from, end));

/** Whether a line of a chat is its program's own. */
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

/** `The state 41%`: what was asked or counted and, alone behind it, how much. */
const share = /^(?!.*[.!?:;] )\p{L}[^\d!?]{1,50}[ \t]\d[\d.,]* ?%?$/u;

/** What separates the cells of a line, and how often, where it looks like the row of a table. */
export function rowOf(words: string): string | undefined {
  const last = words.charCodeAt(words.length - 1);
  if ((last === 37 || (last > 47 && last < 58)) && share.test(words)) return '%';
  if (!/[\t|]|[;,](?! )| {3}/u.test(words)) return undefined;
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

/** A line that is set apart and no sentence: `THE BOROUGH OF SEDGE        Defendant`. */
function isApart(source: string, { begin, end }: Line): boolean {
  const words = source.slice(begin, Math.min(end, begin + longestHead));
  return /\S {6,}\S/u.test(words) && !/[.!?]["”’)]?$|[\p{Ll},] {6,}\p{Ll}/u.test(words);
}

/** A line with what it is: words, code, nothing, or what is none of the text. */
export interface SortedLine extends Line {
  kind: 'text' | 'code' | 'blank' | 'page' | 'gone' | 'row';
  label: Label | undefined;
  /** Nothing before it goes on in it: a message with its time, a voice after a dash. */
  readonly isStart: boolean;
}

/** `02:14 How it began`: the time and the title of a chapter. */
const chapter = /^\(?(?:\d{1,2}:)?\d{1,2}:\d\d\)?(?: ?[-–—|])? \p{Lu}[^.!?:;]{2,70}$/u;

function isChapter(source: string, { begin, end }: Line): boolean {
  const from = source.lastIndexOf('\n', begin - 1) + 1;
  return end - from < longestHead && chapter.test(source.slice(from, end));
}

/** Rows of a table are lines by themselves, and nothing is said in them. */
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

/** Most texts have nothing that parts the cells of a row. */
const mayHoldRows = /[\t|]|[;,][^\s\d]|,[\d.]+,| {3}|[ \t]\d[\d.,]* ?%?\r?\n|\n\(?\d{1,2}:\d\d/u;

const farewell =
  /^(?:(?:best|kind|warm|with best|with kind|many)?\s*(?:regards|wishes)|sincerely|yours (?:sincerely|faithfully|truly)|sincerely yours|respectfully submitted|your (?:loving|affectionate|obedient) \p{L}+|cheers|many thanks|thanks|respectfully|cordialement|bien à vous|mit freundlichen grüßen|(?:viele|beste|liebe) grüße|saludos(?: cordiales)?|atentamente|cordiali saluti),?!?$/iu;

/** Ends in a comma, stands alone, or is `--`. */
function mayBeFarewell(source: string, { begin, end }: Line): boolean {
  const last = source.charCodeAt(end - 1);
  return last === 44 || last === 33 || last === 45 || end - begin < 20;
}

/** The lines of a signature: after `-- `, or short ones after a farewell. */
export function markSignatures(source: string, lines: SortedLine[]): void {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as SortedLine;
    if (line.kind !== 'text' || line.end - line.begin > 40 || !mayBeFarewell(source, line)) continue;
    const words = source.slice(line.begin, line.end);
    if (words !== '--' && !farewell.test(words)) continue;
    for (let at = i; at < Math.min(lines.length, i + 12); at++) {
      const one = lines[at] as SortedLine;
      if (one.kind !== 'text') continue;
      if (one.end - one.begin > 60 && words !== '--') break;
      if (at > i + 1 && /^(?:From|To|Subject|Date|On|Von):? /u.test(source.slice(one.begin, one.begin + 10))) break;
      one.kind = 'row';
    }
  }
}
