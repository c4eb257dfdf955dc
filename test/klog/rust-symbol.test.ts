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
    // A type or a value as the argument of `demo::f`.
    ['_RINvC4demo1fReE', 'demo::f::<&str>'],
    ['_RINvC4demo1fRL_hE', 'demo::f::<&u8>'],
    ['_RINvC4demo1fQhE', 'demo::f::<&mut u8>'],
    ['_RINvC4demo1fPhE', 'demo::f::<*const u8>'],
    ['_RINvC4demo1fOhE', 'demo::f::<*mut u8>'],
    ['_RINvC4demo1fShE', 'demo::f::<[u8]>'],
    ['_RINvC4demo1fAhj7b_E', 'demo::f::<[u8; 123]>'],
    ['_RINvC4demo1fTEE', 'demo::f::<()>'],
    ['_RINvC4demo1fThEE', 'demo::f::<(u8,)>'],
    ['_RINvC4demo1fThmEE', 'demo::f::<(u8, u32)>'],
    ['_RINvC4demo1fFEuE', 'demo::f::<fn()>'],
    ['_RINvC4demo1fFhEmE', 'demo::f::<fn(u8) -> u32>'],
    ['_RINvC4demo1fFUKChEuE', 'demo::f::<unsafe extern "C" fn(u8)>'],
    ['_RINvC4demo1fFK5cdeclEuE', 'demo::f::<extern "cdecl" fn()>'],
    // Lifetimes are left out.
    ['_RINvC4demo1fFG_RL0_hEuE', 'demo::f::<fn(&u8)>'],
    ['_RINvC4demo1fL_E', "demo::f::<'_>"],
    ['_RINvC4demo1fKb0_E', 'demo::f::<false>'],
    ['_RINvC4demo1fKb1_E', 'demo::f::<true>'],
    ['_RINvC4demo1fKln5_E', 'demo::f::<-5>'],
    ['_RINvC4demo1fKpE', 'demo::f::<_>'],
    ['_RINvC4demo1fKj5_KBb_E', 'demo::f::<5, 5>'],
    ['_RINvC4demo1fDNtC4demo5TraitEL_E', 'demo::f::<dyn demo::Trait>'],
    ['_RINvC4demo1fDNtC4demo1ANtBd_1BEL_E', 'demo::f::<dyn demo::A + demo::B>'],
    ['_RINvC4demo1fDINtC4demo1ThEp3OutmEL_E', 'demo::f::<dyn demo::T<u8, Out = u32>>'],
    ['_RNvYhNtC4demo5Trait3foo', '<u8 as demo::Trait>::foo'],
    ['_RNSNvC4demo1f3foo', 'demo::f::{shim:foo#0}'],
    ['_RNKNvC4demo1f3foo', 'demo::f::{K:foo#0}'],
    ['_RNCNvC4demo1fs_0', 'demo::f::{closure#1}'],
    ['_RNvNvC4demo1f0', 'demo::f'],
  ])('%s', (symbol, path) => {
    expect(rustPath(symbol)).toBe(path);
  });

  test.each([
    'kmalloc',
    '_R',
    '_RNvC',
    '_RNvC3ab',
    '_RB_',
    '_RNvB_3foo',
    `_R${'N'.repeat(200)}`,
    // A trait object without its lifetime, a value without an end, one that is no number.
    '_RINvC4demo1fDNtC4demo1AEhE',
    '_RINvC4demo1fKj12',
    '_RINvC4demo1fKjg_E',
    // Longer than any name that anybody reads.
    `_RC1200${'a'.repeat(1200)}`,
  ])('no Rust symbol: %s', (symbol) => {
    expect(rustPath(symbol)).toBeNull();
  });

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
