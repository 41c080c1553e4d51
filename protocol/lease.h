/* Leases: the bytes of whatever an object is, held until they are given back.
 *
 * The four functions (protocol/old_buffer.h) lend a pointer and hold nothing; views
 * (protocol/view.h) hold the bytes, but not every object gives views. A lease is for all of them:
 * it asks an object for a view if the object gives views, takes the bytes of the head if the object
 * has one, and else asks the slots of the old protocol. It is a filled Py_buffer, and
 * PyBuffer_Release ends it.
 *
 * What a lease holds:
 *
 *   an object that gives views     what its views hold: a bytearray, or the one below a buffer or a
 *                                  memoryview, is pinned (runtime/pin.h) and cannot be resized
 *   an array, or a host's object   the same: it is pinned
 *   with SLOTBUF_RESIZABLE
 *   any other object               a reference: the object lives on, but its type may still move
 *                                  the bytes, as nothing tells it of the lease
 *
 * Two flags make a lease a promise about everybody else, for bytes that have pins:
 *
 *   SLOTBUF_LEASE_IMMUTABLE   Nobody changes the bytes, the holder included; others may read them
 *                             and lease them IMMUTABLE too. While it lasts, PyObject_AsWriteBuffer,
 *                             writable views, items, slices and methods that change the object are
 *                             refused. A view that does not ask to write is read-only.
 *   SLOTBUF_LEASE_EXCLUSIVE   Nobody else uses the bytes, not even to read; the holder may write.
 *                             While it lasts, whatever reads or changes the object is refused; only
 *                             its length can be asked.
 *
 * Who breaks in on a promise is refused, with one of the BufferErrors "the object is leased
 * IMMUTABLE: nobody may change its bytes until those leases and all views are released" and "the
 * object is leased EXCLUSIVE: nobody else may use its bytes until that lease is released". A
 * promise that would break somebody's hold is refused too, and says how many hold the bytes. Nobody
 * waits.
 *
 * What a promise cannot stop: a pointer that was borrowed before, by one of the four functions or
 * by a macro such as PyByteArray_AS_STRING, memory that a host reaches by ways of its own, and
 * PyBuffer_FromContiguous into a view, which writes whatever view->readonly says, as in CPython
 * 2.7.
 *
 * The first promise about an object turns off its grants of the access concerned for good: the four
 * functions then ask its slots, which look for leases, and cost what they cost for any type with
 * slots.
 *
 * Bytes without pins that nobody can write to, such as those of a str, can be leased IMMUTABLE. All
 * other bytes without pins cannot be promised. A host's exporter with a bf_getbuffer of its own
 * makes promises if its type has a tp_lease (runtime/type.h).
 *
 * Threads: leases may be taken and released by any thread, and promises are arbitrated between
 * threads; one lease is used by one thread at a time. */
#ifndef SLOTBUF_PROTOCOL_LEASE_H
#define SLOTBUF_PROTOCOL_LEASE_H

#include "../runtime/error.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Leases the bytes of [obj]: fills [view] as [flags] ask, PyBUF_SIMPLE and others as for
 * PyObject_GetBuffer, and at most one of SLOTBUF_LEASE_IMMUTABLE, which excludes PyBUF_WRITABLE,
 * and SLOTBUF_LEASE_EXCLUSIVE, which includes it. view->obj gets a new reference. With PyBUF_FORMAT
 * the lease of an array shows its items, as many as there are, with their format and size; else a
 * lease shows bytes. Returns 0; or -1, with view->obj NULL and nothing to release, with
 *
 *   the errors of PyObject_GetBuffer, for an object that gives views;
 *   the errors of PyObject_AsReadBuffer, or with PyBUF_WRITABLE of PyObject_AsWriteBuffer, for one
 *   that does not, and the SystemError "error return without exception set" if that is so;
 *   the BufferError "another thread is resizing the object; try again";
 *   the BufferErrors above, and "cannot be leased [IMMUTABLE or EXCLUSIVE]: ... hold the bytes" for
 *   a promise that others stand against;
 *   the BufferErrors "a lease is IMMUTABLE, EXCLUSIVE or neither" and "an IMMUTABLE lease cannot be
 *   PyBUF_WRITABLE" for flags that exclude each other, and "Object is not writable.";
 *   the BufferError "'T' cannot promise IMMUTABLE or EXCLUSIVE: its bytes have no pins, or slots
 *   of its own lend them";
 *   the TypeError "'T' has bf_releasebuffer but gives no views; set Py_TPFLAGS_HAVE_NEWBUFFER";
 *   the SystemError "null argument to internal routine" for NULL, unless one is pending already.
 *
 * Ours. */
SLOTBUF_API(int)
Slotbuf_Lease(PyObject *obj, Py_buffer *view, int flags) SLOTBUF_LINK(Slotbuf_Lease);

SLOTBUF_END_DECLARATIONS

#endif
