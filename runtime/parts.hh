// Parts: the objects that an object holds, and gives back when it ends.
//
// The last reference to a part may go with the whole, and the part's own parts with it, and so on
// for as long as the host likes. So the ends nest only so far; deeper parts wait in a list until
// the outermost whole has ended. CPython 2.7 does so for its containers (Py_TRASHCAN_SAFE_BEGIN).
#ifndef SLOTBUF_RUNTIME_PARTS_HH
#define SLOTBUF_RUNTIME_PARTS_HH

#include "object.hh"

namespace slotbuf {

// Ends a part, whose last reference is gone, now or once the ends that are under way are done.
void end_part(PyObject *part);

// Gives back the reference to a part from a tp_dealloc, in bounded stack.
inline void give_back_part(PyObject *part) {
  if (SLOTBUF_UNLIKELY(drop_reference(part))) end_part(part);
}

}  // namespace slotbuf

#endif
