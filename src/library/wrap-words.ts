// Sentences in a terminal, broken between words.

/** Lines of at most `columns`, indented; a word or `code` that is longer stands alone. */
export function wrapWords(
  text: string,
  columns: number,
  indent: number,
  hanging: number = indent,
): string {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let isEmpty = true;
  for (const word of text.match(/[^\s`]*`[^`]*`\S*|\S+/g) ?? []) {
    if (!isEmpty && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = ' '.repeat(hanging);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}
