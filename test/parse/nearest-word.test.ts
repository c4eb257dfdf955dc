// What "did you mean" offers, for the slips that people make, and its silence where nothing is near.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import kinds from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { didYouMean, nearestWords } from '../../src/parse/nearest-word.ts';

const slugs = kinds.map(({ slug }) => slug);

test.each([
  ['oom-panik', ['oom-panic']],
  ['oom_kill', ['oom-kill']],
  ['OOMKill', ['oom-kill']],
  ['oom-kil', ['oom-kill']],
  ['softlockup', ['soft-lockup']],
  ['soft-lokcup', ['soft-lockup']],
  ['sotf-lockup', ['soft-lockup']],
  ['hung-taks', ['hung-task']],
  ['hungtask', ['hung-task']],
  ['rcu-stal', ['rcu-stall']],
  ['null-pointer-derefernce', ['null-pointer-dereference']],
  ['null-pointer', ['null-pointer-dereference']],
  ['kasna', ['kasan']],
  ['gfp', ['gpf']],
  ['mce', ['mce-hardware-error']],
  ['lockup', ['soft-lockup', 'hard-lockup', 'workqueue-lockup']],
  ['aer', ['pcie-aer']],
  ['oom-storm', ['oom-kill', 'oom-panic']],
  ['oom-kill-of-java', ['oom-kill']],
])('%s → %j', (wanted, offered) => {
  expect(nearestWords(wanted, slugs)).toEqual(offered);
});

test.each(['', '-', 'x', 'coffee-machine', 'printer-on-fire', 'ab'])(
  'nothing is near %j',
  (wanted) => {
    expect(nearestWords(wanted, slugs)).toEqual([]);
    expect(didYouMean(wanted, slugs)).toBe('');
  },
);

test('of long names the one with the fewest slips, before those that share a word', () => {
  const headings = [
    'was-it-built-for-this-kernel',
    'build-it-for-this-kernel',
    'the-rebuild-failed',
  ];
  expect(nearestWords('build-it-for-the-kernel', headings)).toEqual(['build-it-for-this-kernel']);
});

test('says it as a question', () => {
  expect(didYouMean('oom-panik', slugs)).toBe('Did you mean `oom-panic`? ');
  expect(didYouMean('fix', ['fix-it', 'fix-up'], '#')).toBe(
    'Did you mean `#fix-it` or `#fix-up`? ',
  );
});

test('one slip in any word of the list leads back to it', () => {
  const slip = fc
    .tuple(fc.constantFrom(...slugs.filter(({ length }) => length > 5)), fc.nat(), fc.nat(3))
    .map(([slug, seed, how]) => {
      const at = 1 + (seed % (slug.length - 2));
      const rest = slug.slice(at + 1);
      if (how === 0) return [slug, slug.slice(0, at) + rest];
      if (how === 1) return [slug, `${slug.slice(0, at)}q${rest}`];
      if (how === 2) return [slug, `${slug.slice(0, at)}q${slug.slice(at)}`];
      return [slug, slug.slice(0, at) + slug[at + 1] + slug[at] + slug.slice(at + 2)];
    });
  fc.assert(
    fc.property(slip, ([slug, wrong]) => {
      expect(nearestWords(wrong!, slugs)).toContain(slug);
    }),
  );
});
