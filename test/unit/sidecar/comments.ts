import { Lexer } from 'yaml';

/** The comments of a YAML text, as its lexer sees them. */
export function commentsIn(text: string): string[] {
  const comments: string[] = [];
  let before = '';
  for (const token of new Lexer().lex(text)) {
    // What follows the mark of a scalar is its text.
    if (token.startsWith('#') && before !== '\u001f') comments.push(token.trimEnd());
    before = token;
  }
  return comments;
}
