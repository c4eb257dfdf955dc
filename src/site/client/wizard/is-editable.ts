// In: a text. Out: whether it goes into the text area. Browsers lay out a text area whole, about half a
// millisecond for a kilobyte: a longer text is shown in the log pane alone, which draws what is seen.

const longestEditable = 100_000;

export function isEditable(text: string): boolean {
  return text.length <= longestEditable;
}
