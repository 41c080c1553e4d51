// doctest, as all test files include it: it prints a const char * as what it says, so that rows can
// have names. (Its own option for that, DOCTEST_CONFIG_TREAT_CHAR_STAR_AS_STRING, does not compile
// in Debian's version 2.4.9.)
#ifndef SLOTBUF_TESTS_SUPPORT_DOCTEST_HH
#define SLOTBUF_TESTS_SUPPORT_DOCTEST_HH

// On x86 doctest stops in a debugger by an instruction; elsewhere it would include <signal.h>, and
// tests have functions of their own that are called raise.
#if !defined(__x86_64__) && !defined(__i386__)
#define DOCTEST_BREAK_INTO_DEBUGGER() __builtin_trap()
#endif
#include <doctest/doctest.h>

template <>
struct doctest::StringMaker<const char *> {
  static doctest::String convert(const char *text) { return text ? text : "NULL"; }
};

#endif
