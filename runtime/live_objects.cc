// Live objects: a count in each type record, and, in builds that count all objects, a list of the
// types that have objects now, readied or not.

#include "live_objects.hh"

#ifdef SLOTBUF_COUNT_LIVE

#include <stddef.h>
#include <stdio.h>

#include "intrusive.hh"
#include "lock.hh"
#include "object_table.hh"

namespace slotbuf {
namespace {

constinit slotbuf_type_link types{&types};

PyTypeObject *type_of(slotbuf_type_link *link) {
  return reinterpret_cast<PyTypeObject *>(reinterpret_cast<char *>(link) -
                                          offsetof(PyTypeObject, tp_link));
}

void print(void *, PyTypeObject *type, Py_ssize_t count) {
  fprintf(stderr, "slotbuf: %zd live %s of type %s\n", count, count == 1 ? "object" : "objects",
          type->tp_name);
}

void list(PyTypeObject *type, lock &held) {
  if (type->tp_link.next) return;
  held.save(type->tp_link.next);
  held.save(types.next);
  type_list::link_after(&types, &type->tp_link);
  held.keep_changes();
}

// Adds [change] to the count, unless that would leave less than [least].
bool count(PyTypeObject *type, Py_ssize_t change, Py_ssize_t least) {
  Py_ssize_t live = live_objects(type);
  do {
    if (live + change < least) return false;
  } while (!__atomic_compare_exchange_n(&type->tp_live, &live, live + change, true,
                                        __ATOMIC_ACQ_REL, __ATOMIC_RELAXED));
  return true;
}

struct counted {
  PyTypeObject *type = nullptr;
  Py_ssize_t live = 0;
};

// The type with live objects whose record lies next behind [place] in memory.
counted next_behind(const PyTypeObject *place) {
  const lock held;
  counted next;
  for (slotbuf_type_link *link = types.next; link != &types; link = link->next) {
    PyTypeObject *const type = type_of(link);
    if (type <= place || (next.type && type > next.type)) continue;
    if (const Py_ssize_t live = live_objects(type)) next = {type, live};
  }
  return next;
}

// The count leaves 0, and returns to it, only under the lock: a type with objects is on the list.
// One without is on it after a fork between the two, until it is forgotten or has had an object.
void add(PyTypeObject *type) {
  if (count(type, 1, 2)) return;
  lock held;
  list(type, held);
  count(type, 1, 1);
}

}  // namespace

void count_gone(PyTypeObject *type) {
  if (count(type, -1, 1)) return;
  lock held;
  count(type, -1, 0);
  if (!live_objects(type)) unlist(type, held);
}

void count_born(PyObject *object) {
  add(object->ob_type);
  take_place(object, object->ob_type);
}

void count_dead(const void *block) {
  if (PyTypeObject *const type = leave_place(block)) count_gone(type);
}

PyTypeObject *leave_place(const void *block) { return exchange_in_table(block, nullptr); }

// An object that was in the place is gone: its memory is another's now.
void take_place(const void *block, PyTypeObject *type) {
  if (PyTypeObject *const gone = exchange_in_table(block, type)) count_gone(gone);
}

void forget_copied_books(PyTypeObject *type, lock &held) {
  for (slotbuf_type_link *link = types.next; link != &types; link = link->next)
    if (link == &type->tp_link) return;
  held.save(type->tp_link);
  held.save(type->tp_live);
  type->tp_link = {};
  type->tp_live = 0;
}

void unlist(PyTypeObject *type, lock &held) {
  if (!type->tp_link.next) return;
  slotbuf_type_link *const previous = type_list::get_previous_node(&type->tp_link);
  held.save(type->tp_link.next);
  held.save(previous->next);
  type_list::unlink_after(previous);
  type->tp_link.next = nullptr;
  held.keep_changes();
}

}  // namespace slotbuf

using namespace slotbuf;

Py_ssize_t Slotbuf_LiveObjects(PyTypeObject *type) {
  if (type) return live_objects(type);
  Py_ssize_t total = 0;
  const lock held;
  for (slotbuf_type_link *link = types.next; link != &types; link = link->next)
    total += live_objects(type_of(link));
  return total;
}

// Each step looks for its type anew: [report] may change the list.
Py_ssize_t Slotbuf_ReportLiveObjects(void (*report)(void *, PyTypeObject *, Py_ssize_t),
                                     void *context) {
  if (!report) report = print;
  Py_ssize_t total = 0;
  for (counted each = next_behind(nullptr); each.type; each = next_behind(each.type)) {
    report(context, each.type, each.live);
    total += each.live;
  }
  return total;
}

#else

// Nothing is on a list here, so the link of a record says whose books it has.
void slotbuf::forget_copied_books(PyTypeObject *type, lock &held) {
  if (type->tp_link.next == &type->tp_link) return;
  held.save(type->tp_link);
  held.save(type->tp_live);
  type->tp_link.next = &type->tp_link;
  type->tp_live = 0;
}

Py_ssize_t Slotbuf_LiveObjects(PyTypeObject *) { return -1; }
Py_ssize_t Slotbuf_ReportLiveObjects(void (*)(void *, PyTypeObject *, Py_ssize_t), void *) {
  return -1;
}

#endif
