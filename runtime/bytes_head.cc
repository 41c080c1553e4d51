// The bytes head: dropping grants, and the slots that PyType_Ready fills in.

#include "bytes_head.hh"

#include "bytes_head.h"
#include "error.hh"
#include "pin.hh"

namespace slotbuf {
namespace {

// The slots check the object's flags, not the type's: a grant that was dropped is refused here too.
template <unsigned grant, class T>
Py_ssize_t bytes(PyObject *self, Py_ssize_t index, T **pointer) {
  if (!has_access(self, grant)) return fail(ValueError, no_more_access);
  if (index != 0) return fail(SystemError, "accessing non-existent segment");
  if (check_leases_if_resizable(self, use_for(grant)) < 0) return -1;
  const auto *const head = reinterpret_cast<SlotbufBytesObject *>(self);
  *pointer = static_cast<T *>(head->ob_bytes);
  return head->ob_size;
}

constexpr PyBufferProcs procs(views given, unsigned grants) {
  PyBufferProcs table{};
  if (grants & SLOTBUF_GRANT_READ) table.bf_getreadbuffer = bytes<SLOTBUF_GRANT_READ>;
  if (grants & SLOTBUF_GRANT_WRITE) table.bf_getwritebuffer = bytes<SLOTBUF_GRANT_WRITE>;
  if (grants & SLOTBUF_GRANT_CHAR) table.bf_getcharbuffer = bytes<SLOTBUF_GRANT_CHAR>;
  if (grants) table.bf_getsegcount = count_one_segment;
  if (given != views::none) table.bf_getbuffer = get_view_of_head;
  if (given == views::of_resizable_head) table.bf_releasebuffer = release_view_of_head;
  return table;
}

#define TABLES(given)                                                                    \
  {                                                                                      \
    procs(given, 0), procs(given, 1), procs(given, 2), procs(given, 3), procs(given, 4), \
        procs(given, 5), procs(given, 6), procs(given, 7)                                \
  }

}  // namespace

Py_ssize_t count_one_segment(PyObject *self, Py_ssize_t *length) {
  if (length) *length = reinterpret_cast<SlotbufBytesObject *>(self)->ob_size;
  return 1;
}

constinit PyBufferProcs bytes_head_procs[3][8] = {TABLES(views::none), TABLES(views::of_head),
                                                  TABLES(views::of_resizable_head)};
#undef TABLES

void ask_slots_from_now_on(PyObject *object, unsigned grants) {
  uint64_t word = __atomic_load_n(&object->ob_word, __ATOMIC_RELAXED), wanted;
  do {
    const uint64_t turned = word & grants;
    wanted = (word & ~turned) | turned << asked_shift;
  } while (!__atomic_compare_exchange_n(&object->ob_word, &word, wanted, true, __ATOMIC_RELAXED,
                                        __ATOMIC_RELAXED));
}

}  // namespace slotbuf

void Slotbuf_DropGrants(PyObject *object, unsigned int grants) {
  const uint64_t dropped = grants & SLOTBUF_GRANTS;
  __atomic_fetch_and(&object->ob_word, ~(dropped | dropped << slotbuf::asked_shift),
                     __ATOMIC_RELAXED);
}
