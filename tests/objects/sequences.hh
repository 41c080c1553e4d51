// The results of the operations on sequences, in words.
#ifndef SLOTBUF_TESTS_OBJECTS_SEQUENCES_HH
#define SLOTBUF_TESTS_OBJECTS_SEQUENCES_HH

#include <slotbuf.h>

#include <string>

#include "../support/answer.hh"
#include "../support/objects.hh"

namespace slotbuf::test {

inline std::string concat(const ref &left, const ref &right) {
  return answer(PySequence_Concat(left.get(), right.get()));
}
inline std::string iconcat(const ref &left, const ref &right) {
  return answer(PySequence_InPlaceConcat(left.get(), right.get()));
}
inline std::string repeat(const ref &object, Py_ssize_t count) {
  return answer(PySequence_Repeat(object.get(), count));
}
inline std::string irepeat(const ref &object, Py_ssize_t count) {
  return answer(PySequence_InPlaceRepeat(object.get(), count));
}
inline std::string item(const ref &object, Py_ssize_t index) {
  return answer(PySequence_GetItem(object.get(), index));
}
inline std::string setitem(const ref &object, Py_ssize_t index, const ref &value) {
  return after(object, PySequence_SetItem(object.get(), index, value.get()));
}
inline std::string delitem(const ref &object, Py_ssize_t index) {
  return after(object, PySequence_DelItem(object.get(), index));
}
inline std::string getslice(const ref &object, Py_ssize_t left, Py_ssize_t right) {
  return answer(PySequence_GetSlice(object.get(), left, right));
}
inline std::string setslice(const ref &object, Py_ssize_t left, Py_ssize_t right,
                            const ref &value) {
  return after(object, PySequence_SetSlice(object.get(), left, right, value.get()));
}
inline std::string delslice(const ref &object, Py_ssize_t left, Py_ssize_t right) {
  return after(object, PySequence_DelSlice(object.get(), left, right));
}
inline std::string contains(const ref &object, const ref &value) {
  return answer(PySequence_Contains(object.get(), value.get()));
}
inline std::string count(const ref &object, const ref &value) {
  return answer(PySequence_Count(object.get(), value.get()));
}
inline std::string find(const ref &object, const ref &value) {
  return answer(PySequence_Index(object.get(), value.get()));
}

}  // namespace slotbuf::test

#endif
