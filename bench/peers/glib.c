/* GLib: GBytes, counted bytes with windows onto them, and GByteArray, bytes that grow. */
#include <glib.h>

#include "crowd.h"
#include "live.h"
#include "loop.h"
#include "ring.h"

static void *make_from(const void *sixteen) { return g_bytes_new(sixteen, SIXTEEN_SIZE); }

static void *make_bytes(void) { return make_from(SIXTEEN); }

static void drop(void *bytes) { g_bytes_unref(bytes); }

static const void *bytes_of(void *bytes) { return g_bytes_get_data(bytes, NULL); }

static void *make_part(void) {
  GBytes *whole = make_bytes(), *part = g_bytes_new_from_bytes(whole, 4, 8);
  g_bytes_unref(whole);
  return part;
}

/* read, window, chain */

static int verify_read(void *work) {
  gsize size;
  const void *bytes = g_bytes_get_data(work, &size);
  return is_sixteen(bytes, size);
}

static int verify_window(void *work) {
  gsize size;
  const void *bytes = g_bytes_get_data(work, &size);
  return size == 8 && memcmp(bytes, &SIXTEEN[4], 8) == 0;
}

static void run_read(void *work, size_t operations) {
  GBytes *bytes = work;
  for (; operations > 0; --operations) {
    HIDE(bytes);
    gsize size;
    const void *start = g_bytes_get_data(bytes, &size);
    SINK_SPAN(start, size);
  }
}

static void *prepare_chain(void) { return make_ring(make_from, bytes_of); }

static int verify_chain(void *work) { return ring_is_whole(work, bytes_of); }

static void run_chain(void *work, size_t operations) {
  struct ring *ring = work;
  GBytes *bytes = ring->at;
  for (; operations > 0; --operations) {
    gsize size;
    const void *start = g_bytes_get_data(bytes, &size);
    SINK(size);
    bytes = next_in_ring(start);
  }
  ring->at = bytes;
}

static void finish_chain(void *work) { free_ring(work, drop); }

/* ref, alloc, view */

static void run_ref(void *work, size_t operations) {
  GBytes *bytes = work;
  for (; operations > 0; --operations) {
    HIDE(bytes);
    g_bytes_unref(g_bytes_ref(bytes));
  }
}

static void run_alloc(void *work, size_t operations) {
  const char *sixteen = work;
  for (; operations > 0; --operations) {
    HIDE(sixteen);
    GBytes *bytes = g_bytes_new(sixteen, SIXTEEN_SIZE);
    SINK(bytes);
    g_bytes_unref(bytes);
  }
}

static int verify_alloc(void *work) {
  GBytes *bytes = make_from(work);
  int is_right = verify_read(bytes);
  g_bytes_unref(bytes);
  return is_right;
}

static void *prepare_live(void) { return make_live(make_bytes); }

static int verify_live(void *work) { return verify_read(((struct live *)work)->objects[0]); }

static void run_live(void *work, size_t operations) {
  for (; operations > 0; --operations) {
    void **place = oldest_place(work);
    g_bytes_unref(*place);
    *place = g_bytes_new(SIXTEEN, SIXTEEN_SIZE);
    SINK(place);
  }
}

static void finish_live(void *work) { free_live(work, drop); }

static int verify_crowd(void *work) {
  (void)work;
  return verify_alloc((void *)SIXTEEN);
}

static void run_crowd(void *work, size_t operations) { fill_crowd(work, operations, make_bytes); }

static void finish_crowd(void *work) { free_crowd(work, drop); }

static int verify_view(void *work) {
  GBytes *part = g_bytes_new_from_bytes(work, 4, 8);
  int is_right = verify_window(part) && bytes_of(part) == (const char *)bytes_of(work) + 4;
  g_bytes_unref(part);
  return is_right;
}

static void run_view(void *work, size_t operations) {
  GBytes *bytes = work;
  for (; operations > 0; --operations) {
    HIDE(bytes);
    GBytes *part = g_bytes_new_from_bytes(bytes, 4, 8);
    SINK(part);
    g_bytes_unref(part);
  }
}

static const struct bench_row rows[] = {
    {"read", "str", make_bytes, verify_read, run_read, drop, empty_one, 0},
    {"window", "buffer", make_part, verify_window, run_read, drop, empty_one, 0},
    {"chain", "str", prepare_chain, verify_chain, run_chain, finish_chain, empty_none, 0},
    {"ref", "str", make_bytes, verify_read, run_ref, drop, empty_one, 0},
    {"alloc", "str16", prepare_sixteen, verify_alloc, run_alloc, finish_nothing, empty_one, 0},
    {"alloc-live", "str16", prepare_live, verify_live, run_live, finish_live, empty_live, 0},
    {"rss", "str16", prepare_crowd, verify_crowd, run_crowd, finish_crowd, NULL, 0},
    {"contended", "str", make_bytes, verify_read, run_ref, drop, NULL, 0},
    {"view", "buffer", make_bytes, verify_view, run_view, drop, empty_one, 0},
};

const struct bench_subject *bench_subject(const char *option, const char **why_not) {
  static char version[32];
  static const struct bench_subject subject = {"GLib GBytes", "peer", version, rows,
                                               COUNT_OF(rows)};
  (void)option, (void)why_not;
  g_snprintf(version, sizeof version, "%u.%u.%u", glib_major_version, glib_minor_version,
             glib_micro_version);
  return &subject;
}
