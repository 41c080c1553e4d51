// slotbuf.h as a CPython would give it. The rows of slotbuf's own subjects (../../slotbuf) are
// compiled against this header, so that a CPython does exactly the same work in the same loops.
#ifndef SLOTBUF_BENCH_PEERS_CPYTHON_SLOTBUF_H
#define SLOTBUF_BENCH_PEERS_CPYTHON_SLOTBUF_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

extern "C" {
// The last headers of CPython 3 no longer declare them; its library has them still.
int PyObject_AsCharBuffer(PyObject *object, const char **bytes, Py_ssize_t *size);
int PyObject_AsReadBuffer(PyObject *object, const void **bytes, Py_ssize_t *size);
int PyObject_AsWriteBuffer(PyObject *object, void **bytes, Py_ssize_t *size);
int PyObject_CheckReadBuffer(PyObject *object);
}

#if PY_MAJOR_VERSION >= 3
#define PyString_FromStringAndSize PyBytes_FromStringAndSize
#define PyString_AS_STRING PyBytes_AS_STRING
#define PyInt_FromLong PyLong_FromLong
#define PyInt_AsLong PyLong_AsLong

// A memoryview replaces the buffer. It shows the whole of its base, which is what all rows want.
#define Py_END_OF_BUFFER (-1)
inline PyObject *PyBuffer_FromObject(PyObject *base, Py_ssize_t, Py_ssize_t) {
  return PyMemoryView_FromObject(base);
}
inline PyObject *PyBuffer_FromReadWriteObject(PyObject *base, Py_ssize_t, Py_ssize_t) {
  return PyMemoryView_FromObject(base);
}
#endif

namespace bench {

// The C functions behind a bytearray's append and extend, which have no name in the C API. They are
// called directly, as a method call does in the end: the work is compared, not the way to it.
extern PyCFunction append_to_bytearray, extend_bytearray;

inline int done(PyObject *none) {
  Py_XDECREF(none);
  return none ? 0 : -1;
}

}  // namespace bench

inline int SlotbufByteArray_Append(PyObject *object, PyObject *item) {
  return bench::done(bench::append_to_bytearray(object, item));
}
inline int SlotbufByteArray_Extend(PyObject *object, PyObject *items) {
  return bench::done(bench::extend_bytearray(object, items));
}

PyObject *SlotbufArray_FromBytes(char typecode, const void *bytes, Py_ssize_t size);

// CPython knows no way but this one; subject.cc leaves the rows out.
struct SlotbufSpan {
  const void *bytes;
  Py_ssize_t size;
};
inline SlotbufSpan Slotbuf_ReadBySlots(PyObject *object) {
  SlotbufSpan answer{nullptr, -1};
  PyObject_AsReadBuffer(object, &answer.bytes, &answer.size);
  return answer;
}

#endif
