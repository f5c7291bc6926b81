import { indexSources } from '../../../src/core/state/sourceIndex';
import { checkEach } from './quotations';

// Sources of many shapes about things that never happened; and quotations of them, a line each, `words <- speaker`.
const sources = {
  court: `Quarry court hears of unheeded warnings

KELLMORE, 14 October — The engineer who first measured the crack in the north wall of the Drennan quarry told a court on Tuesday that nobody had asked her about it for eleven weeks.

“I wrote it down, I signed it, and I put it on the desk of the man who could have stopped the blasting,” Hanne Voss, 52, told the regional court. “He read it. He didn’t answer. I don’t believe he thought I was wrong; I believe he thought it could wait.”

Asked by the prosecutor, Silvio Arrand, whether she had raised the alarm elsewhere, she hesitated. “Not in writing, no,” she said. “I told my husband, I told the union, and I told anybody at the bar who’d listen. Perhaps that was too few people — perhaps it was the wrong ones.”

The quarry’s manager at the time, Ottmar Brill, denies negligence. “There were between thirty and forty reports a month,” he told the court. “If I’d halted production for every one of them, we would have been shut in a week, and 312 people would have lost their jobs.”

Brill’s counsel, Dame Iris Pell, called the report “a page and a half of guesses”. Voss replied that it was “four pages, with eleven photographs, and not one guess in it”.

The wall came down at 6.40 a.m. on 3 March, when the day shift was still changing. Nine people were hurt, two of them badly. The repair has so far cost €14.7 million, nearly twice the company’s first estimate.

“Nobody at this company ever put production before people,” a spokeswoman, Lene Marrow, said in a statement. “We have cooperated fully with the inquiry, we will continue to do so, and we are confident that the court will find that the procedures of the time were followed.”

The trial continues.`,
  herring: `Interview: the woman who counts the herring

Q: How bad is it?

A: Bad, but not as bad as 2019. We counted 41,000 tonnes this spring; a healthy stock would be three times that.

Q: So the quota should be zero?

A: I’m a biologist, I don’t set quotas. If you’re asking what I’d do if they were my fish… I would stop for two years. Two, not one. One year helps nobody except the accountants.

Q: The minister says the fleet can’t survive that.

A: The minister may be right about the fleet. She isn’t right about the fish. You can’t negotiate with a fish, and you can’t pay it a subsidy. My grandfather used to say that “the sea keeps honest books,” and I’ve never found a mistake in them.

Q: Will anyone listen?

A: In this building? Some will. They did in 1998, when it was almost too late, and they’ll do it again when it’s entirely too late.`,
  deich: `Der Bürgermeister von Altenbrück, Jonas Reeh, sagte am Montag: „Wir haben den Deich nicht erhöht, weil das Geld fehlte, und nicht, weil wir die Gefahr nicht gesehen hätten.“ Er fügte hinzu: „Das Land hat uns 2,4 Millionen Euro zugesagt; angekommen sind 800.000.“ Die Opposition nannte das „eine halbe Wahrheit“.

« Je n’ai jamais dit que la digue tiendrait toujours », a répondu l’ingénieure Maud Tissier. « J’ai dit qu’elle tiendrait dix ans, si on l’entretenait. »`,
  inquiry: `> The committee *finds* that the ferry company
> "had, at the material time, no written
> procedure for an evacu-
> ation at night", and that [its officers](https://x.example/a_(b)) "did what they could with
> what they had".

## 4.2 Findings

The master gave the order at 22:14.[12] He "waited for orders that never came", in the words of the chief officer, Tomas Ruelle. The company's own manual[^3] says that "the decision to abandon rests with the master, and with the master alone".

Ms Adair (for the families): The master waited nineteen minutes. Nobody has ever told us why. Nobody has ever said sorry.

Mr Quill (for the company): With respect, that is not so. My client wrote to every family in May.`,
  subtitles: `1
00:00:01,000 --> 00:00:04,200
We never told anybody
that the dam was safe.

2
00:00:04,900 --> 00:00:08,000
We told them it was inspected,
which is not the same thing.

3
00:00:08,500 --> 00:00:11,000
<i>And it wasn't even that.</i>
`,
  page: `&ldquo;The dam&rsquo;s spillway is not the problem,&rdquo; said Piet Maas of R&amp;D Waterworks. &ldquo;It&nbsp;is the 1,500&nbsp;trees that nobody cut.&rdquo;`,
  list: `# What they said

- “We will rebuild every non-load-bearing wall.” — Greta Olm, architect
- “Twenty-six of the thirty-one houses are gone.” — Sefa Tarak, fire chief
- **Ana Ruiz, mayor:** “It is hardly the time for blame, and it is barely the time for thanks.”

@DuskyCouncil: We have NOT closed the shelter. Repeat: not closed.
`,
  interview: `Marta Jelinek has led the tram drivers’ union for six years. We met her in the depot.

Q. Did you vote for the strike?

A. I did. I’d vote for it again tomorrow, though I hoped we would not have to.

Q. And the passengers?

A. They wait eleven minutes in the rain; we’ve waited eleven years for a contract.`,
  languages: `Premierka Zofia Wilk powiedziała w poniedziałek: „Nie podniesiemy podatków w tym roku, ale nie mogę tego obiecać na zawsze”. Minister finansów Jan Sroka dodał: „Deficyt wynosi 3,2 proc. PKB”.

市長の森田花子は「橋は来年の春まで閉鎖しない」と述べた。市長は「予算は十二億円だ」とも語った。

Мэр Ольга Ткач заявила: «Мы не закроем больницу, пока я здесь работаю». По её словам, «ремонт обойдётся в 40 миллионов».

El alcalde, Tomás Rivas, dijo: “No vamos a vender el puerto; vamos a alquilarlo por veinte años”. La oposición habló de «una venta con otro nombre».`,
  accident: `According to Sergeant Lila Brody, “the driver braked, but too late to stop.” A passer-by, Omar Keane, put it another way: “He didn’t brake at all.”

Brody, who has investigated crashes for a decade, was asked what the skid marks show. “Eleven metres,” she said. “That’s half a second.”

“It’s the road,” Keane insisted. “It has been the road for years.” His neighbour agreed: “We’ve written to the council four times.”

Councillor Edda Finch told reporters that the council “takes every letter seriously” and that a decision “could be expected by the summer, if funds allow.”`,
  speech: `“We came to this valley with nothing,” President Ada Kellin told the crowd. “We built the dam with our hands.

“We were told it could not be done. We were told that again and again.

“And now they tell us it must come down,” she went on. “I say to them: not while I live.”

The crowd cheered. “She never mentioned the cost,” noted Bram Oster, an engineer who stood at the back.`,
  dialogue: `— Vous n’avez rien vu ? demanda le juge.
— Rien du tout, répondit Colette Amiel. Je dormais, ou presque.
— Presque ?
— J’ai entendu la porte, mais je n’ai pas regardé l’heure.`,
  dialogo: `—No fui yo —dijo Marta Ibarra—. Y si hubiera sido yo, no lo diría aquí.

—Entonces, ¿quién fue? —preguntó el fiscal, Luis Prado.`,
  release: `KELLMORE, 2 May — Brightwater plc today announced that it will not renew its contract with Tolby.

"This was not an easy decision, and it's not one we took lightly," said Dana Whitlock, chief executive of Brightwater. "Over the past 18 months, we've invested more than £3.5 million in the site."

Sam Rourke, chair of Tolby, commented: "We are disappointed but not surprised. The contract was worth 40 per cent of our turnover."

About Brightwater: Brightwater employs 2,400 people.`,
  thread: `**@harbourwatch** (10:02): They are dredging at night again. No permit, no lights.
**@portoffice** (10:15): That's incorrect. The permit was issued on 3 April & runs to 30 June.
**@harbourwatch** (10:31): Then why can't we see it? We asked twice.`,
  mixed: `The minister said the tax was “unfair, unwise and, frankly, unnecessary”. Her deputy, Carl Nune, said it “may be all three, but it is the law”. Later the minister, Olga Brandt, added that she “would not rule out” a repeal “before the end of the year”.`,
};

const passing = `
"I wrote it down, I signed it, and I put it on the desk of the man who could have stopped the blasting"
„I wrote it down, I signed it“
「He read it. He didn't answer.」
‹Not in writing, no›
''Not in writing, no,''
“I told my husband, I told the union […] anybody at the bar who’d listen”
“Not in writing, no. I told my husband, I told the union” <- Voss
I don’t believe he thought I was wrong; I believe he thought it could wait <- Hanne Voss
[Brill] read it. He didn’t answer.
If [Brill had] halted production for every one of them, we would have been shut in a week
“I believe [Brill] thought it could wait”
There were between thirty and forty reports a month. If I’d halted production for every one of them, we would have been shut in a week <- Ottmar Brill
“…312 people would have lost their jobs”
perhaps it was the wrong ones …
Perhaps that was too few people – perhaps it was the wrong ones
four pages, with eleven photographs, and not one guess in it <- Voss
We have cooperated fully with the inquiry . . . and we are confident that the court will find that the procedures of the time were followed <- Lene Marrow
The sea keeps honest books
My grandfather used to say that ‘the sea keeps honest books,’ and I’ve never found a mistake in them
My grandfather used to say that «the sea keeps honest books», and I’ve never found a mistake in them
If you’re asking what I’d do if they were my fish ... I would stop for two years.
[Y]ou can’t pay it a subsidy
They did in 1998, when it was almost too late, and they’ll do it again when it’s entirely too late!
"Wir haben den Deich nicht erhöht, weil das Geld fehlte, und nicht, weil wir die Gefahr nicht gesehen hätten." <- Jonas Reeh
»Das Land hat uns 2,4 Millionen Euro zugesagt; angekommen sind 800.000«
»Das Land hat uns 2,4 Millionen Euro zugesagt; angekommen sind [800000]«
"Je n'ai jamais dit que la digue tiendrait toujours." <- Maud Tissier
had, at the material time, no written procedure for an evacuation at night
its officers “did what they could with what they had”
The master gave the order at 22:14. He “waited for orders that never came”
The company’s own manual says that “the decision to abandon rests with the master”
Nobody has ever told us why. Nobody has ever said sorry. <- Adair
He [Brill] read it. He didn’t answer.
I told my husband, I told the union, and I told anybody at the bar who’d listen [sic]
he thought I was wrong; <...> he thought it could wait
We have cooperated *fully* with the inquiry, we will continue to do so
the wall came down at 6.40 a.m. on 3 March
Two, not one. One year helps nobody except the accountants [in the ministry]
nobody has ever told us why [...] Nobody has ever said sorry
“a page and a half of guesses” <- Iris Pell
My client wrote to every family in May <- Mr Quill
We never told anybody that the dam was safe. We told them it was inspected
We told them it was inspected, which is not the same thing. And it wasn’t even that.
It is the 1,500 trees that nobody cut <- Piet Maas
We will rebuild every non-load-bearing wall <- Greta Olm
Twenty-six of the thirty-one houses <- Sefa Tarak
It is hardly the time for blame <- Ana Ruiz
We have not closed the shelter.
I’d vote for it again tomorrow <- Marta Jelinek
They wait eleven minutes in the rain; we’ve waited eleven years for a contract <- Jelinek
Nie podniesiemy podatków w tym roku, ale nie mogę tego obiecać na zawsze <- Zofia Wilk
橋は来年の春まで閉鎖しない
Мы не закроем больницу, пока я здесь работаю <- Ольга Ткач
No vamos a vender el puerto; vamos a alquilarlo por veinte años <- Tomás Rivas
the driver braked, but too late to stop <- Lila Brody
the driver braked … too late to stop <- Sergeant Brody
Eleven metres. That’s half a second. <- Brody
It’s the road. It has been the road for years. <- Keane
could be expected by the summer, if funds allow <- Edda Finch
[The driver] didn’t brake at all
It [the road] has been the road for years
the driver brake[d], but too late to stop
the driver [slowed down], but too late to stop
“[T]he driver braked, but too late to stop”
He didn’t brake at all[.]
HE DIDN’T BRAKE AT ALL
It has been the road ... for years
We’ve written to the coun\u00adcil four times
We’ve written to the council \u200bfour times
We’ve written to the council four times (emphasis added)
We’ve written to the council [*sic*] four times
We built the dam with our hands. We were told it could not be done.
We came to this valley with nothing. We built the dam with our hands. <- Ada Kellin
We were told it could not be done. We were told that again and again. And now they tell us it must come down <- Kellin
And now they tell us it must come down. I say to them: not while I live.
She never mentioned the cost <- Bram Oster
Rien du tout. Je dormais, ou presque. <- Colette Amiel
No fui yo. Y si hubiera sido yo, no lo diría aquí. <- Marta Ibarra
This was not an easy decision … Over the past 18 months, we’ve invested more than £3.5 million in the site. <- Dana Whitlock
The contract was worth 40 per cent of [Tolby’s] turnover <- Sam Rourke
The permit was issued on 3 April & runs to 30 June
No permit, no lights <- harbourwatch
unfair, unwise and, frankly, unnecessary
may be all three, but it is the law <- Carl Nune
“unfair, unwise and, frankly, unnecessary.”
`;

const failing = `
Perhaps that was too few people — it was the wrong ones
312 people will have lost their jobs
I believe he thought I was wrong; I believe he thought it could wait
He did answer.
I don’t believe he thought [I] was wrong; I [don’t] believe he thought it could wait
There were between thirty and fifty reports a month
and about 300 people would have lost their jobs
313 people would have lost their jobs
The repair has so far cost $14.7 million, nearly twice the company’s first estimate
We counted 41,000 tons this spring; a healthy stock would be three times that
The repair has so far cost €14.7 billion, nearly twice the company’s first estimate
I told my union, I told the husband, and I told anybody at the bar who’d listen
I signed it, I wrote it down, and I put it on the desk of the man who could have stopped the blasting
He didn’t answer. He read it.
I believe he thought it could wait … I wrote it down, I signed it
four pages, with eleven photographs … a page and a half of guesses
So the quota should be zero? … I would stop for two years.
The minister says the fleet can’t survive that. The minister may be right about the fleet.
There were between thirty and forty reports a month <- Hanne Voss
a page and a half of guesses <- Voss
My client wrote to every family in May <- Ms Adair
Nobody at this company ever put production before people <- Ottmar Brill
I put it on the desk of the man who could have stopped the blast
the procedures of the time were follow
He deliberately didn’t answer.
We have cooperated very fully with the inquiry
I put it on the table of the man who could have stopped the blasting
of the man who should have stopped the blasting
I don’t believe she thought I was wrong
of a man who could have stopped the blasting
We will continue to do so, and we are confident that the courts will find that
If you’re asking what I’d do if they were my fish… I wood stop
Perhaps that was too few people; we’re the wrong ones
what I’d do if they we’re my fish
Wir haben den Deich … erhöht, weil das Geld fehlte
She is … right about the fish
I … set quotas
One year helps … the accountants
Das Land hat uns 24 Millionen Euro zugesagt; angekommen sind 800.000
Das Land hat uns 2,4 Millionen Euro zugesagt; angekommen sind 8.000
Das Land hat uns [zwölf] Millionen Euro zugesagt; angekommen sind 800.000
the decision to abandon rests [not] with the master
The master gave the order at 22:41
They did in 1989, when it was almost too late
They did in 1998, when it was too late
[400] people would have lost their jobs
« J’ai jamais dit que la digue tiendrait toujours »
„Wir haben den Deich nicht erhöht, weil das Geld fehlt“
With respect, that is so. My client wrote to every family in May.
The repair has so far cost €14.7 million, twice the company’s first estimate
The minister may be right about the fish. She isn’t right about the fleet.
I’ve ever found a mistake in them
anybody at the bar who listen
There were between thirty and forty reports a year
I would stop for three years. Two, not one.
We told anybody that the dam was safe.
We never told anybody that the dam was inspected
The dam’s spillway is the problem
It is the 15,00 trees that nobody cut
It is the 1.5 trees that nobody cut
We will rebuild every load-bearing wall
bearing wall
load-bearing wall
We will rebuild every non
six of the thirty-one houses are gone
Twenty-six of the thirty
Twenty-six of the thirty-one houses <- Greta Olm
It is … the time for blame
it is […] the time for thanks
We have … closed the shelter.
Did you vote for the strike? <- Marta Jelinek
They wait eleven years in the rain; we’ve waited eleven minutes for a contract
I’d vote for it again tomorrow, though I hoped we would have to
I’d vote for it again tomorrow … They wait eleven minutes in the rain
Podniesiemy podatki w tym roku
Nie podniesiemy podatków w tym roku, ale mogę tego obiecać na zawsze
Nie podniesiemy podatków w tym roku <- Jan Sroka
ale … mogę tego obiecać na zawsze
Deficyt wynosi 32 proc. PKB
橋は来年の春まで閉鎖する
橋は来年の秋まで閉鎖しない
Мы закроем больницу, пока я здесь работаю
Мы … закроем больницу
ремонт обойдётся в 400 миллионов
Vamos a vender el puerto … por veinte años
No vamos a alquilar el puerto; vamos a venderlo por veinte años
the driver braked, but too late to stop <- Omar Keane
the driver braked … at all
the driver braked, but too late to stop. He didn’t brake at all.
Eleven meters an hour. That’s half a second.
It’s the road. It has been the road for years. We’ve written to the council four times.
We’ve written to the council four times <- Omar Keane
takes every letter seriously … could be expected by the summer, and funds
would be expected by the summer, if funds allow
could be expected by the summer if fund
Its the road. It had been the road for years
the driver [didn’t brake], but too late to stop
We were told it could be done.
We came to this valley with nothing … not while I live
I say to them: … while I live
not while I live. She never mentioned the cost.
She never mentioned the cost <- Ada Kellin
She … mentioned the cost
Rien du tout <- le juge
J’ai entendu la porte, mais j’ai regardé l’heure
j’ai entendu la porte, mais je n’ai pas regardé l’heur
Fui yo. Y si hubiera sido yo, no lo diría aquí.
Entonces, ¿quién fue? <- Marta Ibarra
This was an easy decision
This was not an easy decision, and it’s … one we took lightly
Over the past 18 years, we’ve invested more than £3.5 million in the site
we’ve invested £3.5 million in the site
we’ve invested more than £35 million in the site
we’ve invested more than €3.5 million in the site
We are disappointed and not surprised.
We are … not surprised. The contract was worth 40 per cent of their turnover.
The contract was worth [14] per cent of our turnover
The contract was worth 40 per cent of our turnover <- Dana Whitlock
it’s not one we took lightly. We are disappointed but not surprised.
The permit was issued on 3 April & runs to 13 June
They are dredging at night again … The permit was issued on 3 April
No permit, no lights <- portoffice
unfair and unwise and, frankly, unnecessary
unwise, unfair and, frankly, unnecessary
may be all three, but it is the law <- Olga Brandt
would … rule out
would rule out a repeal
unfair, unwise … but it is the law
is must be all three, but it is the law
`;

const index = indexSources(Object.entries(sources).map(([name, text]) => ({ name, text })));

describe('quotations of sources of many shapes', () => checkEach(index, passing, failing));
