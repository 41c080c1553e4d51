// CPython 2.7: string_repr, bytearray_repr.

#include "repr_bytes.hh"

#include <string.h>

#include "../../runtime/error.hh"
#include "../str/str.h"

namespace slotbuf {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

// Writes one byte as source at [to], at most four characters; returns the end.
char *write_byte(char *to, char byte, char quote, bool escapes_single) {
  const auto value = static_cast<unsigned char>(byte);
  const auto escaped = [&](char letter) {
    *to++ = '\\';
    *to++ = letter;
    return to;
  };
  if (byte == quote || byte == '\\' || (byte == '\'' && escapes_single)) return escaped(byte);
  if (byte == '\t') return escaped('t');
  if (byte == '\n') return escaped('n');
  if (byte == '\r') return escaped('r');
  if (value < ' ' || value >= 0x7f) {
    escaped('x');
    *to++ = hex_digits[value >> 4];
    *to++ = hex_digits[value & 15];
    return to;
  }
  *to++ = byte;
  return to;
}

bool contains(const char *bytes, Py_ssize_t size, char byte) {
  return size > 0 && memchr(bytes, byte, static_cast<size_t>(size));
}

}  // namespace

constinit const quoting str_quoting{"", "", false, true, "string is too large to make repr"};
constinit const quoting str_single_quoting{"", "", false, false,
                                           "string is too large to make repr"};
constinit const quoting bytearray_quoting{"bytearray(b", ")", true, true,
                                          "bytearray object is too large to make repr"};

PyObject *repr_bytes(const char *bytes, Py_ssize_t size, const quoting &how) {
  const size_t before = strlen(how.before), after = strlen(how.after);
  const auto frame = static_cast<Py_ssize_t>(before + after + 2);
  if (size > (PY_SSIZE_T_MAX - frame) / 4) return fail(OverflowError, how.too_large);

  const char quote =
      how.smart && contains(bytes, size, '\'') && !contains(bytes, size, '"') ? '"' : '\'';
  const bool escapes = how.always_escapes_single;
  // Room for the most that there can be: another thread may write other bytes meanwhile.
  PyObject *repr = PyString_FromStringAndSize(nullptr, frame + 4 * size);
  if (!repr) return nullptr;
  char *to = PyString_AS_STRING(repr);
  memcpy(to, how.before, before);
  to += before;
  *to++ = quote;
  for (Py_ssize_t i = 0; i < size; ++i) to = write_byte(to, bytes[i], quote, escapes);
  *to++ = quote;
  memcpy(to, how.after, after);
  to += after;
  _PyString_Resize(&repr, to - PyString_AS_STRING(repr));
  return repr;
}

}  // namespace slotbuf
