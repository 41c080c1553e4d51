#include <slotbuf.hpp>

#include <utility>

#include "../support/doctest.hh"

namespace {

using slotbuf::ref;

ref bytes() { return ref::steal(PyByteArray_FromStringAndSize("bytes", 5)); }

// As a value that doctest can hold.
long long references(const ref &object) { return Py_REFCNT(object.get()); }

}  // namespace

TEST_CASE("ref: a copy takes a reference of its own, a move takes over the one there is") {
  ref first = bytes();
  CHECK(references(first) == 1);
  const ref copy = first;
  CHECK(references(first) == 2);
  const ref moved = std::move(first);
  CHECK(references(moved) == 2);
  CHECK_FALSE(first);
  CHECK(copy == moved);
  CHECK(copy != first);
}

TEST_CASE("ref: assignment gives the old object back and keeps the new one") {
  const ref other = bytes();
  ref object = bytes();
  object = other;
  CHECK(references(other) == 2);
  object = bytes();
  CHECK(references(other) == 1);
  object = ref(other);
  CHECK(references(other) == 2);
  object.reset();
  CHECK(references(other) == 1);
  CHECK_FALSE(object);
}

TEST_CASE("ref: an object that is assigned to itself stays") {
  ref object = bytes();
  ref &same = object;
  object = same;
  CHECK(references(object) == 1);
  object = std::move(same);
  CHECK(references(object) == 1);
}

TEST_CASE("ref: steal takes a reference over, share takes one, release hands it out") {
  PyObject *const object = PyByteArray_FromStringAndSize("bytes", 5);
  ref owner = ref::steal(object);
  ref sharer = ref::share(object);
  CHECK(references(owner) == 2);
  CHECK(sharer.release() == object);
  CHECK_FALSE(sharer);
  CHECK(references(owner) == 2);
  Py_DECREF(object);
}

TEST_CASE("ref: of NULL there is nothing to own") {
  const ref nothing = ref::steal(nullptr);
  const ref copy = nothing;
  CHECK(ref::share(nullptr) == copy);
  CHECK(copy.get() == nullptr);
  CHECK(ref().release() == nullptr);
}
