// Functions that only one kind of report has in its trace, or that only there are nobody's fault.
// Data: names by the report that they belong to, which is a kind or what an opener's row says.
//
// Sources: lib/debugobjects.c, lib/refcount.c, lib/kobject.c, fs/proc/generic.c, fs/sysfs,
// kernel/dma/debug.c,
// kernel/locking/lockdep.c, lib/smp_processor_id.c, kernel/rcu/update.c, mm/kmemleak.c, lib/ubsan.c,
// kernel/hung_task.c, kernel/sched/completion.c.

import { namePattern } from './name-pattern.ts';

const lists: Record<string, string> = {
  // whoever frees an object that is still active is meant, not the service it is active in
  'object-debugging': '*rcu* hrtimer_* timer_* *work_* percpu_* kobject_* init_timer* __init_work',
  refcount: '*refcount* kobject_* kref_* get_device*',
  kobject: 'kobject_* device_add* *sysfs*',
  // whoever registers or removes something twice is meant, not the buses between it and sysfs
  sysfs:
    '*sysfs* netdev_register_* register_netdev* *unregister* *_del_* device_* *_remove_file* bus_* driver_*',
  // the driver is meant, not what maps memory for it
  'dma-debug': '*dma_* check_unmap check_sync add_dma_entry err_printk *iommu_* swiotlb_*',
  'proc-registration': 'proc_* remove_proc_*',
  usercopy: '*usercopy* __check_*',
  allocation: '*kmalloc* *kcalloc* *kzalloc* *krealloc* *vmalloc* *slab* *kmem*',
  // who had the page before is meant, not who hands pages out and takes them back
  'bad-page-state':
    '*alloc* *page_pool* *vmap* *page_owner* *_page *_pages free_unref* folio_* __folio_* truncate_inode_* page_frag_*',
  urb: 'usb_submit_urb usb_start_wait_urb usb_bulk_msg usb_interrupt_msg usb_control_msg*',
  'memory-leak':
    '*alloc* *kmem* *slab* *mmap* *dup *dup_* *asprintf* create_object* idr_* *list_lru_init* pcpu_create* kobject_* debug_* *set_name*',
  'preemptible-percpu': '*preempt* debug_* *processor_id* *this_cpu*',
  // the reader is meant who took no lock, not the accessor that noticed
  'suspicious-rcu': '*rcu* *kmem* *slab* *kmalloc* *vmalloc* *kcalloc* *kzalloc*',
  'non-static-key': '*stack* *_lock* lock_* is_dynamic_key',
  'spinlock-bug': '*spin_* *rwlock* *_lock *_unlock',
  ubsan: '*ubsan* *overflow*',
  // who computes with memory that nobody set is told by its caller
  kmsan: '*_encrypt *_decrypt crypto_* cipher_* drbg_* rng_*',
  // these take the lock that stands for a work item: the deadlock is its user's
  lockdep:
    'process_one_work *flush_work* drain_workqueue destroy_workqueue *cancel_work* *cancel_delayed_work* *lock_class*',
  // ways to wait that are nobody's fault
  'hung-task':
    '*sched* *_lock *_lock_* *_locked *slowlock* *slowpath* down* *_down_* *rwsem* *completion* *rcu_barrier* *wait* *synchronize* context_switch __switch_to* cancel_delayed_* *cancel_work* *flush_work* kthread_* io_schedule* out_of_line_* __filemap_* filemap_fdata* filemap_write_* do_read_cache_* blk_execute_* __sync_dirty_* sync_dirty_* idle_* __fput_sync console_lock*',
};

/** By report; a report that is missing has no names of its own. */
export const bystanders = new Map(
  Object.entries(lists).map(([report, names]) => [report, namePattern([names])]),
);
