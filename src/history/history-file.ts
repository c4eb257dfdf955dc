// A history as text, in the browser's storage and in a file, and back.
//
// In: any text, out of a storage that other pages may write to, or of a file that somebody sent. Out:
// a history in which every field is of its kind and length; null where it is none. What is in it and
// not known is left out.

import { mostSeen, type Seen, type SeenHistory } from './history.ts';

const format = 'panicroom-history';
const version = 1;
/** Five hundred entries are about 100 KB. */
const longestText = 1_000_000;

const slug = /^[a-z0-9-]{1,64}$/;
/** A symbol, a module, a release: visible characters and blanks, as Rust's paths have them. */
const name = /^[\x21-\x7e][\x20-\x7e]{0,199}$/;
const digest = /^[0-9a-f]{6}$/;
const salt = /^[0-9a-f]{16,64}$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?$/;
const happened = /^[\dT:.+Z-]{1,40}$/;

export function writeHistory(history: SeenHistory): string {
  return JSON.stringify({ format, version, salt: history.salt, seen: history.seen });
}

export function readHistory(text: string): SeenHistory | null {
  if (text.length > longestText) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (own(value, 'format') !== format || own(value, 'version') !== version) return null;
  const [readSalt, seen] = [own(value, 'salt'), own(value, 'seen')];
  if (!isText(readSalt, salt) || !Array.isArray(seen)) return null;
  return { salt: readSalt, seen: seen.flatMap(readSeen).slice(-mostSeen) };
}

/** Field by field into an object of our own: nothing else of what was read is kept. */
function readSeen(value: unknown): Seen[] {
  const kind = own(value, 'kind');
  const read = own(value, 'read');
  if (!isText(kind, slug) || !isText(read, moment)) return [];
  const orNull = (field: keyof Seen, pattern: RegExp) => {
    const found = own(value, field);
    return isText(found, pattern) ? found : null;
  };
  return [
    {
      kind,
      function: orNull('function', name),
      module: orNull('module', name),
      kernel: orNull('kernel', name),
      host: orNull('host', digest),
      happened: orNull('happened', happened),
      read,
    },
  ];
}

function own(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, field)) return undefined;
  return (value as Record<string, unknown>)[field];
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}
