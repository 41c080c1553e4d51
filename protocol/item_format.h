/* Item formats: what the items of a view are, in the words of Python's struct module. */
#ifndef SLOTBUF_PROTOCOL_ITEM_FORMAT_H
#define SLOTBUF_PROTOCOL_ITEM_FORMAT_H

#include "../runtime/config.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The size of an item of the struct-style [format], in bytes: with native sizes and alignment, or,
 * after one of = < > !, with standard sizes and no alignment. The codes are x c b B ? h H i I l L q Q
 * f d s p P, each with a count before it if you like; white space is skipped. -1 with a ValueError
 * for anything else, or a SystemError for NULL. Any thread.
 * Ours: CPython 2.7 declares PyBuffer_SizeFromFormat and never defines it. */
SLOTBUF_API(int) PyBuffer_SizeFromFormat(const char *format) SLOTBUF_LINK(PyBuffer_SizeFromFormat);

SLOTBUF_END_DECLARATIONS

#endif
