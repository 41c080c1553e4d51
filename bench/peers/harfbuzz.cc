// HarfBuzz: hb_blob_t, counted bytes, and sub-blobs, windows onto them.
#include <hb.h>

#include "../ring.hh"
#include "life.hh"
#include "part.hh"

namespace bench {
namespace {

void *make() {
  return hb_blob_create_or_fail(sixteen, sixteen_size, HB_MEMORY_MODE_DUPLICATE, nullptr, nullptr);
}

void drop(void *blob) { hb_blob_destroy(static_cast<hb_blob_t *>(blob)); }

hb_blob_t *part_of(hb_blob_t *blob) { return hb_blob_create_sub_blob(blob, part_start, part_size); }

void *make_part() {
  auto *const blob = static_cast<hb_blob_t *>(make());
  hb_blob_t *const part = part_of(blob);
  hb_blob_destroy(blob);
  return part;
}

int verify(void *blob) {
  unsigned size;
  const char *const bytes = hb_blob_get_data(static_cast<hb_blob_t *>(blob), &size);
  return is_sixteen(bytes, size);
}

int verify_part(void *blob) {
  unsigned size;
  const char *const bytes = hb_blob_get_data(static_cast<hb_blob_t *>(blob), &size);
  return is_part(bytes, size);
}

int verify_view(void *blob) {
  hb_blob_t *const part = part_of(static_cast<hb_blob_t *>(blob));
  const int is_right = verify_part(part);
  hb_blob_destroy(part);
  return is_right;
}

void read(hb_blob_t *blob) {
  unsigned size;
  const char *const bytes = hb_blob_get_data(blob, &size);
  sink(bytes, size);
}

const void *bytes_of(void *blob) {
  unsigned size;
  const char *const bytes = hb_blob_get_data(static_cast<hb_blob_t *>(blob), &size);
  sink(size);
  return bytes;
}

void refer(hb_blob_t *blob) { hb_blob_destroy(hb_blob_reference(blob)); }

void view(hb_blob_t *blob) {
  hb_blob_t *const part = part_of(blob);
  sink(part);
  hb_blob_destroy(part);
}

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  using namespace bench;
  static row_list rows;
  rows.add_one<hb_blob_t, read>({"read", "str", make, verify, nullptr, drop, nullptr, 0});
  rows.add_one<hb_blob_t, read>(
      {"window", "buffer", make_part, verify_part, nullptr, drop, nullptr, 0});
  rows.add(ring_of<make, drop, bytes_of>::row());
  rows.add_one<hb_blob_t, refer>({"ref", "str", make, verify, nullptr, drop, nullptr, 0});
  rows.add({"contended", "str", make, verify, run_one<hb_blob_t, refer, 0>, drop, nullptr, 0});
  rows.add_one<hb_blob_t, view>({"view", "buffer", make, verify_view, nullptr, drop, nullptr, 0});
  add_life<make, drop, verify>(rows, "str16");
  static const struct bench_subject subject = {"HarfBuzz hb_blob", "peer", hb_version_string(),
                                               rows.data(), rows.size()};
  return &subject;
}
