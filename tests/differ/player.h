/* What the player has beyond the conformance runner. */
#ifndef DIFFER_PLAYER_H
#define DIFFER_PLAYER_H

#include "../conformance/runner.h"

/* op_more.c: words that no transcript has. */
extern const struct operation more_operations[];

/* cpython/facts.c, cpython/no_facts.c: what the generator must know of a register to keep away from
 * what is undefined in CPython. CPython itself is asked. */
void tell_facts(const struct line *line);

#endif
