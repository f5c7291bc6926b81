import type { Span } from '../text/change';
import { hint } from './vocabulary';

/**
 * Whether a paragraph belongs to the page and not to the text: byline, date, menu, share line, caption, credit, note on
 * the reporters, address. Nothing in it is a claim. Long paragraphs never are. `hints` are those of its words.
 */
export function isBoilerplate(text: string, { from, to }: Span, isBullet: boolean, hints: number): boolean {
  const length = to - from;
  if (length > 420 || (length > 160 && (hints & (hint.credit | hint.note | hint.invitation)) === 0)) return false;
  const line = text.slice(from, to);
  if (hints & hint.credit && credit.test(line)) return true;
  if (hints & hint.note && notes.test(line.toLowerCase())) return true;
  if (hints & hint.invitation && invitation.test(line.toLowerCase())) return true;
  if (length > 160) return false;
  if (line.startsWith('©') || caption.test(line) || (length < longestGreeting && greeting.test(line))) return true;
  if (procedure.test(line) || sittingAbroad.test(line)) return true;
  if ((isBullet || hasBar.test(line)) && isMenu(line, isBullet)) return true;
  return hasDigit.test(line) && (sitting.test(line) || counter.test(line));
}

const longestGreeting = 60;
/** The longest line of minutes or papers that may also begin news, in UTF-16 units. Guessed. */
const longestProcedure = 90;
const greeting =
  /^(?:(?:My )?[Dd]ear(?:est)?|Hi|Hello|Hey|Good (?:morning|afternoon|evening)|To whom it may concern|Sehr geehrte[rs]?|Liebe[rs]?|Hallo|Guten Tag|Ch(?:er|ère|ers)|Bonjour|Madame|Monsieur|Estimad[oa]s?|Querid[oa]s?|Hola|Gentile|Egregi[oa]|Car[oaie]|Geachte|Beste|Kære|Hej|Prezad[oa]s?|Szanown[aiy]|(?:Уважаем|Шановн)\p{L}+)(?:[ ,][^.!?:;]*)?[,:!]$/u;

/** Describes a table or a picture next to it. */
const caption =
  /^[*_]{0,2}(?:FIG|Fig)S?\. ?\d+[a-zA-Z]?(?:(?:,|,? (?:and|to)) \d+[a-zA-Z]?)* (?:is|are|shows?|illustrates?|depicts?) (?:an? |the )?.*\b(?:views?|diagrams?|sections?|drawings?|schematics?|elevations?|charts?|graphs?|plans?)\b|^[*_]{0,2}(?:Table|Tables|Figure|Figures|Fig\.|Chart|Box|Map|Exhibit|Plate|Annex|Appendix|Tableau|Tabelle|Abbildung|Abb\.|Tabla|Cuadro|Gráfico|Figura) (?:\d+|[A-Z]|[IVX]+)(?:[.-]\d+)*[.:] /u;

/** Names who made the captions. */
export const captioner =
  /^(?:Captions?|Captioned|Captioning|Subtitles?|Subtitled|Transcript(?:ion)?|Untertitel|Sous-titres|Subtítulos|Sottotitoli)(?: (?:by|made|provided|sponsored|von|de|por|di))? [^.]{2,60}$/u;

/** An entry of a list of references: `Smith, J. (2019). Rivers. Press.`, `Lind O. Tired pilots. 2026.` */
const entry =
  /^\[[\w+-]{1,14}\][ \t]+\p{Lu}[\p{L}'’-]+, \p{Lu}\.|^(?:\[\d{1,3}\][ \t]+)?(?:\p{Lu}[\p{L}'’-]+, (?:\p{Lu}\.[- ]?){1,3}|(?:\p{Lu}\. ?){1,3}\p{Lu}[\p{L}'’-]+),? (?:and |& |et al|[“"]|\p{Lu}).{0,250}\b(?:19|20)\d\d\)?\.?$|^(?:\^ ?)?\p{Lu}[\p{L}'’-]+(?:, (?:\p{Lu}\.[- ]?){1,3}| \p{Lu}{1,2}[.,]).{0,120}?\((?:19|20)\d\d[a-z]?\)|^(?:\^ ?)?\p{Lu}[\p{L}'’-]+ \p{Lu}{1,2}(?:, \p{Lu}[\p{L}'’-]+ \p{Lu}{1,2}){0,8}\. .{5,200}(?:19|20)\d\d\b|^\p{Lu}[\p{L}'’-]+(?:,| (?:and|to|&) \p{Lu}).{3,160}(?:, \d{1,4}(?:[–-]\d{1,4})?|\b(?:box|folder|fol|reel|file|vol|no)\.? \d{1,4}[a-z]?)\.$|^["“][^"“”]{3,120},["”] \p{Lu}.{2,80}\b(?:1[6-9]|20)\d\d(?:, (?:sec\. )?[A-Z]?\d{1,3}(?:[–-]\d{1,3})?)?\.$/u;

/** Whether a paragraph is an entry of a list of references. */
export const isReference = (text: string, { from, to }: Span): boolean =>
  to - from < longestEntry &&
  (text.charCodeAt(from) === 91 || /\d/u.test(text.slice(from, to))) &&
  entry.test(text.slice(from, to));

const longestEntry = 420;

/** Needed by some of the expressions below; most lines have no digit. */
const hasDigit = /\d/u;
const hasBar = /[|>/·•›»]/u;

const credit =
  /\bCredit(?:\.{2,}|…|:)|\b(?:Images?|Photos?|Photographs?|Pictures?|Pic|Fotos?|Bild|Video|Graphic|Illustration|Map)(?: (?:by|credit|courtesy))?: ?\p{L}|\((?:Photo|AP Photo|Image|Picture|Credit|Foto)\b[^)]*\)?\.?$|\/(?:Reuters|AFP|AP|EPA|Getty|Getty Images|Bloomberg|Shutterstock|Associated Press|The New York Times|dpa|Xinhua)\b[^.]{0,30}\.?$|\bvia (?:Getty Images|AP|Reuters|Shutterstock|AFP|Wikimedia Commons)\b|©|\bGetty Images\b/u;

const roles =
  '(?:reporter|correspondent|editor|columnist|journalist|staff writer|writer|contributor|producer|photographer|fellow at this|bureau chief|newsletter)';

/**
 * Notes on who wrote a text and where it appeared first; in small letters, which match ten times faster than any case.
 */
const notes = new RegExp(
  [
    '^(?:additional |further )?(?:reporting|research|writing|editing|graphics|photography)(?: (?:was|were))?(?: (?:and|,) \\p{L}+)* (?:contributed )?by\\b',
    '\\bcontributed (?:reporting|research|to this (?:report|article|story))\\b',
    "^(?:\\p{L}[\\p{L}.’'-]* ){1,4}reported from \\p{L}[^.]{0,80}\\.",
    `^(?:\\p{L}[\\p{L}.’'-]* ){2,4}(?:is|was) (?:an?|the|our|[\\p{L}’' ]+’s) [^.]{0,80}\\b${roles}\\b`,
    `^(?:\\p{L}[\\p{L}.’'-]* ){1,4}(?:covers|writes about|reports on) [^.]+\\.$`,
    '^(?:a version of )?this (?:article|story|piece|report|post|interview|transcript) (?:was|is|has been|appears|appeared|originally|first)\\b',
    '^(?:first|originally) published\\b|^(?:published|updated|posted|last (?:updated|modified)|modified|aktualisiert|publié|mis à jour|actualizado)\\b.{0,60}$',
    '^(?:this|the information in this) (?:e-?mail|message|communication|transmission)\\b.*\\b(?:confidential|intended|attachments|recipient)',
    '^\\(?continued (?:on|from) (?:page|p\\.)',
    '^(?:all rights reserved|copyright\\b)',
  ].join('|'),
  'u',
);

/** Asks the reader to do something; in small letters. */
const invitation =
  /\bsign(?:ing)? up (?:for|to) (?:our|the|your|this|\p{L})|\bsubscrib(?:e|ing) (?:to|now|today|for)\b|\b(?:our|free|daily|weekly|morning) newsletter\b|\b(?:in|to) your inbox\b|\bdownload (?:our|the) app\b|\bfollow (?:us|\p{L}+ \p{L}+) on (?:twitter|x|facebook|instagram|bluesky|linkedin|whatsapp|telegram|mastodon)\b|\bclick here\b|^(?:share|tweet) this\b|\bsupport our (?:journalism|work)\b|^(?:already a subscriber|want to stay updated|have you been affected|do you have a (?:story|tip)|get in touch|send us)\b|\bread more (?:at|on|about|here)\b|\bgift this article\b|\bour (?:terms of (?:use|service)|privacy policy|cookie)|\baccept (?:all )?cookies\b|\benable javascript\b|\byou(?:['’]re| are) receiving this\b|\bunsubscribe\b|\bview (?:this (?:e-?mail )?)?in (?:your )?browser\b/u;

/** `412 points (96% upvoted)`, `40 Likes` */
const counter =
  /^(?:\d[\d.,]*[KMk]? (?:points?|upvotes?|likes?|views?|comments?|shares?|retweets?|reposts?|quotes?|bookmarks?|followers?|replies|reads?|reactions?|subscribers?|ratings?|reviews?|downloads?)\b[ ·|,]*(?:\(.{1,30}\))?)+(?: (?:ago|so far|today))?$|^\d[\d,]* (?:people|persons?|readers?|customers?|members?) found this (?:review |answer |page )?(?:helpful|useful)\.?$/iu;

/** `The House met at 2.30 p.m.`, `The meeting was adjourned at 21:05.`; not `The council closed the hall on May 3.` */
const sitting =
  /^(?:The )?(?:House|Senate|Council|Committee|Board|Court|Assembly|Parliament|Chamber|Sitting|Meeting|Session|Hearing|Interview|interview|meeting|sitting|session|hearing|council|committee|board|court|house)\b[^.]{0,40}\b(?:met|convened|assembled|sat|rose|adjourned|suspended|opened|closed|resumed|began|ended|started|order|(?:commenced|terminated|concluded)(?= at\b))\b(?! (?:the|an?|its|his|her|their|\d+) \p{Ll}).{0,30}\b\d{1,2}(?:[.:]\d\d)?(?: ?(?:[ap]\.?m\.?|o[’']clock|hours|noon))?\.?$|\bcalled (?:the )?(?:meeting|session|hearing|house|council|board) to order\b|^(?:CALL TO ORDER|ADJOURNMENT|Adjournment|Adjourned|RECESS|Recess)\b.{0,20}\d|^(?:It was )?(?:MOTION|Motion|MOVED|Moved|moved|Proposed|SECONDED|Seconded)\b(?: by| to|:).{0,90}\b(?:[Ss]econd|SECOND|[Cc]arried|CARRIED|\d{1,2}[–-]\d)/u;

/** A name with the words that join names in credits; no sentence goes on after it. */
const credited =
  "(?:(?:\\p{Lu}[\\p{L}’'-]*|and|with|for|by|of|the|at|in|edited|hosted|mixed|presented|produced|series|editor|producer|sound|design|music|original|theme|&)[,;.]?(?: |$)){1,16}";

/**
 * How minutes begin and end, how votes are put, what papers and tables say of themselves. News begins alike (`Presented
 * by Labour in March, the bill …`), so each must also end in a known way, and most are short.
 */
const procedure = new RegExp(
  `^(?:${[
    'Confidentiality [Nn]otice ?[:.]',
    '(?:The following|This|Below) is an? (?:[\\p{L}-]+ ){0,3}transcript(?:ion)? of\\b',
    '(?:CAUTION|EXTERNAL)[:. ]',
    'Please consider the environment',
    '(?:Electronically|Digitally) (?:signed|verified|authenticated) (?:by|on)\\b',
    'This e-?[Bb]ook is for the use of anyone',
    'Release [Dd]ate: ',
    '[\\p{Lu}, .’-]+, (?:C\\. )?JJ?\\.,(?: [\\p{L}, .’-]+,)? (?:delivered|filed|announced|took no part|joined)\\b',
    '(?:Anyone|Anybody|Witnesses|Members of the public|Residents|Motorists|Drivers|Those) (?:with|who|is|are)\\b.*\\b(?:should|asked to|urged to|can) (?:call|contact|phone|ring|email|speak to|get in touch|come forward)\\b',
    '(?:DATED|Dated|SIGNED|Signed|EXECUTED|Executed)(?: at [^.]{2,60}?)?,? (?:this|on) (?:the )?\\d{1,2}(?:st|nd|rd|th)? ',
    'WHEREFORE,',
    'Having regard to (?:.*[,;]|[^,.!?…]{1,80})$',
    '(?:Ordinary|Special) [Rr]esolution(?: (?:No\\. ?)?\\d+)?(?: ?[:.–—-] ?|$)',
    'Minutes of (?:the|an?) (?!.*\\b(?:shows?|showed|says?|said|suggest(?:s|ed)?|reveal(?:s|ed)?|record(?:s|ed)?|were|was)\\b).*(?:\\bheld\\b|\\d{4})',
    `(?=.{0,${String(longestProcedure)}}$)(?:${[
      'There being no (?:further|other) (?:business|matters?|questions?|items?|comments?|speakers?)\\b(?!.*\\b(?:court|jury|judges?)\\b)',
      'The minutes of .{3,80} were (?:agreed|approved|confirmed|accepted|taken as read|signed)\\b.{0,40}$',
      '.{3,60} declared (?:an?|no) (?:[\\p{L}-]+ ){0,3}interests?(?: in (?:agenda )?items? [^ ]*\\d.{0,30})?\\.?$',
      'Apologies(?: for absence)? (?:were|was|had been|have been) (?:received|accepted|noted|tendered|given)\\b',
      '(?:AI(?:-generated)? )?(?:[Nn]otes|[Ss]ummaries|[Tt]ranscripts?|[Cc]aptions|[Aa]nswers|[Rr]esponses|[Ii]nformation)(?: generated by AI)? (?:may|can) (?:contain|include) (?:errors|mistakes|inaccuracies)\\b',
      'This (?:Act|Law|Regulation|Directive|Decision|Order|Treaty|Agreement|Convention) (?:may be cited|shall (?:enter|come) into force|(?:enters|comes) into force|shall apply from)\\b',
      'Be it (?:therefore )?enacted\\b',
      'S(?:EC|ECTION|ec|ection)\\.? \\d{1,4}[A-Z]?\\. \\p{Lu}[\\p{L} ,;’-]+\\.?$',
      '(?:Accepted answer|Answered|Asked|Edited|Commented)\\b.{0,60}\\b(?:at \\d{1,2}:\\d\\d|ago)$',
      '(?:Last|This (?:leaflet|page|document|guidance|guide|form|notice|factsheet|fact sheet|policy) (?:was|is|has been) (?:last|next)) (?:reviewed|checked|edited|revised|verified|updated|modified|due)\\b.{0,40}$',
      'Was this (?:page|article|answer) helpful',
      '(?:Music|Theme music|Cover art|Artwork|Sound design): ',
      `(?:Produced|Hosted|Presented|Edited|Mixed) by ${credited}(?:(?<=\\. )New episodes .{0,40})?$`,
      '(?:(?:Published|Updated|Posted)(?: on| at)?:? )?(?:\\p{L}{3,9},? )?(?:\\p{Lu}\\p{L}{2,8}\\.? \\d+|\\d+ \\p{L}{3,9}),? \\d{4},?(?: at)? [\\d:.]+ [ap]\\.m\\.$',
      '(?:Related|See also|Sources?|Tags?|Reporting|Read (?:also|more)|Читайте також|Читайте также|Zobacz też|Lire aussi|Lesen Sie auch|Leer más|Leggi anche) ?: .*[^.]$',
      '(?:Фото ?:|Fot\\.) .*[^.]$',
      '(?:ACTION|Action)(?: [Pp]oint| [Ii]tem)?(?: \\d+)? ?: ',
      '(?:Date of (?:the )?)?[Nn]ext [Mm]eeting(?: is| will be| to be held)?(?: on)? ?:? .*\\d',
      '(?:Our|The|Your|And (?:our|the)) (?:first|second|third|next|last|final|following) question (?:today )?(?:comes|is coming|will come|is) from (?:the line of )?',
      '[\\w-]{2,40} (?:approved these changes|force-pushed the|requested (?:changes|a? ?review)|merged (?:commit|\\d)|self-assigned this|mentioned this|pushed \\d+ commits?|(?:re)?opened this|closed this|added the)\\b',
      'The (?:gentleman|gentlewoman|gentlelady|Senator|Member)\\b.{0,40} is (?:now )?recognized\\b',
      'I (?:yield (?:myself|back|to)|reserve the balance)\\b',
      '.{3,50} \\(instructed by [^()]{2,60}\\) (?:appeared )?for the ',
      'Hearing dates?: ',
      'Done at \\p{Lu}[^.]{1,60}\\d{4}(?:,? in [^.]{2,40})?\\.?$',
      '(?:(?:Sources?|Base): [^.]{2,80}\\. )?(?:Notes?: )?(?:Figures|Totals|Numbers|Percentages|Columns|Amounts) (?:may|might|do) not (?:add|sum)\\b[^,]{0,45}$',
      'Funding[:.] (?:.*\\b[Nn]one(?: declared| reported| received)?|.*\\(grant (?:no|number)\\.? [\\p{L}\\d/-]+\\)|.*\\bno (?:external|outside|specific) (?:funding|grants?))\\.?$',
      '(?:Conflicts? of [Ii]nterests?(?: Disclosures?)?|Competing interests|Trial registration|Ethics approval|Data availability|Correspondence(?: to)?) ?[:.] ',
    ].join('|')})`,
  ].join('|')})`,
  'u',
);

/** `La seduta termina alle 14,10.`, `Se suspende la sesión a las dos.` */
const sittingAbroad =
  /^(?:(?:Si passa alla votazione|Si procede alla votazione|Abstimmung|Abstimmungsergebnis|Votación|Vote|Scrutin|Głosowanie|Голосували|Voti)(?: ?[:–—-] ?|, ).{0,20}\d|(?:La|Die|Der|El|Se|Alle ore|Um|Gegen|À|A las)\b.{0,30}\b(?:seduta|sesión|séance|Sitzung|sessão|reunión|riunione|réunion)\b.{0,20}\b(?:termina|comienza|comincia|inizia|levanta|suspende|endet|beginnt|schließt|geschlossen|eröffnet|levée|ouverte|suspendue|aperta|abre|sospesa|tolta|chiusa)\b|(?:Y no habiendo .{0,60}|Sin más asuntos .{0,60})?[Ss]e (?:abre|levanta|suspende|reanuda) la sesión\b)/u;

/** Whether a line has only a few words between bars or dots, or is a bullet of one or two words. */
function isMenu(line: string, isBullet: boolean): boolean {
  const parts = line.split(/\s+[|·•›»>/]\s+|\s*\|\s*/u).filter((part) => part !== '');
  if (parts.length >= 3) return parts.every((part) => part.split(' ').length <= 5) && !/[.!?]$/u.test(line);
  return isBullet && !/[\p{N}.!?:“"„«]/u.test(line) && line.split(' ').length <= 2;
}
