#include "segmented.hh"

#include <utility>

#include "host_type.hh"

namespace slotbuf::test {
namespace {

struct segmented_object {
  PyObject_HEAD
  segmented *told_by;
};

segmented *told_by(PyObject *self) { return reinterpret_cast<segmented_object *>(self)->told_by; }

Py_ssize_t give_row(segmented *host, Py_ssize_t index, void **bytes) {
  if (host->on_ask) host->on_ask(index);
  if (host->answer) return host->answer(index, bytes);
  if (index < 0 || index >= static_cast<Py_ssize_t>(host->rows.size())) {
    PyErr_SetString(PyExc_SystemError, "accessing non-existent row");
    return -1;
  }
  std::string &row = host->rows[static_cast<std::size_t>(index)];
  *bytes = row.data();
  return static_cast<Py_ssize_t>(row.size());
}

Py_ssize_t give_bytes(PyObject *self, Py_ssize_t index, void **bytes) {
  return give_row(told_by(self), index, bytes);
}

Py_ssize_t give_characters(PyObject *self, Py_ssize_t index, char **characters) {
  void *bytes = *characters;
  const Py_ssize_t size = give_row(told_by(self), index, &bytes);
  *characters = static_cast<char *>(bytes);
  return size;
}

Py_ssize_t give_count(PyObject *self, Py_ssize_t *length) {
  segmented *const host = told_by(self);
  if (host->on_segcount) host->on_segcount();
  if (length) {
    *length = 0;
    for (const std::string &row : host->rows) *length += static_cast<Py_ssize_t>(row.size());
  }
  return host->count.value_or(static_cast<Py_ssize_t>(host->rows.size()));
}

PyTypeObject *segmented_type() {
  static PyBufferProcs procs = {give_bytes,      give_bytes, give_count,
                                give_characters, nullptr,    nullptr};
  static PyTypeObject type = host_type("test.segmented", sizeof(segmented_object));
  type.tp_as_buffer = &procs;
  return PyType_Ready(&type) == 0 ? &type : nullptr;
}

}  // namespace

segmented::segmented(std::vector<std::string> all) : rows(std::move(all)) {
  auto *const self = PyObject_New(segmented_object, segmented_type());
  self->told_by = this;
  object_ = ref::steal(self);
}

}  // namespace slotbuf::test
