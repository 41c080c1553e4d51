// What all threads share is changed by one at a time.

#include "lock.hh"

namespace slotbuf {

constinit mutex readying;

}  // namespace slotbuf
