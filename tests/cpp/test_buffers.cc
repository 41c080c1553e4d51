#include <slotbuf.hpp>

#include <cstring>
#include <string>

#include "../support/doctest.hh"

namespace {

using slotbuf::ref;

const short numbers[] = {1, 2, 3};

struct kind {
  const char *name;
  PyObject *(*make)();
  std::string bytes;
};

const kind kinds[] = {
    {"str", [] { return PyString_FromString("text"); }, "text"},
    {"empty str", [] { return PyString_FromString(""); }, ""},
    {"bytearray", [] { return PyByteArray_FromStringAndSize("text", 4); }, "text"},
    {"array", [] { return SlotbufArray_FromBytes('h', numbers, sizeof numbers); },
     std::string(reinterpret_cast<const char *>(numbers), sizeof numbers)},
    {"int", [] { return PyInt_FromLong(1); }, ""},
};

template <class Bytes>
std::string content(const Bytes &bytes) {
  return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

// [answer] is what [call] answers in C: the bytes, or the error that is pending then.
template <class Result, class Pointer>
void check_same(const Result &answer, int (*call)(PyObject *, Pointer **, Py_ssize_t *),
                const ref &object, const std::string &bytes) {
  Pointer *where;
  Py_ssize_t size;
  if (call(object.get(), &where, &size) == 0) {
    CHECK(answer);
    CHECK(answer->data() == static_cast<const void *>(where));
    CHECK(content(*answer) == bytes);
    return;
  }
  const slotbuf::error expected = slotbuf::error::take();
  CHECK_FALSE(answer);
  CHECK(answer->empty());
  CHECK(answer.error().type() == expected.type());
  CHECK(answer.error().text() == expected.text());
}

}  // namespace

TEST_CASE("read_buffer, write_buffer and char_buffer answer as the C calls do, on each type") {
  for (const kind &row : kinds) {
    CAPTURE(row.name);
    const ref object = ref::steal(row.make());
    check_same(slotbuf::read_buffer(object), PyObject_AsReadBuffer, object, row.bytes);
    check_same(slotbuf::write_buffer(object), PyObject_AsWriteBuffer, object, row.bytes);
    check_same(slotbuf::char_buffer(object), PyObject_AsCharBuffer, object, row.bytes);
  }
}

TEST_CASE("read_buffer: a failure leaves no error pending") {
  const auto bytes = slotbuf::read_buffer(Py_None);
  CHECK_FALSE(bytes);
  CHECK(PyErr_Occurred() == nullptr);
  CHECK(std::strcmp(bytes.error().name(), "TypeError") == 0);
  CHECK(bytes.error().text() == "expected a readable buffer object");
}

TEST_CASE("read_buffer: NULL is refused as in C") {
  const ref nothing;
  CHECK(slotbuf::read_buffer(nothing).error().is(PyExc_SystemError));
  CHECK(slotbuf::write_buffer(nullptr).error().is(PyExc_SystemError));
  CHECK(slotbuf::char_buffer(nullptr).error().is(PyExc_SystemError));
}

TEST_CASE("write_buffer: what is written is in the object") {
  const ref object = ref::steal(PyByteArray_FromStringAndSize("text", 4));
  (*slotbuf::write_buffer(object))[0] = std::byte{'n'};
  CHECK(*slotbuf::char_buffer(object) == "next");
}
