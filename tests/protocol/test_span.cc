// Spans: pointer and length in one value, or {NULL, -1} and the error of the function with the same
// name. test_fast_way.cc compares them with the slots of every object.
#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

struct form {
  const char *name;
  SlotbufSpan (*span)(PyObject *);
  int (*function)(PyObject *, const void **, Py_ssize_t *);
};

const form forms[] = {
    {"read", Slotbuf_ReadSpan,
     [](PyObject *object, const void **bytes, Py_ssize_t *size) {
       return PyObject_AsReadBuffer(object, bytes, size);
     }},
    {"char", Slotbuf_CharSpan,
     [](PyObject *object, const void **bytes, Py_ssize_t *size) {
       const char *characters = nullptr;
       const int result = PyObject_AsCharBuffer(object, &characters, size);
       *bytes = characters;
       return result;
     }},
};

std::string shown(const SlotbufSpan &span) {
  if (span.size < 0)
    return std::to_string(span.size) + (span.bytes ? " somewhere " : " nowhere ") + take_error();
  std::string bytes(static_cast<const char *>(span.bytes), static_cast<std::size_t>(span.size));
  return PyErr_Occurred() ? bytes + " with " + take_error() : bytes;
}

// The same from the function with out-parameters.
std::string as_function(const form &form, PyObject *object) {
  const void *bytes = nullptr;
  Py_ssize_t size = 0;
  if (form.function(object, &bytes, &size) < 0) return "-1 nowhere " + take_error();
  return shown(SlotbufSpan{bytes, size});
}

// In a new state each time, with and without an error from before; [prepare] is called before each.
void compare(PyObject *object, const char *expected, const char *expected_after_error) {
  for (const form &form : forms) {
    CAPTURE(form.name);
    CHECK(shown(form.span(object)) == expected);
    CHECK(as_function(form, object) == expected);
    for (const bool as_span : {true, false}) {
      PyErr_SetString(PyExc_BufferError, "from before");
      CHECK((as_span ? shown(form.span(object)) : as_function(form, object)) ==
            expected_after_error);
    }
  }
}

TEST_CASE("span: an object that grants gives its head, and an error from before stays") {
  for (const ref &object : {str("bytes"), bytearray("bytes"),
                            ref::steal(PyBuffer_FromMemory(const_cast<char *>("bytes"), 5)),
                            window(str("some bytes"), 5)}) {
    CAPTURE(Py_TYPE(object.get())->tp_name);
    compare(object.get(), "bytes", "bytes with BufferError: from before");
    CHECK(Slotbuf_ReadSpan(object.get()).bytes == Slotbuf_CharSpan(object.get()).bytes);
    CHECK(take_error() == no_error);
  }
}

TEST_CASE("span: one that does not grant is asked through its slots") {
  const ref base = bytearray("some bytes");
  compare(window(base, 5).get(), "bytes", "bytes with BufferError: from before");
  puppet host(puppet_kind::old_buffer);
  compare(host.get(), "puppet", "puppet with BufferError: from before");
  host.length = 0;
  compare(host.get(), "", " with BufferError: from before");
}

TEST_CASE("span: NULL is refused, unless an error is pending already") {
  compare(nullptr, "-1 nowhere SystemError: null argument to internal routine",
          "-1 nowhere BufferError: from before");
}

TEST_CASE("span: a refusal is {NULL, -1} with the error that the function sets") {
  puppet host(puppet_kind::old_buffer);
  host.fails = true;
  const char *const not_single = "-1 nowhere TypeError: expected a single-segment buffer object";
  compare(host.get(), not_single, not_single);
  host.fails = false;
  host.segments = 2;
  compare(host.get(), not_single, not_single);
  host.segments = 1;
  host.on_read = host.on_char = [&] { host.fails = true; };
  host.on_segcount = [&] { host.fails = false; };
  compare(host.get(), "-1 nowhere RuntimeError: cut", "-1 nowhere RuntimeError: cut");
  CHECK(shown(Slotbuf_ReadSpan(Py_None)) ==
        "-1 nowhere TypeError: expected a readable buffer object");
  CHECK(shown(Slotbuf_CharSpan(Py_None)) ==
        "-1 nowhere TypeError: expected a string or other character buffer object");
  CHECK(shown(Slotbuf_CharSpan(array('c', "items").get())) ==
        "-1 nowhere TypeError: expected a string or other character buffer object");
}

Py_ssize_t one_segment(PyObject *, Py_ssize_t *) { return 1; }
template <class T>
Py_ssize_t refuse_by_far(PyObject *, Py_ssize_t, T **bytes) {
  static char stray[] = "stray";
  return *bytes = stray, PY_SSIZE_T_MIN;
}

TEST_CASE("span: whatever a slot left in its pointer, a refusal has none, and its size is -1") {
  PyBufferProcs procs{};
  procs.bf_getreadbuffer = refuse_by_far<void>;
  procs.bf_getcharbuffer = refuse_by_far<char>;
  procs.bf_getsegcount = one_segment;
  PyTypeObject type = host_type("test.far", sizeof(PyObject));
  type.tp_as_buffer = &procs;
  PyObject object = {{SLOTBUF_ONE_REFERENCE}, &type};
  compare(&object, "-1 nowhere no error", "-1 nowhere BufferError: from before");
}

TEST_CASE("span: one to write to is what AsWriteBuffer gives") {
  const form writing = {"write", Slotbuf_WriteSpan,
                        [](PyObject *object, const void **bytes, Py_ssize_t *size) {
                          void *room = nullptr;
                          const int result = PyObject_AsWriteBuffer(object, &room, size);
                          *bytes = room;
                          return result;
                        }};
  puppet host(puppet_kind::old_buffer);
  const ref base = bytearray("bytes");
  const ref objects[] = {
      ref(),         bytearray("bytes"),    array('c', "bytes"), str("bytes"),
      window(base),  writable_window(base), ref::share(Py_None), memoryview(base),
      bytearray(""), ref::share(host.get())};
  for (const ref &object : objects)
    CHECK(shown(writing.span(object.get())) == as_function(writing, object.get()));
  host.fails = true;
  CHECK(shown(writing.span(host.get())) == as_function(writing, host.get()));
  CHECK(shown(writing.span(base.get())) == "bytes");
  CHECK(shown(writing.span(nullptr)) ==
        "-1 nowhere SystemError: null argument to internal routine");
  CHECK(shown(writing.span(objects[3].get())) ==
        "-1 nowhere TypeError: Cannot use string as modifiable buffer");
}

TEST_CASE("span: a dropped grant leaves the slots to answer") {
  const ref object = bytearray("bytes");
  Slotbuf_DropGrants(object.get(), SLOTBUF_GRANTS);
  compare(object.get(), "bytes", "bytes with BufferError: from before");
}

}  // namespace
}  // namespace slotbuf::test
