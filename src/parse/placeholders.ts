// The blanks of a command: `<driver-package>`, `<pid>`. Redirections (`< file`, `<<EOF`, `<(…)`)
// are none: a placeholder begins with a letter right behind `<` and ends right before `>`.

import type { Placeholder } from '../model/runbook.ts';
import { placeholderPattern } from './shell-scan.ts';

export function findPlaceholders(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  for (const match of text.matchAll(new RegExp(placeholderPattern.source, 'g'))) {
    if (text[match.index - 1] === '<') continue;
    found.push({
      name: match[1]!,
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return found;
}
