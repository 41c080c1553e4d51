/* slotbuf: Python 2's old buffer protocol without a Python.
 *
 *     #include <slotbuf.h>
 *
 *     const void *bytes;
 *     Py_ssize_t size;
 *     if (PyObject_AsReadBuffer(object, &bytes, &size) < 0) puts(Slotbuf_ErrorText());
 *
 * Names that CPython 2.7's C API has mean what they mean there; names with Slotbuf are ours. There
 * is nothing to initialise and nothing to shut down. The headers below are in reading order; each
 * opens with what it is, who owns what, and what never happens. */
#ifndef SLOTBUF_H
#define SLOTBUF_H

#include "../runtime/bytes_head.h"
#include "../runtime/config.h"
#include "../runtime/error.h"
#include "../runtime/exceptions.h"
#include "../runtime/live_objects.h"
#include "../runtime/memory.h"
#include "../runtime/object.h"
#include "../runtime/slots.h"
#include "../runtime/thread.h"
#include "../runtime/type.h"

#include "../protocol/contiguity.h"
#include "../protocol/old_buffer.h"
#include "../protocol/pin.h"
#include "../protocol/span.h"
#include "../protocol/view.h"

#include "../objects/array.h"
#include "../objects/boolean.h"
#include "../objects/buffer.h"
#include "../objects/bytearray.h"
#include "../objects/bytes.h"
#include "../objects/comparison.h"
#include "../objects/error_objects.h"
#include "../objects/float.h"
#include "../objects/hash.h"
#include "../objects/index.h"
#include "../objects/int.h"
#include "../objects/item.h"
#include "../objects/long.h"
#include "../objects/memoryview.h"
#include "../objects/new_from_bytes.h"
#include "../objects/none.h"
#include "../objects/representation.h"
#include "../objects/sequence.h"
#include "../objects/slice.h"
#include "../objects/str.h"
#include "../objects/truth.h"

#endif
