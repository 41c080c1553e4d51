/* A host whose allocator is first refused, then comes too late. This is a program of its own: it
 * must be the first to ask slotbuf for anything. */
#include <slotbuf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int calls;

static void *allocate(void *context, size_t size, size_t alignment) {
  (void)context, (void)alignment;
  ++calls;
  return malloc(size);
}

static void *reallocate(void *context, void *block, size_t old_size, size_t new_size,
                        size_t alignment) {
  (void)context, (void)old_size, (void)alignment;
  ++calls;
  return realloc(block, new_size);
}

static void deallocate(void *context, void *block, size_t size, size_t alignment) {
  (void)context, (void)size, (void)alignment;
  ++calls;
  free(block);
}

static int is_refused(const SlotbufAllocator *allocator, const char *error) {
  int result = Slotbuf_SetAllocator(allocator);
  int refused = result == -1 && PyErr_Occurred() && strcmp(Slotbuf_ErrorName(), error) == 0;
  if (!refused) fprintf(stderr, "returned %d, not the %s\n", result, error);
  PyErr_Clear();
  return refused;
}

int main(void) {
  const SlotbufAllocator whole = {NULL, allocate, reallocate, deallocate};
  SlotbufAllocator lacks_allocate = whole, lacks_reallocate = whole, lacks_deallocate = whole;
  PyObject *object;
  lacks_allocate.allocate = NULL;
  lacks_reallocate.reallocate = NULL;
  lacks_deallocate.deallocate = NULL;

  if (!is_refused(&lacks_allocate, "ValueError")) return 1;
  if (!is_refused(&lacks_reallocate, "ValueError")) return 1;
  if (!is_refused(&lacks_deallocate, "ValueError")) return 1;

  object = PyByteArray_FromStringAndSize("bytes", 5);
  if (!object || !is_refused(&whole, "RuntimeError")) return 1;
  if (PyByteArray_Resize(object, 1000) < 0) return 1;
  Py_DECREF(object);
  if (calls) fprintf(stderr, "a refused allocator was called\n");
  return calls != 0;
}
