/* All the places where slotbuf need not give what CPython 2.7.18 gave.
 *
 * There is no list of cases: an operation is an exception when slotbuf answers it with one of its
 * own refusals, which CPython does not have. The recorded result lines then stand for the given
 * ones, a register gets what they tell as far as there is a type for it, and the runner prints how
 * often that was so.
 *
 *   unicode  Items of arrays of typecode u are unicodes, and slotbuf has no unicode type. So
 *            whatever needs such an item is refused: item and getitem, contains, count and index,
 *            bytearray_from and the like. (The memory of these arrays, and all operations that move
 *            items without looking at one, are compared as usual.) The unicode of `r = item a 0`
 *            is an object of the runner's own that can be shown and no more.
 *   unsafe   Where CPython 2.7.18 does damage (docs/DIFFERENCES.md lists it all), slotbuf refuses
 *            or gives the evident result. No transcript that the project has comes near it, so
 *            there is no refusal of this kind below, and the count is 0.
 *
 * Two more kinds are not slotbuf's but the machine's: machine.c. */
#include "runner.h"

#include <string.h>

static const struct {
  enum exception exception;
  const char *results;
} refusals[] = {
    {UNICODE,
     "! NotImplementedError: an item of typecode u is a unicode, which slotbuf does not have; "
     "read the array's memory\n"},
};

enum exception exception_find(const char *results) {
  for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++)
    if (strcmp(refusals[i].results, results) == 0) return refusals[i].exception;
  return NO_EXCEPTION;
}

const char *exception_name(enum exception exception) {
  static const char *const names[EXCEPTIONS] = {[NO_EXCEPTION] = "none",
                                                [UNSAFE] = "unsafe",
                                                [UNICODE] = "unicode",
                                                [WIDTH] = "width",
                                                [ORDER] = "order"};
  return names[exception];
}

/* What the line `= unicode "..."` tells becomes the register's content. */
void exception_settle(const struct line *line, const char *recorded, size_t size) {
  static const char opening[] = "= unicode \"", closing[] = "\"\n";
  size_t around = strlen(opening) + strlen(closing);
  if (line->target == NULL || size < around || strncmp(recorded, opening, strlen(opening)) != 0)
    return;
  struct text repr = {0};
  const char *end = recorded + size - strlen(closing);
  for (const char *c = recorded + strlen(opening); c < end; c++) {
    if (*c == '\\') c++;
    text_add_chars(&repr, c, 1);
  }
  register_keep_object(line->target, shown_unicode(repr.chars));
  text_free(&repr);
}
