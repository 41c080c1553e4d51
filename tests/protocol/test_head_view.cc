// Views filled from the head, against the slots bf_getbuffer and bf_releasebuffer: for all objects
// that grant views, and for every way to ask, the view, the result, the error, the references and
// the pins are the same. Also run in a program with threads (second_thread.cc).
#include <slotbuf.h>

#include <cstring>
#include <deque>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

// ---- The slot way, by hand. CPython 2.7: PyObject_GetBuffer, PyBuffer_Release.

int get_by_slot(PyObject *object, Py_buffer *view, int flags) {
  int result = -1;
  if (PyObject_CheckBuffer(object))
    result = Py_TYPE(object)->tp_as_buffer->bf_getbuffer(object, view, flags);
  else
    PyErr_Format(PyExc_TypeError, "'%.100s' does not have the buffer interface",
                 Py_TYPE(object)->tp_name);
  if (result < 0) view->obj = nullptr;
  return result;
}

void release_by_slot(Py_buffer *view) {
  PyObject *const object = view->obj;
  const PyBufferProcs *const procs = Py_TYPE(object)->tp_as_buffer;
  if (procs && procs->bf_releasebuffer) procs->bf_releasebuffer(object, view);
  view->obj = nullptr;
  Py_DECREF(object);
}

struct way {
  int (*get)(PyObject *, Py_buffer *, int);
  void (*release)(Py_buffer *);
};
const way by_head = {PyObject_GetBuffer, PyBuffer_Release};
const way by_slot = {get_by_slot, release_by_slot};

// ---- What a view and its object show.

Py_ssize_t &exports_of(PyObject *object) {
  return reinterpret_cast<SlotbufResizableObject *>(object)->ob_exports;
}

Py_ssize_t pins_of(PyObject *object) {
  return Py_TYPE(object)->tp_grants & SLOTBUF_RESIZABLE ? exports_of(object) : 0;
}

// All bytes of the view; pointers into the view itself are relative to its address.
std::vector<Py_ssize_t> shown(const Py_buffer &view) {
  const auto place = [&](const void *at) {
    const Py_ssize_t offset = static_cast<const char *>(at) - reinterpret_cast<const char *>(&view);
    const bool inside = offset >= 0 && offset < static_cast<Py_ssize_t>(sizeof view);
    return inside ? offset : reinterpret_cast<Py_ssize_t>(at);
  };
  return {place(view.buf),
          place(view.obj),
          view.len,
          view.itemsize,
          view.readonly,
          view.ndim,
          place(view.shape),
          place(view.strides),
          place(view.suboffsets),
          view.smalltable[0],
          view.smalltable[1],
          place(view.internal),
          view.format ? Py_ssize_t{view.format[0]} * 256 + view.format[1] : -1};
}

struct trace {
  int result;
  std::vector<Py_ssize_t> filled, released;
  std::string error, error_at_release;
  std::vector<long long> counts;  // references and pins, while it is held and afterwards
  friend bool operator==(const trace &, const trace &) = default;
};

// [pending]: whether there is an error from before.
trace take_and_release(const way &way, PyObject *object, int flags, bool pending) {
  const auto note_error = [&] {
    if (pending) PyErr_SetString(PyExc_ValueError, "from before");
  };
  static char format[] = "zz";
  Py_buffer view;
  std::memset(static_cast<void *>(&view), 0xA5, sizeof view);
  view.format = format;
  trace seen{};
  const auto count = [&] {
    seen.counts.push_back(references(object));
    seen.counts.push_back(pins_of(object));
  };
  note_error();
  seen.result = way.get(object, &view, flags);
  seen.filled = shown(view);
  seen.error = take_error();
  count();
  if (seen.result < 0) return seen;
  note_error();
  way.release(&view);
  seen.released = shown(view);
  seen.error_at_release = take_error();
  count();
  return seen;
}

constexpr int all_flags = 0x1ff;

// Slots that are not a pair leave a different number of pins.
void give_pins_back(PyObject *object, Py_ssize_t pins) {
  if (Py_TYPE(object)->tp_grants & SLOTBUF_RESIZABLE) exports_of(object) = pins;
}

void compare(PyObject *object) {
  CAPTURE(Py_TYPE(object)->tp_name);
  const long long references_before = references(object);
  const Py_ssize_t pins_before = pins_of(object);
  int differing = 0;
  for (int flags = 0; flags <= all_flags; ++flags) {
    for (const bool pending : {false, true}) {
      const trace head = take_and_release(by_head, object, flags, pending);
      give_pins_back(object, pins_before);
      const trace slot = take_and_release(by_slot, object, flags, pending);
      give_pins_back(object, pins_before);
      if (head == slot) continue;
      if (!differing++) {
        INFO("flags ", flags, ", pending ", pending);
        CHECK(head.result == slot.result);
        CHECK(head.error == slot.error);
        CHECK((head.filled == slot.filled));
        CHECK((head.released == slot.released));
        CHECK((head.counts == slot.counts));
      }
    }
  }
  CHECK(differing == 0);
  CHECK(references(object) == references_before);
}

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

struct override {
  const char *name;
  PyBufferProcs procs;
  bool keeps_views;  // with Py_TPFLAGS_HAVE_NEWBUFFER
};

const override overrides[] = {
    {"test.nothing", {}, true},
    {"test.getbuffer", {nullptr, nullptr, nullptr, nullptr, give_other_view, nullptr}, false},
    {"test.refusing", {nullptr, nullptr, nullptr, nullptr, refuse_view, nullptr}, false},
    {"test.release", {nullptr, nullptr, nullptr, nullptr, nullptr, note_release}, false},
    {"test.segcount", {nullptr, nullptr, two_segments, nullptr, nullptr, nullptr}, true},
    {"test.write", {nullptr, no_bytes, nullptr, nullptr, nullptr, nullptr}, true},
    {"test.read", {no_bytes, nullptr, nullptr, nullptr, nullptr, nullptr}, true},
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

bool grants_views(const PyTypeObject &type) { return type.tp_grants & SLOTBUF_GRANT_VIEW; }

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
        CHECK(grants_views(type) == (what.keeps_views && new_buffer));
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

TEST_CASE("head view: a host's type does not get it by declaring it") {
  PyTypeObject &type = derived(nullptr, &overrides[1], true);
  CHECK_FALSE(grants_views(type));
  static PyTypeObject declaring = host_type("test.declaring", sizeof(SlotbufResizableObject));
  static PyBufferProcs procs = overrides[1].procs;
  declaring.tp_as_buffer = &procs;
  declaring.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  declaring.tp_grants = SLOTBUF_GRANT_READ | SLOTBUF_RESIZABLE | SLOTBUF_GRANT_VIEW;
  REQUIRE(PyType_Ready(&declaring) == 0);
  CHECK_FALSE(grants_views(declaring));
  auto *const self = instance<SlotbufResizableObject>(declaring);
  const ref object = ref::steal(self);
  compare(object.get());
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
