// What was done to an object in which state, in `ODEBUG: free active (active state 0) object type: …`.
// Source: lib/debugobjects.c (debug_print_object, obj_states).

const misuses: [RegExp, string][] = [
  [/^free active$/, 'it was freed while it was still running, queued or armed'],
  [/^init active$/, 'it was set up anew while it was still running, queued or armed'],
  [/^destroy active$/, 'it was taken down while it was still running, queued or armed'],
  [/^activate active$/, 'it was started twice'],
  [/destroyed$/, 'it was used after it had been taken down'],
  [/^(?:activate|assert_init) not available$/, 'it was used without having been set up'],
  [/not available$/, 'it was never set up, or its memory had been freed before'],
];

export function decodeObjectMisuse(words: string): string | null {
  return misuses.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
