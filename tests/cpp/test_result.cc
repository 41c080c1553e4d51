#include <slotbuf.hpp>

#include <string>
#include <utility>

#include "../support/doctest.hh"

namespace {

using slotbuf::error;
using slotbuf::ref;
using slotbuf::result;

result<ref> bytes() { return ref::steal(PyByteArray_FromStringAndSize("bytes", 5)); }
result<ref> refused() { return error(PyExc_ValueError, "no bytes today"); }

}  // namespace

TEST_CASE("result: a value is true, and can be looked at, copied and moved out") {
  result<ref> made = bytes();
  CHECK(made);
  CHECK(made.has_value());
  CHECK(made->get() == (*made).get());
  const result<ref> copy = made;
  CHECK(*copy == *made);
  const ref owner = *std::move(made);
  CHECK(owner == *copy);
  CHECK(Py_REFCNT(owner.get()) + 0 == 2);
}

TEST_CASE("result: an error is false, has type and text, and an empty value") {
  const result<ref> made = refused();
  CHECK_FALSE(made);
  CHECK_FALSE(*made);
  CHECK(made.error().type() == PyExc_ValueError);
  CHECK(made.error().text() == "no bytes today");
  const result<ref> copy = made;
  CHECK(copy.error().text() == "no bytes today");
}

TEST_CASE("result: an error replaces a value, and a value an error") {
  result<ref> made = bytes();
  made = refused();
  CHECK_FALSE(made);
  CHECK_FALSE(*made);
  made = bytes();
  CHECK(made);
}

TEST_CASE("result: the text outlives the error that was asked for it") {
  const result<ref> made = refused();
  const char *const text = made.error().what();
  CHECK(std::string(text) == "no bytes today");
}

#ifdef SLOTBUF_EXCEPTIONS
TEST_CASE("result: value gives the value, or throws the error") {
  CHECK(bytes().value());
  const result<ref> kept = bytes();
  CHECK(kept.value() == *kept);
  CHECK_THROWS_WITH_AS(refused().value(), "no bytes today", error);
  CHECK_THROWS_WITH_AS((void)slotbuf::read_buffer(Py_None).value(),
                       "expected a readable buffer object", std::exception);
  CHECK(PyErr_Occurred() == nullptr);
}

TEST_CASE("result: an error that is thrown says which exception it is") {
  try {
    (void)refused().value();
    FAIL("did not throw");
  } catch (const error &caught) {
    CHECK(caught.is(PyExc_ValueError));
    CHECK(std::string(caught.name()) == "ValueError");
  }
}
#endif
