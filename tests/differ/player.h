/* What the player has beyond the conformance runner. */
#ifndef DIFFER_PLAYER_H
#define DIFFER_PLAYER_H

#include "../conformance/runner.h"

/* op_more.c and its kin: words that no transcript has. */
extern const struct operation more_operations[], cast_operations[], generic_operations[],
    deep_operations[], number_operations[];

/* op_cast.c: what the views of a case point to, which goes after its registers. */
void layouts_free(void);

/* cpython/facts.c, cpython/no_facts.c: what the generator must know of a register to keep away from
 * what is undefined in CPython. CPython itself is asked. */
void tell_facts(const struct line *line);

/* The same files: makes an object ready that its type has not initialised; [has_items] if it was
 * made with a number of them. */
void settle(PyObject *object, bool has_items);

#endif
