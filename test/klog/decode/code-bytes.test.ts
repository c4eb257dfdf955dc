// The `Code:` line of reports of several eras and architectures: whose code it is, what it was about
// to do, and with what in its registers.

import { describe, expect, test } from 'vitest';
import { factsOf } from './facts-of.ts';

const fault = (code: string, registers: string, place = 'foo+0x12/0x40 [bar]') =>
  `BUG: kernel NULL pointer dereference, address: 0000000000000010
#PF: supervisor read access in kernel mode
Oops: 0000 [#1] PREEMPT SMP
CPU: 1 PID: 92 Comm: insmod Not tainted 6.1.0-56-amd64 #1
RIP: 0010:${place}
Code: ${code}
RSP: 0018:ff30f23b0040bef0 EFLAGS: 00000283
${registers}
Call Trace:
 <TASK>
 do_one_initcall+0x59/0x220
RIP: 0033:0x47fbe9
Code: 0f 05 <48> 3d 01 f0 ff ff 73 01 c3
RSP: 002b:00007ffda435c068 EFLAGS: 00000246 ORIG_RAX: 0000000000000139
RAX: ffffffffffffffda RBX: 000000000b00e060 RCX: 000000000047fbe9
 </TASK>
---[ end trace 0000000000000000 ]---`;

describe('what the instruction was about to do', () => {
  test.each<[name: string, code: string, registers: string, instruction: string | undefined]>([
    [
      'a field of a structure whose pointer was NULL',
      '48 c7 c7 <48> 8b 48 10 c3 cc cc',
      'RAX: 0000000000000000 RBX: ff1617fd41d88000 RCX: 0000000000000002',
      '<48> 8b 48 10 — mov 0x10(%rax),%rcx: it reads 8 bytes at RAX + 0x10; RAX held 0000000000000000, a NULL pointer itself',
    ],
    [
      'a write by way of an error code',
      '90 <c7> 43 08 00 00 00 00 c3',
      'RAX: 0000000000000000 RBX: ffffffffffffffea RCX: 0000000000000002',
      '<c7> 43 08 00 00 00 00 — movl $0x0,0x8(%rbx): it writes 4 bytes at RBX + 0x8; RBX held ffffffffffffffea, an error code (-22) that was used as a pointer',
    ],
    [
      'freed memory that was used as a pointer',
      '90 <48> 8b 03 c3',
      'RAX: 0000000000000000 RBX: 6b6b6b6b6b6b6b6b RCX: 0000000000000002',
      '<48> 8b 03 — mov (%rbx),%rax: it reads 8 bytes at RBX; RBX held 6b6b6b6b6b6b6b6b, freed memory (poison 6b): a use after free; 6b6b6b6b6b6b6b6b is no address that a processor can have',
    ],
    [
      "a program's address",
      '90 <0f> b6 07 c3',
      'RDX: 0000000000000000 RSI: 6b6b6b6b6b6b6b6b RDI: 00007f0e0ef8a000',
      '<0f> b6 07 — movzbl (%rdi),%eax: it reads a byte at RDI; RDI held 00007f0e0ef8a000, no address of the kernel (user space has them, or a number)',
    ],
    [
      'a table: the register is a number, no pointer',
      '90 <48> 8b 04 c5 00 1a d1 88 c3',
      'RAX: 0000000000000005 RBX: 0000000000000000 RCX: 0000000000000000',
      '<48> 8b 04 c5 00 1a d1 88 — mov -0x772ee600(,%rax,8),%rax: it reads 8 bytes at RAX × 8 - 0x772ee600; RAX held 0000000000000005',
    ],
    [
      'an element of an array',
      '90 <8b> 44 c8 04 c3',
      'RAX: ff1617fd41d88000 RBX: 0000000000000000 RCX: 0000000000000003',
      '<8b> 44 c8 04 — mov 0x4(%rax,%rcx,8),%eax: it reads 4 bytes at RAX + RCX × 8 + 0x4; RAX held ff1617fd41d88000; RCX held 0000000000000003',
    ],
    [
      "the compiler's check for KASAN",
      '90 <42> 80 3c 30 00 0f 85 c3',
      'RAX: dffffc0000000000 RBX: 0000000000000000 RCX: 0000000000000003\nR13: 0000000000000000 R14: 0000000000000003 R15: 0000000000000000',
      '<42> 80 3c 30 00 — cmpb $0x0,(%rax,%r14,1): it reads a byte at RAX + R14; it is a check of KASAN for an access to 0000000000000018, offset 24 into a structure whose pointer was NULL',
    ],
    [
      'a call by a pointer',
      '90 <ff> d0 c3',
      'RAX: 5a5a5a5a5a5a5a5a RBX: 0000000000000000 RCX: 0000000000000003',
      '<ff> d0 — call *%rax: it calls the function at RAX; RAX held 5a5a5a5a5a5a5a5a, memory that was allocated and never written (poison 5a)',
    ],
    [
      'a call by a pointer in memory',
      '90 <ff> 50 18 c3',
      'RAX: 0000000000000000 RBX: 0000000000000000 RCX: 0000000000000003',
      '<ff> 50 18 — call *0x18(%rax): it calls the function whose address it reads at RAX + 0x18; RAX held 0000000000000000, a NULL pointer itself',
    ],
    [
      'a division',
      '90 <f7> f9 c3',
      'RAX: 0000000000000007 RBX: 0000000000000000 RCX: ffffffff00000000',
      '<f7> f9 — idiv %ecx: it divides by ECX, which held 0',
    ],
    [
      'a division of 64 bits',
      '90 <48> f7 f1 c3',
      'RAX: 0000000000000007 RBX: 0000000000000000 RCX: 0000000000000002',
      '<48> f7 f1 — div %rcx: it divides by RCX, which held 0x2, so the result was too large',
    ],
    [
      'a division of 16 bits',
      '90 <66> f7 f1 c3',
      'RAX: 0000000000000007 RBX: 0000000000000000 RCX: 0000000000000000',
      '<66> f7 f1 — div %cx: it divides',
    ],
    [
      'a division by what stands in memory',
      '90 <48> f7 33 c3',
      'RAX: 0000000000000007 RBX: ff1617fd41d88000 RCX: 0000000000000000',
      '<48> f7 33 — divq (%rbx): it reads 8 bytes at RBX; RBX held ff1617fd41d88000',
    ],
    [
      'an address that stands in the instruction',
      '90 <8b> 04 25 10 00 00 00 c3',
      'RAX: 0000000000000007 RBX: 0000000000000000',
      '<8b> 04 25 10 00 00 00 — mov 0x10,%eax: it reads 4 bytes at 0x10',
    ],
    [
      'a control register',
      '90 <0f> 22 d8 c3',
      'RAX: 0000000000000007 RBX: 0000000000000000',
      "<0f> 22 d8 — mov %rax,%cr3: it sets the processor's register CR3",
    ],
    [
      'a search',
      '90 <f2> ae c3',
      'RDX: 0000000000000040 RSI: ff1617fd41d88000 RDI: 0000000000000000',
      '<f2> ae — repnz scas %es:(%rdi),%al: it searches memory at RDI; RDI held 0000000000000000, a NULL pointer itself',
    ],
    [
      'a comparison',
      '90 <f3> a6 c3',
      'RDX: 0000000000000040 RSI: ff1617fd41d88000 RDI: 0000000000000000',
      '<f3> a6 — repz cmpsb %es:(%rdi),%ds:(%rsi): it compares memory at RSI and RDI; RSI held ff1617fd41d88000; RDI held 0000000000000000, a NULL pointer itself',
    ],
    [
      'a string that is read',
      '90 <ac> c3',
      'RDX: 0000000000000040 RSI: 0000000000000000 RDI: 0000000000000000',
      '<ac> — lods %ds:(%rsi),%al: it reads memory at RSI; RSI held 0000000000000000, a NULL pointer itself',
    ],
    [
      'a copy',
      '90 <f3> 48 a5 c3',
      'RDX: 0000000000000040 RSI: ff1617fd41d88000 RDI: 0000000000000000\nRAX: 0000000000000000 RBX: 0000000000000000 RCX: 0000000000000008',
      '<f3> 48 a5 — rep movsq %ds:(%rsi),%es:(%rdi): it copies from RSI to RDI; RSI held ff1617fd41d88000; RDI held 0000000000000000, a NULL pointer itself; RCX held 0000000000000008 (times left)',
    ],
    [
      'a register of the processor',
      '90 <0f> 30 c3',
      'RAX: 0000000000000007 RBX: 0000000000000000 RCX: 00000000c0000080',
      '<0f> 30 — wrmsr: it writes a register of the processor; its number is 0xc0000080 (RCX)',
    ],
    [
      'the data of this processor, whose place the registers do not show',
      '90 <65> 48 8b 40 10 c3',
      'RAX: 0000000000000007 RBX: 0000000000000000 RCX: 00000000c0000080',
      "<65> 48 8b 40 10 — mov %gs:0x10(%rax),%rax: it reads 8 bytes of this processor's own data, at RAX + 0x10",
    ],
    [
      'a trap',
      '90 <0f> 0b c3',
      '',
      '<0f> 0b — ud2: the kernel stopped here on purpose: a BUG, a WARN or a failed check, not a stray pointer',
    ],
    ['nothing to say of it', '90 <48> 89 c3 c3', 'RAX: 0000000000000007', undefined],
    ['an instruction that is not known', '90 <c5> fe 7f 07 c3', 'RAX: 0000000000000007', undefined],
    ['a line that is cut', '90 <48> 8b', 'RAX: 0000000000000007', undefined],
    ['a line without a mark', '90 48 8b 40 10', 'RAX: 0000000000000007', undefined],
  ])('%s', (_name, code, registers, instruction) => {
    expect(factsOf(fault(code, registers)).instruction).toBe(instruction);
  });
});

describe('code that is not there', () => {
  const nowhere = 'there is no code where the processor was';
  test('at an address that is no function', () => {
    const log = fault('Unable to access opcode bytes at 0xffffffffffffffd6.', '', '0x0');
    expect(factsOf(log).instruction).toContain(nowhere);
    expect(factsOf(fault('Bad RIP value.', '', '0x0')).instruction).toContain(nowhere);
  });

  test('in front of a function it only means that the bytes before it cannot be read', () => {
    const log = fault('Unable to access opcode bytes at 0xffffffffc0530feb.', '');
    expect(factsOf(log).instruction).toBeUndefined();
  });

  test('what could not be fetched was never run', () => {
    const log = fault('00 00 <00> 00 00', 'RAX: ff11cd4801c00000').replace(
      'Oops: 0000',
      'Oops: 0011',
    );
    expect(factsOf(log).instruction).toBeUndefined();
  });
});

describe('whose code it is', () => {
  test('a report that begins with its trace has none: what stands in the trace was interrupted', () => {
    const facts =
      factsOf(`app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
CPU: 1 PID: 95 Comm: app Not tainted 6.1.0-56-amd64 #1
Call Trace:
 dump_stack_lvl+0x44/0x5c
 asm_exc_page_fault+0x22/0x30
RIP: 0010:arch_do_signal_or_restart+0x5b4/0x830
Code: 0f ae e8 48 8d 4a 08 <48> 89 01 48 c7 42 10
RSP: 0018:ff30f23b0040bef0 EFLAGS: 00000283
RAX: 0000000000000001 RBX: 00007ffd11220348 RCX: 000000000002d000`);
    expect(facts.comm).toBe('app');
    expect(facts.instruction).toBeUndefined();
  });

  test('until 4.17 it stood behind the trace, below the registers of the system call', () => {
    const facts = factsOf(`BUG: unable to handle kernel NULL pointer dereference at 0000000000000010
IP: strlen+0x0/0x30
Oops: 0000 [#1] SMP
CPU: 0 PID: 3 Comm: x Not tainted 4.13.0-rc5+ #1
RIP: 0010:strlen+0x0/0x30
RSP: 0018:ffffc90000f63728 EFLAGS: 00010202
RAX: 0000000000010000 RBX: ffff880215647500 RCX: ffffffff820f1e86
RDX: 0000000000003b6e RSI: ffffc90004536000 RDI: 0000000000000010
Call Trace:
 trace_event_raw_event_lock+0x9a/0x170
RIP: 0033:0x452a09
RSP: 002b:00007f7abdffcc58 EFLAGS: 00000212 ORIG_RAX: 0000000000000014
RAX: ffffffffffffffda RBX: 000000000071bea0 RCX: 0000000000452a09
Code: 89 f8 48 89 fa <80> 3f 00 55 48 89 e5 74 14
RIP: strlen+0x0/0x30 RSP: ffffc90000f63728`);
    expect(facts.instruction).toBe(
      '<80> 3f 00 — cmpb $0x0,(%rdi): it reads a byte at RDI; RDI held 0000000000000010, offset 16 into a structure whose pointer was NULL',
    );
  });

  test('the stalled processor answers behind the trace of the one that asked', () => {
    const facts = factsOf(`rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:
rcu: 	1-...0: (1 GPs behind) idle=59a/1/0x4000000000000000 softirq=8266/8267 fqs=5250
	(detected by 0, t=10502 jiffies, g=6117, q=61)
Call Trace:
 sched_show_task+0x1/0x2
Sending NMI from CPU 0 to CPUs 1:
NMI backtrace for cpu 1
CPU: 1 PID: 144 Comm: kf Not tainted 6.1.0 #1
RIP: 0010:kf_spin+0x12/0x40 [kfail]
Code: 0f 1f 00 f3 90 <eb> fc 66 90
RSP: 0018:ff30f23b0040bef0 EFLAGS: 00000283
RAX: 0000000000000000 RBX: 0000000000000000 RCX: 0000000000000000`);
    expect(facts.instruction).toBe('<eb> fc — jmp .-0x4: it jumps back by 4 bytes, round a loop');
  });

  test('a hung task is asleep: registers in its report are of others', () => {
    const facts = factsOf(`INFO: task init:1 blocked for more than 143 seconds.
      Not tainted 6.1.0 #1
NMI backtrace for cpu 1
RIP: 0010:kf_spin+0x12/0x40 [kfail]
Code: 0f 1f 00 f3 90 <0f> 0b 66 90
RAX: 0000000000000000 RBX: 0000000000000000 RCX: 0000000000000000`);
    expect(facts.comm).toBe('init');
    expect(facts.instruction).toBeUndefined();
  });
});

describe('other architectures', () => {
  test('i386', () => {
    const facts = factsOf(`BUG: unable to handle kernel NULL pointer dereference at 00000000
Oops: 0000 [#1] SMP
CPU: 0 PID: 1 Comm: init Not tainted 4.4.0 #1
EIP: 0060:foo+0x5/0x10
EAX: fffffff4 EBX: 00000000 ECX: 00000000 EDX: 00000000
Code: 89 e5 <8b> 70 0c 5d c3`);
    expect(facts.instruction).toBe(
      '<8b> 70 0c — mov 0xc(%eax),%esi: it reads 4 bytes at EAX + 0xc; EAX held fffffff4, an error code (-12) that was used as a pointer',
    );
  });

  const arm64 = (
    word: string,
  ) => `Unable to handle kernel NULL pointer dereference at virtual address 0000000000000040
Mem abort info:
  ESR = 0x0000000096000044
Internal error: Oops: 0000000096000044 [#1] SMP
CPU: 1 PID: 91 Comm: insmod Not tainted 6.1.0-56-arm64 #1
pstate: 60000005 (nZCv daif -PAN -UAO -TCO -DIT -SSBS BTYPE=--)
pc : kfail_init+0x134/0x1000 [kfail]
lr : kfail_init+0x120/0x1000 [kfail]
sp : ffff80000a1bbb40
x29: ffff80000a1bbb40 x28: 0000000000000000 x27: ffffd7b1d8b1c0f0
x2 : 0000000000000003 x1 : dfff800000000000 x0 : 0000000000000000
Call trace:
 kfail_init+0x134/0x1000 [kfail]
 do_one_initcall+0x50/0x1d0
Code: d2800000 52800541 97ffffb2 52800021 ${word}
---[ end trace 0000000000000000 ]---`;

  test.each([
    [
      '(b9004001)',
      'str w1, [x0, #64]: it writes 4 bytes at x0 + 0x40; x0 held 0000000000000000, a NULL pointer itself',
    ],
    [
      '(d4210000)',
      'brk #0x800: the kernel stopped here on purpose: a BUG, a WARN or a failed check, not a stray pointer',
    ],
    [
      '(00000000)',
      'udf #0: no instruction at all: it ran into data, or into memory that was overwritten',
    ],
    ['(d503207f)', 'wfi: the processor was asleep until the next interrupt, as an idle one is'],
    ['(d503205f)', 'wfe: it waits in a loop for something to change, as a spinlock does'],
    ['(d503203f)', 'yield: it waits in a loop for something to change, as a spinlock does'],
    [
      '(d50b7420)',
      'dc zva, x0: it works on the cache line at x0; x0 held 0000000000000000, a NULL pointer itself',
    ],
    ['(d4212400)', 'brk #0x920: KASAN found an access to memory that is not allowed, by its tag'],
    ['(d42aa280)', 'brk #0x5514: UBSAN found an operation that C does not define'],
    [
      '(d4302200)',
      'brk #0x8110: a call by a pointer to a function of another type was stopped (CFI)',
    ],
    [
      '(d63f0000)',
      'blr x0: it calls the function at x0; x0 held 0000000000000000, a NULL pointer itself',
    ],
    [
      '(38e16841)',
      'ldrsb w1, [x2, x1]: it reads a byte at x2 + x1; it is a check of KASAN for an access to 0000000000000018, offset 24 into a structure whose pointer was NULL',
    ],
    ['(f84087a0)', 'ldr x0, [x29], #8: it reads 8 bytes at x29; x29 held ffff80000a1bbb40'],
    ['(8b000000)', undefined],
    ['8b000000', undefined],
  ])('arm64 %s', (word, meaning) => {
    expect(factsOf(arm64(word)).instruction).toBe(
      meaning === undefined ? undefined : `${word} — ${meaning}`,
    );
  });

  test('32-bit arm marks its words like arm64, and is not taken for it', () => {
    const facts =
      factsOf(`Unable to handle kernel NULL pointer dereference at virtual address 00000000
Internal error: Oops: 5 [#1] SMP ARM
CPU: 0 PID: 1 Comm: init Not tainted 4.4.0 #1
PC is at foo+0x5/0x10
r3 : 00000000  r2 : 00000000  r1 : 00000000  r0 : 00000000
Code: e3a03000 (b9004001)`);
    expect(facts.comm).toBe('init');
    expect(facts.instruction).toBeUndefined();
  });
});
