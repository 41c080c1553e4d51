#include <slotbuf.h>

#include <cstring>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

PyTypeObject *derived_type() {
  static PyTypeObject type = host_type("test.str", 0, &PyString_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  return &type;
}

TEST_CASE("str: copies its bytes, whatever they are, and ends them with a NUL") {
  for (const std::size_t size : {0, 1, 2, 15, 16, 17, 1000, 100'000}) {
    CAPTURE(size);
    std::string bytes(size, 'b');
    if (size > 2) bytes[1] = '\0';
    const ref object = str(bytes);
    REQUIRE(object);
    CHECK(PyString_Size(object.get()) == length(bytes));
    CHECK(std::memcmp(PyString_AsString(object.get()), bytes.c_str(), size + 1) == 0);
    CHECK(PyString_AsString(object.get()) != bytes.data());
    CHECK(read(object) == bytes);
  }
}

TEST_CASE("str: FromString takes the bytes before the NUL") {
  CHECK(read(ref::steal(PyString_FromString("a text"))) == "a text");
  CHECK(read(ref::steal(PyString_FromString(""))).empty());
  CHECK(PyString_FromString(nullptr) == nullptr);
  CHECK(take_error() == "SystemError: null argument to internal routine");
}

TEST_CASE("str: the empty one and those of one byte are shared") {
  CHECK(str("").get() == str("").get());
  CHECK(str("").get() == ref::steal(PyString_FromString("")).get());
  CHECK(str("").get() == ref::steal(PyString_FromStringAndSize(nullptr, 0)).get());
  for (int byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    const char bytes[] = {static_cast<char>(byte), '\0'};
    const ref object = str({bytes, 1});
    CHECK(object.get() == str({bytes, 1}).get());
    CHECK(PyString_GET_SIZE(object.get()) == 1);
    CHECK(std::memcmp(PyString_AS_STRING(object.get()), bytes, 2) == 0);
    if (byte != 0) CHECK(object.get() == ref::steal(PyString_FromString(bytes)).get());
  }
}

TEST_CASE("str: without bytes it is the caller's to fill, and nobody else's") {
  for (const Py_ssize_t size : {1, 2, 1000}) {
    CAPTURE(size);
    const ref object = ref::steal(PyString_FromStringAndSize(nullptr, size));
    REQUIRE(object);
    CHECK(references(object) == 1);
    char *const bytes = PyString_AS_STRING(object.get());
    CHECK(bytes[size] == '\0');
    std::memset(bytes, 'x', static_cast<std::size_t>(size));
    CHECK(read(object) == std::string(static_cast<std::size_t>(size), 'x'));
  }
  CHECK(read(str("z")) == "z");
}

TEST_CASE("str: sizes that cannot be are refused") {
  for (const char *bytes : {"bytes", static_cast<const char *>(nullptr)}) {
    for (const Py_ssize_t size : {Py_ssize_t{-1}, Py_ssize_t{-2}, PY_SSIZE_T_MIN}) {
      CAPTURE(size);
      CHECK(PyString_FromStringAndSize(bytes, size) == nullptr);
      CHECK(take_error() == "SystemError: Negative size passed to PyString_FromStringAndSize");
    }
    for (const Py_ssize_t size : {PY_SSIZE_T_MAX, PY_SSIZE_T_MAX - 1}) {
      CAPTURE(size);
      CHECK(PyString_FromStringAndSize(bytes, size) == nullptr);
      CHECK(take_error() == "OverflowError: string is too large");
    }
    CHECK(PyString_FromStringAndSize(bytes, PY_SSIZE_T_MAX / 2) == nullptr);
    CHECK(take_error() == "MemoryError");
  }
}

TEST_CASE("str: size and bytes are refused for anything else") {
  struct row {
    ref object;
    const char *error;
  };
  const row rows[] = {
      {ref::share(Py_None), "TypeError: expected string or Unicode object, NoneType found"},
      {bytearray("x"), "TypeError: expected string or Unicode object, bytearray found"},
      {window(str("x")), "TypeError: expected string or Unicode object, buffer found"},
      {ref(), "SystemError: null argument to internal routine"},
  };
  for (const row &row : rows) {
    CAPTURE(row.error);
    CHECK(PyString_Size(row.object.get()) == -1);
    CHECK(take_error() == row.error);
    CHECK(PyString_AsString(row.object.get()) == nullptr);
    CHECK(take_error() == row.error);
  }
}

TEST_CASE("str: checks tell strs, subtypes and others apart") {
  const ref exact = str("bytes");
  const ref special = ref::steal(Slotbuf_NewFromBytes(derived_type(), "bytes", 5));
  const ref other = bytearray("bytes");
  struct row {
    PyObject *object;
    int is, is_exactly;
  };
  for (const row &row : {row{exact.get(), 1, 1}, {special.get(), 1, 0}, {other.get(), 0, 0}}) {
    CAPTURE(Py_TYPE(row.object)->tp_name);
    CHECK(PyString_Check(row.object) == row.is);
    CHECK(exported(PyString_Check)(row.object) == row.is);
    CHECK(PyString_CheckExact(row.object) == row.is_exactly);
    CHECK(exported(PyString_CheckExact)(row.object) == row.is_exactly);
  }
  CHECK(PyString_Size(special.get()) == 5);
  CHECK(exported(PyString_GET_SIZE)(special.get()) == 5);
  CHECK(std::string(exported(PyString_AS_STRING)(special.get())) == "bytes");
}

TEST_CASE("str: its slots give one segment, nothing to write to, and refuse other segments") {
  const ref object = str("bytes");
  const PyBufferProcs &procs = *PyString_Type.tp_as_buffer;
  void *bytes = nullptr;
  char *characters = nullptr;
  Py_ssize_t size = 0;
  CHECK(procs.bf_getsegcount(object.get(), nullptr) == 1);
  CHECK(procs.bf_getsegcount(object.get(), &size) == 1);
  CHECK(size == 5);
  CHECK(procs.bf_getreadbuffer(object.get(), 0, &bytes) == 5);
  CHECK(bytes == PyString_AS_STRING(object.get()));
  CHECK(procs.bf_getcharbuffer(object.get(), 0, &characters) == 5);
  CHECK(characters == PyString_AS_STRING(object.get()));
  for (const Py_ssize_t segment : {Py_ssize_t{1}, Py_ssize_t{-1}, PY_SSIZE_T_MAX}) {
    CAPTURE(segment);
    CHECK(procs.bf_getreadbuffer(object.get(), segment, &bytes) == -1);
    CHECK(take_error() == "SystemError: accessing non-existent string segment");
    CHECK(procs.bf_getcharbuffer(object.get(), segment, &characters) == -1);
    CHECK(take_error() == "SystemError: accessing non-existent string segment");
    CHECK(procs.bf_getwritebuffer(object.get(), segment, &bytes) == -1);
    CHECK(take_error() == "TypeError: Cannot use string as modifiable buffer");
  }
  CHECK((procs.bf_getbuffer != nullptr));
  CHECK((procs.bf_releasebuffer == nullptr));
}

TEST_CASE("str: writing through the protocol is refused by its slot, not for want of one") {
  void *bytes = nullptr;
  Py_ssize_t size = 0;
  CHECK(PyObject_AsWriteBuffer(str("bytes").get(), &bytes, &size) == -1);
  CHECK(take_error() == "TypeError: Cannot use string as modifiable buffer");
}

}  // namespace
}  // namespace slotbuf::test
