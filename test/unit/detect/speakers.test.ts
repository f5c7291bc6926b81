import assert from 'node:assert/strict';
import { readBlocks } from '../../../src/core/detect/blocks';
import { judgeSpeech } from '../../../src/core/detect/speech';
import type { Suggestion } from '../../../src/core/detect/suggestion';
import { mark, marked } from '../notation';

const quotes = (text: string): readonly Suggestion[] =>
  judgeSpeech(text, readBlocks(text)).filter(({ kind }) => kind === 'quote');

/** Each quotation's speaker, `-` where it has none. */
const speakers = (text: string, found: readonly Suggestion[]): string[] =>
  found.map(({ speaker }) => (speaker ? text.slice(speaker.from, speaker.to) : '-'));

describe('a quotation and its speaker', () => {
  for (const [notation, ...expected] of [
    ['[“This is a witch hunt,”] Varga told reporters outside the courthouse.', 'Varga'],
    ['[“This is a witch hunt,”] the governor fumed.', 'the governor'],
    ["[“It's over,”] Pell shot back.", 'Pell'],
    ["[“It's over,”] Pell fired back on Twitter.", 'Pell'],
    ['[“We are not going to be bullied,”] Pell pointed out.', 'Pell'],
    ['[“We are not going to be bullied,”] he went on.', 'he'],
    ['[“We are not going to be bullied,”] chimed in Dana Osei, a former aide.', 'Dana Osei'],
    ['Varga has called the inquiry [“a hoax”] and [“a disgrace.”]', 'Varga', 'Varga'],
    ['Varga dismissed the report as [“nonsense.”]', 'Varga'],
    ['Varga labeled her rival [“crooked”] at a rally in Tilden.', 'Varga'],
    ['Varga derided the deal as a [“giveaway”] to the banks.', 'Varga'],
    ['Varga blasted the vote as [“rigged,”] and said the party was [“broken.”]', 'Varga', 'Varga'],
    ['Varga referred to the protesters as [“thugs”] on Monday.', 'Varga'],
    ['Varga described himself as a [“proud conservative.”]', 'Varga'],
    ['Varga said the plan was a [“complete and total disaster”] for farmers.', 'Varga'],
    ['Varga said it was a [“mistake”] to trust the banks.', 'Varga'],
    ['Varga insisted that there was [“no collusion.”]', 'Varga'],
    ['Varga told supporters that the system is [“rigged.”]', 'Varga'],
    ['Varga promised to [“drain the swamp.”]', 'Varga'],
    ['Varga vowed to [“fight to the end”] for the miners.', 'Varga'],
    ['Varga accused Osei of [“playing politics”] with the budget.', 'Varga'],
    ['Varga urged voters to [“stay strong.”]', 'Varga'],
    ['Varga warned of [“dire consequences”] if the talks fail.', 'Varga'],
    ['Varga tweeted that Osei was a [“loser.”]', 'Varga'],
    ['[“We were told in March,”] one clerk, who asked not to be named, said.', 'one clerk'],
    ['[“Unacceptable”] was how Varga put it.', 'Varga'],
    ['The governor spoke of [“a disaster for the town.”]', 'The governor'],
    ['For Varga, the bridge is [“a crime.”]', 'Varga'],
    ['Her rival disagreed: [“It is only money.”]', 'Her rival'],
    ['Apparently the clerk told Edie [“there is no appeal”].', 'the clerk'],
    ['Emily the nurse told Edie [“there is no appeal”].', 'Emily the nurse'],
    ['Clerks who studied the file write that the loss [“cannot be explained.”]', 'Clerks'],
    ['Varga called the suit [“baseless”] and [“a stunt”], according to court papers.', 'Varga', 'Varga'],
    ['Varga accused the mayor of [“selling out”] the town and demanded [“a full inquiry”].', 'Varga', 'Varga'],
    ['In a tweet, Varga wrote: [“Osei has lost all credibility!”]', 'Varga'],
    ['In a statement, the campaign said the claims were [“absolutely false.”]', 'the campaign'],
    ['In a statement released Friday, Osei called the remarks [“deeply offensive.”]', 'Osei'],
    ['[“Nobody knew,”] Varga said, according to a transcript released by the court.', 'Varga'],
    ["[“I don't think so,”] Osei told Channel 5's Rita Moss on Sunday.", 'Osei'],
    ["[“It's a great day for Tilden,”] said Mayor Ruth Pell (D).", 'Mayor Ruth Pell'],
    ["[“It's a great day for Tilden,”] Rep. Dan Moss (R-Tilden) said.", 'Rep. Dan Moss'],
    ["[“It's a great day for Tilden,”] Rep. Dan Moss, R-Tilden, said in an interview.", 'Rep. Dan Moss'],
    ["[“It's a great day for Tilden,”] Moss, who chairs the panel, said in an interview.", 'Moss'],
    ["[“It's a great day,”] says Moss, who chairs the panel. [“We are proud.”]", 'Moss', 'Moss'],
    ['Asked whether he would resign, Moss said: [“No.”]', 'Moss'],
    ['Asked whether he would resign, Moss replied, [“Absolutely not.”]', 'Moss'],
    ['When asked about the report, Moss said only that it was [“under review.”]', 'Moss'],
    ['[“No comment,”] Moss said when asked about the report.', 'Moss'],
    ['Moss declined to comment, saying he did not want to [“get ahead of the process.”]', 'Moss'],
    ['Moss, citing “privacy,” declined to comment.'],
    ['Moss said he was [“very disappointed”] and that the vote [“sends the wrong signal”] to allies.', 'Moss', 'Moss'],
    [
      'The senator, who has been in office since 1998, said that she had [“never seen anything like it.”]',
      'The senator',
    ],
    ['Osei, 45, a former prosecutor, said her rival [“has no plan, no vision and no clue.”]', 'Osei'],
    ['As Osei put it, [“the town deserves better.”]', 'Osei'],
    ['[“The town deserves better,”] as Osei put it.', 'Osei'],
    ['In the words of one aide, the night was [“a total mess.”]', 'one aide'],
    ['One aide, speaking on condition of anonymity, described the mood as [“funereal.”]', 'One aide'],
    ['According to Osei, the mood was [“electric.”]', 'Osei'],
    ['The mood was [“electric,”] according to one person in the room.', 'one person'],
    ['For Osei, it was “déjà vu.”'],
    ['The report found that the agency [“failed to act”] on the warnings.', 'The report'],
    ['The report concludes that there is [“no evidence”] of fraud.', 'The report'],
    ['The lawsuit alleges that the firm [“knowingly misled”] investors.', 'The lawsuit'],
    ['The indictment charges that Moss [“corruptly solicited”] a bribe.', 'The indictment'],
    ['The judge ruled that the law [“places an undue burden”] on voters.', 'The judge'],
    ['The Tilden Post reported that the firm had [“cooked the books.”]', 'The Tilden Post'],
    ['The Tilden Post’s editorial board wrote that Osei was [“unfit to serve.”]', 'The Tilden Post’s editorial board'],
    ['The headline read: [“Moss Must Go Now.”]', 'The headline'],
    ['A banner read [“Justice for Tilden.”]', 'A banner'],
    ['The crowd chanted [“Lock him up!”]', 'The crowd'],
    ['Protesters shouted [“Shame!”] as Moss left.', 'Protesters'],
  ] as const)
    it(`in one sentence: ${notation}`, () => {
      const { text } = marked(notation);
      const found = quotes(text);
      assert.equal(mark(text, found), notation);
      assert.deepEqual(speakers(text, found), expected);
    });

  for (const [notation, ...expected] of [
    ['Osei took a different line. [“I would not have signed it,”] she said.', 'she'],
    [
      '[“I would not have signed it,”] Osei said of the bill. [“It hurts working people.”] She added that it was [“a bad bill from start to finish.”]',
      'Osei',
      'Osei',
      'She',
    ],
    ['[“We have a plan,”] Moss said. Osei disagreed. [“They have nothing,”] she said.', 'Moss', 'she'],
    ['Moss smiled. [“We have a plan.”]', 'Moss'],
    ['Moss was blunt: [“We have no plan.”]', 'Moss'],
    ['Moss had a message for his party: [“Wake up.”]', 'Moss'],
    ['His message to the party was simple: [“Wake up and fight.”]', 'His message to the party'],
    ['Moss put it this way: [“We lost because we stopped listening.”]', 'Moss'],
    ['Moss made his case to the crowd: [“We lost because we stopped listening.”]', 'Moss'],
    ['Then came Moss. [“We lost because we stopped listening,”] he said to applause.', 'he'],
    ["[“I love this town,”] he said. [“I was born here. I'll die here.”]", 'he', 'he'],
    ['[“If it happens,”] said Moss, [“it happens.”]', 'Moss', 'Moss'],
    ['[“But,”] she added, [“we have to be honest about the cost.”]', 'she', 'she'],
    ['[“The president,”] Moss said, [“has made his position clear”] on the treaty.', 'Moss', 'Moss'],
    ['[“There is no question,”] Moss said, that the deal was [“a bad one.”]', 'Moss', 'Moss'],
    [
      "[“We've got to get this right,”] Moss told the crowd.\n\n[“We have one chance,”] he added. [“One.”]",
      'Moss',
      'he',
      'he',
    ],
    ["[“We've got to get this right.]\n\n[“We have one chance,”] Moss added.", 'Moss', 'Moss'],
    [
      "Moss said in a statement: [“We've got to get this right.]\n\n[“We have one chance.”]\n\nOsei did not respond.",
      'Moss',
      'Moss',
    ],
    ["Osei's campaign manager, Lee Tran, said in an email that the ad was [“misleading at best.”]", 'Lee Tran'],
    ["Lee Tran, Osei's campaign manager, said: [“The ad is a lie.”]", 'Lee Tran'],
    ['A spokesman for Osei, Lee Tran, called the ad [“a lie.”]', 'Lee Tran'],
    ['A spokeswoman for the ministry said [“there is nothing to add.”]', 'A spokeswoman for the ministry'],
    ['Osei spokesman Lee Tran said the ad was [“a lie.”]', 'Osei spokesman Lee Tran'],
    ['Former Treasury Secretary Bo Lund told NPT the ad was [“not helpful.”]', 'Former Treasury Secretary Bo Lund'],
    ['White House officials said the meeting was [“productive.”]', 'White House officials'],
    ['The White House called the meeting [“productive.”]', 'The White House'],
    ['[“The meeting was productive,”] the White House said in a readout.', 'the White House'],
    ["[“Our members are furious,”] the union's president, Ida Roth, said.", 'Ida Roth'],
    [
      '[“Our members are furious,”] said Ida Roth, president of the union, which has 4,000 members. [“They have had enough.”]',
      'Ida Roth',
      'Ida Roth',
    ],
    ['But Ida Roth, president of the union, said she was [“cautiously optimistic.”]', 'Ida Roth'],
    ['While Moss said the deal was [“historic,”] Osei called it [“a sham.”]', 'Moss', 'Osei'],
    ['Moss called it [“historic”]; Osei called it [“a sham.”]', 'Moss', 'Osei'],
    ['Moss praised the deal. Osei, by contrast, called it [“a sham.”]', 'Osei'],
    ['Both Moss and Osei said they were [“open to talks.”]', 'Both Moss and Osei'],
    ['Moss quoted his father as saying, [“Never look back.”]', 'his father'],
    ['Moss was quoted by the Post as saying that he was [“done with politics.”]', 'Moss'],
    ['Moss recalled his father telling him: [“Never look back.”]', 'his father'],
    ['Moss said his father told him [“never to look back.”]', 'his father'],
    ['The email, sent by Moss, said: [“Never look back.”]', 'The email'],
    ['In an email to staff, Moss wrote that [“layoffs are a last resort.”]', 'Moss'],
    ['In his book, Moss writes that [“power is a drug.”]', 'Moss'],
    ['Moss, in a speech in Tilden on Monday, said [“power is a drug.”]', 'Moss'],
    ['Moss on Monday called Osei [“a friend of the banks.”]', 'Moss'],
    ['On Monday Moss called Osei [“a friend of the banks.”]', 'Moss'],
    ['Speaking to reporters on Monday, Moss said that Osei was [“a friend of the banks.”]', 'Moss'],
    ['TILDEN (AP) — Moss said Monday that he was [“a friend of the banks.”]', 'Moss'],
    ['TILDEN, Md. — [“I am not leaving,”] Moss said Monday.', 'Moss'],
  ] as const)
    it(`with several speakers or sentences: ${notation}`, () => {
      const { text } = marked(notation);
      const found = quotes(text);
      assert.equal(mark(text, found), notation);
      assert.deepEqual(speakers(text, found), expected);
    });

  for (const [notation, ...expected] of [
    ['The so-called “Tilden Four” were freed on Monday.'],
    ['Moss, nicknamed “the Hammer,” won in 2012.'],
    ['The film “Long Night” opens on Friday.'],
    ['Moss appeared on “Face the Town” on Sunday.'],
    ['Moss said on “Face the Town” that he was [“done.”]', 'Moss'],
    ["[“I'm done,”] Moss said on NBT's “Face the Town.”", 'Moss'],
    ["[“I'm done,”] Moss told “Face the Town” host Rita Roth.", 'Moss'],
    ['Moss told Rita Roth of “Face the Town” that the vote was fair.'],
    ['The song “Born in Tilden” played as Moss took the stage.'],
    ['The law, known as the “Pell Act,” passed in May.'],
    ['Moss supports a “public option” for health care.'],
    ['The “alt-right” movement has grown.'],
    ['The term “fake news” has lost its meaning.'],
    ['The bill would ban “assault weapons” and raise taxes.'],
    ['The company makes “smart” locks.'],
    ['His book, “The Art of the Vote,” sold 40,000 copies.'],
    ['The group, called “Tilden First,” has 300 members.'],
    ['Moss wore a hat with the words “Tilden First.”'],
    ['A 2014 study titled “What Voters Want” found that most want jobs.'],
  ] as const)
    it(`next to names and terms: ${notation}`, () => {
      const { text } = marked(notation);
      const found = quotes(text);
      assert.equal(mark(text, found), notation);
      assert.deepEqual(speakers(text, found), expected);
    });

  for (const [notation, ...expected] of [
    ["Varga's claim that the vote was [“rigged”] has no basis, officials say.", "Varga's"],
    ['Varga defended his decision, calling it [“the right thing to do.”]', 'Varga'],
    ['Varga defended his decision in an interview with NPT, saying it was [“the right thing to do.”]', 'Varga'],
    ['Varga hit back at critics, accusing them of [“hypocrisy.”]', 'Varga'],
    [
      'Varga, in a fiery speech, said Osei was [“a puppet”] and [“a liar”] who [“would sell out the country.”]',
      'Varga',
      'Varga',
      'Varga',
    ],
    ['What Varga called [“a perfect phone call”] is now at the heart of the case.', 'Varga'],
    ['Varga has said he would [“absolutely”] release his taxes.', 'Varga'],
    ['Varga has said repeatedly that he [“never met”] Osei.', 'Varga'],
    ['Varga has repeatedly denied wrongdoing and called the case [“a witch hunt.”]', 'Varga'],
    ["[“We'll see what happens,”] Varga said with a shrug.", 'Varga'],
    ["[“We'll see what happens,”] Varga said Monday night on NPT.", 'Varga'],
    ["[“We'll see what happens,”] the president told reporters as he left for Orlen.", 'the president'],
    ["[“We'll see what happens,”] he said in an interview with NPT that aired on Sunday.", 'he'],
    ["[“We'll see what happens!”] Varga tweeted early Monday.", 'Varga'],
    ["[“We'll see what happens,”] reads the email, which was obtained by the Post.", 'the email'],
    ["[“We'll see what happens,”] the statement said.", 'the statement'],
    [
      "[“We'll see what happens,”] said one senior official, who spoke on the condition of anonymity because he was not authorized to talk.",
      'one senior official',
    ],
    ["[“We'll see what happens,”] said a person close to the campaign.", 'a person close to the campaign'],
    ["[“We'll see what happens,”] said a spokesman for Varga, who declined to give details.", 'a spokesman for Varga'],
    [
      "[“We'll see what happens,”] Osei campaign spokesman Lee Tran said in a statement.",
      'Osei campaign spokesman Lee Tran',
    ],
    ["[“We'll see what happens,”] Lee Tran, a spokesman for Osei, told The Tilden Post.", 'Lee Tran'],
    ["[“We'll see what happens,”] Tran, who is 45 and lives in Tilden, said in a telephone interview.", 'Tran'],
    ["[“We'll see what happens,”] Tran wrote on Facebook. [“I am not worried.”]", 'Tran', 'Tran'],
    ["[“We'll see what happens,”] Tran said, before adding: [“I am not worried.”]", 'Tran', 'Tran'],
    ["[“We'll see what happens,”] Tran said, laughing.", 'Tran'],
    ["[“We'll see what happens,”] Tran said, referring to the vote. [“I am not worried.”]", 'Tran', 'Tran'],
    ["[“We'll see,”] Tran said of the vote.", 'Tran'],
    ["Of the vote, Tran said: [“We'll see.”]", 'Tran'],
    ["On the question of taxes, Tran was more cautious. [“We'll see,”] he said.", 'he'],
    ['Tran, for his part, said the vote was [“a farce.”]', 'Tran'],
    ['Tran, meanwhile, called the vote [“a farce.”]', 'Tran'],
    ['Tran later said the vote was [“a farce”] and apologized.', 'Tran'],
    ['Tran then said, [“The vote is a farce.”]', 'Tran'],
    ['Tran also said: [“The vote is a farce.”]', 'Tran'],
    ['Still, Tran said the vote was [“a farce.”]', 'Tran'],
    ['At a rally in Orlen on Saturday night, Tran told a crowd of 4,000 that the vote was [“a farce.”]', 'Tran'],
    ['Hours earlier, Tran had told the network that the vote was [“a farce.”]', 'Tran'],
    ["After the vote, Tran, the group's leader, said it was [“a farce.”]", 'Tran'],
    ["The group's leader, Lee Tran, has said the vote was [“a farce.”]", 'Lee Tran'],
    [
      'Lee Tran, who leads the group, has said that it is [“a farce”] and that [“nobody should take part.”]',
      'Lee Tran',
      'Lee Tran',
    ],
    ["Tran told NPT's Rita Moss: [“It's a farce. Nobody should take part.”]", 'Tran'],
    ["Tran told Rita Moss, host of NPT's morning show, that it was [“a farce.”]", 'Tran'],
    ["Tran told me [“it's a farce.”]", 'Tran'],
    ['Tran wrote in an op-ed for the Post that the vote was [“a farce.”]', 'Tran'],
    ["Tran's lawyer, Ida Roth, said her client was [“fully cooperating.”]", 'Ida Roth'],
    ["Tran's lawyer said her client was [“fully cooperating.”]", "Tran's lawyer"],
    ['A lawyer for Tran said her client was [“fully cooperating.”]', 'A lawyer for Tran'],
    [
      'Two officials familiar with the matter described the talks as [“tense.”]',
      'Two officials familiar with the matter',
    ],
    ['Sources told the Post that the talks were [“tense.”]', 'Sources'],
    ['The Post, citing unnamed officials, reported that the talks were [“tense.”]', 'The Post'],
    ['Critics say the plan is [“a gift to the rich.”]', 'Critics'],
    ['Some critics have called the plan [“a gift to the rich.”]', 'Some critics'],
    ['Democrats slammed the plan as [“a gift to the rich.”]', 'Democrats'],
    ['Senate Democrats, led by Ruth Pell, called it [“a gift to the rich.”]', 'Senate Democrats'],
    ["Pell's office did not respond. Her spokeswoman earlier called the claims [“baseless.”]", 'Her spokeswoman'],
    ['[“Baseless,”] her spokeswoman said of the claims.', 'her spokeswoman'],
    ['[“Why now?”] asked Pell. [“Who gains?”]', 'Pell', 'Pell'],
    ['[“Why now?”] Pell asked.', 'Pell'],
    ['Pell asked the crowd, [“Why now?”]', 'Pell'],
    ['Pell wondered aloud: [“Why now?”]', 'Pell'],
    ['[“Enough is enough,”] Pell said. [“Enough is enough,”] the crowd replied.', 'Pell', 'the crowd'],
    ['[“I was shocked,”] said Pell. [“I still am,”] she said.', 'Pell', 'she'],
    ['[“I was shocked,”] Pell recalled. [“I still am.”]', 'Pell', 'Pell'],
    ['[“I was shocked,”] recalls Pell, now 80.', 'Pell'],
    ['Pell remembers the day well. [“I was shocked,”] she says.', 'she'],
    ['Asked about the report, a spokesman said the ministry [“does not comment on leaks.”]', 'a spokesman'],
    ['Asked if she was worried, Pell said, [“Not at all.”]', 'Pell'],
    ['Asked if she was worried, Pell laughed. [“Not at all,”] she said.', 'she'],
    ['Pressed on the issue, Pell conceded that the plan was [“not perfect.”]', 'Pell'],
    ['Speaking in Orlen, Pell said it was [“time to move on.”]', 'Pell'],
    ['Writing in the Post, Pell said it was [“time to move on.”]', 'Pell'],
    ["[“It's time to move on,”] Pell, speaking in Orlen, told delegates.", 'Pell'],
    ["[“It's time to move on,”] said Pell at a news conference. [“We have work to do.”]", 'Pell', 'Pell'],
    ["But Pell, who lost to Moss in May, isn't so sure. [“It's too early,”] she said.", 'she'],
    ['That, Pell said, was [“the last straw.”]', 'Pell'],
    ['It was, he said, [“the last straw.”]', 'he'],
    ['The move, which Pell called [“the last straw,”] came on Monday.', 'Pell'],
    ['The decision was described by Pell as [“the last straw.”]', 'Pell'],
    ['The plan was praised as [“bold”] by Pell.', 'Pell'],
    ['Pell had this to say: [“It is a disgrace.”]', 'Pell'],
    ['Her rival, Northern leader Kai Roe, conceded but warned: [“It is a disgrace.”]', 'Kai Roe'],
    ['[“It is a disgrace,”] sobbed widow Greta Roth, 81.', 'widow Greta Roth'],
    ['Its chair, Pia Roth, 52, who owns nine shops, went further: [“It is a disgrace.”]', 'Pia Roth'],
    ['[“A disgrace,”] was his reply when this was put to him.', 'his'],
    ["[“A disgrace”] was the minister's verdict.", "the minister's"],
    ['Nobody knows. Another added, [“Twice.”]', 'Another'],
    ['Pell said outside court that the plan was [“a disgrace.”]', 'Pell'],
    ['A statement from his family read, [“He left laughing.”]', 'A statement from his family'],
    ['Not everyone agrees: Bo Roe, a geologist, told the Post the signal [“may just as well be salt.”]', 'Bo Roe'],
    [
      'The operator, which had said that chances were [“close to nil”], called it [“beyond our hopes.”]',
      'The operator',
      'The operator',
    ],
    ['One said the firm had [“dug its own grave.”]', 'One'],
    ['Tired pilots are [“a ticking bomb”], in the words of union president Siv Berg.', 'union president Siv Berg'],
    ['The lawyer, Bo Roe, asked whether his client was sorry, replied: [“He is sorry.”]', 'Bo Roe'],
    ['A spokesman, Commander Roe, speaking by phone, called this [“a lie from liars.”]', 'Commander Roe'],
    [
      '[“Give it back,”] demanded Pell; another, who had not noticed, called it [“the politest of crimes.”]',
      'Pell',
      'another',
    ],
    ['Envoy Petra Roe urged both parties to show [“maximum restraint.”]', 'Envoy Petra Roe'],
    ['Until then, says mayor Tom Roe, [“speculation helps nobody”].', 'mayor Tom Roe'],
    ['Pell read a memo, dated 3 May, which stated that it was [“fit for service.”]', 'a memo'],
    ['Pell would say only that the firm was [“co-operating fully.”]', 'Pell'],
    ['The Post wrote of it in an editorial headlined “Keys, please”.'],
    ['The director Karl Roe remembered Pell as [“a thief of scenes.”]', 'The director Karl Roe'],
    ['Tarnish officials rejected the claims as [“a fantasy.”]', 'Tarnish officials'],
    ["Pell's minister, on the other hand, is reported to have called it [“a disgrace.”]", "Pell's minister"],
    ['Pell faced shouts of [“Resign!”] as she left.', '-'],
    ['Here is what Pell said: [“It is a disgrace.”]', 'Pell'],
    ['The full statement from Pell reads: [“It is a disgrace.”]', 'The full statement from Pell'],
    ['Her tweet read: [“It is a disgrace.”]', 'Her tweet'],
    ['According to a statement from the ministry, the plan is [“a disgrace.”]', 'a statement from the ministry'],
    ['The plan is [“a disgrace,”] according to Pell, who voted against it.', 'Pell'],
    ['The plan, according to Pell, is [“a disgrace.”]', 'Pell'],
    ['Pell told this house, and I quote, [“No ferry will be sold.”]', 'Pell'],
    ['You swore that the plan was [“a model of thrift.”]', 'You'],
    ['We call such ferries “floating sheds”.'],
    ['The minister calls them [“a rounding error”].', 'The minister'],
  ] as const)
    it(`by many ways of saying: ${notation}`, () => {
      const { text } = marked(notation);
      const found = quotes(text);
      assert.equal(mark(text, found), notation);
      assert.deepEqual(speakers(text, found), expected);
    });

  for (const [notation, ...expected] of [
    ['**Ana Lima, mayor:** [“It is done, and we can build now.”]', 'Ana Lima'],
    ['Ana Lima, mayor of Orlen:\n\n[“It is done, and we can build now.”]', 'Ana Lima'],
    [
      'Statement from the harbor office:\n\n[“The pier is safe.]\n\n[“We will inspect it again.”]',
      'the harbor office',
      'the harbor office',
    ],
    ['- Mayor Ana Lima: [“It is done.”]', 'Mayor Ana Lima'],
    ['- [“We were never asked”] (Dora Pell, resident, to Orlen Radio)', 'Dora Pell'],
    ['[“We were never asked”] — Dora Pell (@dorapell) May 3, 2026', 'Dora Pell'],
    ['Tweet by @bochen: [“They will regret it.”]', '@bochen'],
    [
      'The plan has been called [“visionary”] by supporters and [“a vanity project”] by critics.',
      'supporters',
      'critics',
    ],
    [
      'The report, titled “Crossing the Water,” found that ferries would be [“marginally cheaper”] than a bridge.',
      'The report',
    ],
    ['The move ended what Mayor Ana Lima called [“the longest argument in the town’s history.”]', 'Mayor Ana Lima'],
    ['[“We worry,”] say the mothers. [“But there never is any need.”]', 'the mothers', 'the mothers'],
    ['Failure is costly, Moss said. [“It would place a burden”] on the town.', 'Moss'],
    ['The players’ union said its members were [“not heard”] by the owners’ lawyers.', 'The players’ union'],
  ] as const)
    it(`on lines of their own: ${notation}`, () => {
      const { text } = marked(notation);
      const found = quotes(text);
      assert.equal(mark(text, found), notation);
      assert.deepEqual(speakers(text, found), expected);
    });

  for (const [notation, ...expected] of [
    ['Laut Lima ist das Vorhaben [„längst überfällig“].', 'Lima'],
    ['[«Nous n’avions pas le choix»], a déclaré la maire Ana Lima.', 'la maire Ana Lima'],
    ['[« Nous n’avions pas le choix »], explique Ana Lima, maire d’Orlen.', 'Ana Lima'],
    ['[“No teníamos otra opción”], dijo Ana Lima. [“Ahora podemos construir”], añadió.', 'Ana Lima', 'Ana Lima'],
    ['[„Nie mieliśmy wyboru”] – powiedziała Lima.', 'Lima'],
    ['市長は[「選択の余地はなかった」]と述べた。[「今なら建設できる」]と彼女は付け加えた。', '市長', '彼女'],
    ['市は「橋の家」を建てた。'],
    ['Elle a revu « Carmen », sa passion.'],
    ['[”Vi ses”], sa Anna Holm.', 'Anna Holm'],
    ['Die Ministerin will [„eine neue Brücke“].', 'Die Ministerin'],
    ["[``We had no choice,''] Lima said.", 'Lima'],
    ["[''We had no choice,''] Lima said.", 'Lima'],
  ] as const)
    it(`in other languages: ${notation}`, () => {
      const { text } = marked(notation);
      const found = quotes(text);
      assert.equal(mark(text, found), notation);
      assert.deepEqual(speakers(text, found), expected);
    });

  for (const [notation, ...expected] of [
    ['Moss said: [“We lost it all. Every boat.]\n\nNobody else spoke.', 'Moss'],
    ['The port denounced the talks as rash and warned against any “occupation” force at the pier.'],
    ['Moss described the tone of the letter that the harbor office had sent him in May as [“icy.”]', 'Moss'],
    ['We now refer to the pier as “Old Grey” in this house.'],
    ['The town has no “general fund for the repair of bridges” and no plan.'],
    ['Osei said the gate, known as “the Mouth,” would close.'],
    ['As Osei’s team sees it, the vote was [“a warning.”]', 'Osei’s team'],
    ['In her words, [“it was a mess.”]', 'her'],
    ['Pell is, in Moss’s own words, [“shrewd and tough.”]', 'Moss’s'],
    ['This, she added, brought about [“petty jealousies.”]', 'she'],
  ] as const)
    it(`with labels and slips around it: ${notation}`, () => {
      const { text } = marked(notation);
      const found = quotes(text);
      assert.equal(mark(text, found), notation);
      assert.deepEqual(speakers(text, found), expected);
    });

  for (const [notation, ...expected] of [
    [
      'Last week, Lund seemed to announce a bid in the wake of looming reports that he’d be running — also on Chatter — saying, [“I will have news in the near future.”]',
      'Lund',
    ],
    [
      'Lund on Monday revealed his plans for the future, and in a tweet said, [“I believe in work and in rest.”]',
      'Lund',
    ],
    [
      'Asked whether the ads crossed a line, Pell, the party chairman since May, told “Good Day Tilden” co-host Ann Roth, [“I don’t think so.”]',
      'Pell',
    ],
    [
      'It comes after the union’s general secretary, Ed Roth, accused ministers of [“playing games”] with members’ lives.',
      'Ed Roth',
    ],
    ['The ministry did not respond. It has called similar claims [“baseless”] in the past.', 'It'],
    ['Said Mayor Lima: [“We lost it all.”]', 'Mayor Lima'],
    ['The law was “tentatively” passed for next fall.'],
    ['Back home in Tilden, Md., his wife, Mary, said: [“I knew it all along.”]', 'his wife'],
    ['Bo Lund, a lawyer from Tyler, Texas, said: [“No.”]', 'Bo Lund'],
    ["Ray Moss, of Tilden Police, said: ['We are appealing for witnesses to this 'appalling' attack.']", 'Ray Moss'],
  ] as const)
    it(`among other clauses: ${notation}`, () => {
      const { text } = marked(notation);
      const found = quotes(text);
      assert.equal(mark(text, found), notation);
      assert.deepEqual(speakers(text, found), expected);
    });

  for (const [notation, ...expected] of [
    ['The ghost fleet has grown. Officials said they feared the “ghost fleet.”'],
    ['Officials say the “ghost fleet” now moves a third of the oil.'],
    ['Orlen would not join a [“ferry war,”] Marsh said.', 'Marsh'],
    ['Lima wrote “The Long Pier,” a novel.'],
    ['The council will “sunset” the tax.'],
    ['Talks will resume “within days”.'],
    ['She is a lover of “slow food”.'],
    ['He held up a sign that said [“No Oil.”]', 'a sign'],
    ['Critics say the “safe harbor” idea is a gift to smugglers.'],
  ] as const)
    it(`next to technical terms: ${notation}`, () => {
      const { text } = marked(notation);
      const found = quotes(text);
      assert.equal(mark(text, found), notation);
      assert.deepEqual(speakers(text, found), expected);
    });

  for (const [notation, ...expected] of [
    [
      'Varga campaign manager Lee Tran told NPT’s “Face the Town” on Sunday that the vote was [“stolen in broad daylight.”]',
      'Varga campaign manager Lee Tran',
    ],
    ['[“We won,”] Osei, the former harbor secretary, said at a rally in Tilden.', 'Osei'],
    [
      '[“We won,”] Varga said Monday during a rally in Orlen, referring to the May vote. [“They know it.”]',
      'Varga',
      'Varga',
    ],
    ['But as Osei’s team sees it, the vote was [“a warning.”]', 'Osei’s team'],
    ['That prompted Varga to tweet: [“Sad!”]', 'Varga'],
    ['Varga took to Twitter to say he was [“very proud.”]', 'Varga'],
    ['[“We lost,”] she told an audience in Orlen, according to a recording obtained by the Post.', 'she'],
    ['In a statement, party chairman Reed Pell said: [“We lost.”]', 'party chairman Reed Pell'],
    ['[“We lost,”] Sen. Tim Moss (D-Tilden), Osei’s running mate, said.', 'Sen. Tim Moss'],
    ['The vote was lost, Osei said, adding that Varga is [“unfit to lead.”]', 'Osei'],
    ['[“Lock the doors,”] read a sign held by one supporter.', 'a sign'],
    [
      '[“It was awful,”] said Jane Lund, 34, a nurse from Tilden, who voted for Moss. [“I cried.”]',
      'Jane Lund',
      'Jane Lund',
    ],
    ['[“It was awful,”] said an Osei aide who requested anonymity.', 'an Osei aide'],
    ['[“It was awful,”] Varga was heard saying in a 2005 recording.', 'Varga'],
    ['[“It was awful,”] wrote harbor director James Holt in a letter to the council.', 'harbor director James Holt'],
    ['Varga went on to call her [“a nasty piece of work.”]', 'Varga'],
    ['Varga added that the media is [“dishonest.”]', 'Varga'],
    ['Varga’s comments were [“beyond the pale,”] Reed said.', 'Reed'],
    ['Reed said he was [“sickened by what I heard today.”]', 'Reed'],
    [
      'House Speaker Paul Reed, who had endorsed Varga, canceled the event, saying he was [“sickened.”]',
      'House Speaker Paul Reed',
    ],
    ['Reed, in a statement, said he [“will not vote for a liar.”]', 'Reed'],
    [
      'Sen. Jo Marsh said there are [“no excuses”] for the remarks and that Varga [“should suffer the consequences.”]',
      'Sen. Jo Marsh',
      'Sen. Jo Marsh',
    ],
    ['Pell issued a statement. [“As a father,”] he said, [“I was offended.”]', 'he', 'he'],
    [
      'The Varga campaign declined to comment, but a spokeswoman pointed to an earlier statement that called the story [“fiction.”]',
      'an earlier statement',
    ],
    ['The campaign released a statement Friday night in which Varga said, [“I was wrong.”]', 'Varga'],
    [
      '[“I was wrong,”] Varga said in a video posted on Facebook just after midnight. [“I apologize.”]',
      'Varga',
      'Varga',
    ],
    ['At one point, Varga interrupted Osei to say [“wrong.”]', 'Varga'],
    ['[“Wrong,”] Varga interjected.', 'Varga'],
    ['Osei said that Varga had [“a dark and divisive”] view of the country.', 'Osei'],
    [
      'In 2008, Osei had called Varga [“a good friend,”] and in 2012 Varga praised her as [“terrific.”]',
      'Osei',
      'Varga',
    ],
    ['Her husband said it was [“the craziest thing in the world.”]', 'Her husband'],
    ['The mayor of Tilden, Bo Lund, said the plan was [“dead on arrival.”]', 'Bo Lund'],
    ['Tilden Mayor Bo Lund said the plan was [“dead on arrival.”]', 'Tilden Mayor Bo Lund'],
    ['Lund said on the radio that the plan was [“dead on arrival.”]', 'Lund'],
    [
      'A majority of voters said the economy was [“poor”] or [“very poor.”]',
      'A majority of voters',
      'A majority of voters',
    ],
    ['More than half of those polled said they trust Osei [“a great deal.”]', 'half of those polled'],
    ['One voter, Carl Roth, said he was [“done.”]', 'Carl Roth'],
    ['Another, Ida Roth, said she would vote for [“anyone but him.”]', 'Ida Roth'],
    ['Others were harsher. [“He is a crook,”] said one.', 'one'],
    ['Many in the crowd chanted [“Build it!”] and waved flags.', 'Many in the crowd'],
    ['The judge, Ruth Hale, wrote that the order was [“arbitrary.”]', 'Ruth Hale'],
    ['Judge Ruth Hale ruled that the order was [“arbitrary and capricious.”]', 'Judge Ruth Hale'],
    ['The court said the order was [“arbitrary,”] and sent the case back.', 'The court'],
    ['Prosecutors say Moss [“acted with malice.”]', 'Prosecutors'],
    ['According to court papers, Moss told a friend he wanted to [“burn it down.”]', 'Moss'],
    ['According to the complaint, he [“acted with malice.”]', 'the complaint'],
    ['The complaint says he [“acted with malice.”]', 'The complaint'],
    ['Moss pleaded not guilty. His lawyer, Ira Pell, called the charges [“absurd.”]', 'Ira Pell'],
    ['Police Chief Dan Roth said officers had [“no choice.”]', 'Police Chief Dan Roth'],
    ['[“There was no threat,”] a witness, Amy Lund, told the Post. [“None.”]', 'Amy Lund', 'Amy Lund'],
    ['In an email, Lund wrote: [“I have nothing to add.”]', 'Lund'],
    ['Lund’s spokesman emailed to say it was [“a private matter.”]', 'Lund’s spokesman'],
    ['[“It’s a private matter,”] Lund’s spokesman, Ed Holt, said by email.', 'Ed Holt'],
    ['[“Is this who we are?”] Lund asked. [“I hope not.”]', 'Lund', 'Lund'],
    ['[“I hope not,”] Lund said, his voice breaking. [“I really do.”]', 'Lund', 'Lund'],
    ['[“I hope not,”] said Lund, his voice breaking.', 'Lund'],
    ['Lund, his voice breaking, said: [“I hope not.”]', 'Lund'],
    ['Standing outside the court, Lund said: [“I hope not.”]', 'Lund'],
    ['[“I hope not,”] Lund said of a second vote. [“It’s a lot to ask,”] she said.', 'Lund', 'she'],
    ['Lund said, [“I hope not,”] and left.', 'Lund'],
    ['Officials from Orlen and Tilden said talks were [“going well.”]', 'Officials from Orlen and Tilden'],
    ['Several officials, including Lund and Holt, said talks were [“going well.”]', 'Several officials'],
    [
      'The ministry’s statement said talks were [“going well”] but [“not finished.”]',
      'The ministry’s statement',
      'The ministry’s statement',
    ],
    ['State media said talks were [“going well.”]', 'State media'],
    ['Orlen’s state news agency said the talks were [“going well.”]', 'Orlen’s state news agency'],
    ['The Orlen Post, a weekly, said talks were [“going well.”]', 'The Orlen Post'],
  ] as const)
    it(`in the heat of a campaign: ${notation}`, () => {
      const { text } = marked(notation);
      const found = quotes(text);
      assert.equal(mark(text, found), notation);
      assert.deepEqual(speakers(text, found), expected);
    });

  for (const [notation, ...expected] of [
    [
      '[“It is a law,”] said Robert Hale, a professor of law at Orlen University and a former adviser to three presidents.',
      'Robert Hale',
    ],
    ['[“It is a law,”] Hale, who teaches law at Orlen University, wrote in an email.', 'Hale'],
    ['[“It is a law,”] she argues.', 'she'],
    ['[“It is a law,”] the candidate told the crowd, to cheers.', 'the candidate'],
    ['[“It is a law!”] boomed Hale. [“Obey it.”]', 'Hale', 'Hale'],
    ['Here is how Hale described it to me over coffee last week: [“It is a law.”]', 'Hale'],
    ['Asked by Moss whether he would resign, Hale responded: [“I would not.”]', 'Hale'],
    ['Moss asked Hale if he would resign. [“No,”] Hale said.', 'Hale'],
    ['[“Do you regret it?”] Moss asked him. [“No,”] he said.', 'Moss', 'he'],
    [
      '[“I was there,”] he said. [“I saw it.”] Pell, by contrast, was not. [“I was home,”] she said.',
      'he',
      'he',
      'she',
    ],
    ['Pell said her mother told her, [“Never give up.”]', 'her mother'],
    ['[“My mother told me, ‘Never give up,’”] Pell said.', 'Pell'],
    ['Pell, 34, said [“it’s time.”] She added: [“We can’t wait.”]', 'Pell', 'She'],
    ['It was, Pell said, [“a night to remember,”] and one she would [“never forget.”]', 'Pell', 'Pell'],
    ['The move [“sends a message,”] Pell said, [“that we mean business.”]', 'Pell', 'Pell'],
    ['[“It’s not about me,”] Pell said; [“it’s about the town.”]', 'Pell', 'Pell'],
    ['Pell — who has run twice before — said the race was [“over.”]', 'Pell'],
    ['Pell (left) said the race was [“over.”]', 'Pell'],
    ['Pell and Moss both said the race was [“over.”]', 'Pell and Moss'],
    ['The Pell campaign says it’s [“very confident.”]', 'The Pell campaign'],
    ['A Pell spokesperson, Lee Tran, says it’s [“very confident.”]', 'Lee Tran'],
    ['Pell’s father, Ed, said he was [“proud.”]', 'Pell’s father'],
    ['[“Proud,”] her father said.', 'her father'],
    ['In an interview with the Post, Pell’s father said he was [“proud.”]', 'Pell’s father'],
    ['According to Pell’s father, it was [“a proud day.”]', 'Pell’s father'],
    ['Pell told NPT’s Rita Moss in an interview that aired Sunday that [“it’s over.”]', 'Pell'],
    ['[“It’s over,”] Pell told NPT’s Rita Moss in an interview that aired Sunday.', 'Pell'],
    ['Pell said on NPT’s “Day Break” that [“it’s over.”]', 'Pell'],
    ['Pell then turned to the jobs report. [“It’s bad,”] she said, shaking her head. [“Really bad.”]', 'she', 'she'],
    ['[“It’s bad,”] she said, shaking her head, [“really bad.”]', 'she', 'she'],
    ['When Pell heard the news, she said, [“It’s bad.”]', 'she'],
    ['After Moss spoke, Pell took the floor and said: [“It’s bad.”]', 'Pell'],
    ['Pell took the floor, saying the report was [“bad”] and that Moss had [“lied.”]', 'Pell', 'Pell'],
    ['Pell, who took the floor after Moss, was blunt. [“It’s bad.”]', 'Pell'],
    ['Pell blamed the mayor, whom she called [“a bully and a coward.”]', 'she'],
    [
      'Pell’s allies on the council have dismissed the probe as a [“fishing expedition.”]',
      'Pell’s allies on the council',
    ],
    ['One of Pell’s allies dismissed the probe as a [“fishing expedition.”]', 'One of Pell’s allies'],
    ['The probe is a [“fishing expedition,”] one of Pell’s allies said.', 'one of Pell’s allies'],
    ['The probe, said one ally, is a [“fishing expedition.”]', 'one ally'],
    ['“Fishing,” a hobby of his, bored her.'],
    ['The decision came after what Pell described as [“weeks of soul-searching.”]', 'Pell'],
    ['After [“weeks of soul-searching,”] as she put it, Pell quit.', 'she'],
    ['Pell quit after calling the race [“unwinnable.”]', 'Pell'],
    ['Pell, calling the race [“unwinnable,”] quit on Friday.', 'Pell'],
    ['Calling the race [“unwinnable,”] Pell quit on Friday.', 'Pell'],
    ['Declaring that [“the race is over,”] Pell quit on Friday.', 'Pell'],
    ['[“The race is over,”] Pell declared, quitting on Friday.', 'Pell'],
    ['The ad says Pell [“voted to raise your taxes nine times.”]', 'The ad'],
    ['The ad’s narrator says: [“Pell raised your taxes.”]', 'The ad’s narrator'],
    ['[“Pell raised your taxes,”] a narrator says in the ad.', 'a narrator'],
    ['On Monday, the paper’s front page asked: [“Who is Ed Pell?”]', 'the paper’s front page'],
    ['The town motto is [“Firm in the storm and calm after it.”]', '-'],
    ['[“It will fall,”] said Mary Lance.', 'Mary Lance'],
    ['Petra Kata said: [“It will fall.”]', 'Petra Kata'],
    ['Pell has a favorite saying: [“Trust the tide.”]', 'Pell'],
    ['“Trust the Tide,” Pell’s first book, sold well.'],
    ['As Lund told The Orlen Post, the pier has sunk since May. [“It was built on sand,”] Lund said.', 'Lund'],
    [
      'Port minister Ed Pell, whose office has ordered two dredgers, said: [“The sand is coming.”]',
      'Port minister Ed Pell',
    ],
    [
      'Port minister Ed Pell, in a note to staff, expressed his [“deepest sorrow at the news.”]',
      'Port minister Ed Pell',
    ],
    ['Told that the film had shown a crack, Pell shook his head: [“Then it is a long crack.”]', 'Pell'],
    ['Beside him, deputy Ann Rook was blunt: [“It will fall.”]', 'deputy Ann Rook'],
    ['His friend Ray rolled his eyes: [“It will not.”]', 'His friend Ray'],
    ['The council saw it otherwise: [“A gift to the town”], scoffed engineer Ann Rook.', 'engineer Ann Rook'],
    ['Lund urged calm, while her rival, Ann Rook, spoke of a [“man-made flood”].', 'Ann Rook'],
    ['Ward’s colleague at the Institute, Ann Rook, said [“the numbers are small”].', 'Ann Rook'],
    ['The guard asks: [“By boat?”] [“What else,”] she answers.', 'The guard', 'she'],
    ['Pell denied that the pier was [“a trap”], as one clerk had put it.', 'one clerk'],
    ['The list names what it terms [“unexplained losses.”]', 'it'],
    ['[“We are sinking,”] is how one clerk, who asked not to be named, put it.', 'one clerk'],
    ['A voice said to be that of Pell asks whether she [“wants the same as last time.”]', 'Pell'],
    ['In Mark 4:38 the sailors say, [“Do you not care if we drown?”]', 'the sailors'],
    ['One of the suspects, a clerk aged 41, was heard to shout [“I paid for it!”]', 'One of the suspects'],
    ['Shares fell by a third, prompting one trader to post: [“Sell the boats.”]', 'one trader'],
    ['The storm led the owner to say: [“It is over.”]', 'the owner'],
    ['Lund was forced to say: [“I am sorry.”]', 'Lund'],
    ['Lund was forced by a judge to say: [“I am sorry.”]', 'Lund'],
    ['A leading engineer took the stage to say: [“It is over.”]', 'A leading engineer'],
    ['The clerk has made clear that he considers the plan [“a mistake for which all will pay”].', 'he'],
    ['Born on the island in 1940, Lund liked to say she had [“learnt to swim before she could walk.”]', 'Lund'],
    ['Writing in the Post, Ed Holt dubbed the vote of the council: [“Orlen against itself, part two.”]', 'Ed Holt'],
  ] as const)
    it(`in a report: ${notation}`, () => {
      const { text } = marked(notation);
      const found = quotes(text);
      assert.equal(mark(text, found), notation);
      assert.deepEqual(speakers(text, found), expected);
    });
});
