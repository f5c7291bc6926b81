/** Words of other languages than English. Data alone, in one place. */

/** Words between a name and its verb of saying, or before the name of a speaker. */
export const foreignAuxiliaries = 'a ont ha han hat haben è avait aveva había hatte har hanno avaient';

/** Words of time and place that end the name of a speaker. */
export const foreignAdverbials =
  'am im beim zum zur gegenüber vor während nach gestern heute mardi lundi mercredi jeudi vendredi samedi dimanche lors devant hier dans ' +
  'يوم أمس اليوم خلال el durante ayer hoy lunes martes miércoles jueves viernes sábado domingo ieri oggi lunedì martedì mercoledì giovedì venerdì sabato domenica til på στον στην στο kepada في після после après después dopo depois efter';

/** Words before an addressee, after which no speaker is named. */
export const foreignAudiences = 'ante davanti perante devant tegen inför przed перед gegenüber';

/** Words after a noun, so that what precedes them is no verb. */
export const foreignPrepositions =
  'de du des à en dans depuis von vom zu zur aus in bei mit por para con del di da dal per que qui che ist war wird hat est était es era è';

/** The days of the week in their form after `у` or `w`. */
export const slavicDays =
  'понеділок вівторок середу четвер пʼятницю п’ятницю суботу неділю понедельник вторник среду пятницу субботу воскресенье ' +
  'poniedziałek wtorek środę czwartek piątek sobotę niedzielę';

/** Verbs of calling or speaking of something as the words in marks after them. */
export const foreignCalling =
  'nannte nennt nannten nennen bezeichnete bezeichnet bezeichneten sprach spricht sprachen sprechen kritisierte kritisiert lobte lobt verurteilte verurteilt qualifié qualifie qualifient accusé accuse accusent accusait acusó acusa acusan acusaron acusado acusou accusato accusa accusano parlé parle parlent ' +
  'évoqué évoque évoquent dénoncé dénonce salué salue calificó califica calificado tildó tilda tildado habló habla hablan hablaron llamó llama elogió criticó denunció definito definisce parlato parla bollato bollata ' +
  'verteidigte verteidigt označil označila nazval nazvala slíbil slíbila kritizoval kritizovala promis promet promettent dénoncent fustigé fustige fustigent réclame réclamé réclament exige exigé exigent redoute craint beklagt beklagte beklagten fordert forderte fordern verspricht versprach ' +
  'warnt warnte rügt rügte verlangt verlangte verlangen befürchtet fürchtet prometió promete prometieron denuncian denunciaron denuncia exigió exigieron exigen reclama reclamó reclaman pide pidió piden lamenta teme ' +
  'promesso promettono denunciano chiede chiedono parlano prometeu denunciam denunciou exigiu pede pediu fala falam criticou belooft beloofde eist eiste hekelt hekelde waarschuwt lovar lovade kräver krävde varnar talar talade kritiserar ' +
  'lover kræver krever advarer taler mówi mówił mówiła obiecał obiecała skrytykował skrytykowała пообіцяв пообіцяла обіцяє вимагає розкритикував розкритикувала пообещал пообещала требует раскритиковал раскритиковала ' +
  'chamou classificou falou qualificou noemde noemt sprak spreekt kallade kallar kalder kaldte talte називає називають назвав назвала nazwał nazwała nazywa назвал назвали';

/** Words between such a verb and the marks. */
export const foreignArticles =
  "ein eine einen einem einer als von un une d’un d’une d'un d'une de des du una uno como come di um uma som en ett et een za jako";

/** Verbs of wanting: the words in marks right after them say what somebody wants. */
export const foreignWanting =
  'will wollte wollen veut veulent voulait quiere quieren quería vuole vogliono voleva хоче хочуть хотів хотіла хочет хотят хотел хотела chce chcą chciał chciała quer querem queria wil willen wilde vill vil';

/** Words that begin a phrase of time or place before the subject. */
export const foreignFronting =
  'Im In Am Beim Vor Nach Auf Bei Mit Dans Lors Avant Après Sur En Antes Tras Durante Nel Nella Prima Dopo Перед Після У В На После Przed Po W På Före Efter No Na Em Op Voor';

/** Verbs of saying, before or after the speaker or within the quotation. */
export const foreignSaying =
  'dit dit-il dit-elle déclare déclaré affirme affirmé explique expliqué ajoute ajouté assure assuré estime estimé répond répondu précise précisé souligne souligné reconnaît reconnu raconte raconté ' +
  'confie confié poursuit poursuivi lance lancé insiste insisté regrette regretté déplore déploré rappelle rappelé résume indique indiqué commente commenté prévient prévenu martèle dénonce dénoncé ' +
  'confirme confirmé concède ironise tempère soupire soupira lâche glisse souffle plaide répliqua réplique reprit répondit demande demanda murmura cria s’écria s’exclame s’étonne s’indigne ' +
  'dijo afirmó explicó declaró añadió señaló aseguró respondió preguntó dice afirma explica lamentó advirtió comentó criticó denunció sostuvo reconoció insistió subrayó exclamó gritó contestó ' +
  'replicó murmuró susurró indicó precisó relató disse ha detto spiega spiegato afferma affermato dichiarato aggiunto aggiunge racconta ammette avverte commenta sottolinea ribatte chiese chiede dichiara osserva precisa risponde ' +
  'rispose esclamò sagte sagt erklärte erklärt meinte meint fragte fragt antwortete entgegnete betonte betont ergänzte klagte klagt kritisierte kritisiert warnte warnt forderte fordert berichtete ' +
  'berichtet rief flüsterte bestätigte versicherte mahnte lobte kommentierte erwiderte afirmou explicou acrescentou respondeu perguntou lamentou criticou zei zegt vroeg sade säger svarade frågade ' +
  'sagde siger svarede powiedział powiedziała odpowiedział odpowiedziała dodał dodała zapytał zapytała заявил заявила сказал сказала отметил отметила ответил ответила добавил добавила спросил ' +
  'przyznał przyznała stwierdził stwierdziła skarży poinformował poinformowała podkreślił podkreśliła wyjaśnił wyjaśniła mówi zaznaczył zaznaczyła twierdzi визнав визнала повідомила manifestó ' +
  'protestó pensó возразил возразила подумал подумала прошептал прошептала крикнул крикнула воскликнул воскликнула подумав ' +
  'сказав відповів відповіла додав запитав запитала спитав спитала заявив зазначив зазначила наголосив наголосила повідомив пояснив пояснила каже розповів розповіла вигукнув прошепотів ' +
  'pensa songea brummte murmelte seufzte lachte knurrte sagten спросила рассказал рассказала mondta mondja sanoi sanoo אמר אמרה הוסיף הוסיפה טען טענה שאל שאלה ענה ענתה הסביר הסבירה قال قالت أضاف أضافت صرح صرحت أكد أكدت ذكر ذكرت أوضح أوضحت أعلن أعلنت شدد شددت أشار أشارت ' +
  'fortæller fortalte forklarer oplyser sier forteller opplyser skriver understreger understreker påpeger påpeker berättar berättade menar uppger konstaterar förklarar ' +
  'vertelt vertelde stelt meldt schrijft herinnert moppert είπε δήλωσε ανέφερε τόνισε πρόσθεσε υποστήριξε σημείωσε εξήγησε λέει diu explicat afegit afegeix assegurat ' +
  'запевнив запевнила пригадує розповідає наголошує пояснює рассказывает вспоминает поясняет говорит közölte kata ujar tutur ungkap ' +
  'martelé martelait raconter decir mostró mostraron mostrou recalcó cuenta cuentan recuerda acusa garantiu frisou informou ressaltou destacou conta resume lembra tillägger tilføjer teilte schildert räumt räumte ' +
  'maintient maintenu défend défendu defendió defiende advertido advertiu наполягає настаивает написав написала написал geschrieben gesagt gewarnt geäußert ' +
  'viskade ropade mumlade hvisket ropte mumlet hviskede råbte mumlede sussurrou murmurou sussurrò mormorò gridò popisuje popsal popsala dodává říká uvádí tvrdí vysvětluje מספר מספרת אומר אומרת מוסיף מוסיפה يروي تروي يقول تقول ' +
  'opowiada dodaje przyznaje podkreśla wyjaśnia tłumaczy zaznacza zapewnia ocenia uważa wspomina relacjonuje pyta odpowiada zapowiedział zapowiedziała додає зазначає стверджує згадує добавляет отмечает утверждает ' +
  'řekl řekla uvedl uvedla dodal dodala sdělil sdělila prohlásil prohlásila rekao rekla izjavio izjavila kazao kazala spus declarat adăugat каза заяви добави ' +
  // With “and”, which is written as a part of the verb.
  'وقال وقالت وأضاف وأضافت وصرح وصرحت وأكد وأكدت وذكر وذكرت وأوضح وأوضحت وأعلن وأعلنت وشدد وشددت وأشار وأشارت ' +
  'ואמר ואמרה והוסיף והוסיפה וטען וטענה ושאל ושאלה וענה וענתה והסביר והסבירה';

/** A Swedish and Norwegian verb of saying, as a pattern; before other words it is French: `« Carmen », sa passion`. */
export const nordicSa = 'sa(?= (?:\\p{Lu}|h[aou]n\\b|\\p{Ll}{3,}(?:en|an|et)\\b))';

/** Words of these lists that are English too: within English marks they do not count if the language is not sure. */
export const foreignInEnglish = 'will lover resume lance dice Pour Para';

/** Beginnings of the names of months, in small letters. */
export const foreignMonths =
  'janv févr mars avril mai juin juil août sept oct nov déc januar februar märz april juni juli august okt dez enero febr marzo abril mayo junio julio agosto novi dici ' +
  'genn febb aprile magg giug lugl settem ott dic janeiro fever março maio junho julho setem outu novem dezem januari februari maart mei ' +
  'січ лют берез квіт трав черв лип серп верес жовт листопад груд янв фев март апр мая июн июл авг сен окт ноя дек stycz lut mar kwie maj czerw lip sierp wrze paździer listopad grud';

/** Words before a number that counts nothing, as of an article, a page or a file. */
export const foreignReferences =
  '§ §§ art. artikel article artículo articolo artigo abs. absatz alinéa rn. rdnr. nr. nrn. n° nº n.º № no. ст. ziff. ziffer az. bd. s. seite p. pp. pág. página rz. kapitel chapitre capítulo tel. tél. frage fragen question questions pregunta preguntas domanda domande питання';

/**
 * The words that tell a language from its neighbours, and its phrases of doubt. In a phrase `*` stands for the rest of
 * a word, `…` for up to ten words, and `'` for either apostrophe; a comma may replace a blank.
 */
export interface LanguageAbroad {
  /** Words of grammar that nearly every sentence has. */
  readonly grammar: string;
  /** Phrases for what is unknown or unconfirmed. */
  readonly unknown: string;
  /** Words that put their sentence in doubt by themselves. */
  readonly doubts: string;
  /** Words that do so only with another one. */
  readonly slight: string;
  /**
   * Verbs for what may be or is said to be; after a verb of saying or a word of `reporting` they only repeat somebody's
   * words.
   */
  readonly conditional: string;
  readonly reporting: string;
}

/** The same for English, with which the others are compared. */
export const englishGrammar =
  'the of and to a in is that it for was on with as be at by this had not are but from or have an they which you were his her she there would their we him been has when who will more no if out so said he i';

/** Chosen by hand; no text was measured for them. */
export const languagesAbroad: Readonly<Record<string, LanguageAbroad>> = {
  german: {
    grammar:
      'der die das und ist nicht ein eine den dem des von mit auf für sich wird wurde im zu auch sie er hat haben sind war noch dass',
    unknown:
      'unklar, ungeklärt*, unbestätigt*, nicht bestätigt, nicht zweifelsfrei, unbekannt, nicht bekannt, nicht fest, nicht geklärt, nicht überprüf*, nicht verifizier*, ungewiss, fraglich, ' +
      'offen ob, noch offen, steht aus, stehen aus, niemand weiß, weiß niemand, unter vorbehalt, steht … nicht fest, bestätigt … nicht',
    doubts:
      'möglicherweise, womöglich, vielleicht, angeblich*, vermutlich*, mutmaßlich*, wahrscheinlich*, offenbar, anscheinend, vermeintlich*, mutmaßt*, vermutet, vermuten, scheint, ' +
      'scheinen, deutet darauf hin, deuten darauf hin, deutet … hin, gerücht*, es heißt, soll … haben, sollen … haben, soll … sein, sollen … sein, nicht auszuschließen, ' +
      'nicht ausgeschlossen, denkbar, aus informierten kreisen, aus regierungskreisen, nach vorläufigen, nach ersten erkenntnissen, dem vernehmen nach, könnte*, dürfte*, wird angenommen, wird vermutet, ' +
      'zur tat verdächtig*, anonym bleiben',
    slight: 'wohl, voraussichtlich, schätzungsweise, etwa, verdacht, möglich*, potenziell*, eventuell*, würde*',
    conditional: '',
    reporting: '',
  },
  french: {
    grammar:
      'le la les des du et est une un que qui dans pour sur pas au aux par avec ce cette il elle ont été ne se plus sont son sa',
    unknown:
      "on ignore, on ne sait pas, ne sait pas encore, non confirmé*, n'a pas été confirmé*, n'ont pas été confirmé*, n'a pas encore été confirmé*, n'a pas pu être vérifié*, " +
      "n'ont pas pu être vérifié*, non vérifié*, à confirmer, à vérifier, incertain*, rest* inconnu*, est inconnu*, sont inconnu*, rest* flou*, rest* à établir, n'est pas clair, " +
      "n'a pas été établi*, pas encore connu*, n'est pas connu*, indéterminé*, ignore encore, ignorent encore",
    doubts:
      'peut-être, probablement, vraisemblablement, sans doute, semble, semblent, semblerait, paraît, apparemment, présumé*, supposé*, il se peut, il est possible, possible que, pourrai*, rumeur*, ' +
      "soupçonné*, une source proche, de sources proches, sources proches, sous couvert d'anonymat, sous le couvert de l'anonymat, sous condition d'anonymat, n'est pas exclu, " +
      "n'exclut pas, n'excluent pas, éventuel*, on estime que, laisse penser, laissent penser, prétendument, soi-disant",
    slight: 'devrait, devraient, possible*, hypothèse, environ',
    conditional: 'aurait, auraient, *erait, *eraient, *drait, *draient',
    reporting: "que, qu'*",
  },
  spanish: {
    grammar:
      'el la los las de que y en un una por con para no es se su del al lo como más pero fue ha han son está según',
    unknown:
      'se desconoce*, no se sabe, se ignora, no está claro, no está confirmad*, no ha sido confirmad*, no han sido confirmad*, sin confirmar, no confirmad*, no se ha confirmado, ' +
      'no se ha podido verificar, no ha podido verificar*, no ha podido comprobar*, por confirmar, por verificar, se desconocía*, incierto, incierta, es una incógnita, no se conoce*',
    doubts:
      'quizá, quizás, podría*, tal vez, probablemente, posiblemente, presuntamente, presunt*, supuestamente, supuest*, al parecer, aparentemente, parece, parecen, se cree que, se sospecha, ' +
      'sospechan, rumor*, fuentes anónimas, fuentes cercanas, condición de anonimato, bajo anonimato, puede que, es posible que, es probable que, no se descarta, no descarta*, ' +
      'cabe la posibilidad, a falta de confirmación, se presume',
    slight: 'posible*, probable*, hipótesis, unos',
    conditional: 'habría*, sería*, estaría*, tendría*',
    reporting: 'que',
  },
  ukrainian: {
    grammar: 'і та що не на в у з це за до як від його її їх про є для але а після ще було були був також',
    unknown:
      'невідомо, невідом*, незрозуміл*, не зрозуміло, неясно, не підтвер*, непідтвер*, не перевірен*, неперевірен*, не вдалося перевірити, не вдалося підтвердити, не встановлен*, ' +
      "не відомо, офіційного підтвердження, не з’ясован*, не з'ясован*, під питанням",
    doubts:
      'можливо, ймовірно, імовірно, ймовірн*, імовірн*, нібито, начебто, мабуть, певно, міг би, могла б, могло б, могли б, схоже, чутк*, подейкують, припуска*, припущен*, не виключа*, ' +
      'не виключено, здається, на умовах анонімності, за попередніми даними, за попередньою інформацією, попередньо, підозрю*, вочевидь, наче, джерело близьке, джерела близькі',
    slight: 'може, можуть, приблизно, орієнтовно, очікується',
    conditional: '',
    reporting: '',
  },
  italian: {
    grammar:
      'il lo la gli le di che e è un una per con non si del della dei delle al alla nel nella da sono ha hanno più anche',
    unknown:
      'non è chiaro, non si sa, non è noto, non sono note, si ignora, non confermat*, non è stat* confermat*, da confermare, da verificare, incert*, sconosciut*, resta da capire, ' +
      'restano da chiarire',
    doubts:
      'forse, potrebbe*, probabilmente, presumibilmente, possibilmente, presunt*, sembra, sembrano, sembrerebbe*, pare, pare che, a quanto pare, apparentemente, si sospetta, si ipotizza, ' +
      'non si esclude, non è escluso, può darsi, è possibile che, fonti anonime, fonti vicine, a condizione di anonimato, secondo indiscrezioni',
    slight: 'possibil*, probabil*, circa, ipotesi',
    conditional: 'sarebbe*, avrebbe*, dovrebbe*',
    reporting: 'che',
  },
  portuguese: {
    grammar:
      'o a os as de que e em um uma do da dos das no na não se para com por é foi são mais ao pela pelo também ainda',
    unknown:
      'não se sabe, desconhece-se, não está claro, não está confirmad*, não foi confirmad*, não foram confirmad*, não confirmad*, por confirmar, por apurar, incert*, desconhecid*, ' +
      'não foi possível confirmar, não foi possível verificar',
    doubts:
      'talvez, poderia*, poderá*, provavelmente, possivelmente, supostamente, alegadamente, aparentemente, supost*, alegad*, ao que tudo indica, parece, parecem, suspeita-se, acredita-se, rumor*, boato*, ' +
      'fontes anónimas, fontes anônimas, sob anonimato, pode ser que, é possível que, não se descarta, não descart*, presumiv*',
    slight: 'possíve*, prováve*, cerca',
    conditional: 'teria*, seria*, estaria*',
    reporting: 'que',
  },
  dutch: {
    grammar:
      'de het een en van is niet dat op te zijn met voor die er aan in bij ook nog wordt werd heeft hebben naar om uit',
    unknown:
      'onduidelijk, onbekend, niet bekend, niet bevestigd, onbevestigd*, staat niet vast, niet duidelijk, onzeker, de vraag of, nog niet vast',
    doubts:
      'mogelijk, misschien, wellicht, waarschijnlijk, vermoedelijk*, naar verluidt, vermeende, lijkt, lijken, schijnt, kennelijk, blijkbaar, zou kunnen, zouden kunnen, gerucht*, ' +
      'vermoedt, vermoeden, niet uitgesloten, op voorwaarde van anonimiteit, anonieme bronnen, zou … zijn, zouden … zijn, zou … hebben, zouden … hebben',
    slight: 'zou, zouden, ongeveer, naar schatting',
    conditional: '',
    reporting: '',
  },
  polish: {
    grammar: 'i w na z się nie do że jest to o od po jak za ale przez dla są był była było oraz tym jego roku',
    unknown:
      'nie wiadomo, niejasn*, nie jest jasne, nie są znan*, nie jest znan*, nie są jasne, niepotwierdz*, nie potwierdz*, nieznan*, nie ustalono, niepewn*, pod znakiem zapytania, nie udało się potwierdzić',
    doubts:
      'być może, prawdopodobn*, rzekom*, podobno, ponoć, przypuszczaln*, mógłby, mogłaby, mogłoby, mogliby, mogłyby, wydaje się, najwyraźniej, pogłosk*, plotk*, niewykluczone, ' +
      'nie wyklucza*, nieoficjaln*, domniemany, domniema*, przypuszcza*, zastrzegając anonimowość',
    slight: 'może, mogą, około, chyba, możliw*',
    conditional: '',
    reporting: '',
  },
  russian: {
    grammar: 'и в не на что с по это как его от за из но для к был была было были также после который о еще ещё у',
    unknown:
      'неизвестн*, неясн*, не ясно, не подтвер*, неподтвер*, не провер*, непровер*, не установлен*, под вопросом, не удалось проверить, не известно',
    doubts:
      'возможно, вероятно, вероятн*, якобы, предположительн*, по-видимому, видимо, может быть, мог бы, могла бы, могло бы, могли бы, похоже, слух*, по предварительным данным, не исключ*, ' +
      'предполага*, подозрева*, на условиях анонимности, кажется, наверное',
    slight: 'может, могут, примерно, около, ожидается',
    conditional: '',
    reporting: '',
  },
  swedish: {
    grammar: 'och att det är som en ett på för av inte med till den har de var om från han hon sig vid men ska efter',
    unknown: 'oklar*, okänt, okänd*, inte bekräfta*, obekräfta*, vet inte, osäker*, inte känt, inte klart',
    doubts:
      'kanske, möjligen, troligen, troligtvis, sannolikt, förmodligen, skulle kunna, uppges, påstås, misstänk*, tycks, verkar, ryktet, rykten, antas, eventuellt, lär ha, ' +
      'kan inte uteslutas, inte uteslutet, vill vara anonym',
    slight: 'skulle, omkring, ungefär, möjlig*',
    conditional: '',
    reporting: '',
  },
};
