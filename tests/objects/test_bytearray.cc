#include <slotbuf.h>

#include <cstring>
#include <string>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

bool ends_with_nul(const ref &object) {
  return PyByteArray_AS_STRING(object.get())[PyByteArray_GET_SIZE(object.get())] == '\0';
}

TEST_CASE("bytearray: copies its bytes, and has a NUL behind them") {
  for (const std::size_t size : {0, 1, 2, 15, 16, 1000, 100'000}) {
    CAPTURE(size);
    const std::string bytes(size, 'b');
    const ref object = bytearray(bytes);
    REQUIRE(object);
    CHECK(PyByteArray_Size(object.get()) == length(bytes));
    CHECK(PyByteArray_AsString(object.get()) != nullptr);
    CHECK(ends_with_nul(object));
    CHECK(read(object) == bytes);
    CHECK(references(object) == 1);
  }
}

TEST_CASE("bytearray: without bytes it is the caller's to fill") {
  for (const Py_ssize_t size : {0, 1, 1000}) {
    CAPTURE(size);
    const ref object = ref::steal(PyByteArray_FromStringAndSize(nullptr, size));
    REQUIRE(object);
    CHECK(PyByteArray_Size(object.get()) == size);
    CHECK(ends_with_nul(object));
    std::memset(PyByteArray_AsString(object.get()), 'x', static_cast<std::size_t>(size));
  }
}

TEST_CASE("bytearray: sizes that cannot be are refused") {
  for (const char *bytes : {"bytes", static_cast<const char *>(nullptr)}) {
    for (const Py_ssize_t size : {Py_ssize_t{-1}, PY_SSIZE_T_MIN}) {
      CAPTURE(size);
      CHECK(PyByteArray_FromStringAndSize(bytes, size) == nullptr);
      CHECK(take_error() == "SystemError: Negative size passed to PyByteArray_FromStringAndSize");
    }
    for (const Py_ssize_t size : {PY_SSIZE_T_MAX, PY_SSIZE_T_MAX - 1, PY_SSIZE_T_MAX / 2}) {
      CAPTURE(size);
      CHECK(PyByteArray_FromStringAndSize(bytes, size) == nullptr);
      CHECK(take_error() == "MemoryError");
    }
  }
}

TEST_CASE("bytearray: a resize keeps what fits, and the NUL behind it") {
  const std::string text = "0123456789abcdefghijklmnopqrstuvwxyz";
  for (const Py_ssize_t from : {0, 1, 10, 36}) {
    for (const Py_ssize_t to : {0, 1, 5, 9, 10, 11, 12, 36, 1000, 100'000}) {
      CAPTURE(from);
      CAPTURE(to);
      const ref object = bytearray(text.substr(0, static_cast<std::size_t>(from)));
      CHECK(PyByteArray_Resize(object.get(), to) == 0);
      CHECK(PyByteArray_Size(object.get()) == to);
      CHECK(ends_with_nul(object));
      const auto kept = static_cast<std::size_t>(from < to ? from : to);
      CHECK(read(object).substr(0, kept) == text.substr(0, kept));
      CHECK(PyByteArray_Resize(object.get(), from) == 0);
      CHECK(PyByteArray_Size(object.get()) == from);
      CHECK(read(object).substr(0, kept) == text.substr(0, kept));
    }
  }
}

TEST_CASE("bytearray: growing byte by byte asks for memory now and then only") {
  const ref object = bytearray("");
  const long before = allocations_so_far();
  for (Py_ssize_t size = 1; size <= 100'000; ++size) {
    if (PyByteArray_Resize(object.get(), size) < 0) break;
    PyByteArray_AS_STRING(object.get())[size - 1] = static_cast<char>(size);
  }
  CHECK(PyByteArray_Size(object.get()) == 100'000);
  CHECK(PyByteArray_AS_STRING(object.get())[99'999] == static_cast<char>(100'000));
  CHECK(allocations_so_far() - before < 200);
  CHECK(PyByteArray_Resize(object.get(), 0) == 0);
  CHECK(memory_in_use().bytes < 10'000);
}

TEST_CASE("bytearray: a resize that cannot be leaves it as it was") {
  const ref object = bytearray("bytes");
  struct row {
    Py_ssize_t size;
    const char *error;
  };
  const row rows[] = {{PY_SSIZE_T_MAX, "MemoryError"},
                      {PY_SSIZE_T_MAX - 1, "MemoryError"},
                      {PY_SSIZE_T_MAX / 2, "MemoryError"}};
  for (const row &row : rows) {
    CAPTURE(row.size);
    CHECK(PyByteArray_Resize(object.get(), row.size) == -1);
    CHECK(take_error() == row.error);
    CHECK(read(object) == "bytes");
  }
  for (const Py_ssize_t size : {Py_ssize_t{-1}, PY_SSIZE_T_MIN}) {
    CAPTURE(size);
    CHECK(PyByteArray_Resize(object.get(), size) == -1);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
    CHECK(read(object) == "bytes");
  }
  CHECK(PyByteArray_Resize(object.get(), 6) == 0);
}

TEST_CASE("bytearray: size, bytes and resizing are refused for anything else") {
  for (const ref &object : {ref(), ref::share(Py_None), str("bytes"), array('b', "bytes"),
                            window(bytearray("bytes"))}) {
    CHECK(PyByteArray_Size(object.get()) == -1);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
    CHECK(PyByteArray_AsString(object.get()) == nullptr);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
    CHECK(PyByteArray_Resize(object.get(), 3) == -1);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
  }
}

TEST_CASE("bytearray: checks tell bytearrays, subtypes and others apart") {
  static PyTypeObject type = host_type("test.bytearray", 0, &PyByteArray_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  const ref exact = bytearray("bytes");
  const ref special = ref::steal(Slotbuf_NewFromBytes(&type, "bytes", 5));
  const ref other = str("bytes");
  struct row {
    PyObject *object;
    int is, is_exactly;
  };
  for (const row &row : {row{exact.get(), 1, 1}, {special.get(), 1, 0}, {other.get(), 0, 0}}) {
    CAPTURE(Py_TYPE(row.object)->tp_name);
    CHECK(PyByteArray_Check(row.object) == row.is);
    CHECK(exported(PyByteArray_Check)(row.object) == row.is);
    CHECK(PyByteArray_CheckExact(row.object) == row.is_exactly);
    CHECK(exported(PyByteArray_CheckExact)(row.object) == row.is_exactly);
  }
  CHECK(exported(PyByteArray_GET_SIZE)(special.get()) == 5);
  CHECK(std::string(exported(PyByteArray_AS_STRING)(special.get())) == "bytes");
  CHECK(PyByteArray_Resize(special.get(), 100) == 0);
}

TEST_CASE("bytearray: its slots give one segment to read and to write, and refuse others") {
  const ref object = bytearray("bytes");
  const PyBufferProcs &procs = *PyByteArray_Type.tp_as_buffer;
  void *bytes = nullptr;
  char *characters = nullptr;
  Py_ssize_t size = 0;
  CHECK(procs.bf_getsegcount(object.get(), &size) == 1);
  CHECK(size == 5);
  CHECK(procs.bf_getreadbuffer(object.get(), 0, &bytes) == 5);
  CHECK(procs.bf_getwritebuffer(object.get(), 0, &bytes) == 5);
  CHECK(bytes == PyByteArray_AS_STRING(object.get()));
  CHECK(procs.bf_getcharbuffer(object.get(), 0, &characters) == 5);
  for (const Py_ssize_t segment : {Py_ssize_t{1}, Py_ssize_t{-1}, PY_SSIZE_T_MAX}) {
    CAPTURE(segment);
    CHECK(procs.bf_getreadbuffer(object.get(), segment, &bytes) == -1);
    CHECK(take_error() == "SystemError: accessing non-existent bytes segment");
    CHECK(procs.bf_getwritebuffer(object.get(), segment, &bytes) == -1);
    CHECK(take_error() == "SystemError: accessing non-existent bytes segment");
    CHECK(procs.bf_getcharbuffer(object.get(), segment, &characters) == -1);
    CHECK(take_error() == "SystemError: accessing non-existent bytes segment");
  }
}

}  // namespace
}  // namespace slotbuf::test
