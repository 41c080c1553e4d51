// Objects made of numbers and bytes, and of other objects.
#include <cstring>

#include "machine.hh"

namespace slotbuf::fuzz {
namespace {

PyObject *part(std::optional<long> number) { return number ? PyInt_FromLong(*number) : nullptr; }
handle model_part(std::optional<long> number) { return number ? integer(*number) : none(); }

reply make_slice(call &c) {
  PyObject *parts[3] = {};
  PyObject *made = nullptr;
  for (int i = 0; i < 3; ++i) {
    parts[i] = part(c.k(1 + i));
    if (PyErr_Occurred()) break;
  }
  if (!PyErr_Occurred()) made = PySlice_New(parts[0], parts[1], parts[2]);
  for (PyObject *each : parts) Py_XDECREF(each);
  return given(made);
}

PyObject *new_reference(PyObject *object) {
  Py_INCREF(object);
  return object;
}

// The bytes as a C string.
std::string c_string(call &c) {
  return {c.text(), strnlen(c.text(), static_cast<size_t>(c.text_size()))};
}

answer interned(call &c) {
  const std::string text = c_string(c);
  return {intern(str({text.begin(), text.end()}))};
}

reply intern_in_place(call &c) {
  PyString_InternInPlace(&c.o(0));
  return {};
}

PyObject *new_array(call &c) {
  return SlotbufArray_FromBytes(typecode_of(static_cast<unsigned char>(c.operand(1))), c.text(),
                                c.text_size());
}

answer model_array(call &c) {
  handle made = array(typecode_of(static_cast<unsigned char>(c.operand(1))), c.op.data);
  if (c.text_size() % item_size(made)) fail("ValueError");
  return {made};
}

// The bytes are filled in first: nobody may read uninitialised ones.
template <PyObject *(*make)(const char *, Py_ssize_t)>
reply sized(call &c) {
  PyObject *const made = make(nullptr, c.n(1));
  if (made && c.n(1) > 0)
    std::memset(reinterpret_cast<SlotbufBytesObject *>(made)->ob_bytes, 'z',
                static_cast<size_t>(c.n(1)));
  return given(made);
}

bytes sized_bytes(long size, const char *too_large) {
  if (size < 0) fail("SystemError");
  if (size > PY_SSIZE_T_MAX - 34) fail(too_large);
  if (size > 1L << 40) fail("MemoryError");
  return bytes(static_cast<size_t>(size), 'z');
}

reply new_buffer(call &c) {
  PyObject *const made = PyBuffer_New(c.n(1));
  void *at;
  Py_ssize_t size;
  if (made && PyObject_AsWriteBuffer(made, &at, &size) == 0)
    std::memset(at, 0, static_cast<size_t>(size));
  return given(made);
}

const word table[] = {
    {"starve", "N", never_fails, nullptr, nullptr},
    {"none", "r", never_fails, [](call &) { return given(new_reference(Py_None)); },
     [](call &) { return answer{none()}; }},
    {"int", "rN", never_fails, [](call &c) { return given(PyInt_FromSsize_t(c.n(1))); },
     [](call &c) { return answer{integer(c.n(1))}; }},
    {"long", "rN", never_fails, [](call &c) { return given(PyLong_FromLong(c.n(1))); },
     [](call &c) { return answer{integer(c.n(1), true)}; }},
    {"unsigned_long", "rN", never_fails,
     [](call &c) { return given(PyLong_FromUnsignedLong(static_cast<unsigned long>(c.n(1)))); },
     [](call &c) { return answer{integer(static_cast<unsigned long>(c.n(1)), true)}; }},
    {"str", "rB", never_fails,
     [](call &c) { return given(PyString_FromStringAndSize(c.text(), c.text_size())); },
     [](call &c) { return answer{str(c.op.data)}; }},
    {"bytearray", "rB", never_fails,
     [](call &c) { return given(PyByteArray_FromStringAndSize(c.text(), c.text_size())); },
     [](call &c) { return answer{bytearray(c.op.data)}; }},
    {"array", "rTB", plain, [](call &c) { return given(new_array(c)); }, model_array},
    {"str_size", "rN", makes_size, sized<PyString_FromStringAndSize>,
     [](call &c) { return answer{filled_str(sized_bytes(c.n(1), "OverflowError"))}; }},
    {"bytearray_size", "rN", makes_size, sized<PyByteArray_FromStringAndSize>,
     [](call &c) { return answer{bytearray(sized_bytes(c.n(1), "MemoryError"))}; }},
    {"buffer_new", "rN", makes_size, new_buffer,
     [](call &c) { return answer{buffer_new(c.n(1))}; }},
    {"slice", "rKKK", never_fails, make_slice,
     [](call &c) {
       return answer{slice(model_part(c.k(1)), model_part(c.k(2)), model_part(c.k(3)))};
     }},
    {"slicekey", "rOOO", nests | never_fails,
     [](call &c) { return given(PySlice_New(c.o(1), c.o(2), c.o(3))); },
     [](call &c) { return answer{slice(c.m(1), c.m(2), c.m(3))}; }},
    {"copy", "rO", never_fails, [](call &c) { return given(new_reference(c.o(1))); },
     [](call &c) { return answer{c.m(1)}; }},
    {"buffer", "rONN", plain,
     [](call &c) { return given(PyBuffer_FromObject(c.o(1), c.n(2), c.n(3))); },
     [](call &c) { return answer{buffer(c.m(1), c.n(2), c.n(3), true)}; }},
    {"buffer_rw", "rONN", plain,
     [](call &c) { return given(PyBuffer_FromReadWriteObject(c.o(1), c.n(2), c.n(3))); },
     [](call &c) { return answer{buffer(c.m(1), c.n(2), c.n(3), false)}; }},
    {"memoryview", "rO", plain, [](call &c) { return given(PyMemoryView_FromObject(c.o(1))); },
     [](call &c) { return answer{memoryview(c.m(1))}; }},
    {"bytearray_from", "rO", counts, [](call &c) { return given(PyByteArray_FromObject(c.o(1))); },
     [](call &c) { return answer{bytearray_from(c.m(1))}; }},
    {"intern", "rB", never_fails | wants_memory,
     [](call &c) { return given(PyString_InternFromString(c_string(c).c_str())); }, interned},
    {"intern_in_place", "O", never_fails | wants_memory, intern_in_place,
     [](call &c) {
       c.m(0) = intern(std::move(c.m(0)));
       return answer{};
     }},
};

}  // namespace

const std::span<const word> making_words = table;

}  // namespace slotbuf::fuzz
