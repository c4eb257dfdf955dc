import { describe, expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import { triage } from '../../src/plan/triage.ts';

const { runbooks } = await readLibrary('content/runbooks');
const knowledge = buildKnowledge(runbooks);
const samples = await readSamples('content/samples');
const report = (...lines: string[]) =>
  triage(lines.map((line, index) => `[    ${index + 1}.000000] ${line}\n`).join(''), '', knowledge);

describe('lines that sound like trouble where no failure is known', () => {
  test('are shown once, in the order of the log, the most alarming ones', () => {
    const { answer, telling, plan } = report(
      'usb 1-1: new high-speed USB device number 2 using xhci_hcd',
      'foodrv 0000:03:00.0: fatal: mailbox 3 is corrupt',
      'foodrv 0000:03:00.0: fatal: mailbox 7 is corrupt',
      'foodrv 0000:03:00.0: reset done',
    );
    expect(answer).toBe('healthy');
    expect(plan).toEqual([]);
    expect(telling).toEqual([
      { line: 2, text: 'foodrv 0000:03:00.0: fatal: mailbox 3 is corrupt', times: 2 },
    ]);
  });

  test('name the runbook whose words come near, as a hint', () => {
    // A line alone would be taken for a typed one, and guessed.
    const { kin, matches } = report(
      ...Array.from({ length: 5 }, (_, port) => `usb 1-${port}: new USB device found`),
      'foofs (vda1): Corruption detected. Unmount and run xfs_repair on it, fatal',
    );
    expect(matches).toEqual([]);
    expect(kin?.map(({ runbook }) => runbook)).toContain('storage/xfs-corruption');
  });

  test.each([
    'Command line: ro quiet panic=-1 oops=panic',
    'usb 1-1: device descriptor read/64, error -71',
    'PCI: Using host bridge windows from ACPI; if necessary, use "pci=nocrs" and report a bug',
  ])('not: %s', (line) => {
    expect(report(line).telling).toBeUndefined();
  });

  test("words of other programs are not the kernel's", () => {
    const { telling } = triage(
      'Nov 27 03:11:42 db2 postgres[1022]: FATAL: corrupt page, panic\nNov 27 03:11:43 db2 kernel: usb 1-1: new device\n',
      '',
      knowledge,
    );
    expect(telling).toBeUndefined();
  });

  test.each(samples.filter(({ file }) => file.startsWith('healthy/')))(
    'nothing of the healthy $file',
    ({ text, file }) => {
      expect(triage(text, file, knowledge).telling).toBeUndefined();
    },
  );
});
