#include "error.hh"

#include <slotbuf.h>

namespace slotbuf::test {

std::string take_error() {
  if (PyErr_Occurred() == nullptr) return no_error;
  std::string words = Slotbuf_ErrorName();
  if (const std::string text = Slotbuf_ErrorText(); !text.empty()) words += ": " + text;
  PyErr_Clear();
  return words;
}

}  // namespace slotbuf::test
