// In: the bytes of a log file. Out: its text. UTF-8 unless a byte order mark says UTF-16, which is
// what PowerShell's `>` writes; bytes that are no text become U+FFFD and stop nothing.

export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}
