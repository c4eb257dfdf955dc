// Shell text → tokens with places, as far as a reader of runbooks needs: where a command ends,
// which programs it starts, what it redirects where. No expansion, no evaluation.
//
//     sudo dd if=/dev/<disk> of=/tmp/x 2>/dev/null | wc -c   # how large is it
//     ^^^^ ^^ ^^^^^^^^^^^^^^ ^^^^^^^^^ ^^ ^^^^^^^^^ ^ ^^ ^^   ^^^^^^^^^^^^^^^^^^^
//     words                            redirect    operator  comment
//
// `<disk>` is a placeholder, not a redirection: a `<`, a name, a `>` with no space inside the
// brackets' edges. `< file` and `<<EOF` stay what the shell makes of them.

export type ShellToken =
  | {
      type: 'word';
      start: number;
      end: number;
      /** With its quotes and backslashes taken off. */
      value: string;
      quoted: boolean;
      /** The text of each `$(…)`, `<(…)` and backtick inside it. */
      inner: string[];
    }
  | { type: 'operator'; start: number; end: number; value: string }
  | { type: 'redirect'; start: number; end: number; value: string }
  | { type: 'comment'; start: number; end: number }
  | { type: 'newline'; start: number; end: number };

export interface ShellScan {
  tokens: ShellToken[];
  /** Offset behind the first complete command line (its newline not included). */
  end: number;
  /** False where the text stops inside a quote, a loop, a here-document, behind a pipe. */
  complete: boolean;
}

export const placeholderPattern = /<([A-Za-z][A-Za-z0-9_./:|-]*(?: [A-Za-z0-9_./:|-]+)*)>/y;

const openers = new Set(['for', 'while', 'until', 'if', 'case', 'select', '{']);
const closers = new Set(['done', 'fi', 'esac', '}']);
const leadWords = new Set(['do', 'then', 'else', 'elif', '!', 'time', ...openers]);
const operators = ['&&', '||', ';;', '|&', '|', '&', ';', '(', ')'];
const redirects = ['&>>', '&>', '<<<', '<<-', '<<', '>>', '>&', '<&', '>|', '<>', '<', '>'];

interface Heredoc {
  delimiter: string;
  tabs: boolean;
}

/** Scans the first logical command line of `text`: up to a newline at which the shell would run it. */
export function scanShell(text: string): ShellScan {
  const tokens: ShellToken[] = [];
  const heredocs: Heredoc[] = [];
  let at = 0;
  let depth = 0;
  let parens = 0;
  let commandPosition = true;
  let continues = false;
  let delimiterNext: Heredoc | null = null;

  while (at < text.length) {
    const char = text[at]!;
    if (char === ' ' || char === '\t' || char === '\r') {
      at++;
      continue;
    }
    if (char === '\\' && (text[at + 1] === '\n' || at + 1 === text.length)) {
      at += 2;
      if (at >= text.length) return { tokens, end: text.length, complete: false };
      continue;
    }
    if (char === '\n') {
      const body = skipHeredocs(text, at, heredocs);
      if (body === null) return { tokens, end: text.length, complete: false };
      heredocs.length = 0;
      if (depth <= 0 && parens <= 0 && !continues) return { tokens, end: body, complete: true };
      tokens.push({ type: 'newline', start: at, end: at + 1 });
      at = Math.max(at + 1, body);
      commandPosition = true;
      continue;
    }
    if (char === '#') {
      let end = text.indexOf('\n', at);
      if (end < 0) end = text.length;
      tokens.push({ type: 'comment', start: at, end });
      at = end;
      continue;
    }
    const redirect = redirectAt(text, at);
    if (redirect) {
      tokens.push({ type: 'redirect', start: at, end: at + redirect.length, value: redirect });
      at += redirect.length;
      const kind = redirect.replace(/^\d+/, '');
      if (kind === '<<' || kind === '<<-') delimiterNext = { delimiter: '', tabs: kind === '<<-' };
      continue;
    }
    const operator = operators.find((candidate) => text.startsWith(candidate, at));
    if (operator) {
      tokens.push({ type: 'operator', start: at, end: at + operator.length, value: operator });
      at += operator.length;
      if (operator === '(') parens++;
      // The `)` of a case pattern opens nothing.
      if (operator === ')' && parens > 0) parens--;
      continues = operator === '|' || operator === '||' || operator === '&&' || operator === '|&';
      commandPosition = true;
      continue;
    }
    const word = scanWord(text, at);
    if (word === null) return { tokens, end: text.length, complete: false };
    tokens.push(word);
    at = word.end;
    continues = false;
    if (delimiterNext) {
      heredocs.push({ ...delimiterNext, delimiter: word.value });
      delimiterNext = null;
      continue;
    }
    if (commandPosition && !word.quoted) {
      if (openers.has(word.value)) depth++;
      if (closers.has(word.value)) depth--;
    }
    commandPosition = commandPosition && !word.quoted && leadWords.has(word.value);
    if (word.value === 'case' || word.value === 'for' || word.value === 'select') {
      commandPosition = false;
    }
  }
  const complete = depth <= 0 && parens <= 0 && !continues && heredocs.length === 0;
  return { tokens, end: text.length, complete };
}

function redirectAt(text: string, at: number): string | null {
  placeholderPattern.lastIndex = at;
  if (text[at] === '<' && placeholderPattern.test(text)) return null;
  if ((text[at] === '<' || text[at] === '>') && text[at + 1] === '(') return null;
  const number = /^\d(?=[<>])/.exec(text.slice(at, at + 2))?.[0] ?? '';
  const sign = redirects.find((candidate) => text.startsWith(candidate, at + number.length));
  return sign ? number + sign : null;
}

/** Offset of the newline behind the last here-document's delimiter; null where one has none. */
function skipHeredocs(text: string, newline: number, heredocs: Heredoc[]): number | null {
  let at = newline;
  for (const { delimiter, tabs } of heredocs) {
    for (;;) {
      if (at >= text.length) return null;
      const end = text.indexOf('\n', at + 1);
      const line = text.slice(at + 1, end < 0 ? text.length : end).replace(/\r$/, '');
      const atEnd = end < 0;
      at = atEnd ? text.length : end;
      if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) break;
      if (atEnd) return null;
    }
  }
  return at;
}

type WordToken = Extract<ShellToken, { type: 'word' }>;

function scanWord(text: string, start: number): WordToken | null {
  let at = start;
  let value = '';
  let quoted = false;
  const inner: string[] = [];
  const take = (end: number | null): boolean => {
    if (end === null) return false;
    value += text.slice(at, end);
    at = end;
    return true;
  };
  while (at < text.length) {
    const char = text[at]!;
    if (char === '\\') {
      if (at + 1 === text.length) return null;
      if (text[at + 1] === '\n') {
        at += 2;
        continue;
      }
      value += text[at + 1]!;
      quoted = true;
      at += 2;
    } else if (char === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) return null;
      value += text.slice(at + 1, end);
      quoted = true;
      at = end + 1;
    } else if (char === '"') {
      const end = closingQuote(text, at);
      if (end === null) return null;
      const body = text.slice(at + 1, end);
      collectInner(body, inner);
      value += body.replace(/\\(["\\$`])/g, '$1');
      quoted = true;
      at = end + 1;
    } else if (char === '$' && text[at + 1] === '(') {
      const end = closingParen(text, at + 1);
      if (end !== null && text[at + 2] !== '(') inner.push(text.slice(at + 2, end));
      if (!take(end === null ? null : end + 1)) return null;
    } else if ((char === '<' || char === '>') && text[at + 1] === '(') {
      const end = closingParen(text, at + 1);
      if (end !== null) inner.push(text.slice(at + 2, end));
      if (!take(end === null ? null : end + 1)) return null;
    } else if (char === '$' && text[at + 1] === '{') {
      const end = text.indexOf('}', at);
      if (!take(end < 0 ? null : end + 1)) return null;
    } else if (char === '`') {
      const end = text.indexOf('`', at + 1);
      if (end >= 0) inner.push(text.slice(at + 1, end));
      if (!take(end < 0 ? null : end + 1)) return null;
    } else if (char === '<') {
      placeholderPattern.lastIndex = at;
      if (!placeholderPattern.test(text)) break;
      take(placeholderPattern.lastIndex);
    } else if (/[ \t\r\n|&;()>]/.test(char)) {
      break;
    } else {
      take(at + 1);
    }
  }
  return { type: 'word', start, end: Math.min(at, text.length), value, quoted, inner };
}

function closingQuote(text: string, open: number): number | null {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
    else if (text[at] === '$' && text[at + 1] === '(') {
      const end = closingParen(text, at + 1);
      if (end === null) return null;
      at = end;
    }
  }
  return null;
}

/** Offset of the `)` for the `(` at `open`, quotes stepped over. */
function closingParen(text: string, open: number): number | null {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) return null;
      at = end;
    } else if (char === '"') {
      at++;
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    } else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at;
  }
  return null;
}

function collectInner(body: string, inner: string[]): void {
  for (let at = 0; at < body.length; at++) {
    if (body[at] === '\\') at++;
    else if (body[at] === '$' && body[at + 1] === '(') {
      // The quote's end was looked for behind it.
      const end = closingParen(body, at + 1)!;
      if (body[at + 2] !== '(') inner.push(body.slice(at + 2, end));
      at = end;
    }
  }
}
