// The main program of suites under which there is no allocator of the tests': slotbuf has its memory
// from malloc, as in most hosts. What is lost there valgrind finds.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
