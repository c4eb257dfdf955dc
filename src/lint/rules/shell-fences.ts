// What stands in a shell fence is what will be pasted into a shell.

import { startsKnownTool } from '../../parse/command-risk.ts';
import { lineIndex } from '../../parse/line-index.ts';
import type { Finding, Rule } from '../rule.ts';
import { walkBlocks } from '../walk-sections.ts';

const scripts = new Set(['bash', 'sh', 'shell', 'zsh', 'ksh', 'dash', 'ash']);
const prompt =
  /^\s*(?:\$ +\S|[\w.-]+@[\w.-]+[: ]?[^\s$#]*[$#] +\S|\[[\w.-]+@[\w.-]+ [^\]]*\][$#] +\S)/;

export const promptInScript: Rule = {
  code: 'commands/prompt',
  level: 'warning',
  asks: 'Commands in a `bash` fence stand without a prompt; a fence with prompts is a `console` fence.',
  why: 'A copied `$ ` is "command not found", and a copied `# ` makes the whole line a comment.',
  bad: { runbooks: { 'a/b.md': '# A title\n\n```bash\n$ uname -r\n```\n' } },
  good: { runbooks: { 'a/b.md': '# A title\n\n```console\n$ uname -r\n6.1.0-56-amd64\n```\n' } },
  *check({ runbooks, sources }): Generator<Finding> {
    for (const runbook of runbooks) {
      const lines = lineIndex(sources.get(runbook.file) ?? '');
      for (const { block } of walkBlocks(runbook)) {
        if (block.type !== 'commands' || !scripts.has(block.language)) continue;
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

export const commentOrPrompt: Rule = {
  code: 'commands/comment-or-prompt',
  level: 'warning',
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
        if (block.type !== 'commands' || !scripts.has(block.language)) continue;
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
