#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

struct mapping {
  SLOTBUF_BYTES_HEAD
  int descriptor;
};

char memory_of_the_host[] = "bytes of the host";
constexpr Py_ssize_t memory_size = sizeof memory_of_the_host - 1;

// One readied type for each combination of grants.
PyTypeObject &granting(unsigned grants) {
  static PyTypeObject types[SLOTBUF_GRANTS + 1];
  PyTypeObject &type = types[grants];
  if (type.tp_name == nullptr) {
    type = host_type("test.mapping", sizeof(mapping));
    type.tp_grants = grants;
    REQUIRE(PyType_Ready(&type) == 0);
  }
  return type;
}

ref mapped(PyTypeObject &type) {
  auto *const object = instance<mapping>(type);
  if (object == nullptr) return {};
  object->ob_bytes = memory_of_the_host;
  object->ob_size = memory_size;
  return ref::steal(object);
}

constexpr unsigned read_grant = SLOTBUF_GRANT_READ;
constexpr unsigned write_grant = SLOTBUF_GRANT_WRITE;
constexpr unsigned char_grant = SLOTBUF_GRANT_CHAR;

// What the three functions answer: "bytes of the host", or the error in words.
std::string answer(int result, const void *bytes, Py_ssize_t size) {
  if (result < 0) return take_error();
  return {static_cast<const char *>(bytes), static_cast<std::size_t>(size)};
}

std::string as_char(const ref &object) {
  const char *bytes = nullptr;
  Py_ssize_t size = 0;
  const int result = PyObject_AsCharBuffer(object.get(), &bytes, &size);
  return answer(result, bytes, size);
}

std::string as_read(const ref &object) {
  const void *bytes = nullptr;
  Py_ssize_t size = 0;
  const int result = PyObject_AsReadBuffer(object.get(), &bytes, &size);
  return answer(result, bytes, size);
}

std::string as_write(const ref &object) {
  void *bytes = nullptr;
  Py_ssize_t size = 0;
  const int result = PyObject_AsWriteBuffer(object.get(), &bytes, &size);
  return answer(result, bytes, size);
}

TEST_CASE("bytes head: a type answers for what it grants, and has no slot for the rest") {
  for (unsigned grants = 0; grants <= SLOTBUF_GRANTS; ++grants) {
    CAPTURE(grants);
    const ref object = mapped(granting(grants));
    REQUIRE(object);
    CHECK(granting(grants).tp_grants == grants);
    CHECK(as_read(object) == (grants & read_grant
                                  ? memory_of_the_host
                                  : "TypeError: expected a readable buffer object"));
    CHECK(as_write(object) == (grants & write_grant
                                   ? memory_of_the_host
                                   : "TypeError: expected a writeable buffer object"));
    CHECK(as_char(object) == (grants & char_grant ? memory_of_the_host
                                                  : "TypeError: expected a string or other "
                                                    "character buffer object"));
    CHECK(PyObject_CheckReadBuffer(object.get()) == (grants & read_grant ? 1 : 0));
  }
}

TEST_CASE("bytes head: Grants tells whether all that is asked for is granted") {
  for (unsigned grants = 0; grants <= SLOTBUF_GRANTS; ++grants) {
    const ref object = mapped(granting(grants));
    for (unsigned asked = 0; asked <= SLOTBUF_GRANTS; ++asked) {
      CAPTURE(grants);
      CAPTURE(asked);
      const int expected = (grants & asked) == asked;
      CHECK(Slotbuf_Grants(object.get(), asked) == expected);
      CHECK(exported(Slotbuf_Grants)(object.get(), asked) == expected);
    }
  }
}

TEST_CASE("bytes head: a new object is empty until its maker fills it") {
  for (unsigned grants = 1; grants <= SLOTBUF_GRANTS; ++grants) {
    CAPTURE(grants);
    const ref object = ref::steal(instance<mapping>(granting(grants)));
    REQUIRE(object);
    CHECK(Py_SIZE(object.get()) == 0);
    CHECK(Slotbuf_Grants(object.get(), grants) == 1);
    if (grants & read_grant) CHECK(as_read(object).empty());
  }
}

TEST_CASE("bytes head: an item count does not become a byte count") {
  PyTypeObject &type = granting(read_grant);
  const ref object = ref::steal(PyObject_NewVar(mapping, &type, 100));
  REQUIRE(object);
  CHECK(Py_SIZE(object.get()) == 0);
  const ref zeroed = ref::steal(PyType_GenericAlloc(&type, 100));
  REQUIRE(zeroed);
  CHECK(Py_SIZE(zeroed.get()) == 0);
}

TEST_CASE("bytes head: the slots that were filled in answer like the head") {
  const ref object = mapped(granting(SLOTBUF_GRANTS));
  const PyBufferProcs *const procs = granting(SLOTBUF_GRANTS).tp_as_buffer;
  REQUIRE(procs != nullptr);
  void *bytes = nullptr;
  char *characters = nullptr;
  Py_ssize_t size = -1;
  CHECK(procs->bf_getsegcount(object.get(), nullptr) == 1);
  CHECK(procs->bf_getsegcount(object.get(), &size) == 1);
  CHECK(size == memory_size);
  CHECK(procs->bf_getreadbuffer(object.get(), 0, &bytes) == memory_size);
  CHECK(bytes == memory_of_the_host);
  CHECK(procs->bf_getwritebuffer(object.get(), 0, &bytes) == memory_size);
  CHECK(procs->bf_getcharbuffer(object.get(), 0, &characters) == memory_size);
  CHECK(static_cast<void *>(characters) == memory_of_the_host);

  for (const Py_ssize_t segment : {Py_ssize_t{1}, Py_ssize_t{-1}, PY_SSIZE_T_MAX}) {
    CAPTURE(segment);
    CHECK(procs->bf_getreadbuffer(object.get(), segment, &bytes) == -1);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
  }
}

TEST_CASE("bytes head: after a drop the refusal comes before a look at the segment") {
  const ref object = mapped(granting(SLOTBUF_GRANTS));
  const PyBufferProcs *const procs = granting(SLOTBUF_GRANTS).tp_as_buffer;
  Slotbuf_DropGrants(object.get(), SLOTBUF_GRANTS);
  void *bytes = nullptr;
  char *characters = nullptr;
  const char *const refusal = "ValueError: the object no longer gives access to its bytes";
  CHECK(procs->bf_getreadbuffer(object.get(), 1, &bytes) == -1);
  CHECK(take_error() == refusal);
  CHECK(procs->bf_getwritebuffer(object.get(), 1, &bytes) == -1);
  CHECK(take_error() == refusal);
  CHECK(procs->bf_getcharbuffer(object.get(), 1, &characters) == -1);
  CHECK(take_error() == refusal);
  CHECK(bytes == nullptr);
  CHECK(characters == nullptr);
}

TEST_CASE("bytes head: what an owner drops is refused with a ValueError, for good") {
  struct row {
    unsigned dropped;
    bool reads, writes, chars;
  };
  const row rows[] = {
      {0, true, true, true},
      {read_grant, false, true, true},
      {write_grant, true, false, true},
      {char_grant, true, true, false},
      {read_grant | char_grant, false, true, false},
      {SLOTBUF_GRANTS, false, false, false},
      {~0u, false, false, false},
  };
  const auto refused = [](const std::string &words) { return words.rfind("ValueError: ", 0) == 0; };
  for (const row &row : rows) {
    CAPTURE(row.dropped);
    const ref object = mapped(granting(SLOTBUF_GRANTS));
    const ref other = mapped(granting(SLOTBUF_GRANTS));
    for (int time = 0; time < 2; ++time) {
      Slotbuf_DropGrants(object.get(), row.dropped);
      CHECK(refused(as_read(object)) == !row.reads);
      CHECK(refused(as_write(object)) == !row.writes);
      CHECK(refused(as_char(object)) == !row.chars);
    }
    CHECK(references(object) == 1);
    CHECK(Slotbuf_Grants(other.get(), SLOTBUF_GRANTS) == 1);
    CHECK(as_write(other) == memory_of_the_host);
  }
}

TEST_CASE("bytes head: a type that was never readied grants nothing, whatever it declares") {
  static PyTypeObject type = host_type("test.unready", sizeof(mapping));
  type.tp_grants = SLOTBUF_GRANTS;
  const ref object = mapped(type);
  REQUIRE(object);
  CHECK(Slotbuf_Grants(object.get(), read_grant) == 0);
  CHECK(as_read(object) == "TypeError: expected a readable buffer object");
}

TEST_CASE("bytes head: a copied record of a readied type grants nothing") {
  static PyTypeObject copy;
  copy = granting(SLOTBUF_GRANTS);
  const ref object = mapped(copy);
  REQUIRE(object);
  CHECK((object.get()->ob_flags & ~SLOTBUF_COUNTED) == 0);
  CHECK(as_read(object).rfind("ValueError: ", 0) == 0);
}

}  // namespace
}  // namespace slotbuf::test
