// A value as one word of a POSIX shell: as it is where nothing in it means anything to the shell,
// else in single quotes.

export function quoteForShell(value: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
