/* The subject of a peer that could not be built: it says why. WHY is the reason. */
#include "../subject.h"

const struct bench_subject *bench_subject(const char *option, const char **why_not) {
  (void)option;
  *why_not = WHY;
  return NULL;
}
