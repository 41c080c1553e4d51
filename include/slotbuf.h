/* slotbuf: Python 2's old buffer protocol without a Python.
 *
 *     #include <slotbuf.h>
 *
 *     const void *bytes;
 *     Py_ssize_t size;
 *     if (PyObject_AsReadBuffer(object, &bytes, &size) < 0) puts(Slotbuf_ErrorText());
 *
 * Names that CPython 2.7's C API has mean what they mean there; names with Slotbuf are ours. There
 * is nothing to initialise, and for a program nothing to shut down; a plugin, whose code may go
 * earlier, calls Slotbuf_ForgetType and Slotbuf_LeaveThread (docs/THREADS.md).
 *
 * The headers below are in reading order. Each opens with what it is, who owns what, what never
 * happens, and which threads may call it. */
#ifndef SLOTBUF_H
#define SLOTBUF_H

/* clang-format off */

/* Objects and types, and what a host sets up. */
#include "../runtime/config.h"
#include "../runtime/version.h"
#include "../runtime/object.h"
#include "../runtime/bytes_head.h"
#include "../runtime/slots.h"
#include "../runtime/type.h"
#include "../runtime/new_object.h"
#include "../runtime/exceptions.h"
#include "../runtime/error.h"
#include "../runtime/recursion.h"
#include "../runtime/memory.h"
#include "../runtime/allocator.h"
#include "../runtime/thread.h"
#include "../runtime/live_objects.h"
#include "../runtime/pin.h"

/* Asking an object for its bytes. */
#include "../protocol/old_buffer.h"
#include "../protocol/segments.h"
#include "../protocol/view.h"
#include "../protocol/lease.h"
#include "../protocol/contiguity.h"
#include "../protocol/alignment.h"
#include "../protocol/item_format.h"

/* The types. */
#include "../objects/str/str.h"
#include "../objects/bytearray/bytearray.h"
#include "../objects/array/array.h"
#include "../objects/buffer/buffer.h"
#include "../objects/memoryview/memoryview.h"
#include "../objects/mapping/mapping.h"
#include "../objects/rope/rope.h"
#include "../objects/rope/gather.h"
#include "../objects/new_from_bytes.h"
#include "../objects/numbers/int.h"
#include "../objects/numbers/long.h"
#include "../objects/numbers/float.h"
#include "../objects/numbers/index.h"
#include "../objects/none.h"

/* What can be done with any object. */
#include "../objects/operations/sequence.h"
#include "../objects/operations/slice.h"
#include "../objects/operations/comparison.h"
#include "../objects/operations/representation.h"
#include "../objects/operations/error_objects.h"

/* clang-format on */

#endif
