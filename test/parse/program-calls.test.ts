// Which programs a line of a shell starts, and in which order.

import { expect, test } from 'vitest';
import { programCalls } from '../../src/parse/program-calls.ts';

const told = (text: string, inside: 'host' | 'crash' | 'grub' = 'host') =>
  programCalls(text, inside).map(({ words, wrappers }) =>
    [...wrappers.map((wrapper) => `(${wrapper.join(' ')})`), ...words].join(' '),
  );

test.each<[text: string, calls: string[]]>([
  ['ls -l /boot', ['ls -l /boot']],
  ['sudo -u root dmesg -T', ['(sudo -u root) dmesg -T']],
  ['LC_ALL=C env -u TZ date', ['(env -u TZ) date']],
  ['timeout -s KILL 5 stat -f /mnt', ['(timeout -s KILL 5) stat -f /mnt']],
  ['nsenter -t 1 -n ss -tanp', ['(nsenter -t 1 -n) ss -tanp']],
  [
    'systemd-run --on-active=300 --unit=way-back ip link set dev eth0 up',
    ['(systemd-run --on-active=300 --unit=way-back) ip link set dev eth0 up'],
  ],
  ['cat x | xargs -r ps -o pid -p | sort -rn', ['cat x', '(xargs -r) ps -o pid -p', 'sort -rn']],
  ['a && b || c; d & e', ['a', 'b', 'c', 'd', 'e']],
  ['echo "$(uname -r)" > /tmp/x', ['uname -r', 'echo $(uname -r)']],
  ['diff <(ls a) <(ls b)', ['ls a', 'ls b', 'diff <(ls a) <(ls b)']],
  ["bash -c 'sync; reboot'", ['bash -c sync; reboot', 'sync', 'reboot']],
  ['for p in /proc/*; do cat $p; done', ['', 'cat $p', '']],
  ['sudo', ['sudo']],
  ['sudo -- ls /x', ['(sudo --) ls /x']],
  ['bash -c', ['bash -c']],
  [
    'echo $(a $(b $(c $(d $(e)))))',
    [
      'd $(e)',
      'c $(d $(e))',
      'b $(c $(d $(e)))',
      'a $(b $(c $(d $(e))))',
      'echo $(a $(b $(c $(d $(e)))))',
    ],
  ],
])('%s', (text, calls) => {
  expect(told(text)).toEqual(calls);
});

test('behind a pipe inside crash, programs of the host run', () => {
  expect(programCalls('ps -m | grep UN', 'crash').map(({ inside }) => inside)).toEqual([
    'crash',
    'host',
  ]);
});
