/** The classes of words that tell a checkable statement from talk. A word belongs to the first class that lists it. */
export const lexicon = {
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

export type WordClass = keyof typeof lexicon;
