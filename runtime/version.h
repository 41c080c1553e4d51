/* The release: which one these headers belong to, and which one runs.
 *
 * A host is compiled against the headers of one release and runs with the library of the same or of
 * a later one, as long as the major number is the same (docs/ABI.md). It need not compare: a
 * library that is too old is refused by the loader, which names the version that it misses, or by
 * PyType_Ready, with a RuntimeError. The numbers are for #if, for messages and for reports.
 *
 * Threads: any thread, and signal handlers. */
#ifndef SLOTBUF_RUNTIME_VERSION_H
#define SLOTBUF_RUNTIME_VERSION_H

#include "config.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The release that these headers belong to, as numbers and as text. Ours. */
#define SLOTBUF_VERSION_MAJOR 0
#define SLOTBUF_VERSION_MINOR 1
#define SLOTBUF_VERSION_PATCH 0
#define SLOTBUF_VERSION "0.1.0"

/* Returns the SLOTBUF_VERSION of the library that runs. The text is a constant; nobody frees it.
 * Ours. */
SLOTBUF_API(const char *) Slotbuf_Version(void) SLOTBUF_LINK(Slotbuf_Version);

SLOTBUF_END_DECLARATIONS

#endif
