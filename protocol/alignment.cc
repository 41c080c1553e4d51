// The alignment of an object's bytes.

#include "alignment.h"

#include "old_buffer.h"

Py_ssize_t Slotbuf_Alignment(PyObject *object) {
  const SlotbufSpan span = Slotbuf_ReadSpan(object);
  if (span.size < 0) return -1;
  constexpr uintptr_t largest = uintptr_t{PY_SSIZE_T_MAX} / 2 + 1;
  const uintptr_t address = reinterpret_cast<uintptr_t>(span.bytes) | largest;
  return static_cast<Py_ssize_t>(address & (0 - address));
}
