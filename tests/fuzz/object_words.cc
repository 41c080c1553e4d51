// What is asked of any object: length, truth, order, text; and errors raised with one.
#include "machine.hh"

namespace slotbuf::fuzz {
namespace {

constexpr int op_count = 6;
int op_of(call &c) { return static_cast<int>(c.operand(2) % op_count); }
bool makes_sense(call &c) { return !is_ordered_by_address(c.m(0), c.m(1)); }

reply play_compare(call &c) {
  return counted(makes_sense(c) ? PyObject_Compare(c.o(0), c.o(1)) : 0);
}
answer predict_compare(call &c) { return {nullptr, makes_sense(c) ? compare(c.m(0), c.m(1)) : 0}; }

bool is_equality(call &c) { return op_of(c) == Py_EQ || op_of(c) == Py_NE; }
bool has_answer(call &c) {
  return makes_sense(c) || (is_equality(c) && c.m(0)->is == kind::memoryview);
}

reply play_rich(call &c) {
  return counted(has_answer(c) ? PyObject_RichCompareBool(c.o(0), c.o(1), op_of(c)) : 0);
}
answer predict_rich(call &c) {
  return {nullptr, has_answer(c) ? rich(c.m(0), c.m(1), op_of(c)) : 0};
}

reply play_hash(call &c) {
  const long hash = PyObject_Hash(c.o(0));
  return counted(c.m(0)->is == kind::none || c.m(0)->is == kind::host ? 0 : hash);
}

// The text of these shows their address, or their items in a way that the model does not know.
bool has_plain_text(const handle &object) {
  return object->is != kind::array && object->is != kind::memoryview && object->is != kind::slice &&
         object->is != kind::host;
}
bool has_plain_repr(const handle &object) {
  return has_plain_text(object) && object->is != kind::bytearray && object->is != kind::buffer;
}

reply play_text(PyObject *text, bool is_plain) {
  if (is_plain || !text) return given(text);
  Py_DECREF(text);
  Py_INCREF(Py_None);
  return given(Py_None);
}

PyObject *exception_of(call &c) {
  PyObject *const types[] = {PyExc_TypeError, PyExc_ValueError, PyExc_IndexError};
  return types[c.operand(2) % 3];
}

// Raises an error with an object, fetches it, restores it and fetches it again: it stays the same.
reply play_raise(call &c) {
  PyObject *type, *value, *traceback;
  PyErr_SetObject(exception_of(c), c.o(1));
  for (int i = 0; i < 2; ++i) {
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (i == 0) PyErr_Restore(type, value, traceback);
  }
  const bool same = type == exception_of(c) && !traceback;
  Py_DECREF(type);
  return {value, same, {}, false};
}

const word table[] = {
    {"len", "O", plain, [](call &c) { return counted(PyObject_Size(c.o(0))); },
     [](call &c) {
       return answer{nullptr, size(c.m(0))};
     }},
    {"seqlen", "O", plain, [](call &c) { return counted(PySequence_Size(c.o(0))); },
     [](call &c) {
       return answer{nullptr,
                     c.m(0)->is == kind::memoryview ? (fail("TypeError"), 0) : size(c.m(0))};
     }},
    {"istrue", "O", plain, [](call &c) { return counted(PyObject_IsTrue(c.o(0))); },
     [](call &c) {
       return answer{nullptr, is_true(c.m(0))};
     }},
    {"compare", "OO", plain, play_compare, predict_compare},
    {"rich", "OON", plain, play_rich, predict_rich},
    {"hash", "O", plain, play_hash,
     [](call &c) {
       return answer{nullptr, hash(c.m(0))};
     }},
    {"text", "rO", plain,
     [](call &c) { return play_text(PyObject_Str(c.o(1)), has_plain_text(c.m(1))); },
     [](call &c) {
       check_depth(c.m(1));
       return answer{has_plain_text(c.m(1)) ? text(c.m(1)) : none()};
     }},
    {"repr", "rO", quadruples,
     [](call &c) { return play_text(PyObject_Repr(c.o(1)), has_plain_repr(c.m(1))); },
     [](call &c) {
       check_depth(c.m(1));
       return answer{has_plain_repr(c.m(1)) ? repr(c.m(1)) : none()};
     }},
    {"raise", "rON", never_fails | wants_memory, play_raise,
     [](call &c) {
       return answer{c.m(1), 1};
     }},
    {"string_size", "O", plain, [](call &c) { return counted(PyString_Size(c.o(0))); },
     [](call &c) {
       return answer{nullptr, c.m(0)->is == kind::str ? size(c.m(0)) : (fail("TypeError"), 0)};
     }},
};

}  // namespace

const std::span<const word> object_words = table;

}  // namespace slotbuf::fuzz
