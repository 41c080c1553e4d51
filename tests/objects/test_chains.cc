// A million objects, each holding the one before, are used and freed on a small stack. This is a
// program of its own, like all that start threads.
#include <slotbuf.h>

#include <cstring>
#include <functional>
#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/small_stack.hh"
#include "../support/threads.hh"
#include "ropes.hh"

namespace slotbuf::test {

bool starts_threads() { return true; }

namespace {

constexpr int a_million = 1'000'000;

// Too small for one call per link of a chain.
void on_small_stack(const std::function<void()> &work) { on_stack_of(128 * 1024, work); }

// [links] objects, of which each is [link] of the one before; the first is of [end].
template <typename Link>
ref chain(const ref &end, int links, Link link) {
  ref last = ref::share(end.get());
  for (int i = 0; i < links && last; ++i) last = link(last, i);
  REQUIRE(last);
  return last;
}

void check_freed(ref last) {
  on_small_stack([&] { last.reset(); });
}

TEST_CASE("chains: slices of slices") {
  const ref end = bytearray("end");
  SUBCASE("by their starts") {
    check_freed(chain(end, a_million, [](const ref &last, int) { return slice(last, ref()); }));
  }
  SUBCASE("by their stops") {
    check_freed(chain(end, a_million, [](const ref &last, int) { return slice(ref(), last); }));
  }
  SUBCASE("by their steps") {
    check_freed(
        chain(end, a_million, [](const ref &last, int) { return slice(ref(), ref(), last); }));
  }
  SUBCASE("by all three in turn") {
    check_freed(chain(end, a_million, [](const ref &last, int i) {
      if (i % 3 == 0) return slice(last, ref(), ref());
      return i % 3 == 1 ? slice(ref(), last, ref()) : slice(ref(), ref(), last);
    }));
  }
  SUBCASE("by two at once") {
    check_freed(chain(end, a_million, [](const ref &last, int) { return slice(last, last); }));
  }
  CHECK(references(end) == 1);
}

// A slice of two slices of two slices ...: as many as will be freed, and none twice.
ref tree(int depth) {
  if (depth == 0) return slice(ref(), ref());
  return slice(tree(depth - 1), ref(), tree(depth - 1));
}

TEST_CASE("chains: slices that branch") { check_freed(tree(15)); }

TEST_CASE("chains: a part of a chain of slices that somebody holds lives on") {
  const ref end = bytearray("end");
  const auto link = [](const ref &last, int) { return slice(last, ref()); };
  const ref middle = chain(end, 10, link);
  check_freed(chain(middle, a_million, link));
  CHECK(references(middle) == 1);
  CHECK(references(end) == 2);
}

TEST_CASE("chains: memoryviews on memoryviews") {
  const ref end = bytearray("end");
  const auto link = [](const ref &last, int) { return memoryview(last); };
  ref last = chain(end, a_million, link);
  CHECK(PyByteArray_Resize(end.get(), 100) == -1);
  CHECK(PyErr_ExceptionMatches(PyExc_BufferError) == 1);
  PyErr_Clear();
  check_freed(std::move(last));
  CHECK(references(end) == 1);
  CHECK(PyByteArray_Resize(end.get(), 100) == 0);
}

TEST_CASE("chains: a part of a chain of memoryviews that somebody holds lives on") {
  const ref end = bytearray("end");
  const auto link = [](const ref &last, int) { return memoryview(last); };
  {
    const ref middle = chain(end, 10, link);
    check_freed(chain(middle, a_million, link));
    CHECK(references(middle) == 1);
    CHECK(PyByteArray_Resize(end.get(), 100) == -1);
    PyErr_Clear();
  }
  CHECK(references(end) == 1);
}

TEST_CASE("chains: slices of a chain of memoryviews") {
  const ref end = bytearray("end");
  const ref views =
      chain(end, a_million / 2, [](const ref &last, int) { return memoryview(last); });
  ref last = chain(views, a_million / 2, [](const ref &up, int) { return slice(ref(), up); });
  const_cast<ref &>(views).reset();
  check_freed(std::move(last));
  CHECK(references(end) == 1);
}

TEST_CASE("chains: windows on windows") {
  const ref end = bytearray("end");
  check_freed(chain(end, a_million, [](const ref &last, int) { return window(last); }));
  CHECK(references(end) == 1);
}

TEST_CASE("chains: ropes of ropes, with buffers between them and without") {
  const ref end = bytearray("end");
  ref last;
  SUBCASE("without") {
    last = chain(end, a_million, [](const ref &below, int) { return rope(below); });
  }
  SUBCASE("with") {
    last = chain(end, a_million, [](const ref &below, int i) {
      return i % 2 ? rope(below) : writable_window(below);
    });
  }
  SUBCASE("with buffers, by slices") {
    last = chain(end, a_million, [](const ref &below, int i) {
      return i % 2 ? ref::steal(SlotbufRope_Slice(below.get(), 0, 9)) : window(below);
    });
  }
  std::string listed, bytes;
  on_small_stack([&] {
    listed = segments(last);
    bytes = gathered(last);
    last.reset();
  });
  CHECK(listed == "end");
  CHECK(bytes == "end");
  CHECK(references(end) == 1);
}

// A memoryview on a view of which a host says that [exporter] gave it.
ref view_for(const ref &exporter) {
  static char memory[] = "host";
  Py_buffer view;
  REQUIRE(PyBuffer_FillInfo(&view, exporter.get(), memory, 4, 0, PyBUF_FULL_RO) == 0);
  return ref::steal(PyMemoryView_FromBuffer(&view));
}

TEST_CASE("chains: memoryviews that export each other's views") {
  const ref end = bytearray("end");
  const auto link = [](const ref &last, int) { return view_for(last); };
  ref last = chain(memoryview(end), a_million, link);
  SUBCASE("as objects") { check_freed(std::move(last)); }
  SUBCASE("as the exporter of a view that is released") {
    Py_buffer view;
    REQUIRE(PyBuffer_FillInfo(&view, last.get(), nullptr, 0, 0, PyBUF_SIMPLE) == 0);
    last.reset();
    on_small_stack([&] { PyBuffer_Release(&view); });
    CHECK(view.obj == nullptr);
  }
  SUBCASE("as the value of an error") {
    on_small_stack([&] {
      PyErr_SetObject(PyExc_ValueError, last.get());
      last.reset();
      PyErr_Clear();
    });
  }
  CHECK(references(end) == 1);
  CHECK(PyByteArray_Resize(end.get(), 100) == 0);
}

TEST_CASE("chains: memoryviews and slices in turn") {
  const ref end = bytearray("end");
  check_freed(chain(end, a_million, [](const ref &last, int i) {
    return i % 2 ? view_for(last) : slice(last, ref());
  }));
  CHECK(references(end) == 1);
}

// An object of a host that holds another one and, as a bytearray, has flags beside its count.
struct holder {
  SlotbufResizableObject head;
  char rest[64];
  PyObject *held;
};

int holders_ended;

void holder_dealloc(PyObject *self) {
  ++holders_ended;
  Py_XDECREF(reinterpret_cast<holder *>(self)->held);
  PyByteArray_Type.tp_dealloc(self);
}

ref hold(const ref &held) {
  static PyTypeObject type = [] {
    PyTypeObject made = host_type("holder", sizeof(holder), &PyByteArray_Type);
    made.tp_dealloc = holder_dealloc;
    return made;
  }();
  REQUIRE(PyType_Ready(&type) == 0);
  const ref empty = bytearray("");
  ref made = ref::steal(PyObject_New(PyObject, &type));
  REQUIRE(made);
  std::memcpy(reinterpret_cast<char *>(made.get()) + sizeof(PyObject),
              reinterpret_cast<char *>(empty.get()) + sizeof(PyObject),
              static_cast<std::size_t>(PyByteArray_Type.tp_basicsize) - sizeof(PyObject));
  reinterpret_cast<holder *>(made.get())->held = ref::share(held.get()).release();
  return made;
}

TEST_CASE("chains: objects of a host in turn with ours") {
  const ref end = bytearray("end");
  holders_ended = 0;
  SUBCASE("slices") {
    check_freed(chain(end, a_million, [](const ref &last, int i) {
      return i % 2 ? slice(last, last) : hold(last);
    }));
  }
  SUBCASE("windows") {
    check_freed(chain(end, a_million,
                      [](const ref &last, int i) { return i % 2 ? window(last) : hold(last); }));
  }
  SUBCASE("memoryviews") {
    check_freed(chain(end, a_million, [](const ref &last, int i) {
      return i % 2 ? memoryview(last) : hold(last);
    }));
  }
  SUBCASE("ropes") {
    check_freed(chain(end, a_million,
                      [](const ref &last, int i) { return i % 2 ? rope(last) : hold(last); }));
  }
  SUBCASE("ropes that branch") {
    check_freed(chain(end, a_million, [](const ref &last, int i) {
      return i % 2 ? rope(last, last, last) : hold(last);
    }));
  }
  CHECK(holders_ended == a_million / 2);
  CHECK(references(end) == 1);
}

// ---- Operations on the last of a chain.

// Several answers in words.
class all_answers {
 public:
  void push_back(const std::string &answer) { text_ += (text_.empty() ? "" : "; ") + answer; }
  const std::string &text() const { return text_; }

 private:
  std::string text_;
};

TEST_CASE("chains: slices of slices are used") {
  const auto link = [](const ref &last, int) { return slice(last, last, last); };
  ref one = chain(slice(1, 2), a_million, link), other = chain(slice(1, 2), a_million, link);
  all_answers answers;
  on_small_stack([&] {
    Py_SetRecursionLimit(300);
    answers.push_back(answer(PyObject_Repr(one.get())));
    answers.push_back(answer(PyObject_Str(one.get())));
    answers.push_back(answer(PyObject_Compare(one.get(), other.get())));
    answers.push_back(answer(PyObject_RichCompareBool(one.get(), other.get(), Py_EQ)));
    answers.push_back(answer(PyObject_Hash(one.get())));
    answers.push_back(answer(PyObject_Not(one.get())));
    answers.push_back(answer(PyObject_GetItem(one.get(), other.get())));
    Py_SetRecursionLimit(1000);
    other.reset();
    one.reset();
  });
  CHECK(answers.text() ==
        "RuntimeError: maximum recursion depth exceeded while getting the repr of an object; "
        "RuntimeError: maximum recursion depth exceeded while getting the repr of an object; "
        "RuntimeError: maximum recursion depth exceeded in cmp; "
        "RuntimeError: maximum recursion depth exceeded in cmp; TypeError: unhashable type; 0; "
        "TypeError: 'slice' object has no attribute '__getitem__'");
}

TEST_CASE("chains: windows on windows are used") {
  const ref end = bytearray("end");
  const auto link = [](const ref &last, int) { return writable_window(last); };
  ref last = chain(end, a_million, link), other = chain(end, a_million, link);
  all_answers answers;
  on_small_stack([&] {
    answers.push_back(read(last));
    void *bytes = nullptr;
    Py_ssize_t size = 0;
    answers.push_back(answer(PyObject_AsWriteBuffer(last.get(), &bytes, &size)));
    answers.push_back(answer(PyObject_CheckReadBuffer(last.get())));
    answers.push_back(answer(PyObject_Compare(last.get(), other.get())));
    answers.push_back(answer(PyObject_Str(last.get())));
    answers.push_back(answer(PyObject_Size(last.get())));
    answers.push_back(answer(PySequence_GetItem(last.get(), 1)));
    answers.push_back(text(memoryview(last)) == "no" ? "none" : "a view");
    other.reset();
    last.reset();
  });
  CHECK(answers.text() == "end; 0; 1; 0; 'end'; 3; 'n'; a view");
}

// What is answered by a memoryview on "end", if nothing is wrong.
void check_used(ref last) {
  all_answers answers;
  on_small_stack([&] {
    Py_buffer view;
    answers.push_back(answer(PyObject_GetBuffer(last.get(), &view, PyBUF_FULL_RO)));
    answers.push_back({static_cast<char *>(view.buf), 3});
    PyBuffer_Release(&view);
    answers.push_back(answer(PySequence_GetItem(last.get(), 1)));
    answers.push_back(answer(SlotbufMemoryView_ToBytes(last.get())));
    const ref copy = ref::steal(PyMemoryView_GetContiguous(last.get(), PyBUF_READ, 'C'));
    answers.push_back(answer(PyObject_RichCompareBool(last.get(), copy.get(), Py_EQ)));
    answers.push_back(shown(ref::steal(PySequence_GetSlice(last.get(), 1, 3))));
    answers.push_back(answer(PyObject_SetItem(last.get(), whole(0).get(), str("E").get())));
    answers.push_back(answer(PyObject_CopyData(last.get(), copy.get())));
    answers.push_back(answer(PyObject_Hash(last.get())));
  });
  last.reset();
  CHECK(answers.text() ==
        "0; end; 'n'; 'end'; 1; <memoryview 'nd'>; 0; 0; TypeError: unhashable type: 'memoryview'");
}

TEST_CASE("chains: memoryviews on memoryviews are used") {
  const ref end = bytearray("end");
  check_used(chain(end, a_million, [](const ref &last, int) { return memoryview(last); }));
  CHECK(PyByteArray_Resize(end.get(), 100) == 0);
}

TEST_CASE("chains: memoryviews that export each other's views are used") {
  const ref end = bytearray("end");
  check_used(chain(memoryview(end), a_million, [](const ref &last, int) {
    const Py_buffer *const below = PyMemoryView_GET_BUFFER(last.get());
    Py_buffer view;
    REQUIRE(PyBuffer_FillInfo(&view, last.get(), below->buf, below->len, 0, PyBUF_FULL) == 0);
    return ref::steal(PyMemoryView_FromBuffer(&view));
  }));
  CHECK(references(end) == 1);
  CHECK(PyByteArray_Resize(end.get(), 100) == 0);
}

// The interned str is so deep that it waits for its end when the next part of its slice interns the
// same text.
TEST_CASE("chains: an interned str that waits for its end is not taken for a live one") {
  static PyObject *found;
  static PyTypeObject type = host_type("interning", sizeof(PyObject));
  type.tp_dealloc = [](PyObject *self) {
    found = PyString_InternFromString("a name that waits");
    PyObject_Del(self);
  };
  REQUIRE(PyType_Ready(&type) == 0);
  ref interning = ref::steal(PyObject_New(PyObject, &type));
  ref last = slice(ref::steal(PyString_InternFromString("a name that waits")), interning);
  interning.reset();
  last = chain(last, 60, [](const ref &below, int) { return slice(below, ref()); });
  last.reset();
  REQUIRE(found);
  CHECK((Py_REFCNT)(found) == 1);
  CHECK(PyString_CHECK_INTERNED(found) == 1);
  Py_CLEAR(found);
}

}  // namespace
}  // namespace slotbuf::test
