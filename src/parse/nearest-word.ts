// "Did you mean": a word that an author wrote, and the words of a closed list that it may stand for.
//
//     oom-panik   oom-panic          a letter for another
//     sotf-lockup soft-lockup        two letters the wrong way round
//     oomkill     oom-kill           no hyphen
//     lockup      soft-lockup, hard-lockup    a part of the name
//     oom-storm   oom-kill, oom-panic         a word in common

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
  // A whole part of a name is surer than two wrong letters, these than a word in common.
  const shortened = fewest <= 1 ? [] : among.filter((word) => isPart(wanted, word));
  const found = [shortened, misspelt].find(({ length }) => length > 0) ?? akin(wanted, among);
  return found.slice(0, mostOffered);
}

/** `lockup` or `null-pointer` of a longer name. */
function isPart(wanted: string, word: string): boolean {
  const bare = bareLetters(wanted);
  return (
    (bare.length > 3 && bareLetters(word).includes(bare)) ||
    (bare.length > 2 && word.split('-').includes(wanted.toLowerCase()))
  );
}

/** Names that share most words with what was written: `oom-kill-of-java` and `oom-kill`. */
function akin(wanted: string, among: readonly string[]): string[] {
  const parts = partsOf(wanted);
  const shared = among.map((word) => partsOf(word).filter((part) => parts.includes(part)).length);
  const most = Math.max(1, ...shared);
  return among.filter((_, index) => shared[index] === most);
}

const partsOf = (word: string) =>
  word
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(({ length }) => length > 2);

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
