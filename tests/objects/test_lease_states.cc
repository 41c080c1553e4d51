// Leases as a state machine: every sequence of holds and releases up to a length, on every object
// that has pins, against a plain model. After each step every way to use the object is tried.
#include <slotbuf.h>

#include <string>
#include <utility>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

// ---- The model: what may be held together.

enum class kind { reads, writes, pins, immutable, exclusive, claims };
constexpr kind kinds[] = {kind::reads,     kind::writes,    kind::pins,
                          kind::immutable, kind::exclusive, kind::claims};

struct model {
  int shared = 0, immutable = 0;
  bool exclusive = false, claimed = false;

  bool is_free() const { return shared + immutable == 0 && !exclusive && !claimed; }
  bool may_read() const { return !exclusive; }
  bool may_write() const { return !exclusive && immutable == 0; }

  bool may_hold(kind what) const {
    switch (what) {
      case kind::reads:
        return !exclusive && !claimed;
      case kind::writes:
      case kind::pins:
        return !exclusive && !claimed && immutable == 0;
      case kind::immutable:
        return !exclusive && !claimed && shared == 0;
      default:
        return is_free();
    }
  }
  // Returns the kind of what is held then: a reader under an IMMUTABLE lease holds like one.
  kind hold(kind what) {
    if (what == kind::reads && immutable) what = kind::immutable;
    count(what, 1);
    return what;
  }
  void release(kind what) { count(what, -1); }

 private:
  void count(kind what, int by) {
    if (what == kind::immutable)
      immutable += by;
    else if (what == kind::exclusive)
      exclusive = by > 0;
    else if (what == kind::claims)
      claimed = by > 0;
    else
      shared += by;
  }
};

// ---- The library.

struct holder {
  kind asked, held;
  Py_buffer view;
};

int flags_of(kind what) {
  return what == kind::writes      ? PyBUF_WRITABLE
         : what == kind::immutable ? SLOTBUF_LEASE_IMMUTABLE
         : what == kind::exclusive ? SLOTBUF_LEASE_EXCLUSIVE
                                   : PyBUF_SIMPLE;
}

bool take(const ref &base, const ref &through, holder &made) {
  if (made.asked == kind::pins) return Slotbuf_Pin(base.get()) == 0;
  if (made.asked == kind::claims) return Slotbuf_BeginResize(base.get()) == 0;
  return Slotbuf_Lease(through.get(), &made.view, flags_of(made.asked)) == 0;
}

void give_back(const ref &base, holder &held) {
  if (held.asked == kind::pins)
    Slotbuf_Unpin(base.get());
  else if (held.asked == kind::claims)
    Slotbuf_EndResize(base.get());
  else
    PyBuffer_Release(&held.view);
}

// One object, and what it is leased through: itself or a window on it.
struct subject {
  const char *name;
  ref base, through;
  bool read_only = false;
};

bool is_refused_by_lease() {
  return take_error().starts_with("BufferError: the object is leased ");
}

// Uses the object in every way, and says which do not do what the model says.
std::string try_uses(const subject &with, const model &expected) {
  std::string wrong;
  const auto note = [&](const char *what, bool done, bool allowed) {
    const bool as_expected = done ? allowed : !allowed && is_refused_by_lease();
    if (!as_expected) wrong += std::string(" ") + what;
  };
  PyObject *const base = with.base.get();
  const void *bytes;
  void *memory;
  Py_ssize_t size;
  note("read", PyObject_AsReadBuffer(base, &bytes, &size) == 0, expected.may_read());
  note("write", PyObject_AsWriteBuffer(base, &memory, &size) == 0, expected.may_write());
  note("read through", PyObject_AsReadBuffer(with.through.get(), &bytes, &size) == 0,
       expected.may_read());
  if (expected.claimed) return wrong;
  if (PySequence_Check(base)) {
    const ref item = ref::steal(PySequence_GetItem(base, 0));
    note("item", static_cast<bool>(item), expected.may_read());
    const ref value = item ? ref::share(item.get()) : whole(98);
    note("set item", PySequence_SetItem(base, 0, value.get()) == 0, expected.may_write());
    note("repr", static_cast<bool>(ref::steal(PyObject_Repr(base))), expected.may_read());
    note("slice", static_cast<bool>(ref::steal(PySequence_GetSlice(base, 0, 1))),
         expected.may_read());
    note("length", PySequence_Size(base) == 5, true);
  }
  const int claim = Slotbuf_BeginResize(base);
  if (claim == 0) Slotbuf_EndResize(base);
  if ((claim == 0) != expected.is_free()) wrong += " resize";
  PyErr_Clear();
  return wrong;
}

int run(const subject &with, model state, std::vector<holder> &held, int steps) {
  int tried = 0;
  const auto check = [&](const model &expected) {
    ++tried;
    const std::string wrong = try_uses(with, expected);
    if (wrong.empty()) return;
    std::string path;
    for (const holder &each : held) path += std::to_string(static_cast<int>(each.asked)) + " ";
    CAPTURE(path);
    CHECK(wrong == "");
  };
  check(state);
  if (steps == 0) return tried;
  for (const kind what : kinds) {
    holder made{what, what, {}};
    const bool taken = take(with.base, with.through, made);
    const bool writes = what == kind::writes || what == kind::exclusive;
    const bool expected = state.may_hold(what) && !(writes && with.read_only);
    if (taken != expected) CHECK(taken == expected);
    if (!taken) {
      if (!PyErr_ExceptionMatches(PyExc_BufferError)) CHECK(take_error() == "a BufferError");
      PyErr_Clear();
      continue;
    }
    model next = state;
    made.held = next.hold(what);
    held.push_back(made);
    tried += run(with, next, held, steps - 1);
    give_back(with.base, held.back());
    held.pop_back();
  }
  // Released in another order than taken: each of them, and taken again.
  for (std::size_t i = 0; i + 1 < held.size(); ++i) {
    model next = state;
    next.release(held[i].held);
    give_back(with.base, held[i]);
    check(next);
    const bool taken = take(with.base, with.through, held[i]);
    if (taken) {
      held[i].held = next.hold(held[i].asked);
      continue;
    }
    CHECK(taken);
  }
  return tried;
}

struct resizable_host {
  SLOTBUF_RESIZABLE_HEAD
};

ref host() {
  static PyTypeObject type = host_type("test.resizable", sizeof(resizable_host));
  static char bytes[] = "bytes";
  type.tp_grants = SLOTBUF_GRANTS | SLOTBUF_RESIZABLE;
  REQUIRE(PyType_Ready(&type) == 0);
  auto *const made = instance<resizable_host>(type);
  made->ob_bytes = bytes;
  made->ob_size = 5;
  return ref::steal(made);
}

subject direct(const char *name, const ref &base) {
  return {name, ref::share(base.get()), ref::share(base.get())};
}
subject through(const char *name, const ref &base, ref window) {
  return {name, ref::share(base.get()), std::move(window)};
}

TEST_CASE("lease: every sequence of holds does what the model says") {
  const ref bytes = bytearray("bytes"), bytes_below = bytearray("bytes"),
            written_below = bytearray("bytes"), items = array('B', "bytes"),
            items_below = array('B', "bytes");
  const subject subjects[] = {
      direct("bytearray", bytes),
      direct("array", items),
      direct("host", host()),
      {"window on a bytearray", ref::share(bytes_below.get()), window(bytes_below), true},
      through("writable window on a bytearray", written_below, writable_window(written_below)),
      through("writable window on an array", items_below, writable_window(items_below)),
  };
  for (const subject &each : subjects) {
    CAPTURE(each.name);
    std::vector<holder> held;
    CHECK(run(each, model{}, held, 5) > 150);
    CHECK(Slotbuf_BeginResize(each.base.get()) == 0);
    Slotbuf_EndResize(each.base.get());
  }
}

}  // namespace
}  // namespace slotbuf::test
