// The formatter of error texts and of PyString_FromFormat: exactly CPython 2.7's directives.
#ifndef SLOTBUF_RUNTIME_FORMAT_HH
#define SLOTBUF_RUNTIME_FORMAT_HH

#include <stdarg.h>
#include <stddef.h>

namespace slotbuf {

// Writes as much of the text as fits into [capacity] bytes at [buffer], without a NUL. Returns the
// length of the whole text, so a call with no capacity measures it. Allocates nothing.
size_t format_text(char *buffer, size_t capacity, const char *format, va_list arguments);

}  // namespace slotbuf

#endif
