#include <slotbuf.hpp>

#include <string>
#include <utility>

#include "../support/doctest.hh"
#include "../support/error.hh"

namespace {

using slotbuf::lease;
using slotbuf::lease_of;
using slotbuf::ref;
using slotbuf::result;
using slotbuf::test::take_error;

ref bytearray() { return ref::steal(PyByteArray_FromStringAndSize("bytes!", 6)); }

template <class Bytes>
std::string content(const Bytes &bytes) {
  return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

// A memoryview on every second byte of six.
ref every_second() {
  static char bytes[] = "bytes!";
  static Py_ssize_t count = 3, step = 2;
  Py_buffer view;
  PyBuffer_FillInfo(&view, nullptr, bytes, 6, 0, PyBUF_FULL);
  view.len = count;
  view.shape = &count;
  view.strides = &step;
  return ref::steal(PyMemoryView_FromBuffer(&view));
}

}  // namespace

TEST_CASE("lease: it lends the bytes, and they stay in place until it ends") {
  const ref object = bytearray();
  {
    const result<lease> held = lease_of(object);
    CHECK(held);
    CHECK(held->object() == object.get());
    CHECK(content(held->bytes()) == "bytes!");
    CHECK(PyByteArray_Resize(object.get(), 100) == -1);
    CHECK(take_error() == "BufferError: Existing exports of data: object cannot be re-sized");
  }
  CHECK(PyByteArray_Resize(object.get(), 100) == 0);
}

TEST_CASE("lease: it holds the object") {
  ref object = bytearray();
  const result<lease> held = lease_of(object);
  object.reset();
  CHECK(content(held->bytes()) == "bytes!");
}

TEST_CASE("lease: a move passes the view on, an assignment gives the old one back") {
  const ref object = bytearray(), other = bytearray();
  lease first = *lease_of(object, PyBUF_FULL);
  lease second = std::move(first);
  CHECK(first.object() == nullptr);
  CHECK(first.bytes().empty());
  CHECK(content(second.bytes()) == "bytes!");
  second = *lease_of(other);
  CHECK(PyByteArray_Resize(object.get(), 100) == 0);
  CHECK(PyByteArray_Resize(other.get(), 100) == -1);
  CHECK(take_error() == "BufferError: Existing exports of data: object cannot be re-sized");
  second = lease();
  CHECK(PyByteArray_Resize(other.get(), 100) == 0);
}

TEST_CASE("lease: one that is assigned to itself stays") {
  const ref object = bytearray();
  lease held = *lease_of(object, PyBUF_FULL);
  lease &same = held;
  held = std::move(same);
  CHECK(content(held.bytes()) == "bytes!");
  CHECK(held.view().shape[0] == 6);
}

TEST_CASE("lease: shape and strides move with the view that they are in") {
  const ref object = bytearray();
  lease first = *lease_of(object, PyBUF_FULL);
  const lease second = std::move(first);
  first = *lease_of(ref::steal(PyString_FromString("another")), PyBUF_FULL_RO);
  CHECK(second.view().shape[0] == 6);
  CHECK(second.view().strides[0] == 1);
  CHECK(std::string(second.view().format) == "B");
}

TEST_CASE("lease: what is read-only is not lent to be written to") {
  const ref text = ref::steal(PyString_FromString("text"));
  const lease reading = *lease_of(text);
  CHECK(content(reading.bytes()) == "text");
  CHECK(reading.writable_bytes().empty());
  const ref object = bytearray();
  const lease writing = *lease_of(object, PyBUF_WRITABLE);
  writing.writable_bytes()[0] = std::byte{'B'};
  CHECK(content(writing.bytes()) == "Bytes!");
}

TEST_CASE("lease: of items with gaps between them it lends no bytes") {
  const ref items = every_second();
  const lease held = *lease_of(items, PyBUF_STRIDED_RO);
  CHECK(held.view().shape[0] == 3);
  CHECK(held.bytes().empty());
  CHECK(held.writable_bytes().empty());
}

TEST_CASE("lease: an array stays in place, and shows its items where they are asked for") {
  const short numbers[] = {1, 2, 3};
  const ref object = ref::steal(SlotbufArray_FromBytes('h', numbers, sizeof numbers));
  {
    const lease held = *lease_of(object, PyBUF_FORMAT | PyBUF_ND);
    CHECK(held.bytes().size() == sizeof numbers);
    CHECK(std::string(held.view().format) == "h");
    CHECK(held.view().itemsize == sizeof numbers[0]);
    CHECK(held.view().shape[0] == 3);
    const ref number = ref::steal(PyInt_FromLong(4));
    CHECK(SlotbufArray_Append(object.get(), number.get()) == -1);
    CHECK(slotbuf::error::take().is(PyExc_BufferError));
  }
  CHECK(PyErr_Occurred() == nullptr);
}

TEST_CASE("lease: what it promises is kept until it ends, wherever it is moved to") {
  const ref object = bytearray();
  {
    lease first = *lease_of(object, SLOTBUF_LEASE_IMMUTABLE);
    const lease second = std::move(first);
    CHECK(slotbuf::write_buffer(object).error().is(PyExc_BufferError));
    CHECK(lease_of(object, SLOTBUF_LEASE_EXCLUSIVE).error().is(PyExc_BufferError));
    CHECK(lease_of(object));
  }
  CHECK(lease_of(object, SLOTBUF_LEASE_EXCLUSIVE));
  CHECK(slotbuf::write_buffer(object));
}

TEST_CASE("lease: a refusal is an error, holds nothing, and leaves nothing pending") {
  const ref text = ref::steal(PyString_FromString("text"));
  const result<lease> refused = lease_of(text, PyBUF_WRITABLE);
  CHECK_FALSE(refused);
  CHECK(refused->object() == nullptr);
  CHECK(refused->bytes().empty());
  CHECK(refused.error().is(PyExc_BufferError));
  CHECK(refused.error().text() == "Object is not writable.");
  CHECK(PyErr_Occurred() == nullptr);
  CHECK(lease_of(Py_None).error().is(PyExc_TypeError));
}
