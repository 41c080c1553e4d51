// Reads of many objects, of one type or of several in an order that no predictor learns; few enough
// for the first-level cache, or more than all caches hold.

#include "../order.hh"
#include "objects.hh"

namespace bench {
namespace {

// Types are numbered in the order in which mixtures take them. The host's objects have a bytes
// head, as in a host that wants speed.
void *make_of_type(std::size_t type) {
  switch (type) {
    case 0:
      return make_str();
    case 1:
      return make_bytearray();
    case 2:
      return make_array();
    case 3:
      return make_window();
    default:
      return make_host_with_head(type - 4);
  }
}

int verify(void *work) {
  for (void *const object : static_cast<order *>(static_cast<sequence *>(work))->objects())
    if (!verify_ask<as_read, const void *>(object)) return 0;
  return 1;
}

constexpr auto read = ask<as_read, const void *>;
constexpr auto read_by_slots = ask<by_slots, const void *>;

using all = orders<make_of_type, drop>;

template <void (*operation)(PyObject *)>
void add(row_list &rows, const char *question, const char *object, void *(*prepare)()) {
  rows.add_sequence<PyObject, operation>(
      {question, object, prepare, verify, nullptr, all::finish, nullptr, 0});
}

template <void (*operation)(PyObject *)>
void add_once(row_list &rows, const char *question, const char *object, void *(*prepare)()) {
  rows.add({question, object, prepare, verify, run_sequence<PyObject, operation, 0>, all::finish,
            empty_sequence, 0});
}

}  // namespace

void add_mixed_rows(row_list &rows) {
  add<read>(rows, "read", "mono", all::mono);
  add<read>(rows, "read", "mixed4", all::mixed<4>);
  add<read>(rows, "read", "mixed8", all::mixed<8>);
  add_once<read>(rows, "read", "64MB", all::million);
  add_once<read_by_slots>(rows, "slots", "mono", all::mono);
  add_once<read_by_slots>(rows, "slots", "mixed4", all::mixed<4>);
  add_once<read_by_slots>(rows, "slots", "mixed8", all::mixed<8>);
}

}  // namespace bench
