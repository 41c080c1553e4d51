// The pieces of a rope that is being made.
#ifndef SLOTBUF_OBJECTS_ROPE_PIECE_LIST_HH
#define SLOTBUF_OBJECTS_ROPE_PIECE_LIST_HH

#include "rope.hh"

namespace slotbuf {

// Functions return false with an error, and then nothing was added.
class piece_list {
 public:
  piece_list() = default;
  piece_list(const piece_list &) = delete;
  piece_list &operator=(const piece_list &) = delete;
  ~piece_list();

  // Makes room for [more] pieces.
  bool reserve(Py_ssize_t more);

  // Adds all segments of [part], which is not NULL.
  bool add_part(PyObject *part);

  // Adds [size] bytes of segment [index] of [object], from [offset] on.
  bool add_window(PyObject *object, Py_ssize_t index, Py_ssize_t offset, Py_ssize_t size);

  // A rope of these pieces, which are the list's no more; NULL with a MemoryError.
  PyObject *make_rope();

 private:
  // Adds [segments] segments, whose piece is [added] but for its number in the rope.
  bool add(const piece &added, Py_ssize_t segments);

  piece *pieces_ = nullptr;
  Py_ssize_t count_ = 0;
  Py_ssize_t room_ = 0;
  Py_ssize_t segments_ = 0;
  bool can_move_ = false;
};

}  // namespace slotbuf

#endif
