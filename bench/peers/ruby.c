/* Ruby: strings, whose macros read without a look at the type; and MemoryView, its lease. */
#include <ruby.h>
#include <ruby/memory_view.h>
#include <ruby/version.h>

#include "loop.h"

enum { PART = 1024, PARTS = 1024, MEGABYTE = PART * PARTS };

/* Objects are freed by the collector, so what a row works on is held by a place that it knows. */
struct held {
  VALUE object;
  VALUE other;
};

static struct held *hold(VALUE object, VALUE other) {
  struct held *held = malloc(sizeof *held);
  if (held == NULL) return NULL;
  held->object = object;
  held->other = other;
  rb_gc_register_address(&held->object);
  rb_gc_register_address(&held->other);
  return held;
}

static void finish(void *work) {
  struct held *held = work;
  rb_gc_unregister_address(&held->object);
  rb_gc_unregister_address(&held->other);
  free(held);
}

static VALUE object_of(void *work) { return ((struct held *)work)->object; }

static void *prepare(void) { return hold(rb_str_new(SIXTEEN, SIXTEEN_SIZE), Qnil); }

/* read: by the macros, and by the function that looks at the type first */

static int verify(void *work) {
  VALUE string = object_of(work);
  return is_sixteen(RSTRING_PTR(string), (size_t)RSTRING_LEN(string));
}

static void run_read(void *work, size_t operations) {
  VALUE string = object_of(work);
  for (; operations > 0; --operations) {
    HIDE(string);
    SINK_SPAN(RSTRING_PTR(string), RSTRING_LEN(string));
  }
}

static void run_char(void *work, size_t operations) {
  VALUE string = object_of(work);
  for (; operations > 0; --operations) {
    HIDE(string);
    VALUE same = string;
    const char *bytes = rb_string_value_ptr(&same);
    SINK_SPAN(bytes, RSTRING_LEN(same));
  }
}

/* lease: a class of our own exports the bytes of its strings, for no class of Ruby's own does */

static VALUE lending_class;

static bool lends(VALUE object) { return RB_TYPE_P(object, T_STRING); }

static bool lend(VALUE object, rb_memory_view_t *view, int flags) {
  (void)flags;
  return rb_memory_view_init_as_byte_array(view, object, RSTRING_PTR(object), RSTRING_LEN(object),
                                           true);
}

static bool take_back(VALUE object, rb_memory_view_t *view) {
  (void)object, (void)view;
  return true;
}

static const rb_memory_view_entry_t lending = {lend, take_back, lends};

static void *prepare_lease(void) {
  VALUE bytes = rb_str_new(SIXTEEN, SIXTEEN_SIZE);
  return hold(rb_class_new_instance(1, &bytes, lending_class), Qnil);
}

static int verify_lease(void *work) {
  rb_memory_view_t view;
  if (!rb_memory_view_get(object_of(work), &view, RUBY_MEMORY_VIEW_SIMPLE)) return 0;
  int is_right = is_sixteen(view.data, (size_t)view.byte_size);
  return rb_memory_view_release(&view) && is_right;
}

static void run_lease(void *work, size_t operations) {
  VALUE object = object_of(work);
  for (; operations > 0; --operations) {
    HIDE(object);
    rb_memory_view_t view;
    rb_memory_view_get(object, &view, RUBY_MEMORY_VIEW_SIMPLE);
    SINK_SPAN(view.data, view.byte_size);
    rb_memory_view_release(&view);
  }
}

/* alloc: the collector frees, and what that costs is in the time */

static void run_alloc(void *work, size_t operations) {
  (void)work;
  for (; operations > 0; --operations) {
    VALUE string = rb_str_new(SIXTEEN, SIXTEEN_SIZE);
    SINK(string);
  }
}

/* rss: in an array that was made large enough for them */

static void *prepare_crowd(void) {
  VALUE array = rb_ary_new_capa(BENCH_LIVE_OBJECTS);
  for (long i = 0; i < BENCH_LIVE_OBJECTS; ++i) rb_ary_push(array, Qfalse);
  return hold(array, Qnil);
}

static int verify_crowd(void *work) { return RARRAY_LEN(object_of(work)) == BENCH_LIVE_OBJECTS; }

static void run_crowd(void *work, size_t operations) {
  VALUE array = object_of(work);
  for (long i = 0; i < BENCH_LIVE_OBJECTS && (size_t)i < operations; ++i)
    rb_ary_store(array, i, rb_str_new(SIXTEEN, SIXTEEN_SIZE));
}

/* bulk work */

static VALUE filled(long size) {
  VALUE string = rb_str_new(NULL, size);
  for (long i = 0; i < size; ++i) RSTRING_PTR(string)[i] = SIXTEEN[i % (long)SIXTEEN_SIZE];
  return string;
}

static void *prepare_empty(void) { return hold(rb_str_new(NULL, 0), Qnil); }
static void *prepare_part(void) { return hold(filled(PART), INT2FIX(PARTS)); }
static void *prepare_halves(void) { return hold(filled(MEGABYTE / 2), filled(MEGABYTE / 2)); }
static void *prepare_wholes(void) { return hold(filled(MEGABYTE), filled(MEGABYTE)); }

static int is_megabyte(VALUE string) {
  return RSTRING_LEN(string) == MEGABYTE && RTEST(rb_str_equal(string, filled(MEGABYTE)));
}

/* A byte each time, and begun anew after a megabyte. */
static void append_once(VALUE string) {
  rb_str_cat(string, "x", 1);
  if (RSTRING_LEN(string) == MEGABYTE) rb_str_resize(string, 0);
}

static int verify_append(void *work) {
  VALUE string = object_of(work);
  long before = RSTRING_LEN(string);
  append_once(string);
  return RSTRING_LEN(string) == before + 1 && RSTRING_PTR(string)[before] == 'x';
}

static void run_append(void *work, size_t operations) {
  VALUE string = object_of(work);
  for (; operations > 0; --operations) {
    HIDE(string);
    append_once(string);
  }
}

static int verify_concat(void *work) {
  struct held *held = work;
  return is_megabyte(rb_str_plus(held->object, held->other));
}

static void run_concat(void *work, size_t operations) {
  struct held *held = work;
  for (; operations > 0; --operations) {
    VALUE both = rb_str_plus(held->object, held->other);
    SINK(both);
  }
}

static int verify_repeat(void *work) {
  struct held *held = work;
  return is_megabyte(rb_str_times(held->object, held->other));
}

static void run_repeat(void *work, size_t operations) {
  struct held *held = work;
  for (; operations > 0; --operations) {
    VALUE repeated = rb_str_times(held->object, held->other);
    SINK(repeated);
  }
}

static int verify_compare(void *work) {
  struct held *held = work;
  return is_megabyte(held->object) && RTEST(rb_str_equal(held->object, held->other));
}

static void run_compare(void *work, size_t operations) {
  struct held *held = work;
  for (; operations > 0; --operations) {
    VALUE are_equal = rb_str_equal(held->object, held->other);
    SINK(are_equal);
  }
}

static const struct bench_row rows[] = {
    {"read", "str", prepare, verify, run_read, finish, empty_one, 0},
    {"char", "str", prepare, verify, run_char, finish, empty_one, 0},
    {"lease", "host", prepare_lease, verify_lease, run_lease, finish, empty_one, 0},
    {"alloc", "str16", prepare, verify, run_alloc, finish, empty_none, 0},
    {"rss", "str16", prepare_crowd, verify_crowd, run_crowd, finish, NULL, 0},
    {"append", "bytearray", prepare_empty, verify_append, run_append, finish, empty_one, 1},
    {"concat", "1MB", prepare_halves, verify_concat, run_concat, finish, NULL, MEGABYTE},
    {"repeat", "1MB", prepare_part, verify_repeat, run_repeat, finish, NULL, MEGABYTE},
    {"compare", "1MB", prepare_wholes, verify_compare, run_compare, finish, NULL, MEGABYTE},
};

const struct bench_subject *bench_subject(const char *option, const char **why_not) {
  static const struct bench_subject subject = {"Ruby string", "peer", NULL, rows, COUNT_OF(rows)};
  static struct bench_subject started;
  (void)option;
  RUBY_INIT_STACK
  *why_not = "Ruby does not start";
  if (ruby_setup() != 0) return NULL;
  lending_class = rb_define_class("Lending", rb_cString);
  if (!rb_memory_view_register(lending_class, &lending)) return NULL;
  started = subject;
  started.version = ruby_version;
  return &started;
}
