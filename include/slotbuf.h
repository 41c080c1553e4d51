/* slotbuf: Python 2's old buffer protocol without a Python.
 *
 *     #include <slotbuf.h>
 *
 *     const void *bytes;
 *     Py_ssize_t size;
 *     if (PyObject_AsReadBuffer(object, &bytes, &size) < 0) puts(Slotbuf_ErrorText());
 *
 * Names that CPython 2.7's C API has mean what they mean there; names with Slotbuf are ours. There
 * is nothing to initialise and nothing to shut down.
 *
 * The headers below stand in three rooms, each of which builds on the one before. Each header opens
 * with what it is, who owns what, what never happens, and which threads may call it. To begin, read
 * runtime/object.h, runtime/error.h, runtime/bytes_head.h and protocol/old_buffer.h. */
#ifndef SLOTBUF_H
#define SLOTBUF_H

#include "../runtime/allocator.h"
#include "../runtime/bytes_head.h"
#include "../runtime/config.h"
#include "../runtime/error.h"
#include "../runtime/exceptions.h"
#include "../runtime/live_objects.h"
#include "../runtime/memory.h"
#include "../runtime/new_object.h"
#include "../runtime/object.h"
#include "../runtime/slots.h"
#include "../runtime/thread.h"
#include "../runtime/type.h"

#include "../protocol/contiguity.h"
#include "../protocol/item_format.h"
#include "../protocol/old_buffer.h"
#include "../protocol/pin.h"
#include "../protocol/view.h"

#include "../objects/array/array.h"
#include "../objects/buffer/buffer.h"
#include "../objects/bytearray/bytearray.h"
#include "../objects/memoryview/memoryview.h"
#include "../objects/new_from_bytes.h"
#include "../objects/none.h"
#include "../objects/numbers/boolean.h"
#include "../objects/numbers/float.h"
#include "../objects/numbers/index.h"
#include "../objects/numbers/int.h"
#include "../objects/numbers/long.h"
#include "../objects/operations/comparison.h"
#include "../objects/operations/error_objects.h"
#include "../objects/operations/hash.h"
#include "../objects/operations/item.h"
#include "../objects/operations/representation.h"
#include "../objects/operations/sequence.h"
#include "../objects/operations/slice.h"
#include "../objects/operations/truth.h"
#include "../objects/str/bytes.h"
#include "../objects/str/str.h"

#endif
