// Leases by several threads. This is a program of its own, like all that start threads. The bytes
// are used without atomics: ThreadSanitizer finds a promise that is not kept.
#include <slotbuf.h>

#include <atomic>
#include <cstring>
#include <string>

#include "../support/doctest.hh"
#include "../support/objects.hh"
#include "../support/threads.hh"

namespace slotbuf::test {

bool starts_threads() { return true; }

namespace {

constexpr int rounds = 5'000;

struct tally {
  std::atomic<long> exclusive{0}, immutable{0}, refusals{0}, wrong{0};

  bool note(bool leased, std::atomic<long> &leases) {
    if (leased) return ++leases, true;
    (PyErr_ExceptionMatches(PyExc_BufferError) ? refusals : wrong) += 1;
    PyErr_Clear();
    return false;
  }
};

void write(const ref &through, char letter, tally &counts) {
  Py_buffer view;
  if (!counts.note(Slotbuf_Lease(through.get(), &view, SLOTBUF_LEASE_EXCLUSIVE) == 0,
                   counts.exclusive))
    return;
  char *const bytes = static_cast<char *>(view.buf);
  for (Py_ssize_t i = 0; i < view.len; ++i) bytes[i] = letter;
  PyBuffer_Release(&view);
}

void look(const ref &through, tally &counts) {
  Py_buffer view;
  if (!counts.note(Slotbuf_Lease(through.get(), &view, SLOTBUF_LEASE_IMMUTABLE) == 0,
                   counts.immutable))
    return;
  const char *const bytes = static_cast<char *>(view.buf);
  for (Py_ssize_t i = 1; i < view.len; ++i) counts.wrong += bytes[i] != bytes[0];
  PyBuffer_Release(&view);
}

// What is not leased is arbitrated too: it is done, or refused with a BufferError.
void use(const ref &object, tally &counts) {
  const ref copy = ref::steal(PySequence_GetSlice(object.get(), 0, 100));
  if (!copy) counts.note(false, counts.immutable);
  const ref repr = ref::steal(PyObject_Repr(object.get()));
  if (!repr) counts.note(false, counts.immutable);
}

void contend(const ref &object, const ref &window) {
  tally counts;
  on_all_threads([&](int number) {
    for (int turn = 0; turn < rounds; ++turn) {
      const ref &through = turn % 3 ? object : window;
      if ((number + turn) % 4 == 0)
        write(through, static_cast<char>('a' + number), counts);
      else if ((number + turn) % 4 == 3)
        use(object, counts);
      else
        look(through, counts);
    }
  });
  CHECK(counts.wrong == 0);
  CHECK(counts.exclusive + counts.immutable > 0);
  CHECK(Slotbuf_BeginResize(object.get()) == 0);
  Slotbuf_EndResize(object.get());
}

TEST_CASE("lease: promises are kept between threads") {
  const std::string bytes(64, 'x');
  const ref one = bytearray(bytes), other = array('c', bytes);
  contend(one, writable_window(one));
  contend(other, writable_window(other));
}

}  // namespace
}  // namespace slotbuf::test
