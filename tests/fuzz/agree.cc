// How an object of slotbuf compares with the model's.
#include <cstring>

#include "machine.hh"

namespace slotbuf::fuzz {
namespace {

std::string hex(const unsigned char *at, long size) {
  std::string text;
  char digits[3];
  for (long i = 0; i < size; ++i) {
    std::snprintf(digits, sizeof digits, "%02x", at[i]);
    text += digits;
  }
  return text.empty() ? "no bytes" : text;
}

std::string compare_bytes(const void *at, long size, const unsigned char *wanted,
                          long wanted_size) {
  if (size == wanted_size && (size == 0 || std::memcmp(at, wanted, static_cast<size_t>(size)) == 0))
    return "";
  return hex(static_cast<const unsigned char *>(at), size) + ", where the model has " +
         hex(wanted, wanted_size);
}

std::string compare_type(const object &model, PyObject *object) {
  const PyTypeObject *const types[] = {
      &PyNone_Type,       model.is_long ? &PyLong_Type : &PyInt_Type,
      &PyString_Type,     &PyByteArray_Type,
      &SlotbufArray_Type, &PyBuffer_Type,
      &PyMemoryView_Type, &PySlice_Type,
      &host_type,
  };
  if (object->ob_type == types[static_cast<size_t>(model.is)]) return "";
  return std::string(object->ob_type->tp_name) + ", where the model has another type";
}

// For the types that own their bytes.
std::string compare_content(const object &model, PyObject *object) {
  const auto *const head = reinterpret_cast<const SlotbufBytesObject *>(object);
  const char *const at = static_cast<const char *>(head->ob_bytes);
  std::string wrong = compare_bytes(at, head->ob_size, model.content.data(), length(model));
  if (wrong.empty() && model.has_nul && at[head->ob_size] != '\0') wrong = "no NUL at its end";
  return wrong;
}

std::string compare_pins(const object &model, PyObject *object) {
  const long pins = reinterpret_cast<const SlotbufResizableObject *>(object)->ob_exports;
  return pins == model.pins
             ? ""
             : std::to_string(pins) + " pins, where the model has " + std::to_string(model.pins);
}

std::string compare_array(const object &model, PyObject *object) {
  if (SlotbufArray_Typecode(object) != model.typecode) return "another typecode";
  std::string wrong = compare_content(model, object);
  return wrong.empty() ? compare_pins(model, object) : wrong;
}

std::string compare_value(const object &model, PyObject *object) {
  const bool fits = model.value >= LONG_MIN && model.value <= LONG_MAX;
  const bool equal = fits
                         ? PyInt_AsLong(object) == model.value
                         : PyLong_AsUnsignedLong(object) == static_cast<unsigned long>(model.value);
  const bool failed = PyErr_Occurred() != nullptr;
  PyErr_Clear();
  return equal && !failed ? "" : "another value";
}

std::string compare_window(const handle &model, PyObject *object) {
  const void *at = nullptr;
  Py_ssize_t size = 0;
  const bool readable = PyObject_AsReadBuffer(object, &at, &size) == 0;
  PyErr_Clear();
  if (readable != is_readable(model)) return "readable on one side only";
  if (!readable) return "";
  const span shown = memory_of(model, access::any);
  return compare_bytes(at, size, shown.begin(), shown.size);
}

std::string compare_each_part(const object &model, PyObject *object) {
  const auto *const slice = reinterpret_cast<const PySliceObject *>(object);
  PyObject *const parts[] = {slice->start, slice->stop, slice->step};
  for (size_t i = 0; i < 3; ++i)
    if (std::string wrong = difference(model.parts[i], parts[i]); !wrong.empty())
      return "a part: " + wrong;
  return "";
}

// Only a few slices deep: comparing two of them is what looks at the rest.
std::string compare_parts(const object &model, PyObject *object) {
  constexpr int deepest = 4;
  static int depth = 0;
  if (depth == deepest) return "";
  ++depth;
  std::string wrong = compare_each_part(model, object);
  --depth;
  return wrong;
}

}  // namespace

std::string difference(const view &model, const Py_buffer &view) {
  if (!view.obj != !model.of) return "a view on one side only";
  if (!view.obj) return "";
  if (bool(view.readonly) != model.readonly) return "read-only on one side only";
  if (bool(view.format) != model.format) return "a format on one side only";
  if (bool(view.shape) != model.shape) return "a shape on one side only";
  if (bool(view.strides) != model.strides) return "strides on one side only";
  if (view.itemsize != model.item_size) return "items of another size";
  if (view.ndim != static_cast<int>(model.lengths.size())) return "other dimensions";
  long step = model.item_size;
  for (size_t i = model.lengths.size(); i-- > 0; step *= model.lengths[i]) {
    if (view.shape && view.shape[i] != model.lengths[i]) return "another shape";
    if (view.strides && view.strides[i] != step) return "other strides";
  }
  return compare_bytes(view.buf, view.len, model.begin(), model.size);
}

std::string difference(const handle &model, PyObject *object) {
  std::string wrong = compare_type(*model, object);
  if (!wrong.empty()) return wrong;
  switch (model->is) {
    case kind::none:
      return "";
    case kind::integer:
      return compare_value(*model, object);
    case kind::str:
      if (PyString_CHECK_INTERNED(object) != model->interned) return "interned on one side only";
      return compare_content(*model, object);
    case kind::bytearray:
      wrong = compare_content(*model, object);
      return wrong.empty() ? compare_pins(*model, object) : wrong;
    case kind::array:
      return compare_array(*model, object);
    case kind::buffer:
      return compare_window(model, object);
    case kind::memoryview:
      return difference(model->shown, *PyMemoryView_GET_BUFFER(object));
    case kind::host:
      return "";
    default:
      return compare_parts(*model, object);
  }
}

}  // namespace slotbuf::fuzz
