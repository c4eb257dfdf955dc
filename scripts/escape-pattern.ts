/** The text itself as a pattern, for JavaScript's regular expressions and for those of `grep -E`. */
export const escapePattern = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
