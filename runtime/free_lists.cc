// Free lists: what happens when a list is empty or full, and at the end of a thread.

#include "free_lists.hh"

#include <string.h>

#include "thread_end.hh"

namespace slotbuf {
namespace {

constexpr free_lists nothing_kept() {
  free_lists closed_lists{};
  for (uintptr_t &each : closed_lists.last) each = closed;
  return closed_lists;
}

// Opens the calling thread's lists. False if the thread must not keep blocks.
bool open_lists() {
  if (decide_host_allocates() || !at_thread_end(kept_blocks)) return false;
  memset(lists.last, 0, sizeof lists.last);
  memset(lists.room, most_kept, sizeof lists.room);
  return true;
}

}  // namespace

constinit thread_local free_lists lists = nothing_kept();

void *take_listed(size_t index) {
  block_link *const block = lists.heads[index].next;
  if (!block) return PyObject_Malloc(size_of_class(index));
  block_list::unlink_after(&lists.heads[index]);
  ++lists.room[index];
  SLOTBUF_CHECK(lists.room[index] <= most_kept);
  return block;
}

void give_listed(void *block, size_t index) {
  if (!lists.is_open() && !open_lists()) return PyObject_Free(block);
  if (!lists.room[index]) return PyObject_Free(block);
  --lists.room[index];
  block_list::link_after(&lists.heads[index], static_cast<block_link *>(block));
}

void empty_free_lists() {
  for (uintptr_t &each : lists.last) {
    if (each > closed) PyObject_Free(reinterpret_cast<void *>(each));
    each = closed;
  }
  for (block_link &head : lists.heads) {
    while (block_link *const block = head.next) {
      block_list::unlink_after(&head);
      PyObject_Free(block);
    }
  }
  memset(lists.room, 0, sizeof lists.room);
}

}  // namespace slotbuf
