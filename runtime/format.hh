// The formatter of error texts and of PyString_FromFormat: CPython 2.7's directives, exactly.
#ifndef SLOTBUF_RUNTIME_FORMAT_HH
#define SLOTBUF_RUNTIME_FORMAT_HH

#include <stdarg.h>
#include <stddef.h>

namespace slotbuf {

// Writes as much of the text as fits into [capacity] bytes at [buffer], without a NUL. Returns the
// length of the whole text, so that a first call with no buffer measures. Allocates nothing.
size_t format_text(char *buffer, size_t capacity, const char *format, va_list arguments);

}  // namespace slotbuf

#endif
