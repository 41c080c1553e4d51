// Views from the head of a host's type: which types give them, and what they are like. Also run in
// a program with threads (second_thread.cc).
#include <slotbuf.h>

#include <deque>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "view_ways.hh"

namespace slotbuf::test {
namespace {

using namespace views;

struct lasting_type {
  PyTypeObject type;
  PyBufferProcs procs;
};

struct declaration {
  const char *name;
  unsigned grants;
  bool new_buffer;   // Py_TPFLAGS_HAVE_NEWBUFFER
  bool gives_views;  // or has none, as the old protocol has it
};

constexpr unsigned read_only = SLOTBUF_GRANT_READ | SLOTBUF_GRANT_CHAR;

const declaration declarations[] = {
    {"test.old", SLOTBUF_GRANTS, false, false},
    {"test.old_resizable", SLOTBUF_GRANTS | SLOTBUF_RESIZABLE, false, false},
    {"test.readable", read_only, true, true},
    {"test.writable", SLOTBUF_GRANTS, true, true},
    {"test.readable_resizable", read_only | SLOTBUF_RESIZABLE, true, true},
    {"test.writable_resizable", SLOTBUF_GRANTS | SLOTBUF_RESIZABLE, true, true},
    {"test.granting", SLOTBUF_GRANTS | SLOTBUF_GRANT_VIEW, false, true},
    {"test.granting_resizable", SLOTBUF_GRANTS | SLOTBUF_RESIZABLE | SLOTBUF_GRANT_VIEW, false,
     true},
    {"test.characters", SLOTBUF_GRANT_CHAR, true, false},
};

ref of_type(const declaration &row, bool own_table) {
  static std::deque<lasting_type> types;
  lasting_type &made = types.emplace_back();
  made.type = host_type(row.name, sizeof(SlotbufResizableObject));
  if (row.new_buffer) made.type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  made.type.tp_grants = row.grants;
  if (own_table) made.type.tp_as_buffer = &made.procs;
  REQUIRE(PyType_Ready(&made.type) == 0);
  auto *const self = instance<SlotbufResizableObject>(made.type);
  static char bytes[] = "bytes";
  self->ob_bytes = bytes;
  self->ob_size = 5;
  return ref::steal(self);
}

TEST_CASE("head view: a host's type that says so gives views of its head") {
  for (const declaration &row : declarations) {
    CAPTURE(row.name);
    for (const bool own_table : {false, true}) {
      const ref object = of_type(row, own_table);
      CHECK(PyObject_CheckBuffer(object.get()) == row.gives_views);
      CHECK(grants_views(*Py_TYPE(object.get())) == row.gives_views);
      compare(object.get());
      if (!row.gives_views) continue;
      Py_buffer view;
      REQUIRE(PyObject_GetBuffer(object.get(), &view, PyBUF_FULL_RO) == 0);
      CHECK(view.readonly == !(row.grants & SLOTBUF_GRANT_WRITE));
      CHECK(view.len == 5);
      if (row.grants & SLOTBUF_RESIZABLE) {
        CHECK(Slotbuf_BeginResize(object.get()) == -1);
        CHECK(take_error() == "BufferError: Existing exports of data: object cannot be re-sized");
      }
      PyBuffer_Release(&view);
      const ref shown = memoryview(object);
      CHECK(text(ref::steal(SlotbufMemoryView_ToBytes(shown.get()))) == "bytes");
    }
  }
}

TEST_CASE("head view: one whose access is dropped gives no more, and says so") {
  const ref object = of_type(declarations[5], false);
  Slotbuf_DropGrants(object.get(), SLOTBUF_GRANT_WRITE);
  compare(object.get());
  Py_buffer view;
  CHECK(PyObject_GetBuffer(object.get(), &view, PyBUF_WRITABLE) == -1);
  CHECK(take_error() == "BufferError: Object is not writable.");
  Slotbuf_DropGrants(object.get(), SLOTBUF_GRANTS);
  CHECK(PyObject_GetBuffer(object.get(), &view, PyBUF_SIMPLE) == -1);
  CHECK(take_error() == "ValueError: the object no longer gives access to its bytes");
}

TEST_CASE("head view: a type that declares it and has slots of its own is refused") {
  static PyTypeObject declaring = host_type("test.declaring", sizeof(SlotbufResizableObject));
  static PyBufferProcs procs;
  procs.bf_getbuffer = [](PyObject *, Py_buffer *, int) { return -1; };
  declaring.tp_as_buffer = &procs;
  declaring.tp_grants = SLOTBUF_GRANT_READ | SLOTBUF_RESIZABLE | SLOTBUF_GRANT_VIEW;
  CHECK(PyType_Ready(&declaring) == -1);
  CHECK(take_error() ==
        "TypeError: test.declaring: tp_grants grant VIEW, but bf_getbuffer, bf_getsegcount or "
        "bf_getreadbuffer is the type's own; leave it NULL");
  declaring.tp_as_buffer = nullptr;
  declaring.tp_grants = SLOTBUF_GRANT_CHAR | SLOTBUF_GRANT_VIEW;
  CHECK(PyType_Ready(&declaring) == -1);
  CHECK(take_error() ==
        "TypeError: test.declaring: tp_grants grant VIEW, which is READ too; grant both");
  declaring.tp_grants |= SLOTBUF_GRANT_READ;
  CHECK(PyType_Ready(&declaring) == 0);
  CHECK(Slotbuf_ForgetType(&declaring) == 0);
  CHECK(PyType_Ready(&declaring) == 0);
}

}  // namespace
}  // namespace slotbuf::test
