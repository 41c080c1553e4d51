#include <slotbuf.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

const char *const is_closed = "ValueError: mapping is closed";

// A file with these bytes, gone when the test is.
class file {
 public:
  explicit file(const std::string &bytes)
      : path_(std::filesystem::temp_directory_path() /
              ("slotbuf-" + std::to_string(getpid()) + "-" + std::to_string(++made))) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~file() { std::filesystem::remove(path_); }

  const char *path() const { return path_.c_str(); }
  std::string bytes() const {
    std::ostringstream all;
    all << std::ifstream(path_, std::ios::binary).rdbuf();
    return all.str();
  }
  ref map(int readonly) const { return ref::steal(SlotbufMapping_Open(path(), readonly)); }
  ref map_part(long long offset, Py_ssize_t size, int readonly = 1) const {
    const int descriptor = open(path(), readonly ? O_RDONLY : O_RDWR);
    ref made = ref::steal(SlotbufMapping_FromDescriptor(descriptor, offset, size, readonly));
    close(descriptor);
    return made;
  }

 private:
  static inline int made = 0;
  std::filesystem::path path_;
};

std::string close_mapping(const ref &mapping) {
  return SlotbufMapping_Close(mapping.get()) == 0 ? no_error : take_error();
}

TEST_CASE("mapping: a file is read and written where it is") {
  const file on_disk("the file");
  {
    const ref readable = on_disk.map(1), writable = on_disk.map(0);
    REQUIRE(readable);
    REQUIRE(writable);
    CHECK(SlotbufMapping_Check(readable.get()) == 1);
    CHECK(SlotbufMapping_Check(Py_None) == 0);
    CHECK(read(readable) == "the file");
    const char *characters = nullptr;
    Py_ssize_t size = 0;
    CHECK(PyObject_AsCharBuffer(readable.get(), &characters, &size) == 0);
    CHECK(size == 8);
    void *bytes = nullptr;
    REQUIRE(PyObject_AsWriteBuffer(writable.get(), &bytes, &size) == 0);
    static_cast<char *>(bytes)[0] = 'T';
    CHECK(read(readable) == "The file");
    CHECK(PyObject_CopyData(writable_window(writable, 4).get(), str("FILE").get()) == 0);
    CHECK(read(window(readable, 4)) == "FILE");
  }
  CHECK(on_disk.bytes() == "The FILE");
}

TEST_CASE("mapping: no road makes one that is read-only writable") {
  const file on_disk("the file");
  const ref mapping = on_disk.map(1);
  const ref through = writable_window(mapping), part = window(mapping);
  const ref shown = memoryview(mapping), eight = str("XXXXXXXX");
  for (const ref *each : {&mapping, &through, &part}) {
    void *bytes = nullptr;
    Py_ssize_t size = 0;
    CHECK(PyObject_AsWriteBuffer(each->get(), &bytes, &size) == -1);
    CHECK(take_error() ==
          (each == &part ? "TypeError: buffer is read-only" : "TypeError: mapping is read-only"));
    CHECK(PySequence_SetItem(each->get(), 0, str("X").get()) == -1);
  }
  for (const ref *each : {&mapping, &through, &part, &shown}) {
    Py_buffer view;
    CHECK(PyObject_GetBuffer(each->get(), &view, PyBUF_WRITABLE) == -1);
    CHECK(PyObject_CopyData(each->get(), eight.get()) == -1);
    CHECK(PyMemoryView_GetContiguous(each->get(), PyBUF_WRITE, 'C') == nullptr);
  }
  CHECK(PyObject_SetItem(shown.get(), whole(0).get(), str("X").get()) == -1);
  PyErr_Clear();
  CHECK(on_disk.bytes() == "the file");
}

TEST_CASE("mapping: part of a file begins at any byte") {
  std::string bytes(3 * 65536 + 10, '.');
  for (const std::size_t at : {0u, 1u, 4095u, 4096u, 65535u, 65536u, 131073u})
    bytes[at] = static_cast<char>('a' + at % 26);
  const file on_disk(bytes);
  for (const std::size_t offset : {0u, 1u, 4095u, 4096u, 65535u, 65536u, 131073u, 196618u}) {
    CAPTURE(offset);
    CHECK(read(on_disk.map_part(static_cast<long long>(offset), Py_END_OF_BUFFER)) ==
          bytes.substr(offset));
    for (const std::size_t size : {0u, 1u, 4096u}) {
      if (size > bytes.size() - offset) continue;
      CAPTURE(size);
      const ref part =
          on_disk.map_part(static_cast<long long>(offset), static_cast<Py_ssize_t>(size));
      CHECK(read(part) == bytes.substr(offset, size));
    }
  }
  {
    const ref part = on_disk.map_part(4097, 3, 0);
    CHECK(PyObject_CopyData(part.get(), str("new").get()) == 0);
  }
  bytes.replace(4097, 3, "new");
  CHECK(on_disk.bytes() == bytes);
}

TEST_CASE("mapping: parts that the file does not have are refused") {
  const file on_disk("the file");
  const auto refusal = [&](long long offset, Py_ssize_t size) {
    return on_disk.map_part(offset, size) ? no_error : take_error();
  };
  CHECK(refusal(-1, 1) == "ValueError: offset must be zero or positive");
  CHECK(refusal(0, -2) == "ValueError: size must be zero or positive");
  CHECK(refusal(9, Py_END_OF_BUFFER) == "ValueError: mmap offset is greater than file size");
  CHECK(refusal(INT64_MAX, 0) == "ValueError: mmap offset is greater than file size");
  CHECK(refusal(8, 1) == "ValueError: mmap length is greater than file size");
  CHECK(refusal(1, PY_SSIZE_T_MAX) == "ValueError: mmap length is greater than file size");
  CHECK(refusal(8, 0) == no_error);
  CHECK(refusal(8, Py_END_OF_BUFFER) == no_error);
}

TEST_CASE("mapping: a file of no bytes has a pointer") {
  const file on_disk("");
  for (const int readonly : {0, 1}) {
    const ref mapping = on_disk.map(readonly);
    const void *bytes = nullptr;
    Py_ssize_t size = -1;
    CHECK(PyObject_AsReadBuffer(mapping.get(), &bytes, &size) == 0);
    CHECK(bytes != nullptr);
    CHECK(size == 0);
    CHECK(close_mapping(mapping) == no_error);
    CHECK(read(mapping) == "no");
    CHECK(take_error() == is_closed);
  }
}

TEST_CASE("mapping: the operating system's errors are told, with the path") {
  const auto folder = std::filesystem::temp_directory_path();
  const std::string missing = folder / "slotbuf-no-such-file";
  CHECK(SlotbufMapping_Open(missing.c_str(), 1) == nullptr);
  CHECK(take_error() == "IOError: [Errno 2] No such file or directory: '" + missing + "'");
  CHECK(SlotbufMapping_Open(folder.c_str(), 0) == nullptr);
  CHECK(take_error() == "IOError: [Errno 21] Is a directory: '" + std::string(folder) + "'");
  const char *const sizeless =
      "ValueError: only a regular file has a size: give one to SlotbufMapping_FromDescriptor";
  CHECK(SlotbufMapping_Open(folder.c_str(), 1) == nullptr);
  CHECK(take_error() == sizeless);
  CHECK(SlotbufMapping_FromDescriptor(-1, 0, Py_END_OF_BUFFER, 1) == nullptr);
  CHECK(take_error() == "IOError: [Errno 9] Bad file descriptor");
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  CHECK(SlotbufMapping_FromDescriptor(ends[0], 0, Py_END_OF_BUFFER, 1) == nullptr);
  CHECK(take_error() == sizeless);
  CHECK(SlotbufMapping_FromDescriptor(ends[0], 0, 10, 1) == nullptr);
  CHECK(take_error() == "IOError: [Errno 19] No such device");
  close(ends[0]);
  close(ends[1]);
  CHECK(SlotbufMapping_Open(nullptr, 1) == nullptr);
  CHECK(take_error() == "SystemError: null argument to internal routine");
  const file on_disk("the file");
  const int descriptor = open(on_disk.path(), O_RDONLY);
  CHECK(SlotbufMapping_FromDescriptor(descriptor, 0, 8, 0) == nullptr);
  CHECK(take_error() == "IOError: [Errno 13] Permission denied");
  close(descriptor);
}

TEST_CASE("mapping: a named pipe is refused, not waited for") {
  const std::string path =
      std::filesystem::temp_directory_path() / ("slotbuf-pipe-" + std::to_string(getpid()));
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  CHECK(SlotbufMapping_Open(path.c_str(), 1) == nullptr);
  CHECK(take_error().starts_with("ValueError: only a regular file has a size"));
  std::filesystem::remove(path);
}

// Whatever asks for the bytes of [object], which shows a closed mapping.
void check_closed(const ref &object, bool is_writable_type) {
  const void *read_only = nullptr;
  void *writable = nullptr;
  const char *characters = nullptr;
  Py_ssize_t size = -4711;
  CHECK(PyObject_AsReadBuffer(object.get(), &read_only, &size) == -1);
  CHECK(take_error() == is_closed);
  CHECK(PyObject_AsCharBuffer(object.get(), &characters, &size) == -1);
  CHECK(take_error() == is_closed);
  CHECK(PyObject_AsWriteBuffer(object.get(), &writable, &size) == -1);
  CHECK(take_error() == (is_writable_type ? is_closed : "TypeError: buffer is read-only"));
  CHECK(size == -4711);
  CHECK(Slotbuf_ReadSpan(object.get()).size == -1);
  CHECK(take_error() == is_closed);
  CHECK(PyMemoryView_FromObject(object.get()) == nullptr);
  CHECK(take_error() == is_closed);
  Py_buffer view;
  CHECK(PyObject_GetBuffer(object.get(), &view, PyBUF_SIMPLE) == -1);
  CHECK(take_error() == is_closed);
  CHECK(PyByteArray_FromObject(object.get()) == nullptr);
  CHECK(take_error() == is_closed);
  const ref items = array('c', "");
  CHECK(SlotbufArray_FromString(items.get(), object.get()) == -1);
  CHECK(take_error() == is_closed);
  const ref target = ref::steal(PyBuffer_New(8));
  CHECK(PySequence_SetSlice(target.get(), 0, 8, object.get()) == -1);
  CHECK(take_error() == is_closed);
  CHECK(Slotbuf_Alignment(object.get()) == -1);
  CHECK(take_error() == is_closed);
}

TEST_CASE("mapping: once it is closed every access is one error, through windows too") {
  const file on_disk("the file");
  for (const int readonly : {0, 1}) {
    CAPTURE(readonly);
    const ref mapping = on_disk.map(readonly);
    const ref before = window(mapping, 4), inner = window(before, 1);
    const ref through = writable_window(mapping, 4);
    CHECK(close_mapping(mapping) == no_error);
    const ref after = window(mapping, 4), through_after = writable_window(mapping, 4);
    check_closed(mapping, true);
    for (const ref *each : {&before, &inner, &after}) check_closed(*each, false);
    for (const ref *each : {&through, &through_after}) check_closed(*each, true);
    for (const ref *each : {&before, &inner, &after, &through, &through_after}) {
      CHECK(PyObject_Size(each->get()) == -1);
      CHECK(take_error() == is_closed);
      CHECK(PySequence_GetItem(each->get(), 0) == nullptr);
      CHECK(take_error() == is_closed);
      CHECK(PySequence_GetSlice(each->get(), 0, 1) == nullptr);
      CHECK(take_error() == is_closed);
      CHECK(PyObject_Str(each->get()) == nullptr);
      CHECK(take_error() == is_closed);
    }
    CHECK(close_mapping(mapping) == no_error);
    CHECK(Slotbuf_Grants(mapping.get(), SLOTBUF_GRANT_READ) == 0);
  }
}

TEST_CASE("mapping: it is not closed while views pin it, and then it is as it was") {
  const char *const pinned = "BufferError: Existing exports of data: object cannot be re-sized";
  const file on_disk("the file");
  const ref mapping = on_disk.map(0), part = window(mapping, 4);
  for (const ref *through : {&mapping, &part}) {
    ref shown = memoryview(*through);
    CHECK(close_mapping(mapping) == pinned);
    CHECK(read(mapping) == "the file");
    CHECK(PySequence_GetItem(shown.get(), 0) != nullptr);
    shown.reset();
  }
  REQUIRE(Slotbuf_Pin(mapping.get()) == 0);
  CHECK(close_mapping(mapping) == pinned);
  Slotbuf_Unpin(mapping.get());
  Py_buffer view;
  CHECK(PyObject_GetBuffer(mapping.get(), nullptr, 0) == -1);
  PyErr_Clear();
  CHECK(close_mapping(mapping) == no_error);
  CHECK(PyObject_GetBuffer(mapping.get(), &view, PyBUF_SIMPLE) == -1);
  PyErr_Clear();
}

TEST_CASE("mapping: only mappings are closed") {
  const ref object = str("text");
  CHECK(SlotbufMapping_Close(object.get()) == -1);
  CHECK(take_error() == "SystemError: SlotbufMapping_Close needs a mapping");
  CHECK(SlotbufMapping_Close(nullptr) == -1);
  CHECK(take_error() == "SystemError: SlotbufMapping_Close needs a mapping");
}

TEST_CASE("mapping: without memory for the object there is none") {
  const file on_disk("the file");
  ref mapping;
  {
    const memory_failure failure(1, memory_failure::for_good);
    mapping = on_disk.map(1);
  }
  CHECK_FALSE(mapping);
  CHECK(take_error() == "MemoryError");
}

TEST_CASE("mapping: one that the generic ways make is empty, and can be closed") {
  static PyTypeObject derived = host_type("test.mapping", 0, &SlotbufMapping_Type);
  REQUIRE(PyType_Ready(&derived) == 0);
  for (PyTypeObject *type : {&SlotbufMapping_Type, &derived}) {
    const ref mapping = ref::steal(type->tp_alloc(type, 0));
    CHECK(SlotbufMapping_Check(mapping.get()) == 1);
    CHECK(read(mapping).empty());
    ref shown = memoryview(mapping);
    CHECK(SlotbufMapping_Close(mapping.get()) == -1);
    PyErr_Clear();
    shown.reset();
    CHECK(close_mapping(mapping) == no_error);
    CHECK(read(mapping) == "no");
    CHECK(take_error() == is_closed);
  }
}

}  // namespace
}  // namespace slotbuf::test
