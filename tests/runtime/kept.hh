// What the calling thread keeps on its free lists, and what has to be true of it.
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

// That many blocks, where blocks are kept.
constexpr int if_kept(int count) { return keeps_blocks ? count : 0; }

// Every block holds the size of its class, and is no large one that happened to get there: malloc
// gives 24 bytes at least, and leaves a block whole that is to lose less than 32. Lists and rooms add up.
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
