// What lock.cc and thread_end.cc do, for machines that have neither threads nor fork.

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

constinit thread_local give_back due_at_end[kinds_kept] = {};

// The one thread ends with the process, which gives all back.
bool make_due(kept_for_thread what, give_back action) {
  due_at_end[what] = action;
  return true;
}

void end_thread_early() {
  for (bool any = true; any;) {
    any = false;
    for (give_back &each : due_at_end)
      if (const give_back action = each) {
        each = nullptr;
        any = true;
        action();
      }
  }
}

}  // namespace slotbuf
