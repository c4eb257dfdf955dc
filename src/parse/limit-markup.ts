// Bounds what the Markdown library is asked to do in one paragraph, heading or table cell.
//
// Brackets in brackets are read again at each level, an emphasis mark looks back at all before it, an
// open `<` or backtick looks ahead to the end: the time grows with the square of such a run. Whoever
// pastes a log without a fence must not wait for hours. Beyond the limits a line is text to its end.
//
//     ![![![ … 33rd      text from here to the end of the line, and its place is told

import type { Data, Processor } from 'unified';

type Constructs = NonNullable<NonNullable<Data['micromarkExtensions']>[number]['text']>;
type Construct = Exclude<Constructs[string], readonly unknown[] | undefined>;
type Context = ThisParameterType<Construct['tokenize']>;
type State = ReturnType<Construct['tokenize']>;
type Code = Parameters<State>[0];

/** Brackets in brackets: a picture in a link in a bracket is three. */
export const mostOpen = 32;
/** Stars, underlines and tildes of one paragraph. */
export const mostEmphasis = 400;
/** Brackets, `<`, `!` and backticks of one paragraph. */
export const mostOther = 1_000;

const emphasis = new Set('*_~');
const opening = '['.charCodeAt(0);
const backtick = '`'.charCodeAt(0);
const closing = ']'.charCodeAt(0);

interface Seen {
  open: number;
  emphasis: number;
  other: number;
}

/** A remark plugin; `onLimit` hears of each offset from which on a line was read as text. */
export function limitMarkup(this: Processor, onLimit: (offset: number) => void): undefined {
  const guard = guardWith(onLimit);
  const text = Object.fromEntries(
    [...'[]!<`*_~'].map((character) => [character.charCodeAt(0), guard]),
  );
  const data = this.data();
  data.micromarkExtensions ??= [];
  // What is added last is asked first.
  data.micromarkExtensions.push({ text });
}

function guardWith(onLimit: (offset: number) => void): Construct {
  // The library has one context for each paragraph, heading and cell.
  const seen = new WeakMap<Context, Seen>();
  return {
    name: 'limitMarkup',
    // The library looks only here whether code may begin: not inside a run of backticks.
    previous(code) {
      return code !== backtick || this.events.at(-1)?.[1].type === 'characterEscape';
    },
    tokenize(effects, ok, nok) {
      const asText: State = (code) => {
        if (isLineEnd(code)) {
          effects.exit('data');
          return ok(code);
        }
        effects.consume(code);
        return asText;
      };
      return (code) => {
        let counts = seen.get(this);
        if (!counts) {
          counts = { open: 0, emphasis: 0, other: 0 };
          seen.set(this, counts);
        }
        if (!exceeds(counts, code)) return nok(code);
        onLimit(this.now().offset);
        effects.enter('data');
        effects.consume(code);
        return asText;
      };
    },
  };
}

/** Counts the character in, unless that is one too many. */
function exceeds(counts: Seen, code: Code): boolean {
  if (code !== null && emphasis.has(String.fromCharCode(code))) {
    return ++counts.emphasis > mostEmphasis;
  }
  if (code === opening && ++counts.open > mostOpen) return true;
  if (code === closing && counts.open > 0) counts.open--;
  return ++counts.other > mostOther;
}

/** The library's codes for line endings are below those for the blanks of a tab. */
function isLineEnd(code: Code): boolean {
  return code === null || code < -2;
}
