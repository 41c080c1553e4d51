// The repr of an array.

#include <stdio.h>
#include <string.h>

#include "../../runtime/object.hh"
#include "../../runtime/recursion.hh"
#include "../bytearray/bytearray.h"
#include "../operations/representation.h"
#include "../str/str.h"
#include "array.hh"

namespace slotbuf {
namespace {

// A text that grows. After a failure, which sets an error, nothing more is added.
class text {
 public:
  text() : bytes_(PyByteArray_FromStringAndSize(nullptr, 0)) {}
  text(const text &) = delete;
  text &operator=(const text &) = delete;
  ~text() { Py_XDECREF(bytes_); }

  void add(const char *part) { add(part, static_cast<Py_ssize_t>(strlen(part))); }

  // Takes over a reference to a str; NULL means that making the str failed.
  void add(PyObject *part) {
    if (part)
      add(PyString_AS_STRING(part), PyString_GET_SIZE(part));
    else
      Py_CLEAR(bytes_);
    Py_XDECREF(part);
  }

  bool failed() const { return !bytes_; }
  PyObject *str() const {
    if (!bytes_) return nullptr;
    return PyString_FromStringAndSize(PyByteArray_AS_STRING(bytes_), PyByteArray_GET_SIZE(bytes_));
  }

 private:
  void add(const char *part, Py_ssize_t size) {
    if (bytes_ && append_bytes(bytes_, part, size) < 0) Py_CLEAR(bytes_);
  }

  PyObject *bytes_;
};

PyObject *repr_of_item(PyObject *self, Py_ssize_t index) {
  PyObject *const item = get_item(self, index);
  PyObject *const repr = item ? PyObject_Repr(item) : nullptr;
  Py_XDECREF(item);
  return repr;
}

// The repr that items of typecode u would have as a unicode object. CPython 2.7: unicode_repr.
PyObject *repr_of_characters(PyObject *self) {
  const auto character = [&](Py_ssize_t index) {
    char32_t value;
    memcpy(&value, item_at(self, index), sizeof value);
    return static_cast<unsigned int>(value);
  };
  bool single = false, twice = false;
  for (Py_ssize_t i = 0; i < count_items(self); ++i) {
    single |= character(i) == '\'';
    twice |= character(i) == '"';
  }
  const unsigned int quote = single && !twice ? '"' : '\'';
  text repr;
  const auto add = [&](const char *format, unsigned int value) {
    char part[16];
    snprintf(part, sizeof part, format, value);
    repr.add(part);
  };
  add("u%c", quote);
  for (Py_ssize_t i = 0; i < count_items(self) && !repr.failed(); ++i) {
    const unsigned int value = character(i);
    if (value == quote || value == '\\')
      add("\\%c", value);
    else if (value == '\t')
      repr.add("\\t");
    else if (value == '\n')
      repr.add("\\n");
    else if (value == '\r')
      repr.add("\\r");
    else if (value >= 0x10000)
      add("\\U%08x", value);
    else if (value >= 0x100)
      add("\\u%04x", value);
    else if (value < ' ' || value >= 0x7f)
      add("\\x%02x", value);
    else
      add("%c", value);
  }
  add("%c", quote);
  return repr.str();
}

PyObject *repr_of_chars(PyObject *self) {
  PyObject *const chars = SlotbufArray_ToString(self);
  PyObject *const repr = chars ? PyObject_Repr(chars) : nullptr;
  Py_XDECREF(chars);
  return repr;
}

PyObject *repr_of_list(PyObject *self) {
  text repr;
  for (Py_ssize_t i = 0; i < count_items(self) && !repr.failed(); ++i) {
    repr.add(i == 0 ? "[" : ", ");
    repr.add(repr_of_item(self, i));
  }
  repr.add("]");
  return repr.str();
}

// The repr of a str, a unicode or a list of the items, which is one level deeper.
PyObject *repr_of_items(PyObject *self) {
  const char letter = typecode_of(self)->letter;
  if (letter == 'c') return repr_of_chars(self);
  if (!enter_level(" while getting the repr of an object")) return nullptr;
  PyObject *const repr = letter == 'u' ? repr_of_characters(self) : repr_of_list(self);
  leave_level();
  return repr;
}

}  // namespace

PyObject *array_repr(PyObject *self) {
  const char letter = typecode_of(self)->letter;
  const pinned_bytes own(self);
  if (!own) return nullptr;
  if (count_items(self) == 0) return PyString_FromFormat("array('%c')", letter);
  text repr;
  repr.add(PyString_FromFormat("array('%c', ", letter));
  repr.add(repr_of_items(self));
  repr.add(")");
  return repr.str();
}

}  // namespace slotbuf
