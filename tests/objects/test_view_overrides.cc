// Types that derive from bytearray and override one or both of the slots for views. Each inherits
// the other slot, as in CPython 2.7.
#include <slotbuf.h>

#include <deque>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

constexpr char exported_still[] =
    "BufferError: Existing exports of data: object cannot be re-sized";

int get_unpinned(PyObject *self, Py_buffer *view, int flags) {
  return PyBuffer_FillInfo(view, self, PyByteArray_AS_STRING(self), PyByteArray_GET_SIZE(self), 0,
                           flags);
}
int get_as_base(PyObject *self, Py_buffer *view, int flags) {
  return PyByteArray_Type.tp_as_buffer->bf_getbuffer(self, view, flags);
}
void release_nothing(PyObject *, Py_buffer *) {}
void release_as_base(PyObject *self, Py_buffer *view) {
  PyByteArray_Type.tp_as_buffer->bf_releasebuffer(self, view);
}

struct overridden {
  getbufferproc get;
  releasebufferproc release;
  int pins_of_view;  // of each view
  int pins_left;     // of each view that was released
};

// The pins that CPython 2.7 leaves are left, but a count never goes below none.
const overridden rows[] = {
    {nullptr, nullptr, 1, 0},
    {get_unpinned, nullptr, 0, 0},
    {get_as_base, nullptr, 1, 0},
    {nullptr, release_nothing, 1, 1},
    {nullptr, release_as_base, 1, 0},
    {get_unpinned, release_nothing, 0, 0},
    {get_unpinned, release_as_base, 0, 0},
    {get_as_base, release_nothing, 1, 1},
    {get_as_base, release_as_base, 1, 0},
};

ref make(const overridden &row) {
  static std::deque<PyBufferProcs> tables;
  static std::deque<PyTypeObject> types;
  PyBufferProcs &table = tables.emplace_back();
  table.bf_getbuffer = row.get;
  table.bf_releasebuffer = row.release;
  PyTypeObject &type = types.emplace_back(host_type("test.bytearray", 0, &PyByteArray_Type));
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  type.tp_as_buffer = &table;
  REQUIRE(PyType_Ready(&type) == 0);
  return ref::steal(Slotbuf_NewFromBytes(&type, "bytes", 5));
}

Py_ssize_t pins(const ref &object) {
  return reinterpret_cast<SlotbufResizableObject *>(object.get())->ob_exports;
}

TEST_CASE("view overrides: a view pins as its slot does, and pins are not given back twice") {
  for (const overridden &row : rows) {
    CAPTURE(&row - rows);
    const ref object = make(row);
    Py_buffer views[3];
    for (Py_buffer &view : views) REQUIRE(PyObject_GetBuffer(object.get(), &view, PyBUF_FULL) == 0);
    CHECK(pins(object) == 3 * row.pins_of_view);
    for (Py_buffer &view : views) PyBuffer_Release(&view);
    CHECK(pins(object) == 3 * row.pins_left);
    CHECK(PyByteArray_Resize(object.get(), 100) == (row.pins_left ? -1 : 0));
    CHECK(take_error() == (row.pins_left ? exported_still : no_error));
    CHECK(references(object) == 1);
  }
}

TEST_CASE("view overrides: a pin of another's outlives them") {
  for (const overridden &row : rows) {
    if (row.pins_of_view == 0 && row.release != release_nothing) continue;
    const ref object = make(row);
    REQUIRE(Slotbuf_Pin(object.get()) == 0);
    Py_buffer view;
    REQUIRE(PyObject_GetBuffer(object.get(), &view, PyBUF_FULL) == 0);
    PyBuffer_Release(&view);
    CHECK(pins(object) == 1 + row.pins_left);
    CHECK(PyByteArray_Resize(object.get(), 100) == -1);
    CHECK(take_error() == exported_still);
    Slotbuf_Unpin(object.get());
  }
}

}  // namespace
}  // namespace slotbuf::test
