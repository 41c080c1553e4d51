#include <slotbuf.h>

#include <cstring>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

const char *const cannot_resize =
    "BufferError: Existing exports of data: object cannot be re-sized";

// A view that is given back at the end.
class view {
 public:
  view() { std::memset(static_cast<void *>(&raw), 0xA5, sizeof raw), raw.obj = nullptr; }
  view(const view &) = delete;
  ~view() { PyBuffer_Release(&raw); }

  int take(const ref &object, int flags = PyBUF_SIMPLE) {
    return PyObject_GetBuffer(object.get(), &raw, flags);
  }
  std::string bytes() const {
    return {static_cast<const char *>(raw.buf), static_cast<std::size_t>(raw.len)};
  }

  Py_buffer raw;
};

bool can_resize(const ref &bytearray) {
  const Py_ssize_t size = PyByteArray_Size(bytearray.get());
  const std::string before = read(bytearray);
  if (PyByteArray_Resize(bytearray.get(), size + 100) == 0)
    return PyByteArray_Resize(bytearray.get(), size) == 0;
  CHECK(take_error() == cannot_resize);
  CHECK(PyByteArray_Resize(bytearray.get(), 0) == (size == 0 ? 0 : -1));
  PyErr_Clear();
  CHECK(read(bytearray) == before);
  return false;
}

TEST_CASE("view: types with the slot and the flag can be asked, and no others") {
  struct row {
    ref object;
    int can;
  };
  const row rows[] = {
      {str("bytes"), 1},
      {bytearray("bytes"), 1},
      {window(str("bytes")), 1},
      {array('c', "bytes"), 0},
      {ref::share(Py_None), 0},
      {ref::steal(PyInt_FromLong(1)), 0},
      {ref(), 0},
  };
  for (const row &row : rows) {
    CAPTURE(row.can);
    CHECK(PyObject_CheckBuffer(row.object.get()) == row.can);
    if (row.can || !row.object) continue;
    view taken;
    CHECK(taken.take(row.object) == -1);
    CHECK(take_error() == std::string("TypeError: '") + Py_TYPE(row.object.get())->tp_name +
                              "' does not have the buffer interface");
    CHECK(taken.raw.obj == nullptr);
  }
}

TEST_CASE("view: NULL for the object or for the view is refused, and pins nothing") {
  const ref object = bytearray("bytes");
  Py_buffer raw;
  raw.obj = object.get();
  CHECK(PyObject_GetBuffer(nullptr, &raw, PyBUF_SIMPLE) == -1);
  CHECK(take_error() == "SystemError: null argument to internal routine");
  CHECK(raw.obj == nullptr);
  for (const ref &each : {ref::share(object.get()), window(object)}) {
    const long long before = references(each);
    CHECK(PyObject_GetBuffer(each.get(), nullptr, PyBUF_SIMPLE) == -1);
    CHECK(take_error() == "SystemError: null argument to internal routine");
    const PyBufferProcs *const procs = Py_TYPE(each.get())->tp_as_buffer;
    CHECK(procs->bf_getbuffer(each.get(), nullptr, PyBUF_SIMPLE) == -1);
    CHECK(take_error() != no_error);
    CHECK(references(each) == before);
  }
  CHECK(can_resize(object));
  PyBuffer_Release(nullptr);
}

TEST_CASE("view: what is filled in is as much as was asked for") {
  const int flag_sets[] = {PyBUF_SIMPLE,         PyBUF_FORMAT,       PyBUF_ND,
                           PyBUF_STRIDES,        PyBUF_C_CONTIGUOUS, PyBUF_F_CONTIGUOUS,
                           PyBUF_ANY_CONTIGUOUS, PyBUF_INDIRECT,     PyBUF_CONTIG_RO,
                           PyBUF_RECORDS_RO,     PyBUF_FULL_RO,      0x10};
  const ref object = str("object");
  char memory[] = "memory";
  for (const int flags : flag_sets) {
    for (const int asked : {flags, flags | PyBUF_WRITABLE}) {
      for (const int readonly : {0, 1, 2}) {
        CAPTURE(asked);
        CAPTURE(readonly);
        view filled;
        const int result = PyBuffer_FillInfo(&filled.raw, object.get(), memory, 6, readonly, asked);
        if (readonly == 1 && (asked & PyBUF_WRITABLE)) {
          CHECK(result == -1);
          CHECK(take_error() == "BufferError: Object is not writable.");
          CHECK(references(object) == 1);
          continue;
        }
        CHECK(result == 0);
        CHECK(references(object) == 2);
        const Py_buffer &raw = filled.raw;
        CHECK(raw.buf == memory);
        CHECK(raw.obj == object.get());
        CHECK(raw.len == 6);
        CHECK(raw.itemsize == 1);
        CHECK(raw.readonly == readonly);
        CHECK(raw.ndim == 1);
        CHECK(std::string(raw.format ? raw.format : "none") ==
              (asked & PyBUF_FORMAT ? "B" : "none"));
        CHECK(raw.shape == (asked & PyBUF_ND ? &raw.len : nullptr));
        CHECK(raw.strides == ((asked & PyBUF_STRIDES) == PyBUF_STRIDES ? &raw.itemsize : nullptr));
        CHECK(raw.suboffsets == nullptr);
        CHECK(raw.internal == nullptr);
      }
    }
  }
  CHECK(references(object) == 1);
}

TEST_CASE("view: may be filled without an object, and then there is nothing to release") {
  char memory[] = "memory";
  Py_buffer raw;
  CHECK(PyBuffer_FillInfo(&raw, nullptr, memory, 6, 0, PyBUF_SIMPLE) == 0);
  CHECK(raw.obj == nullptr);
  PyBuffer_Release(&raw);
  CHECK(raw.buf == memory);
}

TEST_CASE("view: holds its object, shows its bytes, and is given back once") {
  for (const ref &object : {str("bytes"), bytearray("bytes"), window(str("bytes")), str("")}) {
    CAPTURE(Py_TYPE(object.get())->tp_name);
    const long long before = references(object);
    Py_buffer raw;
    REQUIRE(PyObject_GetBuffer(object.get(), &raw, PyBUF_FULL_RO) == 0);
    CHECK(references(object) == before + 1);
    CHECK(raw.obj == object.get());
    CHECK(std::string(static_cast<char *>(raw.buf), raw.len) == read(object));
    CHECK(raw.readonly == !PyByteArray_Check(object.get()));
    PyBuffer_Release(&raw);
    CHECK(raw.obj == nullptr);
    PyBuffer_Release(&raw);
    CHECK(references(object) == before);
  }
}

TEST_CASE("view: what cannot be written to gives no writable view") {
  for (const ref &object : {str("bytes"), window(bytearray("bytes"))}) {
    view taken;
    CHECK(taken.take(object, PyBUF_WRITABLE) == -1);
    CHECK(take_error() == "BufferError: Object is not writable.");
    CHECK(taken.raw.obj == nullptr);
    CHECK(references(object) == 1);
  }
}

TEST_CASE("view: a bytearray cannot be resized until the last one is given back") {
  const ref object = bytearray("bytes");
  {
    view first;
    REQUIRE(first.take(object) == 0);
    {
      view second;
      REQUIRE(second.take(object, PyBUF_WRITABLE) == 0);
      CHECK_FALSE(can_resize(object));
      static_cast<char *>(second.raw.buf)[0] = 'B';
    }
    CHECK_FALSE(can_resize(object));
    CHECK(PyByteArray_Resize(object.get(), 5) == 0);
    CHECK(first.bytes() == "Bytes");
  }
  CHECK(can_resize(object));
}

TEST_CASE("view: not even room that is there already is used under one") {
  const ref object = bytearray("0123456789");
  REQUIRE(PyByteArray_Resize(object.get(), 1000) == 0);
  REQUIRE(PyByteArray_Resize(object.get(), 900) == 0);
  view taken;
  REQUIRE(taken.take(object) == 0);
  for (const Py_ssize_t size : {899, 901, 0}) {
    CHECK(PyByteArray_Resize(object.get(), size) == -1);
    CHECK(take_error() == cannot_resize);
    CHECK(PyByteArray_Size(object.get()) == 900);
  }
}

TEST_CASE("view: through a buffer pins the bytearray or the array at the bottom") {
  const ref bottoms[] = {bytearray("bytes!"), array('h', "bytes!")};
  for (const ref &bottom : bottoms) {
    CAPTURE(Py_TYPE(bottom.get())->tp_name);
    for (const ref &through : {window(bottom), writable_window(bottom),
                               window(window(bottom), 1, 2), window(bottom, 100)}) {
      view taken;
      REQUIRE(taken.take(through) == 0);
      CHECK(taken.bytes() == read(through));
      CHECK(Slotbuf_BeginResize(bottom.get()) == -1);
      CHECK(take_error() == cannot_resize);
      if (PyByteArray_Check(bottom.get())) CHECK_FALSE(can_resize(bottom));
    }
    CHECK(Slotbuf_BeginResize(bottom.get()) == 0);
    Slotbuf_EndResize(bottom.get());
  }
}

TEST_CASE("view: through a buffer keeps the buffer, and that its base") {
  view taken;
  {
    const ref through = window(bytearray("bytes"), 1);
    REQUIRE(taken.take(through) == 0);
  }
  CHECK(taken.bytes() == "ytes");
}

TEST_CASE("view: a refused one through a buffer leaves no pin") {
  const ref bottom = bytearray("bytes");
  view taken;
  CHECK(taken.take(window(bottom), PyBUF_WRITABLE) == -1);
  CHECK(take_error() == "BufferError: Object is not writable.");
  CHECK(can_resize(bottom));

  const ref unwritable = writable_window(str("bytes"));
  CHECK(taken.take(unwritable) == -1);
  CHECK(take_error() == "TypeError: Cannot use string as modifiable buffer");
  CHECK(references(unwritable) == 1);
}

// An exporter of the host's, whose next answer is set by the test.
enum exporter_mood { gives, fails, fails_silently, fails_and_fills };
exporter_mood mood;
int exports, releases;
char exported_bytes[] = "exported";

int get_exported(PyObject *self, Py_buffer *view, int flags) {
  if (mood == fails_and_fills) view->obj = self;
  if (mood == fails || mood == fails_and_fills) PyErr_SetString(PyExc_BufferError, "nope");
  if (mood != gives) return -1;
  ++exports;
  return PyBuffer_FillInfo(view, self, exported_bytes, 8, 0, flags);
}

void release_exported(PyObject *, Py_buffer *view) {
  CHECK(view->buf == exported_bytes);
  CHECK(view->obj != nullptr);
  ++releases;
}

PyBufferProcs exporting = {nullptr, nullptr, nullptr, nullptr, get_exported, release_exported};

TEST_CASE("view: a host's exporter is asked and told, with and without PyType_Ready") {
  static PyTypeObject readied = host_type("test.exporter", sizeof(PyObject));
  static PyTypeObject unready = host_type("test.exporter", sizeof(PyObject));
  static PyTypeObject derived = host_type("test.derived", 0, &readied);
  for (PyTypeObject *type : {&readied, &unready}) {
    type->tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
    type->tp_as_buffer = &exporting;
  }
  REQUIRE(PyType_Ready(&readied) == 0);
  REQUIRE(PyType_Ready(&derived) == 0);
  for (PyTypeObject *type : {&readied, &unready, &derived}) {
    const ref object = ref::steal(PyObject_New(PyObject, type));
    mood = gives;
    exports = releases = 0;
    {
      view taken;
      REQUIRE(taken.take(object) == 0);
      CHECK(taken.bytes() == "exported");
      CHECK(releases == 0);
      CHECK(references(object) == 2);
      PyErr_SetString(PyExc_ValueError, "from before");
    }
    CHECK(take_error() == "ValueError: from before");
    CHECK(exports == 1);
    CHECK(releases == 1);

    for (const exporter_mood refusal : {fails, fails_silently, fails_and_fills}) {
      mood = refusal;
      Py_buffer raw;
      CHECK(PyObject_GetBuffer(object.get(), &raw, PyBUF_SIMPLE) == -1);
      CHECK(take_error() == (refusal == fails_silently ? no_error : "BufferError: nope"));
      CHECK(raw.obj == nullptr);
      PyBuffer_Release(&raw);
    }
    CHECK(releases == 1);
    CHECK(references(object) == 1);
  }
}

TEST_CASE("view: a release tells the slot first and then the hook, while the object is held") {
  static std::string told;
  static PyBufferProcs procs{};
  procs.bf_getbuffer = get_exported;
  procs.bf_releasebuffer = [](PyObject *self, Py_buffer *view) {
    told += "slot ";
    CHECK(view->obj == self);
  };
  static PyTypeObject type = host_type("test.hooked", sizeof(PyObject));
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  type.tp_as_buffer = &procs;
  REQUIRE(PyType_Ready(&type) == 0);
  type.tp_releaseview = [](PyObject *self, Py_buffer *view) {
    told += "hook ";
    CHECK(view->obj == self);
    CHECK(Py_ssize_t{Py_REFCNT(self)} == 2);
  };
  const ref object = ref::steal(PyObject_New(PyObject, &type));
  mood = gives;
  Py_buffer raw;
  REQUIRE(PyObject_GetBuffer(object.get(), &raw, PyBUF_SIMPLE) == 0);
  PyBuffer_Release(&raw);
  CHECK(told == "slot hook ");
  CHECK(raw.obj == nullptr);
  CHECK(references(object) == 1);
}

TEST_CASE("view: the flag alone, or the slot alone, makes no exporter") {
  PyTypeObject flag_only = host_type("test.flag", sizeof(PyObject));
  flag_only.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  PyTypeObject slot_only = host_type("test.slot", sizeof(PyObject));
  slot_only.tp_as_buffer = &exporting;
  PyBufferProcs none{};
  PyTypeObject empty = flag_only;
  empty.tp_as_buffer = &none;
  for (PyTypeObject *type : {&flag_only, &slot_only, &empty}) {
    PyObject object = {{SLOTBUF_ONE_REFERENCE}, type};
    CHECK(PyObject_CheckBuffer(&object) == 0);
  }
}

}  // namespace
}  // namespace slotbuf::test
