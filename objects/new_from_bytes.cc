// Slotbuf_NewFromBytes: a str, a bytearray or an object of a subtype, from bytes.

#include "new_from_bytes.h"

#include <string.h>

#include "../runtime/error.hh"
#include "../runtime/type.hh"
#include "bytearray/bytearray.hh"
#include "str/str.hh"

PyObject *Slotbuf_NewFromBytes(PyTypeObject *type, const void *bytes, Py_ssize_t size) {
  using namespace slotbuf;
  if (!type || (!bytes && size)) return fail_for_null();
  const bool readied = is_readied(type);
  PyObject *made;
  if (readied && PyType_IsSubtype(type, &PyString_Type))
    made = new_str(type, size);
  else if (readied && PyType_IsSubtype(type, &PyByteArray_Type))
    made = new_bytearray(type, size);
  else
    return fail(TypeError,
                "Slotbuf_NewFromBytes makes str, bytearray and readied subtypes of them");
  if (made && reinterpret_cast<SlotbufBytesObject *>(made)->ob_size != size) {
    Py_DECREF(made);
    return fail_with(TypeError, "%.200s: its tp_alloc made no room for the bytes", type->tp_name);
  }
  if (made && size)
    memcpy(reinterpret_cast<SlotbufBytesObject *>(made)->ob_bytes, bytes,
           static_cast<size_t>(size));
  return made;
}
