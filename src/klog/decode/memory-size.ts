// Sizes of memory as a person says them, and how large a page of this machine is.
//
// A report counts in pages. How large they are it shows by the way: the first column of a zone's
// free lists is one page (mm/show_mem.c, show_free_areas: `PAGE_SIZE << order`).
//
//   Node 0 Normal: 3*4kB (UM) 1*8kB (M) 0*16kB …
//                    ^^^ a page

export interface PageSize {
  bytes: number;
  /** The report does not show it: most machines have this one. */
  assumed: boolean;
}

export const assumedPage: PageSize = { bytes: 4096, assumed: true };

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** `1.9 GiB`, `40 MiB`, `572 KiB`: as many digits as a person needs. */
export function sayBytes(bytes: number): string {
  let unit = 0;
  let size = bytes;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  const digits = size >= 10 || Number.isInteger(size) ? 0 : 1;
  return `${size.toFixed(digits).replace(/\.0$/, '')} ${units[unit]}`;
}

export function sayShare(part: number, whole: number): string {
  const share = (100 * part) / whole;
  return share > 0 && share < 1 ? 'less than 1 %' : `${Math.round(share)} %`;
}

/** ` (4 KiB pages assumed)` behind a size that was worked out from pages. */
export function sayAssumption({ assumed, bytes }: PageSize): string {
  return assumed ? ` (pages of ${sayBytes(bytes)} assumed)` : '';
}
