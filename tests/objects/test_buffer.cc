// The constructors of buffer, and where windows are; test_buffer_base.cc has what the base says.
#include <slotbuf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

const std::string six = "abcdef";

// What a window shows, or the error.
std::string shown(const ref &object) {
  if (!object) return take_error();
  const std::string bytes = read(object);
  const std::string error = take_error();
  return error == no_error ? bytes : error;
}

// What [bytes] look like through a window.
std::string through(const std::string &bytes, Py_ssize_t offset, Py_ssize_t size) {
  const std::size_t start = std::min(static_cast<std::size_t>(offset), bytes.size());
  return bytes.substr(start, static_cast<std::size_t>(size));
}

const Py_ssize_t offsets[] = {0, 1, 5, 6, 7, 100, PY_SSIZE_T_MAX - 1, PY_SSIZE_T_MAX};
const Py_ssize_t sizes[] = {Py_END_OF_BUFFER, 0, 1, 3, 6, 7, PY_SSIZE_T_MAX - 1, PY_SSIZE_T_MAX};

TEST_CASE("buffer: a window shows what its base has from the offset on, up to its size") {
  for (const ref &base : {str(six), bytearray(six), array('h', six)}) {
    CAPTURE(Py_TYPE(base.get())->tp_name);
    for (const Py_ssize_t offset : offsets) {
      for (const Py_ssize_t size : sizes) {
        CAPTURE(offset);
        CAPTURE(size);
        const ref object = window(base, offset, size);
        REQUIRE(object);
        CHECK(PyBuffer_Check(object.get()) == 1);
        CHECK(shown(object) == through(six, offset, size));
        CHECK(PyObject_Size(object.get()) == length(through(six, offset, size)));
        if (PyString_Check(base.get())) continue;
        CHECK(shown(writable_window(base, offset, size)) == through(six, offset, size));
      }
    }
    CHECK(references(base) == 1);
  }
}

TEST_CASE("buffer: offsets and sizes that cannot be are refused, the offset first") {
  const ref base = bytearray(six);
  const char *const bad_offset = "ValueError: offset must be zero or positive";
  const char *const bad_size = "ValueError: size must be zero or positive";
  for (const ref &on :
       {ref::share(base.get()), window(base), window(base, 2, 2), ref::steal(PyBuffer_New(6))}) {
    for (const Py_ssize_t bad : {Py_ssize_t{-2}, PY_SSIZE_T_MIN, PY_SSIZE_T_MIN + 1}) {
      CAPTURE(bad);
      CHECK(shown(window(on, bad)) == bad_offset);
      CHECK(shown(window(on, bad, bad)) == bad_offset);
      CHECK(shown(window(on, 0, bad)) == bad_size);
    }
    CHECK(shown(window(on, -1)) == bad_offset);
  }
  CHECK(references(base) == 1);
}

TEST_CASE("buffer: only what has the slots can be a base") {
  const char *const refused = "TypeError: buffer object expected";
  for (const ref &base : {ref::share(Py_None), ref::steal(PyInt_FromLong(1))}) {
    CHECK(shown(window(base)) == refused);
    CHECK(shown(writable_window(base)) == refused);
  }
  CHECK(shown(window(ref())) == "SystemError: null argument to internal routine");
  CHECK(shown(writable_window(ref())) == "SystemError: null argument to internal routine");
}

TEST_CASE("buffer: a window on a window is one on the base, clipped to what the inner one asked") {
  const ref base = bytearray(six);
  for (const Py_ssize_t inner_offset : {0, 2, 6, 100}) {
    for (const Py_ssize_t inner_size : {-1, 0, 3, 100}) {
      for (const Py_ssize_t offset : {0, 1, 4, 100}) {
        for (const Py_ssize_t size : {-1, 0, 2, 100}) {
          CAPTURE(inner_offset);
          CAPTURE(inner_size);
          CAPTURE(offset);
          CAPTURE(size);
          const ref inner = window(base, inner_offset, inner_size);
          const ref outer = window(inner, offset, size);
          CHECK(references(inner) == 1);
          CHECK(references(base) == 3);
          const std::string seen = through(six, inner_offset, inner_size);
          CHECK(shown(outer) == through(seen, offset, size));
        }
      }
    }
  }
  const ref inner = window(base, 2, 100);
  const ref outer = window(inner, 1);
  CHECK(PyByteArray_Resize(base.get(), 1000) == 0);
  CHECK(PyObject_Size(inner.get()) == 100);
  CHECK(PyObject_Size(outer.get()) == 99);
}

TEST_CASE("buffer: offsets that add up past the largest size are refused") {
  const ref base = str("ab");
  const ref far = window(base, 2, PY_SSIZE_T_MAX);
  const ref farthest = window(base, PY_SSIZE_T_MAX);
  CHECK(shown(window(far, PY_SSIZE_T_MAX - 2)).empty());
  CHECK(shown(window(far, PY_SSIZE_T_MAX - 1)) == "ValueError: offset must be zero or positive");
  CHECK(shown(window(far, PY_SSIZE_T_MAX, 0)) == "ValueError: offset must be zero or positive");
  CHECK(shown(window(farthest, 0)).empty());
  CHECK(shown(window(farthest, 1)) == "ValueError: offset must be zero or positive");
  CHECK(shown(window(farthest, PY_SSIZE_T_MAX)) == "ValueError: offset must be zero or positive");
}

TEST_CASE("buffer: a million windows, each on the last, hold one base and end in peace") {
  const ref base = bytearray(six);
  ref last = window(base);
  for (int i = 0; i < 1'000'000 && last; ++i) last = window(last);
  CHECK(shown(last) == six);
  CHECK(references(base) == 2);
}

TEST_CASE("buffer: over memory of the host's it shows that memory, and writes to it if it may") {
  char memory[] = "memory";
  for (const Py_ssize_t size : {0, 1, 6}) {
    CAPTURE(size);
    const ref readable = ref::steal(PyBuffer_FromMemory(memory, size));
    const ref writable = ref::steal(PyBuffer_FromReadWriteMemory(memory, size));
    CHECK(shown(readable) == through("memory", 0, size));
    CHECK(shown(writable) == through("memory", 0, size));
    void *bytes = nullptr;
    Py_ssize_t length = 0;
    CHECK(PyObject_AsWriteBuffer(readable.get(), &bytes, &length) == -1);
    CHECK(take_error() == "TypeError: buffer is read-only");
    CHECK(PyObject_AsWriteBuffer(writable.get(), &bytes, &length) == 0);
    CHECK(bytes == memory);
  }
  const ref object = ref::steal(PyBuffer_FromReadWriteMemory(memory, 6));
  memory[0] = 'M';
  CHECK(shown(object) == "Memory");
  CHECK(shown(window(object, 1, 3)) == "emo");
}

TEST_CASE("buffer: a window on a buffer over memory keeps that buffer as its base") {
  const ref object = ref::steal(PyBuffer_New(6));
  const ref once = window(object, 1);
  const ref twice = window(once, 1);
  CHECK(references(object) == 3);
  CHECK(references(once) == 1);
  CHECK(PyObject_Size(twice.get()) == 4);
}

TEST_CASE("buffer: with memory of its own it is aligned, and there to write to") {
  for (const Py_ssize_t size : {0, 1, 16, 100'000}) {
    CAPTURE(size);
    const ref object = ref::steal(PyBuffer_New(size));
    REQUIRE(object);
    void *bytes = nullptr;
    Py_ssize_t length = -1;
    REQUIRE(PyObject_AsWriteBuffer(object.get(), &bytes, &length) == 0);
    CHECK(length == size);
    CHECK(reinterpret_cast<std::uintptr_t>(bytes) % alignof(std::max_align_t) == 0);
    std::memset(bytes, 'x', static_cast<std::size_t>(size));
    CHECK(shown(object) == std::string(static_cast<std::size_t>(size), 'x'));
  }
}

TEST_CASE("buffer: sizes of memory that cannot be are refused, -1 too") {
  char memory[] = "memory";
  const char *const bad_size = "ValueError: size must be zero or positive";
  for (const Py_ssize_t size : {Py_ssize_t{-1}, Py_ssize_t{-2}, PY_SSIZE_T_MIN}) {
    CAPTURE(size);
    CHECK(shown(ref::steal(PyBuffer_FromMemory(memory, size))) == bad_size);
    CHECK(shown(ref::steal(PyBuffer_FromReadWriteMemory(memory, size))) == bad_size);
    CHECK(shown(ref::steal(PyBuffer_New(size))) == bad_size);
  }
  for (const Py_ssize_t size : {PY_SSIZE_T_MAX, PY_SSIZE_T_MAX - 1, PY_SSIZE_T_MAX / 2}) {
    CAPTURE(size);
    CHECK(shown(ref::steal(PyBuffer_New(size))) == "MemoryError");
    const ref object = ref::steal(PyBuffer_FromMemory(memory, size));
    CHECK(PyObject_Size(object.get()) == size);
    CHECK(PyObject_Size(window(object, 2).get()) == size - 2);
    CHECK(shown(window(object, 0, 6)) == "memory");
  }
}

TEST_CASE("buffer: a buffer is told from all else") {
  for (const ref &object : {str(six), bytearray(six), array('c', six), ref::share(Py_None)}) {
    CHECK(PyBuffer_Check(object.get()) == 0);
    CHECK(exported(PyBuffer_Check)(object.get()) == 0);
  }
  CHECK(exported(PyBuffer_Check)(window(str(six)).get()) == 1);
}

}  // namespace
}  // namespace slotbuf::test
