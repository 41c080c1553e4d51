// The exported twin of every inline function in the public headers: the same source, compiled with
// SLOTBUF_INLINE defined as nothing. The four functions of the old buffer protocol are defined out
// of line in protocol/.

#define SLOTBUF_INLINE
#define SLOTBUF_NO_INLINE_BUFFER
#include "../include/slotbuf.h"
