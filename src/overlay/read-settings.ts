// `panicroom.yaml` → checked settings, and what is wrong with them at their own line and column. A
// wrong setting costs that setting alone.
//
//     accent: teal
//             ^~~~ overlay/setting-value
//
// JSON is YAML as well, so `panicroom.json` is read the same way.

import { type Document, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Diagnostic } from '../model/diagnostic.ts';
import { lineIndex } from '../parse/line-index.ts';
import { didYouMean } from '../parse/nearest-word.ts';
import { type OverlaySettings, settingsSchema } from './settings-schema.ts';

type Path = (string | number)[];

export interface ReadSettings {
  settings: OverlaySettings;
  diagnostics: Diagnostic[];
  /** Where the items that are left of a list stood in it as written: `[1, 2]` where the first was wrong. */
  writtenAt(setting: 'areas' | 'contacts'): number[];
  /** A diagnostic at the value of a path as written, for what only a later look finds wrong. */
  say(
    level: Diagnostic['level'],
    slug: string,
    path: Path,
    message: string,
    fix: string,
  ): Diagnostic;
}

export function readSettings(source: string, file: string): ReadSettings {
  const lines = lineIndex(source);
  const document = parseDocument(source, { prettyErrors: false, logLevel: 'error' });
  const diagnostics: Diagnostic[] = [];
  const at = (
    level: Diagnostic['level'],
    slug: string,
    [start, end]: [number, number],
    message: string,
    fix: string,
  ): Diagnostic => ({
    file,
    span: lines.span(start, end),
    level,
    code: `overlay/${slug}`,
    message,
    fix,
  });
  const say: ReadSettings['say'] = (level, slug, path, message, fix) =>
    at(level, slug, placeOf(document, path), message, fix);
  /** Settings, list items and named entries that are left out: `areas`, `areas 2`, `tools hostctl`. */
  const wrong = new Set<string>();
  const writtenAt: ReadSettings['writtenAt'] = (setting) => {
    const written = document.get(setting);
    const length = isSeq(written) ? written.items.length : 0;
    return Array.from({ length }, (_, index) => index).filter(
      (index) => !wrong.has(`${setting} ${index}`),
    );
  };
  const result: ReadSettings = { settings: {}, diagnostics, writtenAt, say };

  for (const { message, pos } of document.errors) {
    diagnostics.push(
      at(
        'error',
        'settings-yaml',
        [Math.min(pos[0], source.length), Math.min(pos[1], source.length)],
        `This is not valid YAML: ${message.split('\n')[0]!.replace(/[.:\s]+$/, '')}.`,
        'Write `key: value`, a space behind the colon, indented with spaces; put quotes around a value that holds a colon or `#`.',
      ),
    );
  }
  if (document.errors.length > 0) return result;
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 100 });
  } catch {
    diagnostics.push(
      say(
        'error',
        'settings-yaml',
        [],
        'Its aliases make it far longer than it is.',
        'Write the values out instead of using anchors (`&name`) and aliases (`*name`).',
      ),
    );
    return result;
  }
  if (plain === null || plain === undefined) return result;
  if (!isMap(document.contents)) {
    diagnostics.push(
      say(
        'error',
        'setting-value',
        [],
        'This is no list of settings.',
        'Write one `key: value` a line, such as `name: Example Hosting`.',
      ),
    );
    return result;
  }

  const checked = settingsSchema.safeParse(plain);
  const values = structuredClone(plain) as Record<string, unknown>;
  for (const issue of checked.error?.issues ?? []) {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        diagnostics.push(
          at(
            'error',
            'setting-unknown',
            keyPlace(document, [...path, key]),
            `\`${key}\` is no setting${path.length > 0 ? ` of \`${path[0]}\`` : ''}.`,
            `${didYouMean(key, knownKeys(path))}Known here: ${knownKeys(path).join(', ')}.`,
          ),
        );
        const holder = valueAt(values, path) as Record<string, unknown>;
        delete holder[key];
      }
      continue;
    }
    const missing = valueAt(plain, path) === undefined && path.length > 1;
    diagnostics.push(
      say(
        'error',
        'setting-value',
        missing ? path.slice(0, -1) : path,
        missing
          ? `Here \`${path.at(-1)}\` is missing.`
          : `\`${settingName(path)}\` has a value that it cannot have.`,
        issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message,
      ),
    );
    // What a wrong value stands in is of no use without it.
    wrong.add(outermost(path).join(' '));
  }
  const rest = settingsSchema.safeParse(withoutWrong(values, wrong));
  if (rest.success) result.settings = rest.data;
  diagnostics.sort((a, b) => a.span.start.offset - b.span.start.offset);
  return result;
}

/** `contacts › phone`: names alone, since the place says which of several. */
const settingName = (path: Path) =>
  path.filter((part): part is string => typeof part === 'string').join(' › ');

/** The list's item or the named entry that holds the value; the setting itself where it is no list. */
function outermost(path: Path): Path {
  return path.slice(0, typeof path[1] === 'number' || path[0] === 'tools' ? 2 : 1);
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const part of path) here = (here as Record<string, unknown> | undefined)?.[part];
  return here;
}

function withoutWrong(
  values: Record<string, unknown>,
  wrong: ReadonlySet<string>,
): Record<string, unknown> {
  const kept = Object.entries(values).filter(([key]) => !wrong.has(key));
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (Array.isArray(value)) {
        return [key, value.filter((_, index) => !wrong.has(`${key} ${index}`))];
      }
      if (typeof value !== 'object' || value === null) return [key, value];
      const entries = Object.entries(value).filter(([name]) => !wrong.has(`${key} ${name}`));
      return [key, Object.fromEntries(entries)];
    }),
  );
}

type Range = [number, number];

function placeOf(document: Document, path: Path): Range {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as Node | undefined;
    if (node?.range) return [node.range[0], node.range[1]];
  }
  return [0, 0];
}

function keyPlace(document: Document, path: Path): Range {
  const holder = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (isMap(holder)) {
    for (const { key } of holder.items) {
      if (isScalar(key) && String(key.value) === String(path.at(-1)) && key.range) {
        return [key.range[0], key.range[1]];
      }
    }
  }
  return isSeq(holder) && holder.range
    ? [holder.range[0], holder.range[1]]
    : placeOf(document, path);
}

/** The keys that an object at this path may have. */
function knownKeys(path: Path): string[] {
  let schema: unknown = settingsSchema;
  for (const part of path) {
    schema = unwrapped(schema);
    const inner = schema as {
      shape?: Record<string, unknown>;
      element?: unknown;
      valueType?: unknown;
      options?: unknown[];
    };
    schema = inner.shape?.[part as string] ?? inner.element ?? inner.valueType;
  }
  const { shape, options } = unwrapped(schema) as { shape?: object; options?: unknown[] };
  const object =
    shape ?? options?.map((option) => (option as { shape?: object }).shape).find(Boolean);
  return Object.keys(object ?? {});
}

function unwrapped(schema: unknown): unknown {
  let inner = schema as z.ZodOptional;
  while (typeof inner?.unwrap === 'function' && !('element' in inner)) {
    inner = inner.unwrap() as z.ZodOptional;
  }
  return inner;
}
