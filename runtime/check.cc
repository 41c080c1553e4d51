// What happens when an invariant does not hold.

#include "check.hh"

#ifdef SLOTBUF_CHECKS

#include <stdio.h>
#include <stdlib.h>

void slotbuf::invariant_broken(const char *condition, const char *file, int line) {
  fprintf(stderr, "slotbuf: %s:%d: this must hold and does not: %s\n", file, line, condition);
  abort();
}

#endif
