#include "puppet.hh"

#include "host_type.hh"

namespace slotbuf::test {
namespace {

struct puppet_object {
  PyObject_HEAD
  puppet *strings;
};

puppet *strings_of(PyObject *self) { return reinterpret_cast<puppet_object *>(self)->strings; }

// Calls [what] the test wants done; false with an error if the slot is to fail.
bool pull(puppet *strings, const std::function<void()> &what) {
  if (what) what();
  if (!strings->fails) return true;
  PyErr_SetString(strings->error, "cut");
  return false;
}

template <auto on, class T>
Py_ssize_t give_bytes(PyObject *self, Py_ssize_t, T **bytes) {
  puppet *const strings = strings_of(self);
  if (!pull(strings, strings->*on)) return -1;
  *bytes = strings->bytes.data();
  return strings->length >= 0 ? strings->length : static_cast<Py_ssize_t>(strings->bytes.size());
}

Py_ssize_t give_segments(PyObject *self, Py_ssize_t *length) {
  puppet *const strings = strings_of(self);
  if (!pull(strings, strings->on_segcount)) return -1;
  if (length) *length = static_cast<Py_ssize_t>(strings->bytes.size());
  return strings->segments;
}

int give_view(PyObject *self, Py_buffer *view, int flags) {
  puppet *const strings = strings_of(self);
  if (!pull(strings, strings->on_getbuffer)) return -1;
  ++strings->exports;
  const auto size = static_cast<Py_ssize_t>(strings->bytes.size());
  return PyBuffer_FillInfo(view, self, strings->bytes.data(),
                           strings->length >= 0 ? strings->length : size, 0, flags);
}

void take_view_back(PyObject *self, Py_buffer *) {
  puppet *const strings = strings_of(self);
  if (strings->on_releasebuffer) strings->on_releasebuffer();
  --strings->exports;
}

Py_ssize_t give_length(PyObject *self) {
  puppet *const strings = strings_of(self);
  return pull(strings, strings->on_length) ? strings->items : -1;
}

PyObject *give_item(PyObject *self, Py_ssize_t at) {
  puppet *const strings = strings_of(self);
  if (!pull(strings, strings->on_item)) return nullptr;
  if (at >= 0 && at < strings->items)
    return strings->item ? strings->item(at) : PyInt_FromLong('a' + at);
  PyErr_SetString(PyExc_IndexError, "past the end");
  return nullptr;
}

PyObject *give_index(PyObject *self) {
  puppet *const strings = strings_of(self);
  return pull(strings, strings->on_index) ? PyInt_FromLong(strings->index) : nullptr;
}

template <auto make>
PyObject *give_number(PyObject *self) {
  puppet *const strings = strings_of(self);
  if (!pull(strings, strings->on_index)) return nullptr;
  return strings->text ? strings->text() : make(static_cast<long>(strings->index));
}

PyObject *compare_richly(PyObject *self, PyObject *, int op) {
  puppet *const strings = strings_of(self);
  if (!pull(strings, strings->on_compare)) return nullptr;
  const int order = strings->order;
  const bool holds[] = {order<0, order <= 0, order == 0, order != 0, order> 0, order >= 0};
  return PyBool_FromLong(holds[op]);
}

int compare_three_way(PyObject *self, PyObject *) {
  puppet *const strings = strings_of(self);
  return pull(strings, strings->on_compare) ? strings->order : -1;
}

PyObject *give_text(PyObject *self) {
  puppet *const strings = strings_of(self);
  if (!pull(strings, strings->on_text)) return nullptr;
  return strings->text ? strings->text() : PyString_FromString("a puppet");
}

void end(PyObject *self) {
  puppet *const strings = strings_of(self);
  if (strings->on_end) strings->on_end();
  PyObject_Del(self);
}

PyTypeObject make_type(puppet_kind kind) {
  static PyBufferProcs old_procs = {give_bytes<&puppet::on_read, void>,
                                    give_bytes<&puppet::on_write, void>,
                                    give_segments,
                                    give_bytes<&puppet::on_char, char>,
                                    nullptr,
                                    nullptr};
  static PyBufferProcs new_procs = {nullptr, nullptr, nullptr, nullptr, give_view, take_view_back};
  static PyNumberMethods indexed{}, number{};
  static PySequenceMethods sequence{};
  indexed.nb_index = give_index;
  number.nb_int = give_number<PyInt_FromLong>;
  number.nb_float = give_number<PyFloat_FromDouble>;
  sequence.sq_length = give_length;
  sequence.sq_item = give_item;

  PyTypeObject type = host_type("test.puppet", sizeof(puppet_object));
  type.tp_dealloc = end;
  if (kind == puppet_kind::old_buffer) type.tp_as_buffer = &old_procs;
  if (kind == puppet_kind::exporter) {
    type.tp_as_buffer = &new_procs;
    type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  }
  if (kind == puppet_kind::index) type.tp_as_number = &indexed;
  if (kind == puppet_kind::number) type.tp_as_number = &number;
  if (kind == puppet_kind::sequence) type.tp_as_sequence = &sequence;
  if (kind == puppet_kind::rich) type.tp_richcompare = compare_richly;
  if (kind == puppet_kind::three_way) type.tp_compare = compare_three_way;
  if (kind == puppet_kind::told) type.tp_str = type.tp_repr = give_text;
  return type;
}

PyTypeObject *type_of(puppet_kind kind) {
  static PyTypeObject types[9];
  PyTypeObject *const type = &types[static_cast<int>(kind)];
  if (!type->tp_name) *type = make_type(kind);
  return PyType_Ready(type) == 0 ? type : nullptr;
}

}  // namespace

puppet::puppet(puppet_kind kind) {
  auto *const self = PyObject_New(puppet_object, type_of(kind));
  self->strings = this;
  object_ = ref::steal(self);
}

puppet::~puppet() = default;

}  // namespace slotbuf::test
