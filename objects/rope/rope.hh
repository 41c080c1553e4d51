// Internals of ropes.
//
//   1. A rope has [count] pieces, in order. Each shows segments of one part, which it holds; the
//      numbers of its segments in the rope start at [first] and end where the next piece starts.
//      No piece is without segments.
//   2. No part is itself of SlotbufRope_Type, or a buffer on such a rope: the pieces of that rope
//      are taken over instead. So ropes on ropes do not nest.
//   3. A piece shows whole segments, or one window: at most [size] bytes of a segment from [offset]
//      on. [size] is Py_END_OF_BUFFER where it goes on to the end.
//   4. Pieces do not change, and they keep no address.
#ifndef SLOTBUF_OBJECTS_ROPE_ROPE_HH
#define SLOTBUF_OBJECTS_ROPE_ROPE_HH

#include "../../protocol/decision.hh"
#include "rope.h"

namespace slotbuf {

struct piece {
  PyObject *part;
  Py_ssize_t first;    // the number of its first segment, in the rope
  Py_ssize_t segment;  // the same segment's number in the part
  Py_ssize_t offset;
  Py_ssize_t size;
  bool read_only;  // whatever the part allows
};

struct rope {
  PyObject_HEAD
  piece *pieces;
  Py_ssize_t count;
  Py_ssize_t segments;  // of all pieces
  bool can_move;        // whether pinning has something to do
};

inline rope *rope_of(PyObject *self) { return reinterpret_cast<rope *>(self); }

// Whether [object] is a rope whose pieces may be taken over; a subtype may have slots of its own.
inline bool is_plain_rope(PyObject *object) { return object->ob_type == &SlotbufRope_Type; }

// The piece that shows segment [index], which exists.
const piece &piece_at(const rope *self, Py_ssize_t index);

// Whose pins keep the bytes of [part] in place: a buffer's bytes are its base's.
PyObject *pinned_for(PyObject *part);

// The parts of a rope, pinned for a scope.
class pinned_parts {
 public:
  pinned_parts() = default;
  pinned_parts(const pinned_parts &) = delete;
  pinned_parts &operator=(const pinned_parts &) = delete;
  ~pinned_parts();

  // False with a BufferError if a part is being resized. Once for each scope.
  bool pin(const rope *self);

 private:
  const piece *pieces_ = nullptr;
  Py_ssize_t count_ = 0;
};

// Segment [index] as it is now; refused with an error.
segment show(const rope *self, Py_ssize_t index, const question &asked);

// bf_getsegcount; sq_length by the total.
Py_ssize_t rope_getsegcount(PyObject *self, Py_ssize_t *length);

// The slots (rope_sequence.cc).
extern PySequenceMethods rope_as_sequence;
PyObject *rope_richcompare(PyObject *self, PyObject *other, int op);

}  // namespace slotbuf

#endif
