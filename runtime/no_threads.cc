// What lock.cc and thread_key.cc do, for machines that have neither threads nor fork.

#include "check.hh"
#include "lock.hh"
#include "thread_end.hh"

namespace slotbuf {
namespace {

constinit bool held = false;

}  // namespace

lock::lock() {
  SLOTBUF_CHECK(!held);
  held = true;
}

lock::~lock() { held = false; }

void lock::save(void *, size_t) {}
void lock::keep_changes() {}
bool holds_lock() { return held; }

// The one thread ends with the process, which gives all back.
bool notice_end() { return true; }
void ignore_end() {}

}  // namespace slotbuf
