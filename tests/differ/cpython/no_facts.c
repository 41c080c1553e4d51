/* The player on slotbuf is not asked for facts. */
#include "../player.h"

void tell_facts(const struct line *line) { malformed(line, "facts are CPython's"); }

void settle(PyObject *object, bool has_items) { (void)object, (void)has_items; }
