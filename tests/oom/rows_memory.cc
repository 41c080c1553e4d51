#include <cstdio>

#include "../support/doctest.hh"
#include "../support/exported.hh"
#include "sweep.hh"

namespace slotbuf::test {
namespace {

char memory[] = "memory";

void count(void *context, void *, Py_ssize_t) { ++*static_cast<int *>(context); }

// A file of eight bytes, gone when the test is.
class file {
 public:
  file() : file_(std::tmpfile()) {
    std::fputs("the file", file_);
    std::fflush(file_);
  }
  file(const file &) = delete;
  file &operator=(const file &) = delete;
  ~file() { std::fclose(file_); }
  PyObject *map() const {
    return SlotbufMapping_FromDescriptor(fileno(file_), 0, Py_END_OF_BUFFER, 1);
  }

 private:
  std::FILE *file_;
};

const row rows[] = {
    // What is adopted is released in any case.
    {"SlotbufBuffer_FromMemory", nullptr,
     [](attempt &a) {
       int released = 0;
       a.make([&] { return SlotbufBuffer_FromMemory(memory, 6, 0, count, &released); });
       CHECK(released == 1);
     }},
    {"SlotbufBuffer_FromMemory", nullptr,
     [](attempt &a) {
       int released = 0;
       a.run([&] {
         const ref made = ref::steal(SlotbufBuffer_FromMemory(memory, 6, 1, count, &released));
         if (!made) return false;
         const ref part = window(made, 1);
         const ref shown = part ? memoryview(part) : ref();
         CHECK(released == 0);
         return static_cast<bool>(shown);
       });
       CHECK(released == 1);
     }},
    {"SlotbufBuffer_BorrowMemory", nullptr,
     [](attempt &a) {
       const ref owner = str("owner");
       a.watch(owner);
       a.run([&] {
         return static_cast<bool>(
             ref::steal(SlotbufBuffer_BorrowMemory(memory, 6, 0, owner.get())));
       });
     }},
    {"SlotbufBuffer_CopyMemory", nullptr,
     [](attempt &a) { a.make([] { return SlotbufBuffer_CopyMemory(memory, 6, 0, 64); }); }},
    {"SlotbufMemoryView_FromMemory", nullptr,
     [](attempt &a) {
       static double numbers[] = {0.5, 1.5};
       const ref owner = str("owner");
       a.watch(owner);
       a.run([&] {
         return static_cast<bool>(
             ref::steal(SlotbufMemoryView_FromMemory(numbers, 2, "d", 0, owner.get())));
       });
     }},
    {"SlotbufMemoryView_Item", nullptr,
     [](attempt &a) {
       static double numbers[] = {0.5, 1.5};
       const ref view = ref::steal(SlotbufMemoryView_FromMemory(numbers, 2, "d", 0, nullptr));
       a.watch(view);
       a.make([&] { return SlotbufMemoryView_Item(view.get(), 1); });
     }},
    {"Slotbuf_Alignment", "looks at an address",
     [](attempt &a) {
       const ref object = bytearray("bytes");
       a.watch(object);
       a.run([&] { return Slotbuf_Alignment(object.get()) > 0; });
     }},
    {"SlotbufMapping_Check", "looks at the type",
     [](attempt &a) { a.run([] { return exported(SlotbufMapping_Check)(Py_None) == 0; }); }},
    {"SlotbufMapping_FromDescriptor", nullptr,
     [](attempt &a) {
       const file on_disk;
       a.make([&] { return on_disk.map(); });
     }},
    {"SlotbufMapping_Open", nullptr,
     [](attempt &a) {
       a.fail_as_always([] { SlotbufMapping_Open("no/such/file", 1); },
                        "IOError: [Errno 2] No such file or directory: 'no/such/file'");
     }},
    {"SlotbufMapping_Close", "gives pages back",
     [](attempt &a) {
       const file on_disk;
       const ref mapping = ref::steal(on_disk.map());
       a.run([&] { return SlotbufMapping_Close(mapping.get()) == 0; });
     }},
};

}  // namespace

std::span<const row> memory_rows() { return rows; }

}  // namespace slotbuf::test
