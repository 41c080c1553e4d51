// Leases: what each kind of object gives, what the lease holds, and what is refused.
#include <slotbuf.h>

#include <cstring>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

constexpr int immutable = SLOTBUF_LEASE_IMMUTABLE;
constexpr int exclusive = SLOTBUF_LEASE_EXCLUSIVE;

// ---- Types of a host's.

struct host_object {
  PyObject_HEAD
  char bytes[6];
};

Py_ssize_t host_bytes(PyObject *self, Py_ssize_t, void **bytes) {
  *bytes = reinterpret_cast<host_object *>(self)->bytes;
  return 5;
}
Py_ssize_t host_count(PyObject *, Py_ssize_t *) { return 1; }
Py_ssize_t refuse_silently(PyObject *, Py_ssize_t, void **) { return -1; }
int host_view(PyObject *self, Py_buffer *view, int flags) {
  return PyBuffer_FillInfo(view, self, reinterpret_cast<host_object *>(self)->bytes, 5, 0, flags);
}
void host_release(PyObject *, Py_buffer *) {}

ref host(PyTypeObject &type) {
  REQUIRE(PyType_Ready(&type) == 0);
  host_object *const made = instance<host_object>(type);
  std::memcpy(made->bytes, "bytes", 6);
  return ref::steal(made);
}

PyTypeObject with(const char *name, PyBufferProcs *procs) {
  PyTypeObject type = host_type(name, sizeof(host_object));
  type.tp_as_buffer = procs;
  return type;
}

ref old_slots() {
  static PyBufferProcs procs = {host_bytes, host_bytes, host_count, nullptr, nullptr, nullptr};
  static PyTypeObject type = with("test.old", &procs);
  return host(type);
}

ref new_slots() {
  static PyBufferProcs procs = {nullptr, nullptr, nullptr, nullptr, host_view, host_release};
  static PyTypeObject type = with("test.new", &procs);
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  return host(type);
}

ref never_readied() {
  static PyBufferProcs procs = {host_bytes, nullptr, host_count, nullptr, nullptr, nullptr};
  static PyTypeObject type = with("test.unready", &procs);
  host_object *const made = instance<host_object>(type);
  std::memcpy(made->bytes, "bytes", 6);
  return ref::steal(made);
}

// ---- What each object gives.

struct row {
  const char *name;
  ref (*make)();
  bool read_only;
  bool pinned;
  bool promises_immutable, promises_exclusive;
};

const row rows[] = {
    {"str", [] { return str("bytes"); }, true, false, true, false},
    {"bytearray", [] { return bytearray("bytes"); }, false, true, true, true},
    {"array", [] { return array('c', "bytes"); }, false, true, true, true},
    {"window on a str", [] { return window(str("bytes")); }, true, false, true, false},
    {"window on a bytearray", [] { return window(bytearray("bytes")); }, true, false, true, false},
    {"writable window on an array", [] { return writable_window(array('c', "bytes")); }, false,
     false, true, true},
    {"memoryview on a str", [] { return memoryview(str("bytes")); }, true, false, true, false},
    {"host's old slots", old_slots, false, false, false, false},
    {"host's new slots", new_slots, false, false, false, false},
    {"host's type that is not readied", never_readied, true, false, false, false},
};

TEST_CASE("lease: whatever has bytes gives them, and the lease holds the object") {
  for (const row &each : rows) {
    CAPTURE(each.name);
    ref object = each.make();
    Py_buffer view;
    REQUIRE(Slotbuf_Lease(object.get(), &view, PyBUF_SIMPLE) == 0);
    CHECK(std::string(static_cast<char *>(view.buf), static_cast<std::size_t>(view.len)) ==
          "bytes");
    CHECK(view.itemsize == 1);
    if (each.pinned) {
      CHECK(Slotbuf_BeginResize(object.get()) == -1);
      CHECK(take_error() == "BufferError: Existing exports of data: object cannot be re-sized");
    }
    object = ref();
    CHECK(std::memcmp(view.buf, "bytes", 5) == 0);
    PyBuffer_Release(&view);
    CHECK(view.obj == nullptr);
  }
}

TEST_CASE("lease: one that may be written to is given where the object can be") {
  for (const row &each : rows) {
    CAPTURE(each.name);
    const ref object = each.make();
    Py_buffer view;
    const int leased = Slotbuf_Lease(object.get(), &view, PyBUF_WRITABLE);
    CHECK(leased == (each.read_only ? -1 : 0));
    if (leased == 0) {
      CHECK_FALSE(view.readonly);
      static_cast<char *>(view.buf)[0] = 'B';
      PyBuffer_Release(&view);
      CHECK(Slotbuf_Lease(object.get(), &view, PyBUF_SIMPLE) == 0);
      CHECK(std::memcmp(view.buf, "Bytes", 5) == 0);
      PyBuffer_Release(&view);
    } else {
      CHECK(view.obj == nullptr);
      PyErr_Clear();
    }
  }
}

TEST_CASE("lease: promises are made where they can be kept") {
  for (const row &each : rows) {
    CAPTURE(each.name);
    for (const int promise : {immutable, exclusive}) {
      CAPTURE(promise);
      const ref object = each.make();
      Py_buffer view;
      const int leased = Slotbuf_Lease(object.get(), &view, promise);
      const bool expected =
          promise == immutable ? each.promises_immutable : each.promises_exclusive;
      CHECK(leased == (expected ? 0 : -1));
      if (leased == 0) {
        CHECK(view.readonly == (promise == immutable));
        PyBuffer_Release(&view);
      } else {
        CHECK(PyErr_ExceptionMatches(PyExc_BufferError));
        CHECK(view.obj == nullptr);
        PyErr_Clear();
      }
      REQUIRE(Slotbuf_Lease(object.get(), &view, PyBUF_SIMPLE) == 0);
      CHECK(view.len == 5);
      PyBuffer_Release(&view);
    }
  }
}

// ---- Texts.

std::string refusal(const ref &object, int flags) {
  Py_buffer view;
  if (Slotbuf_Lease(object.get(), &view, flags) < 0) return take_error();
  PyBuffer_Release(&view);
  return "leased";
}

TEST_CASE("lease: a refusal says by what") {
  const ref bytes = bytearray("bytes");
  Py_buffer views[3];
  REQUIRE(PyObject_GetBuffer(bytes.get(), &views[0], PyBUF_SIMPLE) == 0);
  REQUIRE(Slotbuf_Pin(bytes.get()) == 0);
  for (const int promise : {immutable, exclusive})
    CHECK(refusal(bytes, promise) ==
          std::string("BufferError: cannot be leased ") +
              (promise == immutable ? "IMMUTABLE" : "EXCLUSIVE") +
              ": 2 other views or pins hold the bytes and may write to them");
  Slotbuf_Unpin(bytes.get());
  PyBuffer_Release(&views[0]);

  for (Py_buffer &view : views) REQUIRE(Slotbuf_Lease(bytes.get(), &view, immutable) == 0);
  CHECK(refusal(bytes, PyBUF_SIMPLE) == "leased");
  CHECK(refusal(bytes, exclusive) ==
        "BufferError: the object is leased IMMUTABLE: nobody may change its bytes until those "
        "leases and all views are released");
  CHECK(PyByteArray_Resize(bytes.get(), 9) == -1);
  CHECK(take_error() ==
        "BufferError: the object is leased IMMUTABLE: nobody may change its bytes until those "
        "leases and all views are released");
  for (Py_buffer &view : views) PyBuffer_Release(&view);

  REQUIRE(Slotbuf_Lease(bytes.get(), &views[0], exclusive) == 0);
  const char *const by_exclusive =
      "BufferError: the object is leased EXCLUSIVE: nobody else may use its bytes until that lease "
      "is released";
  for (const int flags : {PyBUF_SIMPLE, PyBUF_WRITABLE, immutable, exclusive})
    CHECK(refusal(bytes, flags) == by_exclusive);
  CHECK(read(window(bytes)) == "no");
  CHECK(take_error() == by_exclusive);
  CHECK(PyByteArray_AsString(bytes.get()) == nullptr);
  CHECK(take_error() == by_exclusive);
  PyBuffer_Release(&views[0]);
  CHECK(PyByteArray_Resize(bytes.get(), 9) == 0);

  CHECK(refusal(str("text"), exclusive) == "BufferError: Object is not writable.");
  CHECK(refusal(old_slots(), immutable) ==
        "BufferError: 'test.old' cannot promise IMMUTABLE or EXCLUSIVE: its bytes have no pins, "
        "or slots of its own lend them");
  CHECK(refusal(bytes, immutable | exclusive) ==
        "BufferError: a lease is IMMUTABLE, EXCLUSIVE or neither");
  CHECK(refusal(bytes, immutable | PyBUF_WRITABLE) ==
        "BufferError: an IMMUTABLE lease cannot be PyBUF_WRITABLE");
  CHECK(refusal(whole(7), PyBUF_SIMPLE) == "TypeError: expected a readable buffer object");
  CHECK(refusal(whole(7), PyBUF_WRITABLE) == "TypeError: expected a writeable buffer object");
}

TEST_CASE("lease: NULL is refused, and an error that is pending stays") {
  Py_buffer view;
  CHECK(Slotbuf_Lease(nullptr, &view, PyBUF_SIMPLE) == -1);
  CHECK(view.obj == nullptr);
  CHECK(take_error() == "SystemError: null argument to internal routine");
  CHECK(Slotbuf_Lease(str("text").get(), nullptr, PyBUF_SIMPLE) == -1);
  CHECK(take_error() == "SystemError: null argument to internal routine");
}

TEST_CASE("lease: a slot that refuses without an error gets one") {
  static PyBufferProcs procs = {refuse_silently, nullptr, host_count, nullptr, nullptr, nullptr};
  static PyTypeObject type = with("test.silent", &procs);
  CHECK(refusal(host(type), PyBUF_SIMPLE) == "SystemError: error return without exception set");
}

TEST_CASE("lease: one that no view was given for is not released by a type's slot") {
  static PyBufferProcs procs = {host_bytes, nullptr, host_count, nullptr, nullptr, host_release};
  static PyTypeObject type = with("test.releasing", &procs);
  CHECK(refusal(host(type), PyBUF_SIMPLE) ==
        "TypeError: 'test.releasing' has bf_releasebuffer but gives no views; set "
        "Py_TPFLAGS_HAVE_NEWBUFFER");
}

// ---- Items.

TEST_CASE("lease: an array shows its items where their format is asked for") {
  const ref numbers = array_of<double>('d', {1.5, 2.5, 3.5});
  Py_buffer view;
  REQUIRE(Slotbuf_Lease(numbers.get(), &view, PyBUF_FULL_RO) == 0);
  CHECK(std::string(view.format) == "d");
  CHECK(view.itemsize == Py_ssize_t{sizeof(double)});
  CHECK(view.len == Py_ssize_t{3 * sizeof(double)});
  CHECK(view.ndim == 1);
  CHECK(view.shape[0] == 3);
  CHECK(view.strides[0] == Py_ssize_t{sizeof(double)});
  CHECK(static_cast<double *>(view.buf)[2] == 3.5);
  PyBuffer_Release(&view);
  REQUIRE(Slotbuf_Lease(numbers.get(), &view, PyBUF_CONTIG_RO) == 0);
  CHECK(view.itemsize == 1);
  CHECK(view.shape[0] == Py_ssize_t{3 * sizeof(double)});
  PyBuffer_Release(&view);
  CHECK_FALSE(PyObject_CheckBuffer(numbers.get()));
}

TEST_CASE("lease: a memoryview on memory of nobody's is held itself") {
  static char memory[] = "memory";
  Py_buffer view;
  REQUIRE(PyBuffer_FillInfo(&view, nullptr, memory, 6, 0, PyBUF_FULL) == 0);
  ref shown = ref::steal(PyMemoryView_FromBuffer(&view));
  PyObject *const held = shown.get();
  REQUIRE(Slotbuf_Lease(held, &view, PyBUF_SIMPLE) == 0);
  CHECK(references(held) == 2);
  shown = ref();
  CHECK(references(held) == 1);
  PyBuffer_Release(&view);
}

TEST_CASE("lease: through a memoryview it holds what the memoryview shows") {
  const ref bytes = bytearray("bytes");
  const ref shown = memoryview(bytes);
  CHECK(refusal(shown, exclusive).starts_with("BufferError: cannot be leased EXCLUSIVE: 1 other"));
  Py_buffer first, second;
  CHECK(refusal(shown, immutable).starts_with("BufferError: cannot be leased IMMUTABLE: 1 other"));
  const ref frozen = bytearray("bytes");
  REQUIRE(Slotbuf_Lease(frozen.get(), &first, immutable) == 0);
  const ref over_frozen = memoryview(frozen);
  CHECK(PyObject_SetItem(over_frozen.get(), whole(0).get(), str("B").get()) == -1);
  CHECK(take_error() == "TypeError: cannot modify read-only memory");
  REQUIRE(Slotbuf_Lease(over_frozen.get(), &second, immutable) == 0);
  CHECK(second.readonly == 1);
  PyBuffer_Release(&first);
  PyBuffer_Release(&second);
  CHECK(PyByteArray_Resize(frozen.get(), 9) == -1);
  PyErr_Clear();
}

}  // namespace
}  // namespace slotbuf::test
