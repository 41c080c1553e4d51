// All segments of an object at once, to be read.
#ifndef SLOTBUF_OBJECTS_ROPE_SPAN_LIST_HH
#define SLOTBUF_OBJECTS_ROPE_SPAN_LIST_HH

#include "../../protocol/segments.h"

namespace slotbuf {

// Ours: an OverflowError.
inline constexpr char too_many_bytes[] = "the segments have too many bytes together";

// Borrows the bytes, and keeps nothing in place.
class span_list {
 public:
  span_list() = default;
  span_list(const span_list &) = delete;
  span_list &operator=(const span_list &) = delete;
  ~span_list();

  // Asks [object] for its segments; false with an error. Once for each list.
  bool read(PyObject *object);

  const SlotbufSpan *begin() const { return spans_; }
  const SlotbufSpan *end() const { return spans_ + count_; }

  // The bytes of all together, at most PY_SSIZE_T_MAX.
  Py_ssize_t size() const { return size_; }

 private:
  static constexpr Py_ssize_t few = 8;

  bool make_room();
  bool add_up();

  SlotbufSpan few_[few];
  SlotbufSpan *spans_ = few_;
  Py_ssize_t count_ = 0;
  Py_ssize_t size_ = 0;
};

}  // namespace slotbuf

#endif
