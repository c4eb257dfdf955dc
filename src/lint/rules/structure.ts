// How a runbook is built: what a tired reader meets first, and in which order.

import type { Section } from '../../model/runbook.ts';
import { lineIndex } from '../../parse/line-index.ts';
import type { Finding, Rule } from '../rule.ts';
import { walkBlocks, walkSections } from '../walk-sections.ts';

export const headingSkip: Rule = {
  code: 'structure/heading-skip',
  level: 'warning',
  asks: 'A heading is one level below the one that it stands under.',
  why: 'A screen reader and the contents list show a level that is not there, and steps end up beside their section.',
  bad: { runbooks: { 'a/b.md': '# A title\n\n## Fix\n\n#### Now\n\nText.\n' } },
  good: { runbooks: { 'a/b.md': '# A title\n\n## Fix\n\n### Now\n\nText.\n' } },
  *check({ runbooks }): Generator<Finding> {
    for (const runbook of runbooks) {
      for (const { section, above } of walkSections(runbook)) {
        const parent = above.findLast(({ form }) => form === 'heading');
        const least = (parent?.depth ?? 1) + 1;
        if (section.form !== 'heading' || section.depth <= least) continue;
        yield {
          runbook,
          span: headingOf(section),
          message: `This heading has ${section.depth} \`#\`; the one above it has ${least - 1}.`,
          fix: `Write it with ${least}: \`${'#'.repeat(least)} ${section.title}\`.`,
        };
      }
    }
  },
};

/** The section's first line. */
function headingOf({ span, depth, title }: Section): Section['span'] {
  const length = depth + 1 + title.length;
  return {
    start: span.start,
    end: {
      ...span.start,
      column: span.start.column + length,
      offset: span.start.offset + length,
    },
  };
}

const mostCommands = 10;
const mostWords = 120;

export const longFirstStep: Rule = {
  code: 'structure/long-first-step',
  level: 'warning',
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
  *check({ runbooks }): Generator<Finding> {
    for (const runbook of runbooks) {
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
        span: headingOf(first),
        message:
          commands > mostCommands
            ? `The first step has ${commands} commands.`
            : `The first step begins with ${words} words.`,
        fix: 'Keep what decides where to go on, and move the rest into a step behind it.',
      };
    }
  },
};

export const eatenDirective: Rule = {
  code: 'text/directive',
  level: 'warning',
  asks: 'Directives are blocks with three colons (`:::warning`); `:name[text]` and `::name` are plain text here.',
  why: 'Kernel text is full of colons, so the short forms are off, and readers would see them as you typed them.',
  bad: { runbooks: { 'a/b.md': '# A title\n\nPress :kbd[Ctrl] twice.\n' } },
  good: { runbooks: { 'a/b.md': '# A title\n\nPress `Ctrl` twice. RIP: 0010:do_exit [kfail]\n' } },
  *check({ runbooks, sources }): Generator<Finding> {
    for (const runbook of runbooks) {
      const lines = lineIndex(sources.get(runbook.file) ?? '');
      for (const { block } of walkBlocks(runbook)) {
        if (block.type !== 'prose') continue;
        const start = block.span.start.offset;
        const written = lines.source.slice(start, block.span.end.offset);
        // Code is what its author wants to be seen as typed.
        const words = written.replace(/(`+)[\s\S]*?\1/g, (code) => ' '.repeat(code.length));
        const found =
          /(?<![\w:]):{1,2}[a-z][a-z-]{1,30}(?:\[[^\]\n]*\](?:\{[^}\n]*\})?|\{[^}\n]*\})/.exec(
            words,
          );
        if (!found) continue;
        const from = start + found.index;
        yield {
          runbook,
          span: lines.span(from, from + found[0].length),
          message: `\`${found[0]}\` is shown as it stands: there are no directives inside a line.`,
          fix: 'Say it in words, or make it a block: `:::note`.',
        };
      }
    }
  },
};
