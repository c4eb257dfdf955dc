import { expect, test } from 'vitest';
import { distributionsOf } from '../../src/graph/distributions.ts';

test.each([
  ['Debian and Ubuntu', ['Debian', 'Ubuntu']],
  ['Ubuntu 22.04', ['Ubuntu']],
  ['RHEL and kin, SUSE', ['RHEL and kin', 'Fedora', 'Amazon Linux', 'SUSE']],
  ['On SLES or openSUSE:', ['SUSE']],
  ['Update the Ubuntu snap', []],
  ['Archive the log', []],
  ['From vmcore', []],
  ['', []],
])('"%s" is for %j', (title, names) => {
  expect(distributionsOf(title)).toEqual(names);
});
