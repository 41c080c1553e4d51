/* Objects as sequences, and as mappings from their keys. */
#include "runner.h"

static PyObject *object(const struct call *call, int i) { return call->operands[i].object; }

static Py_ssize_t number(const struct call *call, int i) { return call->operands[i].number; }

static void seqlen(struct call *call) { give_number(PySequence_Size(object(call, 0))); }

static void concat(struct call *call) {
  give_object(call, PySequence_Concat(object(call, 0), object(call, 1)));
}

static void iconcat(struct call *call) {
  give_object(call, PySequence_InPlaceConcat(object(call, 0), object(call, 1)));
}

static void repeat(struct call *call) {
  give_object(call, PySequence_Repeat(object(call, 0), number(call, 1)));
}

static void irepeat(struct call *call) {
  give_object(call, PySequence_InPlaceRepeat(object(call, 0), number(call, 1)));
}

static void item(struct call *call) {
  give_object(call, PySequence_GetItem(object(call, 0), number(call, 1)));
}

static void setitem(struct call *call) {
  give_status(PySequence_SetItem(object(call, 0), number(call, 1), object(call, 2)));
}

static void delitem(struct call *call) {
  give_status(PySequence_DelItem(object(call, 0), number(call, 1)));
}

static void slice(struct call *call) {
  give_object(call, PySequence_GetSlice(object(call, 0), number(call, 1), number(call, 2)));
}

static void setslice(struct call *call) {
  give_status(
      PySequence_SetSlice(object(call, 0), number(call, 1), number(call, 2), object(call, 3)));
}

static void delslice(struct call *call) {
  give_status(PySequence_DelSlice(object(call, 0), number(call, 1), number(call, 2)));
}

static void contains(struct call *call) {
  give_number(PySequence_Contains(object(call, 0), object(call, 1)));
}

static void count(struct call *call) {
  give_number(PySequence_Count(object(call, 0), object(call, 1)));
}

static void index_of(struct call *call) {
  give_number(PySequence_Index(object(call, 0), object(call, 1)));
}

static void getitem(struct call *call) {
  give_object(call, PyObject_GetItem(object(call, 0), object(call, 1)));
}

static void setkey(struct call *call) {
  give_status(PyObject_SetItem(object(call, 0), object(call, 1), object(call, 2)));
}

static void delkey(struct call *call) {
  give_status(PyObject_DelItem(object(call, 0), object(call, 1)));
}

const struct operation sequence_operations[] = {
    {"seqlen", "O", seqlen},         {"concat", "r = O O", concat},
    {"iconcat", "r = O O", iconcat}, {"repeat", "r = O N", repeat},
    {"irepeat", "r = O N", irepeat}, {"item", "r = O N", item},
    {"setitem", "O N O", setitem},   {"delitem", "O N", delitem},
    {"slice", "r = O N N", slice},   {"setslice", "O N N O", setslice},
    {"delslice", "O N N", delslice}, {"contains", "O O", contains},
    {"count", "O O", count},         {"index", "O O", index_of},
    {"getitem", "r = O O", getitem}, {"setkey", "O O O", setkey},
    {"delkey", "O O", delkey},       {NULL, NULL, NULL},
};
