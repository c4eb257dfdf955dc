// A comment in a shell fence is words; a command behind `# ` would be lost.

import { startsKnownTool } from '../../parse/command-risk.ts';
import type { Finding, RunbookRule } from '../rule.ts';
import { shellLanguages } from '../shell-languages.ts';
import { walkBlocks } from '../walk-sections.ts';

export const commentOrPrompt: RunbookRule = {
  code: 'commands/comment-or-prompt',
  level: 'warning',
  of: 'runbook',
  asks: 'A line that begins with `# ` in a `bash` fence is a comment in words, not a command behind a root prompt.',
  why: 'It is taken for the purpose of the next command, and cannot be copied.',
  bad: { runbooks: { 'a/b.md': '# A title\n\n```bash\n# systemctl --failed\nuname -r\n```\n' } },
  good: {
    runbooks: {
      'a/b.md': '# A title\n\n```bash\n# Which services failed?\nsystemctl --failed\n```\n',
    },
  },
  *check({ runbooks }): Generator<Finding> {
    for (const runbook of runbooks) {
      for (const { block } of walkBlocks(runbook)) {
        if (block.type !== 'commands' || !shellLanguages.has(block.language)) continue;
        for (const line of block.lines) {
          if (line.type !== 'comment') continue;
          const words = line.text.replace(/^\s*#\s*/, '');
          if (!looksTyped(words)) continue;
          yield {
            runbook,
            span: line.span,
            message: `\`# ${words.slice(0, 60)}\` reads like a command behind a root prompt, and is a comment here.`,
            fix: 'A command: take the `# ` off. A comment: say it in words. A session with prompts: use ```console.',
          };
        }
      }
    }
  },
};

/** A known tool with an option, a path or a pipe behind it: nobody writes prose like that. */
function looksTyped(words: string): boolean {
  if (!startsKnownTool(words)) return false;
  if (/[.?!:]$/.test(words)) return false;
  return /^\S+(?: [^-\s/|<>]\S{0,40}){0,2} (?:--?[A-Za-z]|\/\w|\| ?\w)/.test(words);
}
