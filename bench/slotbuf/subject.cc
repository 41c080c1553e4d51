// slotbuf in one of its linkages. The build says which: NAME and LINKAGE.

#include "objects.hh"

const struct bench_subject *bench_subject(const char *, const char **why_not) {
  static bench::row_list rows;
  *why_not = "its types cannot be made";
  if (!bench::ready_host_types()) return nullptr;
  bench::add_borrow_rows(rows);
  bench::add_refusal_rows(rows);
  bench::add_mixed_rows(rows);
  bench::add_life_rows(rows);
  bench::add_bulk_rows(rows);
  bench::add_crowd_rows(rows);
  bench::add_face_rows(rows);
  bench::add_lease_rows(rows);
  static const struct bench_subject subject = {NAME, "slotbuf", SLOTBUF_VERSION ", " LINKAGE,
                                               rows.data(), rows.size()};
  return &subject;
}
