// The lines of a shell fence → a block of commands, each with its risk, its place and its blanks.

import type { Block, Command, CommandLine } from '../model/runbook.ts';
import type { RawCommand } from './command-lines.ts';
import { readCommandRisk } from './command-risk.ts';
import { distributionsOf, distributionsOfPurpose } from './distributions.ts';
import { findPlaceholders } from './placeholders.ts';
import type { BlockContext, RunbookParts } from './runbook-parts.ts';
import type { ShellFence } from './shell-fences.ts';

/** `fence.lines` is not null: the fence holds commands. */
export function readCommands(
  fence: ShellFence,
  context: BlockContext,
  span: Block['span'],
  parts: RunbookParts,
): Extract<Block, { type: 'commands' }> {
  const { lines } = parts;
  const unfinished = fence.lines!.find((line) => line.type === 'command' && line.unfinished);
  if (unfinished) {
    parts.problems.addAt(
      'warning',
      'unfinished-command',
      unfinished.start,
      unfinished.end,
      'A quote, bracket, loop or here-document that begins here does not end in this fence.',
      'Close it, or label the fence `text` if it is not meant to be typed.',
    );
  }
  // A comment that is nothing but a label holds for the commands below it, up to a blank line.
  let label: readonly string[] = [];
  const around = nearest(fence.distributions, context.distributions);
  const read = fence.lines!.map((line): CommandLine => {
    const at = lines.span(line.start, line.end);
    switch (line.type) {
      case 'comment': {
        const named = distributionsOf(line.text);
        if (named.length > 0) label = named;
        return { type: 'comment', text: line.text, span: at };
      }
      case 'command': {
        const own = nearest(distributionsOfPurpose(line.purpose), label);
        const distributions = nearest(own, around);
        return {
          type: 'command',
          command: readCommand(line, fence, distributions, context, parts),
        };
      }
      case 'blank':
        label = [];
        return { type: 'blank', span: at };
      default:
        return { type: line.type, text: line.text, span: at };
    }
  });
  return { type: 'commands', language: fence.language ?? 'console', lines: read, span };
}

function nearest(own: readonly string[], around: readonly string[]): readonly string[] {
  return own.length > 0 ? own : around;
}

/** `fence`: what its author says of the risk and the place, for all of its commands. */
export function readCommand(
  line: RawCommand,
  fence: Pick<ShellFence, 'risk' | 'runs'>,
  distributions: readonly string[],
  context: BlockContext,
  parts: RunbookParts,
): Command {
  const span = parts.lines.span(line.start, line.end);
  const reading = readCommandRisk(line.text, line.prompt);
  const command: Command = {
    id: parts.anchors.part(context.section, 'command', line.text),
    text: line.text,
    purpose: line.purpose,
    runs: fence.runs ?? line.prompt,
    risk: fence.risk ?? reading.risk,
    riskFrom: fence.risk ? 'author' : reading.riskFrom,
    tool: reading.tool,
    files: reading.files,
    placeholders: findPlaceholders(line.text),
    distributions: [...distributions],
    span,
  };
  parts.commands.push(command);
  return command;
}
