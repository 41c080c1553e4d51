/* Item formats: what the items of a view are, in the codes of Python's struct module.
 *
 * Formats are borrowed and only read. Any thread. */
#ifndef SLOTBUF_PROTOCOL_ITEM_FORMAT_H
#define SLOTBUF_PROTOCOL_ITEM_FORMAT_H

#include "../runtime/config.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Returns the size in bytes of an item of the struct-style [format]. After one of = < > ! at the
 * start, sizes are standard and nothing is aligned; after @ or none of these, both are native. The
 * codes are x c b B ? h H i I l L q Q f d s p P (P in native sizes only); a count may precede each,
 * and white space between codes is skipped. Returns -1 with the ValueError "bad item format: codes
 * are x c b B ? h H i I l L q Q f d s p P, after one of @ = < > !" for anything else and for a size
 * that does not fit an int, or with the SystemError "null argument to internal routine" for NULL,
 * unless an error is pending already. Ours: CPython 2.7 declares PyBuffer_SizeFromFormat and never
 * defines it. */
SLOTBUF_API(int) PyBuffer_SizeFromFormat(const char *format) SLOTBUF_LINK(PyBuffer_SizeFromFormat);

SLOTBUF_END_DECLARATIONS

#endif
