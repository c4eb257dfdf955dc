// Expected paths are what LLVM's demangler says of the same symbols.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { rustPath } from '../../src/klog/rust-symbol.ts';

describe('rustPath', () => {
  test.each([
    ['_RNvCs43vyB533jt3_6kernel4init', 'kernel::init'],
    ['_RNvMs3_NtCs1_4demo7processNtB5_7Process4open', '<demo::process::Process>::open'],
    [
      '_RNvXs1_Cs1_4demoNtB5_4DemoNtNtCs2_6kernel4misc6Device4mmap.llvm.123',
      '<demo::Demo as kernel::misc::Device>::mmap',
    ],
    [
      '_RNvXs1_Cs1_4demoNtB5_4DemoNtNtCs2_6kernel4misc6Device4mmap',
      '<demo::Demo as kernel::misc::Device>::mmap',
    ],
    ['_RINvNtC3std3mem8align_ofdE', 'std::mem::align_of::<f64>'],
    ['_RNCNCNgCs6DXkGYLi8lr_2cc5spawn00B5_', 'cc::spawn::{closure#0}::{closure#0}'],
    [
      '_RINbNbCskIICzLVDPPb_5alloc5alloc8box_freeDINbNiB4_5boxed5FnBoxuEp6OutputuEL_ECs1iopQbuBiw2_3std',
      'alloc::alloc::box_free::<dyn alloc::boxed::FnBox<(), Output = ()>>',
    ],
    ['_RMC0INtC8arrayvec8ArrayVechKj7b_E', '<arrayvec::ArrayVec<u8, 123>>'],
  ])('%s', (symbol, path) => {
    expect(rustPath(symbol)).toBe(path);
  });

  test.each(['kmalloc', '_R', '_RNvC', '_RNvC3ab', '_RB_', '_RNvB_3foo', `_R${'N'.repeat(200)}`])(
    'no Rust symbol: %s',
    (symbol) => {
      expect(rustPath(symbol)).toBeNull();
    },
  );

  test('never throws, and a short symbol never unfolds into a long text', () => {
    const letter = fc.constantFrom(...'CMXYNIBRQPOSATFDELKGUspvhuz_0123456789ab');
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 120 }), (letters) => {
        expect((rustPath(`_R${letters.join('')}`) ?? '').length).toBeLessThanOrEqual(1000);
      }),
    );
  });
});

test('a Rust panic is named by what went wrong and by whose code', () => {
  const log = readKernelLog(
    [
      'rust_kernel: panicked at drivers/demo/process.rs:77:13:',
      'attempt to subtract with overflow',
      '------------[ cut here ]------------',
      'kernel BUG at rust/helpers/bug.c:7!',
      'Oops: invalid opcode: 0000 [#1] PREEMPT SMP',
      'CPU: 0 UID: 0 PID: 298 Comm: demo Not tainted 6.12.23 #0',
      'RIP: 0010:rust_helper_BUG+0x8/0x10',
      'Call Trace:',
      ' _RNvCscSpY9Juk0HT_7___rustc17rust_begin_unwind+0x15b/0x160',
      ' _RNvNtCs9jEwPDbx20M_4core9panicking9panic_fmt+0x84/0x90',
      ' _RNvMs3_NtCs1_4demo7processNtB5_7Process4open+0x1b/0x160',
      '---[ end trace 0000000000000000 ]---',
    ].join('\n'),
  );
  expect(log.events.map(({ kind, title }) => [kind, title])).toEqual([
    ['bug-on', 'attempt to subtract with overflow in <demo::process::Process>::open'],
  ]);
});
