// Offers a text as a file to save. Nothing is fetched and nothing leaves: the address is the page's own.

export function saveFile(text: string, type: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the blob over once the click is handled.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
