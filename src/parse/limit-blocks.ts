// Bounds what the Markdown library is asked to do with the blocks of one file.
//
// Where a heading is underlined, or a quote ends, the library copies all that it has read so far: a few
// thousand of them in a pasted text take minutes. Beyond the limits it is told not to know them any
// more, so that what would be one is text.

import type { Data, Processor } from 'unified';

type Extension = NonNullable<Data['micromarkExtensions']>[number];
type Construct = Exclude<
  NonNullable<Extension['document']>[string],
  readonly unknown[] | undefined
>;

/** Lines that begin with `=` or `-` outside lists, or with a new quote; a quote goes on for free. */
export const mostBlocks = 2_000;

/** A remark plugin; `onLimit` hears of the offset from which on they are text. */
export function limitBlocks(this: Processor, onLimit: (offset: number) => void): undefined {
  const underline = knownUpTo('setextUnderline', onLimit);
  const data = this.data();
  data.micromarkExtensions ??= [];
  // What is added last is asked first.
  data.micromarkExtensions.push({
    document: guardsOf('>', knownUpTo('blockQuote', onLimit)),
    flow: guardsOf('=-', underline),
  });
}

function guardsOf(characters: string, guard: Construct): NonNullable<Extension['flow']> {
  return Object.fromEntries([...characters].map((each) => [each.charCodeAt(0), guard]));
}

/** Reads nothing itself: it counts how often it is asked, and then takes the library's own away. */
function knownUpTo(construct: string, onLimit: (offset: number) => void): Construct {
  let asked = 0;
  return {
    name: `limit-${construct}`,
    tokenize(_effects, _ok, nok) {
      if (++asked === mostBlocks + 1) {
        this.parser.constructs.disable.null?.push(construct);
        onLimit(this.now().offset);
      }
      return nok;
    },
  };
}
