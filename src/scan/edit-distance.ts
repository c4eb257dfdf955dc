// How far two words are apart, in slips of the hand.

/**
 * Letters to add, drop, replace or swap with their neighbour (optimal string alignment), as soon as
 * they are more than `most` without counting on: `most + 1`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let above: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let fewest = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let slips = Math.min(row[j - 1]! + cost, row[j]! + 1, next[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        slips = Math.min(slips, above[j - 2]! + 1);
      }
      next[j] = slips;
      if (slips < fewest) fewest = slips;
    }
    if (fewest > most) return most + 1;
    above = row;
    row = next;
  }
  return row[b.length]!;
}
