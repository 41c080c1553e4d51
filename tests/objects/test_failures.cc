// A failure without an error, and an error beside a good result, are never right. Every function
// that can fail is called with all that is awkward, in every combination.
#include <slotbuf.h>

#include <climits>
#include <concepts>
#include <cstring>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

struct awkward_object {
  std::string name;
  std::function<ref()> make;
};

const Py_ssize_t sizes[] = {0, 1, -1, -2, 3, 1000, INT_MAX, PY_SSIZE_T_MAX, PY_SSIZE_T_MIN};

// A host's objects, of each kind: one that answers and one whose slots fail.
std::deque<puppet> &hosts() {
  static std::deque<puppet> made;
  return made;
}

void make_hosts() {
  for (const puppet_kind kind : {puppet_kind::plain, puppet_kind::old_buffer, puppet_kind::exporter,
                                 puppet_kind::index, puppet_kind::number, puppet_kind::sequence,
                                 puppet_kind::rich, puppet_kind::three_way, puppet_kind::told})
    for (const bool fails : {false, true}) hosts().emplace_back(kind).fails = fails;
}

ref on_memory_of_nobody() {
  static char memory[] = "memory";
  Py_buffer view;
  PyBuffer_FillInfo(&view, nullptr, memory, 6, 0, PyBUF_FULL);
  return ref::steal(PyMemoryView_FromBuffer(&view));
}

ref buffer_of_its_own() {
  ref made = ref::steal(PyBuffer_New(3));
  void *memory = nullptr;
  Py_ssize_t size = 0;
  REQUIRE(PyObject_AsWriteBuffer(made.get(), &memory, &size) == 0);
  std::memcpy(memory, "abc", 3);
  return made;
}

ref rope_of_two() {
  const ref one = str("ab"), other = bytearray("c");
  PyObject *const parts[] = {one.get(), other.get()};
  return ref::steal(SlotbufRope_FromParts(parts, 2));
}

// All but NULL.
std::vector<awkward_object> awkward_objects() {
  std::vector<awkward_object> made = {
      {"None", [] { return ref::share(Py_None); }},
      {"NotImplemented", [] { return ref::share(Py_NotImplemented); }},
      {"True", [] { return ref::share(Py_True); }},
      {"a type", [] { return ref::share(&PyString_Type.ob_base); }},
      {"-1", [] { return whole(-1); }},
      {"1", [] { return whole(1); }},
      {"the least int", [] { return whole(LONG_MIN); }},
      {"a long", [] { return whole_long(2); }},
      {"the most", [] { return ref::steal(PyLong_FromUnsignedLong(ULONG_MAX)); }},
      {"a float", [] { return real(1e300); }},
      {"a NaN", [] { return real(__builtin_nan("")); }},
      {"''", [] { return str(""); }},
      {"'a'", [] { return str("a"); }},
      {"'a\\0b'",
       [] {
         return str({"a\0b", 3});
       }},
      {"an empty bytearray", [] { return bytearray(""); }},
      {"a bytearray", [] { return bytearray("abc"); }},
      {"an empty array", [] { return array('h', ""); }},
      {"an array", [] { return array('h', "abcd"); }},
      {"an array of floats", [] { return array('d', "abcdefgh"); }},
      {"an array of unicodes", [] { return array_of<char32_t>('u', {'a'}); }},
      {"a buffer", [] { return window(str("abc"), 1); }},
      {"an empty buffer", [] { return window(str("abc"), 9); }},
      {"a writable buffer", [] { return writable_window(bytearray("abc")); }},
      {"a buffer of its own", buffer_of_its_own},
      {"a memoryview", [] { return memoryview(bytearray("abc")); }},
      {"a memoryview to read", [] { return memoryview(str("abc")); }},
      {"a memoryview of nothing", [] { return memoryview(str("")); }},
      {"a memoryview of nobody's", on_memory_of_nobody},
      {"a rope", [] { return rope_of_two(); }},
      {"a rope of none", [] { return ref::steal(SlotbufRope_FromParts(nullptr, 0)); }},
      {"a slice", [] { return slice(ref(), ref()); }},
      {"a slice by 0", [] { return slice(0, 1, 0); }},
      {"a slice backwards", [] { return slice(ref(), ref(), whole(-1)); }},
      {"a slice of strs", [] { return slice(str("a"), str("b")); }},
  };
  for (const awkward_object &each : made) REQUIRE(each.make());
  for (puppet &host : hosts()) {
    const std::string name = Py_TYPE(host.get())->tp_name;
    made.push_back(
        {name + (host.fails ? " that fails" : ""), [&host] { return ref::share(host.get()); }});
    if (PyObject *const over = PyBuffer_FromObject(host.get(), 0, Py_END_OF_BUFFER)) {
      Py_DECREF(over);
      made.push_back({"a buffer on it", [&host] { return window(host.object()); }});
    }
    PyErr_Clear();
  }
  return made;
}

// ---- What a result says: that it failed, that it did not, or either.

enum class verdict { failed, good, either };

verdict judge(const ref &result) { return result ? verdict::good : verdict::failed; }
verdict judge(const void *result) { return result ? verdict::good : verdict::failed; }
verdict judge(char typecode) { return typecode ? verdict::good : verdict::failed; }
template <std::signed_integral Number>
verdict judge(Number result) {
  return result < 0 ? verdict::failed : verdict::good;
}
verdict judge(const SlotbufSpan &result) { return judge(result.size); }

// For numbers of which -1 is an answer too.
template <typename Number>
verdict judge_number(Number result) {
  return result == static_cast<Number>(-1) ? verdict::either : verdict::good;
}

struct function {
  const char *name;
  std::function<verdict(PyObject *, PyObject *, PyObject *, Py_ssize_t)> call;
};

#define OF(...)                                                                                \
  [](PyObject *a [[maybe_unused]], PyObject *b [[maybe_unused]], PyObject *c [[maybe_unused]], \
     Py_ssize_t n [[maybe_unused]]) { return __VA_ARGS__; }
#define MADE(call) judge(ref::steal(call))

verdict get_buffer(PyObject *object, int flags) {
  Py_buffer view;
  const int result = PyObject_GetBuffer(object, &view, flags);
  if (result == 0) PyBuffer_Release(&view);
  return judge(result);
}

template <auto ask, typename Pointer>
verdict lend(PyObject *object) {
  Pointer bytes;
  Py_ssize_t size;
  return judge(ask(object, &bytes, &size));
}

verdict as_string_and_size(PyObject *object, bool with_size) {
  char *bytes;
  Py_ssize_t size;
  return judge(PyString_AsStringAndSize(object, &bytes, with_size ? &size : nullptr));
}

verdict order(PyObject *left, PyObject *right) {
  int order;
  return judge(PyObject_Cmp(left, right, &order));
}

verdict pin(PyObject *object, int (*take)(PyObject *), void (*give)(PyObject *)) {
  const int result = take(object);
  if (result == 0) give(object);
  return judge(result);
}

verdict list_segments(PyObject *object, Py_ssize_t (*list)(PyObject *, SlotbufSpan *, Py_ssize_t)) {
  SlotbufSpan spans[2];
  return judge(list(object, spans, 2));
}

verdict indices(PyObject *object, Py_ssize_t length) {
  Py_ssize_t start, stop, step, count;
  if (!PySlice_Check(object)) return verdict::either;
  return judge(PySlice_GetIndicesEx(reinterpret_cast<PySliceObject *>(object), length, &start,
                                    &stop, &step, &count));
}

void check(const function &called, const std::string &with, verdict said) {
  const std::string error = take_error();
  const bool pending = error != no_error;
  if (said == verdict::either || pending == (said == verdict::failed)) return;
  CAPTURE(called.name);
  CAPTURE(with);
  CAPTURE(error);
  CHECK(pending == (said == verdict::failed));
}

// NULL comes first, for functions that take it.
std::vector<awkward_object> with_null() {
  std::vector<awkward_object> objects = awkward_objects();
  objects.insert(objects.begin(), {"NULL", [] { return ref(); }});
  return objects;
}

const function of_one[] = {
    {"PyObject_Repr", OF(MADE(PyObject_Repr(a)))},
    {"PyObject_Str", OF(MADE(PyObject_Str(a)))},
    {"PyObject_Size", OF(judge(PyObject_Size(a)))},
    {"PySequence_Size", OF(judge(PySequence_Size(a)))},
    {"PyObject_AsCharBuffer", OF(lend<PyObject_AsCharBuffer, const char *>(a))},
    {"PyObject_AsReadBuffer", OF(lend<PyObject_AsReadBuffer, const void *>(a))},
    {"PyObject_AsWriteBuffer", OF(lend<PyObject_AsWriteBuffer, void *>(a))},
    {"Slotbuf_ReadSpan", OF(judge(Slotbuf_ReadSpan(a)))},
    {"Slotbuf_WriteSpan", OF(judge(Slotbuf_WriteSpan(a)))},
    {"Slotbuf_CharSpan", OF(judge(Slotbuf_CharSpan(a)))},
    {"Slotbuf_ReadBySlots", OF(judge(Slotbuf_ReadBySlots(a)))},
    {"Slotbuf_WriteBySlots", OF(judge(Slotbuf_WriteBySlots(a)))},
    {"Slotbuf_CharBySlots", OF(judge(Slotbuf_CharBySlots(a)))},
    {"Slotbuf_ReadSegments", OF(list_segments(a, Slotbuf_ReadSegments))},
    {"Slotbuf_WriteSegments", OF(list_segments(a, Slotbuf_WriteSegments))},
    {"Slotbuf_ReadSegments, counted", OF(judge(Slotbuf_ReadSegments(a, nullptr, 0)))},
    {"Slotbuf_GatherSegments", OF(MADE(Slotbuf_GatherSegments(a)))},
    {"SlotbufRope_FromParts", OF(MADE(SlotbufRope_FromParts(&a, 1)))},
    {"PyObject_GetBuffer", OF(get_buffer(a, PyBUF_SIMPLE))},
    {"PyObject_GetBuffer, full", OF(get_buffer(a, PyBUF_FULL))},
    {"PyMemoryView_FromObject", OF(MADE(PyMemoryView_FromObject(a)))},
    {"PyMemoryView_GetContiguous", OF(MADE(PyMemoryView_GetContiguous(a, PyBUF_READ, 'C')))},
    {"PyMemoryView_GetContiguous, write",
     OF(MADE(PyMemoryView_GetContiguous(a, PyBUF_WRITE, 'F')))},
    {"SlotbufMemoryView_ToBytes", OF(MADE(SlotbufMemoryView_ToBytes(a)))},
    {"SlotbufMemoryView_ListSize", OF(judge(SlotbufMemoryView_ListSize(a)))},
    {"PyByteArray_FromObject", OF(MADE(PyByteArray_FromObject(a)))},
    {"PyByteArray_Size", OF(judge(PyByteArray_Size(a)))},
    {"PyByteArray_AsString", OF(judge(PyByteArray_AsString(a)))},
    {"SlotbufByteArray_Reverse", OF(judge(SlotbufByteArray_Reverse(a)))},
    {"SlotbufArray_Size", OF(judge(SlotbufArray_Size(a)))},
    {"SlotbufArray_ItemSize", OF(judge(SlotbufArray_ItemSize(a)))},
    {"SlotbufArray_Typecode", OF(judge(SlotbufArray_Typecode(a)))},
    {"SlotbufArray_Reverse", OF(judge(SlotbufArray_Reverse(a)))},
    {"SlotbufArray_ByteSwap", OF(judge(SlotbufArray_ByteSwap(a)))},
    {"SlotbufArray_ToString", OF(MADE(SlotbufArray_ToString(a)))},
    {"PyString_Size", OF(judge(PyString_Size(a)))},
    {"PyString_AsString", OF(judge(PyString_AsString(a)))},
    {"PyString_AsStringAndSize", OF(as_string_and_size(a, true))},
    {"PyString_AsStringAndSize, no size", OF(as_string_and_size(a, false))},
    {"PyString_Repr", OF(MADE(PyString_Repr(a, 1)))},
    {"PyInt_AsLong", OF(judge_number(PyInt_AsLong(a)))},
    {"PyInt_AsSsize_t", OF(judge_number(PyInt_AsSsize_t(a)))},
    {"PyLong_AsLong", OF(judge_number(PyLong_AsLong(a)))},
    {"PyLong_AsUnsignedLong", OF(judge_number(PyLong_AsUnsignedLong(a)))},
    {"PyFloat_AsDouble", OF(judge_number(PyFloat_AsDouble(a)))},
    {"PyNumber_Index", OF(MADE(PyNumber_Index(a)))},
    {"PyNumber_AsSsize_t", OF(judge_number(PyNumber_AsSsize_t(a, PyExc_IndexError)))},
    {"PyNumber_AsSsize_t, clipped", OF(judge_number(PyNumber_AsSsize_t(a, nullptr)))},
    // These take no NULL.
    {"PyObject_Hash", OF(a ? judge(-(PyObject_Hash(a) == -1)) : verdict::either)},
    {"PyObject_IsTrue", OF(a ? judge(PyObject_IsTrue(a)) : verdict::either)},
    {"PyObject_Not", OF(a ? judge(PyObject_Not(a)) : verdict::either)},
    {"Slotbuf_Pin", OF(a ? pin(a, Slotbuf_Pin, Slotbuf_Unpin) : verdict::either)},
    {"Slotbuf_BeginResize",
     OF(a ? pin(a, Slotbuf_BeginResize, Slotbuf_EndResize) : verdict::either)},
};

TEST_CASE("failures: of one object have an error, and a good result has none") {
  make_hosts();
  for (const awkward_object &one : with_null())
    for (const function &each : of_one) {
      const ref object = one.make();
      check(each, one.name, each.call(object.get(), nullptr, nullptr, 0));
    }
  hosts().clear();
}

const function of_one_and_a_size[] = {
    {"PySequence_GetItem", OF(MADE(PySequence_GetItem(a, n)))},
    {"PySequence_DelItem", OF(judge(PySequence_DelItem(a, n)))},
    {"PySequence_GetSlice", OF(MADE(PySequence_GetSlice(a, n, 2)))},
    {"PySequence_GetSlice, to", OF(MADE(PySequence_GetSlice(a, 1, n)))},
    {"PySequence_DelSlice", OF(judge(PySequence_DelSlice(a, n, 2)))},
    {"PySequence_Repeat", OF(n > 1000 ? verdict::either : MADE(PySequence_Repeat(a, n)))},
    {"PySequence_InPlaceRepeat",
     OF(n > 1000 ? verdict::either : MADE(PySequence_InPlaceRepeat(a, n)))},
    {"PyBuffer_FromObject", OF(MADE(PyBuffer_FromObject(a, n, -1)))},
    {"PyBuffer_FromObject, size", OF(MADE(PyBuffer_FromObject(a, 1, n)))},
    {"PyBuffer_FromReadWriteObject", OF(MADE(PyBuffer_FromReadWriteObject(a, n, n)))},
    {"PyByteArray_Resize", OF(n == INT_MAX ? verdict::either : judge(PyByteArray_Resize(a, n)))},
    {"SlotbufByteArray_Pop", OF(MADE(SlotbufByteArray_Pop(a, n)))},
    {"SlotbufArray_Pop", OF(MADE(SlotbufArray_Pop(a, n)))},
    {"SlotbufMemoryView_Item", OF(MADE(SlotbufMemoryView_Item(a, n)))},
    {"Slotbuf_ReadSegments", OF(judge(Slotbuf_ReadSegments(a, nullptr, n)))},
    {"SlotbufRope_FromParts", OF(MADE(SlotbufRope_FromParts(nullptr, n)))},
    {"SlotbufRope_Slice", OF(MADE(SlotbufRope_Slice(a, n, 2)))},
    {"SlotbufRope_Slice, to", OF(MADE(SlotbufRope_Slice(a, 1, n)))},
    {"PySlice_GetIndicesEx", OF(a &&n >= 0 ? indices(a, n) : verdict::either)},
};

const function of_a_size[] = {
    {"PyBuffer_New", OF(n == INT_MAX ? verdict::either : MADE(PyBuffer_New(n)))},
    {"PyBuffer_FromMemory", OF(MADE(PyBuffer_FromMemory(nullptr, n)))},
    {"PyBuffer_FromReadWriteMemory", OF(MADE(PyBuffer_FromReadWriteMemory(nullptr, n)))},
    {"PyString_FromStringAndSize",
     OF(n == INT_MAX ? verdict::either : MADE(PyString_FromStringAndSize(nullptr, n)))},
    {"PyByteArray_FromStringAndSize",
     OF(n == INT_MAX ? verdict::either : MADE(PyByteArray_FromStringAndSize(nullptr, n)))},
    {"SlotbufArray_FromBytes, NULL",
     OF(n > 0 ? verdict::either : MADE(SlotbufArray_FromBytes('h', nullptr, n)))},
    {"SlotbufArray_FromBytes", OF(MADE(SlotbufArray_FromBytes(static_cast<char>(n), "ab", 2)))},
    {"PyBool_FromLong", OF(MADE(PyBool_FromLong(n)))},
};

TEST_CASE("failures: of an object and a size have an error, and a good result has none") {
  make_hosts();
  for (const Py_ssize_t size : sizes) {
    for (const function &each : of_a_size)
      check(each, std::to_string(size), each.call(nullptr, nullptr, nullptr, size));
    for (const awkward_object &one : with_null())
      for (const function &each : of_one_and_a_size) {
        const ref object = one.make();
        check(each, one.name + ", " + std::to_string(size),
              each.call(object.get(), nullptr, nullptr, size));
      }
  }
  hosts().clear();
}

const function of_two[] = {
    {"PyObject_Compare", OF(judge_number(PyObject_Compare(a, b)))},
    {"PyObject_Cmp", OF(order(a, b))},
    {"PyObject_RichCompare", OF(MADE(PyObject_RichCompare(a, b, Py_LT)))},
    {"PyObject_RichCompare, ==", OF(MADE(PyObject_RichCompare(a, b, Py_EQ)))},
    {"PyObject_RichCompareBool", OF(judge(PyObject_RichCompareBool(a, b, Py_GE)))},
    {"PyObject_GetItem", OF(MADE(PyObject_GetItem(a, b)))},
    {"PyObject_DelItem", OF(judge(PyObject_DelItem(a, b)))},
    {"PyObject_CopyData", OF(judge(PyObject_CopyData(a, b)))},
    {"PySequence_Concat", OF(MADE(PySequence_Concat(a, b)))},
    {"PySequence_InPlaceConcat", OF(MADE(PySequence_InPlaceConcat(a, b)))},
    {"PySequence_Contains", OF(judge(PySequence_Contains(a, b)))},
    {"PySequence_Count", OF(judge(PySequence_Count(a, b)))},
    {"PySequence_Index", OF(judge(PySequence_Index(a, b)))},
    {"PySequence_SetItem", OF(judge(PySequence_SetItem(a, -1, b)))},
    {"PySequence_SetSlice", OF(judge(PySequence_SetSlice(a, 1, 2, b)))},
    {"PyByteArray_Concat", OF(MADE(PyByteArray_Concat(a, b)))},
    {"PySlice_New", OF(MADE(PySlice_New(a, b, b)))},
    {"SlotbufByteArray_Append", OF(judge(SlotbufByteArray_Append(a, b)))},
    {"SlotbufByteArray_Extend", OF(judge(SlotbufByteArray_Extend(a, b)))},
    {"SlotbufByteArray_Insert", OF(judge(SlotbufByteArray_Insert(a, -1, b)))},
    {"SlotbufByteArray_Remove", OF(judge(SlotbufByteArray_Remove(a, b)))},
    {"SlotbufArray_Append", OF(judge(SlotbufArray_Append(a, b)))},
    {"SlotbufArray_Extend", OF(judge(SlotbufArray_Extend(a, b)))},
    {"SlotbufArray_Insert", OF(judge(SlotbufArray_Insert(a, -1, b)))},
    {"SlotbufArray_Remove", OF(judge(SlotbufArray_Remove(a, b)))},
    {"SlotbufArray_Count", OF(judge(SlotbufArray_Count(a, b)))},
    {"SlotbufArray_Index", OF(judge(SlotbufArray_Index(a, b)))},
    {"SlotbufArray_FromString", OF(judge(SlotbufArray_FromString(a, b)))},
};

TEST_CASE("failures: of two objects have an error, and a good result has none") {
  make_hosts();
  const std::vector<awkward_object> objects = with_null();
  for (const awkward_object &one : objects)
    for (const awkward_object &other : objects)
      for (const function &each : of_two) {
        const ref left = one.make(), right = other.make();
        check(each, one.name + ", " + other.name, each.call(left.get(), right.get(), nullptr, 0));
      }
  hosts().clear();
}

const function of_three[] = {
    {"PyObject_SetItem", OF(judge(PyObject_SetItem(a, b, c)))},
};

TEST_CASE("failures: of three objects have an error, and a good result has none") {
  make_hosts();
  const std::vector<awkward_object> objects = with_null();
  for (const awkward_object &one : objects)
    for (const awkward_object &key : objects)
      for (const awkward_object &value : objects)
        for (const function &each : of_three) {
          const ref target = one.make(), by = key.make(), from = value.make();
          check(each, one.name + ", " + key.name + ", " + value.name,
                each.call(target.get(), by.get(), from.get(), 0));
        }
  hosts().clear();
}

#undef OF
#undef MADE

}  // namespace
}  // namespace slotbuf::test
