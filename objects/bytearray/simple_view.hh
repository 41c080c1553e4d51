// A view that a C++ scope holds: how bytearray reads other objects.
#ifndef SLOTBUF_OBJECTS_BYTEARRAY_SIMPLE_VIEW_HH
#define SLOTBUF_OBJECTS_BYTEARRAY_SIMPLE_VIEW_HH

#include "../../protocol/contiguity.hh"
#include "../../runtime/error.hh"

namespace slotbuf {

// CPython 2.7: _getbuffer, which looks at the slot and not at Py_TPFLAGS_HAVE_NEWBUFFER.
class simple_view {
 public:
  simple_view() = default;
  simple_view(const simple_view &) = delete;
  simple_view &operator=(const simple_view &) = delete;
  ~simple_view() { PyBuffer_Release(&view_); }

  // False with an error, or without one if the exporter gave a negative length.
  bool take(PyObject *object) {
    const PyTypeObject *const type = object->ob_type;
    if (!type->tp_as_buffer || !type->tp_as_buffer->bf_getbuffer) {
      fail_with(TypeError, "Type %.100s doesn't support the buffer API", type->tp_name);
      return false;
    }
    if (type->tp_as_buffer->bf_getbuffer(object, &view_, PyBUF_SIMPLE) < 0) {
      view_.obj = nullptr;
      return false;
    }
    return view_.len >= 0 &&
           (reaches(&view_, view_.len) || (fail(NotImplementedError, scattered_memory), false));
  }

  const void *bytes() const { return view_.buf; }
  Py_ssize_t size() const { return view_.len; }

 private:
  Py_buffer view_{};
};

}  // namespace slotbuf

#endif
