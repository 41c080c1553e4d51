// The main program of suites without the tests' allocator: slotbuf has its memory from malloc, as
// in most hosts. valgrind finds what is lost there.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
