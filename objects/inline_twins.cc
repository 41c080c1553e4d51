// The exported twin of every inline function in the public headers: the same text, compiled with
// SLOTBUF_INLINE meaning nothing. The four functions of the old buffer protocol are defined in
// protocol/, out of line by design.

#define SLOTBUF_INLINE
#define SLOTBUF_NO_INLINE_BUFFER
#include "../include/slotbuf.h"
