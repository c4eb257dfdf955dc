// Functions that are in a trace because something is being reported, waited for, copied or entered,
// not because they went wrong. Data: names and parts of names, by what they do.
//
// Source: the call paths of arch/x86/entry, arch/arm64/kernel/entry-common.c, kernel/panic.c,
// lib/dump_stack.c, mm/kasan, mm/slab_common.c, kernel/locking, kernel/sched/core.c,
// kernel/time/timer.c, kernel/workqueue.c, lib/string.c, lib/list_debug.c, lib/refcount.c,
// lib/vsprintf.c, drivers/base/core.c, net/core/skbuff.c, mm/filemap.c, mm/truncate.c, lib/iov_iter.c.

import { namePattern } from './name-pattern.ts';

/** What is in a trace because it was printed, or to check something: stands at its top. */
export const reporters = namePattern([
  // printing a report
  'dump_stack* __dump_stack show_stack* show_trace* show_regs* dump_backtrace* print_ *panic*',
  '__warn warn_slowpath_ warn_alloc* report_bug* handle_bug report_cfi_failure bust_spinlocks',
  'end_report fail_dump should_fail* ___ratelimit *printk* console_unlock* console_trylock*',
  'console_flush* console_emit* univ8250* uart_console* sched_show_* _sched_show* show_state*',
  'show_all_* dump_cpu_task* show_pwq* rust_begin_* *panicking* *rust_begin_unwind',
  '*unwrap_failed *expect_failed *index_fail* get_taint*',
  // watchdogs
  'watchdog* __watchdog* nmi* *_nmi_* end_repeat_nmi default_do_nmi do_nmi* arch_trigger',
  'trigger_ perf_event_nmi* perf_event_overflow __perf_event_overflow intel_pmu_* x86_pmu_*',
  'handle_pmi rcu_check_callbacks rcu_sched_clock_irq rcu_pending rcu_dump check_cpu_stall',
  'rcu_check_gp* update_process_times tick_',
  // walking stacks, tracing, coverage
  'stack_trace_ save_stack* __save_stack* arch_stack_walk* walk_stackframe unwind_ __unwind_',
  'get_stack_info* set_track* stack_depot_ *sanitizer_* __cyg_ kcov_ msan_get_* ftrace_call',
  'ftrace_regs_* ftrace_graph_* ftrace_ops_* ftrace_stub *perf_trace_* perf_tp_* tp_perf_*',
  'trace_event_* __traceiter_* __bpf_trace* trace_hardirqs* trace_softirqs* trace_lock_*',
  'set_debug_* setup_object* init_object*',
  // lock checking
  'lock_is_held* match_held_lock* find_held_lock* __lock_is_held* reacquire_held* look_up_lock*',
  'mark_held* *lock_class* rcu_dynticks* rcu_is_watching*',
]);

/** An exception's way into the kernel: above what it happened in. */
export const exceptionEntries = namePattern([
  'exc_ asm_exc_ do_error_trap do_trap do_invalid_op invalid_op die* __die oops_end no_context',
  'bad_area* __bad_area* page_fault_oops kernelmode_fixup do_page_fault __do_page_fault',
  'page_fault* async_page_fault do_user_addr_fault do_kern_addr_fault do_general_protection',
  'general_protection fixup_exception fixup_bug do_bug do_divide_error trap_ bug_handler',
  'brk_handler call_break_hook do_debug_exception el1_ el1h_ el1t_ do_mem_abort',
  'do_serror arm64_is_fatal_ras_serror arm64_serror_panic',
  'do_tag_ report_tag_fault do_translation_fault __do_kernel_fault die_kernel_fault do_bad_area unwind_backtrace',
  '__dabt_svc __und_svc __irq_svc do_DataAbort do_PrefetchAbort do_undefinstr __bug',
  'arm_notify_die ret_from_exception handle_exception do_trap_break do_trap_insn',
  'program_check_* emulation_* handle_page_fault',
]);

/** How the processor got where it was: stands at the bottom of a trace. */
export const entries = namePattern([
  // idle loop, boot
  'cpu_idle* default_idle* arch_cpu_idle do_idle* cpu_startup_entry start_secondary',
  'start_kernel i386_start_* x86_64_start_ secondary_startup* startup_* native_safe_halt',
  'acpi_idle* acpi_safe_halt cpuidle_ intel_idle mwait_ rest_init kernel_init* do_one_initcall',
  'do_initcalls do_basic_setup',
  // interrupts, timers
  '__hrtimer __run_hrtimer hrtimer_interrupt hrtimer_run_* local_apic_timer* smp_apic*',
  'smp_trace* sysvec_ __sysvec asm_sysvec asm_call_ apic_timer* irq_exit* irq_enter*',
  '__irq_exit* irq_work_run* exiting_irq entering_irq do_softirq* __do_softirq* handle_softirqs',
  'invoke_softirq irqentry_ run_ksoftirqd smpboot_ handle_irq* __handle_irq*',
  '__handle_domain_irq handle_domain_irq generic_handle common_interrupt* asm_common_ do_IRQ',
  'ret_from_intr handle_edge handle_fasteoi handle_level gic_handle call_on_irq do_interrupt',
  'arch_timer_handler_* handle_percpu_* do_handle_IPI* ipi_handler* retint_* ret_to_* _stext',
  // system calls, kernel threads
  'entry_ do_syscall* __do_sys_exit ret_from_ ret_fast_syscall kthread* process_one_work',
  'process_scheduled worker_thread* syscall_ el0_ el0t_ invoke_syscall do_el0* system_call*',
  'sysenter_ do_fast_syscall __do_fast x64_sys_call do_int80 rcu_core* __rcu_',
]);

/** What works for its caller: where one of these fails, the caller handed it something bad. */
export const helpers = namePattern([
  // checkers
  '*assertfail __assert* __x86_indirect_* __x86_return_* rust_helper_* kasan_ __kasan_ kmsan_',
  '__kmsan_ kcsan_ __kcsan_ kfence_ __kfence_ ubsan_ __ubsan_ __asan_ __hwasan_ __msan_ __tsan_',
  '*sanitizer_* check_memory_region* memory_is_ __read_once_* read_word_at_* instrument_',
  '__stack_chk_fail __do_kernel_fault debug_ __debug_ debug_object *_is_static_object',
  'arch_stack_walk* stack_trace_* walk_stackframe unwind_next_frame save_stack* print_',
  '*perf_trace_* perf_tp_* tp_perf_* trace_hardirqs* trace_softirqs*',
  // stop the kernel for their caller
  '*_panic',
  // allocators
  'kmalloc kmalloc_array* kmalloc_large* kmalloc_node* kmalloc_order* kmalloc_trace*',
  'kmalloc_noprof* kmalloc_slab kmalloc_track_* kmalloc_nolock* kmalloc_fix_* __kmalloc* ___kmalloc*',
  '__do_kmalloc* sock_kmalloc devm_kmalloc* vmalloc vmalloc_node* vmalloc_user* vmalloc_32*',
  'vmalloc_huge* vmalloc_noprof __vmalloc* kvmalloc* kzalloc* kcalloc* kvzalloc* vzalloc*',
  'krealloc* __krealloc* kvrealloc* __do_krealloc* kmem_cache_ __kmem_cache_ slob_ __slob_',
  'kfree* kvfree* vfree* *vunmap* __slab_ ___slab_ slab_ set_freepointer get_freepointer',
  'object_err check_bytes_and_report check_object check_slab free_debug_processing*',
  'alloc_debug_processing* free_to_partial_list* alloc_single_from_* new_slab* allocate_slab get_partial* get_any_partial*',
  '__alloc_pages* alloc_pages* __get_free_pages',
  'get_page_from_freelist alloc_page_* __alloc_frozen_* alloc_frozen_* *alloc_percpu* pcpu_alloc* free_percpu __free_pages free_unref*',
  '__free_pages* free_pages* __free_one_page free_frozen* bad_page* vma_alloc_ *folio_alloc*',
  '*memdup* *strdup* *strndup* kvasprintf* kasprintf* mempool_ dma_pool_ gen_pool_',
  'post_alloc_hook* prep_new_page* prep_compound* kernel_init_free* clear_huge* kmemleak_*',
  'create_object* dump_header dump_page oom_kill_process* out_of_memory* mem_cgroup_',
  '__mem_cgroup_ try_charge charge_memcg pagefault_out_of_memory',
  // checks of what user space hands over
  '*usercopy* *check_object_size *check_heap_object check_stack_object *fortify_*',
  'copy_from_user* copy_to_user* _copy_from* _copy_to* copy_user* __copy_ raw_copy *clear_user',
  '*get_user* *put_user* copyin copyout copy_page_ rep_movs might_fault __might_fault',
  '*copy_to_user* *copy_from_user* copy_to_iter* copy_from_iter* copy_folio_* simple_copy_to_iter',
  'extract_user_to_sg extract_iter_to_sg',
  // lists, counts
  'list_del* __list_del* list_add* __list_add* list_move* list_splice* list_replace* lib_list_',
  'INIT_LIST_HEAD hlist_ llist_* plist_* klist_* refcount_ kref_ atomic_ arch_atomic',
  '_atomic_dec_* percpu_ref_* try_get_* page_ref_* test_bit test_and_ variable_test_bit',
  'constant_test_bit ihold iput iput_final dget* dput fast_dput drop_nlink inc_nlink clear_nlink',
  'ref_tracker_*',
  // locks and their checker
  '_raw_ __raw_ raw_spin* do_raw_ __pv_queued_ pv_ kvm_wait* native_queued_ queued_ spin_ *spin_lock*',
  '*spin_unlock* bit_spin_* __lock_acquire* lock_acquire* lock_release* __lock_release*',
  'lock_downgrade validate_chain check_prev* check_noncircular* check_usage* check_irq_*',
  'check_deadlock check_wait_* check_preemption_* mark_lock* mark_usage valid_state __bfs',
  'lockdep_* register_lock_* assign_lock_key hlock_class rcu_lock_ rcu_read_ mutex_ __mutex_',
  'ww_mutex rwsem_ call_rwsem_ down down_ up up_ __down* __up* rt_mutex* rt_spin* __rt_ rwbase_ *osq_*',
  'percpu_down* percpu_up* percpu_rwsem* __percpu_* task_blocks_on_* *_read_lock *_write_lock',
  '*_read_unlock *_write_unlock _read_lock* _write_lock* _read_unlock* _write_unlock*',
  '_read_trylock* _write_trylock* *_lock_failed lock_sock* release_sock folio_lock folio_unlock',
  '__folio_lock* lock_page __lock_page* unlock_page local_bh_* __local_bh_* lockref_*',
  '*seqcount_* __seqprop_* cleanup_srcu* owner_on_cpu',
  // sleeping and waking
  'might_sleep ___might_ msleep* usleep_range* ssleep fsleep __might_ might_resched schedule',
  '__schedule* schedule_* preempt_ io_schedule* bit_wait* *wait_on_* wait_for_ __wait_for',
  'do_wait_for_common context_switch finish_task_switch *cond_resched prepare_to_wait*',
  'finish_wait dequeue_task_idle complete complete_* __wake_up* swake_up_* swait_*',
  'wake_up_process wake_up_state wake_up_q wake_up_bit wake_up_var* try_to_wake_up ttwu_ init_waitqueue* __init_swait* folio_wait* kthread_stop',
  'kthread_destroy_*',
  // timers and work that their owner frees too early
  'del_timer* timer_delete* __timer_delete* sk_stop_timer* timer_shutdown* mod_timer* __mod_timer add_timer* try_to_del_timer*',
  'lock_timer_base init_timer_* queue_work* queue_delayed_work* __queue_* mod_delayed_work*',
  'insert_work flush_work* __flush_work* flush_delayed_work cancel_work* cancel_delayed_work*',
  '__cancel_work* try_to_grab_pending drain_workqueue destroy_workqueue smp_call_function*',
  'generic_exec_single on_each_cpu* csd_lock*',
  // copying, strings, formatting
  'memcpy* __memcpy* memset* __memset* memmove* __memmove* memcmp* memchr* strlen* strnlen*',
  'strcpy strncpy* strscpy* sized_str* strcmp strncmp strcasecmp strncasecmp strchr strrchr',
  'strstr strnstr strlcpy strcat hex_dump_to_buffer *printf va_format string string_nocheck number pointer',
  'hex_string format_decode *printk* _dev_* dev_vprintk* dev_printk* __dev_printk*',
  'find_next_bit _find_ bitmap_* __bitmap_* get_unaligned* put_unaligned* __roundup_pow_of_two',
  '__rounddown_pow_of_two crc* csum_ aes_* aesti_* xts_* ecb_* cbc_* crypto_*',
  '__crypto_* prandom_* get_random_*',
  // the driver model
  'kobject_* __kobject_* kset_* device_release device_del device_unregister device_add*',
  'device_destroy* device_for_each_* device_remove_file* add_uevent_var tty_unregister_device*',
  'i2c_del_adapter __unregister_client device_register put_device get_device* devres_* release_nodes* dpm_sysfs_* sysfs_remove_*',
  'sysfs_create_* hwrng_unregister rollback_registered* unregister_netdev*',
  // network buffers and sockets
  '*alloc_skb* skb_put* skb_push* skb_pull skb_panic* skb_over_* skb_under_* kfree_skb*',
  '__kfree_skb* consume_skb skb_release_* sk_alloc sk_prot_* sk_free sk_destruct __sk_destruct',
  'sock_hold* sock_put*',
  // requests to USB devices
  'usb_start_wait_* usb_control_msg* usb_bulk_msg usb_interrupt_msg usb_kill_* usb_poison_*',
  'usb_free_urb usb_unanchor_* usb_hcd_submit_urb *_urb_enqueue',
  // pages
  'put_page* get_page* folio_put* folio_get* page_to_* virt_to_* __virt_addr* __phys_addr*',
  'phys_* filemap_alloc_* __filemap_get_* pagecache_get_* flush_dcache* set_page_*',
  'find_or_create_page* do_read_cache_* read_cache_page* grab_cache_*',
  'find_lock_entries find_get_entries truncate_inode_pages* mark_buffer_dirty*',
  // registers of devices
  'readb readw readl readq writeb writew writel writeq inb inw inl outb outw outl ioread*',
  'iowrite* logic_in* logic_out*',
]);

/**
 * Trees, tables and numbers that their owner keeps: one that is broken was broken by its owner.
 * (A context that does not allow something is not of their making: there they are like any other.)
 */
export const structures = namePattern([
  'rb_* __rb_* rhashtable_* __rhashtable* rht_* radix_tree_* __radix_* xa_* xas_* __xa_* mas_*',
  'mtree_* idr_* ida_* percpu_counter_*',
]);

/**
 * Functions that hand the work on, by a pointer or a table, to the one that a stall is about. A
 * processor that goes round in circles is caught at a random place of the circle; what was called
 * from here names the circle the same each time.
 */
export const dispatchers = namePattern([
  // system calls, kernel threads
  'do_syscall* __do_fast_* do_fast_* entry_ el0_svc* do_el0_* invoke_syscall ret_fast_syscall',
  'system_call* tracesys* x64_sys_call sysenter_* syscall_* __invoke_* process_one_work',
  'worker_thread kthread ret_from_fork* smpboot_thread_fn run_ksoftirqd do_one_initcall',
  // timers, softirqs
  'rcu_do_batch rcu_core* rcu_gp_kthread call_timer_fn* expire_timers __run_timers* run_timer_*',
  'run_timers* __hrtimer_run_queues __run_hrtimer hrtimer_run_* tasklet_action* do_softirq*',
  '__do_softirq* handle_softirqs* invoke_softirq net_rx_action net_tx_action napi_poll',
  '__napi_poll *netif_receive_skb* process_backlog',
  // files' and sockets' own functions
  'vfs_read vfs_write __vfs_read __vfs_write new_sync_* call_read_iter call_write_iter',
  'call_mmap do_iter_* do_loop_readv* vfs_readv vfs_writev vfs_iter_* vfs_ioctl *compat_ioctl',
  '*compat_sys_ioctl compat_SyS_ioctl C_SYSC_ioctl __x64_sys_ioctl __ia32_sys_ioctl',
  '__arm64_sys_ioctl __se_sys_ioctl __do_sys_ioctl SyS_ioctl SYSC_ioctl do_vfs_ioctl ksys_ioctl',
  'blkdev_ioctl blkdev_driver_ioctl vfs_open do_dentry_open do_open* path_openat vfs_fallocate',
  'iterate_dir __fput ____fput vfs_fsync* do_sendfile do_splice* splice_direct* mmap_region',
  'do_mmap sock_sendmsg* __sock_sendmsg* sock_recvmsg* sock_read_iter sock_write_iter',
  'sock_ioctl compat_sock_ioctl sock_do_ioctl sock_release __sock_release sock_mmap',
  '__sys_setsockopt kernel_setsockopt sock_common_setsockopt sk_common_release __sys_connect',
  '__sys_accept* __sys_listen kernel_listen kernel_accept rtnetlink_rcv_msg netlink_rcv_skb',
  'netlink_dump genl_* nfnetlink_rcv*',
  // faults, exits, signals
  '__do_fault do_read_fault do_fault* handle_mm_fault do_page_fault task_work_run do_exit',
  'exit_mm mmput __mmput get_signal do_signal exit_to_user*',
]);

/** Frames that enter the kernel from an interrupt that only looked at what was going on. */
export const interruptEntries = namePattern([
  'apic_timer_* smp_trace_* reschedule_interrupt gic_handle_* handle_arch_irq*',
  'generic_handle_arch_irq asm_sysvec_* sysvec_* asm_call_* smp_apic_*',
  'smp_call_function_interrupt smp_call_function_single_interrupt el1_irq* el1h_64_irq*',
  '__irq_svc ret_from_intr retint_* common_interrupt asm_common_* call_on_irq* nmi',
  'end_repeat_nmi asm_exc_nmi call_function_interrupt call_function_single_interrupt',
  'irq_work_interrupt',
]);
