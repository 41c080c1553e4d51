// GLib: GBytes, counted bytes with windows onto them, and GByteArray, bytes that grow.
#include <glib.h>

#include "../ring.hh"
#include "life.hh"
#include "part.hh"

namespace bench {
namespace {

void *make() { return g_bytes_new(sixteen, sixteen_size); }

void drop(void *bytes) { g_bytes_unref(static_cast<GBytes *>(bytes)); }

GBytes *part_of(GBytes *bytes) { return g_bytes_new_from_bytes(bytes, part_start, part_size); }

void *make_part() {
  auto *const bytes = static_cast<GBytes *>(make());
  GBytes *const part = part_of(bytes);
  g_bytes_unref(bytes);
  return part;
}

int verify(void *bytes) {
  gsize size;
  const void *const start = g_bytes_get_data(static_cast<GBytes *>(bytes), &size);
  return is_sixteen(start, size);
}

int verify_part(void *bytes) {
  gsize size;
  const void *const start = g_bytes_get_data(static_cast<GBytes *>(bytes), &size);
  return is_part(start, size);
}

int verify_view(void *bytes) {
  GBytes *const part = part_of(static_cast<GBytes *>(bytes));
  const int is_right = verify_part(part);
  g_bytes_unref(part);
  return is_right;
}

void read(GBytes *bytes) {
  gsize size;
  const void *const start = g_bytes_get_data(bytes, &size);
  sink(start, size);
}

const void *bytes_of(void *bytes) {
  gsize size;
  const void *const start = g_bytes_get_data(static_cast<GBytes *>(bytes), &size);
  sink(size);
  return start;
}

void refer(GBytes *bytes) { g_bytes_unref(g_bytes_ref(bytes)); }

void view(GBytes *bytes) {
  GBytes *const part = part_of(bytes);
  sink(part);
  g_bytes_unref(part);
}

// GByteArray

constexpr guint megabyte = 1 << 20;

void *make_array() {
  GByteArray *const array = g_byte_array_new();
  return g_byte_array_append(array, reinterpret_cast<const guint8 *>(sixteen), sixteen_size);
}

void *make_empty_array() { return g_byte_array_new(); }

void drop_array(void *array) { g_byte_array_unref(static_cast<GByteArray *>(array)); }

int verify_array(void *work) {
  const auto *const array = static_cast<GByteArray *>(work);
  return is_sixteen(array->data, array->len);
}

// One byte at a time, starting over after a megabyte.
void append(GByteArray *array) {
  const guint8 item = 'x';
  g_byte_array_append(array, &item, 1);
  if (array->len == megabyte) g_byte_array_set_size(array, 0);
}

int verify_append(void *work) {
  auto *const array = static_cast<GByteArray *>(work);
  const guint before = array->len;
  append(array);
  return array->len == before + 1 && array->data[before] == 'x';
}

// extend and compare work on two equal megabytes
struct megabytes {
  std::vector<guint8> first = std::vector<guint8>(megabyte, 'x');
  GBytes *left = g_bytes_new(first.data(), megabyte), *right = g_bytes_new(first.data(), megabyte);

  ~megabytes() {
    drop(left);
    drop(right);
  }
  static void *prepare() { return new megabytes; }
  static void finish(void *work) { delete static_cast<megabytes *>(work); }
};

GByteArray *extended(const megabytes &all) {
  return g_byte_array_append(g_byte_array_new(), all.first.data(), megabyte);
}

int verify_extend(void *work) {
  const auto &all = *static_cast<megabytes *>(work);
  GByteArray *const array = extended(all);
  const int is_right =
      array->len == megabyte && std::memcmp(array->data, all.first.data(), megabyte) == 0;
  drop_array(array);
  return is_right;
}

void run_extend(void *work, std::size_t operations) {
  for (; operations > 0; --operations) {
    GByteArray *const array = extended(*static_cast<megabytes *>(work));
    sink(array);
    drop_array(array);
  }
}

int verify_compare(void *work) {
  const auto &all = *static_cast<megabytes *>(work);
  return g_bytes_equal(all.left, all.right);
}

void run_compare(void *work, std::size_t operations) {
  for (; operations > 0; --operations) {
    hide(work);
    sink(verify_compare(work));
  }
}

void add_array_rows(row_list &rows) {
  add_life<make_array, drop_array, verify_array>(rows, "bytearray16");
  rows.add({"append", "bytearray", make_empty_array, verify_append, run_one<GByteArray, append, 0>,
            drop_array, empty_one, 1});
  rows.add({"extend", "1MB", megabytes::prepare, verify_extend, run_extend, megabytes::finish,
            nullptr, megabyte});
  rows.add({"compare", "1MB", megabytes::prepare, verify_compare, run_compare, megabytes::finish,
            nullptr, megabyte});
}

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  using namespace bench;
  static row_list rows;
  rows.add_one<GBytes, read>({"read", "str", make, verify, nullptr, drop, nullptr, 0});
  rows.add_one<GBytes, read>(
      {"window", "buffer", make_part, verify_part, nullptr, drop, nullptr, 0});
  rows.add(ring_of<make, drop, bytes_of>::row());
  rows.add_one<GBytes, refer>({"ref", "str", make, verify, nullptr, drop, nullptr, 0});
  rows.add({"contended", "str", make, verify, run_one<GBytes, refer, 0>, drop, nullptr, 0});
  rows.add_one<GBytes, view>({"view", "buffer", make, verify_view, nullptr, drop, nullptr, 0});
  add_life<make, drop, verify>(rows, "str16");
  add_array_rows(rows);

  static char version[32];
  g_snprintf(version, sizeof version, "%u.%u.%u", glib_major_version, glib_minor_version,
             glib_micro_version);
  static const struct bench_subject subject = {"GLib GBytes", "peer", version, rows.data(),
                                               rows.size()};
  return &subject;
}
