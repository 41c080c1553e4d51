// Windows ask their base every time: the base's answers and refusals.
#include <slotbuf.h>

#include <cstring>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

// The result of a call: bytes, or the error in words, or "silent" for a failure without an error.
std::string outcome(int result, const void *bytes, Py_ssize_t size) {
  if (result == 0) return {static_cast<const char *>(bytes), static_cast<std::size_t>(size)};
  const std::string error = take_error();
  return error == no_error ? "silent" : error;
}

std::string as_read(const ref &object) {
  const void *bytes = nullptr;
  Py_ssize_t size = 0;
  const int result = PyObject_AsReadBuffer(object.get(), &bytes, &size);
  return outcome(result, bytes, size);
}

std::string as_write(const ref &object) {
  void *bytes = nullptr;
  Py_ssize_t size = 0;
  const int result = PyObject_AsWriteBuffer(object.get(), &bytes, &size);
  return outcome(result, bytes, size);
}

std::string as_char(const ref &object) {
  const char *bytes = nullptr;
  Py_ssize_t size = 0;
  const int result = PyObject_AsCharBuffer(object.get(), &bytes, &size);
  return outcome(result, bytes, size);
}

std::string size_of(const ref &object) {
  const Py_ssize_t size = PyObject_Size(object.get());
  return size < 0 ? outcome(-1, nullptr, 0) : std::to_string(size);
}

const char *const not_single = "TypeError: expected a single-segment buffer object";

TEST_CASE("buffer: a window follows its base as it grows, shrinks and moves") {
  const ref base = bytearray("0123456789");
  const ref object = window(base, 4, 4);
  CHECK(as_read(object) == "4567");
  CHECK(PyByteArray_Resize(base.get(), 6) == 0);
  CHECK(as_read(object) == "45");
  CHECK(PyByteArray_Resize(base.get(), 2) == 0);
  CHECK(as_read(object).empty());
  CHECK(PyByteArray_Resize(base.get(), 100'000) == 0);
  CHECK(size_of(object) == "4");
  std::memcpy(PyByteArray_AS_STRING(base.get()) + 4, "moved", 5);
  CHECK(as_read(object) == "move");
}

TEST_CASE("buffer: a window keeps its base alive") {
  const ref object = window(bytearray("bytes"), 1);
  CHECK(as_read(object) == "ytes");
}

TEST_CASE("buffer: a writable window writes to its base") {
  const ref base = bytearray("bytes");
  const ref object = writable_window(base, 1, 2);
  void *bytes = nullptr;
  Py_ssize_t size = 0;
  REQUIRE(PyObject_AsWriteBuffer(object.get(), &bytes, &size) == 0);
  CHECK(size == 2);
  std::memcpy(bytes, "YT", 2);
  CHECK(read(base) == "bYTes");
}

TEST_CASE("buffer: a writable window on a read-only one of a bytearray is writable") {
  const ref base = bytearray("bytes");
  const ref read_only = window(base, 1);
  CHECK(as_write(read_only) == "TypeError: buffer is read-only");
  CHECK(as_write(writable_window(read_only)) == "ytes");
}

TEST_CASE("buffer: a writable window on what has a write slot that refuses is of no use") {
  const ref on_str = writable_window(str("bytes"));
  REQUIRE(on_str);
  CHECK(size_of(on_str) == "TypeError: Cannot use string as modifiable buffer");
  CHECK(as_read(on_str) == not_single);
  CHECK(as_char(on_str) == not_single);
  CHECK(as_write(on_str) == not_single);
  CHECK(PyObject_CheckReadBuffer(on_str.get()) == 0);
  CHECK(take_error() == "TypeError: Cannot use string as modifiable buffer");

  char memory[] = "memory";
  const ref on_memory = writable_window(ref::steal(PyBuffer_FromMemory(memory, 6)));
  REQUIRE(on_memory);
  CHECK(size_of(on_memory) == "TypeError: buffer is read-only");
  CHECK(as_read(on_memory) == not_single);
}

TEST_CASE("buffer: its slots refuse other segments, and writing before that") {
  const ref read_only = window(bytearray("bytes"));
  const ref writable = writable_window(bytearray("bytes"));
  const PyBufferProcs &procs = *PyBuffer_Type.tp_as_buffer;
  void *bytes = nullptr;
  char *characters = nullptr;
  const char *const no_segment = "SystemError: accessing non-existent buffer segment";
  for (const Py_ssize_t segment : {Py_ssize_t{1}, Py_ssize_t{-1}, PY_SSIZE_T_MAX}) {
    CAPTURE(segment);
    CHECK(procs.bf_getreadbuffer(read_only.get(), segment, &bytes) == -1);
    CHECK(take_error() == no_segment);
    CHECK(procs.bf_getcharbuffer(read_only.get(), segment, &characters) == -1);
    CHECK(take_error() == no_segment);
    CHECK(procs.bf_getwritebuffer(writable.get(), segment, &bytes) == -1);
    CHECK(take_error() == no_segment);
    CHECK(procs.bf_getwritebuffer(read_only.get(), segment, &bytes) == -1);
    CHECK(take_error() == "TypeError: buffer is read-only");
  }
  Py_ssize_t size = 0;
  CHECK(procs.bf_getsegcount(read_only.get(), &size) == 1);
  CHECK(size == 5);
}

// ---- Bases of the host's.

char host_bytes[] = "host";
char host_characters[] = "characters";
int host_segments;

Py_ssize_t segments(PyObject *, Py_ssize_t *length) {
  if (length) *length = 4;
  return host_segments;
}
Py_ssize_t gives(PyObject *, Py_ssize_t, void **bytes) { return *bytes = host_bytes, 4; }
Py_ssize_t gives_characters(PyObject *, Py_ssize_t, char **bytes) {
  return *bytes = host_characters, 10;
}
Py_ssize_t boom(PyObject *, Py_ssize_t, void **) {
  PyErr_SetString(PyExc_ValueError, "boom");
  return -1;
}
Py_ssize_t silent(PyObject *, Py_ssize_t, void **) { return -1; }
Py_ssize_t huge(PyObject *, Py_ssize_t, void **bytes) {
  return *bytes = host_bytes, PY_SSIZE_T_MAX;
}

// An object of a type with these slots, never readied.
struct host {
  explicit host(PyBufferProcs slots) : procs(slots) {
    type = host_type("test.host", sizeof(PyObject));
    type.tp_as_buffer = &procs;
    object = {{2 * SLOTBUF_ONE_REFERENCE}, &type};
    host_segments = 1;
  }
  host(const host &) = delete;
  ref share() { return ref::share(&object); }

  PyBufferProcs procs;
  PyTypeObject type;
  PyObject object;
};

TEST_CASE("buffer: it takes what each slot of the base gives, whatever the others do") {
  host base({gives, gives, segments, gives_characters, nullptr, nullptr});
  const ref object = window(base.share(), 1);
  CHECK(as_read(object) == "ost");
  CHECK(as_char(object) == "haracters");
  CHECK(size_of(object) == "3");
  CHECK(as_write(writable_window(base.share(), 1)) == "ost");
}

TEST_CASE("buffer: slots that the base lacks are named, each in its own way") {
  host no_read({nullptr, gives, segments, nullptr, nullptr, nullptr});
  CHECK_FALSE(static_cast<bool>(window(no_read.share())));
  CHECK(take_error() == "TypeError: buffer object expected");
  const ref writable = writable_window(no_read.share());
  CHECK(size_of(writable) == "4");
  CHECK(as_read(writable) == "TypeError: read buffer type not available");
  CHECK(as_char(writable) == "TypeError: char buffer type not available");
  const ref on_it = window(writable);
  CHECK(size_of(on_it) == "TypeError: no buffer type not available");
  CHECK(as_read(on_it) == not_single);

  host no_segcount({gives, gives, nullptr, gives_characters, nullptr, nullptr});
  CHECK_FALSE(static_cast<bool>(window(no_segcount.share())));
  CHECK(take_error() == "TypeError: buffer object expected");
}

TEST_CASE("buffer: a base of several segments is refused when asked, not before") {
  host base({gives, gives, segments, gives_characters, nullptr, nullptr});
  for (const int count : {0, 2, 1000, -1}) {
    CAPTURE(count);
    host_segments = count;
    const ref object = window(base.share());
    REQUIRE(object);
    CHECK(size_of(object) == "TypeError: single-segment buffer object expected");
    CHECK(as_read(object) == not_single);
    host_segments = 1;
    CHECK(as_read(object) == "host");
  }
}

TEST_CASE("buffer: a slot that fails is passed on, with or without its error") {
  host failing({boom, boom, segments, nullptr, nullptr, nullptr});
  const ref object = window(failing.share());
  CHECK(size_of(object) == "ValueError: boom");
  CHECK(as_read(object) == not_single);
  const ref without_error = window(failing.share());
  failing.procs.bf_getreadbuffer = silent;
  CHECK(size_of(without_error) == "silent");
}

TEST_CASE("buffer: a slot that reports more than can be is not added up") {
  host boasting({huge, huge, segments, nullptr, nullptr, nullptr});
  CHECK(size_of(window(boasting.share())) == std::to_string(PY_SSIZE_T_MAX));
  CHECK(size_of(window(boasting.share(), 3)) == std::to_string(PY_SSIZE_T_MAX - 3));
  CHECK(size_of(window(boasting.share(), 3, PY_SSIZE_T_MAX)) == std::to_string(PY_SSIZE_T_MAX - 3));
  CHECK(as_read(window(boasting.share(), 1, 2)) == "os");
}

}  // namespace
}  // namespace slotbuf::test
