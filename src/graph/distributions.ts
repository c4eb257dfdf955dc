// Which distributions a section is for, told from its title alone.
//
//   **Debian and Ubuntu:**      → Debian, Ubuntu
//   **RHEL and kin, SUSE:**     → RHEL and kin, Fedora, Amazon Linux, SUSE
//   ### Update the Ubuntu snap  → nothing: the title says more than for whom
//
// The names are those that the log reader gives to `machine.distribution`.

const named: [pattern: RegExp, names: string[]][] = [
  [/\bDebian\b/gi, ['Debian']],
  [/\bUbuntu\b/gi, ['Ubuntu']],
  [
    /\b(?:RHEL|Red Hat(?: Enterprise Linux)?|CentOS(?: Stream)?|Rocky(?: Linux)?|Alma(?:Linux)?)\b/gi,
    ['RHEL and kin', 'Fedora', 'Amazon Linux'],
  ],
  [/\bFedora\b/gi, ['Fedora']],
  [/\bAmazon Linux\b/gi, ['Amazon Linux']],
  [/\b(?:SUSE(?: Linux Enterprise)?|SLES|openSUSE)\b/gi, ['SUSE']],
  [/\bArch(?: Linux)?\b/gi, ['Arch Linux']],
  [/\bAlpine(?: Linux)?\b/gi, ['Alpine']],
];

/** What may stand between the names: `Debian, Ubuntu and their kin (on)`. */
const between =
  /\b(?:and|or|on|for|kin|derivatives|their|its|family)\b|[\s,;:/&()+]|\d+(?:\.\d+)?/gi;

/** Names of distributions; empty where the title is for all, or says anything else. */
export function distributionsOf(title: string): string[] {
  let rest = title;
  const found = new Set<string>();
  for (const [pattern, names] of named) {
    const without = rest.replace(pattern, ' ');
    if (without !== rest) for (const name of names) found.add(name);
    rest = without;
  }
  return rest.replace(between, '') === '' ? [...found] : [];
}
