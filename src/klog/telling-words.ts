// Words that the kernel's authors say when something is wrong. In: a message. Out: how much its words
// tell of trouble; 0 for most lines of a healthy log.

/** Only messages with one of these tell of trouble by themselves. */
export const strongWords =
  /\b(?:BUG|WARNING|[Ww]arning:|[Pp]anic|PANIC|[Ff]atal|FATAL|[Oo]ops|OOPS|[Cc]orrupt\w*|CORRUPT\w*|[Hh]ardware [Ee]rror|lockup|[Aa]ssert\w*)(?!\w|=)/;

const telling: [RegExp, number][] = [
  [strongWords, 4],
  [
    /\b(?:fail(?:ed|ure|s|ing)?|fault\w*|errors?|timed? ?out|timeout|hung|stuck|abort\w*|crash\w*|offlin\w*|dead|lost|exhausted|overflow\w*|not responding|unrecoverable|uncorrectable|critical|emergency|giving up|I\/O error|shutting down|gone|wedged|degraded)\b/i,
    2,
  ],
  [
    /\b(?:invalid|unable|cannot|can't|could not|refused|reset\w*|denied|illegal|bad|unexpected|missing|no response|mismatch|retry\w*|rejected|dropped|unhandled|too many|full)\b/i,
    1,
  ],
];

export function tellingScore(message: string): number {
  return telling.reduce((sum, [words, weight]) => sum + (words.test(message) ? weight : 0), 0);
}
