// What a command may do to the machine is said before it is copied.

import type { Finding, RunbookRule } from '../rule.ts';

export const unknownRisk: RunbookRule = {
  code: 'commands/unknown-risk',
  level: 'required',
  of: 'runbook',
  asks: 'The risk of every command is known: from the table of tools, or from you.',
  why: 'A command nobody judged is shown as one that changes the machine, and whoever is on call must guess.',
  bad: { runbooks: { 'a/b.md': '# A title\n\n```bash\nacme-array-tool reset\n```\n' } },
  good: {
    runbooks: {
      'a/b.md': '# A title\n\n```bash {risk="changes-state"}\nacme-array-tool reset\n```\n',
    },
  },
  *check({ runbooks }): Generator<Finding> {
    for (const runbook of runbooks) {
      for (const command of runbook.commands) {
        if (command.riskFrom !== 'unknown') continue;
        yield {
          runbook,
          span: command.span,
          message: `What \`${command.tool ?? command.text.slice(0, 40)}\` does to a machine is not known here, so it counts as changing it.`,
          fix: 'Say it behind the language of the fence: ```bash {risk="read-only"}, or "changes-state", "reboots", "destroys-data".',
        };
      }
    }
  },
};
