// The `panicroom` command: arguments in, one command called, its exit status out. Each command's code
// is loaded when it is called: `taint` needs no Markdown, `triage` no rules.

import { once } from 'node:events';
import modules from 'node:module';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import type { CheckOptions } from './check.ts';
import type { GraphOptions } from './graph.ts';
import type { Io } from './io.ts';
import type { NewOptions } from './new.ts';
import type { SummaryOptions } from './summary.ts';

// A checkout's sources are TypeScript: what Node made of them the last time is half of the time to start.
// The single file keeps nothing on the machine that it is run on.
if (import.meta.url.endsWith('/src/cli/main.ts')) {
  modules.enableCompileCache?.(resolve(import.meta.dirname, '../../.build/code'));
}

const watched = process.stderr.isTTY === true;
const io: Io = {
  stdout: (text: string) => void process.stdout.write(text),
  stderr: (text: string) => void process.stderr.write(text),
  ...(watched
    ? {
        look: {
          colour: !process.env.NO_COLOR,
          columns: Math.max(40, process.stderr.columns || 80),
        },
      }
    : {}),
  drained: async () => {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  },
};

// `… | head` has seen enough: that is no error of this program.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? 0);
});

const program = new Command('panicroom')
  .description('Reads what a Linux kernel said as it died, and says what to do. Offline.')
  .version(manifest.version)
  .exitOverride()
  .showHelpAfterError('(panicroom --help shows what there is)');

program
  .command('triage')
  .description('Say what happened in kernel logs, and what to do first')
  .argument('[files...]', 'log files, folders of them, or - for standard input; .gz as well')
  .option('--json', 'the whole report as JSON (several inputs: an array)')
  .option('--ndjson', 'one compact report a line, in the order of the inputs')
  .addOption(
    new Option(
      '--brief',
      'with --ndjson: of each report only what `panicroom summary` counts',
    ).implies({ ndjson: true }),
  )
  .addOption(
    new Option('--jobs <number>', 'with --ndjson: logs read at once')
      .argParser(numberOfJobs)
      .default(availableParallelism(), 'as many as there are processors'),
  )
  .addOption(
    new Option(
      '--resume <file>',
      'add answers to this file, and leave out logs that it has already',
    ).implies({ ndjson: true }),
  )
  .option('--plan', 'every command of the plan, not only the first ones')
  .addOption(
    new Option(
      '--report',
      'a note for the ticket, with stand-ins for names and addresses of hosts and people',
    ).conflicts(['json', 'ndjson', 'plan']),
  )
  .addOption(
    new Option('--format <name>', 'of the --report')
      .choices(['markdown', 'text', 'json'])
      .default('markdown'),
  )
  .option('--keep-names', 'leave the names in a --report as they are')
  .option(
    '--runbooks <dir>',
    'use the runbooks of this folder instead of those built in; with a panicroom.yaml in it, as --overlay',
  )
  .option('--overlay <dir>', "lay this folder of your organisation's own over the runbooks")
  .addHelpText(
    'after',
    '\nExit status: 0 something was recognised, 1 nothing was, 2 no input could be read.',
  )
  .action(async (files: string[], options) => {
    const { triageCommand } = await import('./triage.ts');
    process.exitCode = await triageCommand(files, options, io);
  });

program
  .command('summary')
  .description('Say what a fleet died of, from the answers of triage --ndjson')
  .argument('[answers...]', 'files of answers, or - for standard input')
  .option('--json', 'the summary as JSON')
  .option('--html <file>', 'write it as a page with plots as well')
  .option('--since <file>', 'an earlier summary as JSON: say what is new')
  .addHelpText('after', '\nExit status: 0 told, 2 something could not be read or written.')
  .action(async (files: string[], options: SummaryOptions) => {
    const { summaryCommand } = await import('./summary.ts');
    process.exitCode = await summaryCommand(files, options, io);
  });

program
  .command('graph')
  .description('Print the knowledge graph of a folder of runbooks as JSON')
  .argument('<dir>', 'folder of Markdown runbooks')
  .option('--overlay <dir>', "lay this folder of your organisation's own over them")
  .action(async (dir: string, options: GraphOptions) => {
    const { graphCommand } = await import('./graph.ts');
    process.exitCode = await graphCommand(dir, io, options);
  });

program
  .command('check')
  .description('Say what is wrong in a folder of runbooks, and how to mend it')
  .argument('[dir]', 'folder of Markdown runbooks', 'content/runbooks')
  .addOption(
    new Option(
      '--reporter <name>',
      'how it is told: to a person, an editor, a program, a CI system',
    )
      .choices(['text', 'lines', 'json', 'github'])
      .default('text'),
  )
  .option(
    '--samples <dir>',
    'folder of real logs; "samples" beside the runbooks where it is absent',
  )
  .option('--overlay <dir>', "lay this folder of your organisation's own over them, and check both")
  .option('--today <day>', 'count the age of reviews to this day, YYYY-MM-DD')
  .option('--no-shell', 'do not hand the commands to bash and ShellCheck')
  .addHelpText('after', '\nExit status: 0 no error, 1 errors, 2 the folder cannot be read.')
  .action(async (dir: string, options: CheckOptions) => {
    const { checkCommand } = await import('./check.ts');
    process.exitCode = await checkCommand(dir, options, io);
  });

program
  .command('new')
  .description('Begin a runbook: from nothing, or from a log that none covers yet')
  .argument('[area/name]', 'where it is to stand; found by its kind where a log is given')
  .option('--from <log>', 'a log, or - for standard input: signature, sample and near-miss of it')
  .option('--runbooks <dir>', 'folder of Markdown runbooks', 'content/runbooks')
  .option(
    '--samples <dir>',
    'folder of real logs; "samples" beside the runbooks where it is absent',
  )
  .addHelpText(
    'after',
    '\nNothing is overwritten. Exit status: 0 written, 1 nothing to write, 2 it cannot be done so.',
  )
  .action(async (id: string | undefined, options: NewOptions) => {
    const { newCommand } = await import('./new.ts');
    process.exitCode = await newCommand(id, options, io);
  });

program
  .command('note')
  .description(
    'Note which of our texts your corrections are about, so that a change of them is seen',
  )
  .argument('<dir>', 'your folder of corrections: docs/overlay.md')
  .option('--runbooks <dir>', 'the runbooks that it lies over; those built in where it is absent')
  .addHelpText(
    'after',
    '\nExit status: 0 noted, 1 something is to be mended first, 2 not readable or writable.',
  )
  .action(async (dir: string, options: { runbooks?: string }) => {
    const { noteCommand } = await import('./note.ts');
    process.exitCode = await noteCommand(dir, options, io);
  });

program
  .command('taint')
  .description('Explain taint flags: a number, letters, or a pasted CPU line')
  .argument('<flags...>', '4609, 0x1201, "G W OE", or a whole line')
  .action(async (flags: string[]) => {
    const { taintCommand } = await import('./taint.ts');
    process.exitCode = taintCommand(flags.join(' '), io);
  });

function numberOfJobs(text: string): number {
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1) return jobs;
  throw new InvalidArgumentError('A whole number from 1 on.');
}

try {
  if (isMainThread) await program.parseAsync();
  else (await import('./triage-fleet.ts')).runAsThread();
} catch (error) {
  // Commander has printed its own words already.
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
