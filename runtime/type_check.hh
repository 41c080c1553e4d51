// Internals of PyType_Ready: what it refuses in a type record.
#ifndef SLOTBUF_RUNTIME_TYPE_CHECK_HH
#define SLOTBUF_RUNTIME_TYPE_CHECK_HH

#include "error.hh"
#include "type.h"

namespace slotbuf {

// Why a record is refused; without a type: it is not. A value, because records are checked under a
// lock and setting an error runs host code: the error is set when the lock is given back.
struct refusal {
  const PyTypeObject *type = nullptr;
  const char *what = nullptr;
  const char *why = nullptr;

  explicit operator bool() const { return type; }
};

// Checks what can be seen in the record alone.
refusal check_fields(const PyTypeObject *type);

// Checks that a base, which may be NULL, is there and is a type.
refusal check_base(const PyTypeObject *type, const PyTypeObject *base);

// Check the record against that of its base, which is readied.
refusal check_flags(const PyTypeObject *type, const PyTypeObject *base);
refusal check_views(const PyTypeObject *type, const PyTypeObject *base);
refusal check_size(const PyTypeObject *type, const PyTypeObject *base);

// Sets the error that says what is refused.
failure report(const refusal &refused);

}  // namespace slotbuf

#endif
