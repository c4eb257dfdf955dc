// What kernels print survives in prose: colons open no directive but a container at a line's start.

import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const strings = [
  'RIP: 0010:do_exit+0x12/0x34',
  'at 10:30:45 the console',
  'kworker/u8:2 and kworker/0:1H',
  'device 0000:3b:00.0',
  'CPU: 0 PID: 1 Comm: swapper/0',
  '::leaf stays text',
  'scsi 0:0:0:0 :abort[x]{y}',
  'a :::not-at-the-start',
];

describe('kernel text in prose', () => {
  test.each(strings)('%s', (text) => {
    const { runbook } = parseRunbook(`# T\n\n## Overview\n\nSeen: ${text}\n\n${text}\n`, 'a.md');
    const prose = runbook.sections[0]!.blocks;
    expect(prose).toHaveLength(1);
    expect(prose[0]).toMatchObject({ type: 'prose', text: `Seen: ${text}\n\n${text}` });
    const types = JSON.stringify(prose[0]!.type === 'prose' ? prose[0]!.nodes : null);
    expect(types).not.toMatch(/Directive/);
  });

  test('a directive shown in code keeps its title', () => {
    const fence = '~~~markdown\n:::warning Mind the gap\ntext\n:::\n~~~';
    const { runbook, diagnostics } = parseRunbook(`# T\n\n## Overview\n\n${fence}\n`, 'a.md');
    expect(runbook.notes).toEqual([]);
    expect(runbook.sections[0]!.blocks).toMatchObject([
      { type: 'listing', language: 'markdown', text: ':::warning Mind the gap\ntext\n:::' },
    ]);
    expect(diagnostics).toEqual([]);
  });
});
