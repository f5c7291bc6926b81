/**
 * Every list of words that the detectors know, as data: what each list is used for stands beside it, what is done with it
 * stands where it is used. Words are parted by blanks; `word:form` gives a verb's form, and `word:particle:form` the word that
 * must follow.
 */

/** The classes of words that tell a checkable statement from talk. A word belongs to the first class that lists it. */
export const classWords = {
  me: 'i me my mine myself i’m i’ve i’ll i’d',
  us: 'we us our ours ourselves we’ve we’re we’ll we’d',
  you: 'you your yours yourself yourselves you’re you’ve you’ll you’d',
  other: 'he she him her his hers himself herself he’s she’s he’d she’d he’ll she’ll',
  others: 'they them their theirs themselves they’re they’ve they’ll they’d',
  it: 'it its it’s itself',
  there: 'there there’s',
  pointing: 'this that these those that’s here here’s',
  article: 'the a an',
  future: 'will shall gonna won’t',
  modal: 'would should could may might can must ought can’t couldn’t wouldn’t shouldn’t cannot',
  is: 'is are am isn’t aren’t',
  be: 'be being been',
  was: 'was were wasn’t weren’t',
  has: 'have has haven’t hasn’t having',
  had: 'had hadn’t',
  does: 'do does don’t doesn’t',
  did: 'did didn’t done',
  negation: 'not never no none nor neither nothing nobody',
  preposition:
    'of to in for on with at by from as into against between through after before without within among across around toward towards upon along behind beyond despite throughout',
  opinion:
    'think believe feel hope guess suppose want wish love like know understand mean agree disagree need try trust care wonder imagine prefer intend consider thought felt believes thinks wants hopes hoping believed respect appreciate admire regret worry expect assume doubt',
  saying:
    'said says announced called calls mentioned claimed claims stated testified argued spoke reported according quoted suggested indicated warned confirmed denied told described acknowledged admitted insisted asserted declared noted added explained estimated predicted revealed disclosed concluded accused alleged complained vowed criticized denounced urged demanded pressed recommended replied wrote',
  talking:
    'say tell ask asked talk talked talking talks answer answered speak speaking saying question questions debate debates discussion discuss discussed comment respond response repeat listen hear heard point moderator minute minutes opponent argument topic opportunity statement closing',
  number:
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety zero',
  magnitude: 'hundred thousand million billion trillion hundreds thousands millions billions trillions dozen dozens bn',
  share:
    'half third quarter percent per cent cents twice double triple doubled tripled majority minority rate rates average ratio percentage % total share portion fraction median quarters thirds halved fold',
  quantity: 'more most less fewer least many few several much lot lots enough',
  every: 'all every each any some both either another',
  degree: 'only almost nearly about over under than up down even just at least roughly approximately around exactly',
  comparison:
    'higher lower bigger larger smaller greater better worse faster slower stronger weaker older younger longer shorter cheaper richer poorer wealthier highest lowest biggest largest smallest greatest best worst wealthiest richest poorest fastest strongest longest lesser fewer leading',
  order: 'first second fourth fifth last latest single next former previous current new newest record',
  calendar:
    'january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday jan feb aug sept oct nov dec',
  time: 'year years month months week weeks day days decade decades century centuries quarter ago since yesterday today during until annual annually yearly monthly recently past earlier later history hours hour term terms',
  moment: 'tonight tomorrow now future moment soon always forever generation generations someday',
  rise: 'increased increase increases increasing rose rise rises risen rising grew grown grow grows growing growth gained gain gains raised raise raises raising expanded expansion soared surged climbed jumped exceeded',
  fall: 'decreased decrease decreases declined decline declines declining fell fallen falling falls dropped drop drops dropping lost lose loses losing loss losses cut cuts cutting reduced reduce reduces reducing reduction reductions lowered shrunk shrank eliminated eliminates slashed weakened',
  vote: 'voted vote votes voting elected reelected election elections campaign endorsed supported supports supporting opposed opposes opposing opposition ballot nominee nomination candidate veto vetoed vetoes',
  enact:
    'signed passed proposed appointed approved rejected enacted introduced adopted repealed ratified authorized sponsored blocked banned legalized ended extended imposed negotiated established created founded launched implemented abolished overturned ruled nominated confirmed cosponsored announced',
  spend:
    'spent spend spends spending paid pay pays paying bought buy buys buying sold sell sells selling funded fund funds funding invested borrowed borrow borrowing cost costs costing earned earn earns subsidized subsidies donated',
  force:
    'killed killing kill invaded invasion attacked attack attacks bombed bombing fought fired shot died die dies dead deaths death murdered murder wounded captured arrested convicted sentenced indicted jailed deployed withdrew withdrawn destroyed war wars troops soldiers forces army navy marines military weapons weapon missiles missile nuclear bomb bombs tanks planes terrorists terrorist terrorism',
  past: 'made gave got took put went came brought left kept found provided refused failed met received led ran became began held turned stood broke chose drove built hired closed opened sent won used served worked moved tried helped changed started stopped finished caused allowed required happened lived taken given gone seen known shown begun become written driven broken',
  deed: 'make makes making get gets getting give gives giving go goes going take takes taking bring put keep keeps find look move lead let work works working stand stay fight fighting protect create build building invest solve restore help helping deal start continue change face join come use using run win act meet provide support ensure promote develop improve encourage maintain strengthen rebuild achieve succeed defend pursue commit',
  money:
    'tax taxes taxed taxpayer taxpayers job jobs budget budgets deficit deficits debt inflation unemployment unemployed employment income incomes wage wages salary trade economy oil gas energy coal prices price premiums dollars dollar money interest insurance insured uninsured medicare medicaid social security welfare poverty surplus revenue revenues export exports import imports market markets stock stocks loan loans mortgage mortgages bank banks recession depression credit investment business businesses company companies corporation corporations industry manufacturing factories steel plants tariffs',
  state:
    'congress senate house president presidents administration government governments republican republicans democrat democrats democratic senator senators governor governors mayor bill bills law laws legislation program programs policy court federal party treaty treaties nato un soviet union secretary ambassador department agency committee commission fbi cia epa pentagon constitution amendment agreement accord minister ministry parliament officials police prosecutors lawmakers legislature county council states state nation nations country countries',
  people:
    'families family workers worker women woman men children child students student seniors elderly veterans farmers farmer immigrants immigrant americans citizens teachers doctors nurses patients hospitals schools school population residents refugees prisoners victims households owners voters employees employers black blacks whites white hispanic minorities',
  persons:
    'people person persons man woman guy guys folks friend friends kid kids mother father son daughter sons daughters wife husband parents parent someone somebody anybody everybody everyone anyone others fellow folk leader leaders lady baby neighbor neighbors individual individuals citizen member members',
  field:
    'health healthcare education defense drug drugs crime college environment technology housing development research infrastructure pollution agriculture agricultural abortion guns gun border borders prescription science medical medicine safety immigration intelligence fuel food water climate farm land grain carbon solar wind housing',
  plan: 'plan plans proposal proposals reform reforms package initiative initiatives platform promise promises pledge pledges propose proposing effort efforts step steps measure measures project projects scheme mission task',
  emphasis:
    'very really probably certainly maybe absolutely simply completely totally particularly especially obviously frankly clearly basically truly deeply strongly seriously quite pretty rather surely perhaps possibly hopefully unfortunately indeed highly extremely',
  link: 'also then therefore however instead finally secondly thirdly firstly again too else anyway meanwhile moreover furthermore example instance course addition importantly otherwise thus hence regard',
  adverb:
    'back off out away together still yet already once ahead forward apart aside alone far long quickly immediately directly actually currently presently ultimately publicly rapidly',
  abstract:
    'power control rights life lives difference differences side position positions decision decisions action actions problem problems mistake mistakes chance part parts case cases reason reasons situation world power change force interest interests result results effect effects risk threat burden progress success failure process system systems area areas word words mind minds hand hands line basis purpose concern concerns concept notion subject level relationship relations balance order',
  acts: 'means needs comes happens knows includes requires shows seems gives makes takes gets goes works tells says puts keeps brings allows helps starts stops understands uses represents depends affects encourages remains becomes holds faces offers provides covers owns employs produces serves owes belongs',
  domain:
    'economic national foreign public private special human political financial international domestic local global civil general fiscal social medical military presidential congressional environmental industrial corporate central criminal legal constitutional diplomatic personal',
  size: 'big small little large huge massive enormous vast tiny high low young old full top short wide deep rich poor early late open free safe clean secure expensive cheap close common same different certain particular specific additional extra whole entire total minimum maximum net gross overall basic key main major minor primary chief substantial significant',
  source:
    'report reports study studies figure figures number numbers evidence statistics data survey poll polls list table chart record records document documents article newspaper newspapers news press television book letter memo magazine estimate estimates economists experts audit investigation hearing hearings testimony census',
  wrongdoing:
    'illegal illegally crime crimes criminal corrupt corruption fraud scandal cheated stole stolen broke violated violation guilty investigation embargo sanctions crisis destruction waste disaster tragedy failed failure loophole loopholes penalty bankrupt bankruptcy discrimination',
  question: 'what who why how when where which whom whose whether',
  courtesy:
    'thank thanks please sorry welcome gentlemen ladies good evening applause laughter mr mrs sir congratulations',
  talk: 'well look let let’s okay ok uh yes oh yeah so because if but and or though although while',
  value:
    'great bad wrong right important strong weak terrible wonderful tremendous proud fair unfair serious honest fundamental clear sure certain difficult tough hard vital critical essential necessary possible impossible ready willing able responsible dangerous smart happy glad wise decent moral crucial powerful simple easy real concerned committed convinced confident determined',
  truth: 'true false fact facts untrue lie lied lies lying record inaccurate accurate truth wrong',
  ideal:
    'freedom faith leadership responsibility values value principle principles vision dream dreams character judgment strength courage heart hearts opportunity opportunities challenge challenges trust confidence commitment conscience justice liberty democracy hope choice choices sense spirit soul integrity wisdom prosperity dignity culture attitude priority priorities issue issues goal goals agenda strategy approach answer solution solutions experience ability role place way ways kind kinds thing things idea ideas matter',
} as const;

export type WordClass = keyof typeof classWords;

/** Verbs that attribute, by the complement they take: see `CueKind`. Only the base of regular ones is given. */
export const cueVerbs = {
  say:
    'announce assert explain insist admit argue maintain contend remark state declare acknowledge observe disclose concede stress ' +
    'emphasize emphasise recall confirm recount proclaim lament opine conclude clarify testify allege caution predict confess complain ' +
    'agree claim report note warn boast brag deny reveal affirm theorize theorise hypothesize speculate counsel reiterate',
  utter:
    'add tweet post muse quip joke respond reply retort counter exclaim whisper shout continue comment answer ask quote repeat elaborate interject ' +
    'disagree object snap cry mention reason start laugh chant sigh yell scream plead mutter murmur blog rule decide determine order ' +
    'submit plead depose aver rejoin fume rage grumble scoff enthuse bemoan implore beg interrupt thunder bellow charge',
  tell: 'assure inform remind notify advise',
  think: 'believe hope fear suspect doubt assume suppose reckon wonder guess worry learn realize realise imagine',
  show: 'suggest indicate estimate show demonstrate imply forecast signal',
  call:
    'describe characterize characterise label brand dub denounce condemn criticize criticise praise hail slam blast accuse blame portray regard decry dismiss ' +
    'term deem deride mock ridicule tout lambaste rebuke attack celebrate liken savage applaud laud commend compliment scorn remember',
  vow: 'vow promise pledge threaten urge demand request propose recommend refuse defend promote reject welcome',
};

/** Irregular verbs that attribute, and those of other languages. */
export const irregularCues = {
  say: 'said:past says:s say:base saying:ing wrote:past written:past writes:s write:base writing:ing swore:past',
  utter:
    'read:past reads:s began:past went:past sagte:past erklärte:past betonte:past schrieb:past dijo:past afirmó:past explicó:past declaró:past ' +
    'déclaré:past affirmé:past expliqué:past disse:past afirmou:past zei:past sade:past powiedział:past powiedziała:past dodał:past dodała:past mówi:s ' +
    'sagt:s erklärt:s meint:s meinte:past schreibt:s ergänzte:past dit:past explique:s ajoute:s ajouté:past estime:s dice:s señaló:past añadió:past ' +
    'aseguró:past répondu:past répond:s reconnaît:s reconnu:past précisé:past souligné:past assuré:past estimé:past répondit:past entgegnete:past antwortete:past meint:s fragte:past respondió:past declarado:past spiegato:past aggiunto:past svarade:past sagde:past svarte:past svarede:past заявил:past заявила:past сказал:past сказала:past отметил:past отметила:past ответил:past добавила:past mondta:past sanoi:past detto:past dichiarato:past spiega:s disseram:past diz:s zegt:s aldus:past säger:s',
  tell: 'told:past tells:s tell:base telling:ing',
  think:
    'thought:past thinks:s think:base thinking:ing felt:past feels:s feel:base knew:past knows:s know:base heard:past',
  show: 'found:past finds:s find:base shown:past saw:past',
  call: 'labelled:past labelling:ing called:past calls:s call:base calling:ing referred:past refers:s refer:base referring:ing considers:s',
};

/** Nouns that end like adverbs. */
export const nounsEndingInLy =
  'family assembly reply supply ally rally bully anomaly monopoly butterfly elderly homily belly jelly';

/** Verbs that attribute only with a word after them. */
export const phrasalCues =
  'pointed:out:past points:out:s point:out:base pointing:out:ing put:it:past puts:it:s putting:it:ing shot:back:past shoots:back:s ' +
  'fired:back:past fires:back:s firing:back:ing hit:back:past hits:back:s hitting:back:ing pushed:back:past pushes:back:s chimed:in:past ' +
  'chimes:in:s held:that:past holds:that:s goes:on:s going:on:ing sees:it:s';

/** Nouns that attribute before `that`. */
export const cueNouns =
  'claim claims statement statements report reports belief beliefs allegation allegations assertion assertions suggestion suggestions ' +
  'warning warnings fear fears hope hopes announcement argument accusation accusations speculation conclusion concern concerns ' +
  'rumors rumours evidence indication indications doubt doubts prediction predictions admission assurances assurance';

/** Words that are also nouns, so that more must speak for the verb. */
export const cuesThatAreNouns =
  'claim claims report reports note notes comment comments answer answers post posts state states reply replies estimate estimates ' +
  'hope hopes fear fears doubt doubts suspect suspects show shows signal signals forecast forecasts remark remarks ' +
  'guess boast boasts request requests demand demands promise promises call calls brand brands label labels blame tweet tweets joke jokes ' +
  'find finds worry worries writing warning counter cry thought quote quotes finding read reads pledge pledges caution praise recall ' +
  'stress whisper shout reason reasons start starts welcome vow vows rule rules order orders charge charges rage term terms rebuke attack attacks compliment compliments scorn savage';

/** What words tell of grammar by themselves: see `lexical`. */
export const grammarWords = {
  determiner:
    'the a an this that these those his her their its our my some many several most two three four five one another other both no every each any such',
  preposition:
    'in on at during after before by from through via to with without about into over under against amid among despite since until within across near following around between per like as toward towards upon throughout beside',
  pronoun: "he she they it i we you who one he's she's",
  clause:
    'that which who whom whose while whilst as because when if although though after before since whereas until unless where why how what whether and but or nor so yet than then',
  finite:
    'am is are was were has have had will would can could may might must should shall do does did said says told came went made took gave got began ran led held met left saw put set',
  auxiliary:
    "has have had having am is are was were been be being will would can could may might must should shall do does did 's 'd 've also not never n't later then first " +
    'initially recently once again often only just still now even always long since both all each themselves himself herself itself today yesterday tonight further ' +
    'monday tuesday wednesday thursday friday saturday sunday said already earlier',
  past:
    'arose ate awoke blew bought caught clung crept dealt drank fled flew foresaw forbade forgave knelt leapt meant outgrew overcame overran oversaw overtook rebuilt repaid sat slept slid sought sprang struck strove swept swung ' +
    'taught trod underwent undertook understood upheld wept withdrew withheld wove ' +
    'wore bore hung rang sang sank swam threw woke dug lent bent swore tore froze forgot hid rode shook became began beat broke brought built came chose cut did drew drove fell felt fought found gave got grew had held hit kept knew laid led left lost made met paid put ran rose said saw sent set shot sold ' +
    'spent spoke stood took told went won wrote mean means need needs want wants remain remains include includes make makes take takes goes comes help helps show shows seem seems says',
  date: 'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan. feb. apr. aug. sept. sep. oct. nov. dec.',
  time: 'yesterday today tonight earlier later last this next also again out ago',
  addressee:
    'him her them me us you it reporter reporters journalist journalists lawmakers senators parliament congress police investigators officials supporters viewers listeners crowd crowds audience ' +
    'audiences delegates jurors prosecutors investors analysts members residents people colleagues everyone everybody someone mps',
  leading:
    'but and yet so however meanwhile still also later earlier today yesterday then now afterward afterwards instead nevertheless monday tuesday wednesday thursday friday saturday sunday',
  joiner: 'of for from to at in with on by and & against the',
  question: 'whether if why how what who where when',
  be: "am is are was were be been being 's 're get gets got",
  plural: 'they who we i you many some both people police media few several',
};

/**
 * How sure a reader can be, from 0 to 1, that a sentence with the word presents its content as uncertain. Chosen by how
 * often the word stands in findings labelled uncertain (see MODEL.md), and by judgement for rare words.
 */
export const doubtDegrees: readonly (readonly [number, string])[] = [
  [0.9, 'may might maybe perhaps possibly potentially probably presumably supposedly conceivably arguably ostensibly'],
  [0.9, 'reportedly allegedly purportedly rumored rumoured rumor rumour rumors rumours speculation'],
  [0.9, 'unclear unconfirmed unverified unproven uncertain unsubstantiated undetermined undisclosed uncorroborated'],
  [0.9, 'inconclusive unlikely unresolved undecided'],
  [0.8, 'could likely alleged purported plausible probable doubtful questionable disputed unknown'],
  [0.8, 'hypothesized hypothesised speculated suspected presumed'],
  [0.6, 'appears appear seem seems tend tends tended tentative preliminary suspect hypothesize speculate'],
  [0.6, 'apparently possible possibility'],
  [0.6, 'anonymity anonymously unnamed'],
  [0.5, 'pending awaited awaiting would potential appeared seemed doubt illusory provisional provisionally'],
  [
    0.35,
    'hint hints hinted suspects suspicion likelihood predicted projected expected thought believed depend depends',
  ],
  [0.25, 'suggest suggests suggesting suggested indicate believe believes assume estimates estimated'],
  [0.25, 'can should whether sometimes often usually hope hopes question questions'],
];

/** Words that tell a text about research from other reports. */
export const researchWords =
  'study studies results findings patients participants researchers significantly associated association effects effect cells clinical trial trials analysis cohort mice dose treatment therapy ' +
  'hypothesis outcomes mechanism mechanisms receptor protein proteins genes gene symptoms placebo randomized samples observed compared conclusions methods model models species';

/** Words that are doubts only together with their neighbours. */
export const doubtWords = {
  /** `people familiar with the matter` */
  unnamed: 'people person sources source officials official diplomats diplomat',
  knowing: 'familiar briefed',
  /** `still to come` */
  waiting: 'still yet',
  coming: 'come follow',
  /** What somebody was able to do: `she could hear`. */
  sensed: 'hear see feel smell taste remember recall afford tell understand swim walk read speak reach sleep bear',
  /** `is believed to`, `were reported to` */
  hearsay: 'believed thought said understood reported feared assumed rumored rumoured alleged',
  /** `is considering`, `was expected` */
  pending: 'considering weighing mulling expected planned anticipated predicted',
  /** `The results are due` */
  due: 'due',
  outcomes:
    'results result tests test findings report verdict ruling decision autopsy inquiry investigation analysis inspection inspections judgment judgement review audit',
  /** `more research is needed`, `further studies` */
  inquiry: 'research studies study investigation investigations evidence work',
  /** `Larger trials are needed`, not `a larger trial found` */
  trials: 'trial trials',
  needing: 'needed required necessary warranted need require plans planned planning',
  /** The belief of many or of nobody named: `Investigators believe`. */
  believing: 'believe suspect',
  believers: 'investigators police officials prosecutors authorities detectives officers',
  /** The words that begin a denial. */
  denials:
    'not no hasn’t haven’t isn’t wasn’t weren’t aren’t didn’t doesn’t don’t hadn’t couldn’t can’t cannot never yet nobody neither declined refused unable remains',
  /** `cannot rule out` */
  inability: 'cannot can’t couldn’t unable',
  /** `if …` makes a conditional near it depend on it. */
  conditions: 'if unless',
  /** */
  conditionals: 'would could might may risks',
  seeming: 'appear appears appeared seem seems seemed',
  seemingNext: 'to not that as likely unlikely plausible possible',
  further: 'more further additional future larger',
  comparatives: 'more most less least as times equally',
  /** Words that make `could` an ability: `so that they could`, `neither side could`. */
  purposes: 'so',
  abilities: 'so neither nor none nobody nothing where',
  /** `has not confirmed`, `no official details`, `declined to comment` */
  disclosures:
    'confirmed disclosed verified announced released specified identified revealed corroborated authenticated substantiated replicated reproduced explained ruled confirmation details information word indication timetable timeline explanation comment elaborate confirm verify disclose specify',
  /** `is not clear`, `has not been determined`, `remains to be seen` */
  states: 'known clear established determined finalized finalised decided proven settled certain public set final',
  /** `has not said whether`, `would not say how many`, `have not agreed on who` */
  telling: 'say said says tell told know knows agreed agree',
  asked: 'whether who what when where why how if which',
  between:
    'yet be been being made publicly independently officially immediately fully clearly finally formally any the further to has have had was were is are it',
  /** Precedes a verb that somebody is allowed to do. */
  permitted:
    'take use apply enter vote appeal submit request bring park choose attend file withdraw terminate appoint adopt impose grant refuse order issue inspect claim sell rent lease buy register enrol delegate exercise keep wear return cancel complain',
  /** People who may be allowed to do something. */
  persons:
    'traders farmers households firms businesses companies families victims visitors visitor members member tenants tenant residents guests guest employees employee employer applicants applicant parties party court council minister committee users user customers customer passengers passenger students student pupils citizens voters voter buyer buyers seller owner owners person persons anyone everyone nobody you he she they authority commission chair readers travellers drivers children',
  /** `The court ruled that crews may strike` */
  ruling: 'ruled held decreed allows allowed permits permitted law laws rules',
  /** `not to be named` */
  naming: 'named identified',
  /** `tests will show whether` */
  showing: 'show tell determine decide reveal establish',
  /** `if possible`, `as likely` */
  circumstances: 'if when where as',
};

/** For each kind of line, a word that all its wordings share, the rarest if there is a choice. */
export const hintLists = {
  credit:
    'credit image images photo photos photograph photographs picture pictures pic foto fotos bild video graphic illustration map getty reuters afp ap epa bloomberg shutterstock dpa xinhua associated wikimedia york',
  note:
    'continued confidential intended attachments recipient reporting research writing editing graphics photography contributed reported reporter correspondent editor columnist journalist writer contributor producer photographer bureau fellow ' +
    'covers writes reports version article story piece report post interview transcript published updated posted modified copyright reserved aktualisiert publié mis actualizado',
  invitation:
    'sign signing subscribe subscribing subscriber newsletter inbox download follow click tweet share journalism affected tip touch send read gift terms privacy cookie cookies javascript updated receiving unsubscribe browser',
};

/** Abbreviations that never end a sentence. */
export const titleAbbreviations =
  'mr mrs ms mx messrs mmes dr prof gen sen sens rep reps gov govs lt col maj sgt cpl capt cmdr adm pvt rev hon mme mlle fr st ste mt ' +
  'v pres supt det insp amb atty e.g i.e cf vs viz ca bzw z.b d.h u.a hr sr.a sra dra ing vgl ggf bsp sog inkl zzgl urt beschl p.ej avv dott sig ім вул див kpt ppłk płk mjr mł bryg asp prok';

/** Abbreviations that belong to the number after them. */
export const numberAbbreviations =
  'no nos nr fig figs eq sec art vol ch pp p par op ed jan feb mar apr jun jul aug sep sept oct nov dec tel ext est c app br tr pet exh supp abs ziff bd f ff fol fols ms mss rn rdnr rz az núm pág págs cap ст п';

/** Abbreviations within names, which sometimes end a sentence. */
export const nameAbbreviations = 'jr sr inc ltd co corp bros etc al dept univ assn esq plc llc mfg ave blvd rd sq';

/** Words that begin a sentence after an abbreviation or an initial. */
export const sentenceStarters =
  'The A An He She It They We I You This That These Those In On At But And Or However His Her Its Their Our My There When While ' +
  'After Before As If For From With According Some Many Most No Not So What Who How Why Where Since Although Though Under By To ' +
  'See One Two Three Both All Each Every Another Other Others More Meanwhile Last Earlier Later Also Still Yet Now Then';

/** Months in German dates: 3. Mai. */
export const datedMonths =
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember januari februari maart mei juni juli augustus';

/** Words before a colon or a dash that name no speaker; the first word decides. */
export const labelStops =
  'note notes update updates updated source sources warning correction clarification subject date from to cc bcc sent re fw fwd photo photos image images video background summary result results ' +
  'conclusion conclusions method methods objective objectives aim aims setting participants design measures findings finding interpretation funding keywords abstract introduction context importance ' +
  'relevance limitations example examples tip ps breaking exclusive opinion analysis fact facts claim claims verdict rating quote quotes time times place location venue present apologies agenda item ' +
  'action decision total price tel telephone phone fax mobile email e-mail mail web website address hours isbn issn doi http https key also table figure fig chart section chapter part step day week ' +
  'month year version author authors editor editors published posted tags topics category categories read see via credit left right above below first second third finally however meanwhile today ' +
  'instructor grading what why when where who how in on at for with by but and or so if as because since while after before this that these those it he she they we i you there here one two three monday tuesday ' +
  'wednesday thursday friday saturday sunday january february march april may june july august september october november december article paragraph rule clause appendix annex exhibit case file ' +
  'docket interview transcript deposition testimony hearing proceedings no number id ref reference references attachment attachments title headline caption lead edit kind style region webvtt language bottom takeaway takeaways question questions ' +
  'complaint hpi pmh vitals medications meds allergies assessment impression plan diagnosis history examination indication ' +
  'von an betreff gesendet datum beginn ende aktenzeichen ort anwesend hinweis quelle thema à de objet envoyé date présents para asunto enviado fecha asistentes oggetto inviato data presenti aan onderwerp verzonden ' +
  'contents inhalt uhr h від кому тема надіслано дата копія присутні от кому тема отправлено присутствовали från till ämne skickat do temat wysłano';

/** Headings on the same line as their text, before a colon; `_` for a blank. */
export const runInHeads =
  'claim verdict rating fact design,_setting,_and_participants design_and_setting main_outcomes background objective objectives aim aims purpose rationale method methods design study_design setting settings participants patients intervention interventions exposure exposures ' +
  'measurements main_outcome_measures main_outcomes_and_measures outcomes result results findings main_results conclusion conclusions conclusions_and_relevance interpretation significance importance ' +
  'relevance discussion introduction context limitations funding trial_registration index_terms resolved decision action note update correction summary abstract source sources claimant claimed_by ruling our_ruling what_was_claimed why_it_matters the_big_picture the_bottom_line the_latest between_the_lines driving_the_news what_happened in_brief key_points hintergrund ziel methoden ' +
  'ergebnisse schlussfolgerung contexte objectif méthodes résultats conclusion antecedentes objetivo métodos resultados conclusiones';

/** Offices and roles that begin the label of a speaker. */
export const offices =
  'mr mrs ms mx dr prof professor sir dame lord lady judge justice court president chairman chairwoman chairperson chair speaker governor senator sen rep representative minister secretary mayor ceann leas-cheann cathaoirleach ' +
  'chancellor general colonel captain councillor councilor councilman councilwoman commissioner ambassador congressman congresswoman moderator host interviewer interviewee reporter journalist ' +
  'presenter anchor narrator witness defendant plaintiff prosecutor counsel clerk foreman applicant respondent attorney officer doctor nurse student teacher guest caller operator translator ' +
  'interpreter audience member participant q a premier director sheriff king queen prince princess pope bishop father sister brother deputy acting frau herr monsieur madame señor señora ' +
  'präsident präsidentin vizepräsident vizepräsidentin alterspräsident abgeordnete abgeordneter ministerpräsident ministerpräsidentin staatssekretär staatssekretärin bundeskanzler bundeskanzlerin ' +
  'bürgermeister bürgermeisterin minister ministerin vorsitzende vorsitzender président présidente ministre député députée sénateur sénatrice mme mlle rapporteur rapporteure presidente presidenta ' +
  'diputado diputada senador senadora ministro ministra onorevole deputato deputata voorzitter marszałek talman statsråd председатель';

/** Sounds that transcripts note in brackets. */
export const stageDirections =
  'applause laughter laughs laughing cheers cheering music inaudible unintelligible crosstalk silence pause sighs coughs coughing noise booing boos interruption indiscernible recess overlapping ' +
  'chuckles gasps crying sobbing whispering shouting singing gavel bell phone rises seated adjourned instructions ' +
  'aplausos rumores protestas risas pausa applausi commenti proteste brusio applaudissements rires exclamations beifall heiterkeit zuruf zurufe lachen unruhe оплески шум сміх вигуки аплодисменты смех';

/** Time zones after an hour, as a pattern. */
export const zones = '(?:GMT|UTC|BST|CES?T|E[SD]?T|P[SD]?T)';

/** Capitalised words after which a number is part of a name: `Table 1`, `Article 12`. */
export const referenceWords =
  'table figure fig section article chapter exhibit rule paragraph page clause annex appendix schedule item line channel question part step room flight route scene act volume vol no number box map speaker slide episode season court highway interstate';

/** The same in small letters. */
export const shortReferenceWords =
  'p pp para paras vol no fig section article page pages paragraph chapter clause footnote subsection';

/** Verbs that begin an instruction, and what follows them: `Simmer for 12 minutes.`, `Explain why 400 left.` */
export const instructions =
  'go get visit email subscribe join follow donate sign call phone add heat cut mix stir simmer roast bake cook boil fry grill steam chop slice dice peel grate drain pour place put set cover serve season sprinkle whisk beat fold combine preheat remove transfer ' +
  'rinse soak spread melt knead marinate chill freeze press turn click tap open close enter select choose install download insert plug attach tighten loosen wash dry iron see compare explain describe ' +
  'discuss outline summarise summarize calculate evaluate identify list state define write draw answer complete tick circle underline note refer use store shake swallow dissolve wait repeat leave allow keep bring reheat brush divide shape roll arrange toss garnish thank apply send hire recruit appoint';
export const afterInstructions =
  'the a an you this these that those it them your each any all in into on to for with until at from over under about up well and how why what which whether who when where both half one two three fig figure table section chapter page appendix gently aside immediately us our';

/** Nouns among the words of `vote`, `enact`, `spend`, `force`, `past` and `saying`, which name no act. */
export const noActs =
  'election elections campaign opposition ballot nominee nomination candidate subsidies war wars troops soldiers forces army navy marines military weapons weapon missiles missile nuclear bomb bombs tanks planes terrorists terrorist ' +
  'terrorism dead deaths calls claims known according';
/** Words that may be nouns: they name an act only after a noun, a name or a pronoun. */
export const mayBeNouns =
  'vote votes veto support supports cost costs fund funds spending funding buy pay voting attack attacks murder death killing bombing invasion';

/** Capitalised words that are no actors. */
export const noActors =
  'mondays tuesdays wednesdays thursdays fridays saturdays sundays am pm gmt utc est edt pst bst cet cest ok usd eur gbp ci sd tv pdf dna rna covid hr iqr fy rr aor ahr se isbn issn doi jan feb mar apr jun jul aug sep sept oct nov dec mr mrs ms dr english french german spanish';

/** Groups of people, for whom *he* and *she* never stand. */
export const groups =
  'officials critics residents experts analysts workers prosecutors lawyers neighbours neighbors doctors teachers parents students scientists researchers economists members protesters activists supporters opponents voters farmers nurses soldiers investigators reporters locals observers others people police authorities sources';

/** Words that are figures; `%` and words with digits always are. */
export const figureWords =
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety ' +
  'hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens percent half';
