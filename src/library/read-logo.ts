// The logo that an overlay's settings name → the file that the site shows, cleaned.

import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { cleanPng, isPng } from '../overlay/clean-png.ts';
import { cleanSvg } from '../overlay/clean-svg.ts';
import { reasonOf } from './text-file.ts';

/** It travels in every copy of the single file. */
export const largestLogoBytes = 64 * 1024;

export interface Logo {
  /** `organisation-logo.svg`, below the site's assets. */
  name: string;
  bytes: Uint8Array;
}

/**
 * Null, with what is wrong said, where it cannot be used.
 * @param root real path of the overlay; the file must lie in it.
 * @param say about the setting; @param sayIn about a place in the file itself.
 */
export async function readLogo(
  root: string,
  file: string,
  say: (message: string, fix: string) => void,
  sayIn: (at: { line: number; column: number }, message: string, fix: string) => void,
): Promise<Logo | null> {
  let bytes: Uint8Array;
  try {
    const path = await realpath(join(root, file));
    const below = relative(root, path);
    if (below === '' || isAbsolute(below) || below.split(sep)[0] === '..') {
      say(
        'The logo does not lie in this folder.',
        'Copy it beside panicroom.yaml: what is built must be found here.',
      );
      return null;
    }
    const { size } = await stat(path);
    if (size > largestLogoBytes) {
      say(
        `The logo has ${Math.ceil(size / 1024)} KB; it may have up to ${largestLogoBytes / 1024}, since every page carries it.`,
        'Make it smaller: it is shown 28 pixels high.',
      );
      return null;
    }
    bytes = await readFile(path);
  } catch (error) {
    say(
      `The logo cannot be read: ${reasonOf(error)}.`,
      'Give its path relative to panicroom.yaml.',
    );
    return null;
  }
  if (isPng(bytes)) {
    try {
      return { name: 'organisation-logo.png', bytes: cleanPng(bytes) };
    } catch (error) {
      say(
        `The logo cannot be used. ${(error as Error).message}`,
        'Export it again as PNG, up to 2000 pixels wide.',
      );
      return null;
    }
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  if (!/<svg[\s>]/i.test(text)) {
    say('The logo is neither SVG nor PNG.', 'Export it as one of the two.');
    return null;
  }
  const { svg, refused } = cleanSvg(text);
  for (const { line, column, what, fix } of refused) sayIn({ line, column }, what, fix);
  return svg === null
    ? null
    : { name: 'organisation-logo.svg', bytes: new TextEncoder().encode(svg) };
}
