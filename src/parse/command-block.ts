// The lines of a shell fence → a block of commands, each with its risk, its place and its blanks.

import type { Block, Command, CommandLine } from '../model/runbook.ts';
import type { RawCommand } from './command-lines.ts';
import { readCommandRisk } from './command-risk.ts';
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
  const read = fence.lines!.map((line): CommandLine => {
    const at = lines.span(line.start, line.end);
    switch (line.type) {
      case 'command':
        return { type: 'command', command: readCommand(line, fence, context, parts) };
      case 'blank':
        return { type: 'blank', span: at };
      default:
        return { type: line.type, text: line.text, span: at };
    }
  });
  return { type: 'commands', language: fence.language ?? 'console', lines: read, span };
}

function readCommand(
  line: RawCommand,
  fence: ShellFence,
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
    span,
  };
  parts.commands.push(command);
  return command;
}
