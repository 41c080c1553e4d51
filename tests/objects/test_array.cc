#include <slotbuf.h>

#include <cstdlib>
#include <cstring>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

struct typecode {
  char letter;
  Py_ssize_t size;
};

const typecode typecodes[] = {
    {'c', 1},
    {'b', 1},
    {'B', 1},
    {'u', 4},
    {'h', sizeof(short)},
    {'H', sizeof(short)},
    {'i', sizeof(int)},
    {'I', sizeof(int)},
    {'l', sizeof(long)},
    {'L', sizeof(long)},
    {'f', sizeof(float)},
    {'d', sizeof(double)},
};

const char sixteen[] = "sixteen bytes...";

TEST_CASE("array: every typecode has its item size, and its bytes are copied") {
  for (const typecode &row : typecodes) {
    CAPTURE(row.letter);
    const ref object = array(row.letter, sixteen);
    REQUIRE(object);
    CHECK(SlotbufArray_Typecode(object.get()) == row.letter);
    CHECK(SlotbufArray_ItemSize(object.get()) == row.size);
    CHECK(SlotbufArray_Size(object.get()) == 16 / row.size);
    CHECK(PyObject_Size(object.get()) == 16 / row.size);
    CHECK(read(object) == sixteen);
    CHECK(references(object) == 1);
  }
}

TEST_CASE("array: an empty one has memory of no bytes") {
  for (const typecode &row : typecodes) {
    CAPTURE(row.letter);
    for (const char *bytes : {sixteen, static_cast<const char *>(nullptr)}) {
      const ref object = ref::steal(SlotbufArray_FromBytes(row.letter, bytes, 0));
      REQUIRE(object);
      CHECK(SlotbufArray_Size(object.get()) == 0);
      const void *memory = nullptr;
      Py_ssize_t size = -1;
      CHECK(PyObject_AsReadBuffer(object.get(), &memory, &size) == 0);
      CHECK(size == 0);
      CHECK(memory != nullptr);
    }
  }
}

TEST_CASE("array: without bytes its items are the caller's to fill") {
  const ref object = ref::steal(SlotbufArray_FromBytes('i', nullptr, 3 * sizeof(int)));
  REQUIRE(object);
  CHECK(SlotbufArray_Size(object.get()) == 3);
  void *memory = nullptr;
  Py_ssize_t size = 0;
  REQUIRE(PyObject_AsWriteBuffer(object.get(), &memory, &size) == 0);
  static_cast<int *>(memory)[2] = 7;
  CHECK(reinterpret_cast<std::uintptr_t>(memory) % alignof(double) == 0);
}

TEST_CASE("array: a letter that is no typecode is refused") {
  for (int letter = 0; letter < 256; ++letter) {
    if (letter != 0 && std::strchr("cbBuhHiIlLfd", letter)) continue;
    CAPTURE(letter);
    CHECK(SlotbufArray_FromBytes(static_cast<char>(letter), sixteen, 16) == nullptr);
    CHECK(take_error() ==
          "ValueError: bad typecode (must be c, b, B, u, h, H, i, I, l, L, f or d)");
  }
}

TEST_CASE("array: bytes that are no whole number of items are refused") {
  for (const typecode &row : typecodes) {
    CAPTURE(row.letter);
    for (Py_ssize_t size = 0; size <= 16; ++size) {
      CAPTURE(size);
      const ref object = ref::steal(SlotbufArray_FromBytes(row.letter, sixteen, size));
      CHECK(static_cast<bool>(object) == (size % row.size == 0));
      CHECK(take_error() ==
            (object ? no_error : "ValueError: string length not a multiple of item size"));
    }
  }
}

TEST_CASE("array: sizes that cannot be are refused") {
  for (const typecode &row : typecodes) {
    CAPTURE(row.letter);
    for (const Py_ssize_t size : {Py_ssize_t{-8}, Py_ssize_t{-1}, PY_SSIZE_T_MIN}) {
      CAPTURE(size);
      CHECK(SlotbufArray_FromBytes(row.letter, sixteen, size) == nullptr);
      CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
      PyErr_Clear();
    }
    const Py_ssize_t most = PY_SSIZE_T_MAX / row.size * row.size;
    for (const Py_ssize_t size : {most, most - row.size}) {
      CAPTURE(size);
      CHECK(SlotbufArray_FromBytes(row.letter, nullptr, size) == nullptr);
      CHECK(take_error() == "MemoryError");
    }
  }
}

struct wide_array {
  SlotbufArrayObject array;
  long members[5];
};

TEST_CASE("array: a type that derives from it makes arrays of every typecode") {
  static PyTypeObject narrow = host_type("test.array", 0, &SlotbufArray_Type);
  static PyTypeObject wide = host_type("test.array", sizeof(wide_array), &narrow);
  static PyTypeObject own = host_type("test.array", sizeof(wide_array), &SlotbufArray_Type);
  own.tp_alloc = [](PyTypeObject *type, Py_ssize_t) {
    return PyObject_Init(static_cast<PyObject *>(std::malloc(sizeof(wide_array))), type);
  };
  own.tp_free = std::free;
  for (PyTypeObject *type : {&narrow, &wide, &own, &SlotbufArray_Type}) {
    REQUIRE(PyType_Ready(type) == 0);
    for (const typecode &row : typecodes) {
      CAPTURE(row.letter);
      const ref made = ref::steal(SlotbufArray_New(type, row.letter, sixteen, 16));
      REQUIRE(made);
      CHECK(Py_TYPE(made.get()) == type);
      CHECK(SlotbufArray_Typecode(made.get()) == row.letter);
      CHECK(SlotbufArray_Size(made.get()) == 16 / row.size);
      CHECK(read(made) == "sixteen bytes...");
      const ref plain = array(row.letter, "sixteen bytes...");
      CHECK(PyObject_RichCompareBool(made.get(), plain.get(), Py_EQ) ==
            (row.letter == 'u' ? -1 : 1));
      PyErr_Clear();
      CHECK(SlotbufArray_Extend(made.get(), plain.get()) == 0);
      CHECK(read(made) == "sixteen bytes...sixteen bytes...");
      const ref joined = ref::steal(PySequence_Concat(made.get(), made.get()));
      CHECK(Py_TYPE(joined.get()) == &SlotbufArray_Type);
      CHECK(PySequence_Size(joined.get()) == 4 * 16 / row.size);
      const ref window = writable_window(made);
      CHECK(read(window) == read(made));
    }
    const ref empty = ref::steal(SlotbufArray_New(type, 'd', nullptr, 0));
    CHECK(SlotbufArray_Append(empty.get(), real(1.5).get()) == 0);
    CHECK(SlotbufArray_Size(empty.get()) == 1);
  }
  const ref made = ref::steal(SlotbufArray_New(&wide, 'c', "bytes", 5));
  for (const long member : reinterpret_cast<wide_array *>(made.get())->members) CHECK(member == 0);
}

TEST_CASE("array: other types, and those that are not readied, make none") {
  static PyTypeObject unready = host_type("test.unready", 0, &SlotbufArray_Type);
  PyTypeObject *const types[] = {&unready, &PyByteArray_Type, &PyInt_Type, &PyBaseObject_Type};
  for (PyTypeObject *type : types) {
    CHECK(SlotbufArray_New(type, 'c', "bytes", 5) == nullptr);
    CHECK(take_error() == "TypeError: SlotbufArray_New makes arrays and readied subtypes of them");
  }
  CHECK(SlotbufArray_New(nullptr, 'c', "bytes", 5) == nullptr);
  CHECK(take_error() == "SystemError: null argument to internal routine");
  CHECK(SlotbufArray_New(&SlotbufArray_Type, 'x', "bytes", 5) == nullptr);
  CHECK(take_error() == "ValueError: bad typecode (must be c, b, B, u, h, H, i, I, l, L, f or d)");
  CHECK(SlotbufArray_New(&SlotbufArray_Type, 'h', "bytes", 5) == nullptr);
  CHECK(take_error() == "ValueError: string length not a multiple of item size");
  CHECK(SlotbufArray_New(&SlotbufArray_Type, 'h', "bytes", -2) == nullptr);
  CHECK(take_error() == "SystemError: Negative size passed to SlotbufArray_FromBytes");
}

TEST_CASE("array: its functions refuse anything else") {
  for (const ref &object : {ref(), ref::share(Py_None), str("bytes"), bytearray("bytes"),
                            window(array('h', sixteen))}) {
    CHECK(SlotbufArray_Size(object.get()) == -1);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
    CHECK(SlotbufArray_ItemSize(object.get()) == -1);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
    CHECK(SlotbufArray_Typecode(object.get()) == '\0');
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
    if (!object) continue;
    CHECK(SlotbufArray_Check(object.get()) == 0);
    CHECK(exported(SlotbufArray_Check)(object.get()) == 0);
  }
  const ref object = array('h', sixteen);
  CHECK(SlotbufArray_Check(object.get()) == 1);
  CHECK(exported(SlotbufArray_Check)(object.get()) == 1);
}

TEST_CASE("array: has no char slot and gives no views, not even of characters") {
  for (const typecode &row : typecodes) {
    CAPTURE(row.letter);
    const ref object = array(row.letter, sixteen);
    const char *characters = nullptr;
    Py_ssize_t size = 0;
    CHECK(PyObject_AsCharBuffer(object.get(), &characters, &size) == -1);
    CHECK(take_error() == "TypeError: expected a string or other character buffer object");
    CHECK(PyObject_AsCharBuffer(window(object).get(), &characters, &size) == -1);
    CHECK(take_error() == "TypeError: char buffer type not available");
    CHECK(PyObject_CheckBuffer(object.get()) == 0);
  }
}

TEST_CASE("array: its slots give one segment to read and to write, and refuse others") {
  const ref object = array('h', sixteen);
  const PyBufferProcs &procs = *SlotbufArray_Type.tp_as_buffer;
  void *bytes = nullptr;
  Py_ssize_t size = 0;
  CHECK(procs.bf_getsegcount(object.get(), &size) == 1);
  CHECK(size == 16);
  CHECK(procs.bf_getreadbuffer(object.get(), 0, &bytes) == 16);
  CHECK(procs.bf_getwritebuffer(object.get(), 0, &bytes) == 16);
  for (const Py_ssize_t segment : {Py_ssize_t{1}, Py_ssize_t{-1}, PY_SSIZE_T_MAX}) {
    CAPTURE(segment);
    CHECK(procs.bf_getreadbuffer(object.get(), segment, &bytes) == -1);
    CHECK(take_error() == "SystemError: Accessing non-existent array segment");
    CHECK(procs.bf_getwritebuffer(object.get(), segment, &bytes) == -1);
    CHECK(take_error() == "SystemError: Accessing non-existent array segment");
  }
}

}  // namespace
}  // namespace slotbuf::test
