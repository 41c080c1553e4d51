// Internals of segments: one of them, for objects that pass on those of others.
#ifndef SLOTBUF_PROTOCOL_SEGMENTS_HH
#define SLOTBUF_PROTOCOL_SEGMENTS_HH

#include "decision.hh"
#include "segments.h"

namespace slotbuf {

// Segment [index] of [object], as it is now. Refused with an error: [asked]'s own for a type
// without the slot, else the slot's.
segment segment_at(PyObject *object, Py_ssize_t index, const question &asked);

// After a slot has refused: CPython 2.7's text for one that set no error.
failure fail_for_slot();

}  // namespace slotbuf

#endif
