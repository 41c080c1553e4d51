// Leases where slots of a host's own, views that a host has filled, and windows are in the way.
#include <slotbuf.h>

#include <deque>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

constexpr int promises[] = {SLOTBUF_LEASE_IMMUTABLE, SLOTBUF_LEASE_EXCLUSIVE};
const char *const by_exclusive =
    "BufferError: the object is leased EXCLUSIVE: nobody else may use its bytes until that lease "
    "is "
    "released";

char others[] = "other";
template <class T>
Py_ssize_t lend_other(PyObject *, Py_ssize_t, T **bytes) {
  *bytes = others;
  return 5;
}

struct lasting_type {
  PyTypeObject type;
  PyBufferProcs procs;
};

// What gives out bytes past the pins of the type that it derives from, or of a head.
const PyBufferProcs overrides[] = {
    {lend_other, nullptr, nullptr, nullptr, nullptr, nullptr},
    {nullptr, lend_other, nullptr, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, lend_other, nullptr, nullptr},
};

struct head_object {
  SLOTBUF_RESIZABLE_HEAD
};

ref make(PyTypeObject *base, const PyBufferProcs &procs) {
  static std::deque<lasting_type> types;
  lasting_type &made = types.emplace_back();
  made.procs = procs;
  made.type = host_type("test.override", base ? 0 : sizeof(head_object), base);
  made.type.tp_as_buffer = &made.procs;
  if (base) made.type.tp_flags |= base->tp_flags & Py_TPFLAGS_HAVE_NEWBUFFER;
  if (!base) made.type.tp_grants = SLOTBUF_GRANT_READ | SLOTBUF_GRANT_WRITE | SLOTBUF_RESIZABLE;
  REQUIRE(PyType_Ready(&made.type) == 0);
  if (base == &PyByteArray_Type) return ref::steal(Slotbuf_NewFromBytes(&made.type, "bytes", 5));
  if (base) return ref::steal(SlotbufArray_New(&made.type, 'c', "bytes", 5));
  static char bytes[] = "bytes";
  auto *const head = instance<head_object>(made.type);
  head->ob_bytes = bytes;
  head->ob_size = 5;
  return ref::steal(head);
}

bool can_lease(const ref &object, int flags) {
  Py_buffer lease;
  if (Slotbuf_Lease(object.get(), &lease, flags) < 0) return PyErr_Clear(), false;
  PyBuffer_Release(&lease);
  return true;
}

TEST_CASE(
    "lease overrides: a type whose slots lend other bytes promises nothing, through a window") {
  for (PyTypeObject *const base : {&PyByteArray_Type, &SlotbufArray_Type, (PyTypeObject *)nullptr})
    for (const PyBufferProcs &procs : overrides) {
      CAPTURE(base ? base->tp_name : "head");
      CAPTURE(&procs - overrides);
      const ref object = make(base, procs);
      const ref through = window(object), writing = writable_window(object);
      for (const int promise : promises)
        for (const ref *each : {&object, &through, &writing})
          CHECK_FALSE(can_lease(*each, promise));
      CHECK(can_lease(object, PyBUF_SIMPLE));
      CHECK(can_lease(object, PyBUF_WRITABLE));
      CHECK(Slotbuf_Pins(object.get()) == 0);
    }
}

TEST_CASE("lease overrides: a view that a host has filled takes no lease away") {
  static char bytes[] = "bytes";
  const ref items = array('c', "bytes"), head = make(nullptr, {});
  for (const ref *each : {&items, &head}) {
    for (const int flags : {PyBUF_SIMPLE, SLOTBUF_LEASE_IMMUTABLE, SLOTBUF_LEASE_EXCLUSIVE}) {
      Py_buffer lease, filled;
      REQUIRE(Slotbuf_Lease(each->get(), &lease, flags) == 0);
      REQUIRE(PyBuffer_FillInfo(&filled, each->get(), bytes, 5, 0, PyBUF_SIMPLE) == 0);
      PyBuffer_Release(&filled);
      CHECK(Slotbuf_Pins(each->get()) == 1);
      PyBuffer_Release(&lease);
      CHECK(Slotbuf_Pins(each->get()) == 0);
    }
  }
}

TEST_CASE("lease overrides: PyObject_GetBuffer promises nothing, whatever other bits are set") {
  for (const ref &object : {bytearray("bytes"), window(bytearray("bytes")),
                            memoryview(str("bytes")), ref::steal(PyBuffer_New(5))}) {
    can_lease(object, SLOTBUF_LEASE_EXCLUSIVE);
    for (const int flags : promises) {
      Py_buffer one, other;
      REQUIRE(PyObject_GetBuffer(object.get(), &one, flags) == 0);
      CHECK(PyObject_GetBuffer(object.get(), &other, flags) == 0);
      PyBuffer_Release(&one);
      PyBuffer_Release(&other);
    }
  }
}

TEST_CASE("lease overrides: a copy of array's record with slots of its own promises nothing") {
  static PyTypeObject copy = SlotbufArray_Type;
  static PyBufferProcs procs = *SlotbufArray_Type.tp_as_buffer;
  procs.bf_getreadbuffer = lend_other;
  copy.tp_name = "test.copy";
  copy.tp_as_buffer = &procs;
  REQUIRE(PyType_Ready(&copy) == 0);
  const ref object = ref::steal(PyType_GenericNew(&copy, nullptr, nullptr));
  REQUIRE(object);
  for (const int promise : promises) CHECK_FALSE(can_lease(object, promise));
}

TEST_CASE("lease overrides: through windows too it is the lease that refuses") {
  const ref leased = bytearray("bytes"), through = window(leased);
  const ref other = writable_window(bytearray("others"));
  Py_buffer lease;
  REQUIRE(Slotbuf_Lease(leased.get(), &lease, SLOTBUF_LEASE_EXCLUSIVE) == 0);
  CHECK_FALSE(PySequence_Concat(other.get(), through.get()));
  CHECK(take_error() == by_exclusive);
  CHECK(PySequence_SetItem(other.get(), 0, through.get()) == -1);
  CHECK(take_error() == by_exclusive);
  CHECK(PySequence_SetSlice(other.get(), 0, 1, through.get()) == -1);
  CHECK(take_error() == by_exclusive);
  const ref items = array('c', "");
  CHECK(SlotbufArray_FromString(items.get(), leased.get()) == -1);
  CHECK(take_error() == by_exclusive);
  PyBuffer_Release(&lease);
  CHECK(SlotbufArray_FromString(items.get(), through.get()) == 0);
  const ref memory = ref::steal(PyBuffer_New(5));
  REQUIRE(Slotbuf_Lease(memory.get(), &lease, SLOTBUF_LEASE_EXCLUSIVE) == 0);
  CHECK(PyObject_Size(memory.get()) == 5);
  CHECK_FALSE(PyObject_Str(memory.get()));
  CHECK(take_error() == by_exclusive);
  CHECK(PySequence_SetItem(memory.get(), 0, str("x").get()) == -1);
  CHECK(take_error() == by_exclusive);
  PyBuffer_Release(&lease);
}

}  // namespace
}  // namespace slotbuf::test
