// What stands in a shell fence is what will be pasted into a shell.

import { lineIndex } from '../../parse/line-index.ts';
import type { Finding, RunbookRule } from '../rule.ts';
import { shellLanguages } from '../shell-languages.ts';
import { walkBlocks } from '../walk-sections.ts';

const prompt =
  /^\s*(?:\$ +\S|[\w.-]+@[\w.-]+[: ]?[^\s$#]*[$#] +\S|\[[\w.-]+@[\w.-]+ [^\]]*\][$#] +\S)/;

export const promptInScript: RunbookRule = {
  code: 'commands/prompt',
  level: 'warning',
  of: 'runbook',
  asks: 'Commands in a `bash` fence stand without a prompt; a fence with prompts is a `console` fence.',
  why: 'A copied `$ ` is "command not found", and a copied `# ` makes the whole line a comment.',
  bad: { runbooks: { 'a/b.md': '# A title\n\n```bash\n$ uname -r\n```\n' } },
  good: { runbooks: { 'a/b.md': '# A title\n\n```console\n$ uname -r\n6.1.0-56-amd64\n```\n' } },
  *check({ runbooks, sources }): Generator<Finding> {
    for (const runbook of runbooks) {
      const lines = lineIndex(sources.get(runbook.file) ?? '');
      for (const { block } of walkBlocks(runbook)) {
        if (block.type !== 'commands' || !shellLanguages.has(block.language)) continue;
        for (let number = block.span.start.line + 1; number < block.span.end.line; number++) {
          const text = lines.line(number);
          if (!prompt.test(text)) continue;
          const start = lines.starts[number - 1]!;
          yield {
            runbook,
            span: lines.span(start, start + text.length),
            message: 'A prompt in a `bash` fence is copied with the command.',
            fix: 'Take the prompt off, or begin the fence with ```console if its output is shown too.',
          };
          break;
        }
      }
    }
  },
};
