// Grants follow slots: a type keeps one only while segcount and the slot concerned are the head's.
#include <slotbuf.h>

#include <cstring>
#include <deque>

#include "../support/doctest.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

constexpr unsigned read_grant = SLOTBUF_GRANT_READ;
constexpr unsigned write_grant = SLOTBUF_GRANT_WRITE;
constexpr unsigned char_grant = SLOTBUF_GRANT_CHAR;

// Readied records and their tables stay for the life of the program.
struct lasting_type {
  PyTypeObject type;
  PyBufferProcs procs;
};

lasting_type &derived_from(PyTypeObject *base, Py_ssize_t basicsize = 0) {
  static std::deque<lasting_type> types;
  lasting_type &made = types.emplace_back();
  made.type = host_type("test.derived", basicsize, base);
  return made;
}

PyTypeObject &head_type() {
  static lasting_type &made = derived_from(nullptr, sizeof(SlotbufBytesObject));
  made.type.tp_grants = SLOTBUF_GRANTS;
  REQUIRE(PyType_Ready(&made.type) == 0);
  return made.type;
}

PyTypeObject &array_type() { return SlotbufArray_Type; }
PyTypeObject &bytearray_type() { return PyByteArray_Type; }
PyTypeObject &str_type() { return PyString_Type; }

Py_ssize_t no_segment(PyObject *, Py_ssize_t *) { return 0; }
Py_ssize_t no_bytes(PyObject *, Py_ssize_t, void **) { return 0; }
Py_ssize_t no_characters(PyObject *, Py_ssize_t, char **) { return 0; }

enum override { nothing, empty_table, segcount, read_slot, write_slot, char_slot };

void apply(override what, lasting_type &made) {
  if (what != nothing) made.type.tp_as_buffer = &made.procs;
  if (what == segcount) made.procs.bf_getsegcount = no_segment;
  if (what == read_slot) made.procs.bf_getreadbuffer = no_bytes;
  if (what == write_slot) made.procs.bf_getwritebuffer = no_bytes;
  if (what == char_slot) made.procs.bf_getcharbuffer = no_characters;
}

unsigned lost(override what) {
  switch (what) {
    case segcount:
      return SLOTBUF_GRANTS;
    case read_slot:
      return read_grant;
    case write_slot:
      return write_grant;
    case char_slot:
      return char_grant;
    default:
      return 0;
  }
}

struct granting_base {
  PyTypeObject &(*type)();
  unsigned grants;
};

const granting_base bases[] = {
    {head_type, SLOTBUF_GRANTS},
    {str_type, read_grant | char_grant},
    {bytearray_type, SLOTBUF_GRANTS},
    {array_type, read_grant | write_grant},
};

TEST_CASE("grants: a subtype loses those whose slots it overrides, and all with segcount") {
  for (const granting_base &base : bases) {
    PyTypeObject &type = base.type();
    CAPTURE(type.tp_name);
    CHECK((type.tp_grants & SLOTBUF_GRANTS) == base.grants);
    for (const override what : {nothing, empty_table, segcount, read_slot, write_slot, char_slot}) {
      CAPTURE(what);
      lasting_type &derived = derived_from(&type);
      apply(what, derived);
      REQUIRE(PyType_Ready(&derived.type) == 0);
      const unsigned kept = base.grants & ~lost(what);
      CHECK((derived.type.tp_grants & SLOTBUF_GRANTS) == kept);

      lasting_type &grandchild = derived_from(&derived.type);
      apply(empty_table, grandchild);
      REQUIRE(PyType_Ready(&grandchild.type) == 0);
      CHECK((grandchild.type.tp_grants & SLOTBUF_GRANTS) == kept);
    }
  }
}

TEST_CASE("grants: a slot that a parent overrode is not the head's for its children either") {
  lasting_type &parent = derived_from(&bytearray_type());
  apply(read_slot, parent);
  REQUIRE(PyType_Ready(&parent.type) == 0);
  lasting_type &child = derived_from(&parent.type);
  child.type.tp_grants = SLOTBUF_GRANTS;
  apply(empty_table, child);
  REQUIRE(PyType_Ready(&child.type) == 0);
  CHECK((child.procs.bf_getreadbuffer == no_bytes));
  CHECK((child.type.tp_grants & SLOTBUF_GRANTS) == (write_grant | char_grant));
}

TEST_CASE("grants: slots that the declaring type brings itself stay, the others are filled") {
  for (const override what : {read_slot, write_slot, char_slot}) {
    CAPTURE(what);
    lasting_type &made = derived_from(nullptr, sizeof(SlotbufBytesObject));
    made.type.tp_grants = SLOTBUF_GRANTS;
    apply(what, made);
    const PyBufferProcs own = made.procs;
    REQUIRE(PyType_Ready(&made.type) == 0);
    CHECK((made.type.tp_grants & SLOTBUF_GRANTS) == (SLOTBUF_GRANTS & ~lost(what)));
    if (own.bf_getreadbuffer) CHECK((made.procs.bf_getreadbuffer == own.bf_getreadbuffer));
    if (own.bf_getwritebuffer) CHECK((made.procs.bf_getwritebuffer == own.bf_getwritebuffer));
    if (own.bf_getcharbuffer) CHECK((made.procs.bf_getcharbuffer == own.bf_getcharbuffer));
    CHECK((made.procs.bf_getsegcount != nullptr));
    CHECK((made.procs.bf_getreadbuffer != nullptr));
    CHECK((made.procs.bf_getwritebuffer != nullptr));
    CHECK((made.procs.bf_getcharbuffer != nullptr));
  }
}

TEST_CASE(
    "grants: beside a segcount that is not the head's, no slot is filled that could only refuse") {
  lasting_type &counting = derived_from(nullptr, sizeof(SlotbufBytesObject));
  counting.type.tp_grants = SLOTBUF_GRANTS;
  apply(segcount, counting);
  lasting_type &array_of_characters = derived_from(&SlotbufArray_Type);
  array_of_characters.type.tp_grants = char_grant;
  apply(empty_table, array_of_characters);
  for (lasting_type *made : {&counting, &array_of_characters}) {
    const PyBufferProcs *const base =
        made->type.tp_base ? made->type.tp_base->tp_as_buffer : nullptr;
    const unsigned base_grants = base ? read_grant | write_grant : 0;
    REQUIRE(PyType_Ready(&made->type) == 0);
    CHECK((made->type.tp_grants & SLOTBUF_GRANTS) == base_grants);
    CHECK((made->procs.bf_getreadbuffer != nullptr) == (base != nullptr));
    CHECK((made->procs.bf_getwritebuffer != nullptr) == (base != nullptr));
    CHECK((made->procs.bf_getcharbuffer == nullptr));
  }
}

TEST_CASE("grants: a subtype that declares more never changes the slots of its base") {
  lasting_type &readable = derived_from(nullptr, sizeof(SlotbufBytesObject));
  readable.type.tp_grants = read_grant;
  REQUIRE(PyType_Ready(&readable.type) == 0);
  lasting_type &own = derived_from(nullptr, sizeof(SlotbufBytesObject));
  apply(read_slot, own);
  REQUIRE(PyType_Ready(&own.type) == 0);

  for (PyTypeObject *base : {&readable.type, &own.type, &SlotbufArray_Type, &PyString_Type}) {
    CAPTURE(base->tp_name);
    const PyBufferProcs before = *base->tp_as_buffer;
    const unsigned grants = base->tp_grants;
    lasting_type &derived = derived_from(base);
    derived.type.tp_grants = SLOTBUF_GRANTS;
    if (PyType_Ready(&derived.type) < 0) PyErr_Clear();
    CHECK(std::memcmp(&before, base->tp_as_buffer, sizeof before) == 0);
    CHECK(base->tp_grants == grants);
  }
  lasting_type &fresh = derived_from(nullptr, sizeof(SlotbufBytesObject));
  fresh.type.tp_grants = read_grant;
  REQUIRE(PyType_Ready(&fresh.type) == 0);
  CHECK((fresh.type.tp_as_buffer->bf_getwritebuffer == nullptr));
}

TEST_CASE("grants: instances get what their type kept") {
  for (const override what : {nothing, segcount, read_slot, write_slot, char_slot}) {
    CAPTURE(what);
    lasting_type &derived = derived_from(&bytearray_type());
    apply(what, derived);
    REQUIRE(PyType_Ready(&derived.type) == 0);
    const ref object = ref::steal(Slotbuf_NewFromBytes(&derived.type, "bytes", 5));
    REQUIRE(object);
    CHECK((object.get()->ob_flags & SLOTBUF_GRANTS) == (SLOTBUF_GRANTS & ~lost(what)));
  }
}

}  // namespace
}  // namespace slotbuf::test
