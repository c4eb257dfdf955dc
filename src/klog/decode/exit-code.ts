// The exit code of init, as wait(2) packs it: the low seven bits are the signal, the second byte the
// status.
// Source: arch/x86/kernel/dumpstack.c (die), arch/x86/mm/fault.c (page_fault_oops), arch/arm64/kernel/traps.c
// (die), which signal a task that oopsed dies of; kernel/exit.c (do_exit, panic "Attempted to kill init!"), wait(2), signal(7), bash(1) EXIT STATUS.

const signals: Record<number, string> = {
  1: 'SIGHUP, its terminal went away',
  2: 'SIGINT, it was interrupted from the keyboard',
  4: 'SIGILL, an illegal instruction',
  5: 'SIGTRAP, a breakpoint',
  6: 'SIGABRT, it aborted itself',
  7: 'SIGBUS, a bad memory access or a failed read of its file',
  8: 'SIGFPE, an arithmetic error',
  9: 'SIGKILL, it was killed (also what an oops in its context does)',
  11: 'SIGSEGV, a bad memory access (also what an oops in its context does)',
  13: 'SIGPIPE, nobody reads what it writes',
  15: 'SIGTERM, it was asked to end',
  31: 'SIGSYS, a system call that it may not make',
};

const statuses: Record<number, string> = {
  0: 'it came to its end, which init never may',
  1: 'its own error; what it wrote just before tells more',
  2: 'a wrong use of a command, or a missing file; what it wrote just before tells more',
  126: 'a program was found but could not be run',
  127: 'a program or its loader was not found',
};

export function decodeExitCode(code: number): string | null {
  if (!Number.isInteger(code) || code < 0) return null;
  const signal = code & 0x7f;
  if (signal !== 0) return `init died of signal ${signals[signal] ?? signal}`;
  const status = (code >> 8) & 0xff;
  const why = statuses[status];
  return why
    ? `init ended with status ${status}: ${why}`
    : `init ended by itself with status ${status}`;
}
