// The pending error, as tests compare it.
#ifndef SLOTBUF_TESTS_SUPPORT_ERROR_HH
#define SLOTBUF_TESTS_SUPPORT_ERROR_HH

#include <string>

namespace slotbuf::test {

inline constexpr const char *no_error = "no error";

// The pending error in words, "TypeError: its text" or "MemoryError" for one without text, or
// no_error. It is cleared.
std::string take_error();

}  // namespace slotbuf::test

#endif
