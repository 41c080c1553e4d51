// The same layout, seen from C++20.
#include "layout.c"
