// Views filled from the head, against the slots bf_getbuffer and bf_releasebuffer: for all objects
// that grant views, and for every way to ask, the view, the result, the error, the references and
// the pins are the same. Also run in a program with threads (second_thread.cc).
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

// ---- Subtypes.

struct lasting_type {
  PyTypeObject type;
  PyBufferProcs procs;
};

int refuse_view(PyObject *, Py_buffer *, int) {
  PyErr_SetString(PyExc_BufferError, "of the subtype");
  return -1;
}
int give_other_view(PyObject *self, Py_buffer *view, int flags) {
  static char other[] = "other";
  return PyBuffer_FillInfo(view, self, other, 5, 0, flags);
}
int released;
void note_release(PyObject *, Py_buffer *) { ++released; }
Py_ssize_t two_segments(PyObject *, Py_ssize_t *) { return 2; }
Py_ssize_t no_bytes(PyObject *, Py_ssize_t, void **) { return 0; }

// Whether views come from the head: of a type with Py_TPFLAGS_HAVE_NEWBUFFER, which overrides these
// slots. A head that may not be read, or no longer written to, gives none.
enum class keeps { views, views_of_str, none };

struct override {
  const char *name;
  PyBufferProcs procs;
  keeps kept;
};

const override overrides[] = {
    {"test.nothing", {}, keeps::views},
    {"test.getbuffer", {nullptr, nullptr, nullptr, nullptr, give_other_view, nullptr}, keeps::none},
    {"test.refusing", {nullptr, nullptr, nullptr, nullptr, refuse_view, nullptr}, keeps::none},
    {"test.release", {nullptr, nullptr, nullptr, nullptr, nullptr, note_release}, keeps::none},
    {"test.segcount", {nullptr, nullptr, two_segments, nullptr, nullptr, nullptr}, keeps::none},
    {"test.write", {nullptr, no_bytes, nullptr, nullptr, nullptr, nullptr}, keeps::views_of_str},
    {"test.read", {no_bytes, nullptr, nullptr, nullptr, nullptr, nullptr}, keeps::none},
};

// [what] NULL: it has no table of its own.
PyTypeObject &derived(PyTypeObject *base, const override *what, bool new_buffer,
                      unsigned grants = 0) {
  static std::deque<lasting_type> types;
  lasting_type &made = types.emplace_back();
  made.type = host_type(what ? what->name : "test.heir", 0, base);
  if (what) {
    made.procs = what->procs;
    made.type.tp_as_buffer = &made.procs;
  }
  if (new_buffer) made.type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  if (grants) made.type.tp_basicsize = base->tp_basicsize + 32;
  made.type.tp_grants = grants;
  REQUIRE(PyType_Ready(&made.type) == 0);
  return made.type;
}

void compare_objects(PyTypeObject *type) {
  for (const Py_ssize_t size : {0, 1, 5}) {
    const ref object = ref::steal(Slotbuf_NewFromBytes(type, "bytes", size));
    REQUIRE(object);
    compare(object.get());
  }
}

PyTypeObject *const bases[] = {&PyString_Type, &PyByteArray_Type};

TEST_CASE("head view: a str and a bytearray give the view that their slots give") {
  for (PyTypeObject *const base : bases) {
    CHECK(grants_views(*base));
    compare_objects(base);
  }
  const ref grown = bytearray("grows");
  REQUIRE(PyByteArray_Resize(grown.get(), 1000) == 0);
  compare(grown.get());
}

TEST_CASE("head view: so do subtypes, whatever they override, and their heirs") {
  for (PyTypeObject *const base : bases) {
    CAPTURE(base->tp_name);
    PyTypeObject &heir = derived(base, nullptr, false);
    CHECK(grants_views(heir));
    compare_objects(&heir);
    for (const override &what : overrides) {
      CAPTURE(what.name);
      for (const bool new_buffer : {false, true}) {
        CAPTURE(new_buffer);
        PyTypeObject &type = derived(base, &what, new_buffer);
        const bool kept = what.kept == keeps::views ||
                          (what.kept == keeps::views_of_str && base == &PyString_Type);
        CHECK(grants_views(type) == (kept && new_buffer));
        compare_objects(&type);
        for (PyTypeObject *const child :
             {&derived(&type, nullptr, false), &derived(&type, &overrides[0], true)}) {
          CHECK(grants_views(*child) == grants_views(type));
          compare_objects(child);
        }
      }
    }
  }
}

TEST_CASE("head view: a slot of the subtype's own is called") {
  PyTypeObject &type = derived(&PyByteArray_Type, &overrides[3], true);
  const ref object = ref::steal(Slotbuf_NewFromBytes(&type, "bytes", 5));
  released = 0;
  take_and_release(by_head, object.get(), PyBUF_SIMPLE, false);
  CHECK(released == 1);
  CHECK(pins_of(object.get()) == 1);
  exports_of(object.get()) = 0;
}

TEST_CASE("head view: what a subtype says of its head does not change whose views it gives") {
  for (PyTypeObject *const base : bases) {
    for (const unsigned grants :
         {unsigned{SLOTBUF_GRANTS}, SLOTBUF_RESIZABLE, SLOTBUF_GRANT_VIEW, SLOTBUF_ONE_SEGMENT,
          SLOTBUF_RESIZABLE | SLOTBUF_GRANT_VIEW | SLOTBUF_ONE_SEGMENT}) {
      CAPTURE(grants);
      if (base == &PyString_Type && (grants & SLOTBUF_RESIZABLE)) continue;  // PyType_Ready refuses
      compare_objects(&derived(base, nullptr, false, grants));
      compare_objects(&derived(base, &overrides[0], true, grants));
    }
  }
}

// ---- States.

TEST_CASE("head view: a bytearray that is being resized refuses, by its head and by its slot") {
  for (PyTypeObject *const type :
       {&PyByteArray_Type, &derived(&PyByteArray_Type, nullptr, false)}) {
    const ref object = ref::steal(Slotbuf_NewFromBytes(type, "bytes", 5));
    REQUIRE(Slotbuf_BeginResize(object.get()) == 0);
    compare(object.get());
    Slotbuf_EndResize(object.get());
  }
}

TEST_CASE("head view: pins of others stay, and dropped grants change nothing") {
  for (PyTypeObject *const base : bases) {
    const ref object = ref::steal(Slotbuf_NewFromBytes(base, "bytes", 5));
    REQUIRE(Slotbuf_Pin(object.get()) == 0);
    compare(object.get());
    Slotbuf_DropGrants(object.get(), SLOTBUF_GRANTS);
    CHECK(Slotbuf_Grants(object.get(), SLOTBUF_GRANT_VIEW));
    compare(object.get());
    Slotbuf_DropGrants(object.get(), ~0u);
    CHECK(Slotbuf_Grants(object.get(), SLOTBUF_GRANT_VIEW));
    compare(object.get());
    Slotbuf_Unpin(object.get());
  }
}

TEST_CASE("head view: NULL for the view or the object is refused, and nothing is pinned or held") {
  for (PyTypeObject *const base : bases) {
    const ref object = ref::steal(Slotbuf_NewFromBytes(base, "bytes", 5));
    for (const bool pending : {false, true}) {
      const char *const expected =
          pending ? "ValueError: from before" : "SystemError: null argument to internal routine";
      const auto prepare = [&] {
        if (pending) PyErr_SetString(PyExc_ValueError, "from before");
      };
      prepare();
      CHECK(PyObject_GetBuffer(object.get(), nullptr, PyBUF_SIMPLE) == -1);
      CHECK(take_error() == expected);
      Py_buffer view{};
      view.obj = object.get();
      prepare();
      CHECK(PyObject_GetBuffer(nullptr, &view, PyBUF_SIMPLE) == -1);
      CHECK(take_error() == expected);
      CHECK(view.obj == nullptr);
      prepare();
      CHECK(PyObject_GetBuffer(nullptr, nullptr, PyBUF_SIMPLE) == -1);
      CHECK(take_error() == expected);
    }
    CHECK(references(object) == 1);
    CHECK(pins_of(object.get()) == 0);
  }
  PyBuffer_Release(nullptr);
  Py_buffer nobodys{};
  PyBuffer_Release(&nobodys);
}

TEST_CASE("head view: the last reference may be the view's, and ends the object") {
  for (PyTypeObject *const base : bases) {
    Py_buffer view;
    {
      const ref object = ref::steal(Slotbuf_NewFromBytes(base, "bytes", 5));
      REQUIRE(PyObject_GetBuffer(object.get(), &view, PyBUF_SIMPLE) == 0);
    }
    CHECK(std::memcmp(view.buf, "bytes", 5) == 0);
    PyBuffer_Release(&view);
    CHECK(view.obj == nullptr);
  }
}

}  // namespace
}  // namespace slotbuf::test
