// Which words two titles have in common, where the words mean something.

import { expect, test } from 'vitest';
import { sharedWords } from '../../src/graph/shared-words.ts';

test.each<[string, string, string[]]>([
  ['For Hardware Issues', 'Hardware Failure', ['hardware']],
  ['Replace the DIMM, then the DIMM', 'A dimm fails', ['dimm']],
  // Words of any title about failures.
  ['Fix the configuration error', 'Configuration errors', []],
  ['Restart the system', 'The system stops', []],
  // One or two letters are no word, three are.
  ['IO of md0 is up', 'IO up', []],
  ['Too little RAM', 'RAM', ['ram']],
  // One or many; a word of three letters keeps its s, and so does one that ends in two.
  ['Leaking drivers', 'A driver leaks', ['driver']],
  ['No gas', 'No ga', []],
  ['Process table full', 'Proces', []],
  ['Mémoire défaillante', 'la MÉMOIRE', ['mémoire']],
])('%s / %s', (a, b, words) => {
  expect(sharedWords(a, b)).toEqual(words);
});
