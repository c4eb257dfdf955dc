// What no evidence stands for, a line each: where it is, what is missing, and how to mend it.

import type { Claim, JudgedCommand } from './command-evidence.ts';
import type { JudgedFormat } from './signature-evidence.ts';
import { isConfirmed } from './signature-evidence.ts';

export function unconfirmedFormats(judged: readonly JudgedFormat[]): string[] {
  return judged
    .filter(({ verdict }) => !isConfirmed(verdict))
    .map(({ runbook, line, format, verdict }) => {
      const place = `content/runbooks/${runbook.file}:${line}`;
      switch (verdict.status) {
        case 'in part':
          return `${place} \`${format}\`: no string of ${Object.values(verdict.in).join(' or ')} has the words ${verdict.unseen.join(', ')}. Copy the format from the source, say behind two spaces and a # which kernels print it, or name its source in content/evidence/named-sources.json.`;
        case 'not found':
          return `${place} \`${format}\`: no kernel looked at has it. Copy the format from the source, say behind two spaces and a # which kernels print it, or name its source in content/evidence/named-sources.json.`;
        default:
          return `${place} \`${format}\`: not looked for yet. Run npm run evidence -- --kernel DIR with a kernel's sources.`;
      }
    });
}

export function unconfirmedClaims(judged: readonly JudgedCommand[]): string[] {
  return judged.flatMap(({ runbook, command, claims }) =>
    claims
      .filter(({ status }) => status === 'unconfirmed' || status === 'not looked for')
      .map((claim) => {
        const { line, column } = command.span.start;
        return `content/runbooks/${runbook.file}:${line}:${column} ${told(claim)}`;
      }),
  );
}

function told({ sort, what, status }: Claim): string {
  if (status === 'not looked for')
    return `\`${what}\`: not looked for yet. Run npm run evidence -- --commands --kernel DIR (on Debian, with a network) and commit what it writes.`;
  return `\`${what}\`: ${missing[sort]}. Correct it, or say in content/evidence/named-programs.json where you have looked it up.`;
}

const missing: Record<Claim['sort'], string> = {
  program: 'no package of the Debian release looked at has this program',
  option: 'the manual of the program does not have it, nor does its file',
  setting: 'no document or source of a kernel looked at has this setting',
  thing: 'no package of the Debian release looked at has it',
  path: 'no package ships it or speaks of it, and no document or source of a kernel looked at names it',
};
