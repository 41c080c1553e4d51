// What is due at the end of a thread, and giving it back.

#include "thread_end.hh"

#include "error.h"
#include "free_lists.hh"

namespace slotbuf {
namespace {

// In the order of kept_for_thread.
constexpr void (*give_back[kinds_kept])() = {PyErr_Clear, empty_free_lists};

bool is_anything_due() { return due_at_end[kept_error] || due_at_end[kept_blocks]; }

// Host code that runs meanwhile may make something due again; what does so for ever ends here.
constexpr int most_rounds = 1000;

}  // namespace

constinit thread_local bool due_at_end[kinds_kept] = {};

// Asks for notice each time: what is kept while [give_all_back] runs needs another run.
bool make_due(kept_for_thread what) { return due_at_end[what] = notice_end(); }

void give_all_back() {
  for (int round = 0; round < most_rounds && is_anything_due(); ++round)
    for (int what = 0; what < kinds_kept; ++what)
      if (due_at_end[what]) {
        due_at_end[what] = false;
        give_back[what]();
      }
}

void end_thread_early() {
  give_all_back();
  ignore_end();
}

}  // namespace slotbuf
