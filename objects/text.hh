// strs made from a format, for reprs.
#ifndef SLOTBUF_OBJECTS_TEXT_HH
#define SLOTBUF_OBJECTS_TEXT_HH

#include "../runtime/object.h"

namespace slotbuf {

// A new str of the text that [format] and the arguments make (runtime/format.hh), or NULL with an
// error.
PyObject *format_str(const char *format, ...) SLOTBUF_FORMAT(1, 2);

}  // namespace slotbuf

#endif
