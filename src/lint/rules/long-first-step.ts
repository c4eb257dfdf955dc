// What a tired reader meets first fits a screen.

import { headingPlace } from '../heading-place.ts';
import type { Finding, RunbookRule } from '../rule.ts';
import { walkBlocks } from '../walk-sections.ts';

const mostCommands = 10;

const mostWords = 120;

export const longFirstStep: RunbookRule = {
  code: 'structure/long-first-step',
  level: 'warning',
  of: 'runbook',
  asks: `The first step of the investigation has at most ${mostCommands} commands, and at most ${mostWords} words before the first.`,
  why: 'Nobody begins a step that does not fit a screen.',
  bad: {
    runbooks: {
      'a/b.md': `# A title\n\n## Investigation\n\n### Step 1: Look\n\n\`\`\`bash\n${'uname -r\n'.repeat(mostCommands + 1)}\`\`\`\n`,
    },
  },
  good: {
    runbooks: {
      'a/b.md': '# A title\n\n## Investigation\n\n### Step 1: Look\n\n```bash\nuname -r\n```\n',
    },
  },
  *check(input): Generator<Finding> {
    for (const runbook of input.runbooks) {
      const first = runbook.steps[0];
      if (!first) continue;
      let commands = 0;
      let words = 0;
      for (const { block } of walkBlocks({ ...runbook, sections: [first] })) {
        if (block.type === 'commands') {
          commands += block.lines.filter(({ type }) => type === 'command').length;
        } else if (block.type === 'prose' && commands === 0) {
          words += block.text.split(/\s+/).length;
        }
      }
      if (commands <= mostCommands && words <= mostWords) continue;
      yield {
        runbook,
        span: headingPlace(input, runbook, first),
        message:
          commands > mostCommands
            ? `The first step has ${commands} commands.`
            : `The first step begins with ${words} words.`,
        fix: 'Keep what decides where to go on, and move the rest into a step behind it.',
      };
    }
  },
};
