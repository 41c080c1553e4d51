// The two ways to take and release a view: by the functions, which may fill it from the head, and
// by the slots bf_getbuffer and bf_releasebuffer.
#ifndef SLOTBUF_TESTS_PROTOCOL_VIEW_WAYS_HH
#define SLOTBUF_TESTS_PROTOCOL_VIEW_WAYS_HH

#include <slotbuf.h>

#include <cstring>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"

namespace slotbuf::test::views {

// ---- The slot way, by hand. CPython 2.7: PyObject_GetBuffer, PyBuffer_Release.

inline int get_by_slot(PyObject *object, Py_buffer *view, int flags) {
  int result = -1;
  if (PyObject_CheckBuffer(object))
    result = Py_TYPE(object)->tp_as_buffer->bf_getbuffer(object, view, flags);
  else
    PyErr_Format(PyExc_TypeError, "'%.100s' does not have the buffer interface",
                 Py_TYPE(object)->tp_name);
  if (result < 0) view->obj = nullptr;
  return result;
}

inline void release_by_slot(Py_buffer *view) {
  PyObject *const object = view->obj;
  const PyBufferProcs *const procs = Py_TYPE(object)->tp_as_buffer;
  if (procs && procs->bf_releasebuffer) procs->bf_releasebuffer(object, view);
  view->obj = nullptr;
  Py_DECREF(object);
}

struct way {
  int (*get)(PyObject *, Py_buffer *, int);
  void (*release)(Py_buffer *);
};
inline const way by_head = {PyObject_GetBuffer, PyBuffer_Release};
inline const way by_slot = {get_by_slot, release_by_slot};

// ---- What a view and its object show.

inline Py_ssize_t &exports_of(PyObject *object) {
  return reinterpret_cast<SlotbufResizableObject *>(object)->ob_exports;
}

inline Py_ssize_t pins_of(PyObject *object) {
  return Py_TYPE(object)->tp_grants & SLOTBUF_RESIZABLE ? exports_of(object) : 0;
}

// All bytes of the view; pointers into the view itself are relative to its address.
inline std::vector<Py_ssize_t> shown(const Py_buffer &view) {
  const auto place = [&](const void *at) {
    const Py_ssize_t offset = static_cast<const char *>(at) - reinterpret_cast<const char *>(&view);
    const bool inside = offset >= 0 && offset < static_cast<Py_ssize_t>(sizeof view);
    return inside ? offset : reinterpret_cast<Py_ssize_t>(at);
  };
  return {place(view.buf),
          place(view.obj),
          view.len,
          view.itemsize,
          view.readonly,
          view.ndim,
          place(view.shape),
          place(view.strides),
          place(view.suboffsets),
          view.smalltable[0],
          view.smalltable[1],
          place(view.internal),
          view.format ? Py_ssize_t{view.format[0]} * 256 + view.format[1] : -1};
}

struct trace {
  int result;
  std::vector<Py_ssize_t> filled, released;
  std::string error, error_at_release;
  std::vector<long long> counts;  // references and pins, while it is held and afterwards
  friend bool operator==(const trace &, const trace &) = default;
};

// [pending]: whether there is an error from before.
inline trace take_and_release(const way &way, PyObject *object, int flags, bool pending) {
  const auto note_error = [&] {
    if (pending) PyErr_SetString(PyExc_ValueError, "from before");
  };
  static char format[] = "zz";
  Py_buffer view;
  std::memset(static_cast<void *>(&view), 0xA5, sizeof view);
  view.format = format;
  trace seen{};
  const auto count = [&] {
    seen.counts.push_back(references(object));
    seen.counts.push_back(pins_of(object));
  };
  note_error();
  seen.result = way.get(object, &view, flags);
  seen.filled = shown(view);
  seen.error = take_error();
  count();
  if (seen.result < 0) return seen;
  note_error();
  way.release(&view);
  seen.released = shown(view);
  seen.error_at_release = take_error();
  count();
  return seen;
}

inline constexpr int all_flags = 0x1ff;

// Slots that are not a pair leave a different number of pins.
inline void give_pins_back(PyObject *object, Py_ssize_t pins) {
  if (Py_TYPE(object)->tp_grants & SLOTBUF_RESIZABLE) exports_of(object) = pins;
}

inline void compare(PyObject *object) {
  CAPTURE(Py_TYPE(object)->tp_name);
  const long long references_before = references(object);
  const Py_ssize_t pins_before = pins_of(object);
  int differing = 0;
  for (int flags = 0; flags <= all_flags; ++flags) {
    for (const bool pending : {false, true}) {
      const trace head = take_and_release(by_head, object, flags, pending);
      give_pins_back(object, pins_before);
      const trace slot = take_and_release(by_slot, object, flags, pending);
      give_pins_back(object, pins_before);
      if (head == slot) continue;
      if (!differing++) {
        INFO("flags ", flags, ", pending ", pending);
        CHECK(head.result == slot.result);
        CHECK(head.error == slot.error);
        CHECK((head.filled == slot.filled));
        CHECK((head.released == slot.released));
        CHECK((head.counts == slot.counts));
      }
    }
  }
  CHECK(differing == 0);
  CHECK(references(object) == references_before);
}

inline bool grants_views(const PyTypeObject &type) { return type.tp_grants & SLOTBUF_GRANT_VIEW; }

}  // namespace slotbuf::test::views

#endif
