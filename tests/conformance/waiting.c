/* Operations of the format that wait for their part of slotbuf. Each case is compared up to the
 * first of them; a word that has got its handler leaves this list. */
#include "runner.h"

#include <string.h>

static const char *const waiting[] = {
    /* objects */
    "concat",
    "iconcat",
    "repeat",
    "irepeat",
    "item",
    "slice",
    "getitem",
    "setitem",
    "setslice",
    "delitem",
    "delslice",
    "setkey",
    "delkey",
    "contains",
    "count",
    "index",
    "hash",
    "hasheq",
    "compare",
    "rich",
    "richobj",
    /* views */
    "memoryview",
    "getbuf",
    "view",
    "release",
    "contiguous",
    "poke_view",
    /* methods and attributes */
    "call",
    "attr",
    /* strings and bytearrays */
    "format",
    "string_concat",
    "string_concat_del",
    "string_resize",
    "string_asas",
    "string_repr",
    "ba_concat",
    /* constructors */
    "intern",
    "long",
    "float",
    "array",
    "bytearray_from",
};

bool is_waiting(const char *operation) {
  for (size_t i = 0; i < sizeof waiting / sizeof waiting[0]; i++)
    if (strcmp(waiting[i], operation) == 0) return true;
  return false;
}
