// The `{name="value" other=word flag}` that may stand behind a directive's name or a fence's
// language. One reader for both, so that an author learns one spelling.
//
//     {kind="soft-lockup" taint=O}
//      ^~~~ ^~~~~~~~~~~~        name, value with its place

export interface Attribute {
  value: string;
  /** Offsets of the value in the text that was read. */
  start: number;
  end: number;
}

export interface Attributes {
  values: Map<string, Attribute>;
  /** Offset behind the closing brace. */
  end: number;
  /** What could not be read, with its offset; null where all was well. */
  broken: { at: number; reason: string } | null;
}

const pair = /\s*([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+)))?/y;

/** Reads from the `{` at `from`; null where no brace stands there. */
export function readAttributes(text: string, from: number): Attributes | null {
  if (text[from] !== '{') return null;
  const values = new Map<string, Attribute>();
  let at = from + 1;
  for (;;) {
    pair.lastIndex = at;
    const found = pair.exec(text);
    if (!found) break;
    const value = found[2] ?? found[3] ?? found[4] ?? '';
    const quotes = found[2] !== undefined || found[3] !== undefined ? 1 : 0;
    at = pair.lastIndex;
    const end = at - quotes;
    values.set(found[1]!, { value, start: end - value.length, end });
  }
  const close = /\s*\}/y;
  close.lastIndex = at;
  if (close.test(text)) return { values, end: close.lastIndex, broken: null };
  const brace = text.indexOf('}', at);
  return {
    values,
    end: brace < 0 ? text.length : brace + 1,
    broken: {
      at: Math.min(at, text.length),
      reason: brace < 0 ? 'the closing } is missing' : 'it is not name="value"',
    },
  };
}
