#include "answer.hh"

#include "error.hh"
#include "objects.hh"

namespace slotbuf::test {

std::string shown(PyObject *object) {
  const bool is_buffer = PyBuffer_Check(object), is_view = PyMemoryView_Check(object);
  if (!is_buffer && !is_view) return text(ref::steal(PyObject_Repr(object)));
  const ref bytes =
      ref::steal(is_buffer ? PyObject_Str(object) : SlotbufMemoryView_ToBytes(object));
  return std::string("<") + Py_TYPE(object)->tp_name + " " +
         (bytes ? shown(bytes.get()) : take_error()) + ">";
}

std::string answer(PyObject *result) {
  if (!result) return take_error();
  const ref object = ref::steal(result);
  std::string words = PyErr_Occurred() ? "with " + take_error() + ": " : "";
  return words + shown(object.get());
}

std::string after(const ref &object, int result) {
  return result < 0 ? take_error() : shown(object);
}

std::string detail::answer_of_number(long result) {
  const bool failed = PyErr_Occurred() != nullptr;
  if (failed && result < 0) return take_error();
  return (failed ? "with " + take_error() + ": " : "") + std::to_string(result);
}

}  // namespace slotbuf::test
