import { expect, test } from 'vitest';
import { newestKernel } from '../../../scripts/capture/newest-package.ts';

const names = [
  'linux-image-6.1.0-9-amd64',
  'linux-image-6.1.0-56-amd64',
  'linux-image-6.1.0-57-cloud-amd64',
  'linux-image-6.1.0-57-rt-amd64',
  'linux-image-6.1.0-57-amd64-unsigned',
  'linux-image-6.1.0-57-amd64-dbg',
  'linux-image-6.1.0-57-arm64',
  'linux-image-6.1-amd64',
  'linux-image-6.12.9+bpo-amd64',
  'linux-image-6.12.117+deb12-amd64',
  'linux-image-6.12.117+deb12-rt-amd64',
  'linux-image-6.12.117+deb12-arm64-16k',
  'linux-image-6.12-amd64',
  'linux-headers-6.12.999+deb12-amd64',
];

test('numbers are compared as numbers, and other builds are left alone', () => {
  expect(newestKernel(names, '6.1', 'x86_64')).toBe('6.1.0-56-amd64');
  expect(newestKernel(names, '6.12', 'x86_64')).toBe('6.12.117+deb12-amd64');
  expect(newestKernel(names, '6.1', 'arm64')).toBe('6.1.0-57-arm64');
});

test('a line that no package is of has none, 6.12 is not taken for 6.1', () => {
  expect(newestKernel(names, '6.12', 'arm64')).toBe(null);
  expect(newestKernel(['linux-image-6.12.1-amd64'], '6.1', 'x86_64')).toBe(null);
});
