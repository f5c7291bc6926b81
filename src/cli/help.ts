import type { Format } from '../core/exchange/format';
import { formats } from '../core/exchange/formats';

/** The ids of formats for `--format`, with their titles. */
const names = (wanted: (format: Format) => boolean): string =>
  formats
    .filter(wanted)
    .map(({ id, title }) => `  ${id.padEnd(18)} ${title}`)
    .join('\n');

/** The purpose, usage and examples of each command; `helpOf` fills in the lists of formats. */
const help: Readonly<Record<string, string>> = {
  check: `claimmark check [PATH… | - | --staged | --changed-since COMMIT] [--fail-on error|warning]
                [--format text|json|sarif|github|gitlab|markdown | --json] [--link-base URL] [--out FILE] [--no-cache]

Checks sidecars: whether they are valid, every span is found, and the team's rules are kept.
Each finding is a line: file:line:column: level: sentence
Exit code 0: sound. 1: errors or warnings (with --fail-on error: errors alone). 2: wrong use, or nothing to look at.
Information and hints are printed and do not count.

--staged               what git is about to commit, and what depends on it by links and evidence
--changed-since main   what differs from where this branch left main, and what depends on it by links and evidence
-                      the files that standard input names, one a line, and what depends on them
--no-cache             finds everything out again: what was found in files that are as they were is kept in your cache folder
--format github        lines by which GitHub Actions shows findings in a pull request
--format gitlab        a Code Quality report of GitLab
--format markdown      a summary for a job or a comment; --link-base says where its links begin

  claimmark check                       all below this folder
  claimmark check 'sources/**/*.txt'    by a pattern
  claimmark check --format sarif > findings.sarif
  claimmark check --staged --fail-on error       in a hook before each commit
  claimmark check --changed-since origin/main    in a pull request
  git diff --name-only HEAD~3 | claimmark check -`,
  diff: `claimmark diff BASE [HEAD] [--format text|markdown|json | --json] [--link-base URL] [--out FILE]

Says what has changed in the annotations since a commit, or between two, as people say it.
New, removed, retagged, contested, lost, edited since verified, quotes that are no longer word for word, and reviews.
BASE is taken where the two parted, so that what others did there meanwhile is left out. Without HEAD, the folder as it is.
Submodules are looked into. What could not be compared is said.

  claimmark diff main
  claimmark diff v1.0 v2.0 --format markdown`,
  list: `claimmark list [PATH…] [--json]

Lists annotations with the place where each stands in its source now.
Exit code 1 where not all of a sidecar could be read.

  claimmark list article.txt`,
  search: `claimmark search WORD… [--texts] [--limit NUMBER] [--json]

Finds annotations in which each word stands: in their words, notes, claims, speakers, evidence, authors, tags or sources.
Those that hold the words as they are given come first. --texts looks into the lines of the sources, too.
Exit code 1 where nothing is found.

  claimmark search nine million`,
  report: `claimmark report [PATH…] [--format html|markdown] [--title TEXT] [--out FILE] [--leave-out-broken]
claimmark report [PATH…] --pages --out FOLDER

Makes a report as one self-contained page, or as Markdown.
With --pages it makes an index and pages of under 2 MB each, for folders that are too large for one page.
A sidecar that is not whole stops it, with exit code 1, unless --leave-out-broken leaves it out.

  claimmark report --out report.html`,
  brief: `claimmark brief [SOURCE…] [--takeaway SOURCE#ID]… [--out FILE] [--dry-run] [--leave-out-broken]

Makes a brief in Markdown. With --out it brings an existing brief up to date and keeps what you wrote in it.
A sidecar that is not whole stops it, with exit code 1, unless --leave-out-broken leaves it out.

  claimmark brief --takeaway article.txt#k7m2q9xd --out brief.md`,
  detect: `claimmark detect SOURCE… [--amount PERCENT | --all] [--json]

Prints what in a source is worth a look: claims, quotes with their speakers, and what is unconfirmed. As in the editor, what
is worth most comes first in, up to a quarter of the text: --amount sets another share in percent, --all prints everything.

  claimmark detect article.txt`,
  kin: `claimmark kin SOURCE:LINE | SOURCE#ID | --text WORDS [SOURCE…] [--all] [--json]

Shows which sentences of other sources state the same fact, best first, and which words they share.
Only what is sure is shown; --all shows the nearest ones too. Sources that share a long run of words are one origin. Without sources, all .txt and .md files below this folder.

  claimmark kin article.txt:12
  claimmark kin article.txt#k7m2q9xd other.txt third.txt`,
  quotes: `claimmark quotes DRAFT [SOURCE…] [--claims] [--format text|json|sarif | --json]

Checks each quotation of a draft against its sources, word for word. Other quotation marks, dashes and blanks, a marked
omission and words in brackets pass; changed, dropped and added words, a lost “not” and another speaker do not.
Without sources, all .txt and .md files below this folder. --claims also names sentences that no
source is sure to state, and figures, dates, names and places that one has otherwise.
Exit code 1 where a quotation is not word for word, or in no source.

  claimmark quotes draft.md sources/*.txt`,
  links: `claimmark links [PATH…] [--json]

Lists the links between annotations. Exit code 1 where one leads nowhere, or not all of a sidecar could be read.

  claimmark links article.txt`,
  matrix: `claimmark matrix [PATH…] [--format markdown|csv | --json] [--out FILE] [--dry-run]

Makes a table of linked claims against sources: said, differs, contradicts, quotes, silent.
Exit code 1 where not all of a sidecar could be read.

  claimmark matrix --out matrix.csv`,
  anchor: `claimmark anchor [PATH…] [--accept-edited] [--dry-run]

Writes places anew after sources changed, and lists those whose words were edited. Where sources were renamed or moved with
their sidecars, as by git mv, sidecars name their sources anew, and links and evidence lead where they led. Edited words are taken over only with
--accept-edited. Exit 1 where some are lost.

  claimmark anchor --dry-run`,
  agreement: `claimmark agreement [PATH…] [--json]

Says how far annotators agree: by files of their own (article.txt.ana.claims.yaml), else by the authors of entries.
Exit code 1 where not all of a sidecar could be read.

  claimmark agreement article.txt.*.claims.yaml`,
  merge: `claimmark merge BASE OURS THEIRS [--out FILE] [--dry-run]

Merges sidecars entry by entry and field by field. The result goes into OURS. Exit 1 where conflicts remain.
A side that is not UTF-8 is never merged: OURS stays as it is, exit 1.

  claimmark merge base.yaml ours.yaml theirs.yaml
  claimmark merge /dev/null article.txt.claims.yaml "article.txt.claims (conflicted copy).yaml"`,
  'git-setup': `claimmark git-setup

Lets git merge sidecars in this repository by what they say. Without Claimmark git merges their lines, as usual.
Each clone calls it once; the line that it adds to .gitattributes is for all.

  claimmark git-setup`,
  fmt: `claimmark fmt [PATH…] [--check | --dry-run]

Fills in what entries written by hand lack: ids, places and surroundings. All else keeps its bytes.
A file in brackets or JSON is put into the usual form, with all that it says.

  claimmark fmt --check`,
  import: `claimmark import FILE --format NAME [--source SOURCE] [--existing keep|replace|both] [--create-sources] [--json] [--dry-run]

Brings annotations of another tool into sidecars, each span checked against its words.
Each record of the file is brought in, there already, or left out with the reason; the list and the sum are said
before anything is written. A record goes to the source that has its text. Exit 1 where something is left out.

{formats that are read}

--existing keep      what is here stays; new annotations, reviews and messages are added
--existing replace   what the file says takes the place of what is here; all else stays, and others' reviews always do
--create-sources     texts that come with the file and are not here become sources

  claimmark import export.json --format hypothesis --source article.txt --dry-run`,
  export: `claimmark export [SOURCE…] --format NAME [--out FILE] [--dry-run] [--leave-out-broken]

Writes annotations for another tool.

{formats that are written}

Without sources, the whole workspace. What the format has no place for is listed on standard error.

  claimmark export article.txt --format w3c --out article.jsonld`,
};

/** The commands, in the order of the list. */
export const commandNames: readonly string[] = Object.keys(help);

/** The help of a command; undefined if there is no such command. The formats are loaded only if listed. */
export function helpOf(name: string): string | undefined {
  if (!Object.hasOwn(help, name)) return undefined;
  return help[name]
    ?.replace('{formats that are read}', () => names(({ parse }) => parse !== undefined))
    .replace('{formats that are written}', () => names(({ write }) => write !== undefined));
}

const firstSentence = (text: string): string =>
  (/\n\n([\s\S]*?)(?:[.:](?=\s)|\n\n|$)/.exec(text)?.[1] ?? '').replaceAll('\n', ' ');

export const overview = `claimmark: annotations of sources, in sidecars that people can read

${Object.entries(help)
  .map(([name, text]) => `  ${name.padEnd(10)} ${firstSentence(text)}`)
  .join('\n')}

claimmark COMMAND --help says more, claimmark --version which this is. Nothing is written unless you ask for it.
`;
