// Free lists: what happens when a list is empty or full, and at the end of a thread.

#include "free_lists.hh"

#include <string.h>

#include "memory.hh"
#include "thread.hh"

namespace slotbuf {
namespace {

// Whether the calling thread, which kept nothing so far, may keep blocks from now on.
bool start_keeping() {
  if (host_allocates() || !arm_thread_end()) return false;
  lists.armed = true;
  memset(lists.room, most_kept, sizeof lists.room);
  return true;
}

}  // namespace

constinit thread_local free_lists lists{};

void give_block_away(void *block, size_t size) {
  if (!lists.armed && start_keeping()) return give_block(block, size);
  PyObject_Free(block);
}

void empty_free_lists() {
  for (block_link &head : lists.heads) {
    while (block_link *const block = head.next) {
      block_list::unlink_after(&head);
      PyObject_Free(block);
    }
  }
  memset(lists.room, 0, sizeof lists.room);
  lists.armed = false;
}

}  // namespace slotbuf
