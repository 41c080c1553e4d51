// Live objects: a count in each type record, and a list of the types that have objects now, readied
// or not.

#include "live_objects.hh"

#ifdef SLOTBUF_COUNT_LIVE

#include <stddef.h>
#include <stdio.h>

#include "intrusive.hh"
#include "lock.hh"

namespace slotbuf {
namespace {

constinit mutex listing;
constinit slotbuf_type_link types{&types};

PyTypeObject *type_of(slotbuf_type_link *link) {
  return reinterpret_cast<PyTypeObject *>(reinterpret_cast<char *>(link) -
                                          offsetof(PyTypeObject, tp_link));
}

void print(void *, PyTypeObject *type, Py_ssize_t count) {
  fprintf(stderr, "slotbuf: %zd live %s of type %s\n", count, count == 1 ? "object" : "objects",
          type->tp_name);
}

// Keeps [type] on the list only while it has objects: its record need not outlive them.
void list_or_unlist(PyTypeObject *type) {
  const lock held(listing);
  const bool listed = type->tp_link.next, alive = Slotbuf_LiveObjects(type) > 0;
  if (alive && !listed) type_list::link_after(&types, &type->tp_link);
  if (!alive && listed) {
    type_list::unlink(&type->tp_link);
    type->tp_link.next = nullptr;
  }
}

template <class Visit>
Py_ssize_t sum(Visit visit) {
  Py_ssize_t total = 0;
  const lock held(listing);
  for (slotbuf_type_link *link = types.next; link != &types; link = link->next) {
    const Py_ssize_t live = Slotbuf_LiveObjects(type_of(link));
    if (live) visit(type_of(link), live);
    total += live;
  }
  return total;
}

}  // namespace

void count_born(PyTypeObject *type) {
  if (__atomic_fetch_add(&type->tp_live, 1, __ATOMIC_RELAXED) == 0) list_or_unlist(type);
}

void count_dead(PyTypeObject *type) {
  if (__atomic_sub_fetch(&type->tp_live, 1, __ATOMIC_RELAXED) == 0) list_or_unlist(type);
}

}  // namespace slotbuf

Py_ssize_t Slotbuf_LiveObjects(PyTypeObject *type) {
  if (type) return __atomic_load_n(&type->tp_live, __ATOMIC_RELAXED);
  return slotbuf::sum([](PyTypeObject *, Py_ssize_t) {});
}

Py_ssize_t Slotbuf_ReportLiveObjects(void (*report)(void *, PyTypeObject *, Py_ssize_t),
                                     void *context) {
  if (!report) report = slotbuf::print;
  return slotbuf::sum([&](PyTypeObject *type, Py_ssize_t live) { report(context, type, live); });
}

#else

Py_ssize_t Slotbuf_LiveObjects(PyTypeObject *) { return -1; }
Py_ssize_t Slotbuf_ReportLiveObjects(void (*)(void *, PyTypeObject *, Py_ssize_t), void *) {
  return -1;
}

#endif
