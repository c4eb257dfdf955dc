// Lists of function names as one regular expression, so that the lists can be plain data.

/**
 * Names apart by blanks. `name` is the whole name, the compiler's `.suffixes` aside; `name_` and
 * `name*` stand at the beginning of a name, `*name` at its end, `*name*` anywhere in it.
 */
export function namePattern(lines: readonly string[]): RegExp {
  const alternatives = lines
    .join(' ')
    .split(' ')
    .map((name) => {
      const lead = name.startsWith('*') ? '\\w*' : '';
      const core = name.replace(/^\*|\*$/g, '');
      const open = name.endsWith('*') || (name.endsWith('_') && lead === '');
      return `${lead}${core}${open ? '' : '(?!\\w)'}`;
    });
  return new RegExp(`^(?:${alternatives.join('|')})`);
}
