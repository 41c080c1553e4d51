// Gathering the segments of an object into one str.

#include "gather.h"

#include <string.h>

#include "../str/str.h"
#include "span_list.hh"

using namespace slotbuf;

PyObject *Slotbuf_GatherSegments(PyObject *object) {
  span_list segments;
  if (!segments.read(object)) return nullptr;
  PyObject *const str = PyString_FromStringAndSize(nullptr, segments.size());
  if (!str) return nullptr;
  char *to = PyString_AS_STRING(str);
  for (const SlotbufSpan &each : segments) {
    if (each.size) memcpy(to, each.bytes, static_cast<size_t>(each.size));
    to += each.size;
  }
  return str;
}
