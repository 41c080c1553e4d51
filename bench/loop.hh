// What the loops of the subjects are made of.
//
// A loop takes the object from where the compiler cannot know it, does the operation, and sinks the
// result. Without the first, the operation might move out of the loop; without the last, it might
// vanish.
//
// The time of a loop of less than a nanosecond depends on where the loop lies: the same
// instructions may take a cycle more. So a short loop exists three times, each at another distance
// from the start of a cache line, and the best one counts.
#ifndef SLOTBUF_BENCH_LOOP_HH
#define SLOTBUF_BENCH_LOOP_HH

#include <cstddef>
#include <vector>

#include "subject.h"

namespace bench {

// The compiler no longer knows what [pointer] points at.
template <class Pointer>
inline void hide(Pointer &pointer) {
  __asm__ volatile("" : "+r"(pointer));
}

// The compiler believes that the values are used, and that all memory is read and written.
template <class First>
inline void sink(First first) {
  __asm__ volatile("" : : "r"(first) : "memory");
}
template <class First, class Second>
inline void sink(First first, Second second) {
  __asm__ volatile("" : : "r"(first), "r"(second) : "memory");
}
template <class First, class Second, class Third>
inline void sink(First first, Second second, Third third) {
  __asm__ volatile("" : : "r"(first), "r"(second), "r"(third) : "memory");
}

// Makes the code after it begin [bytes] after the start of a cache line.
template <int bytes>
inline void lie() {
  __asm__ volatile(".p2align 6\n\t.skip %c0, 0x90" : : "i"(bytes));
}

// The loop over one object, and the same loop without the operation. The object is read anew each
// time: if the loop kept it in a register, the operation would make the compiler move it about.
template <class Object, void (*operation)(Object *), int place>
void run_one(void *work, std::size_t operations) {
  Object *volatile object = static_cast<Object *>(work);
  lie<place>();
  for (; operations > 0; --operations) operation(object);
}

inline void empty_one(void *work, std::size_t operations) {
  void *volatile object = work;
  for (; operations > 0; --operations) sink(static_cast<void *>(object));
}

// Objects in some order, which is walked in a circle. The length of the order is a power of two.
struct sequence {
  void **order;
  std::size_t mask;
  std::size_t at;
};

template <class Object, void (*operation)(Object *), int place>
void run_sequence(void *work, std::size_t operations) {
  auto *const all = static_cast<sequence *>(work);
  void **const order = all->order;
  const std::size_t mask = all->mask;
  std::size_t at = all->at;
  lie<place>();
  for (; operations > 0; --operations) {
    auto *object = static_cast<Object *>(order[at++ & mask]);
    hide(object);
    operation(object);
  }
  all->at = at;
}

inline void empty_sequence(void *work, std::size_t operations) {
  auto *const all = static_cast<sequence *>(work);
  void **const order = all->order;
  const std::size_t mask = all->mask;
  std::size_t at = all->at;
  for (; operations > 0; --operations) {
    void *object = order[at++ & mask];
    hide(object);
    sink(object);
  }
  all->at = at;
}

// Collects the rows of a subject.
class row_list {
 public:
  // Adds a row as it is.
  void add(const bench_row &row) { rows_.push_back(row); }

  // Adds the row three times, with loops at three places. [row] has no run yet.
  template <class Object, void (*operation)(Object *)>
  void add_one(bench_row row) {
    row.empty = empty_one;
    add_placed(row, run_one<Object, operation, 0>, run_one<Object, operation, 16>,
               run_one<Object, operation, 32>);
  }
  template <class Object, void (*operation)(Object *)>
  void add_sequence(bench_row row) {
    row.empty = empty_sequence;
    add_placed(row, run_sequence<Object, operation, 0>, run_sequence<Object, operation, 16>,
               run_sequence<Object, operation, 32>);
  }

  const bench_row *data() const { return rows_.data(); }
  std::size_t size() const { return rows_.size(); }

 private:
  using loop = void (*)(void *, std::size_t);

  void add_placed(bench_row row, loop first, loop second, loop third) {
    for (const loop run : {first, second, third}) {
      row.run = run;
      rows_.push_back(row);
    }
  }

  std::vector<bench_row> rows_;
};

}  // namespace bench

#endif
