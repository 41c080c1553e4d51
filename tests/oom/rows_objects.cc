#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "sweep.hh"

namespace slotbuf::test {
namespace {

const char *const looks_at_type = "looks at the type";
const char *const reads_only = "reads what is there, or sets a fixed text";

PyTypeObject *derived_from(PyTypeObject *base) {
  static PyTypeObject str = host_type("test.str", 0, &PyString_Type);
  static PyTypeObject bytearray = host_type("test.bytearray", 0, &PyByteArray_Type);
  PyTypeObject *const type = base == &PyString_Type ? &str : &bytearray;
  if (PyType_Ready(type) < 0) PyErr_Clear();
  return type;
}

void check(attempt &a, int (*function)(PyObject *)) {
  a.run([&] { return function(Py_None) == 0; });
}

// A function that reads a number from [object].
template <typename Number>
void read_number(attempt &a, const ref &object, Number (*function)(PyObject *)) {
  a.watch(object);
  a.run([&] { return function(object.get()), !PyErr_Occurred(); });
}

void make_from(attempt &a, const ref &base, PyObject *(*function)(PyObject *)) {
  a.watch(base);
  a.make([&] { return function(base.get()); });
}

void make_window(attempt &a, PyObject *(*function)(PyObject *, Py_ssize_t, Py_ssize_t)) {
  const ref base = bytearray("bytes");
  a.watch(base);
  a.make([&] { return function(base.get(), 1, 3); });
}

template <typename Function>
void size_in_vain(attempt &a, Function function) {
  a.fail_as_always([&] { function(Py_None); }, "TypeError: object of type 'NoneType' has no len()");
}

ref without_repr() {
  static PyTypeObject type = host_type("test.thing", sizeof(PyObject));
  return ref::steal(PyObject_New(PyObject, &type));
}

ref with_bad_repr() {
  static PyTypeObject type = host_type("test.thing", sizeof(PyObject));
  type.tp_repr = type.tp_str = [](PyObject *) { return PyByteArray_FromStringAndSize("no", 2); };
  return ref::steal(PyObject_New(PyObject, &type));
}

void refuse_bad_text(attempt &a, PyObject *(*function)(PyObject *), const char *error) {
  const ref object = with_bad_repr();
  a.watch(object);
  a.fail_as_always([&] { function(object.get()); }, error);
}

void resize(attempt &a, Py_ssize_t from, Py_ssize_t to) {
  const ref object = ref::steal(
      PyByteArray_FromStringAndSize(std::string(static_cast<std::size_t>(from), 'x').data(), from));
  a.watch(object);
  if (to < from) a.can_do_without();
  a.run([&] { return PyByteArray_Resize(object.get(), to) == 0; });
}

const row rows[] = {
    // str.h
    {"PyString_Check", looks_at_type, [](attempt &a) { check(a, exported(PyString_Check)); }},
    {"PyString_CheckExact", looks_at_type,
     [](attempt &a) { check(a, exported(PyString_CheckExact)); }},
    {"PyString_FromString", nullptr,
     [](attempt &a) { a.make([] { return PyString_FromString("text"); }); }},
    {"PyString_FromString", "the empty str and those of one byte are constants",
     [](attempt &a) { a.make([] { return PyString_FromString("t"); }); }},
    {"PyString_FromStringAndSize", nullptr,
     [](attempt &a) { a.make([] { return PyString_FromStringAndSize("bytes", 5); }); }},
    {"PyString_FromStringAndSize", nullptr,
     [](attempt &a) { a.make([] { return PyString_FromStringAndSize(nullptr, 1); }); }},
    {"PyString_FromStringAndSize", "the empty str and those of one byte are constants",
     [](attempt &a) { a.make([] { return PyString_FromStringAndSize(nullptr, 0); }); }},
    {"PyString_Size", nullptr,
     [](attempt &a) {
       a.fail_as_always([] { PyString_Size(Py_None); },
                        "TypeError: expected string or Unicode object, NoneType found");
     }},
    {"PyString_AsString", nullptr,
     [](attempt &a) {
       a.fail_as_always([] { PyString_AsString(Py_None); },
                        "TypeError: expected string or Unicode object, NoneType found");
     }},
    {"PyString_GET_SIZE", reads_only,
     [](attempt &a) { read_number(a, str("bytes"), exported(PyString_GET_SIZE)); }},
    {"PyString_AS_STRING", reads_only,
     [](attempt &a) { read_number(a, str("bytes"), exported(PyString_AS_STRING)); }},

    // bytearray.h
    {"PyByteArray_Check", looks_at_type, [](attempt &a) { check(a, exported(PyByteArray_Check)); }},
    {"PyByteArray_CheckExact", looks_at_type,
     [](attempt &a) { check(a, exported(PyByteArray_CheckExact)); }},
    {"PyByteArray_FromStringAndSize", nullptr,
     [](attempt &a) { a.make([] { return PyByteArray_FromStringAndSize("bytes", 5); }); }},
    {"PyByteArray_FromStringAndSize", nullptr,
     [](attempt &a) { a.make([] { return PyByteArray_FromStringAndSize(nullptr, 0); }); }},
    {"PyByteArray_FromObject", nullptr,
     [](attempt &a) { make_from(a, bytearray("bytes"), PyByteArray_FromObject); }},
    {"PyByteArray_FromObject", nullptr,
     [](attempt &a) { make_from(a, array_of<short>('h', {1, 2, 3}), PyByteArray_FromObject); }},
    {"PyByteArray_FromObject", nullptr,
     [](attempt &a) { make_from(a, window(str("bytes")), PyByteArray_FromObject); }},
    {"PyByteArray_FromObject", nullptr,
     [](attempt &a) { make_from(a, ref::steal(PyInt_FromLong(100)), PyByteArray_FromObject); }},
    {"PyByteArray_FromObject", nullptr,
     [](attempt &a) {
       a.fail_as_always([] { PyByteArray_FromObject(Py_None); },
                        "TypeError: 'NoneType' object is not iterable");
     }},
    {"PyByteArray_Size", reads_only,
     [](attempt &a) { read_number(a, bytearray("bytes"), PyByteArray_Size); }},
    {"PyByteArray_AsString", reads_only,
     [](attempt &a) { read_number(a, bytearray("bytes"), PyByteArray_AsString); }},
    {"PyByteArray_GET_SIZE", reads_only,
     [](attempt &a) { read_number(a, bytearray("bytes"), exported(PyByteArray_GET_SIZE)); }},
    {"PyByteArray_AS_STRING", reads_only,
     [](attempt &a) { read_number(a, bytearray("bytes"), exported(PyByteArray_AS_STRING)); }},
    {"PyByteArray_Resize", nullptr, [](attempt &a) { resize(a, 5, 1000); }},
    {"PyByteArray_Resize", nullptr, [](attempt &a) { resize(a, 0, 1); }},
    {"PyByteArray_Resize", nullptr, [](attempt &a) { resize(a, 1000, 5); }},
    {"PyByteArray_Resize", "there is room already", [](attempt &a) { resize(a, 1000, 900); }},

    // array.h
    {"SlotbufArray_Check", looks_at_type,
     [](attempt &a) { check(a, exported(SlotbufArray_Check)); }},
    {"SlotbufArray_FromBytes", nullptr,
     [](attempt &a) { a.make([] { return SlotbufArray_FromBytes('h', "bytes!", 6); }); }},
    {"SlotbufArray_FromBytes", nullptr,
     [](attempt &a) { a.make([] { return SlotbufArray_FromBytes('d', nullptr, 0); }); }},
    {"SlotbufArray_New", nullptr,
     [](attempt &a) {
       a.make([] { return SlotbufArray_New(&SlotbufArray_Type, 'h', "bytes!", 6); });
     }},
    {"SlotbufArray_New", nullptr,
     [](attempt &a) {
       static PyTypeObject type = host_type("test.array", 0, &SlotbufArray_Type);
       PyType_Ready(&type);
       a.make([] { return SlotbufArray_New(&type, 'h', "bytes!", 6); });
     }},
    {"SlotbufArray_Size", reads_only,
     [](attempt &a) { read_number(a, array('h', "bytes!"), SlotbufArray_Size); }},
    {"SlotbufArray_ItemSize", reads_only,
     [](attempt &a) { read_number(a, array('h', "bytes!"), SlotbufArray_ItemSize); }},
    {"SlotbufArray_Typecode", reads_only,
     [](attempt &a) { read_number(a, array('h', "bytes!"), SlotbufArray_Typecode); }},

    // buffer.h
    {"PyBuffer_Check", looks_at_type, [](attempt &a) { check(a, exported(PyBuffer_Check)); }},
    {"PyBuffer_FromObject", nullptr, [](attempt &a) { make_window(a, PyBuffer_FromObject); }},
    {"PyBuffer_FromReadWriteObject", nullptr,
     [](attempt &a) { make_window(a, PyBuffer_FromReadWriteObject); }},
    {"PyBuffer_FromMemory", nullptr,
     [](attempt &a) { a.make([] { return PyBuffer_FromMemory(nullptr, 0); }); }},
    {"PyBuffer_FromReadWriteMemory", nullptr,
     [](attempt &a) { a.make([] { return PyBuffer_FromReadWriteMemory(nullptr, 0); }); }},
    {"PyBuffer_New", nullptr, [](attempt &a) { a.make([] { return PyBuffer_New(100); }); }},

    // int.h, long.h, float.h
    {"PyInt_Check", looks_at_type, [](attempt &a) { check(a, exported(PyInt_Check)); }},
    {"PyInt_CheckExact", looks_at_type, [](attempt &a) { check(a, exported(PyInt_CheckExact)); }},
    {"PyInt_FromLong", nullptr, [](attempt &a) { a.make([] { return PyInt_FromLong(1000); }); }},
    {"PyInt_FromSsize_t", nullptr,
     [](attempt &a) { a.make([] { return PyInt_FromSsize_t(1000); }); }},
    {"PyInt_FromSize_t", nullptr, [](attempt &a) { a.make([] { return PyInt_FromSize_t(7); }); }},
    {"PyInt_FromSize_t", nullptr,
     [](attempt &a) { a.make([] { return PyInt_FromSize_t(SIZE_MAX); }); }},
    {"PyInt_AsUnsignedLongMask", reads_only,
     [](attempt &a) { read_number(a, ref::steal(PyInt_FromLong(7)), PyInt_AsUnsignedLongMask); }},
    {"PyInt_AsUnsignedLongLongMask", reads_only,
     [](attempt &a) {
       read_number(a, ref::steal(PyInt_FromLong(7)), PyInt_AsUnsignedLongLongMask);
     }},
    {"PyInt_AsLong", reads_only,
     [](attempt &a) { read_number(a, ref::steal(PyInt_FromLong(7)), PyInt_AsLong); }},
    {"PyInt_AsSsize_t", reads_only,
     [](attempt &a) { read_number(a, ref::steal(PyInt_FromLong(7)), PyInt_AsSsize_t); }},
    {"PyInt_AS_LONG", reads_only,
     [](attempt &a) { read_number(a, ref::steal(PyInt_FromLong(7)), exported(PyInt_AS_LONG)); }},
    {"PyLong_Check", looks_at_type, [](attempt &a) { check(a, exported(PyLong_Check)); }},
    {"PyLong_CheckExact", looks_at_type,
     [](attempt &a) { check(a, exported(PyLong_CheckExact)); }},
    {"PyLong_FromLong", nullptr, [](attempt &a) { a.make([] { return PyLong_FromLong(7); }); }},
    {"PyLong_FromLongLong", nullptr,
     [](attempt &a) { a.make([] { return PyLong_FromLongLong(7); }); }},
    {"PyLong_FromSsize_t", nullptr,
     [](attempt &a) { a.make([] { return PyLong_FromSsize_t(7); }); }},
    {"PyLong_FromSize_t", nullptr, [](attempt &a) { a.make([] { return PyLong_FromSize_t(7); }); }},
    {"PyLong_FromUnsignedLong", nullptr,
     [](attempt &a) { a.make([] { return PyLong_FromUnsignedLong(7); }); }},
    {"PyLong_FromUnsignedLongLong", nullptr,
     [](attempt &a) { a.make([] { return PyLong_FromUnsignedLongLong(7); }); }},
    {"PyLong_AsLong", reads_only,
     [](attempt &a) { read_number(a, ref::steal(PyLong_FromLong(7)), PyLong_AsLong); }},
    {"PyLong_AsUnsignedLong", reads_only,
     [](attempt &a) { read_number(a, ref::steal(PyLong_FromLong(7)), PyLong_AsUnsignedLong); }},
    {"PyLong_AsLongLong", reads_only,
     [](attempt &a) { read_number(a, ref::steal(PyLong_FromLong(7)), PyLong_AsLongLong); }},
    {"PyLong_AsSsize_t", reads_only,
     [](attempt &a) { read_number(a, ref::steal(PyLong_FromLong(7)), PyLong_AsSsize_t); }},
    {"PyLong_AsUnsignedLongMask", reads_only,
     [](attempt &a) { read_number(a, ref::steal(PyLong_FromLong(7)), PyLong_AsUnsignedLongMask); }},
    {"PyLong_AsUnsignedLongLong", reads_only,
     [](attempt &a) { read_number(a, ref::steal(PyLong_FromLong(7)), PyLong_AsUnsignedLongLong); }},
    {"PyLong_AsUnsignedLongLongMask", reads_only,
     [](attempt &a) {
       read_number(a, ref::steal(PyLong_FromLong(7)), PyLong_AsUnsignedLongLongMask);
     }},
    {"PyLong_AsLongAndOverflow", reads_only,
     [](attempt &a) {
       read_number(a, ref::steal(PyLong_FromLong(7)), +[](PyObject *object) {
         int overflow;
         return PyLong_AsLongAndOverflow(object, &overflow);
       });
     }},
    {"PyLong_AsLongLongAndOverflow", reads_only,
     [](attempt &a) {
       read_number(a, ref::steal(PyLong_FromLong(7)), +[](PyObject *object) {
         int overflow;
         return PyLong_AsLongLongAndOverflow(object, &overflow);
       });
     }},
    {"PyFloat_Check", looks_at_type, [](attempt &a) { check(a, exported(PyFloat_Check)); }},
    {"PyFloat_CheckExact", looks_at_type,
     [](attempt &a) { check(a, exported(PyFloat_CheckExact)); }},
    {"PyFloat_FromDouble", nullptr,
     [](attempt &a) { a.make([] { return PyFloat_FromDouble(1.5); }); }},
    {"PyFloat_AsDouble", reads_only,
     [](attempt &a) { read_number(a, ref::steal(PyFloat_FromDouble(1.5)), PyFloat_AsDouble); }},
    {"PyFloat_AS_DOUBLE", reads_only,
     [](attempt &a) {
       read_number(a, ref::steal(PyFloat_FromDouble(1.5)), exported(PyFloat_AS_DOUBLE));
     }},

    // new_from_bytes.h
    {"Slotbuf_NewFromBytes", nullptr,
     [](attempt &a) {
       PyTypeObject *const type = derived_from(&PyString_Type);
       a.make([&] { return Slotbuf_NewFromBytes(type, "bytes", 5); });
     }},
    {"Slotbuf_NewFromBytes", nullptr,
     [](attempt &a) {
       PyTypeObject *const type = derived_from(&PyByteArray_Type);
       a.make([&] { return Slotbuf_NewFromBytes(type, "bytes", 5); });
     }},

    // representation.h
    {"PyObject_Repr", nullptr, [](attempt &a) { make_from(a, str("bytes"), PyObject_Repr); }},
    {"PyObject_Repr", nullptr, [](attempt &a) { make_from(a, bytearray("bytes"), PyObject_Repr); }},
    {"PyObject_Repr", nullptr,
     [](attempt &a) { make_from(a, window(str("bytes")), PyObject_Repr); }},
    {"PyObject_Repr", nullptr,
     [](attempt &a) { make_from(a, ref::steal(PyFloat_FromDouble(1.5)), PyObject_Repr); }},
    {"PyObject_Repr", nullptr,
     [](attempt &a) { make_from(a, ref::steal(PyLong_FromLong(7)), PyObject_Repr); }},
    {"PyObject_Repr", nullptr, [](attempt &a) { make_from(a, without_repr(), PyObject_Repr); }},
    {"PyObject_Repr", nullptr, [](attempt &a) { make_from(a, ref(), PyObject_Repr); }},
    {"PyObject_Repr", nullptr,
     [](attempt &a) {
       refuse_bad_text(a, PyObject_Repr,
                       "TypeError: __repr__ returned non-string (type bytearray)");
     }},
    {"PyObject_Str", "an exact str is its own",
     [](attempt &a) { make_from(a, str("bytes"), PyObject_Str); }},
    {"PyObject_Str", nullptr, [](attempt &a) { make_from(a, bytearray("bytes"), PyObject_Str); }},
    {"PyObject_Str", nullptr,
     [](attempt &a) { make_from(a, window(str("bytes")), PyObject_Str); }},
    {"PyObject_Str", nullptr,
     [](attempt &a) {
       refuse_bad_text(a, PyObject_Str,
                       "TypeError: __str__ returned non-string (type bytearray)");
     }},

    // sequence.h, truth.h
    {"PySequence_Check", looks_at_type, [](attempt &a) { check(a, PySequence_Check); }},
    {"PyObject_Size", nullptr, [](attempt &a) { size_in_vain(a, PyObject_Size); }},
    {"PySequence_Size", nullptr, [](attempt &a) { size_in_vain(a, PySequence_Size); }},
    {"PyObject_IsTrue", reads_only,
     [](attempt &a) { read_number(a, bytearray("bytes"), PyObject_IsTrue); }},
    {"PyObject_Not", reads_only,
     [](attempt &a) { read_number(a, bytearray("bytes"), PyObject_Not); }},
};

}  // namespace

std::span<const row> objects_rows() { return rows; }

}  // namespace slotbuf::test
