// The walk of docs/walk-new-scenario.md, done again: each command ends as the page says, and `check`
// says word for word what stands there. What the reader makes of the log grows with the reader, so of
// those outputs only what matters to the author is compared; `npm run walk` writes them anew.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { walk } from '../../scripts/walk.ts';
import { triageWalk } from '../../scripts/walk-triage.ts';

const ofReader = /^\$ panicroom (?:new|triage) /;

/** The page without what the reader said: headings, words, commands, and all of `check`. */
function steady(page: string): string {
  return page.replace(
    /^(`{3,})(\w+)\n([\s\S]*?)\n\1$/gm,
    (block, marks, language, text: string) => {
      const isOfReader = ofReader.test(text) || (language === 'markdown' && text.includes('TODO'));
      return isOfReader ? `${marks}${language}\n${text.split('\n')[0]}\n${marks}` : block;
    },
  );
}

test('docs/walk-new-scenario.md is what the commands print (npm run walk)', {
  timeout: 300_000,
}, () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/walk-new-scenario.md'), 'utf8');
  const walked = walk();
  expect(steady(walked)).toBe(steady(page));
  for (const text of [page, walked]) {
    expect(text).toContain('No runbook covers it yet.');
    expect(text).toContain('%s{module}: disagrees about version of symbol');
    expect(text).toMatch(/module-load-failure · sure [^(]*\(boot\/module-load-failure\)/);
    expect(text).toContain('modinfo -F vermagic kfail');
  }
});

test('docs/five-minutes.md tells what the terminal shows (npm run walk)', {
  timeout: 300_000,
}, () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/five-minutes.md'), 'utf8');
  for (const shown of [page, triageWalk()]) {
    // Sentences are broken at the terminal's width.
    const text = shown.replace(/\s+/g, ' ');
    expect(text).toMatch(
      /null-pointer-dereference · sure .* · software · NULL pointer dereference/,
    );
    expect(text).toContain('Suspect: kfail (out-of-tree, unsigned)');
    expect(text).toContain('cgroup /system.slice/app.service');
    expect(text).toContain('status 127');
    expect(text).toContain("A guess: no line here is in the kernel's exact words.");
  }
  expect(steady(triageWalk())).toBe(steady(page));
});
