/* The old buffer protocol: "give me the bytes of whatever this object is".
 *
 * Four functions ask an object for its memory. An object with a bytes head (runtime/bytes_head.h)
 * grants the access in its word; the call is then the few inline instructions below, and no slot
 * runs. Any other object is asked through the slots of its type (PyBufferProcs in runtime/slots.h).
 * Both ways give the same answer.
 *
 * Ownership: the pointer is borrowed from the object. It is valid while you hold the object and
 * until somebody resizes or closes it, and nothing tells you when that happens. That is the
 * protocol's known weakness; take a view (protocol/view.h) where it matters.
 *
 * What never happens: on failure no function writes its out-parameters.
 *
 * The As functions check in this order, and fail with the error in parentheses (a granted access
 * needs only the first):
 *   1. The object and the out-parameters are not NULL (SystemError "null argument to internal
 *      routine", unless an error is pending already).
 *   2. The type has the slot and bf_getsegcount (TypeError; each function has its own text).
 *   3. The object has exactly one segment (TypeError "expected a single-segment buffer object", in
 *      place of an error that bf_getsegcount sets).
 *   4. The slot answers with a length of 0 or more (whatever error it sets, if any).
 *
 * Threads: as the object's; the functions keep no state but the pending error. */
#ifndef SLOTBUF_PROTOCOL_OLD_BUFFER_H
#define SLOTBUF_PROTOCOL_OLD_BUFFER_H

#include "../runtime/error.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Stores the address of the memory of [obj], as characters, in [buffer] and its length in bytes in
 * [buffer_len]. Returns 0, or -1 with an error; the text for a missing slot, here bf_getcharbuffer,
 * is "expected a string or other character buffer object". CPython 2.7: PyObject_AsCharBuffer. */
SLOTBUF_API(int)
PyObject_AsCharBuffer(PyObject *obj, const char **buffer, Py_ssize_t *buffer_len)
    SLOTBUF_LINK(PyObject_AsCharBuffer);

/* Stores the address of the memory of [obj], to be read, in [buffer] and its length in bytes in
 * [buffer_len]. Returns 0, or -1 with an error; the text for a missing slot, here bf_getreadbuffer,
 * is "expected a readable buffer object". CPython 2.7: PyObject_AsReadBuffer. */
SLOTBUF_API(int)
PyObject_AsReadBuffer(PyObject *obj, const void **buffer, Py_ssize_t *buffer_len)
    SLOTBUF_LINK(PyObject_AsReadBuffer);

/* Stores the address of the memory of [obj], to be read and written to, in [buffer] and its length
 * in bytes in [buffer_len]. Returns 0, or -1 with an error; the text for a missing slot, here
 * bf_getwritebuffer, is "expected a writeable buffer object".
 * CPython 2.7: PyObject_AsWriteBuffer. */
SLOTBUF_API(int)
PyObject_AsWriteBuffer(PyObject *obj, void **buffer, Py_ssize_t *buffer_len)
    SLOTBUF_LINK(PyObject_AsWriteBuffer);

/* Returns 1 if [obj] has bf_getreadbuffer and exactly one segment, else 0; 0 for NULL. Does not ask
 * for the bytes, so the slot may still refuse. Sets no error, but one that bf_getsegcount sets
 * stays pending. CPython 2.7: PyObject_CheckReadBuffer, which crashes on NULL. */
SLOTBUF_API(int) PyObject_CheckReadBuffer(PyObject *obj) SLOTBUF_LINK(PyObject_CheckReadBuffer);

/* Bytes as a value: [size] bytes at [bytes], borrowed; [size] is -1 after a failure. Laid out as
 * struct iovec (protocol/segments.h). Ours. */
typedef struct __attribute__((__may_alias__)) slotbuf_span {
  const void *bytes;
  Py_ssize_t size;
} SlotbufSpan;

/* PyObject_AsReadBuffer with its answer as a value, for C++ and for foreign function interfaces. On
 * failure the size is -1 and the same error is pending. Ours. */
SLOTBUF_API(SlotbufSpan) Slotbuf_ReadSpan(PyObject *obj) SLOTBUF_LINK(Slotbuf_ReadSpan);

/* PyObject_AsWriteBuffer with its answer as a value, for C++ and for foreign function interfaces;
 * the bytes may be written to. On failure the size is -1 and the same error is pending. Ours. */
SLOTBUF_API(SlotbufSpan) Slotbuf_WriteSpan(PyObject *obj) SLOTBUF_LINK(Slotbuf_WriteSpan);

/* PyObject_AsCharBuffer with its answer as a value, for C++ and for foreign function interfaces. On
 * failure the size is -1 and the same error is pending. Ours. */
SLOTBUF_API(SlotbufSpan) Slotbuf_CharSpan(PyObject *obj) SLOTBUF_LINK(Slotbuf_CharSpan);

/* The answer of PyObject_AsCharBuffer by the slots, whatever [obj] grants. The inline bodies call
 * this function and the next three for an object that does not grant the access; they have names of
 * their own because a body that called its own label would be a recursion. On failure the size is
 * -1 and the same error is pending. Ours. */
SLOTBUF_API(SlotbufSpan) Slotbuf_CharBySlots(PyObject *obj) SLOTBUF_LINK(Slotbuf_CharBySlots);

/* The answer of PyObject_AsReadBuffer by the slots, whatever [obj] grants. On failure the size is
 * -1 and the same error is pending. Ours. */
SLOTBUF_API(SlotbufSpan) Slotbuf_ReadBySlots(PyObject *obj) SLOTBUF_LINK(Slotbuf_ReadBySlots);

/* The answer of PyObject_AsWriteBuffer by the slots, whatever [obj] grants; the bytes may be
 * written to. On failure the size is -1 and the same error is pending. Ours. */
SLOTBUF_API(SlotbufSpan) Slotbuf_WriteBySlots(PyObject *obj) SLOTBUF_LINK(Slotbuf_WriteBySlots);

/* The answer of PyObject_CheckReadBuffer by the slots, whatever [obj] grants: 1 or 0. Ours. */
SLOTBUF_API(int) Slotbuf_CheckReadBySlots(PyObject *obj) SLOTBUF_LINK(Slotbuf_CheckReadBySlots);

/* The inline bodies. Define SLOTBUF_NO_INLINE_BUFFER before the include to leave them out. The
 * empty assembler text makes the compiler forget which object this is: of an object that it knows
 * to be smaller than a bytes head it would warn that the fast way reads past the end, though such
 * an object never grants. A NULL out-parameter is reported as a NULL object is. */
#ifndef SLOTBUF_NO_INLINE_BUFFER
#define SLOTBUF_INLINE_BUFFER(grant, by_slots, pointer)                              \
  if (SLOTBUF_LIKELY(obj && buffer && buffer_len && Slotbuf_Grants(obj, (grant)))) { \
    SlotbufBytesObject *slotbuf_head = (SlotbufBytesObject *)obj;                    \
    __asm__("" : "+r"(slotbuf_head));                                                \
    *buffer = (pointer)slotbuf_head->ob_bytes;                                       \
    *buffer_len = slotbuf_head->ob_size;                                             \
    return 0;                                                                        \
  } else {                                                                           \
    SlotbufSpan slotbuf_answer = by_slots(buffer && buffer_len ? obj : NULL);        \
    if (slotbuf_answer.size < 0) return -1;                                          \
    *buffer = (pointer)slotbuf_answer.bytes;                                         \
    *buffer_len = slotbuf_answer.size;                                               \
    return 0;                                                                        \
  }

SLOTBUF_INLINE int PyObject_AsCharBuffer(PyObject *obj, const char **buffer,
                                         Py_ssize_t *buffer_len) {
  SLOTBUF_INLINE_BUFFER(SLOTBUF_GRANT_CHAR, Slotbuf_CharBySlots, const char *)
}

SLOTBUF_INLINE
int PyObject_AsReadBuffer(PyObject *obj, const void **buffer, Py_ssize_t *buffer_len) {
  SLOTBUF_INLINE_BUFFER(SLOTBUF_GRANT_READ, Slotbuf_ReadBySlots, const void *)
}

SLOTBUF_INLINE int PyObject_AsWriteBuffer(PyObject *obj, void **buffer, Py_ssize_t *buffer_len) {
  SLOTBUF_INLINE_BUFFER(SLOTBUF_GRANT_WRITE, Slotbuf_WriteBySlots, void *)
}

SLOTBUF_INLINE int PyObject_CheckReadBuffer(PyObject *obj) {
  if (SLOTBUF_LIKELY(obj && Slotbuf_Grants(obj, SLOTBUF_GRANT_READ))) return 1;
  return Slotbuf_CheckReadBySlots(obj);
}
#endif

SLOTBUF_END_DECLARATIONS

#endif
