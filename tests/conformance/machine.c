/* Where this machine may answer otherwise than the one of the recordings, on which a long has 64
 * bits and the lowest byte of a number comes first.
 *
 * There is no list of cases here either. An operation may differ for one of two reasons:
 *
 *   width  A long, and a size, has 32 bits. It names a number that needs more (MAX and MIN do),
 *          formats a long, a size or a pointer, or uses an array of typecode l or L, whose items
 *          were recorded with eight bytes.
 *   order  The highest byte comes first. It uses an array whose items have several bytes.
 *
 * It also may if it uses a register that such an operation used or gave a value. If it does differ,
 * the recorded result lines stand for the given ones and the runner counts it. Everything else is
 * compared byte for byte.
 *
 * What an operation uses is noted while its operands are read. */
#include "runner.h"

#include <string.h>

static const bool narrow = sizeof(long) < 8;
static const bool highest_first = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
static enum exception noted;

static void note(bool applies, enum exception exception) {
  if (applies && noted == NO_EXCEPTION) noted = exception;
}

void machine_begin(void) { noted = NO_EXCEPTION; }

void machine_note_number(long long number) { note(narrow && number != (int32_t)number, WIDTH); }

void machine_note_register(const char *name) {
  const struct cell *cell = register_find(name);
  enum exception doubt = register_doubt(name);
  note(doubt != NO_EXCEPTION, doubt);
  if (cell == NULL || cell->content != OBJECT || !SlotbufArray_Check(cell->object)) return;
  note(narrow && strchr("lL", SlotbufArray_Typecode(cell->object)) != NULL, WIDTH);
  note(highest_first && SlotbufArray_ItemSize(cell->object) > 1, ORDER);
}

enum exception machine_exception(void) { return noted; }

void machine_end(const struct line *line) {
  if (noted == NO_EXCEPTION) return;
  if (line->target != NULL) register_set_doubt(line->target, noted);
  for (int i = 0; i < line->count; i++)
    if (register_find(line->words[i]) != NULL) register_set_doubt(line->words[i], noted);
}
