/* The structs that hosts compile in have the layout that was promised: each line below that is not
 * true any more is a compile error. For fields that CPython 2.7 has, the
 * numbers for 64 bits are CPython 2.7's. */
#include <slotbuf.h>

#define SIZE(type, size) typedef char size_of_##type[sizeof(type) == (size) ? 1 : -1]
#define FIELD(type, member, offset) \
  typedef char offset_of_##type##_##member[offsetof(type, member) == (offset) ? 1 : -1]

#if UINTPTR_MAX == 0xffffffffffffffffu
SIZE(Py_ssize_t, 8);

SIZE(PyObject, 16);
FIELD(PyObject, ob_word, 0);
FIELD(PyObject, ob_type, 8);

SIZE(PyVarObject, 24);
FIELD(PyVarObject, ob_type, 8);
FIELD(PyVarObject, ob_base, 0);
FIELD(PyVarObject, ob_size, 16);

SIZE(SlotbufBytesObject, 32);
FIELD(SlotbufBytesObject, ob_size, 16);
FIELD(SlotbufBytesObject, ob_bytes, 24);

SIZE(SlotbufResizableObject, 40);
FIELD(SlotbufResizableObject, ob_size, 16);
FIELD(SlotbufResizableObject, ob_bytes, 24);
FIELD(SlotbufResizableObject, ob_exports, 32);

SIZE(SlotbufSpan, 16);
FIELD(SlotbufSpan, bytes, 0);
FIELD(SlotbufSpan, size, 8);

SIZE(PyBufferProcs, 48);
FIELD(PyBufferProcs, bf_getreadbuffer, 0);
FIELD(PyBufferProcs, bf_getwritebuffer, 8);
FIELD(PyBufferProcs, bf_getsegcount, 16);
FIELD(PyBufferProcs, bf_getcharbuffer, 24);
FIELD(PyBufferProcs, bf_getbuffer, 32);
FIELD(PyBufferProcs, bf_releasebuffer, 40);

SIZE(Py_buffer, 96);
FIELD(Py_buffer, buf, 0);
FIELD(Py_buffer, obj, 8);
FIELD(Py_buffer, len, 16);
FIELD(Py_buffer, itemsize, 24);
FIELD(Py_buffer, readonly, 32);
FIELD(Py_buffer, ndim, 36);
FIELD(Py_buffer, format, 40);
FIELD(Py_buffer, shape, 48);
FIELD(Py_buffer, strides, 56);
FIELD(Py_buffer, suboffsets, 64);
FIELD(Py_buffer, smalltable, 72);
FIELD(Py_buffer, internal, 88);

SIZE(PySequenceMethods, 80);
FIELD(PySequenceMethods, sq_length, 0);
FIELD(PySequenceMethods, sq_concat, 8);
FIELD(PySequenceMethods, sq_repeat, 16);
FIELD(PySequenceMethods, sq_item, 24);
FIELD(PySequenceMethods, sq_slice, 32);
FIELD(PySequenceMethods, sq_ass_item, 40);
FIELD(PySequenceMethods, sq_ass_slice, 48);
FIELD(PySequenceMethods, sq_contains, 56);
FIELD(PySequenceMethods, sq_inplace_concat, 64);
FIELD(PySequenceMethods, sq_inplace_repeat, 72);

SIZE(PyMappingMethods, 24);
FIELD(PyMappingMethods, mp_length, 0);
FIELD(PyMappingMethods, mp_subscript, 8);
FIELD(PyMappingMethods, mp_ass_subscript, 16);

SIZE(PyNumberMethods, 312);
FIELD(PyNumberMethods, nb_add, 0);
FIELD(PyNumberMethods, nb_nonzero, 80);
FIELD(PyNumberMethods, nb_coerce, 136);
FIELD(PyNumberMethods, nb_int, 144);
FIELD(PyNumberMethods, nb_inplace_add, 184);
FIELD(PyNumberMethods, nb_index, 304);

SIZE(PyTypeObject, 512);
FIELD(PyTypeObject, ob_type, 8);
FIELD(PyTypeObject, ob_size, 16);
FIELD(PyTypeObject, tp_name, 24);
FIELD(PyTypeObject, tp_basicsize, 32);
FIELD(PyTypeObject, tp_itemsize, 40);
FIELD(PyTypeObject, tp_dealloc, 48);
FIELD(PyTypeObject, tp_print, 56);
FIELD(PyTypeObject, tp_getattr, 64);
FIELD(PyTypeObject, tp_setattr, 72);
FIELD(PyTypeObject, tp_compare, 80);
FIELD(PyTypeObject, tp_repr, 88);
FIELD(PyTypeObject, tp_as_number, 96);
FIELD(PyTypeObject, tp_as_sequence, 104);
FIELD(PyTypeObject, tp_as_mapping, 112);
FIELD(PyTypeObject, tp_hash, 120);
FIELD(PyTypeObject, tp_call, 128);
FIELD(PyTypeObject, tp_str, 136);
FIELD(PyTypeObject, tp_getattro, 144);
FIELD(PyTypeObject, tp_setattro, 152);
FIELD(PyTypeObject, tp_as_buffer, 160);
FIELD(PyTypeObject, tp_flags, 168);
FIELD(PyTypeObject, tp_doc, 176);
FIELD(PyTypeObject, tp_traverse, 184);
FIELD(PyTypeObject, tp_clear, 192);
FIELD(PyTypeObject, tp_richcompare, 200);
FIELD(PyTypeObject, tp_weaklistoffset, 208);
FIELD(PyTypeObject, tp_iter, 216);
FIELD(PyTypeObject, tp_iternext, 224);
FIELD(PyTypeObject, tp_methods, 232);
FIELD(PyTypeObject, tp_members, 240);
FIELD(PyTypeObject, tp_getset, 248);
FIELD(PyTypeObject, tp_base, 256);
FIELD(PyTypeObject, tp_dict, 264);
FIELD(PyTypeObject, tp_descr_get, 272);
FIELD(PyTypeObject, tp_descr_set, 280);
FIELD(PyTypeObject, tp_dictoffset, 288);
FIELD(PyTypeObject, tp_init, 296);
FIELD(PyTypeObject, tp_alloc, 304);
FIELD(PyTypeObject, tp_new, 312);
FIELD(PyTypeObject, tp_free, 320);
FIELD(PyTypeObject, tp_is_gc, 328);
FIELD(PyTypeObject, tp_bases, 336);
FIELD(PyTypeObject, tp_mro, 344);
FIELD(PyTypeObject, tp_cache, 352);
FIELD(PyTypeObject, tp_subclasses, 360);
FIELD(PyTypeObject, tp_weaklist, 368);
FIELD(PyTypeObject, tp_del, 376);
FIELD(PyTypeObject, tp_version_tag, 384);
FIELD(PyTypeObject, tp_grants, 388);
FIELD(PyTypeObject, tp_readied, 392);
FIELD(PyTypeObject, tp_releaseview, 400);
FIELD(PyTypeObject, tp_link, 408);
FIELD(PyTypeObject, tp_live, 416);
FIELD(PyTypeObject, tp_derived, 424);
FIELD(PyTypeObject, tp_start, 432);
FIELD(PyTypeObject, tp_lease, 440);
FIELD(PyTypeObject, tp_base_at, 448);
FIELD(PyTypeObject, tp_reserved, 456);
#else /* 32 bits: what docs/ABI.md has of them */
SIZE(PyObject, 16);
SIZE(PyVarObject, 24);
SIZE(SlotbufBytesObject, 24);
SIZE(SlotbufResizableObject, 32);
SIZE(SlotbufSpan, 8);
SIZE(PyStringObject, 32);
SIZE(PyByteArrayObject, 32);
SIZE(SlotbufArrayObject, 40);
SIZE(PyIntObject, 24);
SIZE(PyFloatObject, 24);
SIZE(PyBufferProcs, 24);
SIZE(PySequenceMethods, 40);
SIZE(PyMappingMethods, 12);
SIZE(PyNumberMethods, 156);
SIZE(Py_buffer, 52);
SIZE(PyTypeObject, 272);
FIELD(PyObject, ob_type, 8);
FIELD(PyVarObject, ob_size, 16);
FIELD(SlotbufBytesObject, ob_bytes, 20);
FIELD(SlotbufResizableObject, ob_exports, 24);
FIELD(PyTypeObject, tp_grants, 204);
#endif

int main(void) { return 0; }
