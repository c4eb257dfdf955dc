// docs/evidence.md: which programs, options, settings and paths of the commands exist, and which nobody
// has found.

import type {
  Claim,
  ClaimSort,
  ClaimStatus,
  CommandEvidence,
  JudgedCommand,
} from './command-evidence.ts';

const sorts: Record<ClaimSort, string> = {
  program: 'programs',
  option: 'options, subcommands and names of columns',
  setting: 'kernel settings',
  thing: 'units, packages and modules',
  path: 'paths',
};

const statuses: Record<ClaimStatus, string> = {
  confirmed: 'confirmed',
  named: 'named',
  unconfirmed: 'not confirmed',
  'not looked for': 'not looked for',
};

export function describeCommands(
  judged: readonly JudgedCommand[],
  evidence: CommandEvidence,
): string[] {
  const claims = new Map<string, Claim>();
  for (const each of judged)
    for (const claim of each.claims) claims.set(`${claim.sort} ${claim.what}`, claim);
  const all = [...claims.values()];
  const count = (sort: ClaimSort, status: ClaimStatus) =>
    all.filter((claim) => claim.sort === sort && claim.status === status).length;
  const columns = Object.keys(statuses) as ClaimStatus[];
  return [
    '## Commands',
    '',
    `${judged.length} commands in all. Each program was looked for in the packages of Debian ${evidence.debian}, its options, subcommands and columns in its manual, failing that in the program's own file; each kernel setting and each path below \`/proc\`, \`/sys\` and \`/dev\` in the kernel's documents, failing those in its sources; each other path in what packages ship or speak of. A program with other subcommands counts as another. That an option does what the runbook says of it, nobody but a reader can check; none of the commands was run.`,
    '',
    `| what | ${columns.map((status) => statuses[status]).join(' | ')} |`,
    `|---|${columns.map(() => '--:').join('|')}|`,
    ...(Object.keys(sorts) as ClaimSort[]).map(
      (sort) => `| ${sorts[sort]} | ${columns.map((status) => count(sort, status)).join(' | ')} |`,
    ),
    '',
    'Confirmed: found by the machine. Named: not in Debian, or under another name; content/evidence/named-programs.json says where a person has looked it up. Not confirmed: looked for and not found. Not looked for: newer than the last `npm run evidence -- --commands`.',
    '',
    ...open('Not confirmed', judged, 'unconfirmed'),
    ...open('Not looked for', judged, 'not looked for'),
    ...named(all),
    ...notInAll(evidence),
    ...packagesLookedAt(evidence),
  ];
}

/** By runbook: what is missing, with the lines of the commands. */
function open(title: string, judged: readonly JudgedCommand[], status: ClaimStatus): string[] {
  const lines = judged.flatMap(({ runbook, command, claims }) =>
    claims
      .filter((claim) => claim.status === status)
      .map(({ what }) => `- ${runbook.id}, line ${command.span.start.line}: \`${what}\``),
  );
  if (lines.length === 0) return [];
  return [`### ${title}`, '', ...new Set(lines), ''];
}

/** By what a person has read. */
function named(claims: readonly Claim[]): string[] {
  const bySource = new Map<string, Set<string>>();
  for (const { status, what, source } of claims) {
    if (status !== 'named' || source === null) continue;
    bySource.set(source, (bySource.get(source) ?? new Set()).add(`\`${what}\``));
  }
  const lines = [...bySource].map(
    ([source, whats]) => `- ${[...whats].sort().join(', ')}: ${source}`,
  );
  return lines.length === 0 ? [] : ['### Named by a person', '', ...lines.sort(), ''];
}

/** A page that speaks of it has to say of which kernels it is. */
function notInAll({ settings, paths }: CommandEvidence): string[] {
  const found = [...Object.entries(settings), ...Object.entries(paths)];
  const kernels = new Set(found.flatMap(([, { in: files }]) => Object.keys(files ?? {})));
  const lines = found.flatMap(([what, { in: files }]) => {
    const versions = Object.keys(files ?? {});
    if (versions.length === 0 || versions.length === kernels.size) return [];
    return [`- \`${what}\`: Linux ${versions.join(', ')}`];
  });
  return lines.length === 0 ? [] : ['### Not in all kernels looked at', '', ...lines, ''];
}

function packagesLookedAt({ programs }: CommandEvidence): string[] {
  const byPackage = new Map<string, Set<string>>();
  for (const [key, found] of Object.entries(programs)) {
    if (found.package === undefined) continue;
    const names = byPackage.get(found.package) ?? new Set<string>();
    names.add(key.startsWith('crash> ') ? 'crash' : key.split(' ')[0]!);
    byPackage.set(found.package, names);
  }
  const lines = [...byPackage]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, names]) => `- ${name}: ${[...names].sort().join(', ')}`);
  return lines.length === 0 ? [] : ['### Packages looked at', '', ...lines, ''];
}
