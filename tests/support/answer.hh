// The result of a call, in words: its result, or the error that it left, which is cleared.
#ifndef SLOTBUF_TESTS_SUPPORT_ANSWER_HH
#define SLOTBUF_TESTS_SUPPORT_ANSWER_HH

#include <slotbuf.h>

#include <concepts>
#include <string>

#include "ref.hh"

namespace slotbuf::test {

// [object] in words: its repr, or, of a buffer or a memoryview, that of its bytes, as in
// <buffer 'bytes'>.
std::string shown(PyObject *object);
inline std::string shown(const ref &object) { return shown(object.get()); }

// For a call that returns a new reference, which is given back.
std::string answer(PyObject *result);

// For a call that returns a number: the number, unless it means an error and one is pending.
std::string answer(std::integral auto result);

// For a call that changes [object]: what it is now, or the error.
std::string after(const ref &object, int result);

namespace detail {
std::string answer_of_number(long result);
}

std::string answer(std::integral auto result) {
  return detail::answer_of_number(static_cast<long>(result));
}

}  // namespace slotbuf::test

#endif
