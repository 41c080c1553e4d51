/* The old buffer protocol: "give me the bytes of whatever this object is".
 *
 * Four functions ask an object for its memory. The object's type answers through PyBufferProcs
 * (runtime/slots.h); an object with a bytes head (runtime/bytes_head.h) grants the access in its
 * word, and then the call is the few inline instructions below and no slot runs. Either way the
 * answer is the same.
 *
 * Who owns what: the memory is borrowed from the object. It is valid while you hold the object and
 * until anybody resizes or closes it; nothing tells you when that happens. That is the protocol's
 * known weakness; take a view (protocol/view.h) where it matters.
 *
 * What never happens: out-parameters are not written on failure, in any of the functions.
 *
 * What is asked of the object, in this order: it is not NULL, and neither are the out-parameters
 * (SystemError "null argument to internal routine", unless an error is pending already); its type
 * has the slot and bf_getsegcount (TypeError, one text for each function); it has exactly one
 * segment (TypeError "expected a single-segment buffer object"). Then the slot's own answer counts,
 * with whatever error it sets.
 *
 * Threads: as the object's; the functions keep no state but the pending error. */
#ifndef SLOTBUF_PROTOCOL_OLD_BUFFER_H
#define SLOTBUF_PROTOCOL_OLD_BUFFER_H

#include "../runtime/error.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Gives [buffer] and [buffer_len] the memory of [obj] as characters, its length in bytes. Returns
 * 0, or -1 with an error; the text for a missing slot is "expected a string or other character
 * buffer object". CPython 2.7: PyObject_AsCharBuffer. */
SLOTBUF_API(int)
PyObject_AsCharBuffer(PyObject *obj, const char **buffer, Py_ssize_t *buffer_len)
    SLOTBUF_LINK(PyObject_AsCharBuffer);

/* The same for arbitrary data, read only. "expected a readable buffer object".
 * CPython 2.7: PyObject_AsReadBuffer. */
SLOTBUF_API(int)
PyObject_AsReadBuffer(PyObject *obj, const void **buffer, Py_ssize_t *buffer_len)
    SLOTBUF_LINK(PyObject_AsReadBuffer);

/* The same for memory that may be written to. "expected a writeable buffer object".
 * CPython 2.7: PyObject_AsWriteBuffer. */
SLOTBUF_API(int)
PyObject_AsWriteBuffer(PyObject *obj, void **buffer, Py_ssize_t *buffer_len)
    SLOTBUF_LINK(PyObject_AsWriteBuffer);

/* Returns 1 if [obj] has a read slot and exactly one segment, else 0. Sets no error of its own, but
 * an error that bf_getsegcount sets stays. NULL gives 0. CPython 2.7: PyObject_CheckReadBuffer,
 * which crashes on NULL. */
SLOTBUF_API(int) PyObject_CheckReadBuffer(PyObject *obj) SLOTBUF_LINK(PyObject_CheckReadBuffer);

/* Bytes as a value: [size] bytes at [bytes], borrowed and read only; after a failure the size is -1.
 * Fits two registers. Ours. */
typedef struct slotbuf_span {
  const void *bytes;
  Py_ssize_t size;
} SlotbufSpan;

/* The same answers as those of PyObject_AsReadBuffer and PyObject_AsCharBuffer, as a value: for C++,
 * and for languages that call through a foreign function interface. On failure the size is -1, and
 * the same error is pending. The call is cheaper, because nothing is written to memory. Ours. */
SLOTBUF_API(SlotbufSpan) Slotbuf_ReadSpan(PyObject *obj) SLOTBUF_LINK(Slotbuf_ReadSpan);
SLOTBUF_API(SlotbufSpan) Slotbuf_CharSpan(PyObject *obj) SLOTBUF_LINK(Slotbuf_CharSpan);

/* The slot way of the four, for any object, whatever it grants: what the inline bodies call for an
 * object that does not grant the access. On failure the size is -1, and the error is pending that the
 * function sets. They have names of their own, because a body that called its own label would be a
 * recursion. What Slotbuf_WriteBySlots lends may be written to. Ours. */
SLOTBUF_API(SlotbufSpan) Slotbuf_CharBySlots(PyObject *obj) SLOTBUF_LINK(Slotbuf_CharBySlots);
SLOTBUF_API(SlotbufSpan) Slotbuf_ReadBySlots(PyObject *obj) SLOTBUF_LINK(Slotbuf_ReadBySlots);
SLOTBUF_API(SlotbufSpan) Slotbuf_WriteBySlots(PyObject *obj) SLOTBUF_LINK(Slotbuf_WriteBySlots);

/* The slot way of PyObject_CheckReadBuffer: 1 or 0. Ours. */
SLOTBUF_API(int) Slotbuf_CheckReadBySlots(PyObject *obj) SLOTBUF_LINK(Slotbuf_CheckReadBySlots);

/* The inline bodies. The empty assembler text makes the compiler forget which object this is: of one
 * that it knows to be smaller than a bytes head it would warn that the fast way reads past its end,
 * though such an object never grants. A missing out-parameter is told as a missing object is. */
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
