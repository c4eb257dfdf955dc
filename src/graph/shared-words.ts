// Whether two titles speak of one thing: a fix "For Hardware Issues" and the cause "Hardware
// Failure". Words that stand in any title about failures prove nothing and do not count.

const generic = new Set(
  `a an and any are as at be by for from in into is it its of on or other over the this to too up
   use with without bug bugs cause causes configuration configure corrected corrupted disable enable
   error errors exhaustion failed failing failure failures fault faults fix fixes install issue
   issues linux new option previous problem problematic problems reboot remove replace restart
   restore revert run set setting settings stop system systems update upgrade`.split(/\s+/),
);

export function sharedWords(a: string, b: string): string[] {
  const other = new Set(significantWords(b));
  return [...new Set(significantWords(a))].filter((word) => other.has(word));
}

function significantWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && !generic.has(word))
    .map((word) => (word.length > 3 ? word.replace(/(?<!s)s$/, '') : word));
}
