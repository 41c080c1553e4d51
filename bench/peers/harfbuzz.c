/* HarfBuzz: hb_blob_t, counted bytes with a window (sub-blob) onto them. */
#include <hb.h>

#include "crowd.h"
#include "live.h"
#include "loop.h"
#include "ring.h"

static void *make_from(const void *sixteen) {
  return hb_blob_create_or_fail(sixteen, SIXTEEN_SIZE, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
}

static void *make_blob(void) { return make_from(SIXTEEN); }

static void drop(void *blob) { hb_blob_destroy(blob); }

static const void *bytes_of(void *blob) { return hb_blob_get_data(blob, NULL); }

static void *make_sub_blob(void) {
  hb_blob_t *blob = make_blob(), *sub_blob = hb_blob_create_sub_blob(blob, 4, 8);
  hb_blob_destroy(blob);
  return sub_blob;
}

/* read, window, chain */

static int verify_read(void *work) {
  unsigned size;
  const char *bytes = hb_blob_get_data(work, &size);
  return is_sixteen(bytes, size);
}

static int verify_window(void *work) {
  unsigned size;
  const char *bytes = hb_blob_get_data(work, &size);
  return size == 8 && memcmp(bytes, &SIXTEEN[4], 8) == 0;
}

static void run_read(void *work, size_t operations) {
  hb_blob_t *blob = work;
  for (; operations > 0; --operations) {
    HIDE(blob);
    unsigned size;
    const char *bytes = hb_blob_get_data(blob, &size);
    SINK_SPAN(bytes, size);
  }
}

static void *prepare_chain(void) { return make_ring(make_from, bytes_of); }

static int verify_chain(void *work) { return ring_is_whole(work, bytes_of); }

static void run_chain(void *work, size_t operations) {
  struct ring *ring = work;
  hb_blob_t *blob = ring->at;
  for (; operations > 0; --operations) {
    unsigned size;
    const char *bytes = hb_blob_get_data(blob, &size);
    SINK(size);
    blob = next_in_ring(bytes);
  }
  ring->at = blob;
}

static void finish_chain(void *work) { free_ring(work, drop); }

/* ref, alloc, view */

static void run_ref(void *work, size_t operations) {
  hb_blob_t *blob = work;
  for (; operations > 0; --operations) {
    HIDE(blob);
    hb_blob_destroy(hb_blob_reference(blob));
  }
}

static int verify_alloc(void *work) {
  hb_blob_t *blob = make_from(work);
  int is_right = verify_read(blob);
  hb_blob_destroy(blob);
  return is_right;
}

static void run_alloc(void *work, size_t operations) {
  const char *bytes = work;
  for (; operations > 0; --operations) {
    HIDE(bytes);
    hb_blob_t *blob =
        hb_blob_create_or_fail(bytes, SIXTEEN_SIZE, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    SINK(blob);
    hb_blob_destroy(blob);
  }
}

static void *prepare_live(void) { return make_live(make_blob); }

static int verify_live(void *work) { return verify_read(((struct live *)work)->objects[0]); }

static void run_live(void *work, size_t operations) {
  for (; operations > 0; --operations) {
    void **place = oldest_place(work);
    hb_blob_destroy(*place);
    *place = make_blob();
    SINK(place);
  }
}

static void finish_live(void *work) { free_live(work, drop); }

static int verify_crowd(void *work) {
  (void)work;
  return verify_alloc((void *)SIXTEEN);
}

static void run_crowd(void *work, size_t operations) { fill_crowd(work, operations, make_blob); }

static void finish_crowd(void *work) { free_crowd(work, drop); }

static int verify_view(void *work) {
  hb_blob_t *sub_blob = hb_blob_create_sub_blob(work, 4, 8);
  int is_right = verify_window(sub_blob) && bytes_of(sub_blob) == (const char *)bytes_of(work) + 4;
  hb_blob_destroy(sub_blob);
  return is_right;
}

static void run_view(void *work, size_t operations) {
  hb_blob_t *blob = work;
  for (; operations > 0; --operations) {
    HIDE(blob);
    hb_blob_t *sub_blob = hb_blob_create_sub_blob(blob, 4, 8);
    SINK(sub_blob);
    hb_blob_destroy(sub_blob);
  }
}

static const struct bench_row rows[] = {
    {"read", "str", make_blob, verify_read, run_read, drop, empty_one, 0},
    {"window", "buffer", make_sub_blob, verify_window, run_read, drop, empty_one, 0},
    {"chain", "str", prepare_chain, verify_chain, run_chain, finish_chain, empty_none, 0},
    {"ref", "str", make_blob, verify_read, run_ref, drop, empty_one, 0},
    {"alloc", "str16", prepare_sixteen, verify_alloc, run_alloc, finish_nothing, empty_one, 0},
    {"alloc-live", "str16", prepare_live, verify_live, run_live, finish_live, empty_live, 0},
    {"rss", "str16", prepare_crowd, verify_crowd, run_crowd, finish_crowd, NULL, 0},
    {"contended", "str", make_blob, verify_read, run_ref, drop, NULL, 0},
    {"view", "buffer", make_blob, verify_view, run_view, drop, empty_one, 0},
};

const struct bench_subject *bench_subject(const char *option, const char **why_not) {
  static struct bench_subject subject = {"HarfBuzz hb_blob", "peer", NULL, rows, COUNT_OF(rows)};
  (void)option, (void)why_not;
  subject.version = hb_version_string();
  return &subject;
}
