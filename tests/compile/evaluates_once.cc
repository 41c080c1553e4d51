// The same macros in C++.
#include "evaluates_once.c"
