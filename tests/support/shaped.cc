#include "shaped.hh"

#include <utility>

#include "host_type.hh"

namespace slotbuf::test {
namespace {

struct shaped_object {
  PyObject_HEAD
  shaped *what;
};

int give_view(PyObject *self, Py_buffer *view, int flags) {
  shaped *const what = reinterpret_cast<shaped_object *>(self)->what;
  fill_view(view, what->how, what->bytes);
  if (what->careful && (flags & PyBUF_STRIDES) != PyBUF_STRIDES &&
      !PyBuffer_IsContiguous(view, 'C')) {
    PyErr_SetString(PyExc_BufferError, "not in one piece");
    return -1;
  }
  view->obj = self;
  view->format = const_cast<char *>(what->format);
  view->readonly = what->readonly;
  Py_INCREF(self);
  ++what->exports;
  return 0;
}

void take_back(PyObject *self, Py_buffer *) {
  --reinterpret_cast<shaped_object *>(self)->what->exports;
}

PyTypeObject *shaped_type() {
  static PyBufferProcs procs = {nullptr, nullptr, nullptr, nullptr, give_view, take_back};
  static PyTypeObject type = host_type("test.shaped", sizeof(shaped_object));
  type.tp_as_buffer = &procs;
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  return PyType_Ready(&type) == 0 ? &type : nullptr;
}

Py_ssize_t *data_or_null(sizes &values) { return values.empty() ? nullptr : values.data(); }

}  // namespace

void fill_view(Py_buffer *view, layout &how, std::string &bytes) {
  *view = Py_buffer{};
  view->buf = bytes.data() + how.offset;
  view->itemsize = view->len = how.itemsize;
  for (const Py_ssize_t items : how.shape) view->len *= items;
  view->ndim = static_cast<int>(how.shape.size());
  view->shape = data_or_null(how.shape);
  view->strides = data_or_null(how.strides);
  view->suboffsets = data_or_null(how.suboffsets);
}

shaped::shaped(layout layout, std::string content, bool is_careful)
    : how(std::move(layout)), bytes(std::move(content)), careful(is_careful) {
  auto *const self = PyObject_New(shaped_object, shaped_type());
  self->what = this;
  object_ = ref::steal(self);
}

}  // namespace slotbuf::test
