// What the calling thread keeps on its free lists, and what must be true of it.
#ifndef SLOTBUF_TESTS_RUNTIME_KEPT_HH
#define SLOTBUF_TESTS_RUNTIME_KEPT_HH

#include <malloc.h>

#include <algorithm>
#include <cstddef>

#include "../../runtime/free_lists.hh"
#include "../support/doctest.hh"

namespace slotbuf::test {

// How many blocks of a class are kept on the list, and how many in all.
inline int listed(std::size_t index) {
  int count = 0;
  for (const block_link *at = lists.heads[index].next; at; at = at->next) ++count;
  return count;
}

inline int kept(std::size_t index) { return listed(index) + (lists.last[index] > closed); }

inline int kept_in_all() {
  int count = 0;
  for (std::size_t index = 0; index < class_count; ++index) count += kept(index);
  return count;
}

// [count] blocks where blocks are kept, else none.
constexpr int if_kept(int count) { return keeps_blocks ? count : 0; }

// Checks that every block has the size of its class, and none is a large one that got there by
// mistake. malloc gives at least 24 bytes, and does not split off a rest of less than 32. List and
// room must add up.
inline void check_lists() {
  constexpr std::size_t least = 24, not_split = 32;
  for (std::size_t index = 0; index < class_count; ++index) {
    CAPTURE(index);
    CHECK(listed(index) + lists.room[index] == (lists.is_open() ? int{most_kept} : 0));
    CHECK((lists.last[index] == closed) == !lists.is_open());
    const auto check_block = [&](void *block) {
      const std::size_t size = malloc_usable_size(block);
      if (size < size_of_class(index) || size >= std::max(size_of_class(index), least) + not_split)
        FAIL_CHECK("a block of " << size << " bytes");
    };
    for (block_link *at = lists.heads[index].next; at; at = at->next) check_block(at);
    if (lists.last[index] > closed) check_block(reinterpret_cast<void *>(lists.last[index]));
  }
  CHECK((keeps_blocks || !lists.is_open()));
}

}  // namespace slotbuf::test

#endif
