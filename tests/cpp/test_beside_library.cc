// The C++ face and the library's internal headers in one translation unit, and in one program: both
// are in namespace slotbuf, and the face has an inline namespace in it.
#include <slotbuf.hpp>

#include <string_view>
#include <type_traits>

#include "../support/doctest.hh"
#include "protocol/decision.hh"
#include "runtime/error.hh"
#include "runtime/object.hh"

TEST_CASE("the face beside the library: each has its own names, and they work together") {
  const slotbuf::ref object = slotbuf::ref::steal(slotbuf::new_reference(Py_None));
  const int refused = slotbuf::fail(slotbuf::TypeError, "from inside");
  CHECK(refused == -1);
  CHECK(slotbuf::error::take().text() == "from inside");
  CHECK(slotbuf::read_buffer(object).error().is(PyExc_TypeError));
}

TEST_CASE("the face is in an inline namespace, so its symbols are not the library's") {
  CHECK(std::is_same_v<slotbuf::ref, slotbuf::SLOTBUF_DIALECT::ref>);
}
