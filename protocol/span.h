/* Spans: pointer and length of an object's memory as one value, returned in two registers.
 *
 * The same question, the same answer and the same borrowed memory as PyObject_AsReadBuffer and
 * PyObject_AsCharBuffer (protocol/old_buffer.h), for callers who would rather have a value than two
 * out-parameters: C++, and languages that call through a foreign function interface. The call is
 * cheaper too, because nothing has to be written to memory. */
#ifndef SLOTBUF_PROTOCOL_SPAN_H
#define SLOTBUF_PROTOCOL_SPAN_H

#include "../runtime/error.h"

SLOTBUF_BEGIN_DECLARATIONS

/* [size] bytes, read only; after a failure {NULL, -1}. */
typedef struct slotbuf_span {
  const void *bytes;
  Py_ssize_t size;
} SlotbufSpan;

/* The memory of [obj], borrowed as by PyObject_AsReadBuffer and PyObject_AsCharBuffer. On failure the
 * size is -1, and the error is pending that those would set. Threads: as those. Ours. */
SLOTBUF_API(SlotbufSpan) Slotbuf_ReadSpan(PyObject *obj) SLOTBUF_LINK(Slotbuf_ReadSpan);
SLOTBUF_API(SlotbufSpan) Slotbuf_CharSpan(PyObject *obj) SLOTBUF_LINK(Slotbuf_CharSpan);

SLOTBUF_END_DECLARATIONS

#endif
