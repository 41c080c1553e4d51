// An object of a host's own type, whose slots do what a test says: a puppet. The test holds the
// strings, a C++ object; a slot that the test says nothing about does the simplest thing.
#ifndef SLOTBUF_TESTS_SUPPORT_PUPPET_HH
#define SLOTBUF_TESTS_SUPPORT_PUPPET_HH

#include <slotbuf.h>

#include <functional>
#include <string>

#include "ref.hh"

namespace slotbuf::test {

// Which slots the type has. Every kind has tp_dealloc.
enum class puppet_kind {
  plain,
  old_buffer,  // all four slots of the old protocol
  exporter,    // bf_getbuffer, bf_releasebuffer and the flag
  index,       // nb_index
  number,      // nb_int and nb_float
  sequence,    // sq_length and sq_item
  rich,        // tp_richcompare
  three_way,   // tp_compare
  told,        // tp_str and tp_repr
};

class puppet {
 public:
  explicit puppet(puppet_kind kind);
  puppet(const puppet &) = delete;
  puppet &operator=(const puppet &) = delete;
  ~puppet();

  PyObject *get() const { return object_.get(); }
  const ref &object() const { return object_; }

  // Gives the test's reference away, to code that will end the object.
  PyObject *release() { return object_.release(); }

  // The bytes that the buffer slots give.
  std::string bytes = "puppet";

  // Called by its slots, before they answer as below.
  std::function<void()> on_segcount, on_read, on_write, on_char, on_getbuffer, on_releasebuffer,
      on_length, on_item, on_index, on_compare, on_text, on_end;

  // What the slots answer.
  Py_ssize_t segments = 1;
  Py_ssize_t length = -1;  // that the buffer slots report; -1: that of the bytes
  std::function<PyObject *(Py_ssize_t)> item;  // from 0 up to items - 1
  Py_ssize_t items = 0;
  long index = 0;
  int order = 0;                     // of three-way; rich says whether it is what was asked for
  std::function<PyObject *()> text;  // of told; of number, instead of the index
  bool fails = false;                // all slots but those that end things: with [error] "cut"
  PyObject *error = PyExc_RuntimeError;

  int exports = 0;

 private:
  ref object_;
};

}  // namespace slotbuf::test

#endif
