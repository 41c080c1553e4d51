// Joining and repeating, also in place, and the methods of the types.
#include <cstring>
#include <utility>

#include "machine.hh"

namespace slotbuf::fuzz {
namespace {

// bytearray and array have methods of the same names; other objects get the bytearray's refusal.
template <auto of_bytearray, auto of_array, class... Arguments>
auto ask(PyObject *self, Arguments... arguments) {
  return SlotbufArray_Check(self) ? of_array(self, arguments...) : of_bytearray(self, arguments...);
}

// The strs are changed through the pointer to them. A failure clears it.
handle take(handle &place) { return std::exchange(place, nullptr); }

reply string_concat(call &c) {
  PyObject *const right = c.o(1);
  Py_INCREF(right);
  PyString_ConcatAndDel(&c.o(0), right);
  return status(c.o(0) ? 0 : -1);
}

answer model_string_concat(call &c) {
  const handle right = c.m(1), left = take(c.m(0));
  if (left->is != kind::str) fail(no_error);
  c.m(0) = concat(left, right);
  return {};
}

reply string_resize(call &c) {
  const Py_ssize_t old = PyString_Check(c.o(0)) ? PyString_GET_SIZE(c.o(0)) : 0, size = c.n(1);
  const int result = _PyString_Resize(&c.o(0), size);
  if (result == 0 && size > old)
    std::memset(PyString_AS_STRING(c.o(0)) + old, 'z', static_cast<size_t>(size - old));
  return status(result);
}

answer model_string_resize(call &c) {
  const long size = c.n(1);
  handle string = take(c.m(0));
  if (string->is != kind::str || size < 0) fail("SystemError");
  const bool is_empty = string->content.empty();
  if (!is_empty && (string.use_count() > 1 || string->interned)) fail("SystemError");
  if (is_empty && size > PY_SSIZE_T_MAX - 34) fail("OverflowError");
  if (size > 1L << 40) fail("MemoryError");
  if (is_empty && size == 0) return c.m(0) = string, answer{};
  bytes content = string->content;
  content.resize(static_cast<size_t>(size), 'z');
  c.m(0) = filled_str(std::move(content));
  return {};
}

reply resize_bytearray(call &c) {
  const Py_ssize_t old = PyByteArray_Check(c.o(0)) ? PyByteArray_GET_SIZE(c.o(0)) : 0;
  const int result = PyByteArray_Resize(c.o(0), c.n(1));
  if (result == 0 && c.n(1) > old)
    std::memset(PyByteArray_AS_STRING(c.o(0)) + old, 'z', static_cast<size_t>(c.n(1) - old));
  return status(result);
}

const view &shown_by(const handle &object) {
  return object->is == kind::memoryview ? object->shown : (fail("SystemError"), object->shown);
}

const view &listed(const handle &object) {
  const view &shown = shown_by(object);
  if (!shown.format || shown.item_size != 1 || shown.lengths.size() != 1)
    fail("NotImplementedError");
  return shown;
}

handle listed_item(const handle &object, long position) {
  const view &shown = listed(object);
  if (position < 0 || position >= shown.size) fail("IndexError");
  return integer(shown.begin()[position]);
}

handle to_string(const handle &object) {
  return object->is == kind::array ? str(object->content) : (fail("SystemError"), nullptr);
}

const word table[] = {
    {"concat", "rOO", adds_sizes, [](call &c) { return given(PySequence_Concat(c.o(1), c.o(2))); },
     [](call &c) { return answer{concat(c.m(1), c.m(2))}; }},
    {"iconcat", "rOO", adds_sizes,
     [](call &c) { return given(PySequence_InPlaceConcat(c.o(1), c.o(2))); },
     [](call &c) { return answer{in_place_concat(c.m(1), c.m(2))}; }},
    {"ba_concat", "rOO", adds_sizes,
     [](call &c) { return given(PyByteArray_Concat(c.o(1), c.o(2))); },
     [](call &c) { return answer{join_bytearrays(c.m(1), c.m(2))}; }},
    {"repeat", "rON", repeats, [](call &c) { return given(PySequence_Repeat(c.o(1), c.n(2))); },
     [](call &c) { return answer{repeat(c.m(1), c.n(2))}; }},
    {"irepeat", "rON", repeats,
     [](call &c) { return given(PySequence_InPlaceRepeat(c.o(1), c.n(2))); },
     [](call &c) { return answer{in_place_repeat(c.m(1), c.n(2))}; }},
    {"string_concat", "OO", adds_sizes, string_concat, model_string_concat},
    {"string_resize", "ON", makes_size, string_resize, model_string_resize},
    {"resize", "ON", makes_size, resize_bytearray,
     [](call &c) {
       resize(c.m(0), c.n(1));
       return answer{};
     }},
    {"append", "OO", plain,
     [](call &c) {
       return status(ask<SlotbufByteArray_Append, SlotbufArray_Append>(c.o(0), c.o(1)));
     },
     [](call &c) {
       append(c.m(0), c.m(1));
       return answer{};
     }},
    {"extend", "OO", adds_sizes | wants_memory,
     [](call &c) {
       return status(ask<SlotbufByteArray_Extend, SlotbufArray_Extend>(c.o(0), c.o(1)));
     },
     [](call &c) {
       extend(c.m(0), c.m(1));
       return answer{};
     }},
    {"insert", "ONO", plain,
     [](call &c) {
       return status(ask<SlotbufByteArray_Insert, SlotbufArray_Insert>(c.o(0), c.n(1), c.o(2)));
     },
     [](call &c) {
       insert(c.m(0), c.n(1), c.m(2));
       return answer{};
     }},
    {"pop", "rON", plain,
     [](call &c) { return given(ask<SlotbufByteArray_Pop, SlotbufArray_Pop>(c.o(1), c.n(2))); },
     [](call &c) { return answer{pop(c.m(1), c.n(2))}; }},
    {"remove", "OO", plain,
     [](call &c) {
       return status(ask<SlotbufByteArray_Remove, SlotbufArray_Remove>(c.o(0), c.o(1)));
     },
     [](call &c) {
       remove(c.m(0), c.m(1));
       return answer{};
     }},
    {"reverse", "O", plain,
     [](call &c) { return status(ask<SlotbufByteArray_Reverse, SlotbufArray_Reverse>(c.o(0))); },
     [](call &c) {
       reverse(c.m(0));
       return answer{};
     }},
    {"byteswap", "O", plain, [](call &c) { return status(SlotbufArray_ByteSwap(c.o(0))); },
     [](call &c) {
       byteswap(c.m(0));
       return answer{};
     }},
    {"fromstring", "OO", adds_sizes,
     [](call &c) { return status(SlotbufArray_FromString(c.o(0), c.o(1))); },
     [](call &c) {
       from_string(c.m(0), c.m(1));
       return answer{};
     }},
    {"tostring", "rO", plain, [](call &c) { return given(SlotbufArray_ToString(c.o(1))); },
     [](call &c) { return answer{to_string(c.m(1))}; }},
    {"array_count", "OO", plain,
     [](call &c) { return counted(SlotbufArray_Count(c.o(0), c.o(1))); },
     [](call &c) {
       return answer{nullptr, array_count(c.m(0), c.m(1))};
     }},
    {"array_index", "OO", plain,
     [](call &c) { return counted(SlotbufArray_Index(c.o(0), c.o(1))); },
     [](call &c) {
       return answer{nullptr, array_index(c.m(0), c.m(1))};
     }},
    {"tobytes", "rO", plain, [](call &c) { return given(SlotbufMemoryView_ToBytes(c.o(1))); },
     [](call &c) { return answer{str(shown_by(c.m(1)).copy())}; }},
    {"list_size", "O", plain, [](call &c) { return counted(SlotbufMemoryView_ListSize(c.o(0))); },
     [](call &c) {
       return answer{nullptr, listed(c.m(0)).size};
     }},
    {"list_item", "rON", plain,
     [](call &c) { return given(SlotbufMemoryView_Item(c.o(1), c.n(2))); },
     [](call &c) { return answer{listed_item(c.m(1), c.n(2))}; }},
};

}  // namespace

const std::span<const word> method_words = table;

}  // namespace slotbuf::fuzz
