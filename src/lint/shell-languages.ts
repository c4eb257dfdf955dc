// Fences whose lines are meant to be pasted into a shell; `console` shows a session instead.

export const shellLanguages: ReadonlySet<string> = new Set([
  'bash',
  'sh',
  'shell',
  'zsh',
  'ksh',
  'dash',
  'ash',
]);
