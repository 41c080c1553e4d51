// The depth of each thread, and the limit.

#include "recursion.hh"

#include "error.hh"

namespace slotbuf {

constinit thread_local int recursion_depth = 0;
constinit int recursion_limit = 1000;

bool refuse_level(const char *where) {
  return fail_with(RuntimeError, "maximum recursion depth exceeded%s", where), false;
}

}  // namespace slotbuf

using namespace slotbuf;

int Py_EnterRecursiveCall(const char *where) { return !enter_level(where); }

void Py_LeaveRecursiveCall() { leave_level(); }

void Py_SetRecursionLimit(int limit) {
  __atomic_store_n(&recursion_limit, limit, __ATOMIC_RELAXED);
}

int Py_GetRecursionLimit() { return __atomic_load_n(&recursion_limit, __ATOMIC_RELAXED); }
