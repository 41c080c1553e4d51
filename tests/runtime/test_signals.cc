// A signal handler may read objects that grant the access, whatever the thread was doing to others.
// This is a program of its own: it is interrupted all the time.
#include <signal.h>
#include <slotbuf.h>
#include <sys/time.h>

#include <cstring>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

constexpr int enough = 500;
constexpr char shown[] = "granted bytes";

// What the handler reads. Nobody changes it meanwhile.
PyObject *granted[4];
volatile sig_atomic_t reads, wrong;

bool is_read(PyObject *object) {
  const void *bytes;
  const char *chars;
  Py_ssize_t size, length;
  if (PyObject_AsReadBuffer(object, &bytes, &size) < 0) return false;
  if (!PyObject_CheckReadBuffer(object)) return false;
  if (PyObject_AsCharBuffer(object, &chars, &length) < 0 || chars != bytes) return false;
  return size == length && std::memcmp(chars, shown, sizeof shown - 1) == 0;
}

void on_signal(int) {
  for (PyObject *object : granted) wrong = wrong + !is_read(object);
  reads = reads + 1;
}

// The handler runs every tenth of a millisecond while this lives.
class interrupted {
 public:
  interrupted() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    sigaction(SIGALRM, &action, &before_);
    set(100);
  }
  ~interrupted() {
    set(0);
    sigaction(SIGALRM, &before_, nullptr);
  }
  interrupted(const interrupted &) = delete;
  interrupted &operator=(const interrupted &) = delete;

 private:
  static void set(int microseconds) {
    itimerval timer{};
    timer.it_value.tv_usec = timer.it_interval.tv_usec = microseconds;
    setitimer(ITIMER_REAL, &timer, nullptr);
  }

  struct sigaction before_ {};
};

// Objects are made, changed, interned, viewed, refused and ended.
void work_on_others() {
  ref bytes = bytearray("bytes that grow");
  for (int i = 0; i < 20; ++i)
    bytes = ref::steal(PySequence_InPlaceConcat(bytes.get(), str("more").get()));
  const ref same = ref::steal(PyString_InternFromString("a word"));
  Py_buffer view;
  REQUIRE(PyObject_GetBuffer(bytes.get(), &view, PyBUF_SIMPLE) == 0);
  CHECK(PyByteArray_Resize(bytes.get(), 1) == -1);
  CHECK(PyErr_Occurred() == PyExc_BufferError);
  PyErr_Format(PyExc_ValueError, "%d", 7);
  PyErr_Clear();
  PyBuffer_Release(&view);
  static PyTypeObject type = host_type("test.thing", sizeof(PyObject));
  REQUIRE(PyType_Ready(&type) == 0);
  const ref object = ref::steal(PyObject_New(PyObject, &type));
}

TEST_CASE("signals: a handler reads objects that grant it, while others are worked on") {
  struct mapped {
    SLOTBUF_BYTES_HEAD
  };
  static PyTypeObject type = host_type("test.mapped", sizeof(mapped));
  type.tp_grants = SLOTBUF_GRANTS;
  REQUIRE(PyType_Ready(&type) == 0);
  const ref host = ref::steal(PyObject_New(mapped, &type));
  auto *const head = reinterpret_cast<mapped *>(host.get());
  head->ob_bytes = const_cast<char *>(shown);
  head->ob_size = sizeof shown - 1;
  const ref objects[] = {str(shown), bytearray(shown),
                         ref::steal(PyBuffer_FromMemory(head->ob_bytes, head->ob_size))};
  for (int i = 0; i < 3; ++i) granted[i] = objects[i].get();
  granted[3] = host.get();
  {
    const interrupted now;
    while (reads < enough) work_on_others();
  }
  CHECK(wrong == 0);
  for (PyObject *object : granted) CHECK(references(object) == 1);
}

}  // namespace
}  // namespace slotbuf::test
