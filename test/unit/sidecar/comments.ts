import { Lexer } from 'yaml';

/** The comments of a YAML text, according to its lexer. */
export function commentsIn(text: string): string[] {
  const comments: string[] = [];
  let before = '';
  for (const token of new Lexer().lex(text)) {
    // After the mark of a scalar comes its text.
    if (token.startsWith('#') && before !== '\u001f') comments.push(token.trimEnd());
    before = token;
  }
  return comments;
}
