// Every operation of the library, on one object.
#ifndef SLOTBUF_TESTS_OBJECTS_EVERY_OPERATION_HH
#define SLOTBUF_TESTS_OBJECTS_EVERY_OPERATION_HH

#include "../support/ref.hh"

namespace slotbuf::test {

// Performs them all. Each may succeed or refuse with an error, and must leave an error pending
// exactly if it refuses. Those that change the object come last.
void do_every_operation(const ref &object);

}  // namespace slotbuf::test

#endif
