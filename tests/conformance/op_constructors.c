/* Operations that make something new. */
#include "runner.h"

#include <string.h>

static void make_str(struct call *call) {
  struct bytes bytes = call->operands[0].bytes;
  give_object(call, PyString_FromStringAndSize((const char *)bytes.data, bytes.size));
}

static void make_terminated(struct call *call, PyObject *(*make)(const char *chars)) {
  struct bytes bytes = call->operands[0].bytes;
  struct text terminated = {0};
  text_add_chars(&terminated, (const char *)bytes.data, (size_t)bytes.size);
  give_object(call, make(terminated.chars));
  text_free(&terminated);
}

static void make_cstr(struct call *call) { make_terminated(call, PyString_FromString); }

static void make_interned(struct call *call) { make_terminated(call, PyString_InternFromString); }

/* Strings shorter than 2 are shared, and not ours to fill. */
static void make_str_of_size(struct call *call) {
  Py_ssize_t size = call->operands[0].number;
  PyObject *str = PyString_FromStringAndSize(NULL, size);
  if (str != NULL && size > 1) memset(PyString_AS_STRING(str), 'z', (size_t)size);
  give_object(call, str);
}

static void make_bytearray(struct call *call) {
  struct bytes bytes = call->operands[0].bytes;
  give_object(call, PyByteArray_FromStringAndSize((const char *)bytes.data, bytes.size));
}

static void make_bytearray_of_size(struct call *call) {
  Py_ssize_t size = call->operands[0].number;
  PyObject *array = PyByteArray_FromStringAndSize(NULL, size);
  if (array != NULL) memset(PyByteArray_AsString(array), 'z', (size_t)size);
  give_object(call, array);
}

static void make_bytearray_from(struct call *call) {
  give_object(call, PyByteArray_FromObject(call->operands[0].object));
}

static void make_array(struct call *call) {
  const char *typecode = call->operands[0].word;
  struct bytes bytes = call->operands[1].bytes;
  if (typecode[1] != '\0') malformed(call->line, "a typecode is one letter: %s", typecode);
  give_object(call, SlotbufArray_FromBytes(typecode[0], bytes.data, bytes.size));
}

static void make_window(struct call *call,
                        PyObject *(*make)(PyObject *base, Py_ssize_t offset, Py_ssize_t size)) {
  const struct operand *operands = call->operands;
  give_object(call, make(operands[0].object, operands[1].number, operands[2].number));
}

static void make_buffer(struct call *call) { make_window(call, PyBuffer_FromObject); }

static void make_buffer_rw(struct call *call) { make_window(call, PyBuffer_FromReadWriteObject); }

static void make_memory(struct call *call) {
  if (call->line->target == NULL) malformed(call->line, "memory needs a register");
  struct bytes memory = bytes_take(&call->operands[0].bytes);
  succeed("mem %zd", memory.size);
  register_keep_memory(call->line->target, memory);
}

static void peek(struct call *call) {
  struct bytes memory = call->operands[0].memory;
  succeed_with_bytes("", memory.data, memory.size);
}

static void make_over_memory(struct call *call, PyObject *(*make)(void *data, Py_ssize_t size)) {
  struct bytes memory = call->operands[0].memory;
  Py_ssize_t size = call->operands[1].number;
  if (size > memory.size)
    refuse("past the memory: %zd", memory.size);
  else
    give_object(call, make(memory.data, size));
}

static void make_buffer_mem(struct call *call) { make_over_memory(call, PyBuffer_FromMemory); }

static void make_buffer_rwmem(struct call *call) {
  make_over_memory(call, PyBuffer_FromReadWriteMemory);
}

static void make_new_buffer(struct call *call) {
  PyObject *buffer = PyBuffer_New(call->operands[0].number);
  void *data;
  Py_ssize_t size;
  if (buffer != NULL && PyObject_AsWriteBuffer(buffer, &data, &size) == 0)
    memset(data, 0, (size_t)size);
  give_object(call, buffer);
}

static void make_none(struct call *call) {
  Py_INCREF(Py_None);
  give_object(call, Py_None);
}

static void make_int(struct call *call) {
  give_object(call, PyInt_FromSsize_t(call->operands[0].number));
}

static void make_long(struct call *call) {
  give_object(call, PyLong_FromLong((long)call->operands[0].number));
}

static void make_float(struct call *call) {
  give_object(call, PyFloat_FromDouble(call->operands[0].real));
}

static void make_user(struct call *call) {
  struct operand *operands = call->operands;
  PyTypeObject *type = kind_type(operands[0].word);
  if (type == NULL) malformed(call->line, "no such kind: %s", operands[0].word);
  give_object(call, user_new(type, bytes_take(&operands[1].bytes), bytes_take(&operands[2].bytes)));
}

static void make_reference(struct call *call) {
  PyObject *object = call->operands[0].object;
  Py_INCREF(object);
  give_object(call, object);
}

const struct operation constructors[] = {
    {"str", "r = HEX", make_str},
    {"cstr", "r = HEX", make_cstr},
    {"intern", "r = HEX", make_interned},
    {"str_size", "r = N", make_str_of_size},
    {"bytearray", "r = HEX", make_bytearray},
    {"bytearray_size", "r = N", make_bytearray_of_size},
    {"bytearray_from", "r = O", make_bytearray_from},
    {"array", "r = NAME HEX", make_array},
    {"buffer", "r = O N N", make_buffer},
    {"buffer_rw", "r = O N N", make_buffer_rw},
    {"mem", "r = HEX", make_memory},
    {"peek", "M", peek},
    {"buffer_mem", "r = M N", make_buffer_mem},
    {"buffer_rwmem", "r = M N", make_buffer_rwmem},
    {"buffer_new", "r = N", make_new_buffer},
    {"none", "r =", make_none},
    {"int", "r = N", make_int},
    {"long", "r = N", make_long},
    {"float", "r = FLOAT", make_float},
    {"user", "r = NAME HEX [HEX]", make_user},
    {"ref", "r = O", make_reference},
    {NULL, NULL, NULL},
};
