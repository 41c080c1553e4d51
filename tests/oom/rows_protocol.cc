#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/segmented.hh"
#include "sweep.hh"

namespace slotbuf::test {
namespace {

const char *const from_the_head = "takes two words from the bytes head, or sets a fixed text";
const char *const pins_only = "counts in the object's head";

Py_ssize_t one_segment(PyObject *, Py_ssize_t *) { return 1; }
Py_ssize_t no_bytes(PyObject *, Py_ssize_t, void **bytes) { return *bytes = nullptr, 0; }

// A writable window on an object without read and char slots says so in a formatted text.
ref window_without_slots() {
  static PyBufferProcs procs = {nullptr, no_bytes, one_segment, nullptr, nullptr, nullptr};
  static PyTypeObject type = host_type("test.writable", sizeof(PyObject));
  type.tp_as_buffer = &procs;
  return writable_window(ref::steal(PyObject_New(PyObject, &type)));
}

template <typename Pointer>
using asking = int (*)(PyObject *, Pointer *, Py_ssize_t *);

// The bytes of a bytearray need no memory.
template <typename Pointer>
void ask_bytearray(attempt &a, asking<Pointer> ask) {
  const ref object = bytearray("bytes");
  Pointer bytes = nullptr;
  Py_ssize_t size = 0;
  a.run([&] { return ask(object.get(), &bytes, &size) == 0 && size == 5; });
}

void ask_for_span(attempt &a, SlotbufSpan (*ask)(PyObject *)) {
  const ref object = bytearray("bytes");
  a.run([&] { return ask(object.get()).size == 5; });
}

void ask_for_span_in_vain(attempt &a, SlotbufSpan (*ask)(PyObject *), const char *error) {
  const ref object = window_without_slots();
  a.watch(object);
  a.fail_as_always([&] { ask(object.get()); }, error);
}

template <typename Pointer>
void ask_in_vain(attempt &a, asking<Pointer> ask, const char *error) {
  const ref object = window_without_slots();
  Pointer bytes = nullptr;
  Py_ssize_t size = -4711;
  a.watch(object);
  a.watch(bytes);
  a.watch(size);
  a.fail_as_always([&] { ask(object.get(), &bytes, &size); }, error);
}

const char *const no_read = "TypeError: read buffer type not available";
const char *const no_char = "TypeError: char buffer type not available";

// A read-only window on that window leaves the error of its segcount.
void check_in_vain(attempt &a, int (*check)(PyObject *)) {
  const ref object = window(window_without_slots());
  a.watch(object);
  a.fail_as_always([&] { check(object.get()); }, "TypeError: no buffer type not available");
}

const char *const fills_spans = "fills the caller's spans";

void list_segments(attempt &a, Py_ssize_t (*function)(PyObject *, SlotbufSpan *, Py_ssize_t)) {
  segmented host({"one", "two"});
  SlotbufSpan spans[2];
  a.watch(host.object());
  a.run([&] { return function(host.get(), spans, 2) == 2; });
}

void list_segments_in_vain(attempt &a,
                           Py_ssize_t (*function)(PyObject *, SlotbufSpan *, Py_ssize_t)) {
  segmented host({"one", "two"});
  host.answer = [](Py_ssize_t, void **) -> Py_ssize_t {
    PyErr_Format(PyExc_ValueError, "a text %s", "with a part");
    return -1;
  };
  SlotbufSpan spans[2] = {{nullptr, 7}, {nullptr, 7}};
  a.watch(host.object());
  a.watch(spans);
  a.fail_as_always([&] { function(host.get(), spans, 2); }, "ValueError: a text with a part");
}

const row rows[] = {
    // old_buffer.h
    {"PyObject_AsReadBuffer", from_the_head,
     [](attempt &a) { ask_bytearray(a, exported(PyObject_AsReadBuffer)); }},
    {"PyObject_AsReadBuffer", nullptr,
     [](attempt &a) { ask_in_vain(a, exported(PyObject_AsReadBuffer), no_read); }},
    {"PyObject_AsWriteBuffer", from_the_head,
     [](attempt &a) { ask_bytearray(a, exported(PyObject_AsWriteBuffer)); }},
    {"PyObject_AsCharBuffer", from_the_head,
     [](attempt &a) { ask_bytearray(a, exported(PyObject_AsCharBuffer)); }},
    {"PyObject_AsCharBuffer", nullptr,
     [](attempt &a) { ask_in_vain(a, exported(PyObject_AsCharBuffer), no_char); }},
    {"PyObject_CheckReadBuffer", nullptr,
     [](attempt &a) { check_in_vain(a, exported(PyObject_CheckReadBuffer)); }},
    {"Slotbuf_ReadBySlots", from_the_head,
     [](attempt &a) { ask_for_span(a, Slotbuf_ReadBySlots); }},
    {"Slotbuf_ReadBySlots", nullptr,
     [](attempt &a) { ask_for_span_in_vain(a, Slotbuf_ReadBySlots, no_read); }},
    {"Slotbuf_WriteBySlots", from_the_head,
     [](attempt &a) { ask_for_span(a, Slotbuf_WriteBySlots); }},
    {"Slotbuf_CharBySlots", from_the_head,
     [](attempt &a) { ask_for_span(a, Slotbuf_CharBySlots); }},
    {"Slotbuf_CharBySlots", nullptr,
     [](attempt &a) { ask_for_span_in_vain(a, Slotbuf_CharBySlots, no_char); }},
    {"Slotbuf_CheckReadBySlots", nullptr,
     [](attempt &a) { check_in_vain(a, Slotbuf_CheckReadBySlots); }},
    {"Slotbuf_ReadSpan", from_the_head, [](attempt &a) { ask_for_span(a, Slotbuf_ReadSpan); }},
    {"Slotbuf_ReadSpan", nullptr,
     [](attempt &a) { ask_for_span_in_vain(a, Slotbuf_ReadSpan, no_read); }},
    {"Slotbuf_WriteSpan", from_the_head, [](attempt &a) { ask_for_span(a, Slotbuf_WriteSpan); }},
    {"Slotbuf_CharSpan", from_the_head, [](attempt &a) { ask_for_span(a, Slotbuf_CharSpan); }},
    {"Slotbuf_CharSpan", nullptr,
     [](attempt &a) { ask_for_span_in_vain(a, Slotbuf_CharSpan, no_char); }},

    // lease.h
    {"Slotbuf_Lease", "fills the caller's view",
     [](attempt &a) {
       const ref object = array('h', "bytes!");
       Py_buffer view;
       a.run([&] { return Slotbuf_Lease(object.get(), &view, SLOTBUF_LEASE_EXCLUSIVE) == 0; });
       PyBuffer_Release(&view);
     }},
    {"Slotbuf_Lease", nullptr,
     [](attempt &a) {
       const ref object = array('h', "bytes!"), pinned = ref::share(object.get());
       Slotbuf_Pin(pinned.get());
       Py_buffer view{};
       a.watch(object);
       a.watch(view);
       a.fail_as_always([&] { Slotbuf_Lease(object.get(), &view, SLOTBUF_LEASE_IMMUTABLE); },
                        "BufferError: cannot be leased IMMUTABLE: 1 other views or pins hold the "
                        "bytes and may write to them");
       Slotbuf_Unpin(pinned.get());
     }},

    // segments.h
    {"Slotbuf_ReadSegments", fills_spans,
     [](attempt &a) { list_segments(a, Slotbuf_ReadSegments); }},
    {"Slotbuf_ReadSegments", nullptr,
     [](attempt &a) { list_segments_in_vain(a, Slotbuf_ReadSegments); }},
    {"Slotbuf_WriteSegments", fills_spans,
     [](attempt &a) { list_segments(a, Slotbuf_WriteSegments); }},
    {"Slotbuf_WriteSegments", nullptr,
     [](attempt &a) { list_segments_in_vain(a, Slotbuf_WriteSegments); }},
    {"Slotbuf_AsIovec", "gives its argument back",
     [](attempt &a) {
       const SlotbufSpan span = {"bytes", 5};
       a.run([&] { return exported(Slotbuf_AsIovec)(&span) != nullptr; });
     }},

    // pin.h
    {"Slotbuf_Pin", pins_only,
     [](attempt &a) {
       const ref object = bytearray("bytes");
       a.run([&] { return Slotbuf_Pin(object.get()) == 0; });
       Slotbuf_Unpin(object.get());
     }},
    {"Slotbuf_Unpin", pins_only,
     [](attempt &a) {
       const ref object = bytearray("bytes");
       Slotbuf_Pin(object.get());
       a.run([&] { return Slotbuf_Unpin(object.get()), true; });
     }},
    {"Slotbuf_Pins", pins_only,
     [](attempt &a) {
       const ref object = bytearray("bytes");
       a.watch(object);
       a.run([&] { return Slotbuf_Pins(object.get()) == 0; });
     }},
    {"Slotbuf_BeginResize", pins_only,
     [](attempt &a) {
       const ref object = bytearray("bytes");
       a.run([&] { return Slotbuf_BeginResize(object.get()) == 0; });
       Slotbuf_EndResize(object.get());
     }},
    {"Slotbuf_EndResize", pins_only,
     [](attempt &a) {
       const ref object = bytearray("bytes");
       Slotbuf_BeginResize(object.get());
       a.run([&] { return Slotbuf_EndResize(object.get()), true; });
     }},

    // view.h
    {"PyObject_CheckBuffer", "looks at the type",
     [](attempt &a) { a.run([] { return PyObject_CheckBuffer(Py_None) == 0; }); }},
    {"PyObject_GetBuffer", "fills the caller's view",
     [](attempt &a) {
       const ref object = window(bytearray("bytes"));
       Py_buffer view;
       a.run([&] { return PyObject_GetBuffer(object.get(), &view, PyBUF_FULL_RO) == 0; });
       PyBuffer_Release(&view);
     }},
    {"PyObject_GetBuffer", nullptr,
     [](attempt &a) {
       const ref object = array('h', "bytes!");
       Py_buffer view{};
       a.watch(object);
       a.watch(view);
       a.fail_as_always([&] { PyObject_GetBuffer(object.get(), &view, PyBUF_SIMPLE); },
                        "TypeError: 'array.array' does not have the buffer interface");
     }},
    {"PyObject_GetBuffer", nullptr,
     [](attempt &a) {
       const ref object = window(window_without_slots());
       Py_buffer view{};
       a.watch(object);
       a.watch(view);
       a.fail_as_always([&] { PyObject_GetBuffer(object.get(), &view, PyBUF_SIMPLE); },
                        "TypeError: no buffer type not available");
     }},
    {"PyBuffer_Release", "gives back a pin and a reference",
     [](attempt &a) {
       const ref object = window(bytearray("bytes"));
       Py_buffer view;
       PyObject_GetBuffer(object.get(), &view, PyBUF_SIMPLE);
       a.run([&] { return PyBuffer_Release(&view), true; });
     }},
    {"PyBuffer_FillInfo", "fills the caller's view",
     [](attempt &a) {
       const ref object = str("bytes");
       Py_buffer view;
       a.run([&] {
         return PyBuffer_FillInfo(&view, object.get(), nullptr, 0, 1, PyBUF_FULL_RO) == 0;
       });
       PyBuffer_Release(&view);
     }},
};

}  // namespace

std::span<const row> protocol_rows() { return rows; }

}  // namespace slotbuf::test
