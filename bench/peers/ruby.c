/* Ruby: strings, whose macros read without a look at the type; and MemoryView, its lease. */
#include <ruby.h>
#include <ruby/memory_view.h>
#include <ruby/version.h>

#include "loop.h"

#define MEGABYTE ((size_t)1 << 20)

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

static const struct bench_row rows[] = {
    {"read", "str", prepare, verify, run_read, finish, empty_one, 0},
    {"char", "str", prepare, verify, run_char, finish, empty_one, 0},
    {"lease", "host", prepare_lease, verify_lease, run_lease, finish, empty_one, 0},
    {"alloc", "str16", prepare, verify, run_alloc, finish, empty_none, 0},
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
