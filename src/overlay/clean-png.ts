// A PNG → the same picture without all that a picture needs not: names, places and programs in its
// text and Exif chunks. Throws, with a sentence, where the file is no whole PNG.
//
//     137 P N G 13 10 26 10 │ length type … crc │ length type … crc │ …
//
// PNG specification (W3C, third edition), sections 5 and 11.

const signature = [137, 80, 78, 71, 13, 10, 26, 10];
const kept = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'pHYs', 'IDAT', 'IEND']);
const largestSide = 2000;

export function cleanPng(bytes: Uint8Array): Uint8Array {
  if (!isPng(bytes)) throw new Error('It is no PNG.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [bytes.subarray(0, signature.length)];
  let at = signature.length;
  let type = '';
  while (type !== 'IEND') {
    if (at + 12 > bytes.length) throw new Error('It ends before the picture does.');
    const end = at + 12 + view.getUint32(at);
    type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (end > bytes.length) throw new Error('It ends before the picture does.');
    if (at === signature.length) {
      if (type !== 'IHDR') throw new Error('It is no PNG.');
      const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
      if (width > largestSide || height > largestSide || width * height === 0) {
        throw new Error(`It is ${width} × ${height} pixels; a side may have up to ${largestSide}.`);
      }
    }
    if (kept.has(type)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  const clean = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of parts) {
    clean.set(part, to);
    to += part.length;
  }
  return clean;
}

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
