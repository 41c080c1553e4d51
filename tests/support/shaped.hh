// Views of any shape over the test's own bytes.
#ifndef SLOTBUF_TESTS_SUPPORT_SHAPED_HH
#define SLOTBUF_TESTS_SUPPORT_SHAPED_HH

#include <slotbuf.h>

#include <string>
#include <vector>

#include "ref.hh"

namespace slotbuf::test {

using sizes = std::vector<Py_ssize_t>;

// The dimensions of a view. Without [strides] the view has none, nor suboffsets without those.
struct layout {
  sizes shape;
  sizes strides = {};
  Py_ssize_t itemsize = 1;
  Py_ssize_t offset = 0;  // of the first item in the bytes
  sizes suboffsets = {};
};

// Fills [view], which has no object, with [bytes] laid out as [how], which the caller keeps.
void fill_view(Py_buffer *view, layout &how, std::string &bytes);

// An object that gives such views whatever it is asked for, as a sloppy exporter does; or that
// refuses, as a careful one does, if the flags ask for bytes in one piece and these are not.
class shaped {
 public:
  explicit shaped(layout how, std::string bytes, bool careful = false);
  shaped(const shaped &) = delete;
  shaped &operator=(const shaped &) = delete;

  PyObject *get() const { return object_.get(); }
  const ref &object() const { return object_; }

  layout how;
  std::string bytes;
  bool careful;
  bool readonly = false;
  const char *format = "B";
  int exports = 0;

 private:
  ref object_;
};

}  // namespace slotbuf::test

#endif
