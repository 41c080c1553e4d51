#include "every_operation.hh"

#include <cstring>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

// An operation that returns an object or NULL, 0 or -1, or a number or -1.
void end(const char *name, PyObject *result) {
  CAPTURE(name);
  const bool failed = PyErr_Occurred() != nullptr;
  PyErr_Clear();
  CHECK(failed == (result == nullptr));
  Py_XDECREF(result);
}
void end(const char *name, Py_ssize_t result) {
  CAPTURE(name);
  const bool failed = PyErr_Occurred() != nullptr;
  PyErr_Clear();
  CHECK(failed == (result == -1));
}
#define DO(call) end(#call, call)

// Operations whose result may be -1 without an error, or without a result.
#define DO_ANY(call) \
  do {               \
    (void)(call);    \
    PyErr_Clear();   \
  } while (0)

void represent(PyObject *o) {
  DO(PyObject_Repr(o));
  DO(PyObject_Str(o));
  DO(PyObject_IsTrue(o));
  DO(PyObject_Not(o));
  DO(PyObject_Hash(o));
  DO(PyString_FromFormat("%.20s", Py_TYPE(o)->tp_name));
  PyErr_SetObject(PyExc_ValueError, o);
  CHECK(Slotbuf_ErrorText() != nullptr);
  PyErr_Clear();
  PyErr_SetObject(o, o);
  CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
  PyErr_Clear();
  CHECK(PyExceptionClass_Check(o) == 0);
}

void compare(PyObject *o, PyObject *other) {
  for (const int op : {Py_LT, Py_LE, Py_EQ, Py_NE, Py_GT, Py_GE}) {
    DO(PyObject_RichCompare(o, other, op));
    DO(PyObject_RichCompare(other, o, op));
    DO(PyObject_RichCompareBool(o, other, op));
  }
  DO_ANY(PyObject_Compare(o, other));
  DO_ANY(PyObject_Compare(other, o));
  int order = 0;
  DO(PyObject_Cmp(o, other, &order));
}

void read_as_number(PyObject *o) {
  DO(PyInt_AsLong(o));
  DO(PyInt_AsSsize_t(o));
  DO(PyLong_AsLong(o));
  DO_ANY(PyLong_AsUnsignedLong(o));
  const double value = PyFloat_AsDouble(o);
  CHECK((value == 0.0 || PyErr_Occurred()));
  PyErr_Clear();
  DO(PyNumber_Index(o));
  DO(PyNumber_AsSsize_t(o, PyExc_IndexError));
  PyNumber_Check(o);
  PyIndex_Check(o);
}

void look_into(PyObject *o, PyObject *other) {
  const ref zero = whole(0), all = slice(ref(), ref()), back = slice(ref(), ref(), whole(-1));
  DO(PyObject_Size(o));
  DO(PySequence_Size(o));
  for (const Py_ssize_t index : {-1, 0, 1}) DO(PySequence_GetItem(o, index));
  DO(PySequence_GetSlice(o, 0, 1));
  DO(PySequence_Concat(o, o));
  DO(PySequence_Concat(o, other));
  DO(PySequence_Concat(other, o));
  for (const Py_ssize_t count : {-1, 0, 1, 3}) DO(PySequence_Repeat(o, count));
  DO(PySequence_Contains(o, other));
  DO(PySequence_Contains(other, o));
  DO(PySequence_Count(o, other));
  DO(PySequence_Index(o, other));
  DO(PyObject_GetItem(o, zero.get()));
  DO(PyObject_GetItem(o, all.get()));
  DO(PyObject_GetItem(o, back.get()));
  DO(PyObject_GetItem(other, o));
  const ref with = ref::steal(PySlice_New(o, o, o));
  DO(PyObject_GetItem(other, with.get()));
  DO(PyObject_Repr(with.get()));
  DO(PyByteArray_FromObject(o));
}

void lend_bytes(PyObject *o) {
  const char *characters = nullptr;
  const void *bytes = nullptr;
  void *room = nullptr;
  Py_ssize_t size = 0;
  DO(PyObject_AsCharBuffer(o, &characters, &size));
  DO(PyObject_AsReadBuffer(o, &bytes, &size));
  CHECK(PyObject_CheckReadBuffer(o) >= 0);
  if (PyObject_AsWriteBuffer(o, &room, &size) == 0 && size) std::memset(room, 0, std::size_t(size));
  PyErr_Clear();
  for (const int flags : {PyBUF_SIMPLE, PyBUF_WRITABLE, PyBUF_FULL_RO, PyBUF_FULL, PyBUF_CONTIG}) {
    Py_buffer view;
    const int got = PyObject_GetBuffer(o, &view, flags);
    if (got == 0) CHECK(PyBuffer_IsContiguous(&view, 'C') == 1);
    if (got == 0) CHECK(view.len >= 0);
    end("PyObject_GetBuffer", Py_ssize_t{got});
    if (got == 0) PyBuffer_Release(&view);
  }
}

void cover(PyObject *o) {
  for (const auto make : {PyBuffer_FromObject, PyBuffer_FromReadWriteObject}) {
    const ref window = ref::steal(make(o, 0, Py_END_OF_BUFFER));
    PyErr_Clear();
    if (!window) continue;
    DO(PyObject_Str(window.get()));
    DO(PyObject_Repr(window.get()));
    lend_bytes(window.get());
  }
  const ref view = ref::steal(PyMemoryView_FromObject(o));
  PyErr_Clear();
  if (view) {
    DO(SlotbufMemoryView_ToBytes(view.get()));
    DO(PyObject_Size(view.get()));
    compare(view.get(), o);
  }
  DO(PyMemoryView_GetContiguous(o, PyBUF_READ, 'C'));
}

void change(const ref &object, PyObject *other) {
  PyObject *const o = object.get();
  const ref zero = whole(0), seven = whole(7), letter = str("b"), all = slice(ref(), ref());
  DO(PySequence_SetItem(o, 0, letter.get()));
  DO(PySequence_DelItem(o, 0));
  DO(PySequence_SetSlice(o, 0, 0, o));
  DO(PySequence_SetSlice(o, 0, 0, other));
  DO(PyObject_SetItem(o, all.get(), other));
  DO(PyObject_SetItem(o, zero.get(), letter.get()));
  DO(PyObject_DelItem(o, zero.get()));
  DO(PySequence_DelSlice(o, 0, 1));
  DO(PySequence_InPlaceConcat(o, other));
  DO(PySequence_InPlaceConcat(o, o));
  DO(PySequence_InPlaceRepeat(o, 2));
  DO(PyObject_CopyData(o, o));
  if (PyByteArray_Check(o)) {
    DO(PyByteArray_Resize(o, 100));
    std::memset(PyByteArray_AS_STRING(o), 7, static_cast<std::size_t>(PyByteArray_GET_SIZE(o)));
    DO(SlotbufByteArray_Append(o, seven.get()));
    DO(SlotbufByteArray_Extend(o, other));
    DO(SlotbufByteArray_Insert(o, 0, seven.get()));
    DO(SlotbufByteArray_Pop(o, 0));
    DO(SlotbufByteArray_Remove(o, seven.get()));
    DO(SlotbufByteArray_Reverse(o));
    DO(PyByteArray_Concat(o, other));
  }
  if (SlotbufArray_Check(o)) {
    CHECK(SlotbufArray_Typecode(o) == 'c');
    CHECK(SlotbufArray_ItemSize(o) == 1);
    DO(SlotbufArray_Append(o, letter.get()));
    DO(SlotbufArray_Extend(o, o));
    DO(SlotbufArray_Insert(o, 0, letter.get()));
    DO(SlotbufArray_Pop(o, 0));
    DO(SlotbufArray_Remove(o, letter.get()));
    DO(SlotbufArray_Reverse(o));
    DO(SlotbufArray_ByteSwap(o));
    DO(SlotbufArray_FromString(o, other));
    DO(SlotbufArray_ToString(o));
    DO(SlotbufArray_Count(o, letter.get()));
    DO(SlotbufArray_Index(o, letter.get()));
  }
  DO(PyObject_Repr(o));
}

void use_as_slice(PyObject *o) {
  if (!PySlice_Check(o)) return;
  Py_ssize_t start, stop, step, count;
  auto *const slice = reinterpret_cast<PySliceObject *>(o);
  CHECK(PySlice_GetIndicesEx(slice, 10, &start, &stop, &step, &count) == 0);
  CHECK(count == 10);
  CHECK(PySlice_GetIndices(slice, 10, &start, &stop, &step) == 0);
}

// The object may be moved, replaced or dropped here.
void change_str(const ref &object) {
  if (!PyString_Check(object.get())) return;
  PyObject *o = object.get();
  char *bytes = nullptr;
  Py_ssize_t size = 0;
  CHECK(PyString_AsStringAndSize(o, &bytes, &size) == 0);
  CHECK(bytes[size] == '\0');
  CHECK(PyString_AsString(o) == bytes);
  DO(PyString_Repr(o, 1));
  std::memset(bytes, 'b', static_cast<std::size_t>(size));
  CHECK(PyString_CHECK_INTERNED(o) == 0);
  const ref other = str("more");
  Py_INCREF(o);
  PyString_Concat(&o, other.get());
  end("PyString_Concat", o);
  o = object.get();
  Py_INCREF(o);
  PyString_InternInPlace(&o);
  end("PyString_InternInPlace", o);
}

}  // namespace

void do_every_operation(const ref &object) {
  const ref others[] = {str("a str"), bytearray("bytes"), whole(1), ref::share(Py_None)};
  represent(object.get());
  compare(object.get(), object.get());
  read_as_number(object.get());
  lend_bytes(object.get());
  cover(object.get());
  use_as_slice(object.get());
  for (const ref &other : others) {
    compare(object.get(), other.get());
    look_into(object.get(), other.get());
  }
  for (const ref &other : others) change(object, other.get());
  change_str(object);
}

}  // namespace slotbuf::test
