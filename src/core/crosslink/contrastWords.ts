import { monthNames } from './notations';

// Words that tell that two figures are about different things. Each pattern holds words of the interface's languages:
// English, German, Spanish, French, Ukrainian, but none with another meaning in another of them.

/** Whole words, to be searched in text in small letters: V8 takes three times as long to compile a regex with `i`. */
const words = (pattern: string, flags = 'u'): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, flags);

/**
 * States of one thing that is counted more than once: figures of two of them do not disagree, nor does one of them
 * disagree with a figure without a state.
 */
export const states: readonly RegExp[] = [
  'at first|initially|originally|first reported|(?:earlier|early|first|initial|provisional|preliminary|partial) (?:reports?|results?|figures?|count|tall(?:y|ies)|estimates?)|exit polls?|projections?' +
    '|zunächst|anfangs|ursprünglich|vorläufig\\p{L}*|hochrechnung\\p{L}*|al principio|inicialmente|provisional(?:es)?|preliminar(?:es)?|d.abord|initialement|provisoires?|спочатку|попередн\\p{L}*',
  'half-?time|at the (?:break|interval)|in the first half|first set|first leg|zur pause|halbzeit|al descanso|à la mi-temps|перерв\\p{L}*',
  '(?:early|morning|pre-?market|after-hours|midday) trading|at the open(?:ing)?|at one point|at (?:its|their|the) (?:peak|height)|peaked|zeitweise|zeitweilig|por momentos|par moments',
  'year[- ]to[- ]date|so far this year|since (?:the start|the beginning) of the year|(?:first )?(?:six|nine|ten|eleven) months|half[- ]year|cumulative(?:ly)?|in total since|seit jahresbeginn|halbjahr\\p{L}*|en lo que va de año|semestre|depuis le début de l.année|з початку року|півріччя',
  '(?:by|as of|until|till|bis|hasta|jusqu.à|до)\\s(?:\\d{1,2}(?:[:.]\\d\\d)?\\s?[ap]\\.?m|\\d{1,2}[:.]\\d\\d|\\d{1,2} o.clock|\\d{1,2} uhr|noon|midday|midnight|(?:the |early |late |mid-)?(?:morning|afternoon|evening)|night(?:fall)?|dawn|dusk|mittag|mitternacht|mediodía|medianoche|midi|minuit|полудня|півночі)',
].map((pattern) => words(pattern));

const month = `(?:${monthNames.join('|')})`;

/** Periods of figures: `first quarter`, `next year`, `in May`, `in 2027`, `fiscal year`. */
export const periods: readonly RegExp[] = [
  '(?:first|second|third|fourth|last|final|q[1-4])[- ](?:quarter|half|month|week|season|year|decade)(?:ly)?|(?:erst|zweit|dritt|viert)\\p{L}* (?:quartal|halbjahr)\\p{L}*|(?:primer|segundo|tercer|cuarto) (?:trimestre|semestre)|(?:premier|deuxième|second|troisième|quatrième) (?:trimestre|semestre)|(?:перш|друг|трет|четверт)\\p{L}* кварталі?',
  '(?:this|next|last|previous|coming|current)(?: (?:fiscal|financial|calendar|school))? (?:year|month|week|quarter|season)|(?:dies|nächst|letzt|vorig|kommend|vergangen)\\p{L}* (?:jahr|monat|woche|quartal|saison)\\p{L}*|(?:este|próximo) año|año (?:pasado|que viene|próximo)|cette année|l.année (?:prochaine|dernière)|l.an (?:prochain|dernier)|(?:цього|наступного|минулого|торішнього) (?:року|місяця|тижня)',
  '(?:fiscal|financial|calendar) (?:year )?\\d{2,4}(?:/\\d\\d)?',
  `(?:in|for|since|during|im|seit|en|de|у|в|з) ${month}`,
  `(?:in|for|since|during|year|jahr|seit|en|de|del|año|année|${month})(?: de)? (?:19|20)\\d\\d(?:/\\d\\d)?(?! \\p{Ll}+(?:s|ren|men|people))|(?:19|20)\\d\\d (?:року|році)`,
].map((pattern) => words(pattern, 'gu'));

/** Kinds of words that exclude each other: the one next to a figure tells its subject; `any` finds any kind. */
export const contrasts: readonly { readonly any: RegExp; readonly kinds: readonly RegExp[] }[] = [
  [
    'net|netto\\p{L}*|neto|nette|чист\\p{L}+',
    'operating|operational|operativ\\p{L}*|operativo|opérationnel\\p{L}*|операційн\\p{L}*',
    'gross|brutto\\p{L}*|bruto|brute?|валов\\p{L}+',
    'before tax|pre-?tax|vor steuern|antes de impuestos|avant impôts?',
    'after tax|nach steuern|después de impuestos|après impôts?',
    'adjusted|underlying|core|bereinigt\\p{L}*|ajustad\\p{L}*|ajusté\\p{L}*|базов\\p{L}+',
  ],
  [
    'profits?|earn(?:s|ed|ings)?|income|\\p{L}*gewinn\\p{L}*|beneficios?|ganancias?|bénéfices?|прибут\\p{L}+',
    'sales|revenues?|turnover|takings|grossed|took|\\p{L}*umsatz\\p{L}*|umsätze\\p{L}*|ventas|ingresos|ventes|chiffre d.affaires|продаж\\p{L}*|вируч\\p{L}+',
    'costs?|spen(?:d|t|ding)|expenses?|loss|losses|lost|damages?|kosten|kostet\\p{L}*|ausgaben|verluste?|schaden|schäden|costos?|costes?|cost\\p{L}+|gastos?|pérdidas?|daños?|coûts?|coût\\p{L}+|dépenses?|pertes?|dégâts|витрат\\p{L}*|кошту\\p{L}+|збит\\p{L}+',
    'debts?|owes?|owed|loans?|schulden|kredite?|deudas?|préstamos?|dettes?|prêts?|борг\\p{L}*|кредит\\p{L}*',
    'fines?|fined|penalty|penalties|geldstrafe\\p{L}*|bußgeld\\p{L}*|multas?|amendes?|штраф\\p{L}*',
    'dividends?|dividende\\p{L}*|dividendos?|дивіденд\\p{L}*',
    'orders?|aufträge\\p{L}*|auftrag\\p{L}*|pedidos?|commandes?|замовлен\\p{L}*',
    'invest\\p{L}*|invers\\p{L}*|інвест\\p{L}*',
  ],
  [
    'ask(?:s|ed|ing)?|demand(?:s|ed|ing)?|sought|seek(?:s|ing)?|want(?:s|ed)?|call(?:s|ed|ing) for|request(?:s|ed)?|propos(?:e|es|ed|al)|forder\\p{L}*|verlang\\p{L}*|pid(?:e|en|ió|ieron)|exig\\p{L}*|demand\\p{L}*|réclam\\p{L}*|вимага\\p{L}*|прос(?:ить|ять|ив|или)',
    'offer(?:s|ed|ing)?|angebot\\p{L}*|biet(?:et|en)|geboten|ofrec\\p{L}*|oferta|offr\\p{L}+|propos(?:ait|aient|ent)|пропону\\p{L}*',
    'fac(?:e|es|ed|ing)|maximum|up to|carr(?:y|ies)|punishable|droh(?:en|t)|bis zu|hasta|jusqu.à|до',
    'sentenced|jailed|got|given|receiv(?:e|es|ed)|award(?:s|ed)?|agreed|settled|ordered|granted|accept(?:s|ed)?|verurteilt\\p{L}*|erhielt\\p{L}*|bekam\\p{L}*|condenad\\p{L}*|recib\\p{L}*|condamné\\p{L}*|reç\\p{L}+|засуд\\p{L}*|отрима\\p{L}*',
  ],
  [
    'kill(?:s|ed|ing)?|d(?:ied|ead|eaths?|ying)|drown(?:ed|ing)?|los(?:t|e|ing) (?:his|her|their) (?:life|lives)|fatal(?:ities)?|bodies|death toll|tote[nr]?|getötet\\p{L}*|starb(?:en)?|gestorben|todesopfer\\p{L}*|muert[oa]s?|mur(?:ió|ieron)|fallecid[oa]s?|morts?|tué[es]*|décès|загин\\p{L}+|помер\\p{L}*|мертв\\p{L}*|вбит\\p{L}*',
    'injur(?:ed|ing|ies|y)|wound(?:ed|ing|s)|hurt(?:ing)?|hospital(?:s|ised|ized)?|verletzt\\p{L}*|herid[oa]s?|bless(?:é|ée|és|ées|ures?)|поранен\\p{L}*|травмован\\p{L}*',
    'missing|unaccounted|vermisst\\p{L}*|desaparecid[oa]s?|disparu[es]*|зник\\p{L}+',
    'rescued|saved|evacuated|pulled from|survivors?|survived|gerettet\\p{L}*|evakuiert\\p{L}*|überleb\\p{L}*|rescatad[oa]s?|evacuad[oa]s?|sobreviv\\p{L}*|sauvé[es]*|évacué[es]*|surviv\\p{L}*|врятован\\p{L}*|евакуйован\\p{L}*',
    'arrest(?:ed|ing|s)|detained|charged|festgenommen\\p{L}*|verhaftet\\p{L}*|detenid[oa]s?|arrestad[oa]s?|arrêté[es]*|interpellé[es]*|затриман\\p{L}*|арештован\\p{L}*',
    'homeless|displaced|obdachlos\\p{L}*|vertrieben\\p{L}*|desplazad[oa]s?|déplacé[es]*|sans-abri|переселен\\p{L}*',
  ],
  [
    'first|erste\\p{L}?|primer[oa]?s?|premi(?:er|ère)s?|перш\\p{L}+',
    'second|zweite\\p{L}?|segund[oa]s?|deuxièmes?|друг(?:ий|а|е|ого|ої|ому)',
    'third|dritte\\p{L}?|tercer[oa]?s?|troisièmes?|трет\\p{L}+',
    'fourth|vierte\\p{L}?|cuart[oa]s?|quatrièmes?|четверт\\p{L}+',
    'last|final|letzte\\p{L}?|últim[oa]s?|derni(?:er|ère)s?|останн\\p{L}+',
  ],
  [
    'men|males?|männer\\p{L}?|hombres?|hommes?|чоловік\\p{L}*',
    'women|females?|frauen|mujer(?:es)?|femmes?|жін\\p{L}+',
    'children|child|boys|girls|minors|pupils|kinder\\p{L}?|niñ[oa]s?|enfants?|діт(?:ей|и)|дитин\\p{L}*',
  ],
  [
    'lost|los(?:es|ing)|shed|verlor\\p{L}*|perd\\p{L}+|втрат\\p{L}+',
    'left|remain(?:s|ing)?|keeps?|kept|verbleib\\p{L}*|qued(?:a|an|aron)|rest(?:e|ent)|залиш\\p{L}+',
    'gain(?:s|ed|ing)?|added|picked up|gewann\\p{L}*|gan(?:ó|aron)|gagn\\p{L}+|здобу\\p{L}+',
  ],
  [
    'vot(?:e[sd]?|ing) (?:for|in favou?r)|in favou?r|backed|supported|yes|stimmten dafür|dafür|ja-stimmen|a favor|votaron a favor|pour|за',
    'against|opposed|rejected|no|dagegen|nein-stimmen|en contra|contre|проти',
    'abstain(?:ed|ing)?|abstentions?|enthaltung\\p{L}*|enthielten|abstenci\\p{L}+|утримал\\p{L}+',
  ],
  [
    'worth|valued?|estimated at|wert|valorad\\p{L}*|valeur|варт\\p{L}+',
    'insured|insurance|versichert\\p{L}*|asegurad\\p{L}*|assuré\\p{L}*|застрахован\\p{L}*',
    'reward|belohnung|recompensa|récompense|винагород\\p{L}*',
  ],
  [
    'st(?:ole|olen|eal)|t(?:ook|aken)(?! (?:part|place|to))|seized|looted|gone|gestohlen\\p{L}*|stahlen|erbeutet\\p{L}*|rob\\p{L}+|volé\\p{L}*|dérobé\\p{L}*|викра\\p{L}+',
    '(?:has|have|had)(?= (?:some |about |nearly )?\\d)|owns?|owned|holds?|houses?|besitzt|hat(?= \\d)|tiene(?= \\d)|possède',
  ],
  [
    'sent|brought|gave|arrived|schickt\\p{L}*|entsandt\\p{L}*|envi(?:ó|aron)|envoy\\p{L}+|надісла\\p{L}*',
    'asked|needs?|needed|want(?:s|ed)?|lack(?:s|ed)?|brauch\\p{L}*|benötig\\p{L}*|necesit\\p{L}+|besoin|потреб\\p{L}+',
  ],
  [
    'average|mean|typical|durchschnitt\\p{L}*|promedio|media|moyenne?|середн\\p{L}+',
    'median|mediana|médiane|медіан\\p{L}*',
    'largest|biggest|highest|record|größte\\p{L}?|höchste\\p{L}?|rekord\\p{L}*|mayor|récord|plus (?:grande?|haut)|найбільш\\p{L}+|рекорд\\p{L}*',
    'smallest|lowest|kleinste\\p{L}?|niedrigste\\p{L}?|menor|plus (?:petite?|bas)|найменш\\p{L}+',
  ],
  [
    'urban|cities|städtisch\\p{L}*|urban[oa]s?|urbaine?s?|міськ\\p{L}+',
    'rural|countryside|ländlich\\p{L}*|rurales|rura(?:le|ux)|сільськ\\p{L}+',
  ],
  [
    'primary|grundschul\\p{L}*|primaria|primaire',
    'secondary|gymnasi\\p{L}*|secundaria|secondaire',
    'vocational|berufsschul\\p{L}*',
  ],
  [
    'north(?:ern)?|norden|nördlich\\p{L}*|norte|nord|північ\\p{L}*',
    'south(?:ern)?|süden|südlich\\p{L}*|sur|sud|південь|південн\\p{L}*',
    'east(?:ern)?|osten|östlich\\p{L}*|este(?= de)|est(?= d)|схід\\p{L}*|східн\\p{L}*',
    'west(?:ern)?|westen|westlich\\p{L}*|oeste|ouest|захід\\p{L}*|західн\\p{L}*',
  ],
  [
    'built|made|founded|set up|gebaut|gegründet|construid[oa]s?|fundad[oa]s?|construite?s?|fondée?s?|збудован\\p{L}*|заснован\\p{L}*',
    'bought|purchased|acquired|gekauft|erworben|comprad[oa]s?|compró|achetée?s?|куп\\p{L}+|придба\\p{L}+',
    'sold|verkauft|vendid[oa]s?|vendues?|продан\\p{L}*',
  ],
  [
    'confirmed|bestätigt\\p{L}*|confirmad[oa]s?|confirmée?s?|підтверджен\\p{L}*',
    'suspected|probable|verdacht\\p{L}*|sospechos[oa]s?|suspecte?s?|підозр\\p{L}+',
  ],
  [
    'on the year|year[- ]on[- ]year|from a year (?:ago|earlier|before)|annual(?:ly)?|im vorjahresvergleich|gegenüber dem vorjahr(?:esmonat)?|interanual|anual|sur un an|annuel(?:le)?|за рік|річн\\p{L}+',
    'on the month|month[- ](?:on|over)[- ]month|from (?:the previous|a) month|monthly|gegenüber dem vormonat|intermensual|mensual|sur un mois|mensuel(?:le)?|за місяць|місячн\\p{L}+',
    'on the quarter|quarter[- ](?:on|over)[- ]quarter|quarterly|gegenüber dem vorquartal|trimestral|sur un trimestre|trimestriel(?:le)?|за квартал|квартальн\\p{L}+',
  ],
  [
    '(?:a|the|one|ein|un|el|l.) ?euro',
    '(?:a|the|one|ein|un|el|le) (?:us )?d[oó]ll?ar',
    '(?:a|the|one) (?:pound|sterling)',
    'the yen',
  ],
  [
    'open(?:s|ed|ing)?|eröffne\\p{L}*|geöffnet|abr(?:e|en|ió|ieron)|ouv(?:re|rent|ert)|відкри\\p{L}+',
    'clos(?:e|es|ed|ing)|schloss(?:en)?|geschlossen|schließ(?:t|en)|cierr(?:a|an)|cerr\\p{L}+|ferm\\p{L}+|закри\\p{L}+',
  ],
  [
    'town|city|capital|village|district|stadt|dorf|ciudad|pueblo|ville|village|міст(?:о|і)|сел(?:о|і)',
    'region(?:al)?|province|county|statewide|countywide|provinz|landkreis|región|provincia|région|област\\p{L}+',
    'nationwide|national(?:ly)?|country|countrywide|landesweit|bundesweit|país|nacional|pays|national|країн\\p{L}+',
    'worldwide|global(?:ly)?|world|weltweit|mundial|mondial\\p{L}*|monde|світ\\p{L}*',
  ],
  [
    'this year|year over year|dieses jahr|este año|cette année|цього року',
    'last year|previous year|a year (?:ago|earlier|before)|letztes jahr|im vorjahr|año pasado|l.an dernier|l.année dernière|минулого року|торік',
  ],
  ['last year|letztes jahr', 'the year before|two years ago|vorletztes jahr|vor zwei jahren'],
].map((group) => ({ any: words(group.join('|')), kinds: group.map((pattern) => words(pattern, 'gu')) }));

/** Words about the future, as in forecasts, but also in settled plans. */
const ahead = words('would|will|wird|werden|würden?');

/**
 * Words that restrict a figure to a part or an increase, or make it a forecast. It can't be compared with a figure
 * without such a word, unless that one's passage says the same `otherwise`.
 */
export const narrowings: readonly { readonly by: RegExp; readonly otherwise?: RegExp }[] = [
  ...[
    'new|newly|daily|more(?! than)|another|further|additional|extra|neue[nr]?|täglich\\p{L}*|weitere\\p{L}?|zusätzlich\\p{L}*|nuev[oa]s|diari[oa]s?|más(?! de)|otr[oa]s|adicional(?:es)?|nouveaux|nouvelles|supplémentaires?|нов(?:і|их)|ще|додатков\\p{L}*',
    'so far|since|to date|altogether|in all|in total|overall|total|bisher|bislang|seit|insgesamt|hasta ahora|desde|en total|jusqu.ici|depuis|au total|досі|відтоді|загалом|усього',
    'core|underlying|kerninflation|subyacente|sous-jacente|базов\\p{L}+',
    'youth|young|juvenile|long-term|seasonally|jugend\\p{L}*|saisonbereinigt|juvenil|des jeunes|молод\\p{L}+',
    'suspected|probable|verdacht\\p{L}*|sospechos[oa]s?|suspecte?s?|підозр\\p{L}+',
    'together|combined|jointly|both|zusammen|gemeinsam|junt[oa]s|ambos|ensemble|разом|обидв\\p{L}+',
    'including|included|excluding|without|plus|alone|einschließlich|inklusive|ohne|allein|incluid[oa]s?|incluyendo|sin|sol[oa]|y compris|inclus|hors|sans|включно|без|лише',
    '(?:per|a) (?:capita|head|inhabitant|household)|pro (?:kopf|einwohner|haushalt)|por habitante|par habitant|на (?:душу|особу|мешканця)',
    'gusts?|böen?|ráfagas?|rafales?|пориви?',
  ].map((pattern) => ({ by: words(pattern) })),
  {
    by: words(
      'expect(?:s|ed)?|forecasts?|project(?:s|ed|ions?)|predict(?:s|ed|ions?)|target(?:s|ed)?|erwart\\p{L}*|prognos\\p{L}*|prev(?:é|én|ist[oa]s?)|pronóstic\\p{L}*|prévoi\\p{L}+|prévisions?|очіку\\p{L}+|прогноз\\p{L}*',
    ),
    otherwise: ahead,
  },
];

/** Words about former plans: `had been planned for Thursday`. */
export const planned = words(
  '(?:had been|was|were|originally) (?:first |originally |initially )?(?:planned|scheduled|due|set|meant|expected|supposed)|(?:delayed|postponed|put off|moved) (?:from|to|until)|(?:war|waren) (?:ursprünglich )?(?:geplant|vorgesehen)|verschoben|estaba previst[oa]|aplazad[oa]s?|était prévue?|reportée?s?|було заплановано|перенес\\p{L}+',
);
