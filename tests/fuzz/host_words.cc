// What a host does beyond the constructors: exporters of its own, views that it casts, objects that
// the generic constructors make, and objects deep in others.
#include <cstdlib>
#include <iterator>

#include "../support/host_type.hh"
#include "machine.hh"

namespace slotbuf::fuzz {
namespace {

// An exporter that hands on the view of [base], or gives one of its own on it.
struct host_object {
  PyObject_HEAD
  PyObject *base;
  bool hands_on;
};

host_object *host_of(PyObject *self) { return reinterpret_cast<host_object *>(self); }

int export_view(PyObject *self, Py_buffer *view, int flags) {
  PyObject *const base = host_of(self)->base;
  if (host_of(self)->hands_on) return PyObject_GetBuffer(base, view, flags);
  auto *const below = static_cast<Py_buffer *>(PyMem_Malloc(sizeof(Py_buffer)));
  if (!below) return PyErr_NoMemory(), -1;
  if (PyObject_GetBuffer(base, below, flags) < 0) return PyMem_Free(below), -1;
  *view = *below;
  view->obj = self;
  view->internal = below;
  Py_INCREF(self);
  return 0;
}

void end_view(PyObject *, Py_buffer *view) {
  PyBuffer_Release(static_cast<Py_buffer *>(view->internal));
  PyMem_Free(view->internal);
}

void end_host(PyObject *self) {
  Py_DECREF(host_of(self)->base);
  PyObject_Del(self);
}

PyBufferProcs host_as_buffer = {nullptr, nullptr, nullptr, nullptr, export_view, end_view};

PyObject *new_host(call &c) {
  host_object *const made = PyObject_New(host_object, &host_type);
  if (!made) return nullptr;
  Py_INCREF(c.o(1));
  made->base = c.o(1);
  made->hands_on = c.operand(2) % 2;
  return reinterpret_cast<PyObject *>(made);
}

// ---- Casts.

constexpr long item_sizes[] = {1, 2, 4};

answer model_cast(call &c) {
  cast(&c.w(0), item_sizes[c.operand(1) % 3], static_cast<int>(c.operand(2) % 3),
       c.operand(3) % 4 != 0);
  return {};
}

// The model is asked first whether the view can be cast, and says how.
reply play_cast(call &c) {
  Py_buffer *const view = c.v(0);
  fuzz::view probe;
  probe.size = c.w(0).size;
  probe.item_size = c.w(0).item_size;
  probe.lengths = c.w(0).lengths;
  const auto ndim = static_cast<int>(c.operand(2) % 3);
  if (!cast(&probe, item_sizes[c.operand(1) % 3], ndim, c.operand(3) % 4 != 0)) return {};
  std::array<Py_ssize_t, 4> &layout = c.on.layouts.emplace_back();
  for (size_t i = probe.lengths.size(), step = probe.item_size; i-- > 0;) {
    layout[i] = probe.lengths[i];
    layout[2 + i] = static_cast<Py_ssize_t>(step);
    step *= static_cast<size_t>(probe.lengths[i]);
  }
  view->len = probe.size;
  view->itemsize = probe.item_size;
  view->ndim = ndim;
  view->shape = probe.shape ? &layout[0] : nullptr;
  view->strides = probe.shape ? &layout[2] : nullptr;
  return {};
}

// ---- Generic constructors.

PyTypeObject *const generic_types[] = {&PyString_Type, &PyByteArray_Type, &PyBuffer_Type,
                                       &PyInt_Type, &PyLong_Type};

PyTypeObject *type_of(call &c) {
  return generic_types[static_cast<size_t>(c.operand(1)) % std::size(generic_types)];
}

// Only the first type has items.
long items_of(call &c) {
  return type_of(c) == &PyString_Type && c.operand(2) % 2 ? c.operand(2) % 8 : 0;
}

PyObject *on_own_block(PyTypeObject *type) {
  void *const block = PyObject_Malloc(static_cast<size_t>(type->tp_basicsize));
  if (!block) return PyErr_NoMemory();
  return PyObject_Init(static_cast<PyObject *>(block), type);
}

PyObject *make_generic(call &c) {
  PyTypeObject *const type = type_of(c);
  const long items = items_of(c);
  if (items || c.operand(2) % 8 == 0) return type->tp_alloc(type, items);
  if (c.operand(2) % 8 == 2) return PyType_GenericNew(type, nullptr, nullptr);
  return c.operand(2) % 8 == 4 ? PyObject_New(PyObject, type) : on_own_block(type);
}

// ---- Depth.

constexpr long depths[] = {0, 1, 2, 3, 5, 10, 1, 2, 3, 5, 10, 20, 997, 998, 999, 1000, 1001};

long depth_of(call &c) { return depths[static_cast<size_t>(c.operand(2)) % std::size(depths)]; }

PyObject *make_nested(call &c) {
  PyObject *nested = c.o(3);
  Py_INCREF(nested);
  for (long i = depth_of(c); i > 0 && nested; --i) {
    PyObject *parts[3] = {};
    parts[c.operand(1) % 3] = nested;
    PyObject *const outer = PySlice_New(parts[0], parts[1], parts[2]);
    Py_DECREF(nested);
    nested = outer;
  }
  return nested;
}

const word table[] = {
    {"exporter", "rON", never_fails, [](call &c) { return given(new_host(c)); },
     [](call &c) { return answer{host(c.m(1), c.operand(2) % 2)}; }},
    {"cast", "VNNN", never_fails, play_cast, model_cast},
    {"generic", "rNN", never_fails, [](call &c) { return given(make_generic(c)); },
     [](call &c) {
       return answer{
           generic(c.operand(1) % static_cast<long>(std::size(generic_types)), items_of(c))};
     }},
    {"nest", "rNNO", deepens | never_fails, [](call &c) { return given(make_nested(c)); },
     [](call &c) { return answer{nest(c.m(3), c.operand(1) % 3, depth_of(c))}; }},
};

}  // namespace

PyTypeObject host_type = test::host_type("host", sizeof(host_object));

void ready_host_type() {
  host_type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  host_type.tp_dealloc = end_host;
  host_type.tp_as_buffer = &host_as_buffer;
  if (PyType_Ready(&host_type) < 0) std::abort();
}

const std::span<const word> host_words = table;

}  // namespace slotbuf::fuzz
