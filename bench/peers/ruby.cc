// Ruby: strings, whose macros read without a look at the type, and MemoryView, its lease.
#include <ruby.h>
#include <ruby/memory_view.h>
#include <ruby/version.h>

#include "../loop.hh"
#include "../sixteen.hh"

namespace bench {
namespace {

// The collector frees what nobody holds, so a row's objects are held where the collector looks.
struct held {
  VALUE object, other;

  held(VALUE first, VALUE second) : object(first), other(second) {
    rb_gc_register_address(&object);
    rb_gc_register_address(&other);
  }
  ~held() {
    rb_gc_unregister_address(&object);
    rb_gc_unregister_address(&other);
  }
};

held *held_by(void *work) { return static_cast<held *>(work); }
void finish(void *work) { delete held_by(work); }

VALUE new_string() { return rb_str_new(sixteen, sixteen_size); }

void *prepare() { return new held(new_string(), Qnil); }

int verify(void *work) {
  const VALUE string = held_by(work)->object;
  return is_sixteen(RSTRING_PTR(string), RSTRING_LEN(string));
}

// Like run_one, but the loop is over a VALUE.
template <void (*operation)(VALUE), int place>
void run_value(void *work, std::size_t operations) {
  const volatile VALUE object = held_by(work)->object;
  lie<place>();
  for (; operations > 0; --operations) operation(object);
}

template <void (*operation)(VALUE)>
void add_value(row_list &rows, bench_row row) {
  for (const auto run :
       {run_value<operation, 0>, run_value<operation, 16>, run_value<operation, 32>}) {
    row.run = run;
    rows.add(row);
  }
}

void read(VALUE string) { sink(RSTRING_PTR(string), RSTRING_LEN(string)); }

// The function looks at the type first.
void read_checked(VALUE string) {
  VALUE same = string;
  const char *const bytes = rb_string_value_ptr(&same);
  sink(bytes, RSTRING_LEN(same));
}

// lease: none of Ruby's own classes lends its bytes, so a class of ours lends those of its strings

bool lends(VALUE object) { return RB_TYPE_P(object, T_STRING); }

bool lend(VALUE object, rb_memory_view_t *view, int) {
  return rb_memory_view_init_as_byte_array(view, object, RSTRING_PTR(object), RSTRING_LEN(object),
                                           true);
}

bool take_back(VALUE, rb_memory_view_t *) { return true; }

const rb_memory_view_entry_t lending = {lend, take_back, lends};
VALUE lending_class;

void *prepare_lease() {
  VALUE bytes = new_string();
  return new held(rb_class_new_instance(1, &bytes, lending_class), Qnil);
}

int verify_lease(void *work) {
  rb_memory_view_t view;
  if (!rb_memory_view_get(held_by(work)->object, &view, RUBY_MEMORY_VIEW_SIMPLE)) return 0;
  const bool is_right = is_sixteen(view.data, view.byte_size);
  return rb_memory_view_release(&view) && is_right;
}

void lease(VALUE object) {
  rb_memory_view_t view;
  rb_memory_view_get(object, &view, RUBY_MEMORY_VIEW_SIMPLE);
  sink(view.data, view.byte_size);
  rb_memory_view_release(&view);
}

// alloc: the collector frees, and its work is part of the time
void make_string(const char *) { sink(new_string()); }

// rss: in an array that is large enough beforehand

void *prepare_million() {
  const VALUE array = rb_ary_new_capa(BENCH_LIVE_OBJECTS);
  for (long i = 0; i < BENCH_LIVE_OBJECTS; ++i) rb_ary_push(array, Qfalse);
  return new held(array, Qnil);
}

int verify_million(void *work) { return RARRAY_LEN(held_by(work)->object) == BENCH_LIVE_OBJECTS; }

void run_million(void *work, std::size_t operations) {
  const VALUE array = held_by(work)->object;
  for (long i = 0; i < BENCH_LIVE_OBJECTS && static_cast<std::size_t>(i) < operations; ++i)
    rb_ary_store(array, i, new_string());
}

// bulk work

constexpr long part_size = 1024, parts = 1024, megabyte = part_size * parts;

VALUE filled(long size) {
  const VALUE string = rb_str_new(nullptr, size);
  for (long i = 0; i < size; ++i)
    RSTRING_PTR(string)[i] = sixteen[static_cast<std::size_t>(i) % sixteen_size];
  return string;
}

void *prepare_empty() { return new held(rb_str_new(nullptr, 0), Qnil); }
void *prepare_part() { return new held(filled(part_size), INT2FIX(parts)); }
void *prepare_halves() { return new held(filled(megabyte / 2), filled(megabyte / 2)); }
void *prepare_wholes() { return new held(filled(megabyte), filled(megabyte)); }

// One byte at a time, starting over after a megabyte.
void append(VALUE string) {
  rb_str_cat(string, "x", 1);
  if (RSTRING_LEN(string) == megabyte) rb_str_resize(string, 0);
}

int verify_append(void *work) {
  const VALUE string = held_by(work)->object;
  const long before = RSTRING_LEN(string);
  append(string);
  return RSTRING_LEN(string) == before + 1 && RSTRING_PTR(string)[before] == 'x';
}

template <VALUE (*function)(VALUE, VALUE)>
void run_pair(void *work, std::size_t operations) {
  for (; operations > 0; --operations) sink(function(held_by(work)->object, held_by(work)->other));
}

template <VALUE (*function)(VALUE, VALUE)>
int verify_megabyte(void *work) {
  const VALUE made = function(held_by(work)->object, held_by(work)->other);
  return RTEST(rb_str_equal(made, filled(megabyte)));
}

int verify_compare(void *work) {
  return RTEST(rb_str_equal(held_by(work)->object, held_by(work)->other));
}

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **why_not) {
  using namespace bench;
  RUBY_INIT_STACK
  *why_not = "Ruby does not start";
  if (ruby_setup() != 0) return nullptr;
  lending_class = rb_define_class("Lending", rb_cString);
  if (!rb_memory_view_register(lending_class, &lending)) return nullptr;

  static row_list rows;
  add_value<read>(rows, {"read", "str", prepare, verify, nullptr, finish, empty_one, 0});
  add_value<read_checked>(rows, {"char", "str", prepare, verify, nullptr, finish, empty_one, 0});
  add_value<lease>(rows,
                   {"lease", "host", prepare_lease, verify_lease, nullptr, finish, empty_one, 0});
  rows.add_one<const char, make_string>(
      {"alloc", "str16", prepare, verify, nullptr, finish, nullptr, 0});
  rows.add({"rss", "str16", prepare_million, verify_million, run_million, finish, nullptr, 0});
  rows.add({"append", "bytearray", prepare_empty, verify_append, run_value<append, 0>, finish,
            empty_one, 1});
  rows.add({"concat", "1MB", prepare_halves, verify_megabyte<rb_str_plus>, run_pair<rb_str_plus>,
            finish, nullptr, megabyte});
  rows.add({"repeat", "1MB", prepare_part, verify_megabyte<rb_str_times>, run_pair<rb_str_times>,
            finish, nullptr, megabyte});
  rows.add({"compare", "1MB", prepare_wholes, verify_compare, run_pair<rb_str_equal>, finish,
            nullptr, megabyte});
  static const struct bench_subject subject = {"Ruby string", "peer", ruby_version, rows.data(),
                                               rows.size()};
  return &subject;
}
