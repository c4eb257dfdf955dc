// Which distributions a part of a runbook is for, told from its label alone: a title, the words above
// a fence, a comment in it, a row's first cell.
//
//   **Debian and Ubuntu:**      → Debian, Ubuntu
//   **RHEL and kin, SUSE:**     → RHEL and kin, Fedora, Amazon Linux, SUSE
//   ### Update the Ubuntu snap  → nothing: the title says more than for whom
//
// The names are those that the log reader gives to `machine.distribution`.

const named: [pattern: RegExp, names: string[]][] = [
  [/\bDebian\b/gi, ['Debian']],
  [/\b(?:Linux )?Mint\b/gi, ['Ubuntu']],
  [/\bUbuntu\b/gi, ['Ubuntu']],
  [
    /\b(?:RHEL|Red Hat(?: Enterprise Linux)?|CentOS(?: Stream)?|Rocky(?: Linux)?|Alma(?:Linux)?|Oracle Linux|EL ?(?:10|[6-9]))\b/gi,
    ['RHEL and kin', 'Fedora', 'Amazon Linux'],
  ],
  [/\bFedora\b/gi, ['Fedora']],
  [/\bAmazon Linux\b/gi, ['Amazon Linux']],
  [
    /\b(?:SUSE(?: Linux Enterprise(?: Server)?)?|SLES?|openSUSE(?: (?:Leap|Tumbleweed))?)\b/gi,
    ['SUSE'],
  ],
  [/\bArch(?: Linux)?\b/gi, ['Arch Linux']],
  [/\bAlpine(?: Linux)?\b/gi, ['Alpine']],
  [/\b(?:Azure Linux|CBL-Mariner|Mariner)\b/gi, ['Azure Linux']],
];

/** What may stand between the names: `Debian, Ubuntu and their kin (on)`. */
const between =
  /\b(?:and|or|on|for|in|kin|derivatives|their|its|family|based|likes?|systems?|distributions?|distros?|hosts?|machines?|servers?|users?|releases?|versions?|linux|only|later|newer|with|apt(?:-get)?|dnf|yum|zypper|pacman|apk|the|a|an|any)\b|[\s,;:/&()+|.-]|\d+/gi;
const longestLabel = 120;

/** Names of distributions; empty where the title is for all, or says anything else. */
export function distributionsOf(title: string): string[] {
  if (title.length > longestLabel) return [];
  let rest = title;
  const found = new Set<string>();
  for (const [pattern, names] of named) {
    const without = rest.replace(pattern, ' ');
    if (without !== rest) for (const name of names) found.add(name);
    rest = without;
  }
  return rest.replace(between, '') === '' ? [...found] : [];
}

/**
 * A comment may say for whom a command is beside what it is for, at its end or before a colon:
 * `Which package owns it? (RHEL)`, `Write the menu again: Debian and Ubuntu`, `SUSE: install it`.
 */
export function distributionsOfPurpose(purpose: string | null): string[] {
  if (purpose === null) return [];
  const whole = distributionsOf(purpose);
  if (whole.length > 0) return whole;
  const last = /[.?!:;(,]\s*([^.?!:;()]{2,80})\)?\.?$/.exec(purpose.slice(-longestLabel))?.[1];
  const behind = last === undefined ? [] : distributionsOf(last);
  if (behind.length > 0) return behind;
  const first = /^([^:]{2,80}):\s/.exec(purpose)?.[1];
  return first === undefined ? [] : distributionsOf(first);
}
