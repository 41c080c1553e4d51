#include "../support/exported.hh"
#include "../support/segmented.hh"
#include "sweep.hh"

namespace slotbuf::test {
namespace {

const row rows[] = {
    // gather.h
    {"Slotbuf_GatherSegments", nullptr,
     [](attempt &a) {
       segmented host({"one", "two"});
       a.watch(host.object());
       a.make([&] { return Slotbuf_GatherSegments(host.get()); });
     }},
    {"Slotbuf_GatherSegments", nullptr,
     [](attempt &a) {
       segmented host(std::vector<std::string>(100, "row"));
       a.watch(host.object());
       a.make([&] { return Slotbuf_GatherSegments(host.get()); });
     }},

    // rope.h
    {"SlotbufRope_Check", "looks at the type",
     [](attempt &a) { a.run([] { return exported(SlotbufRope_Check)(Py_None) == 0; }); }},
    {"SlotbufRope_FromParts", nullptr,
     [](attempt &a) {
       const ref one = bytearray("one"), two = array('c', "two");
       PyObject *const parts[] = {one.get(), two.get(), one.get()};
       a.watch(one);
       a.watch(two);
       a.make([&] { return SlotbufRope_FromParts(parts, 3); });
     }},
    {"SlotbufRope_FromParts", nullptr,
     [](attempt &a) {
       const ref one = bytearray("one");
       PyObject *const parts[] = {one.get(), one.get(), one.get()};
       const ref inner = ref::steal(SlotbufRope_FromParts(parts, 3));
       PyObject *const ropes[] = {inner.get(), inner.get()};
       a.watch(one);
       a.watch(inner);
       a.make([&] { return SlotbufRope_FromParts(ropes, 2); });
     }},
    {"SlotbufRope_Slice", nullptr,
     [](attempt &a) {
       segmented host(std::vector<std::string>(20, "row"));
       a.watch(host.object());
       a.make([&] { return SlotbufRope_Slice(host.get(), 1, 50); });
     }},
};

}  // namespace

std::span<const row> rope_rows() { return rows; }

}  // namespace slotbuf::test
