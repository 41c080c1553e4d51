// What is due at the end of a thread, and giving it back.

#include "thread_end.hh"

namespace slotbuf {
namespace {

bool is_anything_due() { return due_at_end[kept_error] || due_at_end[kept_blocks]; }

// Host code that runs meanwhile may make something due again; what does so for ever ends here.
constexpr int most_rounds = 1000;

}  // namespace

constinit thread_local give_back due_at_end[kinds_kept] = {};

// Asks for notice each time: what is kept while [give_all_back] runs needs another run.
bool make_due(kept_for_thread what, give_back action) {
  if (!notice_end()) return false;
  due_at_end[what] = action;
  return true;
}

void give_all_back() {
  for (int round = 0; round < most_rounds && is_anything_due(); ++round)
    for (give_back &each : due_at_end)
      if (const give_back action = each) {
        each = nullptr;
        action();
      }
}

void end_thread_early() {
  give_all_back();
  ignore_end();
}

}  // namespace slotbuf
