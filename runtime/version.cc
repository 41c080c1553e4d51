// The release of the library.

#include "version.h"

const char *Slotbuf_Version() { return SLOTBUF_VERSION; }
