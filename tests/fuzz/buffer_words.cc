// The four functions of the old protocol, and views.
#include <cstring>

#include "machine.hh"

namespace slotbuf::fuzz {
namespace {

template <class Pointer, int (*ask)(PyObject *, Pointer *, Py_ssize_t *)>
reply as_buffer(call &c) {
  Pointer at{};
  Py_ssize_t size = -7;
  if (ask(c.o(0), &at, &size) < 0) return {nullptr, 0, {}, true};
  const auto *const first = reinterpret_cast<const unsigned char *>(at);
  return {nullptr, size, size ? bytes(first, first + size) : bytes(), false};
}

answer model_buffer(const handle &object, access wanted) {
  memory_of(object, access::any);
  const span found = memory_of(object, wanted);
  return {nullptr, found.size, found.copy()};
}

// Writes the bytes at a place within, as many as there is room for.
void put(unsigned char *at, long size, long where, const bytes &data) {
  if (size == 0) return;
  const long from = ((where % size) + size) % size;
  const long count = std::min(static_cast<long>(data.size()), size - from);
  std::copy(data.begin(), data.begin() + count, at + from);
}

reply poke(call &c) {
  void *at;
  Py_ssize_t size;
  if (PyObject_AsWriteBuffer(c.o(0), &at, &size) < 0) return status(-1);
  put(static_cast<unsigned char *>(at), size, c.n(1), c.op.data);
  return {};
}

answer model_poke(call &c) {
  memory_of(c.m(0), access::any);
  span found = memory_of(c.m(0), access::write);
  put(found.begin(), found.size, c.n(1), c.op.data);
  return {};
}

reply get(call &c) {
  Py_buffer taken;
  if (PyObject_GetBuffer(c.o(1), &taken, c.flags(2)) < 0) return status(-1);
  PyBuffer_Release(c.v(0));
  *c.v(0) = taken;
  // The shape of one dimension is stored in the view itself, which has moved.
  if (taken.shape == &taken.len) c.v(0)->shape = &c.v(0)->len;
  if (taken.shape == &taken.smalltable[0]) c.v(0)->shape = &c.v(0)->smalltable[0];
  if (taken.strides == &taken.itemsize) c.v(0)->strides = &c.v(0)->itemsize;
  if (taken.strides == &taken.smalltable[1]) c.v(0)->strides = &c.v(0)->smalltable[1];
  return {};
}

reply poke_view(call &c) {
  Py_buffer *const view = c.v(0);
  if (!view->readonly) put(static_cast<unsigned char *>(view->buf), view->len, c.n(1), c.op.data);
  return {};
}

answer model_poke_view(call &c) {
  view &view = c.w(0);
  if (!view.readonly) put(view.begin(), view.size, c.n(1), c.op.data);
  return {};
}

int access_of(call &c) {
  constexpr int ways[] = {PyBUF_READ, PyBUF_WRITE, PyBUF_SHADOW};
  return ways[c.operand(2) % 3];
}

// The items of two dimensions are in one piece in C order; the model makes no copies in another.
char order_of(call &c) {
  handle shown = c.m(1);
  while (shown->is == kind::host) shown = shown->base;
  return shown->shown.lengths.size() > 1 ? 'C' : "CFA"[c.operand(2) / 3 % 3];
}

const word table[] = {
    {"as_char", "O", plain, as_buffer<const char *, PyObject_AsCharBuffer>,
     [](call &c) { return model_buffer(c.m(0), access::character); }},
    {"as_read", "O", plain, as_buffer<const void *, PyObject_AsReadBuffer>,
     [](call &c) { return model_buffer(c.m(0), access::read); }},
    {"as_write", "O", plain, as_buffer<void *, PyObject_AsWriteBuffer>,
     [](call &c) { return model_buffer(c.m(0), access::write); }},
    {"check_read", "O", never_fails,
     [](call &c) {
       const int checked = PyObject_CheckReadBuffer(c.o(0));
       PyErr_Clear();  // CPython 2.7: the base's own
       return counted(checked);
     },
     [](call &c) {
       return answer{nullptr, is_readable(c.m(0))};
     }},
    {"poke", "ONB", plain, poke, model_poke},
    {"getbuf", "vOF", plain, get,
     [](call &c) {
       c.w(0) = get_buffer(c.m(1), c.flags(2));
       return answer{};
     }},
    {"release", "v", never_fails,
     [](call &c) {
       PyBuffer_Release(c.v(0));
       return reply{};
     },
     [](call &c) {
       c.w(0).release();
       return answer{};
     }},
    {"poke_view", "VNB", never_fails, poke_view, model_poke_view},
    {"contiguous", "VN", never_fails,
     [](call &c) {
       // Items in C order are in Fortran order too unless they have several dimensions.
       Py_buffer *const view = c.v(0);
       const char order = "CAF"[c.operand(1) % (view->ndim > 1 ? 2 : 3)];
       return counted(PyBuffer_IsContiguous(view, order));
     },
     [](call &) {
       return answer{nullptr, 1};
     }},
    {"adopt", "rV", never_fails, [](call &c) { return given(PyMemoryView_FromBuffer(c.v(1))); },
     [](call &c) { return answer{adopt(std::move(c.w(1)))}; }},
    {"one_piece", "rON", plain,
     [](call &c) { return given(PyMemoryView_GetContiguous(c.o(1), access_of(c), order_of(c))); },
     [](call &c) { return answer{one_piece(c.m(1), access_of(c))}; }},
    {"copy_data", "OO", plain, [](call &c) { return status(PyObject_CopyData(c.o(0), c.o(1))); },
     [](call &c) {
       copy_data(c.m(0), c.m(1));
       return answer{};
     }},
};

}  // namespace

const std::span<const word> buffer_words = table;

}  // namespace slotbuf::fuzz
