// "Did you mean": a word that an author wrote, and the words of a closed list that it may stand for.
//
//     oom-panik   oom-panic          a letter for another
//     sotf-lockup soft-lockup        two letters the wrong way round
//     oomkill     oom-kill           no hyphen
//     lockup      soft-lockup, hard-lockup    a part of the name

import { editDistance } from '../scan/edit-distance.ts';

/** At most this many words are offered: more is a list, and the list has its own place. */
const mostOffered = 3;

/** The words of `among` nearest to `wanted`, best first; none where nothing is near. */
export function nearestWords(wanted: string, among: readonly string[]): string[] {
  const bare = bareLetters(wanted);
  if (bare === '') return [];
  // One slip in a short word, up to three in a long one.
  const most = Math.min(3, Math.ceil(bare.length / 4));
  const slips = among
    .map((word, index) => ({ word, slips: editDistance(bare, bareWords(among)[index]!, most) }))
    .filter((near) => near.slips <= most && near.slips < bare.length)
    .sort((a, b) => a.slips - b.slips);
  const fewest = slips[0]?.slips ?? most + 1;
  const misspelt = slips.filter((near) => near.slips === fewest).map(({ word }) => word);
  // A whole part of a name is surer than two wrong letters.
  const shortened = fewest <= 1 ? [] : among.filter((word) => isPart(wanted, word));
  return (shortened.length > 0 ? shortened : misspelt).slice(0, mostOffered);
}

/** `lockup` or `null-pointer` of a longer name, or the other way round: `oom-kill-of-java`. */
function isPart(wanted: string, word: string): boolean {
  const bare = bareLetters(wanted);
  const parts = wanted.toLowerCase().split(/[^a-z0-9]+/);
  return (
    (bare.length > 3 && bareLetters(word).includes(bare)) ||
    word.split('-').some((part) => part.length > 2 && parts.includes(part))
  );
}

/** ``Did you mean `a` or `b`? `` with a blank behind it; nothing where nothing is near. */
export function didYouMean(wanted: string, among: readonly string[], before = ''): string {
  const near = nearestWords(wanted, among).map((word) => `\`${before}${word}\``);
  if (near.length === 0) return '';
  const last = near.pop()!;
  return `Did you mean ${near.length > 0 ? `${near.join(', ')} or ${last}` : last}? `;
}

/** A list is asked for many words; its own letters are taken once. */
const bareLists = new WeakMap<readonly string[], string[]>();

function bareWords(among: readonly string[]): string[] {
  let bare = bareLists.get(among);
  if (bare === undefined) {
    bare = among.map(bareLetters);
    bareLists.set(among, bare);
  }
  return bare;
}

const bareLetters = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, '');
