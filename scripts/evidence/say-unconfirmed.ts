// What no evidence stands for, a line each: where it is, what is missing, and how to mend it.

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
