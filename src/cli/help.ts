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
Information and hints are printed but do not count.

--staged               what git is about to commit, and what depends on it by links and evidence
--changed-since main   what differs from where this branch left main, and what depends on it by links and evidence
-                      the files that standard input names, one a line, and what depends on them
--no-cache             checks everything again, without the results for unchanged files kept in your cache folder
--format github        lines that GitHub Actions shows as findings in a pull request
--format gitlab        a Code Quality report of GitLab
--format markdown      a summary for a job or a comment; --link-base says where its links begin

  claimmark check                       everything in this folder
  claimmark check 'sources/**/*.txt'    by a pattern
  claimmark check --format sarif > findings.sarif
  claimmark check --staged --fail-on error       in a hook before each commit
  claimmark check --changed-since origin/main    in a pull request
  git diff --name-only HEAD~3 | claimmark check -`,
  diff: `claimmark diff BASE [HEAD] [--format text|markdown|json | --json] [--link-base URL] [--out FILE]

Says in plain words what changed in the annotations since a commit, or between two.
New, removed, retagged, contested, lost, edited since verified, quotes that are no longer word for word, and reviews.
BASE is taken where the two branches parted, so that what others did there meanwhile is left out. Without HEAD, the folder
as it is. Submodules are included. What could not be compared is named.

  claimmark diff main
  claimmark diff v1.0 v2.0 --format markdown`,
  list: `claimmark list [PATH…] [--json]

Lists annotations with the place where each is in its source now.
Exit code 1 if part of a sidecar could not be read.

  claimmark list article.txt`,
  search: `claimmark search WORD… [--texts] [--limit NUMBER] [--json]

Finds annotations that contain every word: in their text, notes, claims, speakers, evidence, authors, tags or sources.
Those that contain the words exactly as given come first. --texts also searches the lines of the sources.
Exit code 1 if nothing is found.

  claimmark search nine million`,
  report: `claimmark report [PATH…] [--format html|markdown] [--title TEXT] [--out FILE] [--leave-out-broken]
claimmark report [PATH…] --pages --out FOLDER

Makes a report as one self-contained page, or as Markdown.
With --pages it makes an index and pages of under 2 MB each, for folders too large for one page.
A sidecar that can’t be read in full stops it, with exit code 1, unless --leave-out-broken leaves it out.

  claimmark report --out report.html`,
  brief: `claimmark brief [SOURCE…] [--takeaway SOURCE#ID]… [--out FILE] [--dry-run] [--leave-out-broken]

Makes a brief in Markdown. With --out it updates an existing brief and keeps what you wrote in it.
A sidecar that can’t be read in full stops it, with exit code 1, unless --leave-out-broken leaves it out.

  claimmark brief --takeaway article.txt#k7m2q9xd --out brief.md`,
  detect: `claimmark detect SOURCE… [--amount PERCENT | --all] [--json]

Prints what is worth a look in a source: claims, quotes with their speakers, and what is unconfirmed. As in the editor, the
most important are printed, up to a quarter of the text: --amount sets another share in percent, --all prints everything.

  claimmark detect article.txt`,
  kin: `claimmark kin SOURCE:LINE | SOURCE#ID | --text WORDS [SOURCE…] [--all] [--json]

Shows which sentences of other sources state the same fact, best first, and which words they share.
Only sure ones are shown; --all also shows the closest others. Sources that share a long run of words are one origin.
Without sources, all .txt and .md files in this folder.

  claimmark kin article.txt:12
  claimmark kin article.txt#k7m2q9xd other.txt third.txt`,
  quotes: `claimmark quotes DRAFT [SOURCE…] [--claims] [--format text|json|sarif | --json]

Checks each quotation of a draft against its sources, word for word. Different quotation marks, dashes and spaces, marked
omissions and words in brackets pass; changed, missing and added words, a lost “not” and another speaker do not.
Without sources, all .txt and .md files in this folder. --claims also names sentences that no source clearly
states, and figures, dates, names and places that differ in a source.
Exit code 1 if a quotation is not word for word, or in no source.

  claimmark quotes draft.md sources/*.txt`,
  links: `claimmark links [PATH…] [--json]

Lists the links between annotations. Exit code 1 if one leads nowhere, or part of a sidecar could not be read.

  claimmark links article.txt`,
  matrix: `claimmark matrix [PATH…] [--format markdown|csv | --json] [--out FILE] [--dry-run]

Makes a table of linked claims against sources: said, differs, contradicts, quotes, silent.
Exit code 1 if part of a sidecar could not be read.

  claimmark matrix --out matrix.csv`,
  anchor: `claimmark anchor [PATH…] [--accept-edited] [--dry-run]

Updates places after sources changed, and lists annotations whose words were edited. If sources were renamed or moved with
their sidecars, as by git mv, it corrects the names of sources, and where links and evidence lead. Edited words are
accepted only with --accept-edited. Exit code 1 if some are lost.

  claimmark anchor --dry-run`,
  agreement: `claimmark agreement [PATH…] [--json]

Says how far annotators agree: by their separate files (article.txt.ana.claims.yaml), else by the authors of entries.
Exit code 1 if part of a sidecar could not be read.

  claimmark agreement article.txt.*.claims.yaml`,
  merge: `claimmark merge BASE OURS THEIRS [--out FILE] [--dry-run]

Merges sidecars entry by entry and field by field. The result goes into OURS. Exit code 1 if conflicts remain.
A side that is not UTF-8 is never merged: OURS stays as it is, with exit code 1.

  claimmark merge base.yaml ours.yaml theirs.yaml
  claimmark merge /dev/null article.txt.claims.yaml "article.txt.claims (conflicted copy).yaml"`,
  'git-setup': `claimmark git-setup

Lets git merge sidecars in this repository entry by entry. Without Claimmark, git merges their lines, as usual.
Run it once in each clone; the line that it adds to .gitattributes is shared.

  claimmark git-setup`,
  fmt: `claimmark fmt [PATH…] [--check | --dry-run]

Fills in what entries written by hand lack: ids, places and surroundings. Everything else keeps its bytes.
A file in brackets or JSON is converted to the usual form, with everything it says.

  claimmark fmt --check`,
  import: `claimmark import FILE --format NAME [--source SOURCE] [--existing keep|replace|both] [--create-sources] [--json] [--dry-run]

Imports annotations from another tool into sidecars, each span checked against its words.
Each record of the file is imported, already there, or left out with the reason; the list and the totals are shown
before anything is written. A record goes to the source that has its text. Exit code 1 if something is left out.

{formats that are read}

--existing keep      what is here stays; new annotations, reviews and messages are added
--existing replace   what the file says replaces what is here; everything else stays, and others' reviews always do
--create-sources     texts that come with the file and are not here become sources

  claimmark import export.json --format hypothesis --source article.txt --dry-run`,
  export: `claimmark export [SOURCE…] --format NAME [--out FILE] [--dry-run] [--leave-out-broken]

Writes annotations for another tool.

{formats that are written}

Without sources, the whole workspace. What the format can’t hold is listed on standard error.

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
