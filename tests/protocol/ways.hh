// The four functions of the old buffer protocol in one shape, and the three ways to call each.
#ifndef SLOTBUF_TESTS_PROTOCOL_WAYS_HH
#define SLOTBUF_TESTS_PROTOCOL_WAYS_HH

#include <slotbuf.h>

#include "../support/exported.hh"

namespace slotbuf::test {

enum access { read_access, write_access, char_access };

inline constexpr access accesses[] = {read_access, write_access, char_access};

// One of AsReadBuffer, AsWriteBuffer, AsCharBuffer.
using asking = int (*)(PyObject *, const void **, Py_ssize_t *);

struct way {
  const char *name;
  asking as[3];  // by access
  int (*check_read)(PyObject *);
};

namespace detail {

// [pointer] is the function's own type of pointer; NULL for [bytes] is passed on as NULL.
template <typename Pointer, typename Function>
int ask(Function *function, PyObject *object, const void **bytes, Py_ssize_t *size) {
  Pointer pointer = bytes ? static_cast<Pointer>(const_cast<void *>(*bytes)) : nullptr;
  const int result = function(object, bytes ? &pointer : nullptr, size);
  if (bytes) *bytes = pointer;
  return result;
}

// The slots give a value; for them a missing out-parameter counts as a missing object.
template <SlotbufSpan (*function)(PyObject *)>
int ask_for_span(PyObject *object, const void **bytes, Py_ssize_t *size) {
  const SlotbufSpan answer = function(bytes && size ? object : nullptr);
  if (answer.size < 0) return -1;
  *bytes = answer.bytes;
  *size = answer.size;
  return 0;
}

}  // namespace detail

#define SLOTBUF_TEST_ASK(pointer, call)                                       \
  [](PyObject *object, const void **bytes, Py_ssize_t *size) {                \
    const auto function = [](PyObject *of, pointer *to, Py_ssize_t *length) { \
      return call(of, to, length);                                            \
    };                                                                        \
    return detail::ask<pointer>(+function, object, bytes, size);              \
  }

inline const way ways[] = {
    {"inline",
     {SLOTBUF_TEST_ASK(const void *, PyObject_AsReadBuffer),
      SLOTBUF_TEST_ASK(void *, PyObject_AsWriteBuffer),
      SLOTBUF_TEST_ASK(const char *, PyObject_AsCharBuffer)},
     [](PyObject *object) { return PyObject_CheckReadBuffer(object); }},
    {"exported",
     {SLOTBUF_TEST_ASK(const void *, exported(PyObject_AsReadBuffer)),
      SLOTBUF_TEST_ASK(void *, exported(PyObject_AsWriteBuffer)),
      SLOTBUF_TEST_ASK(const char *, exported(PyObject_AsCharBuffer))},
     [](PyObject *object) { return exported(PyObject_CheckReadBuffer)(object); }},
    {"by slots",
     {detail::ask_for_span<Slotbuf_ReadBySlots>, detail::ask_for_span<Slotbuf_WriteBySlots>,
      detail::ask_for_span<Slotbuf_CharBySlots>},
     Slotbuf_CheckReadBySlots},
};

#undef SLOTBUF_TEST_ASK

}  // namespace slotbuf::test

#endif
