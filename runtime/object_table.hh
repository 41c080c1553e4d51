// The table of live objects, in builds that count them: which counted object begins at an address.
//
// A tree over the bits of the address, which grows and never shrinks. It takes no lock, so it works
// in any thread, in an allocator, and in the child of a fork.
#ifndef SLOTBUF_RUNTIME_OBJECT_TABLE_HH
#define SLOTBUF_RUNTIME_OBJECT_TABLE_HH

#include "object.h"

namespace slotbuf {

// Enters an object of [type] at [address], or no object if [type] is NULL. Returns the type of the
// object that was there, or NULL. Without memory for the table, [type] comes back at once.
PyTypeObject *exchange_in_table(const void *address, PyTypeObject *type);

}  // namespace slotbuf

#endif
